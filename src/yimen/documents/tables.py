"""Tables as people have them: CSV in whatever encoding, XLSX with whatever in its cells.

Rows are read one by one, so a table may be larger than the memory.
"""

from __future__ import annotations

import codecs
import contextlib
import csv
import warnings
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from yimen.base.errors import Refused

if TYPE_CHECKING:
    from _csv import Reader as CsvReader

    from openpyxl.worksheet.worksheet import Worksheet

#: Whatever a spreadsheet puts into a cell: texts, numbers, moments, nothing.
Cell = object

_WORKBOOKS = frozenset({".xlsx", ".xlsm"})
_NO_WORKBOOK = (
    *(BadZipFile, InvalidFileException, KeyError, ValueError, OSError, EOFError),
    *(SyntaxError, zlib.error),  # XML that breaks off, and packed bytes that do not unpack
)
_LONGEST_CELL = 10_000_000
#: A sheet has no more rows; a file may say that its next one is far below.
_MOST_ROWS = 1_048_576
_PIECE = 1 << 20
_DELIMITERS = ",;\t，"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: How many rows above the headings may hold a title or an explanation.
_ABOVE = 20
_TWO = 2


class FileMissing(Refused):
    """There is no file {file}. Check the path."""


class NoTable(Refused):
    """{file} is not a table that can be read. Save it as .xlsx or .csv and try again."""


class OldTable(Refused):
    """{file} is an old Excel file. Save it as .xlsx or .csv and try again."""


class NotText(Refused):
    """{file} is in no encoding that we know. Save it as CSV UTF-8 and try again."""


class NoRows(Refused):
    """{file} has no headings. The first row must name the columns."""


class NoSuchSheet(Refused):
    """{file} has no sheet “{sheet}”. It has: {sheets}."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line it begins on, and its cells; a broken one ends in the middle."""

    line: int
    cells: tuple[Cell, ...]
    is_broken: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written in it."""
        return not self.is_broken and all(
            cell is None or (isinstance(cell, str) and not cell.strip()) for cell in self.cells
        )


@dataclass(frozen=True, slots=True)
class Table:
    """Headings, the rows below them, and about how many there are, if the file says it."""

    file: Path
    headings: tuple[str, ...]
    rows: Iterator[Row]
    about: int | None


@contextlib.contextmanager
def opened(file: Path, *, sheet: str = "", is_heading: Callable[[str], bool]) -> Iterator[Table]:
    """Open a table; of its first rows, the one that holds most known headings is the heading.

    Raises:
        FileMissing, NoTable, OldTable, NotText, NoRows, NoSuchSheet: it cannot be used.
    """
    if not file.is_file():
        raise FileMissing(file=file)
    suffix = file.suffix.lower()
    if suffix == ".xls":
        raise OldTable(file=file)
    if suffix in _WORKBOOKS:
        with _workbook(file, sheet) as (rows, about):
            yield _below_headings(file, rows, about, is_heading)
    else:
        with _delimited(file) as (rows, about):
            yield _below_headings(file, rows, about, is_heading)


def encoding_of(file: Path) -> str:
    """Find out how a text was written down, by reading it to its end.

    Raises:
        NotText: neither UTF-8, nor UTF-16, nor GB18030 fits.
    """
    with file.open("rb") as opened_file:
        start = opened_file.read(4)
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return encoding
    for encoding in ("utf-8", "gb18030"):
        if _fits(file, encoding):
            return encoding
    raise NotText(file=file)


def _fits(file: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with file.open("rb") as opened_file:
        try:
            while piece := opened_file.read(_PIECE):
                if "\x00" in decoder.decode(piece):
                    return False
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


@contextlib.contextmanager
def _delimited(file: Path) -> Iterator[tuple[Iterator[Row], int | None]]:
    encoding = encoding_of(file)
    csv.field_size_limit(_LONGEST_CELL)
    with file.open(encoding=encoding, newline="") as text:
        about = sum(1 for _ in text)
        text.seek(0)
        first = text.readline()
        text.seek(0)
        delimiter = max(_DELIMITERS, key=first.count) if first else ","
        yield _csv_rows(csv.reader(text, delimiter=delimiter, strict=True)), about


def _csv_rows(reader: CsvReader) -> Iterator[Row]:
    """Yield every row; one whose quotes are in disorder is broken, and reading goes on."""
    while True:
        line = reader.line_num + 1
        try:
            yield Row(line, tuple(next(reader)))
        except csv.Error:
            yield Row(line, (), is_broken=True)
        except StopIteration:
            return


@contextlib.contextmanager
def _workbook(file: Path, sheet: str) -> Iterator[tuple[Iterator[Row], int | None]]:
    with warnings.catch_warnings():  # it tells of lists that it does not read, of odd dates
        warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")
        try:
            book = load_workbook(file, read_only=True, data_only=True)
        except _NO_WORKBOOK as error:
            raise NoTable(file=file) from error
        try:
            page = _page(file, book.worksheets, sheet)
            about = page.max_row
            page.reset_dimensions()  # type: ignore[attr-defined]  # a read-only sheet has it
            yield _sheet_rows(file, page), about
        finally:
            book.close()


def _page(file: Path, pages: Sequence[Worksheet], sheet: str) -> Worksheet:
    """Return the sheet that was asked for, or the first that is not hidden."""
    if sheet:
        found = next((page for page in pages if page.title == sheet), None)
        if found is None:
            raise NoSuchSheet(file=file, sheet=sheet, sheets=", ".join(p.title for p in pages))
        return found
    shown = [page for page in pages if page.sheet_state == "visible"]
    if not shown:
        raise NoRows(file=file)
    return shown[0]


def _sheet_rows(file: Path, page: Worksheet) -> Iterator[Row]:
    rows = enumerate(islice(page.iter_rows(values_only=True), _MOST_ROWS), start=1)
    while True:
        try:
            line, cells = next(rows)
        except StopIteration:
            return
        except _NO_WORKBOOK as error:
            raise NoTable(file=file) from error
        yield Row(line, tuple(cells))


def _below_headings(
    file: Path, rows: Iterator[Row], about: int | None, is_heading: Callable[[str], bool]
) -> Table:
    """Find the headings: the first row that has two of the known ones, or else the first row."""
    above: list[Row] = []
    for row in rows:
        if row.is_empty:
            continue
        above.append(row)
        if _count(row, is_heading) >= _TWO or len(above) >= _ABOVE:
            break
    if not above:
        raise NoRows(file=file)
    best = max(range(len(above)), key=lambda place: (_count(above[place], is_heading), -place))
    headings = tuple("" if cell is None else str(cell).strip() for cell in above[best].cells)
    return Table(
        file,
        headings,
        _chained(above[best + 1 :], rows),
        about and max(about - above[best].line, 0),
    )


def _count(row: Row, is_heading: Callable[[str], bool]) -> int:
    return sum(1 for cell in row.cells if isinstance(cell, str) and is_heading(cell))


def _chained(first: list[Row], rest: Iterator[Row]) -> Iterator[Row]:
    yield from first
    yield from rest
