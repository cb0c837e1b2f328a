"""Tables out: CSV or XLSX, row by row, so that a table may be larger than the memory."""

from __future__ import annotations

import contextlib
import csv
import os
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from yimen.base.errors import Refused
from yimen.base.time import LOCAL
from yimen.documents.cells import guarded

Value = str | int | bool | date | datetime | None
Write = Callable[[Sequence[Value]], None]

#: The longest text that a cell of a workbook holds.
LONGEST = 32_767
HEAD = Font(bold=True)
HEAD_FILL = PatternFill("solid", fgColor="DDE8F3")
WRAPPED = Alignment(vertical="top", wrap_text=True)
_MOMENT, _DAY, _TEXT = "yyyy-mm-dd hh:mm:ss", "yyyy-mm-dd", "@"
_NARROW, _WIDE = 16, 48


class NotOurSuffix(Refused):
    """{file} must end in .xlsx or .csv."""


class TextTooLong(Refused):
    """A text is too long for a cell of a workbook. Export to a .csv file instead."""


@contextlib.contextmanager
def written(file: Path, headings: Sequence[str], *, wide: frozenset[str]) -> Iterator[Write]:
    """Write a table beside its place and put it there when it is complete.

    Raises:
        NotOurSuffix: the name says neither CSV nor workbook.
    """
    ways = {".csv": _csv, ".xlsx": _workbook}
    way = ways.get(file.suffix.lower())
    if way is None:
        raise NotOurSuffix(file=file)
    half = file.with_name(f".{file.name}.{os.getpid()}.half")
    try:
        with way(half, headings, wide) as write:
            yield write
        half.replace(file)
    finally:
        half.unlink(missing_ok=True)


@contextlib.contextmanager
def _csv(half: Path, headings: Sequence[str], _: frozenset[str]) -> Iterator[Write]:
    with half.open("w", encoding="utf-8-sig", newline="") as text:
        writer = csv.writer(text)
        writer.writerow(headings)
        yield lambda values: writer.writerow([guarded(_plain(value)) for value in values])


@contextlib.contextmanager
def _workbook(half: Path, headings: Sequence[str], wide: frozenset[str]) -> Iterator[Write]:
    book = Workbook(write_only=True)
    page = book.create_sheet("信访事项")
    set_columns(page, headings, wide)
    page.append([_heading(page, text) for text in headings])
    yield lambda values: page.append([cell_of(page, value) for value in values])
    book.save(half)


def set_columns(page: WriteOnlyWorksheet, headings: Sequence[str], wide: frozenset[str]) -> None:
    """Keep the headings in view and give long texts room."""
    page.freeze_panes = "A2"
    for place, text in enumerate(headings, start=1):
        width = _WIDE if text.rstrip("0123456789") in wide else _NARROW
        page.column_dimensions[get_column_letter(place)].width = width  # type: ignore[attr-defined]  # the stubs forget it


def cell_of(page: WriteOnlyWorksheet, value: Value) -> Cell:
    """Return a cell that holds a value as it is: a text never becomes a formula or a number.

    Raises:
        TextTooLong: no cell of a workbook can hold it.
    """
    match value:
        case datetime():
            cell = WriteOnlyCell(page, value.astimezone(LOCAL).replace(tzinfo=None))
            cell.number_format = _MOMENT
        case date():
            cell = WriteOnlyCell(page, datetime.combine(value, time.min))
            cell.number_format = _DAY
        case int() if not isinstance(value, bool):
            cell = WriteOnlyCell(page, value)
        case _:
            text = ILLEGAL_CHARACTERS_RE.sub("", _plain(value))
            if len(text) > LONGEST:
                raise TextTooLong
            cell = WriteOnlyCell(page, text)
            cell.data_type = "s"
            cell.number_format = _TEXT
            cell.alignment = WRAPPED
    return cell


def _heading(page: WriteOnlyWorksheet, text: str) -> Cell:
    cell = WriteOnlyCell(page, text)
    cell.font, cell.fill, cell.alignment = HEAD, HEAD_FILL, WRAPPED
    return cell


def _plain(value: Value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case datetime():
            return value.astimezone(LOCAL).strftime("%Y-%m-%d %H:%M:%S")
        case _:
            return str(value)
