"""Close an account."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor, Role
from yimen.access.policy import require
from yimen.base.time import local_day
from yimen.people.audit import note
from yimen.people.guards import (
    AccountClosed,
    NotToYourself,
    locked_staff,
    require_other_security_administrator,
)
from yimen.people.models import AdminEntry, Post, Staff
from yimen.people.queries import held_on


@transaction.atomic
def deactivate_staff(staff_id: int, *, by: Actor, at: datetime) -> Staff:
    """Close it: every post ends today, and every session is dead from the next click on.

    A session is looked up with its account each time, and a closed account answers nobody.

    Raises:
        NotYourDuty, NotToYourself, AccountClosed, LastSecurityAdministrator.
    """
    require(by, "people.manage")
    if by.id == staff_id:
        raise NotToYourself
    staff = locked_staff(staff_id)
    if not staff.is_active:
        raise AccountClosed
    today = local_day(at)
    held = Post.objects.filter(staff=staff).exclude(ends_on__lte=today)
    if held.filter(held_on(today), role=Role.SECURITY_ADMIN).exists():
        require_other_security_administrator(staff, today)
    for post in held:
        post.ends_on = max(today, post.starts_on)
        post.save(update_fields=["ends_on"])
        note(
            AdminEntry.Kind.POST_ENDED,
            by=by,
            at=at,
            staff=staff.pk,
            post=post.pk,
            role=post.role,
            organ=post.organ_id,
            on=post.ends_on.isoformat(),
        )
    staff.is_active = False
    staff.save(update_fields=["is_active"])
    note(AdminEntry.Kind.STAFF_DEACTIVATED, by=by, at=at, staff=staff.pk)
    return staff
