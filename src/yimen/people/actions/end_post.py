"""End a post."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from yimen.access.actor import Actor, Role
from yimen.access.policy import require
from yimen.base.errors import NotFound
from yimen.people.audit import note
from yimen.people.guards import (
    EndedBefore,
    NotToYourself,
    locked_staff,
    require_other_security_administrator,
)
from yimen.people.models import AdminEntry, Post


@transaction.atomic
def end_post(post_id: int, *, on: date, by: Actor, at: datetime) -> Post:
    """End it: from that day the person sees and does nothing in it, from the next click on.

    Raises:
        NotYourDuty, NotToYourself, EndedBefore, LastSecurityAdministrator.
    """
    require(by, "people.manage")
    post = Post.objects.filter(pk=post_id).first()
    if post is None:
        raise NotFound
    if by.id == post.staff_id:
        raise NotToYourself
    staff = locked_staff(post.staff_id)
    post.refresh_from_db()
    if post.ends_on and post.ends_on <= on:
        raise EndedBefore(day=post.ends_on)
    if post.role == Role.SECURITY_ADMIN:
        require_other_security_administrator(staff, on)
    post.ends_on = max(on, post.starts_on)
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
    return post
