"""Change the name or number of a person."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.policy import require
from yimen.people.audit import note
from yimen.people.guards import locked_staff, require_text
from yimen.people.models import AdminEntry, Staff


@transaction.atomic
def change_staff(staff_id: int, *, name: str, number: str = "", by: Actor, at: datetime) -> Staff:
    """Write down the name or number as it is now; letters already sent keep the old one.

    Raises:
        NotYourDuty, NameMissing.
    """
    require(by, "people.manage")
    staff = locked_staff(staff_id)
    wanted = {"name": require_text(name), "number": number.strip()}
    changed = [field for field, value in wanted.items() if getattr(staff, field) != value]
    if changed:
        staff.name, staff.number = wanted["name"], wanted["number"]
        staff.save(update_fields=changed)
        note(AdminEntry.Kind.STAFF_CHANGED, by=by, at=at, staff=staff.pk, fields=changed)
    return staff
