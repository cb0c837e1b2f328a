"""Which acts of sorting and sending are offered for a demand, and why another is greyed."""

from __future__ import annotations

from datetime import date

from yimen.access.actor import Actor, Role
from yimen.base.errors import Refused
from yimen.casework import guards
from yimen.casework.queries.sending import open_ruling
from yimen.casework.ruling import RECORDS, disputing
from yimen.law.moves import CLOSED, Move, State
from yimen.registry.models import Demand

#: The permission that each act asks for, in the order of the road.
PERMISSIONS: dict[Move, str] = {
    Move.FLAG_URGENT: "demand.flag_urgent",
    Move.REPORT_URGENT: "demand.flag_urgent",
    Move.PROPOSE_SIMPLE: "demand.screen",
    Move.DROP_SIMPLE: "demand.screen",
    Move.REPORT_UP: "demand.dispatch",
    Move.DECIDE_COMPETENCE: "demand.decide_competence",
    Move.RAISE_DISPUTE: "demand.raise_dispute",
    Move.ACCEPT_SIMPLE: "demand.accept",
    Move.ANSWER_SIMPLE: "demand.handle",
    Move.CONVERT_TO_ORDINARY: "demand.convert",
    Move.ASK_SUPPLEMENT: "demand.ask_supplement",
    Move.ASK_ASSISTANCE: "demand.handle",
    Move.CONTRIBUTE: "demand.contribute",
    Move.SPLIT_DEMAND: "demand.sort",
    Move.MERGE_DEMANDS: "demand.sort",
    Move.TRANSFER: "demand.transfer",
}
SORTING = frozenset({Move.SPLIT_DEMAND, Move.MERGE_DEMANDS})
#: Whatever they see, whoever sees it may say it.
ANYBODYS = frozenset({Move.FLAG_URGENT, Move.REPORT_URGENT, Move.TRANSFER})


def offered(actor: Actor, demand: Demand, move: Move, on: date | None = None) -> bool:
    """Say whether a button for it makes sense here: most demands are neither split nor urgent."""
    if move not in PERMISSIONS:
        return True
    if move in SORTING and demand.petition.is_sealed:
        return False
    asks = {
        Move.FLAG_URGENT: lambda: "urgent_report" not in _limits(demand),
        Move.REPORT_URGENT: lambda: "urgent_report" in _limits(demand),
        Move.MERGE_DEMANDS: lambda: len(demand.petition.demands.all()) > 1,
        Move.TRANSFER: lambda: _is_left(demand, on),
        Move.CONTRIBUTE: lambda: _is_asked(demand, actor),
        Move.RAISE_DISPUTE: lambda: demand.state == State.OBJECTED or _objected(demand),
        Move.DECIDE_COMPETENCE: lambda: demand.owner_id == actor.organ or actor.role in RECORDS,
    }
    return asks[move]() if move in asks else _fits(demand, move)


def refusal_of(actor: Actor, demand: Demand, move: Move) -> Refused | None:
    """Return why the act cannot be done now, as far as the file shows it."""
    if move is Move.DECIDE_COMPETENCE and _disputes(actor, demand):
        return guards.SamePerson()
    if _is_ones_own(actor, demand, move):
        return None
    elsewhere = demand.handler_id and demand.handler_id != actor.id
    if demand.owner_id != actor.organ:
        return guards.AnotherOrgansTurn(organ=demand.owner)
    if actor.role is Role.HANDLER and elsewhere and move is not Move.ACCEPT_SIMPLE:
        return guards.NotYourMatter()
    if move in {Move.PROPOSE_SIMPLE, Move.REPORT_UP} and demand.screened_at is None:
        return guards.NotScreened()
    return None


def _is_ones_own(actor: Actor, demand: Demand, move: Move) -> bool:
    """Say whether somebody does it whosever turn it is: sees danger, was asked, enters a wish."""
    if move is Move.CONTRIBUTE:
        return _is_asked(demand, actor)
    if move is Move.DECIDE_COMPETENCE:
        return actor.organ == demand.petition.receiver_id and actor.role in RECORDS
    wished = move is Move.CONVERT_TO_ORDINARY and actor.role not in {Role.HANDLER, Role.HEAD}
    return wished or move in ANYBODYS


def _disputes(actor: Actor, demand: Demand) -> bool:
    """Say whether this person had a part in the dispute that waits for its decision."""
    ruling = open_ruling(demand)
    return ruling is not None and bool(actor.id) and actor.id in disputing(ruling)


def _fits(demand: Demand, move: Move) -> bool:
    """Say whether an act of the simplified procedure has a place here."""
    simple = next(iter(demand.simples.all()), None)
    is_proposed = simple is not None and not (simple.dropped_at or simple.accepted_at)
    if move is Move.DROP_SIMPLE:
        return is_proposed
    if move is Move.PROPOSE_SIMPLE:
        return simple is None and demand.petition.is_first_time
    if move is Move.ACCEPT_SIMPLE:
        return demand.petition.is_first_time and not (simple and simple.dropped_at)
    if move is Move.CONVERT_TO_ORDINARY:
        return simple is not None and not simple.dropped_at
    return True


def _is_left(demand: Demand, on: date | None) -> bool:
    """Say whether its organ has ended and left something here."""
    gone = bool(on and demand.owner.ends_on and demand.owner.ends_on <= on)
    return gone and (demand.state not in CLOSED or demand.due_on is not None)


def _limits(demand: Demand) -> set[str]:
    return {clock.limit for clock in demand.clocks.all() if clock.stopped_on is None}


def _is_asked(demand: Demand, actor: Actor) -> bool:
    return any(a.organ_id == actor.organ and not a.answered_at for a in demand.assistances.all())


def _objected(demand: Demand) -> bool:
    """Say whether an objection was checked and found wrong, and nobody ruled on it yet."""
    limits = {clock.limit for clock in demand.clocks.all()}
    return "objection_check" in limits and not demand.rulings.all()
