"""The screening sheet: it warns of her time elsewhere, is printed for her, and decides nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests import ground, make
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import Actor
from yimen.casework.actions.accept import accept
from yimen.casework.actions.forward import forward
from yimen.casework.actions.weigh import Weighing, weigh
from yimen.casework.ways import ChooseAWay, NotInstead, SinceAhead
from yimen.law.moves import NotAllowedNow
from yimen.law.routes import NoSuchWay
from yimen.people.models import Body
from yimen.registry.models import Sheet

AT = make.when("weigh")
ELSEWHERE = make.WEIGHING
HERE = Weighing(is_here=True)


def weighed(case: Case, weighing: Weighing = ELSEWHERE, by: Actor | None = None) -> None:
    weigh(case.demand, weighing=weighing, by=by or case.district["screener"], at=AT)


def test_at_the_bureau_the_screener_may(district: District):
    case = make.a_petition(district, "screened")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: weighed(case, by=by))
    assert tried == {"screener": "done"}


def test_it_keeps_the_answers_and_watches_the_last_day(district: District):
    case = make.a_petition(district, "screened")
    weighed(case, replace(ELSEWHERE, note=" 请尽快 "))
    row = Sheet.objects.get(demand=case.demand)
    assert (row.is_here, row.way, row.begins, str(row.since), str(row.lapses_on), row.note) == (
        False,
        "labour_arbitration",
        "knew",
        "2024-06-03",
        "2025-06-03",
        "请尽快",
    )
    assert after.running(case.demand) == {"dispatch": "2025-03-11", "elsewhere": "2025-06-03"}
    assert after.differences(case) == []


def test_it_changes_nothing_of_where_the_demand_stands(district: District):
    case = make.a_petition(district, "screened")
    before = make.demand_of(case)
    weighed(case)
    now = make.demand_of(case)
    assert (now.state, now.owner_id, now.route, now.due_on) == (
        before.state,
        before.owner_id,
        before.route,
        before.due_on,
    )


def test_its_line_names_the_row_and_no_words(district: District):
    case = make.a_petition(district, "screened")
    weighed(case)
    (line,) = after.new_lines(case, 3)
    assert line == {
        "kind": "weigh",
        "demands": [1],
        "role": "screener",
        "sheet": Sheet.objects.get(demand=case.demand).pk,
        "way": "labour_arbitration",
        "lapses_on": "2025-06-03",
        "clocks": {"1": {"elsewhere": {"due": "2025-06-03"}}},
    }


def test_a_second_sheet_takes_the_place_of_the_first(district: District):
    case = make.a_petition(district, "weighed")
    later = replace(ELSEWHERE, begins="ended", since=make.on("2025-01-06").date())
    weigh(case.demand, weighing=later, by=district["screener"], at=make.on("2025-02-26"))
    assert after.running(case.demand)["elsewhere"] == "2026-01-06"
    weigh(case.demand, weighing=HERE, by=district["screener"], at=make.on("2025-02-26"))
    assert "elsewhere" not in after.running(case.demand)
    assert after.differences(case) == []


def test_accepted_here_her_time_elsewhere_is_no_more_watched(district: District):
    case = make.a_petition(district, "weighed")
    forward(case.demand, to=district.housing.pk, by=district["screener"], at=make.when("send"))
    assert "elsewhere" in after.running(case.demand)
    handler = district["handler"]
    accept(case.demand, handler=handler.id, by=handler, at=make.when("accept"))
    assert "elsewhere" not in after.running(case.demand)
    assert after.differences(case) == []


def test_the_sheet_says_direction_way_and_what_to_expect(district: District):
    Body.objects.create(
        region=district.region,
        kind="labour_arbitration",
        name="一门区劳动人事争议仲裁院",
        address="一门区同心路20号二楼",
        phone="0000-1",
    )
    case = make.a_petition(district, "screened")
    weighed(case)
    ground.do_jobs()
    letter = make.letter_of(case, "guidance_sheet")
    assert letter.is_for_petitioner
    said = str(letter.content)
    for word in (
        *("专门途径", "劳动仲裁", "一门区同心路20号二楼", "2025年6月3日", "第二十七条"),
        *("45日内裁决", "法律援助", "本单不停止任何期限", "2025年3月11日"),
    ):
        assert word in said
    assert "只剩" not in said


def test_few_days_left_are_said_first(district: District):
    case = make.a_petition(district, "screened")
    weighed(case, replace(ELSEWHERE, since=make.on("2024-03-01").date()))
    ground.do_jobs()
    said = str(make.letter_of(case, "guidance_sheet").content)
    assert "只剩6天" in said
    assert "先行提供法律援助" in said


def test_without_an_address_it_says_to_ask_for_it(district: District):
    case = make.a_petition(district, "screened")
    weighed(case)
    ground.do_jobs()
    assert "那里的地址请向我单位查询" in str(make.letter_of(case, "guidance_sheet").content)


def test_handled_here_it_says_so_and_what_may_help_beside(district: District):
    case = make.a_petition(district, "screened")
    weighed(case, Weighing(is_here=True, way="people_mediation"))
    ground.do_jobs()
    said = str(make.letter_of(case, "guidance_sheet").content)
    assert "可以在这里办" in said
    assert "人民调解" in said
    assert "专门途径" not in said


@pytest.mark.parametrize(
    ("weighing", "refusal"),
    [
        (Weighing(is_here=False), ChooseAWay),
        (Weighing(is_here=False, way="legal_aid"), NotInstead),
        (Weighing(is_here=False, way="nowhere"), NoSuchWay),
        (replace(ELSEWHERE, since=make.on("2025-02-26").date()), SinceAhead),
    ],
)
def test_a_sheet_that_leads_nowhere_is_not_kept(
    district: District, weighing: Weighing, refusal: type[Exception]
):
    case = make.a_petition(district, "screened")
    with after.nothing_changes(), pytest.raises(refusal):
        weighed(case, weighing)


@pytest.mark.parametrize("until", ["lodged", "accepted", "served", "declined", "concluded"])
def test_what_is_accepted_or_over_is_weighed_no_more(district: District, until: str):
    case = make.a_petition(district, until)
    owner = make.demand_of(case).owner
    by = make.an_officer(district, "head", owner)
    with after.nothing_changes(), pytest.raises(NotAllowedNow):
        weighed(case, by=by)
