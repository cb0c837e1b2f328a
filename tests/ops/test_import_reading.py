"""Reading tables: encodings, cells, headings; no database."""

from __future__ import annotations

import contextlib
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from tests.ops.tables import HEADINGS, ROW, csv_file, xlsx_file

from yimen.base.errors import Refused
from yimen.base.time import LOCAL
from yimen.documents import cells as values
from yimen.documents.tables import (
    FileMissing,
    NoRows,
    NoSuchSheet,
    NoTable,
    NotText,
    OldTable,
    opened,
)
from yimen.ops.bulk.fields import FIELDS, folded, understood
from yimen.ops.bulk.fields import HEADINGS as KNOWN
from yimen.ops.bulk.mapping import (
    ColumnMissing,
    MappingBroken,
    NoSuchField,
    Plan,
    mapped,
    read_plan,
)


def lines(file: Path, plan: Plan = Plan()) -> list[tuple[int, tuple[object, ...]]]:  # noqa: B008 - frozen
    with opened(file, sheet=plan.sheet, is_heading=plan.is_heading) as table:
        assert table.headings[: len(HEADINGS)] == HEADINGS
        return [(row.line, row.cells) for row in table.rows if not row.is_empty]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_a_csv_is_read_in_whichever_encoding_it_was_saved(tmp_path: Path, encoding: str):
    file = csv_file(tmp_path / "a.csv", ROW, encoding=encoding)
    assert lines(file) == [(2, ROW)]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_csv_may_use_another_delimiter(tmp_path: Path, delimiter: str):
    file = tmp_path / "a.csv"
    file.write_text("\n".join(delimiter.join(row) for row in (HEADINGS, ROW)))
    assert lines(file) == [(2, ROW)]


def test_a_quoted_line_end_stays_in_its_cell_and_lines_are_counted_as_an_editor_counts(
    tmp_path: Path,
):
    two = (*ROW[:6], "第一行\n第二行，“有引号”\n")
    file = csv_file(tmp_path / "a.csv", two, ROW)
    assert lines(file) == [(2, two), (5, ROW)]


def test_a_quote_that_is_not_closed_breaks_its_row_only_if_others_follow_it_whole(tmp_path: Path):
    file = tmp_path / "a.csv"
    file.write_text(f'{",".join(HEADINGS)}\nA-0,"半句"话,x\n{",".join(ROW)}\nA-2,"没有结束\nA-3')
    with opened(file, is_heading=Plan().is_heading) as table:
        rows = list(table.rows)
    assert [(row.line, row.is_broken) for row in rows] == [(2, True), (3, False), (4, True)]


def test_headings_may_stand_below_a_title_and_an_explanation(tmp_path: Path):
    file = xlsx_file(tmp_path / "a.xlsx", ["2026年来信台账"], [], ["请如实填写"], HEADINGS, ROW)
    assert lines(file) == [(5, ROW)]


def test_hidden_sheets_and_empty_rows_are_passed_over(tmp_path: Path):
    book = Workbook()
    book.worksheets[0].title = "旧"
    book.worksheets[0].sheet_state = "hidden"
    page = book.create_sheet("台账")
    for row in (HEADINGS, [], ["  "], ROW):
        page.append(list(row))
    book.save(tmp_path / "a.xlsx")
    assert lines(tmp_path / "a.xlsx") == [(4, ROW)]
    assert lines(tmp_path / "a.xlsx", Plan(sheet="台账")) == [(4, ROW)]
    with pytest.raises(NoSuchSheet, match="旧, 台账"):
        lines(tmp_path / "a.xlsx", Plan(sheet="没有"))


@pytest.mark.parametrize(
    ("name", "data", "refusal"),
    [
        ("a.xls", b"\xd0\xcf\x11\xe0", OldTable),
        ("a.xlsx", b"no workbook", NoTable),
        ("a.csv", b"\xff\x81\x00\x00\xff", NotText),
        ("a.csv", b"", NoRows),
        ("a.csv", b"\n\n", NoRows),
    ],
)
def test_a_file_that_is_no_table_is_refused(
    tmp_path: Path, name: str, data: bytes, refusal: type[Refused]
):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(refusal):
        lines(tmp_path / name)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path):
    with pytest.raises(FileMissing):
        lines(tmp_path / "a.csv")


def test_every_heading_means_one_field_only():
    said = [
        folded(word)
        for key, field in FIELDS.items()
        for word in {folded(w) for w in (key, field.title.zh, field.title.en, *field.also)}
    ]
    assert sorted(said) == sorted(set(said))
    assert len(KNOWN) == len(set(said))


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("诉求", "request"),
        (" * 诉 求：", "request"),
        ("诉求2", "request2"),
        ("Demand 3", "request3"),
        ("姓名１２", "name12"),
        ("手机号码", "phone"),
        ("电话", "phone"),
        ("EXTERNAL NUMBER", "external_number"),
        ("渠道2", ""),  # a petition comes in through one channel
        ("备注", ""),
        ("", ""),
    ],
)
def test_a_heading_is_understood(heading: str, field: str):
    assert understood(heading) == field


def moment(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=LOCAL)  # type: ignore[arg-type,misc]  # the parts are few


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("2026-03-02", moment(2026, 3, 2, 12)),
        ("2026/3/2", moment(2026, 3, 2, 12)),
        ("2026.03.02", moment(2026, 3, 2, 12)),
        ("2026年3月2日", moment(2026, 3, 2, 12)),
        ("２０２６年３月２日", moment(2026, 3, 2, 12)),
        ("20260302", moment(2026, 3, 2, 12)),
        ("2026-03-02 09:30", moment(2026, 3, 2, 9, 30)),
        ("2026年3月2日 9时30分", moment(2026, 3, 2, 9, 30)),
        ("2026-03-02T09:30:15.123", moment(2026, 3, 2, 9, 30, 15)),
        ("2026-03-02T01:30:00Z", moment(2026, 3, 2, 9, 30)),
        ("2026-03-02T09:30:00+08:00", moment(2026, 3, 2, 9, 30)),
        (46083, moment(2026, 3, 2, 12)),  # Excel's number of that day
        (46083.5, moment(2026, 3, 2, 12)),
        ("46083", moment(2026, 3, 2, 12)),
        (datetime(2026, 3, 2), moment(2026, 3, 2, 12)),  # noqa: DTZ001 - as a workbook gives it
        (datetime(2026, 3, 2, 9, 30), moment(2026, 3, 2, 9, 30)),  # noqa: DTZ001 - the same
        (date(2026, 3, 2), moment(2026, 3, 2, 12)),
        ("", None),
        (None, None),
    ],
)
def test_a_day_is_read_however_it_is_written(cell: object, found: datetime | None):
    assert values.moment_of(cell, "收到时间") == found


@pytest.mark.parametrize(
    "cell", ["2026-13-01", "2026-02-30", "明天", "03/02/2026", "1-2-3", 12, True]
)
def test_what_may_be_another_day_is_not_guessed(cell: object):
    with pytest.raises(values.NotAMoment, match="收到时间"):
        values.moment_of(cell, "收到时间")


def test_a_format_that_is_given_is_the_only_one():
    assert values.moment_of("02.03.26", "x", ("%d.%m.%y",)) == moment(2026, 3, 2, 12)
    assert values.moment_of("02.03.26 0930", "x", ("%d.%m.%y %H%M",)) == moment(2026, 3, 2, 9, 30)
    with pytest.raises(values.NotAMoment):
        values.moment_of("2026-03-02", "x", ("%d.%m.%y",))


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (13800138000, "13800138000"),
        (13800138000.0, "13800138000"),
        ("13800138000.0", "13800138000"),
        (" 0755-1234 ", "0755-1234"),
        ("'+86 138", "+86 138"),
        (None, ""),
    ],
)
def test_a_phone_number_is_never_calculated_with(cell: object, text: str):
    assert values.digits_of(cell, "联系电话") == text


@pytest.mark.parametrize("cell", [440301199001011000, 4.40301199001011e17, "4.403E+17", "1.38E10"])
def test_a_number_whose_last_digits_are_lost_is_refused(cell: object):
    with pytest.raises(values.NumberRounded, match="证件号码"):
        values.digits_of(cell, "证件号码")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  a\u00a0b\r\nc\x00\u200b ", "a b\nc"),
        ("x_x000D_\ny", "x\ny"),
        ("'=1+1", "=1+1"),
        ("'引号'", "'引号'"),
        (True, "是"),
        (1.5, "1.5"),
    ],
)
def test_a_text_loses_what_is_hidden_in_it(cell: object, text: str):
    assert values.text_of(cell, "诉求") == text


def test_the_error_of_a_formula_is_no_text():
    with pytest.raises(values.CellBroken):
        values.text_of("#REF!", "诉求")


@pytest.mark.parametrize(("cell", "count"), [("3", 3), (3.0, 3), ("３人", 3), ("", None)])
def test_a_count_is_read(cell: object, count: int | None):
    assert values.count_of(cell, "涉及人数") == count


@pytest.mark.parametrize("cell", ["0", "-1", "1.5", "很多", 1e30])
def test_what_is_no_count_is_refused(cell: object):
    with pytest.raises(values.NotAWholeNumber):
        values.count_of(cell, "涉及人数")


@given(st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.datetimes(), st.dates()))
def test_whatever_a_cell_holds_is_read_or_refused(cell: object):
    for read in (
        values.text_of,
        values.digits_of,
        values.moment_of,
        values.count_of,
        values.answer_of,
    ):
        with contextlib.suppress(Refused):
            read(cell, "栏目")


@given(st.text())
def test_what_is_guarded_against_formulas_reads_as_before(text: str):
    assert values.tidy(values.guarded(values.tidy(text))) == values.tidy(text)


def plan_of(tmp_path: Path, text: str) -> Plan:
    (tmp_path / "map.yaml").write_text(text)
    return read_plan(tmp_path / "map.yaml")


def places(tmp_path: Path, plan: Plan, *headings: str) -> dict[str, int]:
    file = csv_file(tmp_path / "a.csv", ["x"] * len(headings), headings=headings)
    with opened(file, is_heading=plan.is_heading) as table:
        return dict(mapped(table, plan).places)


def test_a_mapping_goes_before_what_a_heading_seems_to_say(tmp_path: Path):
    plan = plan_of(tmp_path, "columns: {request: 备注, title: 诉求}\ndefaults: {channel: letter}")
    assert places(tmp_path, plan, "姓名", "诉求", "备注") == {"request": 2, "title": 1, "name": 0}


def test_a_missing_column_is_named_with_the_way_to_map_it(tmp_path: Path):
    with pytest.raises(ColumnMissing) as refused:
        places(tmp_path, Plan(), "姓名", "渠道", "大意")
    assert "“诉求”" in str(refused.value)
    assert "姓名, 渠道, 大意" in str(refused.value)
    assert "request: and their heading" in str(refused.value)
    with pytest.raises(ColumnMissing, match="“大概”"):
        places(tmp_path, plan_of(tmp_path, "columns: {request: 大概}"), "姓名", "渠道", "大意")


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("colums: {}", MappingBroken),
        ("columns: [1]", MappingBroken),
        ("columns: {a: [", MappingBroken),
        ("columns: {name: {kolumn: x}}", MappingBroken),
        ("columns: {nmae: x}", NoSuchField),
        ("columns: {channel2: x}", NoSuchField),
    ],
)
def test_a_mapping_file_with_a_slip_is_refused(tmp_path: Path, text: str, refusal: type[Refused]):
    with pytest.raises(refusal):
        plan_of(tmp_path, text)
