"""Fill the bench's database: petitions in every state over a year, thousands a second.

Rows are made without the acts but by the law's own function, and pass `yimen verify`.
"""

from __future__ import annotations

import os
from bisect import bisect
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import accumulate, chain
from operator import add
from random import Random
from zlib import crc32

from django.conf import settings

from yimen.base.seal import blind, seal
from yimen.ops.bench import copying
from yimen.ops.bench.offices import Crew, Offices, offices
from yimen.ops.bench.patterns import TABLES, Pattern, columns, fill, pattern
from yimen.ops.bench.roads import ROADS, Bureau, walk
from yimen.ops.bench.texts import Story, pick, story
from yimen.ops.crew import hired
from yimen.registry.code import DIGITS
from yimen.registry.models import Entry, SearchWords
from yimen.registry.words import RUNS

Texts = dict[str, bytes]
#: A batch is a fiftieth of all, within bounds: one of many days counts fewer roads twice.
_BATCHES, _FEWEST, _MOST = 50, 200, 4_000
#: So many batches are made ahead of those that are copied.
_AHEAD = 3
_YEAR = 365
_NEXT_ROW = """
select setval(pg_get_serial_sequence('{0}', 'id'), (select coalesce(max(id), 1) from {0}))
"""
_CHANNELS = ("online", "online", "online", "phone", "visit", "letter")
_NAMES = tuple(ROADS)
_SHARES = tuple(accumulate(share for share, _ in ROADS.values()))


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
    names = {table._meta.db_table: columns(table) for table in TABLES}
    done = begin(size)
    # The record is about half of all there is to read: it has a connection of its own.
    record = {Entry._meta.db_table}
    with (
        copying.bare(list(names)),
        hired(os.cpu_count() or 1) as crew,
        copying.pouring(names, [record, names.keys() - record]) as pour,
    ):
        for first, texts in _batches(wanted, crew):
            pour(texts)
            done(min(_batch_of(size), size + 1 - first))
    _count_on(wanted, list(names))


def number_of(mark: str, year: int, row: int) -> str:
    """Return the case number of a row."""
    return f"{mark}〔{year}〕{row:06d}号"


def code_of(row: int) -> str:
    """Return the query code of a row: known to the bench alone, and good for nothing else."""
    return f"{crc32(f'bench {row}'.encode()):0{DIGITS}d}0"


def day_of(row: int, size: int, today: date) -> date:
    """Return the day on which a row was lodged: a year of them, in the order of their numbers."""
    return date.fromordinal(today.toordinal() - 1 - (size - row) * _YEAR // size)


def vector(text: str) -> str:
    """Return the literal of a `tsvector`, one token at each place; PostgreSQL puts them together.

    It means what the literal of registry/words.py means, and takes a sixth of the time.
    """
    found: list[str] = []
    for run in RUNS.findall(text.lower()):
        if not run.isascii():
            found += chain.from_iterable(zip(run, map(add, run, run[1:]), strict=False))
        found.append(run if run.isascii() else run[-1])
    return _places(len(found)) % tuple(found)


def _batches(wanted: Load, crew: ProcessPoolExecutor) -> Iterator[tuple[int, Texts]]:
    """Yield the first row of each batch with its texts, in order, some made ahead."""
    made: deque[tuple[int, Future[Texts]]] = deque()
    for first in range(1, wanted.size + 1, _batch_of(wanted.size)):
        made.append((first, crew.submit(_batch, wanted, first)))
        if len(made) > _AHEAD:
            earliest, texts = made.popleft()
            yield earliest, texts.result()
    for earliest, texts in made:
        yield earliest, texts.result()


def _batch_of(size: int) -> int:
    return min(max(size // _BATCHES, _FEWEST), _MOST)


def _batch(wanted: Load, first: int) -> Texts:
    chance = Random(first)  # noqa: S311 - invented data, not a secret
    rows: dict[str, list[str]] = defaultdict(list)
    for row in range(first, min(first + _batch_of(wanted.size), wanted.size + 1)):
        road = _NAMES[bisect(_SHARES, chance.random() * _SHARES[-1])]
        start = day_of(row, wanted.size, wanted.today)
        values = _values(wanted, row, start.year, chance)
        for table, text in fill(_pattern(road, start, wanted.today, _bureau(wanted)), values):
            rows[table].append(text)
    return {table: "".join(texts).encode() for table, texts in rows.items()}


def _values(wanted: Load, row: int, year: int, chance: Random) -> dict[str, str]:
    """Return what fills the gaps of one petition."""
    told, number = story(chance), number_of(wanted.mark, year, row)
    # Bound to the number as registry/code.py writes it.
    code, tidy = code_of(row), f"{year}-{row}"
    return {
        "row": str(row),
        "done_log": str(wanted.size + row),
        "number": number,
        "code_blind": blind(f"{tidy}/{code}", "query code"),
        "code_sealed": _sealed(code),
        **_told(told, number),
        **_person(told, row),
        **_crew(wanted, told, row),
        **_door(wanted, pick(_CHANNELS, chance.random())),
    }


def _told(told: Story, number: str) -> dict[str, str]:
    return {
        "title": told.title,
        "place": told.place,
        "request": told.request,
        "facts": told.facts,
        "category": told.category,
        "words": vector(f"{number} {told.title} {told.place} {told.request} {told.facts}"),
    }


def _person(told: Story, row: int) -> dict[str, str]:
    phone = f"130{row:08d}"
    return {
        "name": told.name,
        "phone_sealed": _sealed(phone),
        "phone_blind": blind(phone, "phone number"),
        "address_sealed": _sealed(told.place),
        "name_words": vector(told.name),
    }


def _sealed(text: str) -> str:
    return "\\\\x" + seal(text).hex()


def _crew(wanted: Load, told: Story, row: int) -> dict[str, str]:
    crew = wanted.offices.for_(told.competence, row)
    return _crew_values(wanted.offices.bureau.organ, crew)


@cache
def _crew_values(bureau: int, crew: Crew) -> dict[str, str]:
    return {
        "organ": str(crew.organ),
        "handler": str(crew.handler),
        "checker": str(crew.checker),
        "head": str(crew.head),
        "organs_sent": f"{{{bureau},{crew.organ}}}",
    }


def _door(wanted: Load, channel: str) -> dict[str, str]:
    """Return what depends on the way it came in: by the petitioner's hand or at the counter."""
    bureau, counter = wanted.offices.bureau, str(wanted.offices.counter)
    is_online = channel == "online"
    return {
        "channel": channel,
        "lodging": "petitioner" if is_online else "receptionist",
        "lodger": "0" if is_online else counter,
        "counter": "0" if is_online else str(bureau.organ),
        "recorder": "\\N" if is_online else counter,
        "region": str(bureau.region),
        "area": bureau.area,
        "organs_received": f"{{{bureau.organ}}}",
    }


@cache
def _places(tokens: int) -> str:
    return " ".join(f"'%s':{place}" for place in range(1, tokens + 1))


@lru_cache(maxsize=256)  # petitions come in the order of their days
def _pattern(road: str, start: date, today: date, bureau: Bureau) -> Pattern:
    return pattern(road, walk(road, start, today, bureau), bureau)


def _bureau(wanted: Load) -> Bureau:
    found = wanted.offices
    return Bureau(found.bureau.organ, found.profile, found.screener)


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
