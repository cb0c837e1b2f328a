"""Hand a case on to another mediator of the committee; the parties accept whoever it is."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor, Role
from yimen.access.rls import behind_walls
from yimen.base.errors import NotFound
from yimen.base.time import local_day
from yimen.rooms.mediation.cases import (
    NobodyProposed,
    NotOnTheRoster,
    case_of,
    my_side,
    require_stage,
)
from yimen.rooms.mediation.handing import fit_for, may_hand_on
from yimen.rooms.mediation.models import Case, Party


@transaction.atomic
def hand_on(case_id: int, *, to: int, by: Actor, at: datetime) -> Case:
    """Name who goes on with it: by its mediator, or by the committee once they have left.

    While it is being mediated every party accepts the new one first (arts. 19, 23); an agreement
    in force is the committee's to follow up (art. 31), so there it is handed on at once.

    Raises:
        NotFound: it is not theirs to hand on. NotOnTheRoster: nobody who can take it.
    """
    with behind_walls(by):
        case = _locked(case_id)
        if not may_hand_on(case, by, local_day(at)):
            raise NotFound
        if to not in fit_for(case, local_day(at)):
            raise NotOnTheRoster
        case.next_mediator = to
        case.save(update_fields=["next_mediator"])
        if case.stage == Case.Stage.AGREED:
            _take_over(case)
    return case


@transaction.atomic
def accept_mediator(case_id: int, *, to: int, party: int = 0, by: Actor, at: datetime) -> Case:
    """Accept the one who was named: with one's code, or on paper before who hands it on.

    Once every party has, the new mediator reads the case, and the one before no more. `to` is whom
    the party was shown: nobody accepts somebody else who was named meanwhile.

    Raises:
        NobodyProposed. NotFound: this is no party, or no mediator who may write it down.
    """
    if by.role is Role.VISITOR:
        party = my_side(case_of(case_id, by), by).pk
    with behind_walls(by):
        case = _locked(case_id)
        side = Party.objects.filter(case=case, pk=party).first()
        writes = by.role is Role.VISITOR or may_hand_on(case, by, local_day(at))
        if side is None or not writes:
            raise NotFound
        require_stage(case, Case.Stage.TALKING)
        if not case.next_mediator or to != case.next_mediator:
            raise NobodyProposed
        side.accepts_mediator = case.next_mediator
        side.save(update_fields=["accepts_mediator"])
        if not case.parties.exclude(accepts_mediator=case.next_mediator).exists():
            _take_over(case)
    return case


def _locked(case_id: int) -> Case:
    found = Case.objects.select_for_update(of=("self",)).select_related("committee")
    case = found.filter(pk=case_id).first()
    if case is None:
        raise NotFound
    return case


def _take_over(case: Case) -> None:
    case.former = [*case.former, *case.mediators]
    case.mediators, case.next_mediator = [case.next_mediator], 0
    case.save(update_fields=["former", "mediators", "next_mediator"])
