"""Take in a table of petitions: each row is one transaction, bad rows are named and left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from django.db import transaction

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.base.errors import Refused
from yimen.base.time import local_day
from yimen.casework.actions.lodge import lodge
from yimen.casework.actions.register import register
from yimen.casework.queries.repeats import namesakes
from yimen.documents.tables import Row, Table, opened
from yimen.ops.bulk.bad_rows import BadRows
from yimen.ops.bulk.mapping import Mapped, mapped, read_plan
from yimen.ops.bulk.rows import Places, Taken, places, taken
from yimen.ops.bulk.template import SAMPLE_NUMBER
from yimen.ops.progress import Begin
from yimen.ops.saying import in_one_line
from yimen.registry.queries import seen_by

#: How many bad rows a report names; all of them are in the file of bad rows.
_NAMED = 1000


class TwiceInFile(Refused):
    """The same external number stands in line {line} already. Give this row its own number."""


@dataclass(frozen=True, slots=True)
class Bad:
    """A row that was left out, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class MayRepeat:
    """A row whose people stand in earlier petitions: shown, never linked by itself."""

    line: int
    numbers: tuple[str, ...]


@dataclass(slots=True)
class Report:
    """What became of a table."""

    file: str
    dry_run: bool
    rows: int = 0
    imported: int = 0
    already_there: int = 0
    bad: int = 0
    bad_rows: list[Bad] = field(default_factory=list)
    bad_rows_file: str = ""
    may_repeat: int = 0
    repeats: list[MayRepeat] = field(default_factory=list)
    ignored_columns: tuple[str, ...] = ()

    def as_data(self) -> dict[str, object]:
        """Return it in plain values."""
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How a table is to be taken in."""

    file: Path
    mapping: Path | None = None
    receiver: str = ""
    source: str = ""
    dry_run: bool = False


def take_in(wishes: Wishes, now: datetime, begin: Begin) -> Report:
    """Take in a table, or only look at it; safe to break off and to repeat.

    Raises:
        Refused: the table cannot be used at all.
    """
    plan = read_plan(wishes.mapping)
    report = Report(str(wishes.file), wishes.dry_run)
    with opened(wishes.file, sheet=plan.sheet, is_heading=plan.is_heading) as table:
        mapping = mapped(table, plan)
        report.ignored_columns = mapping.ignored
        with transaction.atomic():
            source = wishes.source or plan.source or _stem(wishes.file)
            where = places(wishes.receiver, source, local_day(now))
        if not mapping.has("receiver"):
            where.required_receiver()  # better refused once than in every row
        counted = begin(table.about)
        with BadRows(wishes.file, table.headings) as bad_rows:
            for row, found in _each(table, mapping, where, now):
                counted(1)
                _count(report, bad_rows, row, found)
            report.bad_rows_file = str(bad_rows.file) if report.bad else ""
    return report


def _each(
    table: Table, mapping: Mapped, where: Places, now: datetime
) -> Iterator[tuple[Row, Taken | Refused]]:
    """Read row after row: a filing, or the reason why there is none."""
    seen: dict[tuple[str, str], int] = {}
    for row in table.rows:
        if row.is_empty:
            continue
        try:
            found = taken(row, mapping, where, now)
        except Refused as refusal:
            yield row, refusal
            continue
        key = (found.filing.source, found.filing.external_number)
        if found.filing.external_number == SAMPLE_NUMBER:
            continue
        if key in seen:
            yield row, TwiceInFile(line=seen[key])
            continue
        seen[key] = row.line
        yield row, found


def _count(report: Report, bad_rows: BadRows, row: Row, found: Taken | Refused) -> None:
    report.rows += 1
    try:
        if isinstance(found, Refused):
            raise found
        is_new = _is_new(found) if report.dry_run else _file(found, report, row.line)
    except Refused as refusal:
        reason = in_one_line(refusal)
        report.bad += 1
        if len(report.bad_rows) < _NAMED:
            report.bad_rows.append(Bad(row.line, reason))
        bad_rows.add(row, reason)
        return
    report.imported += is_new
    report.already_there += not is_new


@transaction.atomic
def _file(found: Taken, report: Report, line: int) -> bool:
    """Lodge and register one row; say whether it was new, and note whom it may repeat."""
    if _is_ours(found):
        return False
    lodged = lodge(found.filing, by=SYSTEM, at=found.at)
    if lodged.is_new:
        register(lodged.petition, by=SYSTEM, at=found.at)
        _compare(lodged.petition, report, line)
    return lodged.is_new


def _compare(petition: int, report: Report, line: int) -> None:
    """Name the earlier petitions of the same people; whoever screens it compares and decides."""
    numbers = namesakes(SYSTEM, petition)
    if numbers:
        report.may_repeat += 1
        if len(report.repeats) < _NAMED:
            report.repeats.append(MayRepeat(line, tuple(numbers)))


@transaction.atomic
def _is_new(found: Taken) -> bool:
    if _is_ours(found):
        return False
    filing = found.filing
    known = seen_by(SYSTEM).filter(source=filing.source, external_number=filing.external_number)
    return not known.exists()


def _is_ours(found: Taken) -> bool:
    """Say whether a row was exported here: its number is the number of one of our own files."""
    act_as(SYSTEM)
    return seen_by(SYSTEM).filter(number=found.filing.external_number).exists()


def _stem(file: Path) -> str:
    """Name a source after its file; the file of bad rows belongs to the file it came from."""
    return file.stem.removesuffix(".bad")[:60]
