"""The directory of staff and organs, for those who keep it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, Q, QuerySet

from yimen.access.actor import Actor
from yimen.access.policy import require
from yimen.base.errors import NotFound
from yimen.people.models import Organ, Post, Region, Staff
from yimen.people.queries import held_on
from yimen.people.shapes import Entry

PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One post of a person; `ends_on` is the first day after it."""

    id: int
    role: str
    organ: str
    region: str
    starts_on: date
    ends_on: date | None
    is_over: bool
    #: Under whose contract it is held.
    vendor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One member of staff, with posts."""

    id: int
    name: str
    username: str
    number: str
    is_active: bool
    last_in: datetime | None
    posts: tuple[Held, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which staff a list shows; `after` and `before` are row numbers of an earlier page."""

    text: str = ""
    organ: int = 0
    role: str = ""
    is_active: bool | None = None
    after: int = 0
    before: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of the staff; cursors are 0 at either end."""

    people: tuple[Person, ...]
    after: int
    before: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One organ in the tree, or one region; `depth` is how many stand above it."""

    id: int
    name: str
    kind: str
    depth: int
    region: str = ""
    phone: str = ""
    path: str = ""
    successor: str = ""
    is_living: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One organ as its page shows it."""

    id: int
    name: str
    mark: str
    kind: str
    region: str
    parent: str
    guide: str
    successor: str
    ends_on: date | None
    entry: Entry
    holders: tuple[tuple[int, str, str], ...]  # row number and name of a person, role


def staff_page(actor: Actor, wanted: Wanted, *, on: date) -> Page:
    """Return one page of the staff, in the order in which they came, with their posts of a day."""
    require(actor, "people.manage")
    found = _matching(wanted, on).prefetch_related(_posts(Post.objects.filter(held_on(on))))
    if wanted.before:
        rows = list(found.filter(pk__lt=wanted.before).order_by("-pk")[: PAGE + 1])
    else:
        rows = list(found.filter(pk__gt=wanted.after).order_by("pk")[: PAGE + 1])
    more, rows = len(rows) > PAGE, rows[:PAGE]
    if wanted.before:
        rows.reverse()
    is_earlier, is_later = (more, True) if wanted.before else (bool(wanted.after), more)
    return Page(
        people=tuple(_person(staff, on) for staff in rows),
        after=rows[-1].pk if rows and is_later else 0,
        before=rows[0].pk if rows and is_earlier else 0,
    )


def person(actor: Actor, staff_id: int, *, on: date) -> Person:
    """Return one person with every post, those that are over included.

    Raises:
        NotFound: there is nobody.
    """
    require(actor, "people.manage")
    everything = _posts(Post.objects.order_by("-starts_on", "-pk"))
    staff = Staff.objects.filter(pk=staff_id).prefetch_related(everything).first()
    if staff is None:
        raise NotFound
    return _person(staff, on)


def holder_of(post_id: int) -> int:
    """Return the person whose post it is, to go back to their page; 0 for no such post."""
    return Post.objects.filter(pk=post_id).values_list("staff_id", flat=True).first() or 0


def organ_tree(actor: Actor, *, on: date) -> list[Node]:
    """Return every organ, each below the one above it."""
    require(actor, "organs.manage")
    organs = Organ.objects.select_related("region", "successor").order_by("region__path", "pk")
    below: dict[int, list[Organ]] = {}
    for organ in organs:
        below.setdefault(organ.parent_id or 0, []).append(organ)
    return list(_walk(below, 0, 0, on))


def region_tree() -> list[Node]:
    """Return every region, each below the one it lies in."""
    return [
        Node(
            id=region.pk,
            name=region.name,
            kind=str(Region.Kind(region.kind).label),
            depth=region.path.count("/") - 2,
            path=region.path,
        )
        for region in Region.objects.order_by("path")
    ]


def organ(actor: Actor, organ_id: int, *, on: date) -> Shown:
    """Return one organ, with those who hold posts in it.

    Raises:
        NotFound: there is none.
    """
    require(actor, "organs.manage")
    related = ("region", "parent", "guide", "successor")
    row = Organ.objects.select_related(*related).filter(pk=organ_id).first()
    if row is None:
        raise NotFound
    posts = Post.objects.filter(held_on(on), organ=row).select_related("staff").order_by("pk")
    return Shown(
        id=row.pk,
        name=row.name,
        mark=row.mark,
        kind=str(Organ.Kind(row.kind).label),
        region=row.region.name,
        parent=row.parent.name if row.parent else "",
        guide=row.guide.name if row.guide else "",
        successor=row.successor.name if row.successor else "",
        ends_on=row.ends_on,
        entry=Entry(
            competence=list(row.competence),
            address=row.address,
            phone=row.phone,
            hours=row.hours,
            profile=row.profile,
            has_reception=row.has_reception,
            guide=row.guide_id or 0,
            is_vertical=row.is_vertical,
        ),
        holders=tuple((post.staff_id, post.staff.name, post.role) for post in posts),
    )


def organ_kinds() -> list[tuple[str, str]]:
    """Return the kinds of organs with what they are called."""
    return [(kind, str(label)) for kind, label in Organ.Kind.choices]


def region_kinds() -> list[tuple[str, str]]:
    """Return the kinds of regions with what they are called, the widest first."""
    return [(kind, str(label)) for kind, label in Region.Kind.choices]


def _walk(below: dict[int, list[Organ]], parent: int, depth: int, on: date) -> Iterable[Node]:
    for organ in below.get(parent, []):
        yield Node(
            id=organ.pk,
            name=organ.name,
            kind=str(Organ.Kind(organ.kind).label),
            depth=depth,
            region=organ.region.name,
            phone=organ.phone,
            successor=organ.successor.name if organ.successor else "",
            is_living=organ.ends_on is None or organ.ends_on > on,
        )
        yield from _walk(below, organ.pk, depth + 1, on)


def _matching(wanted: Wanted, on: date) -> QuerySet[Staff]:
    found = Staff.objects.all()
    text = wanted.text.strip()
    if text:
        named = Q(name__icontains=text) | Q(username__icontains=text)
        found = found.filter(named | Q(number=text))
    if wanted.is_active is not None:
        found = found.filter(is_active=wanted.is_active)
    if wanted.organ or wanted.role:
        posts = Post.objects.filter(held_on(on))
        posts = posts.filter(organ_id=wanted.organ) if wanted.organ else posts
        posts = posts.filter(role=wanted.role) if wanted.role else posts
        found = found.filter(pk__in=posts.values("staff_id"))
    return found


def _posts(chosen: QuerySet[Post]) -> Prefetch[str]:
    return Prefetch("posts", chosen.select_related("organ", "region", "vendor"))


def _person(staff: Staff, on: date) -> Person:
    return Person(
        id=staff.pk,
        name=staff.name,
        username=staff.username,
        number=staff.number,
        is_active=staff.is_active,
        last_in=staff.last_login,
        posts=tuple(
            Held(
                id=post.pk,
                role=post.role,
                organ=post.organ.name,
                region=post.region.name,
                starts_on=post.starts_on,
                ends_on=post.ends_on,
                is_over=post.ends_on is not None and post.ends_on <= on,
                vendor=post.vendor.name if post.vendor else "",
            )
            for post in staff.posts.all()
        ),
    )
