"""What an act has left behind, for a test to look at: lines, clocks, jobs, or nothing at all."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.db import connection, transaction
from tests.make import Case

from yimen.access.actor import STRANGER, SYSTEM, Actor, Role
from yimen.access.rls import act_as
from yimen.base.errors import NotFound, Refused
from yimen.casework.queries.file import clock_shown
from yimen.registry import verifying
from yimen.registry.models import Clock, Demand, Entry

#: Where an act may leave anything; search words lie behind functions of their own.
TABLES = (
    "registry_petition", "registry_demand", "registry_party", "registry_dispatch",
    "registry_breach", "registry_sweep",
    "registry_decline", "registry_clock", "registry_extension", "registry_contact",
    "registry_opinion", "registry_finding", "registry_service", "registry_rating",
    "registry_objection", "registry_guidance", "registry_withdrawal",
    "registry_attachment", "registry_link", "registry_referral", "registry_reading",
    "registry_repeat", "registry_joining", "registry_roster", "registry_reply",
    "registry_execution", "registry_aftercare", "registry_settlement", "registry_unclearsender",
    "registry_sheet", "registry_followup",
    "registry_suggestion", "registry_accusation", "registry_sealed",
    "registry_entry", "registry_review", "registry_reviewpoint", "registry_reopening",
    "documents_letter", "documents_counter", "procrastinate_jobs",
)  # fmt: skip


def lines(case: Case) -> list[Entry]:
    """Return the record, oldest first."""
    act_as(SYSTEM)
    return list(Entry.objects.filter(petition=case.petition).order_by("seq"))


def new_lines(case: Case, since: int) -> list[dict[str, Any]]:
    """Return the lines after the first so many, as a test writes them down: kind, who, what."""
    return [
        {"kind": line.kind, "demands": line.demands, "role": line.role, **line.facts}
        for line in lines(case)[since:]
    ]


def clocks(demand: int) -> dict[str, tuple[str, str, str]]:
    """Return every clock of a demand: started, due, stopped (empty while it runs)."""
    act_as(SYSTEM)
    return {
        clock.limit: (_day(clock.started_on), _day(clock.due_on), _day(clock.stopped_on))
        for clock in Clock.objects.filter(demand=demand)
    }


def running(demand: int) -> dict[str, str]:
    """Return the clocks that run on a demand, with the day each is due."""
    return {name: due for name, (_, due, stopped) in clocks(demand).items() if not stopped}


def why(demand: int, limit: str) -> str:
    """Return why a limit that runs ends on its day, as its page says it."""
    act_as(SYSTEM)
    clock = Clock.objects.get(demand=demand, limit=limit, stopped_on=None)
    due = clock_shown(clock, clock.due_on).due
    return due.because.zh if due else ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def jobs() -> list[dict[str, Any]]:
    """Return what is queued, oldest first: the task, its lock and what it is given."""
    with connection.cursor() as cursor:
        cursor.execute("select task_name, lock, args from procrastinate_jobs order by id")
        return [
            {"task": task, "lock": lock, **(json.loads(args) if isinstance(args, str) else args)}
            for task, lock, args in cursor.fetchall()
        ]


def letters_asked_for(since: int = 0) -> list[str]:
    """Return the kinds of the letters that are queued, leaving out the first so many jobs."""
    return [job["kind"] for job in jobs()[since:] if job["task"] == "documents.issue"]


def traces() -> dict[str, tuple[int, int]]:
    """Return how many rows every table has, and what they add up to: equal if nothing changed."""
    act_as(SYSTEM)
    parts = " union all ".join(
        f"select '{table}', count(*), coalesce(sum(hashtextextended(t::text, 0)), 0) from {table} t"  # noqa: S608  # our own names
        for table in TABLES
    )
    with connection.cursor() as cursor:
        # Only the auditor may read who read; here it is enough to count them as the auditor.
        act_as(Actor(role=Role.AUDIT_ADMIN))
        cursor.execute("select count(*), 0 from registry_reading")
        readings = cursor.fetchone()
        act_as(SYSTEM)
        cursor.execute(parts)
        found = {table: (int(rows), int(total)) for table, rows, total in cursor.fetchall()}
    return found | {"registry_reading": (int(readings[0]), 0)}


@contextlib.contextmanager
def nothing_changes() -> Iterator[None]:
    """Insist that what happens inside leaves no trace."""
    before = traces()
    yield
    assert traces() == before


def outcomes(case: Case, act: Callable[[Actor], object]) -> dict[str, str]:
    """Let everybody try an act, one after the other, each time from the same start.

    Returns who was not simply told *not found*: `done`, or the name of the refusal.
    """
    everybody = case.district.officers | {
        "petitioner": case.petitioner,
        "other_petitioner": Actor(role=Role.PETITIONER, code="f" * 64),
        "stranger": STRANGER,
        "system": SYSTEM,
    }
    found = {name: outcome(act, actor) for name, actor in everybody.items()}
    return {name: what for name, what in found.items() if what != "NotFound"}


def outcome(act: Callable[[Actor], object], actor: Actor) -> str:
    """Let one actor try an act, and take it back: `done`, or the name of the refusal."""
    try:
        with transaction.atomic():
            act(actor)
            transaction.set_rollback(True)
    except NotFound:
        return "NotFound"
    except Refused as refusal:
        return type(refusal).__name__
    return "done"


def differences(case: Case) -> list[str]:
    """Return what the tables and the record of a petition do not agree on."""
    act_as(SYSTEM)
    petition = verifying.Petition.objects.get(pk=case.petition)
    return [
        one.what
        for one in verifying.differences(
            petition,
            lines(case),
            list(Demand.objects.filter(petition=petition).order_by("position")),
            list(Clock.objects.filter(petition=petition)),
        )
    ]
