"""Cases belong to the committee: those whose mediator has left or gives them on, and to whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from yimen.access.actor import Actor, Role
from yimen.access.policy import may
from yimen.access.rls import behind_walls
from yimen.base.errors import NotFound
from yimen.base.seal import unseal
from yimen.people.queries import holders
from yimen.registry.models import Demand
from yimen.rooms.mediation.models import Case, Duty, Mediator, Party

Stage = Case.Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A party who is asked whether the new mediator may go on; nothing of the dispute."""

    id: int
    name: str
    phone: str
    accepts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Handing:
    """A case as whoever hands it on sees it: its number and its parties, not what was said."""

    case: Case
    #: Nobody of those who mediate it works here any more.
    is_left: bool
    before: tuple[str, ...]
    proposed: str
    parties: tuple[Asked, ...]
    #: Who can take it: on the roster, in office, not handling the petition.
    fit: tuple[tuple[int, str], ...]


def left(by: Actor, on: date) -> list[Case]:
    """Return the committee's cases that go on and whose mediators work here no more."""
    if not may(by, "mediation.work"):
        return []
    running = (
        Q(stage=Stage.TALKING)
        | Q(agreement__duties__state=Duty.State.OPEN)
        | Q(agreement__confirm_by__gte=on, agreement__applied_on=None)
    )
    with behind_walls(by):  # a case is its mediators': of these, number and kind alone come out
        found = Case.objects.filter(
            running, organ=by.organ, stage__in=[Stage.TALKING, Stage.AGREED]
        )
        gone = found.exclude(mediators__overlap=sorted(in_office(by.organ, on))).distinct()
        return list(gone.select_related("committee"))


def handing(by: Actor, case_id: int, on: date) -> Handing:
    """Return a case for whoever may hand it on: its mediator, or any other once they have left.

    Raises:
        NotFound: there is none, or it is somebody's who is here.
    """
    found = None
    with behind_walls(by):
        case = Case.objects.select_related("committee").filter(pk=case_id).first()
        if case and may_hand_on(case, by, on):
            found = _handing(case, on)
    if found is None:
        raise NotFound
    return found


def _handing(case: Case, on: date) -> Handing:
    known = dict(_of_roster(case))
    return Handing(
        case=case,
        is_left=not in_office(case.organ_id, on) & {*case.mediators},
        before=tuple(known[one] for one in case.mediators if one in known),
        proposed=known.get(case.next_mediator, ""),
        parties=tuple(
            Asked(
                id=one.pk,
                name=unseal(one.name_sealed),
                phone=unseal(one.phone_sealed),
                accepts=bool(case.next_mediator) and one.accepts_mediator == case.next_mediator,
            )
            for one in Party.objects.filter(case=case)
        ),
        fit=tuple((one, known[one]) for one in sorted(fit_for(case, on)) if one in known),
    )


def may_hand_on(case: Case, by: Actor, on: date) -> bool:
    """Say whether it is this actor's: their own case, or one of their committee that was left."""
    if not may(by, "mediation.work") or case.stage not in {Stage.TALKING, Stage.AGREED}:
        return False
    here = in_office(case.organ_id, on)
    return by.id in case.mediators or (by.organ == case.organ_id and not here & {*case.mediators})


def fit_for(case: Case, on: date) -> set[int]:
    """Return who can go on with it; runs behind the walls."""
    listed = Mediator.objects.filter(committee=case.committee_id, is_active=True)
    here = in_office(case.organ_id, on) & {*listed.values_list("staff", flat=True)}
    handled = Demand.objects.filter(petition=case.petition_id, handler__in=here)
    busy = {*handled.values_list("handler", flat=True)} if case.petition_id else set[int]()
    return here - busy - {*case.mediators}


def in_office(organ: int, on: date) -> set[int]:
    """Return the mediators who work in an organ on a day."""
    return {one.pk for one in holders(Role.MEDIATOR, organ, on)}


def _of_roster(case: Case) -> list[tuple[int, str]]:
    listed = Mediator.objects.filter(committee=case.committee_id).select_related("staff")
    return [(one.staff_id, one.staff.name) for one in listed]
