"""Who is who: posts and the actors they make, organs and regions for choosing."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import Q, QuerySet

from yimen.access.actor import Actor, Role
from yimen.base.rows import Rows
from yimen.base.time import local_day
from yimen.people.models import Organ, Post, Region, Staff
from yimen.people.sessions import SessionStore

_BUREAU = (
    "select id from people_organ where kind = %s and has_reception"
    " and (ends_on is null or ends_on > %s) order by id limit 1"
)
_OFFICES = Rows(
    Organ,
    "region",
    where="t.has_reception and (t.ends_on is null or t.ends_on > %s)",
    order="t.id",
)
_RECEIVING = Rows(Organ, "region", where="t.id = %s")
_POSTS = Rows(
    Post,
    "organ",
    "region",
    "staff",
    where="t.staff_id = %s and staff.is_active"
    " and t.starts_on <= %s and (t.ends_on is null or t.ends_on > %s)",
    order="t.id",
)

_HOLD = (
    "t.is_active and exists (select from people_post p where p.staff_id = t.id and p.organ_id = %s"
    " and p.role = %s and p.starts_on <= %s and (p.ends_on is null or p.ends_on > %s))"
)
_HOLDERS = Rows(Staff, where=_HOLD, order="t.name")
_HOLDER = Rows(Staff, where=f"{_HOLD} and t.id = %s")


def held_on(day: date) -> Q:
    """Choose the posts that are held on a day."""
    return Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gt=day))


def posts_of(staff: int, on: date) -> list[Post]:
    """Return the posts a person holds on a day, with organ and region."""
    return _POSTS.all([staff, on, on])


def actor_of(post: Post) -> Actor:
    """Return the actor that a post makes of its holder."""
    return Actor(
        role=Role(post.role),
        id=post.staff_id,
        post=post.pk,
        organ=post.organ_id,
        area=post.region.path,
    )


def first_actor(staff: int, at: datetime) -> Actor:
    """Return the actor of a person's first post; without one, a stranger with a number."""
    posts = posts_of(staff, local_day(at))
    return actor_of(posts[0]) if posts else Actor(role=Role.STRANGER, id=staff)


def holds_post(staff: int, role: str, organ: int, on: date) -> bool:
    """Say whether somebody holds a role in an organ on a day."""
    return _HOLDER.first([organ, role, on, on, staff]) is not None


def signed_in(at: datetime) -> set[int]:
    """Return who has a session that is not over: signed in, and not idle for too long."""
    living = Session.objects.filter(expire_date__gt=at).values_list("session_data", flat=True)
    found = (SessionStore().decode(data).get(SESSION_KEY, "") for data in living.iterator())
    return {int(staff) for staff in found if str(staff).isdecimal()}


def holders(role: str, organ: int, on: date) -> list[Staff]:
    """Return everybody who holds a role in an organ on a day."""
    return _HOLDERS.all([organ, role, on, on])


def living_organs(on: date) -> QuerySet[Organ]:
    """Return the organs that exist on a day."""
    return Organ.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on))


def every_organ() -> list[tuple[int, str]]:
    """Return the row number and the name of every organ, living or not: matters name both."""
    return list(Organ.objects.values_list("pk", "name"))


def ended_organs(on: date) -> QuerySet[Organ]:
    """Return the organs that no longer exist on a day, with those that took over."""
    return Organ.objects.filter(ends_on__lte=on).select_related("successor")


def offices(on: date) -> list[Organ]:
    """Return the offices with which a citizen may lodge directly, each with its region."""
    return _OFFICES.all([on])


def bureau_on(day: date) -> int:
    """Return the row number of the bureau that takes petitions on a day; 0 for none."""
    with connection.cursor() as cursor:
        cursor.execute(_BUREAU, [Organ.Kind.BUREAU.value, day])
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def bureau_near(organ: Organ, on: date) -> Organ | None:
    """Return the petition bureau of the place where an organ is, or of the next wider one."""
    found = living_organs(on).filter(kind=Organ.Kind.BUREAU).select_related("region")
    wider = [bureau for bureau in found if organ.region.path.startswith(bureau.region.path)]
    return max(wider, key=lambda bureau: len(bureau.region.path), default=None)


def receiving(organ: int) -> Organ | None:
    """Return an organ with its region, as every filing needs it."""
    return _RECEIVING.first([organ])


def regions() -> QuerySet[Region]:
    """Return every region, parents before children."""
    return Region.objects.order_by("path")


def names_of_staff(ids: set[int]) -> dict[int, str]:
    """Return the names of people by their row numbers."""
    return dict(Staff.objects.filter(pk__in=ids).values_list("pk", "name"))


def names_of_organs(ids: set[int]) -> dict[int, str]:
    """Return the names of organs by their row numbers."""
    return dict(Organ.objects.filter(pk__in=ids).values_list("pk", "name"))


def staff_called(username: str) -> int:
    """Return the row number of whoever has a user name; 0 for nobody."""
    named = Staff.objects.filter(username=username.strip().lower())
    return named.values_list("pk", flat=True).first() or 0


def organ_called(name: str) -> int:
    """Return the row number of the organ with a name; 0 for none."""
    named = Organ.objects.filter(name=name.strip())
    return named.values_list("pk", flat=True).first() or 0


def region_at(path: str) -> int:
    """Return the row number of the region with a path; 0 for none."""
    found = Region.objects.filter(path=path)
    return found.values_list("pk", flat=True).first() or 0


def successor(organ: Organ, on: date) -> Organ | None:
    """Return who answers in the place of an organ that has ended, or nothing while it lives."""
    heir: Organ | None = organ
    while heir is not None and heir.ends_on and heir.ends_on <= on:
        heir = heir.successor
    return None if heir == organ else heir
