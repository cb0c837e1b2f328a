"""Which button of a matter stands out: the next step of its road, and nothing beside it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from yimen.casework.queries.open_acts import OpenAct
from yimen.law.moves import Move, State
from yimen.registry.models import Demand, FollowUp
from yimen.workbench.outstanding import is_beside


def act(move: str) -> OpenAct:
    return OpenAct(move=move, on=1, article="")


def demand(*heard: str, **known: object) -> Demand:
    """Return a demand as far as the button looks at it."""
    said = [SimpleNamespace(outcome=one, Outcome=FollowUp.Outcome) for one in heard]
    told = {"category": "", "route": None, "handler_id": None, "state": State.REGISTERED}
    told["follow_ups"] = SimpleNamespace(all=lambda: said)
    return cast("Demand", SimpleNamespace(**told | known))


def first(of: Demand, *moves: Move) -> Move:
    return next(move for move in moves if not is_beside(act(move), of))


BUREAU = (Move.SCREEN, Move.FORWARD, Move.ASSIGN, Move.ROUTE_OUT, Move.NAME_ACCUSED)


def test_what_is_not_screened_is_screened_first():
    assert first(demand(), *BUREAU) is Move.SCREEN


def test_what_is_screened_is_sent_where_it_belongs():
    assert first(demand(category="transport.buses", route=6), *BUREAU) is Move.FORWARD
    assert first(demand(category="transport.buses", route=4), *BUREAU) is Move.ROUTE_OUT


def test_a_screened_accusation_waits_for_the_names_of_the_accused():
    lane = (Move.SCREEN, Move.NAME_ACCUSED)
    assert first(demand(category="discipline.conduct"), *lane) is Move.NAME_ACCUSED


def test_what_came_back_from_another_way_is_screened_anew():
    back = demand("unknown", "refused", category="transport.buses", route=4)
    assert first(back, *BUREAU) is Move.SCREEN


def test_what_nobody_handles_is_given_to_somebody():
    assert not is_beside(act(Move.HAND_OVER), demand(state=State.HANDLING))
    assert is_beside(act(Move.HAND_OVER), demand(state=State.HANDLING, handler_id=3))
    assert is_beside(act(Move.HAND_OVER), demand(state=State.SERVED))


@pytest.mark.parametrize("move", ["withdraw", "attach", "link", "refer", "join", "add_roster"])
def test_nothing_beside_the_road_stands_out_of_the_whole_matter(move: str):
    assert is_beside(act(move), None)
    assert not is_beside(act(Move.REGISTER), None)
