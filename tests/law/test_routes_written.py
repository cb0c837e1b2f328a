"""The list of lawful ways as it is written: every field counts, and a complaint says what to do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from yimen.law.limit import Mark
from yimen.law.reading import BrokenFileError, Fields
from yimen.law.routes import (
    ROUTES,
    Hint,
    NoSuchWay,
    Routes,
    RoutesInForce,
    Standing,
    Time,
    Way,
)
from yimen.law.span import Measure, Span
from yimen.law.words import Words

LIST = """
version: "7"
bodies: {court: {zh: 法院, en: court}, police: {zh: 公安, en: police}}
varies: [police]
ways:
  suit:
    title: {zh: 诉讼, en: Suit}
    route: 1
    body: court
    limits:
      knew:
        span: 6 months
        from: {zh: 知道之日, en: the day she knew}
        basis: {zh: 第一条, en: art. 1}
        note: {zh: 注意, en: take care}
      after:
        span: 15 days
        from: {zh: 收到之日, en: the day it came}
        basis: {zh: 第二条, en: art. 2}
    authority: {zh: 七日, en: 7 days}
    papers: {zh: 起诉状, en: a complaint}
    refused: {zh: 上诉, en: an appeal}
    aid: true
    basis: {zh: 行诉法, en: the law on it}
    mark: P
    checked_on: 2026-01-02
    categories: [environment.air]
    words: [起诉, 法院]
    note: {zh: 说明, en: a note}
  report:
    title: {zh: 报案, en: Report}
    standing: beside
    body: police
    authority: {zh: 三日, en: 3 days}
    papers: {zh: 无, en: none}
    refused: {zh: 无, en: nothing}
    basis: {zh: 刑诉法, en: another law}
    mark: G
    checked_on: 2026-01-03
    words: [报案, 法院]
"""
SUIT = Way(
    code="suit",
    title=Words("诉讼", "Suit"),
    standing=Standing.OUT,
    route=1,
    body="court",
    times=(
        Time(
            "knew",
            Span(6, Measure.MONTHS),
            Words("知道之日", "the day she knew"),
            Words("第一条", "art. 1"),
            Words("注意", "take care"),
        ),
        Time(
            "after",
            Span(15, Measure.DAYS),
            Words("收到之日", "the day it came"),
            Words("第二条", "art. 2"),
        ),
    ),
    authority=Words("七日", "7 days"),
    papers=Words("起诉状", "a complaint"),
    refused=Words("上诉", "an appeal"),
    aid=True,
    basis=Words("行诉法", "the law on it"),
    mark=Mark.EXCERPT,
    checked_on=date(2026, 1, 2),
    categories=("environment.air",),
    words=("起诉", "法院"),
    note=Words("说明", "a note"),
)
REPORT = Way(
    code="report",
    title=Words("报案", "Report"),
    standing=Standing.BESIDE,
    route=0,
    body="police",
    times=(),
    authority=Words("三日", "3 days"),
    papers=Words("无", "none"),
    refused=Words("无", "nothing"),
    aid=False,
    basis=Words("刑诉法", "another law"),
    mark=Mark.READ,
    checked_on=date(2026, 1, 3),
    categories=(),
    words=("报案", "法院"),
)


def routes(text: str = LIST) -> Routes:
    return Routes(Fields.of_text(text, "routes.yaml"))


def test_every_field_of_a_way_is_read_and_what_is_left_out_is_not_there() -> None:
    read = routes()
    assert read.all() == (SUIT, REPORT)
    assert read.version == "7"
    assert read.bodies == {"court": Words("法院", "court"), "police": Words("公安", "police")}
    assert read.varies == {"police"}
    assert ("suit" in read, "walk" in read) == (True, False)
    assert routes(LIST.replace("varies: [police]\n", "")).varies == frozenset()


def test_a_time_is_found_by_its_key_and_says_what_it_is() -> None:
    assert [SUIT.time(), SUIT.time("knew"), SUIT.time("after")] == [*SUIT.times[:1], *SUIT.times]
    assert (SUIT.time("never"), REPORT.time()) == (None, None)
    assert SUIT.times[0].words == Words(
        "6个月，自知道之日起算（第一条）", "6 months from the day she knew (art. 1)"
    )


def test_a_way_that_is_not_in_the_list_is_refused_by_its_name() -> None:
    with pytest.raises(NoSuchWay, match=r"^There is no way called “walk” in the list\. Choose one"):
        routes().find("walk")
    assert routes().find("suit") == SUIT


@pytest.mark.parametrize(
    ("text", "category", "hints"),
    [
        ("去法院", "", [Hint(SUIT, False, ("法院",)), Hint(REPORT, False, ("法院",))]),
        ("去法院报案", "", [Hint(REPORT, False, ("报案", "法院")), Hint(SUIT, False, ("法院",))]),
        ("报案", "environment.air", [Hint(SUIT, True, ()), Hint(REPORT, False, ("报案",))]),
        (
            "法院报案",
            "environment.air",
            [Hint(SUIT, True, ("法院",)), Hint(REPORT, False, ("报案", "法院"))],
        ),
        ("路灯", "transport.buses", []),
    ],
)
def test_a_category_says_more_than_a_word_and_less_than_two(
    text: str, category: str, hints: list[Hint]
) -> None:
    assert routes().suggest(text, category) == hints


@pytest.mark.parametrize(
    ("what", "instead", "says"),
    [
        (
            "varies: [police]",
            "varies: [police, moon]",
            "routes.yaml: varies names a body that is not there. Use a key of bodies.",
        ),
        (
            "varies: [police]",
            "colour: red",
            "routes.yaml: nobody reads 'colour'. Use one of bodies, varies, version, ways.",
        ),
        (
            "    route: 1",
            "    route: 0",
            'routes.yaml: "ways: suit": its route is 0. Use an item of art. 31 from 1 to 5.',
        ),
        (
            "    route: 1",
            "    route: 6",
            'routes.yaml: "ways: suit": its route is 6. Use an item of art. 31 from 1 to 5.',
        ),
        (
            "body: court",
            "body: moon",
            "routes.yaml: \"ways: suit\": its body is 'moon', which has no name. Add it to bodies.",
        ),
        (
            "[environment.air]",
            "[environment.air, a.b, c.d]",
            (
                "routes.yaml: \"ways: suit\": nobody knows the category 'a.b'. Use one of "
                "taxonomy.yaml."
            ),
        ),
        *(
            (
                "span: 6 months",
                f"span: {wrong}",
                (
                    f'routes.yaml: "ways: suit: limits: knew": its span is {wrong!r}. '
                    "Write it like: 60 days, 6 months, 1 years."
                ),
            )
            for wrong in (
                "soon",
                "days",
                "six months",
                "6 moons",
                "6 months or so",
                "-6 months",
                "² months",
            )
        ),
    ],
)
def test_a_list_that_is_not_whole_says_where_and_what_to_do(
    what: str, instead: str, says: str
) -> None:
    assert what in LIST
    with pytest.raises(BrokenFileError) as caught:
        routes(LIST.replace(what, instead, 1))
    assert str(caught.value) == says


NEW: Mapping[str, object] = {
    "title": {"zh": "调解", "en": "Mediation"},
    "route": 2,
    "body": "court",
    **{key: {"zh": "无", "en": "none"} for key in ("authority", "papers", "refused", "basis")},
    "mark": "G",
    "checked_on": date(2026, 1, 4),
}


def test_a_change_writes_rows_anew_and_adds_others_after_them() -> None:
    changed = routes().changed({"report": {"aid": True}, "mediation": NEW})
    assert [way.code for way in changed.all()] == ["suit", "report", "mediation"]
    assert changed.find("report").aid
    assert changed.find("mediation").route == 2
    again = changed.changed({"mediation": {"route": 5}})
    assert (again.find("mediation").route, again.find("report").aid) == (5, True)
    with pytest.raises(BrokenFileError, match=r'^routes\.yaml: "ways: report": its body is'):
        routes().changed({"report": {"body": "moon"}})
    with pytest.raises(BrokenFileError, match=r'^routes\.yaml: "ways: walk": has no route\.'):
        routes().changed({"walk": {"title": {"zh": "走", "en": "walk"}}})


def test_what_is_adopted_counts_and_the_files_are_remembered() -> None:
    files, newer = routes(), routes(LIST.replace('"7"', '"8"').replace("varies: [police]\n", ""))
    newer = newer.changed({"mediation": NEW})
    force = RoutesInForce(files)
    assert (force.files, force.all(), force.version) == (files, files.all(), "7")
    force.adopt(newer)
    assert (force.files, force.all(), force.version) == (files, newer.all(), "8")
    assert (force.bodies, force.varies) == (newer.bodies, frozenset())
    assert force.changed({"mediation": {"route": 5}}).find("mediation").route == 5
    assert ROUTES.all() == ROUTES.files.all()
