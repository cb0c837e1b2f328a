"""Tables as other offices send them, invented."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

from yimen.people.models import Organ, Region

HEADINGS = ("外部编号", "收到时间", "渠道", "姓名", "联系电话", "诉求", "事实与理由")
ROW = ("A-1", "2026-03-02", "来信", "赵甲", "13000000001", "请修路灯", "路灯不亮")


def district() -> Organ:
    """Make a district with a bureau and one street office; return the bureau."""
    region = Region.objects.create(name="试验区", kind="district", path="/sy/")
    street = Region.objects.create(name="东街", kind="street", path="/sy/dong/", parent=region)
    bureau = Organ.objects.create(name="试验区信访局", mark="试信", kind="bureau", region=region)
    Organ.objects.create(name="东街街道办事处", mark="试东", kind="street_office", region=street)
    return bureau


def csv_file(
    file: Path, *rows: Sequence[object], headings: Sequence[str] = HEADINGS, encoding: str = "utf-8"
) -> Path:
    with file.open("w", encoding=encoding, newline="") as text:
        csv.writer(text).writerows([headings, *rows])
    return file


def xlsx_file(file: Path, *rows: Sequence[object]) -> Path:
    book = Workbook()
    page = book.worksheets[0]
    for row in rows:
        page.append(list(row))
    book.save(file)
    return file
