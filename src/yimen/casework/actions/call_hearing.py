"""Call a hearing: time, place, who leads it, who hears, and whether anybody may come."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.base.time import local_day
from yimen.casework import hearing as rules
from yimen.casework.guards import require_handler
from yimen.casework.hearing import Plan
from yimen.casework.papers import write_letter
from yimen.law.moves import Move
from yimen.registry.clocks import ask, enter
from yimen.registry.entries_hearing import HearingCalled
from yimen.registry.models import Demand, Hearing, Member
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def call_hearing(demand_id: int, *, plan: Plan, by: Actor, at: datetime) -> Demand:
    """Call it, or call it anew before it opens: the notice goes out in good time.

    Raises:
        TooShortNotice: the petitioner would have too few days to prepare.
        HasAHand: the chair or a member has looked into the matter, or stands aside in it.
        TooFewMembers, SayWhyClosed, HearingEndsBefore, HearingUnderWay: the plan does not hold.
    """
    demand = open_demand(by, "demand.handle", demand_id)
    require_handler(demand, by)
    turned = ask(demand, Move.CALL_HEARING, at=at)
    hearing = rules.granted_hearing(demand)
    if hearing.opened_at:
        raise rules.HearingUnderWay
    _require_fit(plan, at)
    names = rules.require_hearers(demand, (plan.chair, *plan.staff), local_day(at))
    _keep(hearing, plan, by=by, at=at)
    _seat(demand, hearing, plan, names)
    enter(demand, turned, at=at)
    opens_on = local_day(plan.opens_at).isoformat()
    said = HearingCalled(opens_on=opens_on, chair_staff=plan.chair, hearing=hearing.pk)
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    write_letter("hearing_notice", demand.petition_id, subject=hearing.pk, at=at)
    return demand


def _require_fit(plan: Plan, at: datetime) -> None:
    first = rules.earliest(local_day(at))
    if local_day(plan.opens_at) < first:
        raise rules.TooShortNotice(earliest=first)
    if plan.ends_on and plan.ends_on < local_day(plan.opens_at):
        raise rules.HearingEndsBefore
    if len({*plan.staff} - {plan.chair}) + len(plan.guests) < rules.FEWEST_MEMBERS:
        raise rules.TooFewMembers(least=rules.FEWEST_MEMBERS)
    if not plan.is_public and not plan.closed_because.strip():
        raise rules.SayWhyClosed
    if not plan.place.strip():
        raise rules.HearingNotCalled


def _keep(hearing: Hearing, plan: Plan, *, by: Actor, at: datetime) -> None:
    hearing.called_at, hearing.clerk_id = at, by.id or None
    hearing.opens_at, hearing.ends_on = plan.opens_at, plan.ends_on
    hearing.place = plan.place.strip()
    hearing.chair_id, hearing.is_public = plan.chair, plan.is_public
    hearing.closed_because = "" if plan.is_public else plan.closed_because.strip()
    hearing.save()


def _seat(demand: Demand, hearing: Hearing, plan: Plan, names: dict[int, str]) -> None:
    """Write down who hears now; whoever was called before stays in the file, without a seat."""
    hearing.members.update(is_seated=False)
    own = [
        Member(petition=demand.petition, hearing=hearing, staff_id=one, name=names[one])
        for one in dict.fromkeys(plan.staff)
        if one != plan.chair
    ]
    guests = [
        Member(petition=demand.petition, hearing=hearing, name=name.strip(), standing=what.strip())
        for name, what in plan.guests
    ]
    Member.objects.bulk_create([*own, *guests])
