"""What an act has changed in a file, written in one statement: all of it together with its line.

An act changes rows in memory; `record()` writes them. Thirty small statements an act were most of
its cost, and an act that forgets its line now changes nothing at all. A file that is new takes two
statements, for PostgreSQL must see it before it lets anybody write what belongs to it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models

from yimen.registry.models import (
    CHANGING,
    Attachment,
    Clock,
    Demand,
    Entry,
    Party,
    Petition,
)


@dataclass(slots=True)
class Changes:
    """What waits to be written: demands by their row numbers, clocks changed and clocks begun."""

    demands: dict[int, Demand] = field(default_factory=dict)
    turned: list[Clock] = field(default_factory=list)
    begun: list[Clock] = field(default_factory=list)
    people: list[Party] = field(default_factory=list)
    papers: list[Attachment] = field(default_factory=list)
    words: tuple[str, str] = ("", "")
    is_new: bool = False

    def turn(self, clock: Clock) -> None:
        """Note that a running clock was stopped or lengthened."""
        if not any(clock is known for known in (*self.begun, *self.turned)):
            self.turned.append(clock)


def changes_of(petition: Petition) -> Changes:
    """Return what waits to be written of an open file."""
    found: Changes = petition.__dict__.setdefault("changes", Changes())
    return found


def begin(
    petition: Petition,
    demands: list[Demand],
    *,
    people: list[Party],
    papers: list[Attachment],
    words: tuple[str, str],
) -> None:
    """Open a file that is not there yet; its first line writes it, with all that is given here.

    `words` are what it is found by, and the names in it, each the literal of a `tsvector`.
    """
    petition.__dict__["changes"] = Changes(people=people, papers=papers, words=words, is_new=True)
    petition.__dict__["running_clocks"] = []
    petition.__dict__["_prefetched_objects_cache"] = {"demands": demands}


def write(entry: Entry) -> None:
    """Write a line of the record, the cover of its file, and every change that waits."""
    petition = entry.petition
    changes: Changes = petition.__dict__.pop("changes", None) or Changes()
    line: list[Any] = [*(getattr(entry, column) for column in _LINE), _json(entry.facts)]
    begun = _rows(changes.begun, _BEGUN)
    with connection.cursor() as cursor:
        if changes.is_new:
            cursor.execute(_FILED, [_rows([petition], _PETITION)])
            demands = _rows(changes.demands.values(), _DEMAND)
            line += [demands, _rows(changes.people, _PARTY), _rows(changes.papers, _PAPER)]
            line += [begun, petition.pk, *changes.words]
            cursor.execute(_FIRST, line)
        else:
            line += [petition.pk, _rows([petition], _COVER)]
            line += [_rows(changes.demands.values(), ("id", *_MOVED))]
            line += [_rows(changes.turned, _TURNED), begun]
            cursor.execute(_NEXT, line)


def columns(model: type[models.Model], names: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the columns of a table behind the fields so named, or behind all but its number."""
    wanted = set(names)
    return tuple(
        str(field.column)
        for field in model._meta.concrete_fields  # Django documents _meta
        if (field.name in wanted if wanted else not field.primary_key)
    )


def _json(value: object) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)


def _rows(found: Iterable[models.Model], wanted: tuple[str, ...]) -> str:
    """Return rows as the JSON from which PostgreSQL makes rows of the same table again."""
    return json.dumps([{c: getattr(row, c) for c in wanted} for row in found], default=_plain)


def _plain(value: object) -> str:
    """Write what JSON has no form for as PostgreSQL reads it: dates, moments, tickets, bytes."""
    return f"\\x{value.hex()}" if isinstance(value, bytes | memoryview) else str(value)


def _quoted(names: Iterable[str], of: str = "") -> str:
    return ", ".join(f'{of}"{name}"' for name in names)


def _all(of: type[models.Model]) -> str:
    """Say: these rows, from JSON."""
    wanted, table = _quoted(columns(of)), of._meta.db_table
    return f"""insert into {table} ({wanted})
    select {wanted} from jsonb_populate_recordset(null::{table}, %s)"""  # noqa: S608  # our own names


_LINE = tuple(column for column in columns(Entry) if column != "facts")
_COVER = columns(Petition, CHANGING[Petition])
_MOVED = columns(Demand, CHANGING[Demand])
_PARTY, _PAPER, _BEGUN = columns(Party), columns(Attachment), columns(Clock)
_PETITION, _DEMAND = ("id", *columns(Petition)), ("id", *columns(Demand))
#: A running clock is known by its demand and limit: no two of them run at once.
_TURNED = ("demand_id", "limit", "stopped_on", "nominal_on", "due_on", "extra", "is_provisional")
_LATER = _TURNED[2:]
_WITH_LINE = f"""with line as (
    insert into registry_entry ({_quoted(_LINE)}, facts)
    values ({", ".join("%s" for _ in _LINE)}, %s::jsonb)
)"""  # noqa: S608  # our own columns
_FILED = f"""insert into registry_petition ({_quoted(_PETITION)})
select {_quoted(_PETITION)} from jsonb_populate_recordset(null::registry_petition, %s)"""  # noqa: S608  # our own columns
_FIRST = f"""{_WITH_LINE}, demands as (
    insert into registry_demand ({_quoted(_DEMAND)})
    select {_quoted(_DEMAND)} from jsonb_populate_recordset(null::registry_demand, %s)
), people as (
    {_all(Party)}
), papers as (
    {_all(Attachment)}
), clocks as (
    {_all(Clock)}
)
select keep_words(%s, %s::tsvector, %s::tsvector)"""  # noqa: S608  # our own columns
# Clocks are begun after those that stop, or one limit would run twice for a moment.
_NEXT = f"""{_WITH_LINE}, cover as (
    update registry_petition set ({_quoted(_COVER)}) = (select {_quoted(_COVER, "n.")})
    from (select %s::bigint as it) as this, jsonb_populate_recordset(null::registry_petition, %s) n
    where registry_petition.id = this.it
), moved as (
    update registry_demand set ({_quoted(_MOVED)}) = (select {_quoted(_MOVED, "n.")})
    from jsonb_populate_recordset(null::registry_demand, %s) n
    where registry_demand.id = n.id
), turned as (
    update registry_clock set ({_quoted(_LATER)}) = (select {_quoted(_LATER, "n.")})
    from jsonb_populate_recordset(null::registry_clock, %s) n
    where registry_clock.demand_id = n.demand_id and registry_clock."limit" = n."limit"
        and registry_clock.stopped_on is null
    returning 1
)
{_all(Clock)} where (select count(*) from turned) >= 0"""  # noqa: S608  # our own columns
