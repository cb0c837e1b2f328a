"""Hearing days are left out of a recheck, as the law turns its clocks, and of nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from yimen.law.moves import MOVES, Move, State
from yimen.law.turning import Event, Facts, Running, explain, leave_out, pauses, turn

FACTS = Facts(received_on=date(2025, 1, 6))
ASKED = date(2025, 6, 10)
RECHECK = Running("recheck_opinion", ASKED, date(2025, 7, 10), date(2025, 7, 10))
HANDLING = Running("handling", date(2025, 5, 12), date(2025, 7, 11), date(2025, 7, 11))
TEN_DAYS = (date(2025, 6, 20), date(2025, 6, 29))


def turned(move: Move, clock: Running, state: State, hearing: tuple[date, date]) -> Running | None:
    event = Event(move=move, day=hearing[1], hearing=hearing)
    return turn(state, {clock.limit: clock}, FACTS, event).extended


@pytest.mark.parametrize("move", [Move.OPEN_HEARING, Move.CLOSE_HEARING])
def test_t7b_ten_days_of_a_hearing_move_a_recheck_to_the_next_monday(move: Move):
    found = turned(move, RECHECK, State.RECHECK, TEN_DAYS)
    assert found is not None
    assert (found.nominal_on, found.due_on) == (date(2025, 7, 20), date(2025, 7, 21))
    assert "（听证10日不计入）" in explain(found).because.zh


@pytest.mark.parametrize("move", [Move.OPEN_HEARING, Move.CLOSE_HEARING])
def test_the_handling_has_no_pause(move: Move):
    assert turned(move, HANDLING, State.HANDLING, TEN_DAYS) is None
    assert not pauses(HANDLING)


@pytest.mark.parametrize("move", [one for one in Move if "hearing" not in one.value])
def test_nothing_else_leaves_days_out(move: Move):
    event = Event(move=move, day=TEN_DAYS[1], hearing=TEN_DAYS)
    if State.RECHECK not in MOVES[move].ways:
        return
    found = turn(State.RECHECK, {RECHECK.limit: RECHECK}, FACTS, event)
    assert found.extended is None


def test_what_was_planned_gives_way_to_what_was_held():
    planned = leave_out(RECHECK, TEN_DAYS)
    held = leave_out(planned, (TEN_DAYS[0], TEN_DAYS[0]))
    assert held.excluded == ((TEN_DAYS[0], TEN_DAYS[0]),)
    assert held.due_on == date(2025, 7, 11)


def test_two_hearings_are_both_left_out():
    first = leave_out(RECHECK, (date(2025, 6, 16), date(2025, 6, 17)))
    both = leave_out(first, (date(2025, 6, 24), date(2025, 6, 24)))
    assert both.nominal_on == date(2025, 7, 13)
    assert both.due_on == date(2025, 7, 14)
