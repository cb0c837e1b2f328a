"""An organ that is dissolved while its answer is looked at: its successor owes what it owed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests import make
from tests.acts import after
from tests.make import District

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.casework.actions.ask_reopen import ask_reopen
from yimen.casework.actions.draft_review import draft_review
from yimen.casework.actions.execute import execute
from yimen.casework.actions.pass_duty import pass_duty
from yimen.casework.actions.refuse_reopen import refuse_reopen
from yimen.casework.actions.transfer import OwnAnswer, StillThere
from yimen.casework.guards import AnotherOrgansTurn
from yimen.casework.queries.sending import duties_left_behind
from yimen.people.models import Organ
from yimen.registry.models import Review
from yimen.registry.queries import seen_by

AT = make.on("2025-04-16")
PROOF = "已更换，验收单在卷"


def ended(district: District, heir: Organ) -> None:
    act_as(SYSTEM)
    Organ.objects.filter(pk=district.housing.pk).update(
        ends_on=make.on("2025-04-15").date(), successor=heir
    )


def test_while_it_lives_nothing_is_passed_on(district: District) -> None:
    case = make.a_petition(district, "review_accepted")
    assert duties_left_behind(AT) == []
    with after.nothing_changes(), pytest.raises(StillThere):
        pass_duty(case.demand, by=SYSTEM, at=AT)


def test_the_screener_may_and_the_night_does(district: District) -> None:
    case = make.a_petition(district, "review_accepted")
    ended(district, district.urban)
    assert duties_left_behind(AT) == [case.demand]
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: pass_duty(case.demand, by=by, at=AT))
    done = {who for who, outcome in tried.items() if outcome == "done"}
    assert done == {"screener", "supervisor", "system"}


def test_the_successor_reads_the_file_and_carries_out_what_was_promised(district: District) -> None:
    case = make.a_petition(district, "review_asked", result="supported")
    ended(district, district.urban)
    before = after.clocks(case.demand)
    pass_duty(case.demand, by=SYSTEM, at=AT)
    act_as(SYSTEM)
    assert Review.objects.get().author_id == district.urban.pk
    assert make.demand_of(case).state == "review"
    assert after.clocks(case.demand) == before
    assert seen_by(district["other_handler"]).filter(pk=case.petition).exists()
    with after.nothing_changes(), pytest.raises(AnotherOrgansTurn):
        execute(case.demand, proof=PROOF, by=district["handler"], at=AT)
    execute(case.demand, proof=PROOF, by=district["other_handler"], at=AT)
    assert after.differences(case) == []


def test_what_is_to_be_done_anew_is_done_by_the_successor(district: District) -> None:
    case = make.a_petition(district, "review_accepted")
    ended(district, district.urban)
    pass_duty(case.demand, by=SYSTEM, at=AT)
    draft = replace(make.a_review(case, "redo"))
    draft_review(case.demand, draft=draft, by=district["reviewer"], at=make.on("2025-04-22"))
    make.DEEDS["sign_review"](case, make.Way())
    make.DEEDS["serve_review"](case, make.Way())
    demand = make.demand_of(case)
    assert (demand.state, demand.owner_id) == ("handling", district.urban.pk)
    assert after.differences(case) == []


def test_nobody_succeeds_to_what_it_looks_at_itself(district: District) -> None:
    case = make.a_petition(district, "review_accepted")
    ended(district, make.demand_of(case).owner)
    with after.nothing_changes(), pytest.raises(OwnAnswer):
        pass_duty(case.demand, by=SYSTEM, at=AT)


def test_what_is_owed_while_news_wait_is_owed_by_the_successor_and_goes_back_to_it(
    district: District,
) -> None:
    case, at = make.owed_after_a_recheck(district), make.on("2025-06-10")
    ask_reopen(case.demand, news="有新的检测报告", by=case.petitioner, at=at)
    assert duties_left_behind(at) == []
    ended(district, district.urban)
    assert duties_left_behind(at) == [case.demand]
    before = after.clocks(case.demand)
    pass_duty(case.demand, by=SYSTEM, at=at)
    assert duties_left_behind(at) == []
    assert after.clocks(case.demand) == before
    execute(case.demand, proof=PROOF, by=district["other_handler"], at=at)
    refuse_reopen(case.demand, reason="检测报告此前已经审查", by=district["screener"], at=at)
    assert make.demand_of(case).owner_id == district.urban.pk
    assert after.differences(case) == []
