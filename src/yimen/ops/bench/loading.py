"""Fill the bench's database: petitions in every state over a year, thousands a second.

Rows are made without the acts but by the law's own function, and pass `yimen verify`.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import as_completed
from dataclasses import dataclass
from datetime import date
from functools import cache
from random import Random
from zlib import crc32

from django.conf import settings

from yimen.base.seal import blind, seal
from yimen.ops.bench import copying
from yimen.ops.bench.offices import Crew, Offices, offices
from yimen.ops.bench.patterns import ROOM, TABLES, Pattern, columns, fill, pattern
from yimen.ops.bench.roads import ROADS, Bureau, walk
from yimen.ops.bench.texts import Story, story
from yimen.ops.crew import hired
from yimen.registry.code import DIGITS, blind_code
from yimen.registry.models import SearchWords
from yimen.registry.words import vector

_BATCH = 2_000
_YEAR = 365
_NEXT_ROW = """
select setval(pg_get_serial_sequence('{0}', 'id'), (select coalesce(max(id), 1) from {0}))
"""
_CHANNELS = ("online", "online", "online", "phone", "visit", "letter")
#: At the counter a road is the same whichever way it came in by.
_COUNTER = "CHANNEL"


@dataclass(frozen=True, slots=True)
class Load:
    """How many petitions, for whom, until which day."""

    size: int
    today: date
    offices: Offices
    mark: str


def load(size: int, today: date, begin: Callable[[int], Callable[[int], None]]) -> None:
    """Fill the empty tables with so many petitions, every one as the acts would have left it."""
    wanted = Load(size, today, offices(), settings.YIMEN_CASE_MARK)
    names = [table._meta.db_table for table in TABLES]
    done = begin(size)
    with copying.bare(names), hired(os.cpu_count() or 1) as crew:
        batches = range(1, size + 1, _BATCH)
        work = [crew.submit(_batch, wanted, first) for first in batches]
        for finished in as_completed(work):
            done(finished.result())
    _count_on(wanted, names)


def number_of(mark: str, year: int, row: int) -> str:
    """Return the case number of a row."""
    return f"{mark}〔{year}〕{row:06d}号"


def code_of(row: int) -> str:
    """Return the query code of a row: known to the bench alone, and good for nothing else."""
    return f"{crc32(f'bench {row}'.encode()):0{DIGITS}d}0"


def day_of(row: int, size: int, today: date) -> date:
    """Return the day on which a row was lodged: a year of them, in the order of their numbers."""
    return date.fromordinal(today.toordinal() - 1 - (size - row) * _YEAR // size)


def _batch(wanted: Load, first: int) -> int:
    last = min(first + _BATCH, wanted.size + 1)
    rows: dict[str, list[str]] = defaultdict(list)
    for row in range(first, last):
        chance = Random(row)  # noqa: S311 - invented data, not a secret
        for table, text in _one(wanted, row, chance):
            rows[table].append(text)
    with copying.connect() as owner:
        owner.execute(b"set synchronous_commit = off")
        names = {table._meta.db_table: columns(table) for table in TABLES}
        copying.copy(owner, names, {table: "".join(texts) for table, texts in rows.items()})
    return last - first


def _one(wanted: Load, row: int, chance: Random) -> list[tuple[str, str]]:
    road = chance.choices(tuple(ROADS), [share for share, _ in ROADS.values()])[0]
    start = day_of(row, wanted.size, wanted.today)
    told = story(chance)
    crew = wanted.offices.for_(told.competence, row)
    channel = chance.choice(_CHANNELS)
    known_by = channel if channel == "online" else _COUNTER
    found = _pattern(road, start, wanted.today, known_by, _bureau(wanted))
    values = _values(wanted, row, start.year, told, crew)
    return list(fill(found, values | {"channel": channel}))


def _values(wanted: Load, row: int, year: int, told: Story, crew: Crew) -> dict[str, object]:
    number, bureau = number_of(wanted.mark, year, row), wanted.offices.bureau
    phone = f"130{row:08d}"
    said = f"{number} {told.title} {told.place} {told.request} {told.facts}"
    return {
        "row": row,
        "done_log": wanted.size + row,
        "organ": crew.organ,
        "handler": crew.handler,
        "checker": crew.checker,
        "head": crew.head,
        "number": number,
        "code_blind": blind_code(number, code_of(row)),
        "code_sealed": "\\\\x" + seal(code_of(row)).hex(),
        "title": told.title,
        "place": told.place,
        "region": bureau.region,
        "area": bureau.area,
        "organs_received": f"{{{bureau.organ}}}",
        "organs_sent": f"{{{bureau.organ},{crew.organ}}}",
        "request": told.request,
        "facts": told.facts,
        "category": told.category,
        "name": told.name,
        "phone_sealed": "\\\\x" + seal(phone).hex(),
        "phone_blind": blind(phone, "phone number"),
        "address_sealed": "\\\\x" + seal(told.place).hex(),
        "words": vector(said),
        "name_words": vector(told.name),
        **{f"clock{place}": row * ROOM + place for place in range(ROOM)},
        **{f"entry{place}": row * ROOM + place for place in range(ROOM)},
    }


@cache
def _pattern(road: str, start: date, today: date, channel: str, bureau: Bureau) -> Pattern:
    return pattern(walk(road, start, today, channel, bureau), bureau)


def _bureau(wanted: Load) -> Bureau:
    found = wanted.offices
    return Bureau(found.bureau.organ, found.profile, found.counter, found.screener)


def _count_on(wanted: Load, names: list[str]) -> None:
    """Let the next row of each table, and the next case number, come after those that are there."""
    years = {day_of(row, wanted.size, wanted.today).year for row in (1, wanted.size)}
    with copying.connect() as owner:
        copying.as_system(owner)
        for name in names:
            if name == SearchWords._meta.db_table:
                continue  # numbered by the petitions themselves
            owner.execute(_NEXT_ROW.format(name).encode())
        for year in range(min(years), wanted.today.year + 1):
            owner.execute(b"select next_case_number(%s)", [year])
            owner.execute(b"select setval(%s, %s)", [f"case_number_of_{year}", wanted.size])
