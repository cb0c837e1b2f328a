"""Do for the joined petitions what was done for the leading one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.policy import ever
from yimen.base.errors import Refused
from yimen.casework.actions.accept import accept
from yimen.casework.actions.assign import assign
from yimen.casework.actions.check_opinion import check_opinion
from yimen.casework.actions.draft_opinion import draft_opinion
from yimen.casework.actions.forward import forward
from yimen.casework.actions.issue_opinion import issue_opinion
from yimen.casework.actions.log_contact import log_contact
from yimen.casework.actions.screen import screen
from yimen.casework.actions.sign_opinion import sign_opinion
from yimen.casework.answering import Draft, Found
from yimen.casework.joining import Brought, Next, NobodyJoined, hold_in_order, members
from yimen.law.moves import ORDER, Move, State
from yimen.registry.entries_people import BroughtAlong
from yimen.registry.models import Contact, Demand, Finding, Joining, Opinion
from yimen.registry.queries import open_petition
from yimen.registry.record import record

Act = Callable[..., Any]
#: How far an opinion is; a draft that was returned is being written again.
FAR = {
    Opinion.Stage.SUBMITTED: 1,
    Opinion.Stage.CHECKED: 2,
    Opinion.Stage.SIGNED: 3,
    Opinion.Stage.ISSUED: 4,
    Opinion.Stage.SERVED: 4,
}
#: What comes next for an opinion at a stage.
NEXT: dict[str, tuple[Move, str, Act]] = {
    Opinion.Stage.SUBMITTED: (Move.CHECK_OPINION, "opinion.check", check_opinion),
    Opinion.Stage.CHECKED: (Move.SIGN_OPINION, "opinion.sign", sign_opinion),
    Opinion.Stage.SIGNED: (Move.ISSUE_OPINION, "opinion.issue", issue_opinion),
}
HANDLED = ORDER[State.HANDLING]
#: From the register to the issued opinion it is eight steps; more would be going round in circles.
MOST = 10


@transaction.atomic
def bring_along(leader_id: int, *, by: Actor, at: datetime) -> Brought:
    """Bring them as far as the leading one is, as far as it is this person's work.

    Each step is the ordinary act on the joined petition itself: nobody does here what they could
    not do there, and what stands in the way of one holds up no other.

    Raises:
        NobodyJoined: nothing is handled together with it.
    """
    hold_in_order(leader_id)
    leader = open_petition(by, "petition.bring_along", leader_id)
    joined = members(leader)
    if not joined:
        raise NobodyJoined
    brought = Brought()
    for joining in joined:
        lead = leader.demands.get(position=joining.leader_position)
        for position in joining.positions:
            _bring(joining, position, lead, brought, by=by, at=at)
    if brought.done:
        record(leader, BroughtAlong(steps=len(brought.done)), by=by, at=at)
    return brought


def _bring(
    joining: Joining, position: int, lead: Demand, brought: Brought, *, by: Actor, at: datetime
) -> None:
    """Do step after step for one demand, until there is none for this person, or one is refused."""
    number = joining.petition.number
    for _ in range(MOST):
        demand = Demand.objects.select_related("petition").get(
            petition=joining.petition_id, position=position
        )
        step = _next_step(demand, lead, by)
        if step is None:
            return
        try:
            step.act(by=by, at=at)
        except Refused as refusal:
            brought.left.append((number, refusal))
            return
        brought.done.append((number, step.move))


def _next_step(demand: Demand, lead: Demand, by: Actor) -> Next | None:
    """Return the next step that this person may do to bring a demand where the leading one is."""
    for step in (_sorting, _taking_up, _hearing, _writing, _passing_on):
        found = step(demand, lead)
        if found:
            move, permission, act = found
            return Next(move, act) if ever(by, permission) else None
    return None


Found_ = tuple[Move, str, Act] | None


def _sorting(demand: Demand, lead: Demand) -> Found_:
    """Screen it as the leading one was, and send it where that was sent."""
    if demand.state != State.REGISTERED or lead.screened_at is None:
        return None
    if demand.screened_at is None:
        kind, category, route = lead.kind, lead.category, lead.route
        act = partial(screen, demand.pk, kind=kind, category=category, route=route)
        return Move.SCREEN, "demand.screen", act
    sent = lead.dispatches.filter(outcome__in=["open", "accepted"]).last()
    if sent is None or sent.to_organ_id == demand.owner_id:
        return None
    to, note = sent.to_organ_id, sent.note
    if sent.report_by:
        act = partial(assign, demand.pk, to=to, report_by=sent.report_by, note=note)
        return Move.ASSIGN, "demand.dispatch", act
    return Move.FORWARD, "demand.dispatch", partial(forward, demand.pk, to=to, note=note)


def _taking_up(demand: Demand, lead: Demand) -> Found_:
    """Accept it with the same handler, once both are with the same organ."""
    waits = demand.state in {State.REGISTERED, State.DISPATCHED}
    taken = lead.accepted_on is not None and lead.owner_id == demand.owner_id
    if not waits or not taken or demand.screened_at is None:
        return None
    act = partial(accept, demand.pk, handler=lead.handler_id or 0)
    return Move.ACCEPT, "demand.accept", act


def _hearing(demand: Demand, lead: Demand) -> Found_:
    """Log what was found out on the leading one; whom nobody met was not met by that."""
    if demand.state != State.ACCEPTED or ORDER[State(lead.state)] < HANDLED:
        return None
    kinds = [Contact.Kind.EXECUTION, Contact.Kind.CATEGORY]
    last = lead.contacts.exclude(kind__in=kinds).last()
    if last is None:
        return None
    act = partial(log_contact, demand.pk, kind=Contact.Kind.INQUIRY.value, words=last.words)
    return Move.LOG_CONTACT, "demand.handle", act


def _writing(demand: Demand, lead: Demand) -> Found_:
    """Write the same answer for it, in an opinion of its own."""
    if demand.state not in {State.HANDLING, State.EXTENDED}:
        return None
    finding = _finding(lead)
    if finding is None or finding.opinion.stage not in FAR:
        return None
    opinion = finding.opinion
    joined = demand.petition.joinings.filter(parted_at=None).first()
    same = demand.petition.demands.filter(position__in=joined.positions if joined else [])
    draft = Draft(
        findings=tuple(_same(one, finding) for one in same),
        duty=opinion.duty,
        duty_by=opinion.duty_by,
    )
    act = partial(draft_opinion, demand.petition_id, draft=draft)
    return Move.DRAFT_OPINION, "opinion.draft", act


def _same(demand: Demand, finding: Finding) -> Found:
    return Found(
        demand=demand.pk,
        facts=finding.facts,
        evidence=finding.evidence,
        reasons=finding.reasons,
        result=finding.result,
        basis=finding.basis,
    )


def _passing_on(demand: Demand, lead: Demand) -> Found_:
    """Pass its own opinion on as far as the leading one's is; serving is for each person."""
    mine, theirs = _finding(demand), _finding(lead)
    if demand.state != State.OPINION_REVIEW or mine is None or theirs is None:
        return None
    stage = mine.opinion.stage
    if (
        stage not in NEXT
        or FAR.get(Opinion.Stage(theirs.opinion.stage), 0) <= FAR[Opinion.Stage(stage)]
    ):
        return None
    move, permission, act = NEXT[stage]
    return move, permission, partial(act, mine.opinion_id)


def _finding(demand: Demand) -> Finding | None:
    """Return what the newest opinion says on a demand."""
    found = Finding.objects.filter(demand=demand).exclude(opinion__stage=Opinion.Stage.DROPPED)
    return found.select_related("opinion").order_by("opinion_id").last()
