"""Petitions in bulk: good rows go in once, bad rows come back with their reason."""

from __future__ import annotations

import csv
import json
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from tests.ops.tables import HEADINGS, ROW, csv_file, district, xlsx_file

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.base.errors import Refused
from yimen.base.seal import unseal
from yimen.base.time import LOCAL
from yimen.ops.bulk import rows
from yimen.ops.bulk.exporting import NoSuchState, Wanted, give_out
from yimen.ops.bulk.importing import Report, Wishes, take_in
from yimen.ops.bulk.template import SAMPLE_NUMBER, write_template
from yimen.ops.bulk.writing import NotOurSuffix
from yimen.ops.progress import Done, silent
from yimen.ops.verbs import import_ as verb
from yimen.people.models import Organ
from yimen.registry.models import Entry, Link, Party, Petition, Reading

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 4, 1, 10, tzinfo=LOCAL)


@pytest.fixture(autouse=True)
def bureau() -> Organ:
    return district()


def imported(file: Path, **wishes: object) -> Report:
    return take_in(Wishes(file=file, **wishes), NOW, silent)  # type: ignore[arg-type]  # as named


def filed() -> list[Petition]:
    act_as(SYSTEM)
    return list(Petition.objects.exclude(source="elsewhere").order_by("pk"))


def reasons(report: Report) -> dict[int, str]:
    return {bad.line: bad.reason for bad in report.bad_rows}


def test_a_row_is_lodged_and_registered_on_the_day_it_came(tmp_path: Path, bureau: Organ):
    report = imported(csv_file(tmp_path / "来信.csv", ROW))
    assert (report.imported, report.already_there, report.bad) == (1, 0, 0)
    (petition,) = filed()
    assert petition.received_at == datetime(2026, 3, 2, 12, tzinfo=LOCAL)
    assert petition.registered_at == petition.received_at
    assert petition.state == "registered"
    assert (petition.channel, petition.receiver, petition.source) == ("letter", bureau, "来信")
    assert petition.external_number == "A-1"
    assert [(d.request, d.facts) for d in petition.demands.all()] == [("请修路灯", "路灯不亮")]
    (party,) = petition.parties.all()
    assert (party.name, unseal(party.phone_sealed)) == ("赵甲", "13000000001")
    lines = Entry.objects.filter(petition=petition)
    assert [line.kind for line in lines] == ["lodge", "register"]
    assert all(line.written_at > line.at for line in lines)  # the record says when it was written


def test_every_column_is_taken_in(tmp_path: Path):
    headings = (
        *HEADINGS, "来源", "接收单位", "所属区域", "标题", "事发地点", "诉求2", "事实与理由2",
        "证件号码", "主体类型", "姓名2", "身份2", "证件类型2", "证件号码2", "涉及人数", "同意公开",
        "要求保密",
    )  # fmt: skip
    more = (
        "镇街登记簿", "东街街道办事处", "东街", "路灯", "幸福路口", "请查明原因", "",
        "11010519491231002X", "个人", "钱乙", "代理人", "护照", "E1", "5", "是", "否",
    )  # fmt: skip
    assert (
        imported(csv_file(tmp_path / "a.csv", (*ROW, *more), headings=headings).resolve()).bad == 0
    )
    (petition,) = filed()
    assert petition.receiver.name == "东街街道办事处"
    assert petition.region.name == "东街"
    assert (petition.title, petition.place, petition.source) == ("路灯", "幸福路口", "镇街登记簿")
    assert (petition.headcount, petition.wants_publicity) == (5, True)
    assert [d.request for d in petition.demands.all()] == ["请修路灯", "请查明原因"]
    first, second = petition.parties.all()
    assert (first.id_kind, unseal(first.id_sealed)) == ("resident", "11010519491231002X")
    assert (second.name, second.capacity, second.id_kind) == ("钱乙", "agent", "passport")


def test_a_table_that_is_imported_again_adds_nothing(tmp_path: Path):
    file = csv_file(tmp_path / "a.csv", ROW, ("A-2", *ROW[1:]))
    assert imported(file).imported == 2
    again = imported(file)
    assert (again.imported, again.already_there) == (0, 2)
    assert len(filed()) == 2


def test_an_import_that_was_broken_off_is_finished_by_repeating_it(tmp_path: Path):
    file = csv_file(tmp_path / "a.csv", *((f"A-{n}", *ROW[1:]) for n in range(5)))

    class Killed(BaseException):
        pass

    def begin(_: int | None) -> Done:
        counted = iter(range(10))

        def tick(_: int) -> None:
            if next(counted) == 3:
                raise Killed

        return tick

    with pytest.raises(Killed):
        take_in(Wishes(file=file), NOW, begin)
    assert len(filed()) == 3
    report = imported(file)
    assert (report.imported, report.already_there) == (2, 3)


def test_a_dry_run_says_what_would_happen_and_changes_nothing(tmp_path: Path):
    file = csv_file(tmp_path / "a.csv", ROW, ("A-2", "昨天", *ROW[2:]))
    report = imported(file, dry_run=True)
    assert (report.imported, report.bad) == (1, 1)
    assert filed() == []
    imported(file)
    assert imported(file, dry_run=True).already_there == 1


@pytest.mark.parametrize(
    ("place", "cell", "reason"),
    [
        (1, "2026-04-02", "future"),
        (1, "2026-02-30", "not a day"),
        (2, "飞鸽", "not in the list"),
        (2, "", "渠道 is empty"),
        (3, " ", "姓名 is empty"),
        (3, "长" * 81, "longer than 80"),
        (4, "1.38E+10", "rounded"),
        (5, "", "诉求 is empty"),
        (5, "#N/A", "formula"),
    ],
)
def test_a_bad_row_is_left_out_with_its_line_and_reason(
    tmp_path: Path, place: int, cell: str, reason: str
):
    bad = ["A-2", *ROW[1:]]
    bad[place] = cell
    report = imported(csv_file(tmp_path / "a.csv", bad, ROW))
    assert (report.imported, report.bad) == (1, 1)
    assert reason.rsplit(maxsplit=1)[-1] in reasons(report)[2]


def test_a_number_that_stands_twice_is_taken_in_once(tmp_path: Path):
    report = imported(csv_file(tmp_path / "a.csv", ROW, ROW, ("A-2", *ROW[1:])))
    assert (report.imported, reasons(report).keys()) == (2, {3})
    assert "line 2" in reasons(report)[3]


def test_rows_without_a_number_are_known_by_what_they_say(tmp_path: Path):
    nameless = ("", *ROW[1:])
    file = csv_file(tmp_path / "a.csv", nameless, ("", *ROW[1:5], "请修水管", ""))
    assert imported(file).imported == 2
    assert imported(file).already_there == 2
    assert "line 2" in reasons(imported(csv_file(tmp_path / "b.csv", nameless, nameless)))[3]


def test_bad_rows_are_written_beside_the_file_and_can_be_mended_and_imported(tmp_path: Path):
    report = imported(csv_file(tmp_path / "a.csv", ROW, ("A-2", "2026-02-30", *ROW[2:6], "=1+1")))
    file = Path(report.bad_rows_file)
    assert file == tmp_path / "a.bad.csv"
    text = file.read_text(encoding="utf-8-sig")
    (row,) = csv.DictReader(text.splitlines())
    assert (row["原行号"], row["外部编号"]) == ("3", "A-2")
    assert "2026-02-30" in row["未导入原因"]
    assert row["事实与理由"] == "'=1+1"  # a spreadsheet must not calculate it
    file.write_text(text.replace("2026-02-30", "2026-02-28"), encoding="utf-8-sig")
    assert imported(file).imported == 1
    last = filed()[-1]
    assert (last.source, last.external_number) == ("a", "A-2")
    assert last.demands.get().facts == "=1+1"
    assert imported(tmp_path / "a.bad.csv").already_there == 1


def test_a_workbook_is_read_with_its_dates_and_numbers(tmp_path: Path):
    row = (1024, datetime(2026, 3, 2, 9, 30), "来访", "赵甲", 13800138000.0, "请修路灯", None)  # noqa: DTZ001 - as in a workbook
    assert imported(xlsx_file(tmp_path / "a.xlsx", HEADINGS, row)).bad_rows == []
    (petition,) = filed()
    assert petition.external_number == "1024"
    assert petition.received_at == datetime(2026, 3, 2, 9, 30, tzinfo=LOCAL)
    assert unseal(petition.parties.get().phone_sealed) == "13800138000"


def test_a_mapping_file_names_their_columns_and_words(tmp_path: Path):
    (tmp_path / "map.yaml").write_text(
        "source: 旧系统\n"
        "columns:\n"
        "  external_number: 单号\n"
        '  received_at: {column: 日, format: "%d.%m.%Y"}\n'
        "  channel: {column: 方式, values: {上门: visit, 留言板: online}}\n"
        "  request: 想要什么\n"
        "defaults: {name: 匿名}\n"
    )
    file = csv_file(
        tmp_path / "a.csv",
        ("7", "02.03.2026", "留言板", "修路", ""),
        ("8", "03.03.2026", "上门", "修桥", "孙丙"),
        headings=("单号", "日", "方式", "想要什么", "姓名"),
    )
    assert imported(file, mapping=tmp_path / "map.yaml").bad_rows == []
    first, second = filed()
    assert (first.source, first.channel, first.parties.get().name) == ("旧系统", "online", "匿名")
    assert (second.channel, second.parties.get().name) == ("visit", "孙丙")


def test_a_row_older_than_every_limit_goes_in_without_clocks(tmp_path: Path):
    report = imported(csv_file(tmp_path / "a.csv", ("A-1", "1999-05-04", *ROW[2:])))
    assert report.bad_rows == []
    (petition,) = filed()
    assert (petition.state, petition.due_on) == ("registered", None)


def test_columns_that_nobody_reads_are_named(tmp_path: Path):
    file = csv_file(tmp_path / "a.csv", (*ROW, "x"), headings=(*HEADINGS, "领导批示"))
    assert imported(file).ignored_columns == ("领导批示",)


def test_who_receives_must_be_clear(tmp_path: Path, bureau: Organ):
    Organ.objects.create(name="又一个信访局", mark="又", kind="bureau", region=bureau.region)
    file = csv_file(tmp_path / "a.csv", ROW)
    with pytest.raises(rows.WhoReceives):
        imported(file)
    with pytest.raises(rows.NoSuchOrgan):
        imported(file, receiver="没有的单位")
    assert imported(file, receiver=bureau.name).imported == 1
    named = csv_file(
        tmp_path / "b.csv", (*ROW, "试信"), ("A-2", *ROW[1:], ""), headings=(*HEADINGS, "接收单位")
    )
    assert "several petition bureaus" in reasons(imported(named))[3]  # the other row names its own
    Organ.objects.update(kind=Organ.Kind.DEPARTMENT)
    with pytest.raises(rows.NobodyReceives):
        imported(csv_file(tmp_path / "c.csv", ROW))


def test_the_empty_table_can_be_filled_in_and_its_invented_row_stays_out(tmp_path: Path):
    file = tmp_path / "empty.xlsx"
    write_template(file, ["试验区信访局", "东街街道办事处"], ["试验区", "东街"])
    assert imported(file).rows == 0
    book = load_workbook(file)
    page = book.worksheets[0]
    assert page["B2"].value == SAMPLE_NUMBER
    assert all(page.cell(1, place).comment for place in range(1, page.max_column + 1))
    assert len(page.data_validations.dataValidation) >= 8
    places = {page.cell(1, place).value: place for place in range(1, page.max_column + 1)}
    for heading, value in zip(HEADINGS, ROW, strict=True):
        page.cell(3, places[heading]).value = value
    book.save(file)
    assert imported(file).imported == 1


def test_what_is_exported_can_be_imported_into_an_empty_installation(tmp_path: Path):
    headings = (*HEADINGS, "诉求2", "姓名2", "身份2", "证件号码", "同意公开", "所属区域")
    more = ("请查明原因", "钱乙", "代表", "11010519491231002X", "是", "东街")
    plain = ("A-2", *ROW[1:6], "=cmd|' /C calc'!A0\n第二行", *[""] * 6)
    imported(csv_file(tmp_path / "a.csv", (*ROW, *more), plain, headings=headings))
    before = shape(filed())
    outs = [tmp_path / "out.xlsx", tmp_path / "out.csv"]
    for out in outs:
        assert give_out(out, Wanted(with_numbers=True), NOW, silent) == 2
        assert imported(out).already_there == 2  # the same place: nothing new
    for out in outs:
        forget(filed())
        report = imported(out)
        assert report.bad_rows == []
        assert report.ignored_columns == ()
        assert shape(filed()) == before


def test_a_petition_filed_here_is_known_again_by_our_own_number(tmp_path: Path):
    imported(csv_file(tmp_path / "a.csv", ROW))
    act_as(SYSTEM)
    Petition.objects.update(source="", external_number="")
    out = tmp_path / "out.csv"
    give_out(out, Wanted(), NOW, silent)
    assert imported(out).already_there == 1


def test_an_export_keeps_numbers_back_unless_asked_and_leaves_a_trace(tmp_path: Path):
    imported(csv_file(tmp_path / "a.csv", ROW))
    give_out(tmp_path / "out.csv", Wanted(), NOW, silent)
    assert "13000000001" not in (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
    assert not Reading.objects.exists()  # the worker's role may write this, and not read it


def test_an_export_can_be_narrowed(tmp_path: Path, bureau: Organ):
    imported(csv_file(tmp_path / "a.csv", ROW, ("A-2", "2026-03-05", *ROW[2:])))
    out = tmp_path / "out.csv"

    def count(**wanted: object) -> int:
        return give_out(out, Wanted(**wanted), NOW, silent)  # type: ignore[arg-type]  # as named

    fifth = datetime(2026, 3, 5, tzinfo=LOCAL).date()
    second = datetime(2026, 3, 2, tzinfo=LOCAL).date()
    assert (count(since=fifth), count(until=second), count(since=second, until=fifth)) == (1, 1, 2)
    assert (count(state="registered"), count(state="已办结")) == (2, 0)
    assert (count(organ=bureau.name), count(organ="东街街道办事处")) == (2, 0)
    with pytest.raises(NoSuchState, match="handling"):
        count(state="忘了")
    with pytest.raises(NotOurSuffix):
        give_out(tmp_path / "out.pdf", Wanted(), NOW, silent)


@pytest.mark.parametrize(("text", "code"), [("", 2), ("姓名\nx", 2), (",".join(HEADINGS), 0)])
def test_the_verb_leaves_with_2_when_the_file_cannot_be_used(tmp_path: Path, text: str, code: int):
    (tmp_path / "a.csv").write_text(text)
    done = CliRunner().invoke(verb.import_, [str(tmp_path / "a.csv")])
    assert done.exit_code == code


def test_the_verb_leaves_with_1_when_a_row_is_bad_and_prints_data(tmp_path: Path):
    file = csv_file(tmp_path / "a.csv", ROW, ("A-2", "x", *ROW[2:]))
    done = CliRunner().invoke(verb.import_, [str(file), "--json"])
    assert done.exit_code == 1
    told = json.loads(done.stdout)
    assert (told["imported"], told["bad"], told["bad_rows"][0]["line"]) == (1, 1, 3)


def shape(petitions: list[Petition]) -> list[object]:
    """Return all that an export must carry, apart from what an installation gives itself."""
    return [
        [
            (one.source, one.external_number, one.channel, one.title, one.place, one.received_at),
            (one.headcount, one.wants_publicity, one.wants_confidentiality, one.region_id),
            [(demand.request, demand.facts) for demand in one.demands.all()],
            [
                (party.name, party.capacity, party.kind, party.id_kind, party.reach, sealed(party))
                for party in one.parties.all()
            ],
        ]
        for one in petitions
    ]


def sealed(party: Party) -> list[str]:
    return [unseal(getattr(party, f"{what}_sealed")) for what in ("id", "phone", "address")]


def forget(petitions: list[Petition]) -> None:
    """Make room as if this were another installation."""
    act_as(SYSTEM)
    for petition in petitions:
        Petition.objects.filter(pk=petition.pk).update(
            source="elsewhere", external_number=f"gone-{petition.pk}", number=f"gone-{petition.pk}"
        )


def test_refusals_of_a_row_are_one_line_each():
    for refusal in (rows.RowBroken(), rows.CellEmpty(column="x")):
        assert isinstance(refusal, Refused)
        assert "\n" not in str(refusal)


def test_a_row_of_somebody_who_came_before_is_named_and_not_linked(tmp_path: Path):
    first = imported(csv_file(tmp_path / "来信.csv", ROW))
    assert (first.may_repeat, first.repeats) == (0, [])
    (earlier,) = filed()
    report = imported(csv_file(tmp_path / "再来.csv", ROW))
    assert (report.imported, report.may_repeat) == (1, 1)
    assert [(one.line, one.numbers) for one in report.repeats] == [(2, (earlier.number,))]
    assert not Link.objects.exists()
