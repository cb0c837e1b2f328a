"""The acts of hearings, investigations and recusal, from where each can be done."""

from __future__ import annotations

from typing import Any

from tests import make
from tests.acts import hearings
from tests.make import Case

from yimen.casework.actions.ask_hearing import ask_hearing
from yimen.casework.actions.ask_recusal import ask_recusal
from yimen.casework.actions.call_hearing import call_hearing
from yimen.casework.actions.close_hearing import close_hearing
from yimen.casework.actions.conclude_hearing import conclude_hearing
from yimen.casework.actions.grant_hearing import grant_hearing
from yimen.casework.actions.grant_recusal import grant_recusal
from yimen.casework.actions.investigate import investigate
from yimen.casework.actions.make_bundle import make_bundle
from yimen.casework.actions.open_hearing import open_hearing
from yimen.casework.actions.refuse_hearing import refuse_hearing
from yimen.casework.actions.refuse_recusal import refuse_recusal
from yimen.law.moves import MOVES, Move

WHY = {"reason": hearings.WHY}
LATE = make.on("2025-05-20")


def _demand(case: Case) -> int:
    return case.demand


def _petition(case: Case) -> int:
    return case.petition


def _plan(case: Case) -> dict[str, Any]:
    return {"plan": hearings.a_plan(case, opens_at=LATE, ends_on=None)}


def _outcome(case: Case) -> dict[str, Any]:
    return {"outcome": hearings.an_outcome(case)}


def _to(case: Case) -> dict[str, Any]:
    return {**WHY, "to": case.district["second_handler"].id}


#: Places beside the road at which these acts begin.
PLACES = {
    "hearing_asked": hearings.ask,
    "hearing_granted": hearings.granted_by_head,
    "hearing_called": hearings.called_by_head,
    "hearing_open": hearings.opened_by_head,
    "hearing_closed": hearings.closed_by_head,
    "recusal_asked": hearings.aside,
}
for _place, _deed in PLACES.items():
    make.DEEDS[_place] = lambda case, _, deed=_deed: deed(case)
    make.ROAD[_place] = (*make.ROAD["handled"], _place)

ROWS: dict[str, tuple[Any, ...]] = {
    "investigate": (
        investigate, "handled", "handler", _demand, lambda _: {"looked": hearings.LOOKED},
    ),
    "ask_hearing": (ask_hearing, "handled", "petitioner", _demand, lambda _: WHY),
    "grant_hearing": (grant_hearing, "hearing_asked", "head", _demand, lambda _: WHY),
    "refuse_hearing": (refuse_hearing, "hearing_asked", "head", _demand, lambda _: WHY),
    "call_hearing": (call_hearing, "hearing_granted", "handler", _demand, _plan),
    "open_hearing": (open_hearing, "hearing_called", "handler", _demand),
    "close_hearing": (
        close_hearing, "hearing_open", "handler", _demand, lambda _: {"spoken": hearings.SPOKEN},
    ),
    "conclude_hearing": (conclude_hearing, "hearing_closed", "head", _demand, _outcome),
    "ask_recusal": (
        ask_recusal, "handled", "petitioner", _demand, lambda _: {"relation": hearings.RELATION},
    ),
    "grant_recusal": (grant_recusal, "recusal_asked", "head", _demand, _to),
    "refuse_recusal": (refuse_recusal, "recusal_asked", "head", _demand, lambda _: WHY),
    "make_bundle": (make_bundle, "handled", "handler", _petition),
}  # fmt: skip
#: What the table allows and the file does not: nobody asked for it before.
_MISSING = {
    "grant_hearing": "NoHearingAsked",
    "refuse_hearing": "NoHearingAsked",
    "call_hearing": "NoHearingGranted",
    "open_hearing": "NoHearingGranted",
    "close_hearing": "NoHearingGranted",
    "conclude_hearing": "NoHearingGranted",
    "grant_recusal": "NoRecusalAsked",
    "refuse_recusal": "NoRecusalAsked",
}
NOT_HERE = {(state, act): why for act, why in _MISSING.items() for state in MOVES[Move(act)].ways}
