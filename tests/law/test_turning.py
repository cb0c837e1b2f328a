"""What one move does to one demand: its next state, its clocks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yimen.law.limits import LIMITS
from yimen.law.moves import MOVES, Move, NotAllowedNow, State
from yimen.law.turning import (
    Event,
    Facts,
    Running,
    Turned,
    counted_again,
    explain,
    leave_out,
    lengthen,
    reckoned,
    turn,
)

DAY = date(2025, 3, 3)
FACTS = Facts(received_on=DAY)
FUTIAN = replace(FACTS, profile="futian", dispatch="forward")
XINGGUO = replace(FACTS, profile="xingguo")


def running(**due: date) -> dict[str, Running]:
    return {name: Running(name, DAY, on, on) for name, on in due.items()}


def turned(state: State | None, move: Move, facts: Facts = FACTS, **more: object) -> Turned:
    clocks = more.pop("clocks", {})
    return turn(state, clocks, facts, Event(move=move, day=more.pop("day", DAY), **more))


def starts(*asked: object, **more: object) -> dict[str, str]:
    return {clock.limit: clock.due_on.isoformat() for clock in turned(*asked, **more).starts}


def test_a_demand_begins_as_received_with_the_clock_of_registration() -> None:
    outcome = turned(None, Move.LODGE)
    assert outcome.state is State.RECEIVED
    assert starts(None, Move.LODGE) == {"register": "2025-03-03"}


@pytest.mark.parametrize(
    ("state", "move", "facts", "expected"),
    [
        # At a bureau: 15 days to send it on. At an organ: 15 days to tell the petitioner itself.
        (State.RECEIVED, Move.REGISTER, FACTS, {"dispatch": "2025-03-18"}),
        (
            State.RECEIVED,
            Move.REGISTER,
            replace(FACTS, at_bureau=False),
            {"direct_notice": "2025-03-18"},
        ),
        # Registered late, the 15 days still run from the receipt.
        (
            State.RECEIVED,
            Move.REGISTER,
            replace(FACTS, received_on=date(2025, 2, 24)),
            {"dispatch": "2025-03-11"},
        ),
        (
            State.REGISTERED,
            Move.FORWARD,
            FACTS,
            {"acceptance_notice": "2025-03-18", "objection": "2025-03-10"},
        ),
        (State.DISPATCHED, Move.ACCEPT, FACTS, {"handling": "2025-05-06"}),
        # Futian: 3 days from receipt, 5 from dispatch, 30 from acceptance, beside the law.
        (
            State.RECEIVED,
            Move.REGISTER,
            FUTIAN,
            {"dispatch": "2025-03-18", "futian.dispatch": "2025-03-06"},
        ),
        (
            State.DISPATCHED,
            Move.ACCEPT,
            FUTIAN,
            {"handling": "2025-05-06", "futian.handling": "2025-04-02"},
        ),
        # Only ordinary forwarded matters: what was assigned or received directly has none.
        (
            State.DISPATCHED,
            Move.ACCEPT,
            replace(FUTIAN, dispatch="assign"),
            {"handling": "2025-05-06"},
        ),
        (
            State.RECEIVED,
            Move.REGISTER,
            replace(FUTIAN, at_bureau=False),
            {"direct_notice": "2025-03-18"},
        ),
        # Xingguo: 3, 7 and 21 days, all from receipt, for first-time matters.
        (
            State.RECEIVED,
            Move.REGISTER,
            XINGGUO,
            {
                "dispatch": "2025-03-18",
                "xingguo.meeting": "2025-03-06",
                "xingguo.feedback": "2025-03-10",
                "xingguo.handling": "2025-03-24",
            },
        ),
        (
            State.RECEIVED,
            Move.REGISTER,
            replace(XINGGUO, first_time=False),
            {"dispatch": "2025-03-18"},
        ),
        (State.DISPATCHED, Move.ACCEPT, XINGGUO, {"handling": "2025-05-06"}),
        (
            State.OPINION_ISSUED,
            Move.SERVE,
            FACTS,
            {"review_request": "2025-04-02", "rating": "2025-04-02"},
        ),
        (State.SERVED, Move.URGE_EXECUTION, FACTS, {"execution": "2025-04-02"}),
    ],
)
def test_a_move_starts_these_clocks(
    state: State, move: Move, facts: Facts, expected: dict[str, str]
) -> None:
    assert starts(state, move, facts) == expected


def test_an_assignment_has_the_day_that_was_set_and_no_other() -> None:
    report_by = date(2025, 3, 30)  # a Sunday: nobody rolls what a person has set
    assert (
        starts(State.REGISTERED, Move.ASSIGN, report_by=report_by)["assigned_report"]
        == "2025-03-30"
    )
    assert "assigned_report" not in starts(State.REGISTERED, Move.ASSIGN)


def test_execution_has_the_opinions_own_day_where_it_names_one() -> None:
    report_by = date(2025, 6, 8)
    assert starts(State.SERVED, Move.URGE_EXECUTION, report_by=report_by) == {
        "execution": "2025-06-08"
    }


def test_a_clock_that_runs_is_not_started_again() -> None:
    clocks = running(handling=date(2025, 5, 6))
    assert starts(State.DISPATCHED, Move.ACCEPT, clocks=clocks) == {}


def test_a_limit_that_did_not_exist_yet_does_not_run() -> None:
    long_ago = date(2004, 3, 1)
    facts = Facts(received_on=long_ago)
    assert starts(State.RECEIVED, Move.REGISTER, facts, day=long_ago) == {}
    assert starts(State.OPINION_ISSUED, Move.SERVE, facts, day=long_ago) == {}


def test_a_move_stops_its_clocks_and_the_local_ones_beside_them() -> None:
    clocks = running(
        **{
            "dispatch": DAY,
            "futian.dispatch": DAY,
            "acceptance_notice": DAY,
            "xingguo.meeting": DAY,
            "xingguo.handling": DAY,
        }
    )
    assert set(turned(State.DISPATCHED, Move.ACCEPT, clocks=clocks).stops) == {
        "dispatch",
        "futian.dispatch",
        "acceptance_notice",
    }
    assert set(turned(State.DISPATCHED, Move.DECLINE, clocks=clocks).stops) == set(clocks)


@pytest.mark.parametrize(
    ("heard", "stops"),
    [
        ("meeting", {"xingguo.meeting", "xingguo.feedback"}),
        ("phone", {"xingguo.feedback"}),
        ("writing", {"xingguo.feedback"}),
        ("site", set()),
    ],
)
def test_only_hearing_a_person_keeps_the_promise_to_hear(heard: str, stops: set[str]) -> None:
    clocks = running(**{"xingguo.meeting": DAY, "xingguo.feedback": DAY, "handling": DAY})
    assert set(turned(State.HANDLING, Move.LOG_CONTACT, clocks=clocks, heard=heard).stops) == stops


def test_telling_of_an_extension_lengthens_the_handling_limit_and_no_local_one() -> None:
    clocks = running(**{"handling": date(2025, 5, 6), "futian.handling": date(2025, 4, 2)})
    outcome = turned(State.EXTENDED, Move.TELL_EXTENSION, clocks=clocks, extra=30)
    assert outcome.extended is not None
    assert (outcome.extended.limit, outcome.extended.extra) == ("handling", 30)
    assert outcome.extended.nominal_on == date(2025, 6, 1)
    assert outcome.extended.due_on == date(2025, 6, 3)
    assert (outcome.starts, outcome.stops) == ((), ())


def test_approving_alone_lengthens_nothing() -> None:
    clocks = running(handling=date(2025, 5, 6))
    outcome = turned(State.HANDLING, Move.EXTEND, clocks=clocks, extra=30)
    assert (outcome.state, outcome.extended) == (State.EXTENDED, None)


@given(st.dates(date(2022, 6, 1), date(2026, 6, 1)), st.integers(1, 30))
def test_an_extension_never_brings_the_due_date_nearer(start: date, extra: int) -> None:
    (clock,) = turned(State.DISPATCHED, Move.ACCEPT, day=start).starts
    longer = lengthen(clock, extra)
    assert longer.due_on >= clock.due_on
    assert longer.nominal_on is not None
    assert (longer.nominal_on - start).days == 60 + extra
    assert explain(longer).on == longer.due_on


@given(
    st.sampled_from(Move),
    st.sampled_from(State),
    st.sampled_from([FACTS, FUTIAN, XINGGUO, replace(XINGGUO, at_bureau=False)]),
    st.sets(st.sampled_from(LIMITS.names())),
    st.dates(date(2022, 6, 1), date(2026, 6, 1)),
)
def test_whatever_happens_no_clock_is_both_stopped_and_kept_or_started_twice(
    move: Move, state: State, facts: Facts, names: set[str], day: date
) -> None:
    clocks = {name: Running(name, day, day, day) for name in names}
    event = Event(move=move, day=day, heard="meeting", report_by=day, extra=5)
    if state not in MOVES[move].ways:
        with pytest.raises(NotAllowedNow):
            turn(state, clocks, facts, event)
        return
    outcome = turn(state, clocks, facts, event)
    assert outcome.state is MOVES[move].ways[state]
    assert set(outcome.stops) <= names
    begun = [clock.limit for clock in outcome.starts]
    assert len(begun) == len(set(begun))
    assert not set(begun) & (names - set(outcome.stops))
    assert all(clock.due_on >= clock.started_on or clock.due_on == day for clock in outcome.starts)


def test_a_dispatch_taken_back_leaves_the_bureau_what_is_left_of_its_time() -> None:
    facts = replace(FACTS, received_on=date(2025, 2, 24))
    outcome = turned(State.OBJECTED, Move.RETURN_DISPATCH, facts)
    assert [(c.limit, c.started_on) for c in outcome.starts] == [("dispatch", date(2025, 2, 24))]


def test_what_comes_back_from_another_way_has_the_whole_time_from_that_day() -> None:
    for profile, names in (("", ["dispatch"]), ("futian", ["dispatch", "futian.dispatch"])):
        facts = Facts(received_on=date(2025, 1, 6), profile=profile)
        outcome = turned(State.ROUTED_OUT, Move.COME_BACK, facts)
        assert [(c.limit, c.started_on) for c in outcome.starts] == [(n, DAY) for n in names]


@pytest.mark.parametrize("state", sorted(MOVES[Move.WITHDRAW].ways))
def test_a_withdrawal_lets_no_limit_run_on(state: State) -> None:
    every = running(
        **dict.fromkeys(
            (
                "register",
                "dispatch",
                "direct_notice",
                "acceptance_notice",
                "objection",
                "objection_check",
                "assigned_report",
                "handling",
            ),
            DAY,
        )
    )
    every |= {name: Running(name, DAY, DAY, DAY) for name in ("xingguo.meeting", "futian.handling")}
    outcome = turned(state, Move.WITHDRAW, XINGGUO, clocks=every)
    assert set(outcome.stops) == set(every)
    assert outcome.starts == ()


def test_a_limit_runs_from_the_very_day_on_which_it_came_into_force() -> None:
    first = date(2022, 5, 1)
    facts = replace(FACTS, received_on=first)
    assert "objection" in starts(State.REGISTERED, Move.FORWARD, facts, day=first)
    before = first.replace(month=4, day=30)
    assert "objection" not in starts(State.REGISTERED, Move.FORWARD, facts, day=before)


def test_the_short_time_to_accept_runs_only_where_the_simplified_procedure_was_proposed() -> None:
    proposed = running(simple_dispatch=date(2025, 3, 6))
    assert "simple_acceptance" in starts(State.REGISTERED, Move.FORWARD, clocks=proposed)
    assert "simple_acceptance" not in starts(State.REGISTERED, Move.FORWARD)


def test_what_comes_back_from_a_review_has_its_own_clocks_again_and_none_twice() -> None:
    window, rating = (Running(name, DAY, date(2025, 4, 2)) for name in ("review_request", "rating"))
    outcome = turned(
        State.REVIEW,
        Move.DECLINE_REVIEW,
        clocks={"rating": rating, "review_opinion": Running("review_opinion", DAY, DAY)},
        back=State.EXECUTED,
        resumed=(window, rating),
    )
    assert (outcome.state, outcome.starts) == (State.EXECUTED, (window,))
    assert turned(State.REVIEW, Move.DECLINE_REVIEW).state is State.SERVED
    elsewhere = turned(State.DISPATCHED, Move.ACCEPT, back=State.EXECUTED)
    assert elsewhere.state is State.ACCEPTED


def test_a_hearing_is_known_by_the_day_on_which_it_opened() -> None:
    days = [date(2025, 3, day) for day in (10, 11, 12)]
    clock = Running("recheck_opinion", DAY, date(2025, 4, 2))
    both = leave_out(leave_out(clock, (days[1], days[1])), (days[0], days[1]))
    assert both.excluded == ((days[0], days[1]), (days[1], days[1]))


def test_a_date_hangs_on_a_calendar_to_come_until_it_is_out() -> None:
    (clock,) = turned(State.DISPATCHED, Move.ACCEPT, day=date(2030, 1, 10)).starts
    assert clock.is_provisional
    assert lengthen(clock, 30).is_provisional
    assert counted_again(clock, date(2030, 1, 11)) == clock
    found = reckoned(clock)
    assert found is not None
    assert (found.on, found.provisional) == (clock.due_on, True)


def test_a_date_that_somebody_set_was_not_counted() -> None:
    assert reckoned(Running("execution", DAY, date(2025, 6, 8))) is None
    assert reckoned(Running("assigned_report", DAY, date(2025, 6, 8))) is None


def test_a_set_day_is_both_the_last_and_the_unrolled_last_day() -> None:
    on = date(2025, 6, 8)
    (clock,) = turned(State.SERVED, Move.URGE_EXECUTION, report_by=on).starts
    assert clock == Running("execution", DAY, on, on)
