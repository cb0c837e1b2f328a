"""Give a new one-time password to somebody who forgot theirs."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.policy import require
from yimen.people.audit import note
from yimen.people.guards import AccountClosed, NotToYourself, locked_staff
from yimen.people.models import AdminEntry
from yimen.people.passwords import give_one_time
from yimen.people.patience import of_username, succeeded
from yimen.people.shapes import Admitted


@transaction.atomic
def reset_password(staff_id: int, *, by: Actor, at: datetime) -> Admitted:
    """Give it: the old password and every session of it are dead, and waiting is over.

    Raises:
        NotYourDuty, NotToYourself, AccountClosed.
    """
    require(by, "people.manage")
    if by.id == staff_id:
        raise NotToYourself
    staff = locked_staff(staff_id)
    if not staff.is_active:
        raise AccountClosed
    password = give_one_time(staff)
    succeeded(of_username(staff.username))
    note(AdminEntry.Kind.PASSWORD_RESET, by=by, at=at, staff=staff.pk)
    return Admitted(staff=staff.pk, username=staff.username, password=password)
