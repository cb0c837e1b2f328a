"""Who read which file, for the one who audits: numbers of files, never what is in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Count, Q

from yimen.access.actor import Actor
from yimen.access.policy import require
from yimen.base.leaves import leaf
from yimen.base.time import local_midnight
from yimen.people.queries import names_of_organs, names_of_staff
from yimen.registry.models import Reading

MOST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One reading; whether a reason was given, but not which: it may name people."""

    id: int
    at: datetime
    who: str
    role: str
    organ: str
    number: str
    what: str
    gave_reason: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of readings, the newest first; cursors are 0 at either end."""

    reads: tuple[Read, ...]
    older: int
    newer: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How often somebody read in a time, how many files, how often hidden data were shown."""

    who: str
    readings: int
    files: int
    unmasked: int


def readings_page(
    actor: Actor, *, staff: int = 0, unmasked: bool = False, before: int = 0, after: int = 0
) -> Page:
    """Return who read which file: the newest, or those before or after a line."""
    require(actor, "readings.audit")
    found = Reading.objects.all()
    found = found.filter(staff_id=staff) if staff else found
    found = found.filter(what__startswith="unmask:") if unmasked else found
    turned = leaf(found, before=before, after=after)
    return Page(reads=tuple(_reads(turned.rows)), older=turned.older, newer=turned.newer)


def readings_counts(actor: Actor, *, since: date) -> list[Tally]:
    """Return who has read most since a day."""
    require(actor, "readings.audit")
    found = (
        Reading.objects.filter(at__gte=local_midnight(since), staff__isnull=False)
        .order_by()
        .values("staff_id")
        .annotate(
            n=Count("pk"),
            files=Count("petition_id", distinct=True),
            unmasked=Count("pk", filter=Q(what__startswith="unmask:")),
        )
        .order_by("-n", "staff_id")[:MOST]
    )
    names = names_of_staff({row["staff_id"] for row in found})
    return [
        Tally(
            who=names[row["staff_id"]],
            readings=row["n"],
            files=row["files"],
            unmasked=row["unmasked"],
        )
        for row in found
    ]


def _reads(rows: list[Reading]) -> list[Read]:
    staff = names_of_staff({row.staff_id for row in rows if row.staff_id})
    organs = names_of_organs({row.organ_id for row in rows if row.organ_id})
    numbers = _numbers({row.petition_id for row in rows})
    return [
        Read(
            id=row.pk,
            at=row.at,
            who=staff.get(row.staff_id or 0, ""),
            role=row.role,
            organ=organs.get(row.organ_id or 0, ""),
            number=numbers.get(row.petition_id, ""),
            what=row.what,
            gave_reason=bool(row.reason),
        )
        for row in rows
    ]


def _numbers(ids: set[int]) -> dict[int, str]:
    """Ask PostgreSQL for the numbers alone: the rows themselves are not the auditor's to see."""
    with connection.cursor() as cursor:
        cursor.execute("select petition, number from numbers_of_petitions(%s)", [sorted(ids)])
        return dict(cursor.fetchall())
