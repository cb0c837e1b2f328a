"""A list of people who sign the same petition: read from a table, and the empty table to fill in.

A row that cannot be taken in is named with its line and the reason; the others are not held up.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile, is_zipfile

from django.utils.translation import gettext_lazy
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from stdnum.cn import ric
from stdnum.exceptions import ValidationError as NotValid

from yimen.base.errors import Refused
from yimen.documents.cells import digits_of, text_of, tidy
from yimen.documents.tables import Row, Table, opened

#: What the columns are called, ours first; a heading is read without its gaps and colons.
COLUMNS = {
    "name": ("姓名", "名字", "签名人", "联名人", "name"),
    "id_number": ("证件号码", "身份证号", "身份证号码", "id number"),
    "phone": ("联系电话", "电话", "手机", "手机号", "telephone", "phone"),
    "address": ("住址", "地址", "联系地址", "address"),
}
SHOWN = {
    "name": gettext_lazy("the name"),
    "id_number": gettext_lazy("an identity number"),
    "phone": gettext_lazy("a telephone number"),
    "address": gettext_lazy("an address"),
}
LONGEST = {"name": 80, "id_number": 30, "phone": 30, "address": 120}
#: So many people on one list; longer ones come in parts.
MOST = 5_000
#: Such a list is far smaller; a larger file is not opened, nor one that swells when unpacked.
MOST_BYTES, MOST_UNPACKED = 5 * 1024 * 1024, 50 * 1024 * 1024
#: A file system takes no longer name; a letter of ours can be three bytes long.
_LONGEST_STEM, _LONGEST_SUFFIX = 60, 10
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
RESIDENT = 18
SAMPLE = ("示例甲（导入时自动跳过）", "", "13000000000", "某街道某小区1栋101")
_WIDTHS = (26, 24, 18, 46)


class NoNames(Refused):
    """The table has no column of names. Its first row must say “姓名”, as in the template."""


class NobodyOnIt(Refused):
    """There is nobody on this list yet. Write one person on each row."""


class TooManyOnIt(Refused):
    """A list may hold {most} people. Part this one, and add one part after the other."""


class RowUnread(Refused):
    """A quote in this row is opened and not closed."""


class NameMissing(Refused):
    """The name is missing."""


class TooLong(Refused):
    """{column} is longer than {most} characters."""


class NumberHasASlip(Refused):
    """The identity number has a slip in it. Compare it with the card, digit by digit."""


class OnTheListTwice(Refused):
    """The same person stands in line {line} already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """One person of a list, and the line it stands on."""

    line: int
    name: str
    id_number: str = ""
    phone: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that was not taken in: its line, and why."""

    line: int
    because: Refused


@dataclass(frozen=True, slots=True)
class Read:
    """What a list holds: the people, and the rows that were left out."""

    people: tuple[Signer, ...]
    left_out: tuple[LeftOut, ...]


def read_roster(name: str, data: bytes) -> Read:
    """Read a list from a CSV or XLSX file.

    Raises:
        NoNames, NobodyOnIt, TooManyOnIt: it cannot be used at all.
        NoTable, OldTable, NotText, NoRows: it is no table.
    """
    people: list[Signer] = []
    left_out: list[LeftOut] = []
    if _unpacked(data) > MOST_UNPACKED or len(data) > MOST_BYTES:
        raise TooManyOnIt(most=MOST)
    with tempfile.TemporaryDirectory() as folder:
        given = Path(name.replace("\\", "/"))
        file = Path(folder) / (given.stem[:_LONGEST_STEM] + given.suffix[:_LONGEST_SUFFIX])
        file.write_bytes(data)
        with opened(file, is_heading=lambda text: bool(_column(text))) as table:
            for found in _each(table):
                if isinstance(found, Signer):
                    people.append(found)
                else:
                    left_out.append(found)
                if max(len(people), len(left_out)) > MOST:
                    raise TooManyOnIt(most=MOST)
    if not people and not left_out:
        raise NobodyOnIt
    return Read(tuple(people), tuple(left_out))


def _unpacked(data: bytes) -> int:
    """Return how many bytes a packed file says it holds; it never gives more than it says."""
    if not is_zipfile(BytesIO(data)):
        return 0
    try:
        with ZipFile(BytesIO(data)) as packed:
            return sum(one.file_size for one in packed.infolist())
    except (BadZipFile, NotImplementedError, ValueError):
        return 0  # no workbook either: whoever opens it says so


def template() -> bytes:
    """Return the empty table: the four columns, one invented row, everything as text."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = "联名人名册"
    page.append([names[0] for names in COLUMNS.values()])
    page.append(list(SAMPLE))
    for place, width in enumerate(_WIDTHS, start=1):
        head = page.cell(1, place)
        head.font, head.alignment = Font(bold=True), Alignment(wrap_text=True)
        page.column_dimensions[get_column_letter(place)].width = width
        for row in range(2, 500):
            page.cell(row, place).number_format = "@"
    page.freeze_panes = "A2"
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _each(table: Table) -> Iterator[Signer | LeftOut]:
    """Yield the people of a table, each once, and what was left out."""
    places = {key: at for at, text in enumerate(table.headings) if (key := _column(text))}
    if "name" not in places:
        raise NoNames
    seen: dict[tuple[str, str], int] = {}
    for row in table.rows:
        if row.is_empty:
            continue
        try:
            signer = _signer(row, places)
            if signer.name == SAMPLE[0]:
                continue
            known = (signer.name, signer.id_number or signer.phone)
            if known in seen and known[1]:
                raise OnTheListTwice(line=seen[known])
        except Refused as refusal:
            yield LeftOut(row.line, refusal)
            continue
        seen.setdefault(known, row.line)
        yield signer


def _signer(row: Row, places: dict[str, int]) -> Signer:
    if row.is_broken:
        raise RowUnread
    said = {}
    for key, at in places.items():
        cell = row.cells[at] if at < len(row.cells) else None
        read = digits_of if key in {"id_number", "phone"} else text_of
        said[key] = read(cell, str(SHOWN[key])).strip()
        if len(said[key]) > LONGEST[key]:
            raise TooLong(column=SHOWN[key], most=LONGEST[key])
    if not said["name"]:
        raise NameMissing
    number = said.get("id_number", "").upper().replace(" ", "")
    if len(number) == RESIDENT and number[:-1].isdigit():
        try:
            ric.validate(number)
        except NotValid:
            raise NumberHasASlip from None
    return Signer(line=row.line, **said | {"id_number": number})


def _column(heading: str) -> str:
    plain = tidy(heading).lower().strip(" *:：")
    return next((key for key, names in COLUMNS.items() if plain in names), "")
