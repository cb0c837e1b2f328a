"""Which acts about people are offered: repeats, joint handling, rosters, execution, aftercare."""

from __future__ import annotations

from yimen.access.actor import Actor, Role
from yimen.base.errors import Refused
from yimen.casework import guards
from yimen.casework.carrying_out import NotYoursToSay
from yimen.casework.joining import BEFORE_THE_ANSWER
from yimen.casework.unclear import standing
from yimen.law.breaches import EXCEPTS_UNCLEAR
from yimen.law.moves import CLOSED, Move, State
from yimen.registry.gathering import Part
from yimen.registry.models import (
    Aftercare,
    Demand,
    Execution,
    Joining,
    Petition,
    Repeat,
    Reply,
    Roster,
    UnclearSender,
)

#: The permission that each act on a demand asks for.
PERMISSIONS: dict[Move, str] = {
    Move.ANSWER_REPEAT: "demand.answer_repeat",
    Move.RESUME_REPEAT: "demand.resume_repeat",
    Move.CONFIRM_EXECUTION: "demand.answer_execution",
    Move.DISPUTE_EXECUTION: "demand.answer_execution",
}
#: The same for the acts on a petition as a whole, none of which is a move.
OF_PETITION: dict[str, str] = {
    "join": "petition.join",
    "part": "petition.join",
    "bring_along": "petition.bring_along",
    "add_roster": "petition.add_roster",
    "serve_reply": "reply.serve",
    "miss_reply": "service.miss",
    "offer_aftercare": "petition.offer_aftercare",
    "answer_aftercare": "petition.answer_aftercare",
    "flag_unclear": "petition.unclear",
    "clear_unclear": "petition.unclear",
}
#: What is done with the replies that somebody of several people is not proved to have.
OF_REPLIES = frozenset({"serve_reply", "miss_reply"})
#: What is said of a name or an address that nobody can make out.
UNCLEAR = frozenset({"flag_unclear", "clear_unclear"})
ANSWERS = frozenset({Move.CONFIRM_EXECUTION, Move.DISPUTE_EXECUTION})
#: Of another petition it is said which it is; the rest stays where it is.
_NAMED = {"id", "number", "title", "state", "received_at", "due_on"}
_REST = tuple(f.name for f in Petition._meta.concrete_fields if f.name not in _NAMED)
_BESIDE = """x.id in (select j.petition_id from registry_joining j
    where j.leader_id = p.id and j.parted_at is null union all
    select j.leader_id from registry_joining j
    where j.petition_id = p.id and j.parted_at is null)"""
# The partial indexes are found only by a condition that is written out.
_SAME_NUMBERS = """p.state in ('received', 'registered') and x.id <> p.id and x.id in (
    select q.petition_id from registry_party m join registry_party q
    on q.id_blind = m.id_blind and q.id_blind <> ''
    where m.petition_id = p.id and m.id_blind <> '' union all
    select q.petition_id from registry_party m join registry_party q
    on q.phone_blind = m.phone_blind and q.phone_blind <> ''
    where m.petition_id = p.id and m.phone_blind <> '')"""
#: What of all this a page of a petition shows.
PARTS: dict[str, Part] = {
    "joinings": Part(model=Joining, where="x.parted_at is null", into=("petition",)),
    "led": Part(
        model=Joining, of="x.leader_id = p.id", where="x.parted_at is null", into=("leader",)
    ),
    "beside": Part(model=Petition, of=_BESIDE, without=_REST),
    "namesakes": Part(model=Petition, of=_SAME_NUMBERS, order="x.id desc", most=3, without=_REST),
    "executions": Part(model=Execution, into=("demand",)),
    "repeats": Part(model=Repeat, into=("demand",)),
    "aftercare": Part(model=Aftercare, into=("petition",)),
    "rosters": Part(model=Roster, into=("petition",)),
    "unclear": Part(model=UnclearSender, into=("petition",)),
    "replies": Part(model=Reply, into=("petition", "opinion")),
}


def fits(actor: Actor, petition: Petition, act: str) -> bool:
    """Say whether a button for an act on the petition as a whole makes sense here."""
    if act in OF_REPLIES:
        return any(waits(actor, reply) for reply in petition.replies.all())
    state = State(petition.state)
    joined = any(one.parted_at is None for one in petition.joinings.all())
    leads = any(one.parted_at is None for one in petition.leads.all())
    offered = any(one.answer == Aftercare.Answer.WAITING for one in petition.aftercare.all())
    if act in UNCLEAR:
        marked = standing(petition) is not None
        return marked if act == "clear_unclear" else not marked and owes_notice(actor, petition)
    if petition.is_sealed and act in {"join", "bring_along", "add_roster"}:
        return False
    return {
        "join": not joined and not leads and state in BEFORE_THE_ANSWER,
        "part": joined,
        "bring_along": leads,
        "add_roster": petition.channel != Petition.Channel.VISIT and state not in CLOSED,
        "offer_aftercare": state in CLOSED and not offered,
        "answer_aftercare": offered,
    }.get(act, True)


def owes_notice(actor: Actor, petition: Petition) -> bool:
    """Say whether this organ owes a notice that nobody is owed who cannot be made out."""
    return any(
        clock.limit in EXCEPTS_UNCLEAR and not clock.stopped_on
        for demand in petition.demands.all()
        if demand.owner_id == actor.organ
        for clock in demand.clocks.all()
    )


def waits(actor: Actor, reply: Reply) -> bool:
    """Say whether somebody of several people is to be brought their reply by this organ."""
    return reply.served_at is None and reply.opinion.organ_id == actor.organ


def waiting_replies(actor: Actor, petition: Petition) -> list[Reply]:
    """Return the replies that this organ still has to bring, with whom they are to."""
    found = petition.replies.filter(served_at=None, opinion__organ=actor.organ)
    return list(found.select_related("party", "opinion").order_by("pk"))


def is_offered(demand: Demand, move: Move) -> bool:
    """Say whether a button for an act on a demand makes sense here."""
    if move in ANSWERS:
        waiting = Execution.Answer.WAITING
        return any(one.answer == waiting for one in demand.executions.all())
    return move is not Move.ANSWER_REPEAT or not demand.petition.is_sealed


def refusal_of(actor: Actor, demand: Demand, move: Move) -> Refused | None:
    """Return why the act cannot be done now, as far as the file shows it."""
    if move in ANSWERS:
        own = actor.organ == demand.owner_id or actor.id == demand.handler_id
        return NotYoursToSay() if own and actor.role is not Role.PETITIONER else None
    owners = move is Move.ANSWER_REPEAT or actor.role is Role.HANDLER
    if owners and demand.owner_id != actor.organ:
        return guards.AnotherOrgansTurn(organ=demand.owner)
    return None
