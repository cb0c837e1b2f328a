"""How strongly words speak: where they stand, how often, for how many things, and against what."""

from __future__ import annotations

from math import sqrt
from pathlib import Path

import pytest

from yimen.law.reading import BrokenFileError
from yimen.law.screening import OfficeSuggestion, Screening, Suggestion
from yimen.law.taxonomy import TAXONOMY

AIR, NOISE, BUSES = "environment.air", "environment.social_noise", "transport.buses"
HINTS = """
categories:
  environment.air: {strong: [烟味, 深夜], plain: [气味], weak: [风], against: [火锅]}
  environment.social_noise: {strong: [深夜, 噪音]}
  transport.buses: {strong: [公交车]}
  transport.taxis: {strong: [出租车]}
offices:
  transport: {strong: [交通局, 公交车]}
  ecology: {weak: [执法]}
"""
#: So much that what follows does not stand in the opening any more.
FIRST = "一" * 30


@pytest.fixture
def read(tmp_path: Path) -> Screening:
    path = tmp_path / "keywords.yaml"
    path.write_text(HINTS, encoding="utf-8")
    return Screening.load(path)


@pytest.mark.parametrize(
    ("text", "title", "score"),
    [
        (FIRST + "烟味", "", 5.0),  # a strong word once
        (FIRST + "烟味" * 2, "", 5 * sqrt(2)),
        (FIRST + "烟味" * 3, "", 5 * sqrt(3)),
        (FIRST + "烟味" * 9, "", 5 * sqrt(3)),  # more of it adds nothing
        (FIRST[1:] + "烟味", "", 5.0),  # half of it in the opening is not in it
        (FIRST[2:] + "烟味", "", 20.0),  # as the last word of the opening, as if in a title
        ("烟 \n味", "", 20.0),  # blanks hide nothing
        (FIRST + "烟味", "烟\t味", 20.0),
        ("烟味", " ", 20.0),  # a title of blanks is none
        ("烟味", "关于小区", 5.0),  # with a title, the opening is no title
        ("", "烟味", 15.0),
        ("气味", "", 8.0),
        ("风", "", 4.0),  # just enough
        ("烟味，火锅", "", 20.0 - 12.0),
        (FIRST + "烟味气味风", "", 8.0),
    ],
)
def test_a_word_weighs_by_its_kind_its_place_and_how_often(
    read: Screening, text: str, title: str, score: float
) -> None:
    (found,) = read.suggest(text, title)
    assert found.category == AIR
    assert found.score == pytest.approx(score)
    assert found.words
    assert "火锅" not in found.words


@pytest.mark.parametrize("text", [FIRST + "气味" * 9, FIRST + "风", "火锅", FIRST + "烟味火锅"])
def test_too_little_is_no_suggestion(read: Screening, text: str) -> None:
    assert read.suggest(text) == [Suggestion("other", 0.0, ())]
    fallback = TAXONOMY.find("other").competence
    assert read.suggest_office(text) == [OfficeSuggestion(fallback, 0.0, ())]


def test_a_word_that_hints_at_two_things_says_less_of_each_and_they_support_each_other(
    read: Screening,
) -> None:
    found = read.suggest("深夜")
    each = 20 / sqrt(2)
    assert [(one.category, one.words) for one in found] == [(AIR, ("深夜",)), (NOISE, ("深夜",))]
    assert [one.score for one in found] == [pytest.approx(each * 1.6)] * 2


def test_what_speaks_for_a_field_supports_each_matter_in_it_and_no_other(read: Screening) -> None:
    found = read.suggest(FIRST + "公交车，噪音、噪音，烟味")
    assert [(one.category, pytest.approx(one.score)) for one in found] == [
        (NOISE, 5 * sqrt(2) + 0.6 * 5),
        (AIR, 5 + 0.6 * 5 * sqrt(2)),
        (BUSES, 5 / sqrt(1)),
    ]


def test_what_speaks_against_one_matter_takes_nothing_from_another(read: Screening) -> None:
    (found,) = read.suggest(FIRST + "噪音，火锅")
    assert (found.category, found.score, found.words) == (NOISE, 5.0, ("噪音",))


def test_an_office_is_named_by_its_own_words_and_by_its_matters(read: Screening) -> None:
    text = FIRST + "交通局、公交车，深夜烟味"
    found = read.suggest_office(text)
    air = 5 + 5 / sqrt(2)
    assert 5 / sqrt(2) < 4  # what the noise alone gives its own office: too little
    assert [(one.competence, pytest.approx(one.score), one.words) for one in found] == [
        ("transport", 5 + 5 + 5, ("交通局", "公交车")),  # a word counts twice and is named once
        ("ecology", air, ("烟味", "深夜")),
    ]


def test_matters_of_the_same_office_support_the_strongest_of_them(read: Screening) -> None:
    (found,) = read.suggest_office(FIRST + "公交车、公交车，出租车")
    assert found.score == pytest.approx(2 * 5 * sqrt(2) + 0.6 * 5)
    assert found.words == ("公交车", "出租车")


def test_a_title_is_read_for_the_office_too(read: Screening) -> None:
    assert read.suggest_office(FIRST, "交通局")[0] == OfficeSuggestion(
        "transport", 15.0, ("交通局",)
    )
    (just_enough,) = read.suggest_office("执法")
    assert (just_enough.competence, just_enough.score) == ("ecology", 4.0)


@pytest.mark.parametrize(
    ("hint", "says"),
    [
        ("strong: [12369]", "12369 is not a word. Put it in quotes."),
        ("loud: [臭]", "nobody reads 'loud'. Use one of against, plain, strong, weak."),
    ],
)
def test_a_hint_that_cannot_be_read_is_refused(tmp_path: Path, hint: str, says: str) -> None:
    path = tmp_path / "keywords.yaml"
    path.write_text(f"categories: {{environment.air: {{{hint}}}}}\noffices: {{}}", encoding="utf-8")
    with pytest.raises(BrokenFileError) as caught:
        Screening.load(path)
    assert str(caught.value) == f'keywords.yaml: "categories: environment.air": {says}'
