"""Breach: a limit of the law that passed is said on the file, to the petitioner, to the organ."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from tests import lanes, make
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import SYSTEM, Actor
from yimen.access.rls import act_as
from yimen.casework import tasks
from yimen.casework.actions.accept import accept
from yimen.casework.actions.mark_breach import mark_breach
from yimen.casework.actions.name_accused import name_accused
from yimen.casework.actions.object_dispatch import object_dispatch
from yimen.casework.queries.file import clock_shown
from yimen.casework.queries.missed import missed_under_seal
from yimen.casework.queries.overdue import looked, passed
from yimen.law.breaches import OFFENCES
from yimen.law.limits import LIMITS
from yimen.registry import verifying
from yimen.registry.models import Breach, Clock, Petition

#: The notice of acceptance was due on 12 March 2025, the answer on 6 May.
LATE = make.on("2025-03-13", "00:01")
ANSWER_LATE = make.on("2025-05-07", "00:01")


def clock(case: Case, limit: str) -> int:
    return Clock.objects.get(demand=case.demand, limit=limit, stopped_on=None).pk


def marked(case: Case, limit: str, by: Actor = SYSTEM, at: datetime = LATE) -> Breach | None:
    return mark_breach(case.demand, clock=clock(case, limit), by=by, at=at)


def test_only_the_system_marks_it(district: District):
    case = make.a_petition(district, "dispatched")
    number = clock(case, "acceptance_notice")
    with after.nothing_changes():
        tried = after.outcomes(
            case, lambda by: mark_breach(case.demand, clock=number, by=by, at=LATE)
        )
        assert tried == {"system": "done"}


def test_the_day_after_the_last_the_file_says_so_and_two_letters_go_out(district: District):
    case = make.a_petition(district, "dispatched")
    queued, since = len(after.jobs()), len(after.lines(case))
    before = (make.demand_of(case).state, after.running(case.demand))
    found = marked(case, "acceptance_notice")
    assert found is not None
    assert (found.code, found.ground, found.due_on) == ("B44-3", "law", date(2025, 3, 12))
    assert (found.organ, found.told_by, found.above) == (
        district.housing, district.bureau, district.bureau,
    )  # fmt: skip
    assert after.new_lines(case, since) == [
        {
            "kind": "breach",
            "demands": [1],
            "role": "system",
            "late_organ": district.housing.pk,
            "limit": "acceptance_notice",
            "due_on": "2025-03-12",
            "code": "B44-3",
            "breach": found.pk,
        }
    ]
    assert after.letters_asked_for(queued) == ["overdue_notice", "overdue_slip"]
    assert (make.demand_of(case).state, after.running(case.demand)) == before
    assert after.differences(case) == []
    assert list(verifying.verify()) == []


def test_on_the_last_day_there_is_still_time(district: District):
    case = make.a_petition(district, "dispatched")
    with after.nothing_changes():
        assert marked(case, "acceptance_notice", at=make.on("2025-03-12", "23:59")) is None


def test_marking_twice_changes_nothing(district: District):
    case = make.a_petition(district, "dispatched")
    marked(case, "acceptance_notice")
    with after.nothing_changes():
        assert marked(case, "acceptance_notice") is None
        assert marked(case, "acceptance_notice", at=make.on("2025-04-01")) is None


def test_a_right_that_lapses_is_no_breach(district: District):
    sent = make.a_petition(district, "dispatched")
    served = make.a_petition(district, "served")
    with after.nothing_changes():
        assert marked(sent, "objection", at=make.on("2025-06-01")) is None
        assert marked(served, "review_request", at=make.on("2025-06-01")) is None


def test_an_answer_that_is_late_offends_article_45(district: District):
    case = make.a_petition(district, "accepted")
    found = marked(case, "handling", at=ANSWER_LATE)
    assert found is not None
    assert (found.code, found.due_on) == ("B45-1", date(2025, 5, 6))


def test_a_bureau_that_is_late_tells_of_itself_and_hears_from_above(district: District):
    case = make.a_petition(district, "screened")
    found = marked(case, "dispatch", at=make.on("2025-03-12"))
    assert found is not None
    assert (found.code, found.organ, found.told_by, found.above) == (
        "B43", district.bureau, district.bureau, district.organs["government"],
    )  # fmt: skip


def test_while_an_objection_is_checked_the_notice_is_still_the_organs(district: District):
    case = make.a_petition(district, "dispatched")
    object_dispatch(
        case.demand, reason="不属于我局职权范围", by=district["handler"], at=make.when("object")
    )
    found = marked(case, "acceptance_notice")
    assert found is not None
    assert found.organ == district.housing


def test_a_promise_of_the_place_alerts_the_house_alone(db: None):  # noqa: ARG001  # rows stand in it
    case = make.a_petition(make.a_district(profile="futian"), "dispatched")
    queued, since = len(after.jobs()), len(after.lines(case))
    found = marked(case, "futian.acceptance_notice", at=make.on("2025-03-04"))
    assert found is not None
    assert (found.ground, found.code) == ("local", "")
    assert [line["kind"] for line in after.new_lines(case, since)] == ["alert"]
    assert after.letters_asked_for(queued) == []
    assert after.differences(case) == []


def test_a_measure_of_our_own_is_not_called_a_breach(district: District):
    case = make.a_petition(district, "lodged")
    found = marked(case, "register", at=make.on("2025-02-26"))
    assert found is not None
    assert (found.ground, found.code) == ("measure", "")


def test_a_provisional_date_alerts_the_house_until_its_calendar_is_out(district: District):
    case = make.a_petition(district, "accepted")
    row = Clock.objects.get(demand=case.demand, limit="handling")
    Clock.objects.filter(pk=row.pk).update(
        started_on=date(2030, 3, 1), due_on=date(2030, 4, 30), is_provisional=True
    )
    at, queued = make.on("2030-06-01"), len(after.jobs())
    found = mark_breach(case.demand, clock=row.pk, by=SYSTEM, at=at)
    assert found is not None
    assert (found.ground, found.code) == ("provisional", "")
    assert after.letters_asked_for(queued) == []
    with after.nothing_changes():
        assert mark_breach(case.demand, clock=row.pk, by=SYSTEM, at=at) is None


def test_the_worker_finds_what_runs_and_what_stopped_late_since_it_last_looked(
    district: District,
):
    late = make.a_petition(district, "dispatched")
    in_time = make.a_petition(district, "accepted")
    looked(date(2025, 3, 13))
    accept(
        late.demand,
        handler=district["handler"].id,
        by=district["handler"],
        at=make.on("2025-03-14"),
    )
    found = {one.demand for one in passed(make.on("2025-03-15"), size=10)}
    assert late.demand in found
    assert in_time.demand not in found
    looked(date(2025, 3, 15))
    assert late.demand not in {one.demand for one in passed(make.on("2025-03-16"), size=10)}


def test_the_job_marks_everything_in_batches_and_then_remembers_the_day(
    district: District, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(tasks, "A_BATCH", 1)
    monkeypatch.setattr(tasks, "now", lambda: LATE)
    cases = [make.a_petition(district, "dispatched") for _ in range(2)]
    tasks.mark_breaches(0)
    assert Breach.objects.count() == 1
    follows = [job for job in after.jobs() if job["task"] == "casework.mark_breaches"]
    assert len(follows) == 1
    tasks.mark_breaches(0, after=follows[0]["after"])
    tasks.mark_breaches(0, after=max(clock(case, "acceptance_notice") for case in cases))
    assert Breach.objects.filter(code="B44-3").count() == 2


def test_every_code_of_a_limit_of_the_law_has_its_article_and_its_advice():
    codes = {v.breach for name in LIMITS.names() for v in LIMITS.versions(name)}
    assert {code for code in codes if code.startswith("B")} <= set(OFFENCES)
    assert all(offence.may for offence in OFFENCES.values())


def _sent_to_discipline(district: District, until: str = "released") -> Case:
    return make.a_petition(district, until, kind="accusation")


def _letters(case: Case) -> list[tuple[str, int]]:
    return [
        (job["kind"], job["subject"]) for job in after.jobs()
        if job["kind"].startswith("overdue") and job["petition"] == case.petition
    ]  # fmt: skip


def test_under_seal_the_accused_gets_no_notice_and_tells_nobody(district: District):
    case = make.a_petition(district, "screened", kind="accusation")
    name_accused(case.demand, accused=lanes.accused(district, "bureau"),
                 to=district.organs["supervisory"].pk, by=district["screener"],
                 at=make.when("name_accused"))  # fmt: skip
    found = marked(case, "acceptance_notice", at=make.on("2025-03-20", "00:01"))
    assert found is not None
    barred = make.petition_of(case).barred
    assert district.bureau.pk in barred
    assert not {found.told_by_id, found.above_id} & set(barred)
    assert after.differences(case) == []


def test_an_organ_that_was_late_and_is_accused_gets_no_notice(district: District):
    case = make.a_petition(district, "screened", kind="accusation")
    at, late = make.on("2025-03-20", "00:01"), clock(case, "dispatch")
    name_accused(case.demand, accused=lanes.accused(district, "bureau"),
                 to=district.organs["supervisory"].pk, by=district["screener"],
                 at=at)  # fmt: skip
    found = mark_breach(case.demand, clock=late, by=SYSTEM, at=at)
    assert found is not None
    assert found.organ == district.bureau
    assert [kind for kind, _ in _letters(case)] == ["overdue_notice"]


def test_how_soon_discipline_tells_her_is_its_own_rule_and_no_breach_of_this_law(
    district: District,
):
    case = _sent_to_discipline(district)
    found = marked(case, "acceptance_notice", at=make.on("2025-03-20", "00:01"))
    assert found is not None
    assert (found.ground, found.code) == ("measure", "")
    assert _letters(case) == []
    shown = clock_shown(found.clock, date(2025, 3, 20))
    assert (shown.days_late > 0, shown.is_breach) == (True, False)
    assert after.differences(case) == []


def test_the_organ_above_sees_number_and_limit_and_nothing_else(district: District):
    case = make.a_petition(district, "screened", kind="accusation")
    found = marked(case, "dispatch", at=make.on("2025-03-20", "00:01"))
    assert found is not None
    above = found.above
    assert above is not None
    watcher = make.an_officer(district, "head", above)
    assert [(one.number, one.limit) for one in missed_under_seal(watcher)] == [
        (case.number, "dispatch")
    ]
    act_as(watcher)
    assert not Petition.objects.exists()
    assert not Breach.objects.exists()
    for role, organ in (("head", district.bureau), ("supervisor", district.bureau),
                        ("head", district.housing), ("handler", above)):  # fmt: skip
        assert missed_under_seal(make.an_officer(district, role, organ)) == [], role
    act_as(SYSTEM)
    Petition.objects.filter(pk=case.petition).update(barred_staff=[watcher.id])
    assert missed_under_seal(watcher) == []


def test_what_was_done_late_or_missed_a_promise_alone_is_no_longer_asked_for(district: District):
    case = make.a_petition(district, "screened", kind="accusation")
    found = marked(case, "dispatch", at=make.on("2025-03-20", "00:01"))
    assert found is not None
    watcher = make.an_officer(district, "head", found.above)
    assert [one.limit for one in missed_under_seal(watcher)] == ["dispatch"]
    act_as(SYSTEM)
    Breach.objects.filter(pk=found.pk).update(ground=Breach.Ground.LOCAL)
    assert missed_under_seal(watcher) == []
    act_as(SYSTEM)
    Breach.objects.filter(pk=found.pk).update(ground=Breach.Ground.LAW)
    Clock.objects.filter(pk=found.clock_id).update(stopped_on=date(2025, 3, 21))
    assert missed_under_seal(watcher) == []
