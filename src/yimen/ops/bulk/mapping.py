"""Which column of theirs is which field of ours: by its heading, or by a mapping file.

source: 旧信访系统
sheet: 台账
columns:
  external_number: 编号
  received_at: {column: 登记日期, format: "%Y年%m月%d日"}
  channel: {column: 方式, values: {上门: visit, 留言: online}}
  request: 反映问题
defaults:
  channel: letter
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from yimen.base.errors import Refused
from yimen.documents.tables import Row, Table
from yimen.law.reading import BrokenFileError, Fields
from yimen.ops.bulk.fields import FIELDS, folded, heading, parted, understood

_FILE = {"source", "sheet", "columns", "defaults"}
_COLUMN = {"column", "values", "format"}


class MappingBroken(Refused):
    """The mapping file cannot be used: {why}."""


class NoSuchField(Refused):
    """The mapping file names a field “{field}”, which does not exist. The fields are: {known}."""


class ColumnMissing(Refused):
    """{file} has no column “{column}” for {field}.
    It has: {headings}.
    Name theirs in a mapping file (--mapping): under columns, write {key}: and their heading.
    """  # noqa: D205 - shown as it stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a mapping file says of one field."""

    column: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    formats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A mapping file as it was read; an empty one leaves all to the headings."""

    source: str = ""
    sheet: str = ""
    columns: Mapping[str, Wanted] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)

    def is_heading(self, cell: str) -> bool:
        """Say whether a cell may be the heading of a column that we look for."""
        named = {folded(wanted.column) for wanted in self.columns.values()}
        return folded(cell) in named or bool(understood(cell))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapped:
    """The plan applied to a table: for every field that it has, the place of its column."""

    plan: Plan
    places: Mapping[str, int]
    ignored: tuple[str, ...]

    def has(self, key: str) -> bool:
        """Say whether a field has a column or a default."""
        return key in self.places or bool(self.plan.defaults.get(key))

    def count(self, key: str) -> int:
        """Return how many columns of a repeating field there are, up to the last one."""
        return max((number for name, number in map(parted, self.places) if name == key), default=0)


def read_plan(file: Path | None) -> Plan:
    """Read a mapping file.

    Raises:
        MappingBroken, NoSuchField: it cannot be used, and why.
    """
    if file is None:
        return Plan()
    try:
        page = Fields.of_file(file)
        page.allow(_FILE)
        columns = page.inside("columns") if "columns" in page else Fields(file.name, "", {})
        defaults = page.inside("defaults") if "defaults" in page else Fields(file.name, "", {})
        return Plan(
            source=page.text("source", ""),
            sheet=page.text("sheet", ""),
            columns={_known(key): _wanted(columns, key) for key in columns.names()},
            defaults={_known(key): str(defaults.get(key)) for key in defaults.names()},
        )
    except BrokenFileError as error:
        raise MappingBroken(why=str(error).rstrip(".")) from error


def mapped(table: Table, plan: Plan) -> Mapped:
    """Find the column of every field: what the plan names first, then what a heading says.

    Raises:
        ColumnMissing: a column that is named or needed is not there.
    """
    theirs = {folded(text): place for place, text in reversed([*enumerate(table.headings)])}
    places: dict[str, int] = {}
    for key, wanted in plan.columns.items():
        if wanted.column and folded(wanted.column) not in theirs:
            raise _missing(table, key, wanted.column)
        if wanted.column:
            places[key] = theirs[folded(wanted.column)]
    taken = set(places.values())
    for place, text in enumerate(table.headings):
        key = understood(text)
        if key and key not in places and place not in taken:
            places[key] = place
    for key, one in FIELDS.items():
        if one.needed and key not in places and not plan.defaults.get(key):
            raise _missing(table, key, heading(key).zh)
    known = {*places.values(), *(place for place, text in enumerate(table.headings) if not text)}
    ignored = tuple(text for place, text in enumerate(table.headings) if place not in known)
    return Mapped(plan=plan, places=places, ignored=ignored)


def cells_of(mapping: Mapped, row: Row) -> Iterator[tuple[str, object]]:
    """Yield every field that the table has with what its cell holds; short rows end early."""
    for key, place in mapping.places.items():
        yield key, row.cells[place] if place < len(row.cells) else None


def _known(key: str) -> str:
    name, number = parted(key)
    if name not in FIELDS or (number > 1 and not FIELDS[name].repeats):
        raise NoSuchField(field=key, known=", ".join(k for k, f in FIELDS.items() if not f.told))
    return key


def _wanted(columns: Fields, key: str) -> Wanted:
    found = columns.get(key)
    if not isinstance(found, Mapping):
        return Wanted(column=str(found))
    inside = columns.inside(key)
    inside.allow(_COLUMN)
    values = inside.inside("values") if "values" in inside else None
    said = found.get("format", [])
    return Wanted(
        column=str(found.get("column") or ""),
        values={folded(name): str(values.get(name)) for name in values.names()} if values else {},
        formats=tuple(map(str, said if isinstance(said, list) else [said])),
    )


def _missing(table: Table, key: str, column: str) -> ColumnMissing:
    headings = ", ".join(text for text in table.headings if text) or "—"
    field_title = f"{heading(key).zh} ({key})"
    return ColumnMissing(
        file=table.file, column=column, field=field_title, headings=headings, key=key
    )
