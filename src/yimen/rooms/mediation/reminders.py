"""Reminders of the mediation room: whose they are, and which have not reached anybody yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from yimen.access.actor import SYSTEM, Actor, Role
from yimen.access.rls import act_as
from yimen.access.rooms import WALLS
from yimen.access.walls import rows
from yimen.base.seal import unseal
from yimen.law.reminding import CONFIRMATION, latest_start
from yimen.rooms.mediation.models import Agreement, Case, Duty, Reminder


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One reminder as a page shows it; `promise` is empty where it is of the joint application."""

    id: int
    case: int
    number: str
    kind: str
    label: str
    party: int
    who: str
    #: Whom to telephone, where it has not reached them.
    phone: str
    promise: str
    #: The day by which it was promised.
    promised_on: date | None
    last_on: date
    made_at: datetime
    reached_at: datetime | None
    how: str


def to_remind(on: date) -> list[int]:
    """Return the cases in which somebody is to be reminded of something, by two indexes."""
    act_as(SYSTEM)
    running = Agreement.objects.filter(
        applied_on=None, in_force_on__lte=latest_start(on), confirm_by__gte=on
    ).filter(Q(reminded__lt=CONFIRMATION[-1]))
    kept = Duty.objects.filter(state=Duty.State.OPEN, due_on__lt=on, reminders=None)
    agreed = Q(case__stage=Case.Stage.AGREED)
    cases = set(running.filter(agreed).values_list("case", flat=True))
    cases |= set(
        kept.filter(agreement__case__stage=Case.Stage.AGREED).values_list(
            "agreement__case", flat=True
        )
    )
    return sorted(cases)


def of_case(by: Actor, case: Case) -> list[Told]:
    """Return the reminders of a case: all for its mediator, one's own for a party."""
    found = _seen(by).filter(agreement__case=case)
    if by.role is Role.VISITOR:
        found = found.filter(party__code_blind=by.code)
    return _told(found)


def waiting(by: Actor) -> list[Told]:
    """Return what a mediator still has to tell the parties, soonest last day first."""
    open_ones = Q(duty=None) | Q(duty__state=Duty.State.OPEN)
    return _told(_seen(by).filter(open_ones, reached_at=None).order_by("last_on", "pk"))


def _seen(by: Actor) -> QuerySet[Reminder]:
    cases = Case.objects.filter(rows(by, WALLS["mediation_case"]))
    found = Reminder.objects.filter(agreement__case__in=cases)
    return found.select_related("agreement__case", "party", "duty")


def _told(found: Iterable[Reminder]) -> list[Told]:
    return [
        Told(
            id=one.pk,
            case=one.agreement.case_id,
            number=one.agreement.case.number,
            kind=one.kind,
            label=one.get_kind_display(),
            party=one.party_id,
            who=unseal(one.party.name_sealed),
            phone=unseal(one.party.phone_sealed),
            promise=unseal(one.duty.what_sealed) if one.duty else "",
            promised_on=one.duty.due_on if one.duty else None,
            last_on=one.last_on,
            made_at=one.made_at,
            reached_at=one.reached_at,
            how=one.get_how_display() if one.how else "",
        )
        for one in found
    ]
