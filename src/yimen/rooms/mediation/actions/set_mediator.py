"""Put somebody on a committee's roster, change what it says of them, or take them off."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor, Role
from yimen.access.policy import require
from yimen.base.errors import NotFound, Refused
from yimen.base.time import local_day
from yimen.people.audit import note
from yimen.people.models import AdminEntry
from yimen.people.queries import holds_post
from yimen.rooms.mediation.models import Committee, Mediator


class NoMediator(Refused):
    """Choose somebody who holds a mediator's post in {organ} today."""


@transaction.atomic
def set_mediator(
    committee: int,
    *,
    staff: int,
    fields: str = "",
    languages: str = "",
    is_active: bool = True,
    by: Actor,
    at: datetime,
) -> Mediator:
    """Put on the roster whoever mediates there; off it, they finish what they have begun.

    Raises:
        NotYourDuty; NoMediator: this is no mediator of the committee's organ today.
    """
    require(by, "organs.manage")
    found = Committee.objects.select_related("organ").filter(pk=committee).first()
    if found is None:
        raise NotFound
    row = Mediator.objects.filter(committee=found, staff=staff).first()
    here = holds_post(staff, Role.MEDIATOR, found.organ_id, local_day(at))
    if not here and (row is None or is_active):
        raise NoMediator(organ=found.organ.name)
    row = row or Mediator(committee=found, staff_id=staff)
    row.fields, row.languages, row.is_active = fields.strip(), languages.strip(), is_active
    row.save()
    note(AdminEntry.Kind.PLACE_SET, by=by, at=at, place=0, organ=found.organ_id)
    return row
