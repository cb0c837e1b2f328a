"""Taking a dispatch back: the objection is right; it lies with the bureau and is sent anew."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests import ground, make
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import SYSTEM, Actor, Role
from yimen.access.rls import act_as
from yimen.base.errors import NotFound
from yimen.casework.actions.accept import accept
from yimen.casework.actions.forward import forward
from yimen.casework.actions.mark_breach import mark_breach
from yimen.casework.actions.object_dispatch import object_dispatch
from yimen.casework.actions.report_back import report_back
from yimen.casework.actions.return_dispatch import return_dispatch
from yimen.casework.guards import AnotherOrgansTurn, NotAssigned, SamePerson, SayWhy
from yimen.casework.sending import chain_day
from yimen.documents.models import Letter
from yimen.law.moves import NotAllowedNow
from yimen.registry.models import Clock, Dispatch, Objection, Petition
from yimen.registry.queries import seen_by

AT = make.on("2025-03-03")
WHY = " 经核实，路灯管养职责在区城市管理局 "


def returned(case: Case, by: Actor | None = None, reason: str = WHY) -> None:
    return_dispatch(case.demand, reason=reason, by=by or case.district["screener"], at=AT)


def test_the_screener_of_whoever_sent_it_decides_and_nobody_else(district: District):
    case = make.a_petition(district, "objected")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: returned(case, by))
    assert tried == {"screener": "done"}


def test_another_organs_screener_does_not_decide(district: District):
    case = make.a_petition(district, "objected")
    own = make.an_officer(district, "screener", district.housing)
    with after.nothing_changes(), pytest.raises(AnotherOrgansTurn):
        returned(case, own)


def test_whoever_objected_does_not_decide_in_another_post(district: District):
    case = make.a_petition(district, "objected")
    screener = replace(district["screener"], id=district["handler"].id)
    with after.nothing_changes(), pytest.raises(SamePerson):
        returned(case, screener)


def test_it_lies_with_the_bureau_and_the_organ_hands_the_papers_back(district: District):
    case = make.a_petition(district, "objected")
    returned(case)
    demand = make.demand_of(case)
    assert (demand.state, demand.owner_id, demand.sent_as) == (
        "registered",
        district.bureau.pk,
        "",
    )
    assert Dispatch.objects.get(demand=demand).outcome == "returned"
    row = Objection.objects.get(demand=demand)
    assert (row.decision, row.answer) == ("agreed", WHY.strip())
    assert (row.decided_at, row.decided_by_id) == (AT, district["screener"].id)
    assert make.petition_of(case).organs == [district.bureau.pk]
    assert not seen_by(district["handler"]).filter(pk=case.petition).exists()
    with pytest.raises(NotFound):
        object_dispatch(case.demand, reason=WHY, by=district["handler"], at=AT)


def test_the_bureaus_time_goes_on_from_the_receipt_as_before(district: District):
    case = make.a_petition(district, "objected", report_by=make.on("2025-03-31").date())
    returned(case)
    whole = {"forwarding_chain": "2025-03-11"}  # all forwarding counts from the registration
    assert after.running(case.demand) == {"dispatch": "2025-03-11"} | whole
    assert after.clocks(case.demand)["dispatch"] == ("2025-02-24", "2025-03-11", "")
    assert make.demand_of(case).due_on == make.on("2025-03-11").date()
    assert after.differences(case) == []


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(
    ("profile", "left"),
    [
        ("futian", {"dispatch": "2025-03-11", "futian.dispatch": "2025-02-27"}),
        (
            "xingguo",
            {
                "dispatch": "2025-03-11",
                "xingguo.meeting": "2025-02-27",
                "xingguo.feedback": "2025-03-03",
                "xingguo.handling": "2025-03-17",
            },
        ),
    ],
)
def test_a_local_promise_to_the_petitioner_stands(profile: str, left: dict[str, str]):
    district = make.a_district(profile=profile)
    case = make.a_petition(district, "objected")
    returned(case)
    whole = {"forwarding_chain": "2025-03-11"}
    assert after.running(case.demand) == left | whole
    assert after.differences(case) == []


def test_it_leaves_one_line_and_one_letter(district: District):
    case = make.a_petition(district, "objected")
    returned(case)
    row = Objection.objects.get(demand=case.demand)
    assert after.new_lines(case, 5) == [
        {
            "kind": "return_dispatch",
            "demands": [1],
            "role": "screener",
            "from_organ": district.housing.pk,
            "dispatch": row.dispatch_id,
            "objection": row.pk,
            "chain_on": "2025-02-24",
            "clocks": {
                "1": {"dispatch": {"due": "2025-03-11"}, "forwarding_chain": {"due": "2025-03-11"}}
            },
        }
    ]
    (job,) = after.jobs()[4:]
    assert (job["kind"], job["subject"]) == ("objection_reply", row.pk)


def test_it_is_sent_anew_and_that_organ_may_object_too(district: District):
    case = make.a_petition(district, "objected")
    returned(case)
    forward(case.demand, to=district.urban.pk, by=district["screener"], at=AT)
    demand = make.demand_of(case)
    assert (demand.state, demand.owner_id) == ("dispatched", district.urban.pk)
    assert make.petition_of(case).organs == [district.bureau.pk, district.urban.pk]
    object_dispatch(case.demand, reason=WHY, by=district["other_handler"], at=AT)
    assert make.demand_of(case).state == "objected"
    assert after.differences(case) == []


def test_all_forwarding_is_one_chain_that_ends_where_the_competent_organ_has_it(
    district: District,
) -> None:
    case = make.a_petition(district, "objected")
    for to, day in ((district.urban.pk, "2025-03-12"), (district.housing.pk, "2025-03-19")):
        at = make.on(day)
        return_dispatch(case.demand, reason=WHY, by=district["screener"], at=at)
        # The second time it is late at once: the first day is the day of registration still.
        assert after.running(case.demand)["forwarding_chain"] == "2025-03-11"
        forward(case.demand, to=to, by=district["screener"], at=at)
        assert "forwarding_chain" not in after.running(case.demand)
        by = district["other_handler" if to == district.urban.pk else "handler"]
        if to == district.urban.pk:
            object_dispatch(case.demand, reason=WHY, by=by, at=at)
    assert after.differences(case) == []


def test_a_chain_that_takes_too_long_is_told_to_the_bureau_alone(district: District) -> None:
    case = make.a_petition(district, "objected")
    returned(case)
    act_as(SYSTEM)
    clock = Clock.objects.get(demand=case.demand, limit="forwarding_chain")
    letters = after.letters_asked_for()
    found = mark_breach(case.demand, clock=clock.pk, by=SYSTEM, at=make.on("2025-03-12"))
    assert found is not None
    assert (found.ground, found.code, found.organ_id) == ("measure", "", district.bureau.pk)
    assert after.letters_asked_for() == letters
    assert after.differences(case) == []


def test_at_an_organ_itself_there_is_no_chain(district: District) -> None:
    filing = make.a_filing(district, receiver=district.housing.pk)
    case = make.a_petition(district, "registered", filing=filing)
    assert chain_day(make.demand_of(case)) is None


def test_a_letter_of_each_sending_says_the_dates_of_that_sending(district: District):
    case = make.a_petition(district, "objected")
    returned(case)
    forward(case.demand, to=district.urban.pk, by=district["screener"], at=AT)
    ground.do_jobs()  # the worker was busy: it writes the first letters now
    act_as(SYSTEM)
    first, second = Letter.objects.filter(petition=case.petition, kind="forwarding_letter")
    assert "2025年3月12日" in str(first.content)
    assert "2025年3月18日" not in str(first.content)
    assert "2025年3月18日" in str(second.content)
    reply = make.letter_of(case, "objection_reply")
    assert reply.organ_id == district.bureau.pk
    assert "收回" in str(reply.content)


def test_nobody_reports_on_an_assignment_that_was_taken_back(district: District):
    case = make.a_petition(district, "objected", report_by=make.on("2025-03-31").date())
    returned(case)
    make.walk(case, "served", begin="screened")
    with after.nothing_changes(), pytest.raises(NotAssigned):
        report_back(
            case.demand, report="已经办结", by=district["handler"], at=make.on("2025-03-28")
        )


def test_who_handles_it_at_the_bureau_itself_was_sent_it_by_nobody(district: District):
    case = make.a_petition(district, "objected")
    returned(case)
    own = make.an_officer(district, "handler", district.bureau)
    accept(case.demand, handler=own.id, by=own, at=AT)
    ground.do_jobs()
    assert "转送" not in str(make.letter_of(case, "acceptance_notice").content)
    assert after.differences(case) == []


def test_an_organ_that_has_another_demand_of_it_reads_on(district: District):
    case = make.a_petition(district, "dispatched", asks=2)
    object_dispatch(case.demand, reason=WHY, by=district["handler"], at=AT)
    returned(case)
    assert make.petition_of(case).organs == [district.bureau.pk, district.housing.pk]
    assert seen_by(district["handler"]).filter(pk=case.petition).exists()
    assert after.differences(case) == []


def test_verify_names_an_organ_that_reads_on_after_handing_it_back(district: District):
    case = make.a_petition(district, "objected")
    returned(case)
    organs = [district.bureau.pk, district.housing.pk]
    Petition.objects.filter(pk=case.petition).update(organs=organs)
    assert any("organs" in one for one in after.differences(case))


@pytest.mark.parametrize("reason", ["", "  ", "同意"])
def test_the_organ_is_told_why(district: District, reason: str):
    case = make.a_petition(district, "objected")
    with after.nothing_changes(), pytest.raises(SayWhy):
        returned(case, reason=reason)


@pytest.mark.parametrize("until", ["screened", "routed_out"])
def test_nothing_is_taken_back_that_nobody_objected_to(district: District, until: str):
    case = make.a_petition(district, until)
    with after.nothing_changes(), pytest.raises(NotAllowedNow):
        returned(case)


def test_whoever_sent_it_takes_nothing_back_on_its_own(district: District):
    case = make.a_petition(district, "dispatched")
    with after.nothing_changes(), pytest.raises(AnotherOrgansTurn):
        returned(case)
    own = make.an_officer(district, Role.SCREENER, district.housing)
    with after.nothing_changes(), pytest.raises(NotAllowedNow):
        returned(case, own)
