"""Advice to organs: drafted by one, signed by another, answered in writing, checked."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests import make
from tests.acts import after
from tests.supervision.advising import (
    ADOPTED,
    ANSWERED,
    CHECKED,
    DRAFTED,
    FACTS,
    PARTLY,
    SIGNED,
    Bureau,
    a_bureau,
    powerful,
)

from yimen.access.actor import SYSTEM, Actor, Role
from yimen.access.policy import NotYourDuty
from yimen.access.rls import act_as
from yimen.base.errors import NotFound
from yimen.base.seal import unseal
from yimen.base.time import LOCAL
from yimen.casework.guards import OrganHasEnded, SamePerson
from yimen.documents.models import OfficeLetter
from yimen.people.models import Organ
from yimen.registry.models import Clock, Petition
from yimen.supervision.actions.answer import Answer, answer
from yimen.supervision.actions.check import check
from yimen.supervision.actions.draft import draft
from yimen.supervision.actions.hand_back import hand_back
from yimen.supervision.actions.mark_late import mark_late
from yimen.supervision.actions.pass_on import pass_on
from yimen.supervision.actions.receive import receive
from yimen.supervision.actions.sign import sign
from yimen.supervision.advices import (
    CannotBeCited,
    CitedIsShut,
    HasNoPower,
    NotAtThisStage,
    NotOurLevel,
    NotThatDay,
    NotToOurselves,
    ReceivedAlready,
    SaysWho,
    SayWhatIsMissing,
    WriteAll,
    due_of,
)
from yimen.supervision.models import Advice, Citation, Round
from yimen.supervision.queries import left_behind, listed, overdue, receivers, whole
from yimen.supervision.tasks import mark_late_answers

pytestmark = pytest.mark.django_db
LATER = CHECKED + timedelta(days=1)


@pytest.fixture
def bureau() -> Bureau:
    return a_bureau()


def test_an_advice_goes_all_the_way(bureau: Bureau) -> None:
    since = [len(after.lines(case)) for case in bureau.cases]
    act_as(SYSTEM)
    clocks = Clock.objects.count()
    row = bureau.closed().row()
    assert (row.state, row.closed_at) == ("closed", CHECKED)
    assert unseal(row.facts_sealed) == FACTS
    assert FACTS.encode() not in bytes(row.facts_sealed)
    for case, before in zip(bureau.cases, since, strict=True):
        assert after.new_lines(case, before) == [
            {"kind": "cite_advice", "demands": [], "role": "supervisor", "advice": row.pk},
            {"kind": "close_advice", "demands": [], "role": "screener", "advice": row.pk},
        ]
        assert after.differences(case) == []
    act_as(SYSTEM)
    assert Clock.objects.count() == clocks  # no limit of a petition begins or ends
    sent, answered = OfficeLetter.objects.filter(subject=row.pk)
    assert (sent.kind, sent.number, sent.organ) == ("advice_letter", row.number, row.bureau)
    assert (answered.kind, answered.organ) == ("advice_reply", row.organ)


def test_who_drafted_it_does_not_sign_it(bureau: Bureau) -> None:
    by = bureau["supervisor"]
    act_as(by)
    number = draft(drafted=bureau.words, by=by, at=DRAFTED).pk
    for act in (lambda: sign(number, by=by, at=SIGNED),
                lambda: hand_back(number, remark="再改改", by=by, at=SIGNED)):  # fmt: skip
        with pytest.raises(SamePerson):
            act()


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"title": " "}, WriteAll),
        ({"facts": ""}, WriteAll),
        ({"proposal": ""}, WriteAll),
        ({"numbers": ["", " "]}, WriteAll),
        ({"numbers": ["一门〔2025〕999999号"]}, CannotBeCited),
        ({"facts": FACTS + "周小满说没人来。"}, SaysWho),
        ({"proposal": "请联系13800138000。"}, SaysWho),
        ({"kind": "hold_accountable"}, WriteAll),
        ({"organ": 0}, NotFound),
    ],
)
def test_what_cannot_go_out_is_not_drafted(
    bureau: Bureau, changed: dict, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        bureau.drafted(**changed)
    act_as(SYSTEM)
    assert not Advice.objects.exists()


def test_a_case_number_is_not_written_in_it(bureau: Bureau) -> None:
    with pytest.raises(SaysWho):
        bureau.drafted(facts=f"{FACTS}见{bureau.cases[0].number}。")


def test_a_petition_is_cited_by_its_year_and_place(bureau: Bureau) -> None:
    first = bureau.cases[0].number
    year, serial = first.split("〔")[1].removesuffix("号").split("〕")
    bureau.drafted(numbers=[f"{year}-{int(serial)}", first])
    act_as(SYSTEM)
    cited = Petition.objects.filter(pk__in=Citation.objects.values("petition"))
    assert [one.number for one in cited] == [first]


def test_it_does_not_go_to_the_bureau_itself_nor_to_an_organ_that_ended(bureau: Bureau) -> None:
    with pytest.raises(NotToOurselves):
        bureau.drafted(organ=bureau.district.bureau.pk)
    ended = bureau.district.urban
    ended.ends_on, ended.successor = SIGNED.date(), bureau.district.housing
    act_as(SYSTEM)
    ended.save()
    with pytest.raises(OrganHasEnded):
        bureau.drafted(organ=ended.pk, at=SIGNED)


def test_a_sealed_petition_is_cited_no_more_than_one_that_is_not_there(bureau: Bureau) -> None:
    sealed = make.a_petition(bureau.district, "screened", kind="accusation")
    foreign = make.a_petition(
        bureau.district,
        filing=make.a_filing(
            bureau.district, receiver=bureau.district.organs["bureau_elsewhere"].pk
        ),
    )
    said = set()
    for number in (sealed.number, foreign.number, "一门〔2025〕999999号"):
        with pytest.raises(CannotBeCited) as refusal:
            bureau.drafted(numbers=[bureau.cases[0].number, number])
        assert str(refusal.value.facts["numbers"]) == number
        said.add(refusal.value.message)
    assert len(said) == 1


def test_what_was_sealed_since_is_not_cited_in_a_letter(bureau: Bureau) -> None:
    bureau.drafted()
    act_as(SYSTEM)
    Petition.objects.filter(pk=bureau.cases[1].petition).update(is_sealed=True)
    act_as(bureau["supervisor"])
    with pytest.raises(CitedIsShut):
        sign(bureau.number, by=bureau["supervisor"], at=SIGNED)
    assert bureau.row().state == "draft"


def test_only_who_can_holds_somebody_accountable(bureau: Bureau) -> None:
    district = bureau.district
    accusing = {"kind": "hold_accountable", "concerned": district.housing.pk}
    for organ in (district.housing, district.urban):  # itself, and one beside it
        with pytest.raises(HasNoPower):
            bureau.drafted(organ=organ.pk, **accusing)
    for organ in (district.organs["government"], powerful(district)):
        assert bureau.drafted(organ=organ.pk, **accusing).row().concerned == district.housing


def test_what_improves_work_or_a_policy_goes_to_our_own_level_and_below(bureau: Bureau) -> None:
    organs = bureau.district.organs
    beside = Organ.objects.create(
        name="云津市住房和建设局", mark="云住建", kind="department",
        region=bureau.district.region, parent=organs["city"],
    )  # fmt: skip
    for kind in ("improve_work", "improve_policy"):
        for organ in (organs["city"], beside, organs["elsewhere"]):
            with pytest.raises(NotOurLevel):
                bureau.drafted(kind=kind, organ=organ.pk)
        for organ in (organs["government"], bureau.district.urban):
            assert bureau.drafted(kind=kind, organ=organ.pk).row().organ == organ
    accusing = {"kind": "hold_accountable", "concerned": organs["government"].pk}
    assert bureau.drafted(organ=organs["city"].pk, **accusing).row().organ == organs["city"]
    with pytest.raises(HasNoPower):  # it manages officials of its own place
        bureau.drafted(organ=_another_discipline_organ(bureau).pk, **accusing)
    ours, above = receivers(bureau["screener"], DRAFTED.date())
    assert organs["government"] in ours
    assert organs["elsewhere"] not in [*ours, *above]
    assert set(above) == {organs["city"], beside}


def _another_discipline_organ(bureau: Bureau) -> Organ:
    there = bureau.district.organs["elsewhere"].region
    return Organ.objects.create(
        name="兴国县纪委监委会", mark="兴纪会", kind="supervisory", region=there
    )


def _ended(organ: Organ, heir: Organ) -> None:
    act_as(SYSTEM)
    Organ.objects.filter(pk=organ.pk).update(ends_on=ANSWERED.date(), successor=heir)


def test_the_successor_of_a_dissolved_organ_owes_the_answer_by_the_same_date(
    bureau: Bureau,
) -> None:
    district, on = bureau.district, ANSWERED.date()
    since = bureau.sent().turn().since_on
    assert left_behind(on) == []
    _ended(district.housing, district.urban)
    assert left_behind(on) == [bureau.number]
    (shown,) = listed(bureau["screener"], on)
    assert (shown.heir, shown.goes_on, shown.acts) == (district.urban.name, True, ())
    assert pass_on(bureau.number, by=SYSTEM, at=ANSWERED)
    assert not pass_on(bureau.number, by=SYSTEM, at=ANSWERED)
    assert left_behind(on) == []
    assert bureau.turn().since_on == since
    act_as(bureau["head"])
    assert listed(bureau["head"], on) == []
    heir = bureau["other_head"]
    act_as(heir)
    (shown,) = listed(heir, on)
    assert shown.waits
    assert whole(heir, bureau.number, on).sent_to == district.housing.name
    answer(bureau.number, answer=ADOPTED, by=heir, at=ANSWERED)
    act_as(bureau["screener"])
    check(bureau.number, is_enough=True, by=bureau["screener"], at=CHECKED)
    assert bureau.row().state == "closed"


def test_what_came_to_nobody_yet_has_come_to_a_successor_that_works_here(bureau: Bureau) -> None:
    there = Organ.objects.create(
        name="一门区民政局", mark="一门民", kind="department", region=bureau.district.region
    )
    bureau.sent(organ=there.pk)
    assert bureau.turn().since_on is None
    _ended(there, bureau.district.urban)
    assert pass_on(bureau.number, by=SYSTEM, at=ANSWERED)
    assert bureau.turn().since_on == ANSWERED.date()


def test_nobody_inherits_a_call_against_itself_and_the_bureau_sees_that(bureau: Bureau) -> None:
    district, on = bureau.district, ANSWERED.date()
    there = powerful(district)
    bureau.sent(organ=there.pk, kind="hold_accountable", concerned=district.housing.pk)
    for heir in (district.housing, district.bureau):
        _ended(there, heir)
        assert not pass_on(bureau.number, by=SYSTEM, at=ANSWERED)
        assert bureau.row().organ == there
        by = bureau["screener"]
        act_as(by)
        (shown,) = listed(by, on)
        assert (shown.heir, shown.goes_on) == (heir.name, False)
        assert {"receive", "answer"} == set(shown.acts)
    said = Answer(adoption="not_adopted", reasons="该单位已经撤销，另行向其上级提出")
    answer(bureau.number, answer=said, by=by, at=ANSWERED)
    assert bureau.row().state == "answered"


def test_a_dissolved_bureau_leaves_the_check_to_its_successor(bureau: Bureau) -> None:
    bureau.answered()
    heir = bureau.district.organs["bureau_elsewhere"]
    _ended(bureau.district.bureau, heir)
    assert pass_on(bureau.number, by=SYSTEM, at=ANSWERED)
    by = bureau["foreign_screener"]
    act_as(by)
    (shown,) = listed(by, ANSWERED.date())
    assert shown.acts == ("check",)
    assert not pass_on(bureau.number + 1, by=SYSTEM, at=ANSWERED)


def test_a_draft_is_handed_back_and_written_anew(bureau: Bureau) -> None:
    bureau.drafted()
    supervisor, screener = bureau["supervisor"], bureau["screener"]
    act_as(supervisor)
    with pytest.raises(SayWhatIsMissing):
        hand_back(bureau.number, remark=" ", by=supervisor, at=SIGNED)
    hand_back(bureau.number, remark="写明时间", by=supervisor, at=SIGNED)
    (shown,) = listed(screener, SIGNED.date())
    assert (shown.remark, shown.waits, shown.acts) == ("写明时间", True, ("draft",))
    act_as(screener)
    words = replace(bureau.words, numbers=[bureau.cases[0].number])
    draft(drafted=words, advice=bureau.number, by=screener, at=SIGNED)
    assert not bureau.row().remark_sealed
    assert len(whole(screener, bureau.number, SIGNED.date()).cited) == 1


def test_nobody_else_drafts_signs_answers_or_checks(bureau: Bureau) -> None:
    district, on = bureau.district, make.on("2025-03-24")
    words = bureau.words
    drafters = {"screener", "supervisor", "foreign_screener", "foreign_supervisor"}
    for part, by in district.officers.items():
        if part not in drafters:
            with pytest.raises(NotYourDuty):
                draft(drafted=words, by=by, at=DRAFTED)
    for part in ("foreign_screener", "foreign_supervisor"):  # these petitions are not theirs
        act_as(district[part])
        theirs = replace(words, organ=district.organs["elsewhere"].pk)
        with pytest.raises(CannotBeCited):
            draft(drafted=theirs, by=district[part], at=DRAFTED)
    acts = {
        "sign": (lambda by: sign(bureau.number, by=by, at=on), {"supervisor"}),
        "receive": (
            lambda by: receive(bureau.number, by=by, at=on),
            {"handler", "second_handler", "head"},
        ),
        "answer": (lambda by: answer(bureau.number, answer=ADOPTED, by=by, at=on), {"head"}),
        "check": (
            lambda by: check(bureau.number, is_enough=True, by=by, at=on),
            {"screener", "supervisor"},
        ),
    }
    stages = {"sign": bureau.drafted, "receive": bureau.sent, "answer": bureau.sent,
              "check": bureau.answered}  # fmt: skip
    for name, (act, allowed) in acts.items():
        stages[name]()
        for part, by in district.officers.items():
            if part not in allowed:
                act_as(by)
                with pytest.raises(NotFound):
                    act(by)


def test_only_a_bureau_gives_advice(bureau: Bureau) -> None:
    screener = make.an_officer(bureau.district, "screener", bureau.district.urban)
    act_as(screener)
    with pytest.raises(NotFound):
        draft(drafted=bureau.words, by=screener, at=DRAFTED)


def test_thirty_days_run_from_the_day_it_came_and_silence_gains_nothing(bureau: Bureau) -> None:
    turn = bureau.sent().turn()
    counted = due_of(turn)
    assert counted is not None
    assert (turn.since_on, counted.on.isoformat()) == (SIGNED.date(), "2025-04-07")  # 5 April: 清明
    act_as(bureau["handler"])
    receive(bureau.number, by=bureau["handler"], at=ANSWERED)
    assert bureau.turn().since_on == SIGNED.date()
    with pytest.raises(ReceivedAlready):
        receive(bureau.number, by=bureau["head"], at=ANSWERED)


def test_an_organ_without_people_here_gets_paper_and_the_bureau_enters_what_it_answers(
    bureau: Bureau,
) -> None:
    there = powerful(bureau.district)
    bureau.sent(organ=there.pk, kind="hold_accountable", concerned=bureau.district.housing.pk)
    assert bureau.turn().since_on is None
    by = bureau["screener"]
    act_as(by)
    for day in (SIGNED.date() - timedelta(days=1), ANSWERED.date() + timedelta(days=1)):
        with pytest.raises(NotThatDay):
            receive(bureau.number, received_on=day, by=by, at=ANSWERED)
    came = SIGNED.date() + timedelta(days=4)
    receive(bureau.number, received_on=came, by=by, at=ANSWERED)
    assert bureau.turn().since_on == came
    act_as(by)
    answer(bureau.number, answer=ADOPTED, by=by, at=ANSWERED)
    turn = bureau.turn()
    assert turn.on_paper
    assert OfficeLetter.objects.filter(subject=bureau.number).count() == 1  # its paper is theirs
    act_as(by)
    with pytest.raises(SamePerson):
        check(bureau.number, is_enough=True, by=by, at=CHECKED)


@pytest.mark.parametrize(
    "said",
    [
        Answer(adoption="adopted"),
        Answer(adoption="partly", measures="设台账"),
        Answer(adoption="partly", reasons="人手不足"),
        Answer(adoption="not_adopted", measures="无"),
    ],
)
def test_an_answer_without_reasons_or_measures_is_none(bureau: Bureau, said: Answer) -> None:
    with pytest.raises(WriteAll):
        bureau.answered(said)


def test_an_answer_comes_once_until_a_fuller_one_is_asked_for(bureau: Bureau) -> None:
    bureau.answered(PARTLY)
    head, screener = bureau["head"], bureau["screener"]
    act_as(head)
    with pytest.raises(NotAtThisStage):
        answer(bureau.number, answer=ADOPTED, by=head, at=ANSWERED)
    act_as(screener)
    with pytest.raises(SayWhatIsMissing):
        check(bureau.number, is_enough=False, by=screener, at=CHECKED)
    check(bureau.number, is_enough=False, remark="没有写明何时到现场", by=screener, at=CHECKED)
    assert (bureau.row().state, bureau.turn().since_on) == ("sent", CHECKED.date())
    (shown,) = listed(head, CHECKED.date())
    assert (shown.waits, len(shown.turns)) == (True, 2)
    act_as(head)
    answer(bureau.number, answer=ADOPTED, by=head, at=LATER)
    act_as(screener)
    check(bureau.number, is_enough=True, by=screener, at=LATER)
    act_as(screener)
    with pytest.raises(NotAtThisStage):
        check(bureau.number, is_enough=True, by=screener, at=LATER)


def test_what_is_late_is_marked_once_on_the_day_after_the_last(bureau: Bureau) -> None:
    turn = bureau.sent().turn()
    last = make.on("2025-04-07", "23:00")
    assert overdue(last.date()) == []
    assert not mark_late(turn.pk, by=SYSTEM, at=last)
    day_after = make.on("2025-04-08", "00:25")
    assert overdue(day_after.date()) == [turn.pk]
    assert mark_late(turn.pk, by=SYSTEM, at=day_after)
    assert overdue(day_after.date()) == []
    assert not mark_late(turn.pk, by=SYSTEM, at=day_after)
    assert bureau.turn().late_at == day_after
    act_as(bureau["head"])
    answer(bureau.number, answer=ADOPTED, by=bureau["head"], at=day_after)  # late is not too late
    assert bureau.turn().late_at == day_after


def test_the_night_marks_what_is_late_and_a_person_never_does(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    turn = bureau.sent().turn()
    night = make.on("2025-05-01", "00:25").astimezone(LOCAL)
    monkeypatch.setattr("yimen.supervision.tasks.now", lambda: night)
    mark_late_answers(timestamp=0)
    mark_late_answers(timestamp=0)
    assert bureau.turn().late_at == night
    act_as(bureau["supervisor"])
    with pytest.raises(NotYourDuty):
        mark_late(turn.pk, by=bureau["supervisor"], at=night)


def test_each_reads_what_is_theirs_and_the_organ_learns_no_petition(bureau: Bureau) -> None:
    on = SIGNED.date()
    bureau.drafted()
    assert listed(bureau["head"], on) == []  # a draft has reached nobody
    bureau.sent()
    readers = {"screener", "supervisor", "handler", "second_handler", "head"}
    for part, by in bureau.district.officers.items():
        if by.role in {Role.SCREENER, Role.SUPERVISOR, Role.HANDLER, Role.HEAD}:
            act_as(by)
            assert (bureau.number in [one.id for one in listed(by, on)]) is (part in readers), part
    act_as(bureau["head"])
    assert whole(bureau["head"], bureau.number, on).cited == ()
    act_as(bureau["screener"])
    cited = whole(bureau["screener"], bureau.number, on).cited
    assert [number for _row, number, _title in cited] == [one.number for one in bureau.cases]


def test_that_somebody_is_to_be_held_accountable_only_the_head_reads(bureau: Bureau) -> None:
    district = bureau.district
    government = district.organs["government"]
    bureau.sent(organ=government.pk, kind="hold_accountable", concerned=district.housing.pk)
    on = SIGNED.date()
    for part, seen in (("review_head", True), ("reviewer", False), ("head", False)):
        act_as(district[part])
        assert bool(listed(district[part], on)) is seen, part
        assert Advice.objects.exists() is seen, part  # PostgreSQL says the same
        assert Round.objects.exists() is seen, part
        assert OfficeLetter.objects.exists() is seen, part


def test_without_a_post_nothing_is_there(bureau: Bureau) -> None:
    bureau.sent()
    for by in (
        Actor(role=Role.STRANGER),
        bureau.cases[0].petitioner,
        bureau["leader"],
        bureau["audit_admin"],
        bureau["foreign_supervisor"],
    ):
        act_as(by)
        assert not Advice.objects.exists()
        assert not OfficeLetter.objects.exists()
