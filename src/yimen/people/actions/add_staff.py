"""Open an account."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.policy import require
from yimen.base.time import local_day
from yimen.people.audit import note
from yimen.people.guards import (
    USERNAME,
    NotAUsername,
    UsernameTaken,
    require_text,
    tidy_username,
)
from yimen.people.models import AdminEntry, Staff
from yimen.people.passwords import one_time
from yimen.people.shapes import Admitted


@transaction.atomic
def add_staff(*, username: str, name: str, number: str = "", by: Actor, at: datetime) -> Admitted:
    """Open it for one person, with a password that must be changed at the first use.

    Without a post the person can sign in, but sees nothing.

    Raises:
        NotYourDuty, NotAUsername, UsernameTaken, NameMissing.
    """
    require(by, "people.manage")
    username = tidy_username(username)
    if not USERNAME.fullmatch(username):
        raise NotAUsername
    if Staff.objects.filter(username=username).exists():
        raise UsernameTaken(username=username)
    staff = Staff(
        username=username,
        name=require_text(name),
        number=number.strip(),
        must_change_password=True,
        joined_on=local_day(at),
    )
    password = one_time()
    staff.set_password(password)
    staff.save(force_insert=True)
    note(AdminEntry.Kind.STAFF_ADDED, by=by, at=at, staff=staff.pk)
    return Admitted(staff=staff.pk, username=username, password=password)
