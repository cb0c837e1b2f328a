"""Which acts the lanes of suggestions and accusations offer, and which of the road they shut."""

from __future__ import annotations

from yimen.access.actor import Actor, Role
from yimen.base.errors import Refused
from yimen.casework import accusing, guards, suggesting
from yimen.law.moves import Move, State
from yimen.registry.models import Accusation, Demand, Suggestion

PERMISSIONS: dict[Move, str] = {
    Move.TAKE_SUGGESTION: "suggestion.take",
    Move.STUDY_SUGGESTION: "suggestion.study",
    Move.REPLY_SUGGESTION: "suggestion.reply",
    # The last of these that can be done is the next thing to do: its button comes first.
    Move.RELEASE: "accusation.release",
    Move.PROPOSE_RELEASE: "accusation.propose",
    Move.NAME_ACCUSED: "accusation.name",
    Move.TAKE_ACCUSATION: "accusation.take",
    Move.ANSWER_ACCUSATION: "accusation.answer",
}
_SUGGESTIONS = frozenset({Move.TAKE_SUGGESTION, Move.STUDY_SUGGESTION, Move.REPLY_SUGGESTION})
#: What only the organ does that keeps the letter, and what only its handler.
_KEPT = frozenset({Move.NAME_ACCUSED, Move.PROPOSE_RELEASE, Move.RELEASE})
_OUT = frozenset({Move.PROPOSE_RELEASE, Move.RELEASE})
_BY_HANDLER = frozenset({Move.STUDY_SUGGESTION, Move.ANSWER_ACCUSATION})
#: What no accusation, and what no suggestion does.
_NOT_ACCUSED = frozenset(
    {
        Move.FORWARD,
        Move.ASSIGN,
        Move.ROUTE_OUT,
        Move.WEIGH,
        Move.DECLINE,
        Move.OBJECT_DISPATCH,
        Move.REPORT_UP,
        Move.PROPOSE_SIMPLE,
        Move.ACCEPT_SIMPLE,
    }
)
_NEW = frozenset({State.REGISTERED})


def offered(actor: Actor, demand: Demand, move: Move) -> bool:
    """Say whether an act belongs on the page of such a demand at all."""
    if move in _SUGGESTIONS:
        return demand.kind == Demand.Class.SUGGESTION
    if move in PERMISSIONS:
        keeps = demand.petition.organs[:1] == [actor.organ]
        is_its = demand.kind == Demand.Class.ACCUSATION and (move not in _KEPT or keeps)
        return is_its and not (move in _OUT and _is_out(demand))
    if demand.kind == Demand.Class.SUGGESTION:
        return move is not Move.ACCEPT
    if demand.kind == Demand.Class.ACCUSATION:
        return move not in _NOT_ACCUSED and not (move is Move.ACCEPT and demand.state in _NEW)
    return True


def refusal_of(actor: Actor, demand: Demand, move: Move) -> Refused | None:
    """Return why an act of the lanes cannot be done now, as far as the page can see."""
    if move not in _KEPT and demand.owner_id != actor.organ:
        return guards.AnotherOrgansTurn(organ=demand.owner)
    handles = actor.role is Role.HANDLER and move in _BY_HANDLER
    if handles and demand.handler_id and demand.handler_id != actor.id:
        return guards.NotYourMatter()
    if demand.screened_at is None:
        return guards.NotScreened()
    if move in _SUGGESTIONS:
        return _suggestion(actor, demand, move)
    return _release(actor, demand, move)


def _is_out(demand: Demand) -> bool:
    """Say whether a sheet went out, to an organ that may keep it: it accuses another."""
    return demand.state == State.SEALED_SENT and demand.owner_id not in demand.petition.barred


def _release(actor: Actor, demand: Demand, move: Move) -> Refused | None:
    if move not in _OUT:
        return None
    found = Accusation.objects.filter(demand=demand).first()
    if found is None or found.named_at is None:
        return accusing.NobodyAccused()
    if move is Move.PROPOSE_RELEASE:
        return None
    if found.proposed_at is None or found.released_at:
        return accusing.NotProposed()
    return guards.SamePerson() if actor.id and found.proposed_by_id == actor.id else None


def _suggestion(actor: Actor, demand: Demand, move: Move) -> Refused | None:
    if move is not Move.REPLY_SUGGESTION:
        return None
    found = Suggestion.objects.filter(demand=demand).first()
    if found is None or found.studied_at is None:
        return suggesting.NotStudied()
    if actor.id and found.studied_by_id == actor.id:
        return guards.SamePerson()
    return None
