"""Every limit of the rule book, row by row: what begins it, what ends it, its days, what is missed.

The dates are written down by hand for the autumn of 2025: 1 to 8 October are holidays, and on
Sunday 28 September and Saturday 11 October offices work.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from yimen.law.breaches import Ground, missed
from yimen.law.clock import due
from yimen.law.days import DAYS
from yimen.law.limits import LIMITS
from yimen.law.moves import MOVES, Move, State
from yimen.law.turning import Event, Facts, Running, turn

M, S = Move, State
FRIDAY = date(2025, 9, 26)
ONE_DAY = timedelta(days=1)
#: Which last day becomes which: of calendar days.
ROLLS = {
    "a plain Wednesday": ("2025-09-24", "2025-09-24"),
    "a Saturday": ("2025-09-20", "2025-09-22"),
    "a Sunday on which offices work": ("2025-09-28", "2025-09-28"),
    "in the holidays, before a Saturday on which offices work": ("2025-10-04", "2025-10-09"),
    "a Saturday on which offices work": ("2025-10-11", "2025-10-11"),
    "a Sunday after it": ("2025-10-12", "2025-10-13"),
}
#: The last of so many working days after a Friday: Sunday the 28th counts, 1 to 8 October do not.
WORKING = {3: "2025-09-30", 5: "2025-10-10", 7: "2025-10-13", 10: "2025-10-16"}


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row: how it begins (from where, by what), what ends it from where, and what it is."""

    days: int | None
    working: bool = False
    begins: tuple[tuple[State | None, Move], ...] = ()
    ends: tuple[tuple[State, Move], ...] = ()
    #: What missing it is: the article's code; "house", an alert inside the house; "right", nothing
    #: but that a right has passed.
    breach: str
    facts: str = ""
    since_receipt: bool = False
    #: At once, on a day of rest too.
    stays: bool = False


FROM_THERE = ((S.ROUTED_OUT, M.COME_BACK), (S.LINKED, M.RESUME_REPEAT), (S.CLOSED_FINAL, M.REOPEN))
SENT = ((S.REGISTERED, M.FORWARD), (S.REGISTERED, M.ASSIGN))
TAKEN_UP = ((S.DISPATCHED, M.ACCEPT), (S.DISPATCHED, M.DECLINE))
WITHDRAWN = ((S.DISPATCHED, M.WITHDRAW),)
HEARD = (S.HANDLING, M.LOG_CONTACT)

ROWS = {
    "C01 register": Row(
        days=0, begins=((None, M.LODGE),), ends=((S.RECEIVED, M.REGISTER),), breach="house"
    ),
    "C02 dispatch": Row(
        days=15, since_receipt=True, begins=((S.RECEIVED, M.REGISTER),), breach="B43",
        ends=(*SENT, (S.REGISTERED, M.REPORT_UP), (S.REGISTERED, M.ROUTE_OUT)),
    ),
    # What can be told while she stands there; said that it cannot, the fifteen days count.
    "C03 on_the_spot_notice": Row(
        days=0, stays=True, facts="standing here", begins=((S.RECEIVED, M.REGISTER),),
        ends=(
            (S.REGISTERED, M.TELL_LATER), (S.REGISTERED, M.ACCEPT), (S.REGISTERED, M.DECLINE),
            (S.REGISTERED, M.ROUTE_OUT), *SENT,
        ),
        breach="B44-3",
    ),
    "C04 direct_notice": Row(
        days=15, since_receipt=True, facts="at an organ", begins=((S.RECEIVED, M.REGISTER),),
        ends=((S.REGISTERED, M.ACCEPT), (S.REGISTERED, M.DECLINE), *SENT), breach="B44-3",
    ),
    "C05 acceptance_notice": Row(days=15, begins=SENT, ends=TAKEN_UP, breach="B44-3"),
    "C06 objection": Row(
        days=5, working=True, begins=SENT, ends=((S.DISPATCHED, M.OBJECT_DISPATCH), *TAKEN_UP),
        breach="house",
    ),
    "C07 objection_check": Row(
        days=3, working=True, begins=((S.DISPATCHED, M.OBJECT_DISPATCH),), breach="house",
        ends=((S.OBJECTED, M.RETURN_DISPATCH), (S.OBJECTED, M.UPHOLD_DISPATCH)),
    ),
    "C08 assigned_report": Row(
        days=None, begins=((S.REGISTERED, M.ASSIGN),), ends=((S.SERVED, M.REPORT_BACK),),
        breach="B40",
    ),
    # Issued is not enough: the answer is served.
    "C09 handling": Row(
        days=60, begins=((S.DISPATCHED, M.ACCEPT), (S.REVIEW, M.ORDER_REDO)),
        ends=((S.OPINION_ISSUED, M.SERVE),), breach="B45-1",
    ),
    "C11 execution": Row(
        days=30, begins=((S.SERVED, M.URGE_EXECUTION),), ends=((S.EXECUTING, M.EXECUTE),),
        breach="house",
    ),
    "C12 review_request": Row(
        days=30, begins=((S.OPINION_ISSUED, M.SERVE),), ends=((S.SERVED, M.ASK_REVIEW),),
        breach="right",
    ),
    "C13 review_opinion": Row(
        days=30, begins=((S.SERVED, M.ASK_REVIEW),), ends=((S.REVIEW, M.SERVE_REVIEW),),
        breach="B45-1",
    ),
    "C14 recheck_request": Row(
        days=30, begins=((S.REVIEW, M.SERVE_REVIEW),), ends=((S.REVIEW_SERVED, M.ASK_RECHECK),),
        breach="right",
    ),
    "C15 recheck_opinion": Row(
        days=30, begins=((S.REVIEW_SERVED, M.ASK_RECHECK),),
        ends=((S.RECHECK, M.SERVE_RECHECK),), breach="B45-1",
    ),
    "C16 hearing": Row(
        days=30, begins=((S.HANDLING, M.ASK_HEARING), (S.RECHECK, M.ASK_HEARING)),
        ends=((S.HANDLING, M.CLOSE_HEARING),), breach="house",
    ),
    "C16A hearing_decision": Row(
        days=7, working=True, begins=((S.HANDLING, M.ASK_HEARING),), breach="house",
        ends=((S.HANDLING, M.GRANT_HEARING), (S.HANDLING, M.REFUSE_HEARING)),
    ),
    # No clock: the earliest day of the hearing, as `call_hearing` asks for it.
    "C16B hearing_notice": Row(days=7, stays=True, breach="house"),
    "C18 reopen_notice": Row(
        days=15, begins=((S.CLOSED_FINAL, M.ASK_REOPEN),), breach="house",
        ends=((S.CLOSED_FINAL, M.REOPEN), (S.CLOSED_FINAL, M.REFUSE_REOPEN)),
    ),
    "C19 urgent_report": Row(
        days=0, stays=True, begins=((S.REGISTERED, M.FLAG_URGENT),), breach="house",
        ends=((S.REGISTERED, M.REPORT_URGENT), (S.CONCLUDED, M.REPORT_URGENT)),
    ),
    # No petition waits for it; the advice keeps its date itself: tests/supervision/test_acts.py.
    "C20 advice_answer": Row(days=30, breach="house"),
    "C30 simple_dispatch": Row(
        days=3, working=True, since_receipt=True, begins=((S.REGISTERED, M.PROPOSE_SIMPLE),),
        ends=((S.REGISTERED, M.FORWARD), (S.REGISTERED, M.DROP_SIMPLE)), breach="house",
    ),
    "C31 simple_acceptance": Row(
        days=3, working=True, facts="proposed", begins=((S.REGISTERED, M.FORWARD),),
        ends=((S.DISPATCHED, M.ACCEPT_SIMPLE), *TAKEN_UP), breach="house",
    ),
    "C32 simple_handling": Row(
        days=10, working=True, begins=((S.DISPATCHED, M.ACCEPT_SIMPLE),), breach="house",
        ends=((S.SIMPLE, M.ANSWER_SIMPLE), (S.SIMPLE, M.CONVERT_TO_ORDINARY)),
    ),
    # Sent once, it ends no later than C02; passed on again, all of it counts from the registration.
    "C35 forwarding_chain": Row(
        days=15, facts="passed on",
        begins=(
            (S.OBJECTED, M.RETURN_DISPATCH), (S.OBJECTED, M.RAISE_DISPUTE),
            (S.REGISTERED, M.REPORT_UP),
        ),
        ends=(*SENT, (S.REFERRED_UP, M.DECIDE_COMPETENCE), (S.REGISTERED, M.ACCEPT)),
        breach="house",
    ),
    "C36 rating": Row(
        days=30, begins=((S.OPINION_ISSUED, M.SERVE),), ends=((S.SERVED, M.RATE),), breach="right"
    ),
    "F1 futian.dispatch": Row(
        days=3, since_receipt=True, facts="futian", begins=((S.RECEIVED, M.REGISTER),),
        ends=((S.REGISTERED, M.FORWARD),), breach="house",
    ),
    "F2 futian.acceptance_notice": Row(
        days=5, facts="futian", begins=((S.REGISTERED, M.FORWARD),), ends=TAKEN_UP, breach="house"
    ),
    "F3 futian.handling": Row(
        days=30, facts="futian", begins=((S.DISPATCHED, M.ACCEPT),),
        ends=((S.OPINION_ISSUED, M.SERVE),), breach="house",
    ),
    "X1 xingguo.meeting": Row(
        days=3, since_receipt=True, facts="xingguo", begins=((S.RECEIVED, M.REGISTER),),
        ends=(HEARD,), breach="house",
    ),
    "X2 xingguo.feedback": Row(
        days=7, since_receipt=True, facts="xingguo", begins=((S.RECEIVED, M.REGISTER),),
        ends=(HEARD,), breach="house",
    ),
    "X3 xingguo.handling": Row(
        days=21, since_receipt=True, facts="xingguo", begins=((S.RECEIVED, M.REGISTER),),
        ends=((S.OPINION_ISSUED, M.SERVE),), breach="house",
    ),
    # The rooms keep these dates in their own tables: tests/rooms/test_mediation.py, test_legal.py.
    "M1 mediation": Row(days=30, breach="house"),
    "M2 judicial_confirmation": Row(days=30, breach="house"),
    "M5 performance": Row(days=7, breach="house"),
    "L1 legal_aid_decision": Row(days=7, breach="house"),
    "L1-1 legal_aid_assignment": Row(days=3, breach="house"),
    "L2 elsewhere": Row(
        days=None, begins=((S.REGISTERED, M.WEIGH), (S.REGISTERED, M.ROUTE_OUT)), breach="right",
        ends=((S.ROUTED_OUT, M.ACCEPTED_THERE), (S.ROUTED_OUT, M.COME_BACK)),
    ),
}  # fmt: skip
#: Rows of the rule book that no clock can show, and where their rule is tested instead.
ELSEWHERE = {
    "C10": "lengthens C09: tests/acts/test_tell_extension.py, test_extend.py",
    "C17": "no time runs, it is answered: tests/acts/test_answer_repeat.py",
    "C21": "the annual report is not in the product",
    "M3": "a court's own time",
    "M4": "a stranger's own time before a court",
}
FACTS = {
    "": Facts(received_on=FRIDAY, dispatch="forward"),
    "at an organ": Facts(received_on=FRIDAY, at_bureau=False),
    "standing here": Facts(received_on=FRIDAY, at_bureau=False),
    "passed on": Facts(received_on=FRIDAY),
    "proposed": Facts(received_on=FRIDAY, dispatch="forward"),
    "futian": Facts(received_on=FRIDAY, profile="futian", dispatch="forward"),
    "xingguo": Facts(received_on=FRIDAY, profile="xingguo"),
}
NAMED = [pytest.param(name.split()[1], row, id=name) for name, row in ROWS.items()]
RUN = [pytest.param(*one.values, id=one.id) for one in NAMED if one.values[1].begins]
COUNTED = [one for one in NAMED if one.values[1].days is not None]


def begun(limit: str, row: Row, start: State | None, move: Move, day: date) -> Running:
    """Make the move that begins a limit, on a day, and return its clock."""
    running: dict[str, Running] = {}
    if row.facts == "proposed":
        running = {"simple_dispatch": Running("simple_dispatch", day, day)}
    # Done a day after the receipt, it gains nothing by that.
    acted = day + ONE_DAY if row.since_receipt else day
    event = Event(
        move=move,
        day=acted,
        report_by=day + ONE_DAY if row.days is None else None,
        is_here=row.facts == "standing here",
        chain=day if row.facts == "passed on" else None,
    )
    facts = replace(FACTS[row.facts], received_on=day)
    (clock,) = (one for one in turn(start, running, facts, event).starts if one.limit == limit)
    return clock


@pytest.mark.parametrize(("limit", "row"), RUN)
def test_a_limit_begins_with_its_event_and_has_its_days(limit: str, row: Row) -> None:
    for start, move in row.begins:
        clock = begun(limit, row, start, move, FRIDAY)
        assert clock.started_on == FRIDAY
        if row.days is None:
            assert clock.due_on == FRIDAY + ONE_DAY  # a Saturday: nobody rolls what a person set
        elif row.working:
            assert clock.due_on == date.fromisoformat(WORKING[row.days])
        else:
            assert clock.nominal_on == FRIDAY + row.days * ONE_DAY


@pytest.mark.parametrize("last", list(ROLLS))
@pytest.mark.parametrize(("limit", "row"), [one for one in COUNTED if not one.values[1].working])
def test_a_last_day_that_is_a_rest_day_moves_and_a_make_up_day_does_not(
    limit: str, row: Row, last: str
) -> None:
    nominal, moved = (date.fromisoformat(day) for day in ROLLS[last])
    start = nominal - (row.days or 0) * ONE_DAY
    wanted = nominal if row.stays else moved
    assert due(start, LIMITS.on(limit, start), DAYS).on == wanted
    for before, move in row.begins:
        assert begun(limit, row, before, move, start).due_on == wanted


@pytest.mark.parametrize(("limit", "row"), RUN)
def test_a_limit_ends_with_its_event(limit: str, row: Row) -> None:
    clock = Running(limit, FRIDAY, FRIDAY)
    for state, move in row.ends:
        event = Event(move=move, day=FRIDAY, heard="meeting", report_by=FRIDAY)
        assert limit in turn(state, {limit: clock}, FACTS[row.facts], event).stops, move


@pytest.mark.parametrize(("limit", "row"), NAMED)
def test_what_a_missed_limit_is(limit: str, row: Row) -> None:
    ends_on = date(2025, 9, 24)
    start = ends_on - (row.days or 0) * ONE_DAY
    if row.working:
        start, ends_on = FRIDAY, date.fromisoformat(WORKING[row.days or 0])
    clock = Running(limit, start, ends_on, ends_on)
    assert missed(clock, ends_on) is None  # on the last day there is still time
    found = missed(clock, ends_on + ONE_DAY)
    if row.breach == "right":
        assert found is None
        return
    assert found is not None
    assert found.is_breach is not (row.breach == "house")
    assert found.offence is None or found.offence.code == row.breach


def test_execution_is_a_breach_where_the_answer_itself_names_the_day() -> None:
    clock = Running("execution", FRIDAY, date(2025, 11, 20))
    found = missed(clock, date(2025, 11, 21))
    assert found is not None
    assert (found.ground, found.offence and found.offence.code) == (Ground.LAW, "B42-4")


def test_every_row_of_the_rule_book_is_here_or_says_where_it_is() -> None:
    said = {name.split()[0] for name in ROWS} | set(ELSEWHERE)
    main = {f"C{number:02}" for number in (*range(1, 22), 30, 31, 32, 35, 36)}
    local = {"F1", "F2", "F3", "X1", "X2", "X3"}
    rooms = {"M1", "M2", "M3", "M4", "M5", "L1", "L2"}
    assert main | local | rooms <= said


def test_the_rows_above_bear_the_limits_own_codes() -> None:
    for name in ROWS:
        code, limit = name.split()
        assert LIMITS.latest(limit).id == code


def test_every_limit_that_a_move_begins_is_a_row_here_or_a_measure_of_ours() -> None:
    ours = {name for name in LIMITS.names() if LIMITS.latest(name).id[0] == "D"}
    ours |= {"follow_up", "execution_answer", "settlement_answer"}
    begun_by_moves = {one.limit for step in MOVES.values() for one in step.starts}
    assert begun_by_moves - ours <= {name.split()[1] for name in ROWS}
