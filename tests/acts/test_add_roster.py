"""A list of co-signers: good rows go in, bad ones are named by line; each gets an answer."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from tests import cast, ground, make
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import SYSTEM, Actor
from yimen.access.rls import act_as
from yimen.casework.actions.add_roster import add_roster
from yimen.casework.actions.ask_review import ask_review
from yimen.casework.filing import Paper
from yimen.casework.rosters import NobodyNew, RosterOfVisitors
from yimen.documents.models import Letter
from yimen.documents.rosters import (
    MOST,
    NameMissing,
    NobodyOnIt,
    NoNames,
    NumberHasASlip,
    OnTheListTwice,
    Read,
    TooManyOnIt,
    read_roster,
    template,
)
from yimen.registry.models import Party, Reply, Review, Roster

AT = make.on("2025-02-24", "12:00")
GOOD = (
    "姓名,身份证号,联系电话,住址\n柴守信,,13700137002,东湖街道\n"
    "任清和,110105196002020030,,梅岭街道\n"
)


def a_list(text: str = GOOD, name: str = "名册.csv") -> Read:
    return read_roster(name, text.encode())


def added(case: Case, read: Read | None = None, by: Actor | None = None, **words: object) -> None:
    add_roster(
        case.petition,
        read=read or a_list(),
        **words,
        by=by or case.district["receptionist"],
        at=AT,
    )


def test_the_counters_add_it_and_nobody_else(district: District):
    case = make.a_petition(district, "registered")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: added(case, by=by))
    assert tried == dict.fromkeys(("receptionist", "screener", "system"), "done")


def test_they_are_co_signers_and_all_are_counted(district: District):
    case = make.a_petition(district, "registered")
    paper = Paper(name="名册.csv", data=GOOD.encode())
    since = len(after.lines(case))
    added(case, paper=paper, headcount=40)
    signers = Party.objects.filter(petition=case.petition, capacity="cosigner")
    assert list(signers.values_list("name", flat=True)) == ["柴守信", "任清和"]
    assert make.petition_of(case).headcount == 40
    row = Roster.objects.get(petition=case.petition)
    assert (row.people, row.left_out, row.paper.name) == (2, 0, "名册.csv")
    assert after.new_lines(case, since) == [
        {
            "kind": "add_roster",
            "demands": [],
            "role": "receptionist",
            "roster": row.pk,
            "headcount": 40,
        }
    ]
    assert after.differences(case) == []


def test_who_is_in_it_already_is_not_added_twice(district: District):
    case = make.a_petition(district, "registered")
    added(case)
    with after.nothing_changes(), pytest.raises(NobodyNew):
        added(case)
    again = a_list(f"{GOOD}江北望,,13600136003,\n")
    added(case, again)
    assert Roster.objects.latest("pk").people == 1
    assert make.petition_of(case).headcount == 4


def test_a_bad_row_is_named_with_its_line_and_holds_up_no_good_one():
    read = a_list(
        "姓名,身份证号,联系电话\n"
        "甲,,1\n"
        ",,2\n"
        "乙,110105194912310021,\n"
        "丙,,3\n"
        "甲,,1\n"
        "示例甲（导入时自动跳过）,,13000000000\n"
    )
    assert [one.name for one in read.people] == ["甲", "丙"]
    assert [(one.line, type(one.because)) for one in read.left_out] == [
        (3, NameMissing),
        (4, NumberHasASlip),
        (6, OnTheListTwice),
    ]
    assert read.left_out[2].because.facts["line"] == 2


def test_a_spreadsheet_is_read_as_well_and_so_is_the_old_encoding():
    book = Workbook()
    page = book.worksheets[0]
    page.append(["河湾社区联名名单"])
    page.append(["序号", "姓名", "手机"])
    page.append([1, "柴守信", 13700137002])
    page.append([2, None, None])
    written = BytesIO()
    book.save(written)
    read = read_roster("名单.xlsx", written.getvalue())
    assert [(one.line, one.name, one.phone) for one in read.people] == [
        (3, "柴守信", "13700137002")
    ]
    assert [one.line for one in read.left_out] == [4]
    assert len(read_roster("a.csv", GOOD.encode("gb18030")).people) == 2


def test_the_template_is_read_back_as_nobody_yet():
    book = load_workbook(BytesIO(template()))
    assert [cell.value for cell in book.worksheets[0][1]] == [
        "姓名",
        "证件号码",
        "联系电话",
        "住址",
    ]
    with pytest.raises(NobodyOnIt):
        read_roster("模板.xlsx", template())


@pytest.mark.parametrize(
    ("text", "refusal"),
    [("号码,电话\n1,2\n", NoNames), ("姓名,电话\n", NobodyOnIt)],
)
def test_what_is_no_list_is_refused_whole(text: str, refusal: type[Exception]):
    with pytest.raises(refusal):
        a_list(text)


def test_a_list_has_an_end():
    rows = "\n".join(f"甲{n},{n}" for n in range(MOST + 1))
    with pytest.raises(TooManyOnIt):
        a_list(f"姓名,电话\n{rows}\n")


def test_of_a_visit_only_the_representatives_are_named(district: District):
    filing = make.a_filing(district, channel="visit", headcount=46)
    case = make.a_petition(district, "registered", filing=filing)
    with after.nothing_changes(), pytest.raises(RosterOfVisitors):
        added(case)


def test_sixty_co_signers_of_a_letter_are_taken_in_and_each_gets_an_answer(district: District):
    rows = "".join(f"联名人{n},1380000{n:04d}\n" for n in range(60))
    case = make.a_petition(district, "registered")
    added(case, a_list(f"姓名,电话\n{rows}"))
    make.walk(case, "issued", begin="registered")
    assert Reply.objects.filter(petition=case.petition).count() == 60
    assert make.petition_of(case).headcount == 61


def test_each_reply_is_to_one_person_and_names_their_own_right(district: District):
    filing = make.a_filing(district, people=(cast.CITIZEN, cast.WRITES_OFTEN, cast.BLIND))
    case = make.a_petition(district, "signed", filing=filing)
    make.walk(case, "issued", begin="signed")
    ground.do_jobs()
    act_as(SYSTEM)
    found = Letter.objects.filter(petition=case.petition, kind="personal_reply").order_by("pk")
    texts = [str(one.content) for one in found]
    assert ["柴守信" in texts[0], "任清和" in texts[1]] == [True, True]
    for text in texts:
        for word in ("不需要其他联名人同意", "复查", "七盏路灯因电缆老化断电", "周小满等人"):
            assert word in text
    assert len({one.number for one in found}) == 2


@pytest.mark.parametrize(("people", "is_late"), [(3, False), (1, True)])
def test_nobody_of_several_is_late_whose_own_reply_is_not_proved(
    district: District, people: int, *, is_late: bool
):
    """Their time begins with their own receipt (art. 35), and of that there is no proof yet."""
    folk = (cast.CITIZEN, cast.WRITES_OFTEN, cast.BLIND)[:people]
    case = make.a_petition(district, "served", filing=make.a_filing(district, people=folk))
    late = make.on("2025-06-20")
    ask_review(case.petition, demands=case.demands, plea=make.PLEA, by=case.petitioner, at=late)
    act_as(SYSTEM)
    assert Review.objects.get(petition=case.petition).is_late is is_late
    assert after.differences(case) == []
