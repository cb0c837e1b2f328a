"""Folding what is split, merged, reviewed, heard, disputed or counted again."""

from __future__ import annotations

from datetime import date

import pytest
from tests.law.test_fold import (
    ACCEPTED,
    BUREAU,
    HOUSING,
    REGISTERED,
    ROAD,
    URBAN,
    due,
    line,
    lodged,
)

from yimen.law.days import DAYS, Calendars
from yimen.law.fold import Folded, Line, fold
from yimen.law.joining import earliest
from yimen.law.moves import State
from yimen.law.reading import Fields
from yimen.law.turning import Running, Turned

GOVERNMENT = 4
TWO = [
    lodged((1, 2)),
    line(2, "register", "2025-02-24", 1, 2, due={"dispatch": "2025-03-11"}),
]
SERVED = [
    *ROAD,
    line(5, "log_contact", "2025-03-05", contact="phone"),
    line(6, "draft_opinion", "2025-03-20"),
    line(7, "issue_opinion", "2025-03-25"),
    line(8, "serve", "2025-03-27", due={"review_request": "2025-04-27", "rating": "2025-04-27"}),
]
ASKED = line(9, "ask_review", "2025-04-14", due={"review_opinion": "2025-05-14"},
             to_organ=GOVERNMENT)  # fmt: skip


def stopped(folded: Folded, demand: int = 1) -> list[tuple[str, str]]:
    return [(c.limit, on.isoformat()) for c, on in folded.demands[demand].stopped]


def test_a_part_has_the_clocks_of_the_whole_and_goes_its_own_way() -> None:
    parted = line(3, "split_demand", "2025-02-25", 1, 2, whole=1)
    sent = {"acceptance_notice": "2025-03-13", "objection": "2025-03-05"}
    forwarded = line(4, "forward", "2025-02-26", 2, due=sent, to_organ=URBAN)
    folded = fold([lodged(), REGISTERED, parted, forwarded])
    assert folded.unexplained == []
    assert due(folded, 1) == {"dispatch": "2025-03-11"}
    assert due(folded, 2) == sent
    assert (folded.demands[1].state, folded.demands[2].owner) == (State.REGISTERED, URBAN)
    assert stopped(folded, 1) == [("register", "2025-02-24")]
    assert stopped(folded, 2) == [("dispatch", "2025-02-26")]  # what ended before is the whole's


@pytest.mark.parametrize(("kept", "going"), [(1, 2), (2, 1)])
def test_the_demand_that_is_kept_has_the_sooner_date(kept: int, going: int) -> None:
    accepted = [
        line(3, "accept", "2025-03-03", 1, due={"handling": "2025-05-06"}),
        line(4, "accept", "2025-03-07", 2, due={"handling": "2025-05-06"}),
    ]
    later = line(4, "accept", "2025-03-10", 2, due={"handling": "2025-05-09"})
    merged = line(5, "merge_demands", "2025-03-12", 1, 2, kept=kept)
    for second in (accepted[1], later):
        folded = fold([*TWO, accepted[0], second, merged])
        assert folded.unexplained == []
        assert due(folded, kept) == {"handling": "2025-05-06"}
        assert (folded.demands[going].state, due(folded, going)) == (State.MERGED, {})
        assert ("dispatch", "2025-03-03") in stopped(folded, 1)


def test_what_is_taken_over_is_of_every_limit_the_sooner_date() -> None:
    on = [date(2025, 5, day) for day in range(1, 9)]
    running = {"a": Running("a", on[0], on[4]), "b": Running("b", on[0], on[2])}
    others = [
        Running("a", on[0], on[3]), Running("a", on[0], on[1]), Running("b", on[0], on[2]),
        Running("c", on[0], on[7]),
    ]  # fmt: skip
    found = earliest(Turned(State.HANDLING), running, others)
    assert {one.limit: one.due_on for one in found.starts} == {"a": on[1], "c": on[7]}
    assert found.stops == ("a",)
    assert found.state is State.HANDLING


def test_a_review_that_is_not_accepted_leaves_everything_where_it_was() -> None:
    refused = line(10, "decline_review", "2025-04-16", due={"review_request": "2025-04-27"},
                   to_organ=HOUSING)  # fmt: skip
    asked, back = fold([*SERVED, ASKED]), fold([*SERVED, ASKED, refused])
    assert (asked.unexplained, asked.demands[1].owner) == ([], GOVERNMENT)
    assert due(asked) == {"review_opinion": "2025-05-14", "rating": "2025-04-27"}
    assert (back.unexplained, back.demands[1].owner) == ([], HOUSING)
    assert back.demands[1].state is State.SERVED
    assert due(back) == {"review_request": "2025-04-27", "rating": "2025-04-27"}


def test_a_carried_out_answer_is_carried_out_still_when_no_review_comes_of_it() -> None:
    owed = [
        line(9, "urge_execution", "2025-03-27", due={"execution": "2025-04-27"}),
        line(10, "execute", "2025-04-10", due={"execution_answer": "2025-04-25"}),
        line(11, "ask_review", "2025-04-14", due={"review_opinion": "2025-05-14"},
             to_organ=GOVERNMENT),
        line(12, "withdraw_review", "2025-04-15", due={"review_request": "2025-04-27"},
             to_organ=HOUSING),
    ]  # fmt: skip
    folded = fold([*SERVED, *owed])
    assert (folded.unexplained, folded.demands[1].state) == ([], State.EXECUTED)


def test_the_days_of_a_hearing_are_left_out_of_a_recheck() -> None:
    onward = [
        ASKED,
        line(10, "serve_review", "2025-04-25", due={"recheck_request": "2025-05-26"},
             to_organ=HOUSING),
        line(11, "ask_recheck", "2025-05-12", due={"recheck_opinion": "2025-06-11"},
             to_organ=BUREAU),
        line(12, "open_hearing", "2025-05-26", due={"recheck_opinion": "2025-06-13"},
             first_on="2025-05-26", last_on="2025-05-27"),
    ]  # fmt: skip
    folded = fold([*SERVED, *onward])
    assert folded.unexplained == []
    clock = folded.demands[1].clocks["recheck_opinion"]
    assert clock.excluded == ((date(2025, 5, 26), date(2025, 5, 27)),)


def test_whoever_is_named_instead_has_fifteen_days_of_its_own() -> None:
    lines = [
        *ROAD[:3],
        line(4, "object_dispatch", "2025-02-27", due={"objection_check": "2025-03-04"},
             checking_organ=BUREAU),
        line(5, "raise_dispute", "2025-02-28", due={"competence_decision": "2025-03-07"},
             to_organ=GOVERNMENT),
    ]  # fmt: skip
    same = line(6, "decide_competence", "2025-03-04", to_organ=HOUSING)
    moved = line(6, "decide_competence", "2025-03-04", due={"acceptance_notice": "2025-03-19"},
                 to_organ=URBAN, moved=True)  # fmt: skip
    for decided, wanted in ((same, "2025-03-12"), (moved, "2025-03-19")):
        folded = fold([*lines, decided])
        assert folded.unexplained == []
        assert due(folded)["acceptance_notice"] == wanted


def test_what_was_reported_up_and_sent_down_counts_as_forwarded() -> None:
    lines = [
        lodged(profile="futian"),
        line(2, "register", "2025-02-24",
             due={"dispatch": "2025-03-11", "futian.dispatch": "2025-02-27"}),
        line(3, "report_up", "2025-02-25", due={"competence_decision": "2025-03-04"},
             to_organ=GOVERNMENT),
        line(4, "decide_competence", "2025-02-26", to_organ=HOUSING, moved=True,
             due={"acceptance_notice": "2025-03-13", "futian.acceptance_notice": "2025-03-03"}),
    ]  # fmt: skip
    folded = fold(lines)
    assert (folded.unexplained, folded.demands[1].sent_as) == ([], "forward")


def test_class_category_and_way_are_those_of_the_last_line_that_says_them() -> None:
    screened = line(3, "screen", "2025-02-24", class_="claim", category="a.b", route=6)
    again = line(5, "recategorise", "2025-03-04", category="c.d")
    accepted = line(4, "accept", "2025-03-03", due={"handling": "2025-05-06"}, handler_staff=7)
    standing = fold([lodged(), REGISTERED, screened, accepted, again]).demands[1]
    assert (standing.kind, standing.category, standing.route) == ("claim", "c.d", 6)
    assert (standing.owner, standing.handler) == (BUREAU, 7)


def test_a_breach_is_borne_out_by_a_clock_that_has_passed_and_by_nothing_else() -> None:
    def marked(day: str, due_on: str, limit: str = "handling") -> list[str]:
        said = line(5, "breach", day, limit=limit, due_on=due_on, late_organ=HOUSING, code="B45-1")
        return fold([*ROAD, said]).unexplained

    assert marked("2025-05-07", "2025-05-06") == []
    assert marked("2025-03-13", "2025-03-12", "acceptance_notice") == []  # stopped, and in time
    for day, due_on, limit in (
        ("2025-05-06", "2025-05-06", "handling"),  # on the day itself
        ("2025-05-07", "2025-05-05", "handling"),
        ("2025-05-07", "2025-05-06", "execution"),
    ):
        named = f"line 5, demand 1: no {limit} was missed on {due_on}"
        assert marked(day, due_on, limit) == [named]


PROVISIONAL = Line(
    seq=4,
    kind="accept",
    day=date(2026, 12, 10),
    demands=(1,),
    facts={"clocks": {"1": {"handling": {"due": "2027-02-08", "provisional": True}}}},
)


def recounted(day: str, due_on: str, limit: str = "handling") -> Line:
    return line(5, "recount", day, due={limit: due_on}, limit=limit, due_on=due_on,
                was_on="2027-02-08")  # fmt: skip


def test_a_provisional_date_is_counted_again_by_the_calendar_of_that_day() -> None:
    rest = [{"day": date(2027, 2, day), "zh": "春节", "en": "rest"} for day in range(5, 12)]
    page = Fields("change", "", {"published": [2027], "rest": rest})
    first = DAYS.now().first
    later = Calendars(first, ((date(2026, 12, 20), first.changed(page)),))
    with DAYS.instead(later):
        right = fold([*ROAD[:3], PROVISIONAL, recounted("2026-12-20", "2027-02-12")])
        assert (right.unexplained, due(right)) == ([], {"handling": "2027-02-12"})
        assert not right.demands[1].clocks["handling"].is_provisional
        wrong = fold([*ROAD[:3], PROVISIONAL, recounted("2026-12-20", "2027-02-20")])
        assert wrong.unexplained == [
            "line 5: handling is written as due 2027-02-20, the law gives 2027-02-12"
        ]


def test_only_a_date_that_waited_for_a_calendar_is_counted_again() -> None:
    for limit in ("handling", "execution"):
        folded = fold([*ROAD, recounted("2025-03-04", "2025-05-30", limit)])
        assert folded.unexplained == [f"line 5, demand 1: no {limit} waited for a calendar"]
    assert due(fold([*ROAD, ACCEPTED])) == {"handling": "2025-05-06"}
