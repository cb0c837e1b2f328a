"""Whose a matter is, decided from above: who is asked, what stands in the way, the rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from yimen.access.actor import Actor, Role
from yimen.base.errors import NotFound, Refused
from yimen.base.time import local_day
from yimen.casework.guards import AnotherOrgansTurn, require_other, require_reason
from yimen.casework.papers import write_letter
from yimen.people.models import Organ
from yimen.registry.models import Demand, Dispatch, Petition, Precedent, Ruling

ABOVE = frozenset({Organ.Kind.GOVERNMENT, Organ.Kind.PARTY})
#: Who enters a decision that was made on paper, where nobody of the deciding organ works here.
RECORDS = frozenset({Role.SUPERVISOR, Role.SCREENER})


class NotAbove(Refused):
    """{organ} is neither a Party committee nor a government. Report it up to one of these."""


class ObjectFirst(Refused):
    """Object to the dispatch first (art. 23). What stays disputed after the check goes up."""


class RuledBefore(Refused):
    """It was decided whose this is; {organ} takes it up. Only new facts would change that."""


class NobodyDecides(Refused):
    """No organ stands above both, and the area has no petition bureau to call the joint meeting."""


class DecisionMissing(Refused):
    """Enter the number of the written decision: you record it, {organ} has made it."""


class MinutesMissing(Refused):
    """Enter the number of the joint meeting's minutes: the meeting decides, you record it."""


def disputed(demand: Demand) -> Dispatch:
    """Return the sending that is in dispute: objected to, and checked or being checked.

    Raises:
        ObjectFirst, RuledBefore: it does not go up now.
    """
    ruled = demand.rulings.filter(decided_at__isnull=False).select_related("competent").last()
    dispatch = demand.dispatches.filter(outcome="open").select_related("to_organ").last()
    if (
        ruled
        and ruled.competent
        and ruled.decided_at
        and not _sent_since(dispatch, ruled.decided_at)
    ):
        raise RuledBefore(organ=ruled.competent)
    if dispatch is None or not hasattr(dispatch, "objection"):
        raise ObjectFirst
    return dispatch


def _sent_since(dispatch: Dispatch | None, decided_at: datetime) -> bool:
    return dispatch is not None and dispatch.sent_at > decided_at


def between(dispatch: Dispatch) -> list[Organ]:
    """Return the organs that do not agree: who got it, and whom it names or who sent it."""
    proper = dispatch.objection.proper
    return [dispatch.to_organ, proper or dispatch.from_organ]


def named(dispatch: Dispatch) -> list[Organ]:
    """Return the organs that may be it: who got it, and whom it names, if it names one."""
    return [organ for organ in (dispatch.to_organ, dispatch.objection.proper) if organ]


def decider(petition: Petition, organs: Sequence[Organ], at: datetime) -> tuple[Organ, Ruling.Body]:
    """Return who decides between organs: their common superior, or else the joint meeting.

    Raises:
        NobodyDecides: there is neither.
    """
    known = {organ.pk: organ for organ in Organ.objects.select_related("region")}
    chains = [list(_above(organ, known)) for organ in organs]
    parties = {organ.pk for organ in organs}
    for organ in chains[0]:
        shared = all(organ in chain for chain in chains)
        if shared and organ.pk not in parties and _lives(organ, at):
            return organ, Ruling.Body.SUPERIOR
    bureaus = [o for o in known.values() if o.kind == Organ.Kind.BUREAU and _lives(o, at)]
    over = [o for o in bureaus if petition.area.startswith(o.region.path)]
    if not over:
        raise NobodyDecides
    return max(over, key=lambda organ: len(organ.region.path)), Ruling.Body.MEETING


def _above(organ: Organ, known: dict[int, Organ]) -> Iterable[Organ]:
    seen: set[int] = set()
    at: Organ | None = known[organ.pk]
    while at is not None and at.pk not in seen:
        yield at
        seen.add(at.pk)
        at = known.get((at.guide_id if at.is_vertical else at.parent_id) or 0)


def _lives(organ: Organ, at: datetime) -> bool:
    return organ.ends_on is None or organ.ends_on > local_day(at)


def put_up(ruling: Ruling, *, by: Actor, at: datetime) -> Ruling:
    """Hand the question to the organ that decides: it reads the file, and its turn has come."""
    ruling.reason, ruling.at, ruling.by_id = require_reason(ruling.reason), at, by.id or None
    ruling.save()
    demand = ruling.demand
    demand.owner, demand.handler = ruling.organ, None
    if ruling.organ_id not in demand.petition.organs:
        demand.petition.organs.append(ruling.organ_id)
    write_letter("referral_letter", ruling.petition_id, subject=ruling.pk, at=at)
    return ruling


def open_ruling(demand: Demand, document: str, by: Actor) -> Ruling:
    """Return the question to decide; who raised it, sent it or objected decides nothing.

    Raises:
        DecisionMissing, MinutesMissing: it is decided elsewhere, and no paper says so.
    """
    found = demand.rulings.filter(decided_at__isnull=True)
    ruling = found.select_related("organ", "dispatch__to_organ", "dispatch__objection").last()
    if ruling is None:
        raise NotFound
    require_other(by, *disputing(ruling))
    if by.role is not Role.SYSTEM and by.organ != ruling.organ_id:
        if by.role not in RECORDS or by.organ != demand.petition.receiver_id:
            raise AnotherOrgansTurn(organ=ruling.organ)
        if not document.strip():
            raise DecisionMissing(organ=ruling.organ)
    if ruling.body == Ruling.Body.MEETING and by.role is not Role.SYSTEM and not document.strip():
        raise MinutesMissing
    return ruling


def disputing(ruling: Ruling) -> tuple[int | None, ...]:
    """Return who had a part in the dispute: raised it, objected, or checked the objection."""
    objection = getattr(ruling.dispatch, "objection", None)
    return (ruling.by_id, *((objection.by_id, objection.decided_by_id) if objection else ()))


def note_precedent(ruling: Ruling, rule: str, at: datetime) -> Precedent | None:
    """Write the rule into the book, for whoever screens the next such matter."""
    if not rule.strip() or not ruling.demand.category or ruling.competent is None:
        return None
    return Precedent.objects.create(
        category=ruling.demand.category,
        area=ruling.petition.area,
        competent=ruling.competent,
        decided_by=ruling.organ,
        body=ruling.body,
        between=ruling.between,
        rule=rule.strip(),
        decided_on=local_day(at),
    )
