"""Open a closed account again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.policy import require
from yimen.people.audit import note
from yimen.people.guards import AccountOpen, locked_staff
from yimen.people.models import AdminEntry
from yimen.people.passwords import give_one_time
from yimen.people.shapes import Admitted


@transaction.atomic
def readmit_staff(staff_id: int, *, by: Actor, at: datetime) -> Admitted:
    """Open it with a new one-time password; the person holds no post until one is given.

    Raises:
        NotYourDuty, AccountOpen.
    """
    require(by, "people.manage")
    staff = locked_staff(staff_id)
    if staff.is_active:
        raise AccountOpen
    staff.is_active = True
    password = give_one_time(staff)
    note(AdminEntry.Kind.STAFF_READMITTED, by=by, at=at, staff=staff.pk)
    return Admitted(staff=staff.pk, username=staff.username, password=password)
