"""The road of a review and a recheck: who may not, what each step leaves, where it ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests import make
from tests.acts import after
from tests.make import PLEA, Case, District

from yimen.access.actor import SYSTEM, Actor, Role
from yimen.access.rls import act_as
from yimen.casework.actions.accept_review import SayWhyAdmitted, accept_review
from yimen.casework.actions.ask_recheck import ask_recheck
from yimen.casework.actions.ask_review import ask_review
from yimen.casework.actions.conclude import conclude
from yimen.casework.actions.decline_review import NotLate, decline_review
from yimen.casework.actions.draft_opinion import draft_opinion
from yimen.casework.actions.draft_review import draft_review
from yimen.casework.actions.execute import execute
from yimen.casework.actions.hand_over import hand_over
from yimen.casework.actions.miss_paper import miss_paper
from yimen.casework.actions.return_review import return_review
from yimen.casework.actions.serve_review import serve_review
from yimen.casework.actions.sign_review import sign_review
from yimen.casework.actions.withdraw_review import withdraw_review
from yimen.casework.filing import Paper
from yimen.casework.guards import (
    AnotherOrgansTurn,
    NotReadByThem,
    SamePerson,
    SayWhereToGo,
    StillExecuting,
    WrongStage,
)
from yimen.casework.proving import NoticeIsTheLastWay, ParcelMissing, Proved, SignatureMissing
from yimen.casework.reviewed import PointIncomplete, ReviewDraft, SayByWhen, SayWhatChanges
from yimen.casework.reviewing import HadAHand, NotReviewedYet, Plea, RevokedAnswer
from yimen.documents.actions import issue
from yimen.documents.stored import paper_from_json
from yimen.law.moves import NotAllowedNow
from yimen.people.models import Organ, Post
from yimen.registry.models import Opinion, Review

AT = make.on("2025-04-16")


def review(case: Case) -> Review:
    act_as(make.SYSTEM)
    found = Review.objects.filter(petition=case.petition).order_by("pk").last()
    assert found
    return found


def promoted(district: District, part: str, role: str, organ: str) -> Actor:
    """Give somebody of the organ that answered a post at the organ that reviews."""
    actor, to = district[part], district.organs[organ]
    post = Post.objects.create(
        staff_id=actor.id, role=role, organ=to, region=district.region, starts_on=make.SINCE
    )
    return replace(actor, role=Role(role), organ=to.pk, post=post.pk)


def test_nobody_who_handled_checked_or_signed_the_answer_looks_at_it_again(district: District):
    case = make.a_petition(district, "review_asked")
    at = make.on("2025-04-15")
    for part in ("handler", "checker", "head"):
        head = promoted(district, part, "head", "government")
        handler = promoted(district, part, "handler", "government")
        with after.nothing_changes(), pytest.raises(HadAHand):
            accept_review(case.demand, handler=district["reviewer"].id, by=head, at=at)
        with after.nothing_changes(), pytest.raises(HadAHand):
            accept_review(case.demand, handler=handler.id, by=district["review_head"], at=at)
        with after.nothing_changes(), pytest.raises(HadAHand):
            decline_review(
                case.demand, ground="other_way", reason="理由写在这里", where_to_go="法院",
                by=head, at=at,
            )  # fmt: skip


def test_the_organ_that_answered_never_reviews_itself(district: District):
    case = make.a_petition(district, "review_asked")
    with after.nothing_changes(), pytest.raises(AnotherOrgansTurn):
        accept_review(case.demand, by=district["head"], at=AT)


def test_whoever_reviewed_has_no_part_in_the_recheck(district: District):
    case = make.a_petition(district, "recheck_asked")
    moved = promoted(district, "reviewer", "handler", "city")
    with after.nothing_changes(), pytest.raises(HadAHand):
        accept_review(
            case.demand, handler=moved.id, by=district["recheck_head"], at=make.on("2025-05-13")
        )


def test_two_people_make_a_review(district: District):
    case = make.a_petition(district, "review_drafted")
    both = replace(district["reviewer"], role=Role.HEAD)
    with after.nothing_changes(), pytest.raises(SamePerson):
        sign_review(case.demand, by=both, at=make.on("2025-04-23"))


def test_accepting_begins_no_new_clock(district: District):
    case = make.a_petition(district, "review_asked")
    before = after.running(case.demand)
    accept_review(case.demand, handler=district["reviewer"].id, by=district["review_head"], at=AT)
    assert after.running(case.demand) == before
    assert make.demand_of(case).handler_id == district["reviewer"].id
    assert "review_acceptance" in after.letters_asked_for()
    assert after.differences(case) == []


def late(case: Case) -> None:
    plea = Plea(request="请复查", late_reason="一直住院，出院后才看到意见书")
    ask_review(
        case.petition, demands=case.demands, plea=plea, by=case.petitioner,
        at=make.on("2025-05-05"),
    )  # fmt: skip


def test_a_late_request_is_accepted_with_a_reason_that_is_written_down(district: District):
    case, at = make.a_petition(district, "served"), make.on("2025-05-06")
    late(case)
    by, handler = district["review_head"], district["reviewer"].id
    with after.nothing_changes(), pytest.raises(SayWhyAdmitted):
        accept_review(case.demand, handler=handler, by=by, at=at)
    accept_review(
        case.demand, handler=handler, admitted="not_told", because="意见书没有写明期限",
        by=by, at=at,
    )  # fmt: skip
    assert review(case).admitted == "not_told"
    assert after.differences(case) == []


def test_a_late_request_is_refused_in_writing_and_the_matter_stands_where_it_stood(
    district: District,
):
    case = make.a_petition(district, "served")
    late(case)
    declined(case, "late", "2025-05-06")
    demand = make.demand_of(case)
    assert (demand.state, demand.owner) == ("served", district.housing)
    assert "review_refusal" in after.letters_asked_for()
    assert after.differences(case) == []
    conclude(case.demand, by=make.SYSTEM, at=make.on("2025-05-07"))
    assert make.demand_of(case).state == "concluded"
    assert after.differences(case) == []


def declined(case: Case, ground: str, day: str, **words: object) -> None:
    given = {"reason": "逾期且无正当理由", "where_to_go": "有新的事实可以随时提出"} | words
    decline_review(
        case.demand, ground=ground, **given, by=case.district["review_head"], at=make.on(day)
    )


def test_what_came_in_time_is_not_refused_as_late_nor_sent_away_without_direction(
    district: District,
):
    case = make.a_petition(district, "review_asked")
    with after.nothing_changes(), pytest.raises(NotLate):
        declined(case, "late", "2025-04-16")
    with after.nothing_changes(), pytest.raises(SayWhereToGo):
        declined(case, "other_way", "2025-04-16", where_to_go=" ")


def test_a_request_that_is_refused_uses_up_nothing_of_the_time_to_ask(district: District):
    case = make.a_petition(district, "review_asked")
    declined(case, "other_way", "2025-04-16")
    assert after.running(case.demand)["review_request"] == "2025-04-27"
    again = ask_review(
        case.petition, demands=case.demands, plea=PLEA, by=case.petitioner,
        at=make.on("2025-04-25"),
    )  # fmt: skip
    assert again.is_late is False
    assert after.differences(case) == []


def test_the_petitioner_takes_a_request_back_until_it_is_signed(district: District):
    case = make.a_petition(district, "review_accepted")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: withdraw_review(case.demand, by=by, at=AT))
    assert tried == {"petitioner": "done"}
    withdraw_review(case.demand, by=case.petitioner, at=AT)
    assert make.demand_of(case).state == "served"
    assert after.differences(case) == []
    signed = make.a_petition(district, "review_signed")
    with after.nothing_changes(), pytest.raises(WrongStage):
        withdraw_review(signed.demand, by=signed.petitioner, at=make.on("2025-04-24"))


def test_a_draft_says_everything_on_each_demand(district: District):
    case = make.a_petition(district, "review_accepted")
    by, whole = district["reviewer"], make.a_review(case)
    for part in ("facts", "reasons", "result", "basis"):
        points = tuple(
            replace(point, **{part: " " if part != "result" else ""}) for point in whole.points
        )
        with after.nothing_changes(), pytest.raises(PointIncomplete):
            draft_review(case.demand, draft=ReviewDraft(points=points), by=by, at=AT)
    changed = tuple(replace(point, result="change") for point in whole.points)
    with after.nothing_changes(), pytest.raises(SayWhatChanges):
        draft_review(case.demand, draft=ReviewDraft(points=changed), by=by, at=AT)
    with after.nothing_changes(), pytest.raises(SayByWhen):
        draft_review(case.demand, draft=replace(whole, duty="更换电缆"), by=by, at=AT)


def test_a_draft_that_comes_back_is_written_again(district: District):
    case = make.a_petition(district, "review_drafted")
    at = make.on("2025-04-23")
    return_review(case.demand, reason="请写明电缆的检测结果", by=district["review_head"], at=at)
    assert review(case).remark == "请写明电缆的检测结果"
    draft_review(case.demand, draft=make.a_review(case), by=district["reviewer"], at=at)
    sign_review(case.demand, by=district["review_head"], at=at)
    assert after.letters_asked_for()[-1] == "review_opinion"
    assert after.differences(case) == []


def test_a_review_is_served_with_its_own_proof(district: District):
    case = make.a_petition(district, "review_signed")
    by, at = district["reviewer"], make.on("2025-04-25")
    with after.nothing_changes(), pytest.raises(SignatureMissing):
        serve_review(case.demand, method="in_person", by=by, at=at)
    with after.nothing_changes(), pytest.raises(ParcelMissing):
        serve_review(case.demand, method="post", by=by, at=at)
    with after.nothing_changes(), pytest.raises(NotReadByThem):
        serve_review(case.demand, method="platform", by=by, at=at)


def test_a_served_review_has_a_receipt_with_its_proof(district: District):
    case = make.a_petition(district, "review_signed")
    by, at = district["reviewer"], make.on("2025-04-25")
    parcel = Proved(parcel=" EMS 7 ")
    serve_review(case.demand, method="post", recipient="周小满", proved=parcel, by=by, at=at)
    (service,) = review(case).services.all()
    assert (service.method, service.parcel, service.by_id) == ("post", "EMS 7", by.id)
    job = after.jobs()[-1]
    assert (job["kind"], job["subject"]) == ("service_receipt", service.pk)
    act_as(SYSTEM)
    printed = issue("service_receipt", petition=case.petition, subject=service.pk, at=at)
    said = " ".join(paper_from_json(printed.content).texts())
    for fact in ("信访复查意见书", "邮件号EMS 7", "邮寄送达", "周小满"):
        assert fact in said
    assert printed.organ_id == review(case).organ_id


def test_a_review_hangs_on_a_board_only_after_another_way_failed(district: District):
    case = make.a_petition(district, "review_signed")
    by = district["reviewer"]
    slip = Paper(name="现场照片.txt", data="公告栏照片".encode())
    board = Proved(place="河湾社区公告栏", paper=slip, posted_on=date(2025, 4, 25))
    late = make.on("2025-05-26")
    with after.nothing_changes(), pytest.raises(NoticeIsTheLastWay):
        serve_review(case.demand, method="notice", proved=board, by=by, at=late)
    tried = make.on("2025-04-25")
    miss_paper(case.demand, method="in_person", outcome="moved", by=by, at=tried)
    assert "recheck_request" not in after.running(case.demand)
    serve_review(case.demand, method="notice", proved=board, by=by, at=late)
    assert after.clocks(case.demand)["recheck_request"][0] == "2025-05-26"
    assert after.differences(case) == []


def test_once_served_the_time_to_ask_for_a_recheck_runs(district: District):
    case = make.a_petition(district, "reviewed")
    demand = make.demand_of(case)
    assert (demand.state, demand.owner) == ("review_served", district.housing)
    assert after.clocks(case.demand)["review_opinion"] == ("2025-04-14", "2025-05-14", "2025-04-25")
    assert after.running(case.demand)["recheck_request"] == "2025-05-26"
    assert after.differences(case) == []


def test_the_petitioner_receives_a_review_on_the_platform(district: District):
    case = make.a_petition(district, "review_signed")
    serve_review(case.demand, method="platform", by=case.petitioner, at=make.on("2025-04-24"))
    (service,) = review(case).services.all()
    assert (service.method, service.by_id) == ("platform", None)
    assert after.differences(case) == []


def test_a_review_nobody_disputes_is_concluded_when_its_window_closes(district: District):
    case = make.a_petition(district, "reviewed")
    conclude(case.demand, by=make.SYSTEM, at=make.on("2025-05-27"))
    assert make.demand_of(case).state == "concluded"
    assert after.differences(case) == []


def test_an_order_to_do_it_anew_begins_sixty_days_in_other_hands(district: District):
    case = make.a_petition(district, "reviewed", review="redo")
    demand = make.demand_of(case)
    assert (demand.state, demand.owner, demand.handler) == ("handling", district.housing, None)
    assert after.running(case.demand)["handling"] == "2025-06-24"
    assert "recheck_request" not in after.running(case.demand)
    assert after.differences(case) == []
    at = make.on("2025-04-28")
    with after.nothing_changes(), pytest.raises(RevokedAnswer):
        hand_over(case.demand, to=district["handler"].id, by=district["head"], at=at)
    with after.nothing_changes(), pytest.raises(RevokedAnswer):
        draft_opinion(case.petition, draft=make.a_draft(case), by=district["handler"], at=at)
    hand_over(case.demand, to=district["second_handler"].id, by=district["head"], at=at)
    opinion = draft_opinion(
        case.petition, draft=make.a_draft(case), by=district["second_handler"], at=at
    )
    assert isinstance(opinion, Opinion)
    assert after.differences(case) == []


def test_a_changed_answer_is_owed_like_a_promise(district: District):
    case = make.a_petition(district, "review_accepted")
    draft = replace(
        make.a_review(case, "change"), duty="更换电缆", duty_by=make.on("2025-06-30").date()
    )
    draft_review(case.demand, draft=draft, by=district["reviewer"], at=make.on("2025-04-22"))
    make.DEEDS["sign_review"](case, make.Way())
    make.DEEDS["serve_review"](case, make.Way())
    assert after.running(case.demand)["execution"] == "2025-06-30"
    with after.nothing_changes(), pytest.raises(StillExecuting):
        conclude(case.demand, by=make.SYSTEM, at=make.on("2025-06-10"))
    execute(
        case.demand, proof="已更换，验收单在卷", by=district["handler"], at=make.on("2025-06-01")
    )
    assert "execution" not in after.running(case.demand)
    assert after.differences(case) == []


def test_a_review_holds_up_nothing_that_was_promised(district: District):
    case = make.a_petition(district, "review_asked", result="supported")
    assert "execution" in after.running(case.demand)
    with after.nothing_changes(), pytest.raises(AnotherOrgansTurn):
        execute(case.demand, proof="已更换，验收单在卷", by=district["reviewer"], at=AT)
    execute(case.demand, proof="已更换，验收单在卷", by=district["handler"], at=AT)
    assert make.demand_of(case).state == "review"
    assert after.differences(case) == []


def test_a_recheck_ends_it_for_the_same_facts(district: District):
    case = make.a_petition(district, "rechecked")
    demand = make.demand_of(case)
    assert (demand.state, demand.owner) == ("closed_final", district.housing)
    assert after.clocks(case.demand)["recheck_opinion"] == (
        "2025-05-12",
        "2025-06-11",
        "2025-05-23",
    )
    assert not after.running(case.demand)
    assert make.petition_of(case).closed_at
    assert after.differences(case) == []
    with after.nothing_changes(), pytest.raises(NotAllowedNow):
        ask_recheck(
            case.petition, demands=case.demands, plea=PLEA, by=case.petitioner,
            at=make.on("2025-06-01"),
        )  # fmt: skip


def test_a_recheck_may_order_it_done_anew_as_well(district: District):
    case = make.a_petition(district, "recheck_accepted")
    for deed in ("draft_recheck", "sign_recheck", "serve_recheck"):
        make.DEEDS[deed](case, make.Way(review="redo"))
    assert make.demand_of(case).state == "handling"
    assert after.differences(case) == []


def test_a_recheck_is_asked_of_the_organ_above_the_reviewing_one(district: District):
    case = make.a_petition(district, "recheck_asked")
    assert make.demand_of(case).owner == district.organs["city"]
    assert review(case).earlier


def test_a_concluded_matter_that_was_never_reviewed_has_no_recheck(district: District):
    case = make.a_petition(district, "concluded")
    with after.nothing_changes(), pytest.raises(NotReviewedYet):
        ask_recheck(
            case.petition, demands=case.demands, plea=PLEA, by=case.petitioner,
            at=make.on("2025-06-01"),
        )  # fmt: skip


def test_of_several_demands_some_are_settled_and_some_done_anew(district: District):
    case = make.a_petition(district, "review_accepted", asks=2)
    one, two = make.a_review(case).points
    draft = ReviewDraft(points=(one, replace(two, result="redo")))
    draft_review(case.demand, draft=draft, by=district["reviewer"], at=make.on("2025-04-22"))
    make.DEEDS["sign_review"](case, make.Way())
    make.DEEDS["serve_review"](case, make.Way())
    assert [d.state for d in make.demands_of(case)] == ["review_served", "handling"]
    assert after.differences(case) == []


def test_the_organ_that_took_over_from_the_one_above_is_asked(district: District):
    heir = Organ.objects.create(
        name="新区政府", mark="新", kind="government", region=district.region
    )
    Organ.objects.filter(pk=district.organs["government"].pk).update(
        ends_on=make.SINCE, successor=heir
    )
    case = make.a_petition(district, "served")
    asked = ask_review(
        case.petition, demands=case.demands, plea=PLEA, by=case.petitioner, at=make.on("2025-04-14")
    )
    assert asked.organ == heir
