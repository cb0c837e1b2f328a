"""Deciding whose it is: whoever was in the dispute decides nothing, and the decision stands."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests import ground, make, sent
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import Actor
from yimen.casework.actions.accept import accept
from yimen.casework.actions.decide_competence import decide_competence
from yimen.casework.actions.object_dispatch import object_dispatch
from yimen.casework.actions.report_up import report_up
from yimen.casework.guards import NoObjectionThen, SamePerson
from yimen.casework.queries.mine import my_file
from yimen.casework.queries.open_acts import stands_in_the_way
from yimen.casework.queries.sending import precedents
from yimen.casework.ruling import DecisionMissing, MinutesMissing
from yimen.law.moves import Move
from yimen.portal import presenting
from yimen.registry.models import Dispatch, Precedent, Ruling

AT = make.on("2025-03-05")
RULE = "已移交管养的路灯由城管部门受理。"


def disputed(district: District) -> Case:
    case = make.a_petition(district, "objected")
    sent.a_dispute(case)
    return case


def decided(
    case: Case, by: Actor | None = None, to: str = "urban_management", document: str = ""
) -> None:
    decide_competence(
        case.demand,
        to=case.district.organs[to].pk,
        reason=sent.WHY,
        rule=RULE,
        document=document,
        by=by or case.district["leader"],
        at=AT,
    )


def test_another_organ_has_the_whole_of_its_own_time(district: District):
    case = disputed(district)
    decided(case)
    demand = make.demand_of(case)
    assert (demand.state, demand.owner_id) == ("dispatched", district.urban.pk)
    assert after.running(case.demand) == {"acceptance_notice": "2025-03-20"}
    assert district.housing.pk not in make.petition_of(case).organs
    assert Dispatch.objects.filter(demand=demand, outcome="open").get().to_organ == district.urban
    assert after.letters_asked_for()[-2:] == ["designation_notice", "forwarding_notice"]
    ground.do_jobs()
    notice = str(make.letter_of(case, "forwarding_notice").content)
    assert "由一门区人民政府依照《信访工作条例》第二十四条决定" in notice
    assert "应当向我单位提出异议" not in notice
    assert after.differences(case) == []


def test_her_page_says_since_when_it_is_where_it_is(district: District):
    case = disputed(district)
    decided(case)
    assert presenting._since(my_file(case.petitioner, at=AT, on=AT.date()), 1) == AT.date()


def test_the_organ_that_had_it_has_what_is_left(district: District):
    case = disputed(district)
    decided(case, to="housing")
    assert after.running(case.demand) == {"acceptance_notice": "2025-03-12"}
    by = district["handler"]
    accept(case.demand, handler=by.id, by=by, at=make.on("2025-03-06"))
    assert after.running(case.demand)["handling"] == "2025-05-06"
    assert after.differences(case) == []


def test_what_was_decided_is_not_objected_to(district: District):
    case = disputed(district)
    decided(case)
    with after.nothing_changes(), pytest.raises(NoObjectionThen):
        object_dispatch(case.demand, reason=sent.WHY, by=district["other_handler"], at=AT)


def test_whoever_put_it_up_decides_nothing(district: District):
    case = disputed(district)
    same = replace(district["leader"], id=district["head"].id)
    with after.nothing_changes(), pytest.raises(SamePerson):
        decided(case, same)


def test_whoever_was_in_the_dispute_is_not_offered_its_decision(district: District):
    demand = make.demand_of(disputed(district))
    for who, way in {"screener": SamePerson(), "supervisor": None, "leader": None}.items():
        found = stands_in_the_way(district[who], demand, Move.DECIDE_COMPETENCE)
        assert type(found) is type(way), who


def test_the_bureau_enters_a_decision_made_on_paper(district: District):
    case = disputed(district)
    with after.nothing_changes(), pytest.raises(DecisionMissing):
        decided(case, district["supervisor"])
    decided(case, district["supervisor"], document="一府办〔2025〕3号")
    assert Ruling.objects.get(demand=case.demand).document == "一府办〔2025〕3号"


def test_what_the_joint_meeting_decides_is_entered_with_its_minutes(district: District):
    case = disputed(district)
    Ruling.objects.filter(demand=case.demand).update(
        organ=district.bureau, body=Ruling.Body.MEETING
    )
    with after.nothing_changes(), pytest.raises(MinutesMissing):
        decided(case, district["supervisor"])
    decided(case, district["supervisor"], document="联席纪要〔2025〕1号")
    assert Ruling.objects.get(demand=case.demand).decided_at == AT


def test_the_rule_is_shown_to_whoever_sends_the_next_such_matter(district: District):
    case = disputed(district)
    decided(case)
    row = Precedent.objects.get()
    assert (row.category, row.competent) == (make.CATEGORY, district.urban)
    other = make.demand_of(make.a_petition(district, "screened"))
    assert [page.rule for page in precedents(other)] == [RULE]


def test_what_was_reported_up_goes_to_the_organ_named(district: District):
    case = make.a_petition(district, "screened")
    to = district.organs["government"].pk
    by = district["screener"]
    report_up(case.demand, to=to, reason=sent.WHY, by=by, at=make.on("2025-02-26"))
    decided(case, to="housing")
    assert after.running(case.demand) == {"acceptance_notice": "2025-03-20"}
    assert make.demand_of(case).sent_as == "forward"
    assert after.differences(case) == []
