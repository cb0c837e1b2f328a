"""A small district to try things in: made through the acts, as the command line would."""

from __future__ import annotations

from datetime import date, datetime
from itertools import count

from yimen.access.actor import SYSTEM, Actor, Role
from yimen.base.time import LOCAL
from yimen.people.actions.add_organ import add_organ
from yimen.people.actions.add_region import add_region
from yimen.people.actions.add_staff import add_staff
from yimen.people.actions.give_post import give_post
from yimen.people.models import Organ, Post, Region, Staff

AT = datetime(2026, 3, 2, 9, tzinfo=LOCAL)
DAY = AT.date()
LONG_AGO = date(2020, 1, 1)
PASSWORD = "seven blue kettles 7"
SECURITY = Actor(role=Role.SECURITY_ADMIN, id=9_001)
KEEPER = Actor(role=Role.SYSTEM_ADMIN, id=9_002)
AUDITOR = Actor(role=Role.AUDIT_ADMIN, id=9_003)
_serial = count(1)


def acting(answer: object) -> Actor:
    """Return who asked for an answer of the test client."""
    found: Actor = answer.wsgi_request.__dict__["actor"]  # type: ignore[attr-defined]  # the client adds it
    return found


def a_district() -> Region:
    found = Region.objects.filter(path="/ym/").first()
    return found or add_region(name="一门区", kind="district", code="ym", by=SYSTEM, at=AT)


def an_organ(name: str = "", **more: int | str) -> Organ:
    serial = next(_serial)
    given = {"kind": "bureau", "mark": f"一门{serial}", "region": a_district().pk, **more}
    name = name or f"第{serial}局"
    return add_organ(name=name, by=SYSTEM, at=AT, **given)  # type: ignore[arg-type]  # as the test likes


def a_person(name: str = "林晓", *, password: str = PASSWORD) -> Staff:
    """Open an account and let the person choose a password of their own."""
    admitted = add_staff(username=f"staff{next(_serial)}", name=name, by=SYSTEM, at=AT)
    staff = Staff.objects.get(pk=admitted.staff)
    staff.set_password(password)
    staff.must_change_password = False
    staff.save()
    return staff


def a_post(
    staff: Staff,
    role: str = "handler",
    organ: Organ | None = None,
    starts_on: date = LONG_AGO,
    ends_on: date | None = None,
) -> Post:
    organ = organ or an_organ()
    return give_post(
        staff.pk,
        role=role,
        organ=organ.pk,
        starts_on=starts_on,
        ends_on=ends_on,
        by=SYSTEM,
        at=AT,
    )


def an_officer(role: str = "handler") -> Staff:
    """Return a person with a post."""
    staff = a_person()
    a_post(staff, role)
    return staff
