"""A search that finds nothing shows what comes near, and says so; no lock opens for it."""

from __future__ import annotations

import pytest
from tests.pages import hall as halls
from tests.pages.hall import Hall

from yimen.casework.queries import near
from yimen.registry import words

NEAR = "Nothing fits exactly. These come near:"


def found(hall: Hall, text: str, role: str = "screener") -> tuple[bool, list[str]]:
    page = hall[role].client("en").get("/desk/search/", {"q": text})
    assert page.status_code == 200
    numbers = [str(one["number"]) for one in page.context["results"]]
    assert (NEAR in page.content.decode()) is page.context["is_near"]
    return bool(page.context["is_near"]), numbers


@pytest.mark.parametrize(
    "text",
    [
        "幸福路的路丁",  # the last character is wrong
        "辛福路",  # the first
        "幸服路",  # the one between
        "请修好辛福路的路灯",
        "请修好福幸路的路灯",  # two changed places
        "修好幸福路电线杆",  # only a half is right
        "幸福路 从来没有的字",  # one word of two
    ],
)
def test_a_wrong_character_still_leads_to_the_matter(hall: Hall, text: str):
    petition = halls.registered(hall)
    assert found(hall, text) == (True, [petition.number])


def test_what_fits_exactly_is_never_mixed_with_what_comes_near(hall: Hall):
    petition = halls.registered(hall)
    assert found(hall, "幸福路") == (False, [petition.number])


def test_an_organ_is_found_by_its_everyday_name_with_a_wrong_character(hall: Hall):
    sent = halls.forwarded(hall)
    halls.registered(hall)
    assert found(hall, "城管局") == (True, [sent.number])
    assert found(hall, "城管居") == (True, [sent.number])
    assert found(hall, "城管居 幸服路") == (True, [sent.number])


def test_what_comes_near_is_only_what_this_post_may_read(hall: Hall):
    petition = halls.registered(hall)
    assert found(hall, "辛福路", "supervisor") == (True, [petition.number])
    for role in ("handler", "head", "lawyer"):
        assert found(hall, "辛福路", role) == (False, [])
    other = halls.a_hall("sh", "山海区")
    assert found(other, "辛福路") == (False, [])
    assert found(other, "城管居 幸福路") == (False, [])


def test_names_come_near_only_for_those_who_may_search_by_name(hall: Hall):
    assert words.bent("王小明") == "(('小明') | ('王小') | ('王' <4> '明'))"
    assert found(hall, "从来没有这样的话") == (False, [])


def test_a_search_that_takes_too_long_finds_nothing_and_breaks_nothing(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
):
    halls.registered(hall)
    monkeypatch.setattr(near, "PATIENCE", "1ms")
    monkeypatch.setattr(words, "_FIND", "select 1, 1.0 from pg_sleep(1) where %s <> '' or"
        " %s::boolean or %s + %s + %s > 0 or %s = ''")  # fmt: skip
    page = hall["screener"].client("en").get("/desk/search/", {"q": "辛福路"})
    assert page.status_code == 200
    assert not page.context["results"]
