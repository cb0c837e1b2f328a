"""A change to the rules: proposed by one, tried, published by another, for days to come alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from pytest_django import Settings
from tests import ground, make
from tests.acts import after
from tests.people.folk import AT, AUDITOR, KEEPER, SECURITY

from yimen.access.actor import Actor, Role
from yimen.access.policy import NotYourDuty
from yimen.access.rls import act_as
from yimen.casework.actions.accept import accept
from yimen.casework.trying import work_out
from yimen.law.days import DAYS
from yimen.law.limits import LIMITS
from yimen.law.routes import ROUTES
from yimen.norms import published
from yimen.norms.actions.ask_trial import ask_trial
from yimen.norms.actions.decide_change import publish_change, refuse_change
from yimen.norms.actions.lay_out import lay_out
from yimen.norms.actions.propose_change import propose_change
from yimen.norms.guards import (
    AnotherPublishes,
    DecidedAlready,
    NotTriedYet,
    OnlyDaysToCome,
    SayWhy,
    TitleTooLong,
    WindowBackwards,
)
from yimen.norms.models import LawChange, Trial
from yimen.people.models import AdminEntry, Staff
from yimen.registry import verifying

pytestmark = pytest.mark.django_db
TEXT = """
title: {zh: 三十日办结, en: Answered in 30 days}
from: %s
limits: {handling: {days: 30}}
"""
LATER = TEXT % "2026-04-01"
TITLE = "title: {zh: 变更, en: A change}"
HOLIDAY = "calendar: {rest: [{day: 2025-05-06, zh: 假, en: free}]}"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, settings: Settings) -> Iterator[None]:
    """Lay changes out in a folder of this test, and count by none of them afterwards."""
    settings.YIMEN_DATA = tmp_path
    published._seen.clear()
    yield
    published.count_by([], date(2026, 1, 1))
    published._seen.clear()


@pytest.fixture(autouse=True)
def people() -> None:
    for one in (KEEPER, SECURITY):
        Staff.objects.get_or_create(pk=one.id, defaults={"username": f"n{one.id}", "name": "孔系"})


def proposed(text: str = LATER) -> LawChange:
    return propose_change(text, reason="缩短办理时间", by=KEEPER, at=AT)


def tried(change: LawChange, since: str = "2025-01-01", until: str = "2025-12-31") -> Trial:
    days = {"since": date.fromisoformat(since), "until": date.fromisoformat(until)}
    trial = ask_trial(change.pk, **days, by=KEEPER, at=AT)
    work_out(trial.pk, on=date(2026, 3, 2), at=AT)
    trial.refresh_from_db()
    return trial


def test_one_proposes_another_publishes_and_both_stand_in_the_log() -> None:
    change = proposed()
    tried(change)
    publish_change(change.pk, by=SECURITY, at=AT)
    act_as(AUDITOR)
    told = AdminEntry.objects.filter(kind__startswith="law_").order_by("pk")
    assert list(told.values_list("kind", "staff_id")) == [
        ("law_proposed", KEEPER.id), ("law_published", SECURITY.id),
    ]  # fmt: skip


def test_nobody_publishes_what_they_proposed() -> None:
    change = proposed()
    tried(change)
    with pytest.raises(AnotherPublishes):
        publish_change(change.pk, by=KEEPER, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        LawChange.objects.filter(pk=change.pk).update(decided_by=KEEPER.id)


def test_nobody_publishes_what_was_not_tried() -> None:
    with pytest.raises(NotTriedYet):
        publish_change(proposed().pk, by=SECURITY, at=AT)


@pytest.mark.parametrize("day", ["2026-03-02", "2026-03-01", "2020-01-01"])
def test_it_counts_for_days_to_come_alone(day: str) -> None:
    with pytest.raises(OnlyDaysToCome) as refused:
        proposed(TEXT % day)
    assert refused.value.facts["day"] == date(2026, 3, 3)


def test_one_that_waited_past_its_day_is_not_published() -> None:
    change = proposed()
    tried(change)
    with pytest.raises(OnlyDaysToCome):
        publish_change(change.pk, by=SECURITY, at=make.on("2026-04-01"))


def test_what_is_decided_stays_decided_and_as_it_was_written() -> None:
    change = proposed()
    refuse_change(change.pk, answer="先试行一年再议", by=SECURITY, at=AT)
    with pytest.raises(DecidedAlready):
        publish_change(change.pk, by=SECURITY, at=AT)
    with pytest.raises(DatabaseError), transaction.atomic():
        LawChange.objects.filter(pk=change.pk).update(stage="published")
    with pytest.raises(DatabaseError), transaction.atomic():
        LawChange.objects.filter(pk=proposed().pk).update(text="title: x")


def test_reasons_are_asked_for() -> None:
    with pytest.raises(SayWhy):
        propose_change(LATER, reason=" ", by=KEEPER, at=AT)
    with pytest.raises(SayWhy):
        refuse_change(proposed().pk, answer="", by=SECURITY, at=AT)


@pytest.mark.parametrize("role", [Role.HEAD, Role.LEADER, Role.AUDIT_ADMIN, Role.SECURITY_ADMIN])
def test_only_the_system_administrator_proposes(role: Role) -> None:
    with pytest.raises(NotYourDuty):
        propose_change(LATER, reason="理由", by=Actor(role=role, id=KEEPER.id), at=AT)


def test_a_trial_runs_from_its_first_day_to_its_last() -> None:
    with pytest.raises(WindowBackwards):
        tried(proposed(), "2025-12-31", "2025-01-01")


def test_a_trial_counts_what_would_differ_and_writes_nothing() -> None:
    district = make.a_district()
    make.a_petition(district, "served")
    make.a_petition(district, "accepted")
    before = after.traces()
    trial = tried(proposed(TEXT % "2026-04-01"))
    queued = {"procrastinate_jobs": before.pop("procrastinate_jobs")}
    assert {name: of for name, of in after.traces().items() if name not in queued} == before
    assert (trial.stage, trial.done, trial.total) == ("done", 2, 2)
    found = trial.result["limits"]["handling"]
    assert (trial.result["petitions"], trial.result["touched"]) == (2, 2)
    assert (found["clocks"], found["nearer"], found["late_before"], found["late_after"]) == (
        2, 2, 1, 1,
    )  # fmt: skip
    again = dict(trial.result)
    work_out(trial.pk, on=date(2027, 1, 1), at=AT)
    trial.refresh_from_db()
    assert trial.result == again


def test_a_trial_that_breaks_off_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise OSError

    monkeypatch.setattr("yimen.casework.trying.how_many", broken)
    trial = ask_trial(
        proposed().pk, since=date(2025, 1, 1), until=date(2025, 1, 2), by=KEEPER, at=AT
    )
    with pytest.raises(OSError):  # noqa: PT011 - whatever broke it
        work_out(trial.pk, on=date(2026, 3, 2), at=AT)
    trial.refresh_from_db()
    assert trial.stage == "failed"


def test_what_is_published_is_laid_out_and_taken_up_by_the_job() -> None:
    change = proposed()
    tried(change)
    publish_change(change.pk, by=SECURITY, at=AT)
    assert LIMITS.on("handling", date(2026, 4, 1)).days == 60
    assert "norms.lay_out" in ground.do_jobs()
    assert LIMITS.on("handling", date(2026, 4, 1)).days == 30
    assert LIMITS.on("handling", date(2026, 3, 31)).days == 60


def test_another_process_takes_it_up_at_its_next_request(client) -> None:  # noqa: ANN001  # the test client of pytest-django
    change = proposed()
    tried(change)
    publish_change(change.pk, by=SECURITY, at=AT)
    lay_out()
    published.count_by([], date(2026, 1, 1))  # this process has not looked yet
    published._seen.clear()
    client.get("/norms/")
    assert LIMITS.on("handling", date(2026, 4, 1)).days == 30
    assert not published.take_up()


def test_a_file_that_nobody_published_is_put_aside(tmp_path: Path) -> None:
    where = tmp_path / "law"
    where.mkdir()
    (where / "2026-01-01-000009.yaml").write_text(LATER, encoding="utf-8")
    assert lay_out() == 1
    assert list(where.glob("*.yaml")) == []
    assert LIMITS.latest("handling").days == 60


def test_a_file_that_cannot_be_read_keeps_back_no_other() -> None:
    published.count_by(["limits: [", LATER], date(2026, 5, 1))
    assert LIMITS.on("handling", date(2026, 4, 1)).days == 30


def test_ways_are_changed_from_their_day_on() -> None:
    code = ROUTES.all()[0].code
    text = f"title: {{zh: 途径, en: ways}}\nfrom: 2026-04-01\nroutes: {{{code}: {{words: [某某]}}}}"
    published.count_by([text], date(2026, 3, 31))
    assert ROUTES.find(code).words != ("某某",)
    published.count_by([text], date(2026, 4, 1))
    assert ROUTES.find(code).words == ("某某",)


def test_what_began_before_keeps_its_rule_and_the_register_verifies_before_and_after() -> None:
    district = make.a_district()
    old = make.a_petition(district, "dispatched")
    early = make.a_petition(district, "accepted")  # on 3 March 2025
    assert list(verifying.verify()) == []
    published.count_by(
        [
            f"{TITLE}\nfrom: 2025-03-03\nlimits: {{objection_check: {{days: 2}}}}",
            f"{TITLE}\nfrom: 2025-03-04\nlimits: {{handling: {{days: 30}}}}\n{HOLIDAY}",
        ],
        date(2025, 3, 4),
    )
    assert list(verifying.verify()) == []
    assert after.running(early.demand)["handling"] == "2025-05-06"
    by = district["handler"]
    accept(old.demand, handler=by.id, by=by, at=make.on("2025-03-07"))
    assert after.running(old.demand)["handling"] == "2025-04-07"
    assert list(verifying.verify()) == []
    assert not DAYS.is_working(date(2025, 5, 6))
    assert DAYS.known_on(date(2025, 3, 3)).is_working(date(2025, 5, 6))


def test_a_title_longer_than_its_line_is_refused() -> None:
    long = LATER.replace("title: {zh: ", f"title: {{zh: {'长' * 200}")
    assert long != LATER
    with pytest.raises(TitleTooLong):
        propose_change(long, reason="理由", by=KEEPER, at=AT)
