"""Remind every party of what runs out, once for each of its days."""

from __future__ import annotations

from datetime import datetime, time

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.base.time import LOCAL, local_day
from yimen.law.clock import counted
from yimen.law.reminding import reached
from yimen.people.models import Region
from yimen.people.notices import About, notify
from yimen.rooms.mediation.cases import case_of
from yimen.rooms.mediation.models import Agreement, Case, Committee, Duty, Party, Reminder


@transaction.atomic
def remind(case_id: int, *, by: Actor, at: datetime) -> int:
    """Remind of the joint application (M2) and ask after promises whose day has passed (M5).

    Each reminder is on the party's page and on the mediator's desk until it has reached them.
    Done twice, it reminds nobody twice; the number of new ones is returned.
    """
    case = case_of(case_id, by)
    if case.stage != Case.Stage.AGREED:
        return 0
    with behind_walls(by):
        agreement = Agreement.objects.select_for_update().get(case=case)
        sides = list(Party.objects.filter(case=case).values_list("pk", flat=True))
        wanted = _of_confirming(agreement, sides, at) + _of_promises(agreement, sides, at)
        before = Reminder.objects.filter(agreement=agreement).count()
        Reminder.objects.bulk_create(wanted, ignore_conflicts=True)
        made = Reminder.objects.filter(agreement=agreement).count() - before
    for one in wanted:
        if one.kind == Reminder.Kind.CONFIRM:
            _send(one, case.committee, by=by, at=at)
    return made


def _send(one: Reminder, house: Committee, *, by: Actor, at: datetime) -> None:
    """Have a party's telephone say that a day ends; it names neither the matter nor the room."""
    with behind_walls(by):
        area = Region.objects.values_list("path", flat=True).get(pk=house.region_id)
        phone = Party.objects.values_list("phone_sealed", flat=True).get(pk=one.party_id)
    about = About(
        key=f"mediation-{one.party_id}-{one.day}",
        phone_sealed=bytes(phone),
        facts={"day": one.last_on.isoformat(), "contact": house.phone or house.address},
        area=area,
        until=datetime.combine(one.last_on, time.max, tzinfo=LOCAL),
    )
    notify("mediation", about, by=by, at=at)


def _of_confirming(agreement: Agreement, sides: list[int], at: datetime) -> list[Reminder]:
    since, last, today = agreement.in_force_on, agreement.confirm_by, local_day(at)
    if agreement.applied_on or since is None or last is None or today > last:
        return []
    day = reached(since, today)
    if day <= agreement.reminded:
        return []
    agreement.reminded = day
    agreement.save(update_fields=["reminded"])
    return [
        Reminder(
            agreement=agreement,
            party_id=side,
            kind=Reminder.Kind.CONFIRM,
            day=day,
            last_on=last,
            made_at=at,
        )
        for side in sides
    ]


def _of_promises(agreement: Agreement, sides: list[int], at: datetime) -> list[Reminder]:
    passed = Duty.objects.filter(
        agreement=agreement, state=Duty.State.OPEN, due_on__lt=local_day(at)
    )
    return [
        Reminder(
            agreement=agreement,
            party_id=side,
            kind=Reminder.Kind.FOLLOW,
            duty=duty,
            last_on=counted("performance", duty.due_on).on,
            made_at=at,
        )
        for duty in passed
        for side in sides
    ]
