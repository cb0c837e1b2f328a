"""Give a post."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext

from yimen.access.actor import Actor, Role
from yimen.access.policy import ENTRUSTED, excludes, require
from yimen.access.words import ROLES
from yimen.base.errors import NotFound
from yimen.people.audit import note
from yimen.people.guards import (
    AccountClosed,
    EndsBeforeItStarts,
    HeldAlready,
    NotBoth,
    NotEntrusted,
    NotToYourself,
    OutsideContract,
    found_organ,
    locked_staff,
    require_role,
    require_standing,
)
from yimen.people.models import AdminEntry, Post, Region, Staff, Vendor


@transaction.atomic
def give_post(  # noqa: PLR0913  # a post is: who, which, where, from when to when, by whose contract
    staff_id: int,
    *,
    role: str,
    organ: int,
    region: int = 0,
    starts_on: date,
    ends_on: date | None = None,
    vendor: int = 0,
    by: Actor,
    at: datetime,
) -> Post:
    """Give it: from its first day the person can act in it; `ends_on` is the first day after it.

    Without a region the post is for the organ's own. A contractor's people are given posts of the
    organ in which they work, which end with the contract at the latest. An administrator of one
    kind holds no other post at the same time: the person's row is locked while this is decided.

    Raises:
        NotYourDuty, NotToYourself, AccountClosed, NoSuchRole, OrganEnded, EndsBeforeItStarts,
        NotBoth, HeldAlready, NotEntrusted, OutsideContract.
    """
    require(by, "people.manage")
    if by.id == staff_id:
        raise NotToYourself
    staff = locked_staff(staff_id)
    if not staff.is_active:
        raise AccountClosed
    post = Post(staff=staff, role=require_role(role), starts_on=starts_on, ends_on=ends_on)
    if vendor:
        _entrust(post, vendor)
    if ends_on and ends_on <= starts_on:
        raise EndsBeforeItStarts
    post.organ = require_standing(found_organ(organ), starts_on)
    post.region_id = region or post.organ.region_id
    if not Region.objects.filter(pk=post.region_id).exists():
        raise NotFound
    _refuse_both(staff, post)
    post.save(force_insert=True)
    note(
        AdminEntry.Kind.POST_GIVEN,
        by=by,
        at=at,
        staff=staff.pk,
        post=post.pk,
        role=post.role,
        organ=organ,
        region=post.region_id,
    )
    return post


def _entrust(post: Post, vendor: int) -> None:
    """Put it under a contract, with which it ends."""
    found = Vendor.objects.select_for_update().filter(pk=vendor).first()
    if found is None:
        raise NotFound
    if post.role not in ENTRUSTED:
        raise NotEntrusted(role=gettext(ROLES[post.role]))
    post.vendor, post.ends_on = found, post.ends_on or found.ends_on
    if not found.starts_on <= post.starts_on < found.ends_on or post.ends_on > found.ends_on:
        raise OutsideContract(name=found.name, since=found.starts_on, until=found.ends_on)


def _refuse_both(staff: Staff, wanted: Post) -> None:
    """Look at every post that the person holds on some day of the wanted one."""
    later = Q(ends_on__isnull=True) | Q(ends_on__gt=wanted.starts_on)
    sooner = Q(starts_on__lt=wanted.ends_on) if wanted.ends_on else Q()
    for held in Post.objects.filter(later & sooner, staff=staff):
        if excludes(Role(wanted.role), Role(held.role)):
            raise NotBoth(name=staff.name, held=gettext(ROLES[held.role]))
        same = (held.organ_id, held.region_id) == (wanted.organ_id, wanted.region_id)
        if same and held.role == wanted.role:
            raise HeldAlready(name=staff.name)
