"""Contractors and what ends soon, for who keeps accounts and posts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yimen.access.actor import Actor
from yimen.access.policy import require
from yimen.base.errors import NotFound
from yimen.people.models import Post, Vendor


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """A post with an end: whose, which, where, and the first day on which it is no longer held."""

    staff: int
    name: str
    role: str
    organ: str
    vendor: str
    ends_on: date


def vendors(actor: Actor) -> list[Vendor]:
    """Return every contractor, the contract that ends first at the top."""
    require(actor, "people.manage")
    return list(Vendor.objects.all())


def current(on: date) -> list[Vendor]:
    """Return the contractors whose contract has not ended."""
    return list(Vendor.objects.filter(ends_on__gt=on))


def vendor(actor: Actor, number: int) -> Vendor:
    """Return one contractor.

    Raises:
        NotFound: there is none.
    """
    require(actor, "people.manage")
    found = Vendor.objects.filter(pk=number).first()
    if found is None:
        raise NotFound
    return found


def ending(actor: Actor, on: date, *, of: int = 0) -> list[Ending]:
    """Return the posts that have an end to come, the soonest first; or those under one contract."""
    require(actor, "people.manage")
    found = Post.objects.filter(ends_on__gt=on, staff__is_active=True)
    found = found.filter(vendor=of) if of else found
    rows = found.select_related("staff", "organ", "vendor").order_by("ends_on", "pk")
    return [
        Ending(
            staff=post.staff_id,
            name=post.staff.name,
            role=post.role,
            organ=post.organ.name,
            vendor=post.vendor.name if post.vendor else "",
            ends_on=post.ends_on,
        )
        for post in rows
        if post.ends_on
    ]
