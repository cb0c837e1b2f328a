"""The list of lawful ways: whole, with law and mark, and its times counted as the law counts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from yimen.law.limit import Mark
from yimen.law.reading import BrokenFileError
from yimen.law.routes import ROUTES, NoSuchWay, Routes, Standing, Urgency, Way, urgency
from yimen.law.taxonomy import TAXONOMY

#: The list a second time: the way of art. 31 (0: none) and each time of the petitioner's.
ROWS = {
    "labour_arbitration": (2, {"knew": "1 years", "ended": "1 years"}),
    "labour_inspection": (5, {"happened": "2 years"}),
    "work_injury": (4, {"worker": "1 years", "employer": "30 days"}),
    "reconsideration": (4, {"knew": "60 days"}),
    "administrative_suit": (1, {"knew": "6 months", "after_review": "15 days"}),
    "reconsideration_first": (4, {"knew": "60 days"}),
    "protection_duty": (5, {"after_two_months": "6 months"}),
    "open_information": (4, {}),
    "expropriation_review": (4, {"knew": "60 days"}),
    "expropriation_suit": (1, {"knew": "6 months", "after_review": "15 days"}),
    "land_arbitration": (2, {"knew": "2 years"}),
    "civil_suit": (1, {"knew": "3 years"}),
    "consumer": (5, {}),
    "crime": (1, {}),
    "state_compensation": (4, {"knew": "2 years"}),
    "civil_servant": (3, {"review": "30 days", "appeal": "15 days", "direct": "30 days"}),
    "supervised_person": (3, {"reexamine": "1 months", "review": "1 months"}),
    "accusation": (0, {}),
    "social_relief": (0, {}),
    "legal_aid": (0, {}),
    "people_mediation": (0, {}),
    "petition_review": (0, {"served": "30 days"}),
}


def test_the_list_is_whole_and_nothing_else():
    found = {
        way.code: (
            way.route,
            {one.key: f"{one.span.number} {one.span.measure}" for one in way.times},
        )
        for way in ROUTES.all()
    }
    assert found == ROWS


@pytest.mark.parametrize("way", ROUTES.all(), ids=lambda way: way.code)
def test_every_row_has_its_law_its_door_and_what_if_refused(way: Way):
    assert way.mark is Mark.READ
    assert way.checked_on >= date(2026, 11, 22)
    assert way.body in ROUTES.bodies
    said = [way.title, way.authority, way.papers, way.refused, way.basis]
    said += [words for one in way.times for words in (one.begins, one.basis)]
    for words in said:
        assert words.zh
        assert words.en
        assert words.zh != words.en
    assert "第" in way.basis.zh or way.code == "social_relief"
    assert (way.route > 0) is (way.standing is Standing.OUT)


def test_every_category_that_usually_goes_another_way_has_a_row():
    covered = {category for way in ROUTES.all() for category in way.categories}
    away = {leaf.code for leaf in TAXONOMY.leaves() if leaf.route in {1, 2, 3}}
    assert away - covered == {"political_legal.penal_execution"}


def test_a_body_is_named_that_some_way_begins_at():
    assert set(ROUTES.bodies) == {way.body for way in ROUTES.all()}


@pytest.mark.parametrize(
    ("text", "category", "first"),
    [
        ("包工头拖欠工资，农民工讨薪", "labour_social_security.unpaid_wages", "labour_inspection"),
        ("公司辞退我，没有经济补偿，劳动合同也没签", "", "labour_arbitration"),
        ("申请工伤认定", "labour_social_security.work_injury", "work_injury"),
        ("不服处罚决定，收到决定书", "", "reconsideration"),
        ("承包地被村里收回", "rural_agriculture.land_contracts", "land_arbitration"),
        ("对方欠款不还，有借款合同纠纷", "", "civil_suit"),
        ("健身卡退款", "commerce_tourism.prepaid_services", "consumer"),
    ],
)
def test_words_and_category_suggest_a_row_and_say_by_which(text: str, category: str, first: str):
    hint = ROUTES.suggest(text, category)[0]
    assert hint.way.code == first
    assert hint.words or hint.by_category
    assert all(word in text for word in hint.words)


def test_what_hints_at_nothing_is_suggested_nothing():
    assert ROUTES.suggest("请修好路灯", "urban_rural_construction.street_lighting") == []


@pytest.mark.parametrize(
    ("left", "near"),
    [
        (-1, Urgency.PAST),
        (0, Urgency.NOW),
        (7, Urgency.NOW),
        (8, Urgency.SOON),
        (30, Urgency.SOON),
        (31, Urgency.CALM),
    ],
)
def test_thirty_days_are_few_and_seven_are_hardly_any(left: int, near: Urgency):
    today = date(2026, 11, 22)
    assert urgency(date.fromordinal(today.toordinal() + left), today) is near


def test_a_time_is_counted_from_the_event_that_was_chosen():
    way = ROUTES.find("administrative_suit")
    knew, after = way.time(), way.time("after_review")
    assert knew is not None
    assert after is not None
    assert knew.ends(date(2025, 4, 14)).on == date(2025, 10, 14)
    assert after.ends(date(2025, 4, 14)).on == date(2025, 4, 29)


def test_a_way_that_is_not_there_is_refused():
    with pytest.raises(NoSuchWay):
        ROUTES.find("the moon")


ROW = """
    title: {zh: 甲, en: a}
    body: court
    authority: {zh: 甲, en: a}
    papers: {zh: 甲, en: a}
    refused: {zh: 甲, en: a}
    basis: {zh: 甲, en: a}
    mark: G
    checked_on: 2026-11-22
"""


@pytest.mark.parametrize(
    "more",
    [
        "    route: 6",
        "    route: 1\n    categories: [nothing.such]",
        "    route: 1\n    limits:\n      one: {span: soon, from: {zh: 甲, en: a}, basis: {zh: 甲, en: a}}",  # noqa: E501  # a row as it is written
        "    route: 1\n    colour: red",
        "",
    ],
)
def test_a_row_that_is_not_whole_does_not_load(tmp_path: Path, more: str):
    file = tmp_path / "routes.yaml"
    file.write_text(
        f'version: "1"\nbodies: {{court: {{zh: 法院, en: court}}}}\nways:\n  one:{ROW}{more}\n',
        encoding="utf-8",
    )
    with pytest.raises(BrokenFileError):
        Routes.load(file)
