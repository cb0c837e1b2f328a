"""Which acts a person can do to a demand now, and why not the others: one list for the buttons.

The law's table says what the state allows, the policy what the role allows; what only this file
shows (somebody else handles it, it was extended before) is said here as the reason beside a
button that is greyed. The acts themselves ask everything again.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass
from datetime import date

from yimen.access.actor import Actor, Role
from yimen.access.permissions import POLICY
from yimen.access.policy import ever
from yimen.access.scopes import RECEIVED_BY_MY_ORGAN
from yimen.base.errors import Refused
from yimen.casework import guards
from yimen.casework.on_the_spot import LIMIT
from yimen.casework.queries import (
    open_lanes,
    open_people,
    open_reviews,
    open_sending,
    open_settling,
)
from yimen.casework.queries.hearing import OF_HEARING, is_offered, why_not
from yimen.law.moves import MOVES, Move, State
from yimen.registry.models import Demand, Opinion, Petition
from yimen.registry.refusing import not_now

#: The permission that each act on a demand asks for, in the order of the road.
OF_DEMAND: dict[Move, str] = {
    Move.SCREEN: "demand.screen",
    Move.TELL_LATER: "demand.tell_later",
    Move.FORWARD: "demand.dispatch",
    Move.ASSIGN: "demand.dispatch",
    Move.RETURN_DISPATCH: "demand.check_objection",
    Move.UPHOLD_DISPATCH: "demand.check_objection",
    Move.ACCEPT: "demand.accept",
    Move.OBJECT_DISPATCH: "demand.object",
    Move.WEIGH: "demand.weigh",
    Move.ROUTE_OUT: "demand.route_out",
    Move.DECLINE: "demand.decline",
    Move.ACCEPTED_THERE: "demand.follow",
    Move.COME_BACK: "demand.come_back",
    Move.FOLLOW_UP: "demand.follow",
    Move.LOG_CONTACT: "demand.handle",
    Move.HAND_OVER: "demand.hand_over",
    Move.ASK_EXTENSION: "demand.handle",
    Move.EXTEND: "demand.extend",
    Move.REFUSE_EXTENSION: "demand.extend",
    Move.DRAFT_OPINION: "opinion.draft",
    Move.EXECUTE: "demand.execute",
    Move.REPORT_BACK: "demand.report_back",
    Move.RECATEGORISE: "demand.recategorise",
    **open_lanes.PERMISSIONS,
    **open_sending.PERMISSIONS,
    **OF_HEARING,
    **open_people.PERMISSIONS,
    **open_reviews.PERMISSIONS,
}
OF_OPINION: dict[Move, str] = {
    Move.CHECK_OPINION: "opinion.check",
    Move.RETURN_OPINION: "opinion.return",
    Move.SIGN_OPINION: "opinion.sign",
    Move.ISSUE_OPINION: "opinion.issue",
    Move.SERVE: "opinion.serve",
    Move.MISS_SERVICE: "service.miss",
}
#: The permission that each act on the petition as a whole asks for; the last three are no moves.
OF_PETITION: dict[str, str] = {
    Move.REGISTER: "petition.register",
    Move.WITHDRAW: "petition.withdraw",
    "attach": "petition.attach",
    "link": "petition.link",
    "refer": "petition.refer",
    **open_settling.OF_PETITION,
    **open_people.OF_PETITION,
}
STAGES: dict[Move, frozenset[str]] = {
    Move.CHECK_OPINION: frozenset({Opinion.Stage.SUBMITTED}),
    Move.RETURN_OPINION: frozenset({Opinion.Stage.SUBMITTED, Opinion.Stage.CHECKED}),
    Move.SIGN_OPINION: frozenset({Opinion.Stage.CHECKED}),
    Move.ISSUE_OPINION: frozenset({Opinion.Stage.SIGNED}),
    Move.SERVE: frozenset({Opinion.Stage.ISSUED}),
    Move.MISS_SERVICE: frozenset({Opinion.Stage.ISSUED}),
}


SENDING = frozenset({Move.FORWARD, Move.ASSIGN})
#: What whoever first received a matter may do as well as whoever guided it elsewhere.
FOLLOWING = frozenset({Move.COME_BACK, Move.FOLLOW_UP, Move.ACCEPTED_THERE})


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAct:
    """One act for a button: `on` is the demand's, opinion's or petition's row number.

    `refusal` is empty for what can be done now, or says why not.
    """

    move: str
    on: int
    article: str
    refusal: Refused | None = None


def acts_on_petition(actor: Actor, petition: Petition) -> list[OpenAct]:
    """Return the acts on the petition as a whole that this role ever does."""
    acts = []
    for act, permission in OF_PETITION.items():
        if not ever(actor, permission):
            continue
        if _is_receivers(actor, petition, permission):
            continue
        move = Move(act) if act in set(Move) else None
        in_part = act in open_settling.OF_PETITION
        if move and not in_part and petition.state not in MOVES[move].ways:
            continue
        if not (open_people.fits(actor, petition, act) and open_settling.fits(petition, act)):
            continue
        article = MOVES[move].article if move else ""
        acts.append(OpenAct(move=act, on=petition.pk, article=article))
    return acts


def acts_on_demand(
    actor: Actor, demand: Demand, *, extension_asked: bool, on: date | None = None
) -> list[OpenAct]:
    """Return the acts on a demand that this role ever does, possible now or not.

    A right that lapses is not offered any more after its last day, as it stands `on` a day.
    """
    acts = []
    for move, permission in OF_DEMAND.items():
        if not ever(actor, permission) or demand.state not in _near(move):
            continue
        if _is_receivers(actor, demand.petition, permission):
            continue
        if not open_sending.offered(actor, demand, move, on) or not is_offered(demand, move):
            continue
        if not open_people.is_offered(demand, move):
            continue
        if move is Move.TELL_LATER and not _waits(demand):
            continue
        if not open_lanes.offered(actor, demand, move):
            continue
        if not open_reviews.offered(actor, demand, move):
            continue
        refusal = _refusal(actor, demand, move, extension_asked=extension_asked, on=on)
        acts.append(OpenAct(move=move, on=demand.pk, article=MOVES[move].article, refusal=refusal))
    return acts


def _is_receivers(actor: Actor, petition: Petition, permission: str) -> bool:
    """Say whether it is for the organ that received it alone, and this is another one's actor."""
    rule = POLICY.get(permission, {}).get(actor.role)
    return rule is RECEIVED_BY_MY_ORGAN and petition.receiver_id != actor.organ


def acts_on_opinion(actor: Actor, opinion: Opinion) -> list[OpenAct]:
    """Return the acts on an opinion that this role does at its stage."""
    acts = []
    for move, permission in OF_OPINION.items():
        if not ever(actor, permission) or opinion.stage not in STAGES[move]:
            continue
        refusal = _opinion_refusal(actor, opinion, move)
        acts.append(OpenAct(move=move, on=opinion.pk, article=MOVES[move].article, refusal=refusal))
    return acts


def stands_in_the_way(
    actor: Actor,
    subject: Demand | Opinion,
    move: Move,
    *,
    extension_asked: bool = False,
    on: date | None = None,
) -> Refused | None:
    """Return why this act cannot be done to a demand or an opinion now, as far as it shows."""
    if isinstance(subject, Demand):
        return _refusal(actor, subject, move, extension_asked=extension_asked, on=on)
    if subject.stage not in STAGES[move]:
        return guards.WrongStage()
    return _opinion_refusal(actor, subject, move)


def _waits(demand: Demand) -> bool:
    """Say whether she stands here and waits to be told, by the clocks that the page has read."""
    return any(one.limit == LIMIT and not one.stopped_on for one in demand.clocks.all())


def _near(move: Move) -> set[State]:
    """Return the states in which a greyed button says something useful: its own and one before."""
    own = set(MOVES[move].ways)
    if move in SENDING:
        return own | {State.RECEIVED}
    if move is Move.DRAFT_OPINION:
        return own | {State.ACCEPTED}
    return own


#: Who else says why an act cannot be done: the moves of a subject, and its reasons.
ELSEWHERE: tuple[tuple[Container[Move], Callable[[Actor, Demand, Move], Refused | None]], ...] = (
    (open_sending.PERMISSIONS, open_sending.refusal_of),
    (open_lanes.PERMISSIONS, open_lanes.refusal_of),
    (open_reviews.PERMISSIONS, open_reviews.refusal_of),
    (open_people.PERMISSIONS, open_people.refusal_of),
)


def _refusal(
    actor: Actor, demand: Demand, move: Move, *, extension_asked: bool, on: date | None
) -> Refused | None:
    if demand.state in MOVES[move].ways:
        for moves, refusal_of in ELSEWHERE:
            if move in moves:
                return refusal_of(actor, demand, move)
        if move in OF_HEARING:
            return why_not(actor, demand, move, on=on)
    sends = move in {*SENDING, Move.ROUTE_OUT}
    turn = demand.owner
    follows = move in FOLLOWING and demand.petition.receiver_id == actor.organ
    sorts = move is Move.RECATEGORISE and (
        actor.role is Role.SCREENER and demand.petition.receiver_id == actor.organ
    )
    decides = move in {Move.EXTEND, Move.REFUSE_EXTENSION}
    handles = actor.role is Role.HANDLER and move is not Move.ACCEPT
    owes = move in open_reviews.OWED and open_reviews.is_away(demand)
    elsewhere = demand.handler_id and demand.handler_id != actor.id and not owes
    reasons: list[tuple[bool, Refused]] = [
        (
            demand.state not in MOVES[move].ways,
            not_now(move, demand.state),
        ),
        (
            turn.pk != actor.organ and not (sorts or follows or owes),
            guards.AnotherOrgansTurn(organ=turn),
        ),
        (sends and demand.screened_at is None, guards.NotScreened()),
        (move is Move.ROUTE_OUT and demand.kind != Demand.Class.CLAIM, guards.OnlyClaims()),
        (bool(handles and elsewhere), guards.NotYourMatter()),
        (move is Move.ASK_EXTENSION and extension_asked, guards.ExtendedBefore()),
        (decides and not extension_asked, guards.NoExtensionAsked()),
        (decides and demand.handler_id == actor.id, guards.SamePerson()),
        (move is Move.REPORT_BACK and demand.sent_as != "assign", guards.NotAssigned()),
    ]
    found = next((refusal for stands_in_the_way, refusal in reasons if stands_in_the_way), None)
    if found is None and move is Move.OBJECT_DISPATCH:
        return _no_objection(demand, on)
    return found


def _no_objection(demand: Demand, on: date | None) -> Refused | None:
    """Return why the organ may not object any more, or never could."""
    clocks = [clock for clock in demand.clocks.all() if clock.limit == "objection"]
    last = max(clocks, key=lambda clock: clock.pk, default=None)
    if last is None:
        return guards.NoObjectionThen()
    if last.stopped_on:
        return guards.ObjectedBefore()
    if on and on > last.due_on:
        return guards.ObjectionLapsed(due=last.due_on)
    return None


def _opinion_refusal(actor: Actor, opinion: Opinion, move: Move) -> Refused | None:
    if opinion.organ_id != actor.organ:
        return guards.AnotherOrgansTurn(organ=opinion.organ)
    others = {
        Move.CHECK_OPINION: {opinion.drafted_by_id},
        Move.RETURN_OPINION: {opinion.drafted_by_id},
        Move.SIGN_OPINION: {opinion.drafted_by_id, opinion.checked_by_id},
    }
    if actor.id in others.get(move, set()):
        return guards.SamePerson()
    return None
