"""What a line says beside its move: where it came, who was heard, from which day, whose it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.law.test_fold import BUREAU, FORWARDED, HOUSING, REGISTERED, ROAD, due, line, lodged

from yimen.law.fold import Line, event_of, fold
from yimen.law.moves import Move, State

XINGGUO = {
    "handling": "2025-05-06",
    "xingguo.handling": "2025-03-17",
    "xingguo.meeting": "2025-02-27",
    "xingguo.feedback": "2025-03-03",
}
PROMISED = line(
    2,
    "register",
    "2025-02-24",
    due={"dispatch": "2025-03-11", "futian.dispatch": "2025-02-27"},
)


def test_what_came_to_an_organ_itself_has_the_organs_time() -> None:
    registered = line(2, "register", "2025-02-24", due={"direct_notice": "2025-03-11"})
    folded = fold([lodged(at_bureau=False), registered])
    assert (folded.unexplained, due(folded)) == ([], {"direct_notice": "2025-03-11"})


@pytest.mark.parametrize(
    ("contact", "kept"),
    [
        ("meeting", {"xingguo.meeting", "xingguo.feedback"}),
        ("phone", {"xingguo.feedback"}),
        ("site", set()),
    ],
)
def test_a_line_says_how_she_was_heard(contact: str, kept: set[str]) -> None:
    promised = dict(list(XINGGUO.items())[1:])
    lines = [
        lodged(profile="xingguo"),
        line(2, "register", "2025-02-24", due={"dispatch": "2025-03-11", **promised}),
        FORWARDED,
        line(4, "accept", "2025-02-26", due={"handling": "2025-04-27"}, handler_staff=7),
    ]
    heard = line(5, "log_contact", "2025-02-27", contact=contact)
    before, after = fold(lines), fold([*lines, heard])
    assert after.unexplained == []
    assert set(due(before)) - set(due(after)) == kept
    assert event_of(replace(heard, facts={})).heard == ""


def test_only_a_link_to_an_earlier_matter_makes_it_a_repeat() -> None:
    for kind, link in (("link", "series"), ("attach", "repeat")):
        other = Line(seq=2, kind=kind, day=date(2025, 2, 24), facts={"link": link})
        registered = replace(REGISTERED, facts={"clocks": {"1": {
            name: {"due": on} for name, on in {"dispatch": "2025-03-11", **XINGGUO}.items()
        }}})  # fmt: skip
        folded = fold([lodged(profile="xingguo"), other, registered])
        assert folded.unexplained == []
        assert "xingguo.meeting" in due(folded)


def test_an_event_has_what_the_line_says_and_nothing_of_its_own() -> None:
    facts = {
        "contact": "phone",
        "report_by": "2025-04-01",
        "days": 30,
        "first_on": "2025-05-26",
        "last_on": "2025-05-27",
        "moved": True,
        "since_on": "2025-03-02",
        "is_here": True,
        "chain_on": "2025-02-24",
    }
    whole = event_of(line(5, "open_hearing", "2025-05-20", **facts))
    assert (whole.move, whole.day, whole.heard) == (Move.OPEN_HEARING, date(2025, 5, 20), "phone")
    assert (whole.report_by, whole.extra, whole.moved) == (date(2025, 4, 1), 30, True)
    assert whole.hearing == (date(2025, 5, 26), date(2025, 5, 27))
    assert (whole.since, whole.chain) == (date(2025, 3, 2), date(2025, 2, 24))
    assert whole.is_here is True
    assert event_of(line(5, "route_out", "2025-05-20", lapses_on="2025-09-01")).report_by == date(
        2025, 9, 1
    )
    bare = event_of(line(5, "open_hearing", "2025-05-20", first_on="2025-05-26"))
    assert (bare.report_by, bare.extra, bare.moved, bare.hearing, bare.since) == (
        None, 0, False, None, None,
    )  # fmt: skip


def test_of_merged_demands_the_one_that_is_kept_stays_where_it_stood() -> None:
    both = [
        lodged((1, 2)),
        line(2, "register", "2025-02-24", 1, 2, due={"dispatch": "2025-03-11"}),
        line(3, "merge_demands", "2025-02-25", 1, 2, kept=2),
    ]
    folded = fold(both)
    assert folded.unexplained == []
    assert {one: standing.state for one, standing in folded.demands.items()} == {
        1: State.MERGED,
        2: State.REGISTERED,
    }


def test_what_was_never_sent_is_not_taken_for_forwarded() -> None:
    taken = line(3, "accept", "2025-03-03", due={"handling": "2025-05-06"}, handler_staff=7)
    folded = fold([lodged(profile="futian"), PROMISED, taken])
    assert folded.unexplained == []
    assert (folded.demands[1].sent_as, set(due(folded))) == ("", {"handling"})


def test_the_day_that_a_line_names_is_the_day_a_limit_counts_from() -> None:
    served = [
        *ROAD,
        line(5, "log_contact", "2025-03-05", contact="phone"),
        line(6, "draft_opinion", "2025-03-20"),
        line(7, "issue_opinion", "2025-03-25"),
        line(8, "serve", "2025-04-07", since_on="2025-03-27",
             due={"review_request": "2025-04-27", "rating": "2025-04-27"}),
    ]  # fmt: skip
    folded = fold(served)
    assert folded.unexplained == []
    assert folded.demands[1].clocks["review_request"].started_on == date(2025, 3, 27)


def test_what_is_written_stands_though_the_law_gives_another_day() -> None:
    said = line(4, "accept", "2025-03-03", due={"handling": "2025-05-30"}, handler_staff=7)
    assert due(fold([*ROAD[:3], said])) == {"handling": "2025-05-30"}
    assert due(fold([*ROAD[:3], said], as_written=False)) == {"handling": "2025-05-06"}
    assert fold([*ROAD[:3], said], as_written=False).unexplained == []


def test_what_is_not_there_is_named_and_nothing_breaks() -> None:
    for said, named in (
        (line(5, "breach", "2025-05-07", 9, limit="handling", due_on="2025-05-06"),
         "line 5, demand 9: no handling was missed on 2025-05-06"),
        (line(5, "recount", "2025-05-07", 9, limit="handling", due={"handling": "2025-05-06"}),
         "line 5, demand 9: no handling waited for a calendar"),
        (line(5, "split_demand", "2025-03-05", 1, 2, whole=9), "line 5: there is no demand 9"),
        (line(5, "merge_demands", "2025-03-05", 1, 9, kept=1), "line 5: there is no demand 9"),
    ):  # fmt: skip
        folded = fold([*ROAD, said])
        assert folded.unexplained == [named]
        assert list(folded.demands) == [1]
    broken = Line(seq=4, kind="accept", day=date(2025, 3, 3), demands=(1,),
                  facts={"clocks": {"1": {"handling": "2025-05-06"}}})  # fmt: skip
    assert fold([*ROAD[:3], broken]).unexplained == ["line 4: no date written for handling"]
    for clocks in ({"1": "2025-05-06"}, "2025-05-06", None):
        said = replace(broken, facts={"clocks": clocks})
        assert fold([*ROAD[:3], said]).unexplained == ["line 4: no date written for handling"]


def test_a_demand_is_owned_by_whom_the_line_names_and_by_nobody_till_they_take_it() -> None:
    folded = fold(ROAD)
    assert (folded.demands[1].owner, folded.demands[1].handler) == (HOUSING, 7)
    screened = line(3, "screen", "2025-02-24", class_="claim", category="a.b", route=6)
    standing = fold([lodged(), REGISTERED, screened]).demands[1]
    assert (standing.kind, standing.category, standing.route) == ("claim", "a.b", 6)
    handed = [*ROAD, line(5, "transfer", "2025-03-05", to_organ=BUREAU)]
    again = fold(handed).demands[1]
    assert (again.owner, again.handler, again.state) == (BUREAU, 0, State.ACCEPTED)
