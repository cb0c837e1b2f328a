"""The empty table to fill in: headings with notes, lists to choose from, one invented row."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from yimen.ops.bulk.fields import FIELDS, Kind, heading, parted
from yimen.ops.bulk.writing import HEAD, HEAD_FILL, WRAPPED

#: The number of the invented row; an import leaves out whatever bears it.
SAMPLE_NUMBER = "示例-0001"
_SAMPLE = {
    "source": "镇街登记簿",
    "external_number": SAMPLE_NUMBER,
    "received_at": "2026-03-02 09:30",
    "channel": "来访",
    "title": "小区门口路灯不亮",
    "place": "幸福路与平安街交叉口",
    "request": "请尽快修好路灯",
    "facts": "本行为虚构的示例，导入时自动跳过。路口的三盏路灯自上月起不亮，夜间过马路不安全。",
    "name": "示例甲",
    "phone": "13000000000",
    "address": "幸福路1号",
    "headcount": "1",
    "wants_publicity": "是",
    "wants_confidentiality": "否",
    "request2": "请定期检查路灯",
    "name2": "示例乙",
    "capacity2": "联名人",
}
_WIDE = {"request", "facts", "address", "place", "title"}
_SECOND = ("request2", "facts2", "name2", "capacity2", "phone2")
_ROWS = 2000
_NARROW_WIDTH, _WIDE_WIDTH = 16, 40
_NOTE_SIZE = (320, 110)
_YES_NO = ("是", "否")
_NEEDED = Font(bold=True, color="B00020")


def write_template(file: Path, organs: Sequence[str], regions: Sequence[str]) -> None:
    """Write the empty table, with the organs and regions of this installation to choose from."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = "信访事项"
    lists = book.create_sheet("选项")
    lists.sheet_state = "hidden"
    columns = [key for key, field in FIELDS.items() if not field.told] + list(_SECOND)
    for place, column in enumerate(columns, start=1):
        key, _ = parted(column)
        _write_heading(page, place, column)
        values = _values(key, organs, regions)
        if values:
            _offer(page, lists, place, values)
        sample = page.cell(2, place, _SAMPLE.get(column, ""))
        sample.alignment = WRAPPED
        for row in range(2, 200):
            page.cell(row, place).number_format = "@"
    page.freeze_panes = "A2"
    _explain(book, columns)
    book.save(file)


def _write_heading(page: Worksheet, place: int, column: str) -> None:
    key, _ = parted(column)
    field = FIELDS[key]
    cell = page.cell(1, place, heading(column).zh)
    cell.font = _NEEDED if field.needed and column == key else HEAD
    cell.fill, cell.alignment = HEAD_FILL, WRAPPED
    note = Comment(f"{heading(column).en}\n{field.note.zh}\n{field.note.en}", "Yimen")
    note.width, note.height = _NOTE_SIZE
    cell.comment = note
    width = _WIDE_WIDTH if key in _WIDE else _NARROW_WIDTH
    page.column_dimensions[get_column_letter(place)].width = width


def _values(key: str, organs: Sequence[str], regions: Sequence[str]) -> Sequence[str]:
    field = FIELDS[key]
    if field.kind is Kind.ORGAN:
        return organs
    if field.kind is Kind.REGION:
        return regions
    if field.kind is Kind.YES_NO:
        return _YES_NO
    return [one.title.zh for one in field.choices]


def _offer(page: Worksheet, lists: Worksheet, place: int, values: Sequence[str]) -> None:
    """Give a column a list to choose from; the list lies on a hidden sheet, so it may be long."""
    column = lists.max_column + 1 if lists["A1"].value else 1
    for row, value in enumerate(values, start=1):
        lists.cell(row, column, value)
    letter = get_column_letter(column)
    offered = DataValidation(
        type="list",
        formula1=f"'{lists.title}'!${letter}$1:${letter}${len(values)}",
        allow_blank=True,
    )
    offered.error, offered.errorTitle, offered.showErrorMessage = (
        "请从列表中选择。",
        "不在列表中",
        True,
    )
    page.add_data_validation(offered)
    here = get_column_letter(place)
    offered.add(f"{here}2:{here}{_ROWS}")


def _explain(book: Workbook, columns: Sequence[str]) -> None:
    page = book.create_sheet("填写说明")
    page.append(["栏目", "Column", "必填", "说明", "Note"])
    for cell in page[1]:
        cell.font, cell.fill = HEAD, HEAD_FILL
    for column in columns:
        field, title = FIELDS[parted(column)[0]], heading(column)
        needed = "是" if field.needed and column == field.key else ""
        page.append([title.zh, title.en, needed, field.note.zh, field.note.en])
    for letter, width in zip("ABCDE", (18, 24, 8, 70, 70), strict=True):
        page.column_dimensions[letter].width = width
    page.freeze_panes = "A2"
