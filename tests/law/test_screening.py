"""The machine suggests, a person decides, and the screen says by which words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yimen.law.reading import BrokenFileError
from yimen.law.screening import Screening, suggest, suggest_office
from yimen.law.taxonomy import TAXONOMY

LETTERS = [
    (
        "老板拖欠我们工资三个月，农民工讨薪无门。",
        "labour_social_security.unpaid_wages",
        "human_resources",
    ),
    (
        "楼下歌厅每天深夜噪音扰民，唱歌到凌晨，无法休息。",
        "environment.social_noise",
        "urban_management",
    ),
    (
        "物业公司乱涨物业费，业委会一直成立不了。",
        "urban_rural_construction.property_management",
        "housing_construction",
    ),
    (
        "孩子今年小升初，学区划片不合理，学位紧张。",
        "education_culture_sports.enrolment",
        "education",
    ),
    ("公交线路改了以后，公交车半小时才来一班。", "transport.buses", "transport"),
    ("路口没有红绿灯，交警也不管，天天堵车。", "political_legal.traffic_order", "public_security"),
    (
        "异地住院，医保报销比例太低，新农合怎么报销？",
        "labour_social_security.medical_insurance",
        "medical_insurance",
    ),
    ("公积金贷款的审批为什么这么久？", "urban_rural_construction.housing_fund", "housing_fund"),
    ("小区停水三天，自来水公司没有通知。", "urban_rural_construction.water_supply", "water"),
]


@pytest.mark.parametrize(("letter", "category", "competence"), LETTERS)
def test_a_plain_letter_is_understood(letter: str, category: str, competence: str):
    assert suggest(letter)[0].category == category
    assert suggest_office(letter)[0].competence == competence


@pytest.mark.parametrize("letter", ["", "   ", "您好，请问一下。", "Good morning", "，。！"])
def test_where_the_words_say_too_little_nothing_is_suggested(letter: str):
    assert [one.category for one in suggest(letter)] == ["other"]
    assert [one.competence for one in suggest_office(letter)] == ["letters_bureau"]
    assert suggest(letter)[0].words == ()


def test_a_suggestion_names_the_words_it_comes_from():
    first = suggest("老板拖欠工资，我们去劳动监察投诉。")[0]
    assert {"拖欠", "拖欠工资", "劳动监察"} <= set(first.words)
    assert first.score > 0


def test_the_title_weighs_more_than_the_letter():
    text = "小区旁边的公交站常年没有灯。"
    assert suggest(text, "路灯不亮")[0].category == "urban_rural_construction.street_lighting"
    assert suggest(text, "公交车太少")[0].category == "transport.buses"


def test_blanks_between_words_do_not_hide_them():
    assert suggest("老板 拖欠 工资 三个月")[0].category == "labour_social_security.unpaid_wages"


def test_a_word_that_speaks_against_is_not_given_as_a_reason():
    against = [one for one in suggest("医院不给医保报销。") if one.category.endswith("hospitals")]
    assert all("医保" not in one.words for one in against)


@given(st.text(max_size=200), st.text(max_size=40))
def test_any_text_gets_an_ordered_answer_of_known_categories(text: str, title: str):
    found = suggest(text, title)
    assert found
    assert all(one.category in TAXONOMY for one in found)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert all(one.competence in TAXONOMY.competences for one in suggest_office(text, title))


def test_repeating_a_word_does_not_shout_others_down():
    assert suggest("停电" * 3)[0].score == suggest("停电" * 30)[0].score


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("categories: {}\noffices: {}", ""),
        ("categories: {environment.vibes: {strong: [坏]}}\noffices: {}", "environment.vibes"),
        ("categories: {}\noffices: {magicians: {strong: [法]}}", "nobody reads 'magicians'"),
        ("categories: {environment.air: {loud: [臭]}}\noffices: {}", "nobody reads 'loud'"),
        ("categories: {environment.air: {strong: [12369]}}\noffices: {}", "Put it in quotes."),
    ],
)
def test_hints_for_what_does_not_exist_do_not_load(tmp_path: Path, text: str, complaint: str):
    path = tmp_path / "keywords.yaml"
    path.write_text(text, encoding="utf-8")
    if not complaint:
        assert Screening.load(path).suggest("停电")[0].category == "other"
        return
    with pytest.raises(BrokenFileError) as caught:
        Screening.load(path)
    assert complaint in str(caught.value)
