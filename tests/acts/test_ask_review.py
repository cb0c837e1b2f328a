"""Asking for a review: of the organ above, within thirty days of service; late is taken in too."""

from __future__ import annotations

from datetime import datetime

import pytest
from tests import ground, make
from tests.acts import after
from tests.make import PLEA, Case, District

from yimen.access.actor import SYSTEM, Actor
from yimen.access.rls import act_as
from yimen.base.errors import NotFound
from yimen.casework.actions.ask_review import ask_review
from yimen.casework.actions.decline import decline
from yimen.casework.actions.screen import screen
from yimen.casework.filing import Paper
from yimen.casework.reviewing import (
    NoOrganAbove,
    NotTheOrganAbove,
    OtherRemedy,
    Plea,
    ReviewedBefore,
    SayWhatIsWrong,
    SeveralAnswers,
)
from yimen.law.moves import MOVES, Move, NotAllowedNow
from yimen.people.models import Organ
from yimen.registry.models import Review

AT = make.on("2025-04-14")
#: Served on 27 March 2025: thirty days end on Saturday 26 April; Sunday 27 was a make-up day.
LAST, TOO_LATE = make.on("2025-04-27"), make.on("2025-04-28")


def asked(case: Case, by: Actor | None = None, at: datetime = AT, **words: object) -> Review:
    given = {"demands": case.demands, "plea": PLEA} | words
    return ask_review(case.petition, **given, by=by or case.petitioner, at=at)


def test_the_petitioner_may_and_a_counter_for_her_and_nobody_else(district: District):
    case = make.a_petition(district, "served")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: asked(case, by))
    assert tried == {"petitioner": "done", "receptionist": "done", "screener": "done"}


def test_it_goes_to_the_next_higher_organ_whose_thirty_days_begin(district: District):
    case = make.a_petition(district, "served")
    review = asked(case)
    demand = make.demand_of(case)
    assert demand.state == "review"
    assert demand.owner == district.organs["government"]
    assert demand.handler is None
    assert after.clocks(case.demand)["review_request"] == ("2025-03-27", "2025-04-27", "2025-04-14")
    assert after.running(case.demand)["review_opinion"] == "2025-05-14"
    assert review.is_late is False
    assert "review_request" in after.letters_asked_for()
    assert after.differences(case) == []


def test_the_organ_above_reads_the_file_from_then_on_and_not_before(district: District):
    case = make.a_petition(district, "served")
    government = district.organs["government"].pk
    assert government not in make.petition_of(case).organs
    asked(case)
    assert government in make.petition_of(case).organs


def test_the_last_day_is_in_time_and_the_day_after_is_late_but_registered(district: District):
    assert asked(make.a_petition(district, "served"), at=LAST).is_late is False
    case = make.a_petition(district, "served")
    late = asked(case, at=TOO_LATE, plea=Plea(request="请复查", late_reason="住院一个月"))
    assert late.is_late is True
    assert late.late_reason == "住院一个月"
    assert make.demand_of(case).state == "review"
    assert after.differences(case) == []


def test_a_late_request_of_a_concluded_matter_is_registered_too(district: District):
    case = make.a_petition(district, "concluded")
    review = asked(case, at=make.on("2025-06-10"))
    assert review.is_late is True
    assert make.petition_of(case).closed_at is None
    assert after.differences(case) == []


def test_whoever_is_not_accepted_may_ask_for_a_review_of_that(district: District):
    case = make.a_petition(district, "declined")
    review = asked(case, at=make.on("2025-03-10"))
    assert review.opinion is None
    assert review.author == district.housing
    assert after.differences(case) == []


@pytest.mark.parametrize("route", [4, 5])
def test_an_answer_with_another_remedy_is_not_reviewed(district: District, route: int):
    case = make.a_petition(district, "served", route=route)
    with after.nothing_changes(), pytest.raises(OtherRemedy):
        asked(case)


def test_the_petitioner_chooses_where_two_organs_are_above(district: District):
    other = Organ.objects.create(
        name="市住建局", mark="市住建", kind="department", region=district.region
    )
    Organ.objects.filter(pk=district.housing.pk).update(guide=other)
    case = make.a_petition(district, "served")
    with after.nothing_changes(), pytest.raises(NotTheOrganAbove):
        asked(case)
    with after.nothing_changes(), pytest.raises(NotTheOrganAbove):
        asked(case, to=district.urban.pk)
    assert asked(case, to=other.pk).organ == other


def test_an_organ_that_is_led_from_above_alone_leaves_no_choice(district: District):
    other = Organ.objects.create(
        name="市税务局", mark="市税", kind="department", region=district.region
    )
    Organ.objects.filter(pk=district.housing.pk).update(guide=other, is_vertical=True)
    case = make.a_petition(district, "served")
    assert asked(case).organ == other


def test_nobody_reviews_its_own_answer_where_nobody_is_above(district: District):
    Organ.objects.filter(pk=district.housing.pk).update(parent=None)
    case = make.a_petition(district, "served")
    with after.nothing_changes(), pytest.raises(NoOrganAbove):
        asked(case)
    with after.nothing_changes(), pytest.raises(NoOrganAbove):
        asked(case, to=district.housing.pk)


def test_one_request_is_about_one_answer(district: District):
    case = make.a_petition(district, "served", asks=2)
    act_as(SYSTEM)
    with after.nothing_changes(), pytest.raises(NotFound):
        asked(case, demands=[*case.demands, 999_999])
    with after.nothing_changes(), pytest.raises(NotFound):
        asked(case, demands=[])
    assert asked(case).positions == [1, 2]


def test_part_of_an_answer_may_be_disputed_alone(district: District):
    case = make.a_petition(district, "served", asks=2)
    asked(case, demands=case.demands[:1])
    assert [demand.state for demand in make.demands_of(case)] == ["review", "served"]
    assert after.differences(case) == []


def test_a_request_that_says_nothing_is_sent_back_to_its_writer(district: District):
    case = make.a_petition(district, "served")
    with after.nothing_changes(), pytest.raises(SayWhatIsWrong):
        asked(case, plea=Plea(request="  "))


def test_a_paper_may_come_with_it_and_a_counter_says_how_it_came(district: District):
    case = make.a_petition(district, "served")
    paper = Paper(name="复查申请书.txt", data="申请书".encode())
    plea = Plea(request="请复查", channel="visit", paper=paper)
    review = asked(case, district["receptionist"], plea=plea)
    assert review.channel == "visit"
    assert review.taken_by_id == district["receptionist"].id
    assert review.paper
    assert review.paper.is_from_petitioner


def test_what_was_reviewed_once_is_not_reviewed_again(district: District):
    case = make.a_petition(district, "reviewed")
    with after.nothing_changes(), pytest.raises(NotAllowedNow):
        asked(case, at=make.on("2025-05-01"))
    assert "review_served" not in MOVES[Move.ASK_REVIEW].ways
    assert ReviewedBefore
    assert SeveralAnswers


def test_nobody_looks_again_at_an_accusation_who_may_not_receive_one(district: District):
    organ = district.organs["supervisory"]
    filing = make.a_filing(district, receiver=organ.pk)
    head, screener = (make.an_officer(district, role, organ) for role in ("head", "screener"))
    case = make.a_petition(district, "registered", filing=filing)
    at = make.on("2025-03-03")
    screen(case.demand, kind="accusation", category=make.CATEGORY, route=None, by=screener, at=at)
    where = "向上一级纪检监察机关反映"
    decline(case.demand, reason="反映的事项没有具体线索", where_to_go=where, by=head, at=at)
    assert organ.parent == district.organs["government"]
    with pytest.raises(NoOrganAbove), after.nothing_changes():
        asked(case, at=make.on("2025-03-10"))
    above = Organ.objects.create(
        name="市监察委员会", mark="市监", kind="supervisory", region=district.region, address="一号"
    )
    Organ.objects.filter(pk=organ.pk).update(parent=above)
    assert asked(case, at=make.on("2025-03-10")).organ == above


def test_the_request_names_the_notice_that_is_disputed(district: District):
    case = make.a_petition(district, "declined")
    asked(case, at=make.on("2025-03-10"))
    ground.do_jobs()
    notice = make.letter_of(case, "non_acceptance_notice")
    request = str(make.letter_of(case, "review_request").content)
    assert notice.number in request
    assert "处理意见文号" not in request
