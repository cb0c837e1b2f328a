"""The acceptance scenarios of the rooms, told through the acts as the demo district tells them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client as Browser

from yimen.access.actor import SYSTEM, Actor, Role
from yimen.access.rls import act_as
from yimen.base.time import local_day, now
from yimen.law.days import DAYS
from yimen.ops.demo import district, stories
from yimen.people.models import Post, Staff
from yimen.people.queries import actor_of
from yimen.registry import verifying
from yimen.registry.models import (
    Aftercare,
    Assistance,
    Attachment,
    Entry,
    Opinion,
    Party,
    Petition,
    Precedent,
    Settlement,
    UrgentReport,
)
from yimen.rooms.hall.models import Ticket, Turn
from yimen.rooms.heart.models import Client, Task
from yimen.rooms.joint.models import Commitment, Invitation, Session, Visit
from yimen.rooms.joint.queries import asked_to, waiting
from yimen.rooms.legal.counting import tallies
from yimen.rooms.legal.models import Consultation
from yimen.rooms.mediation.models import Duty
from yimen.workbench.promised import at_tables

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tell the stories of the rooms, and no others."""
    monkeypatch.setattr(stories, "FILES", ("stories_rooms",))
    district.make()
    stories.tell(now())
    act_as(SYSTEM)


def the(story: str) -> Petition:
    return Petition.objects.get(source="demo", external_number=story)


def session_of(story: str) -> Session:
    return Session.objects.filter(petition=the(story)).latest("planned_at")


def officer(role: str, organ: str) -> Actor:
    post = Post.objects.filter(role=role, organ__name=organ).select_related("organ", "region")
    return actor_of(post.order_by("pk")[0])


def working_days(since: date, until: date) -> int:
    between = (since + timedelta(days=n) for n in range(1, (until - since).days + 1))
    return sum(DAYS.is_working(day) for day in between)


def test_every_scenario_agrees_with_its_record() -> None:
    assert list(verifying.verify()) == []


def test_eleven_workers_come_in_the_morning_and_are_paid_in_the_afternoon() -> None:
    petition = the("eleven")
    day = local_day(petition.received_at)
    # One ticket for eleven people, from the registration to the lawyer; five speak for all.
    ticket = Ticket.objects.get(day=day)
    assert (ticket.people, petition.headcount) == (11, 11)
    assert list(Turn.objects.filter(ticket=ticket).values_list("point", flat=True)) == [
        "registration",
        "legal_aid",
    ]
    assert Party.objects.filter(petition=petition).count() == 5
    # 1 + 1 + 1 + N, and everybody came who had been asked.
    session = session_of("eleven")
    seats = Invitation.objects.filter(session=session)
    assert {seat.part for seat in seats} == set(Invitation.Part)
    assert session.wants_support
    assert all(seat.came for seat in seats)
    assert {seat.answer for seat in seats} == {"comes"}
    # What was promised is kept, and the wages are paid, before the hall closes on the same day.
    promise = Commitment.objects.get(session=session)
    duty = Duty.objects.get(agreement__case__petition=petition)
    assert (promise.state, duty.state) == ("kept", "kept")
    assert promise.kept_at
    assert local_day(promise.kept_at) == promise.due_on == day
    # The file holds the lawyer's opinion, put there by the lawyer, and the agreement, put there by
    # the workers themselves; at their own word, on the same day, it settles the matter.
    paper = Attachment.objects.get(petition=petition, name__startswith="法律意见书")
    line = Entry.objects.get(petition=petition, kind="attach", facts__attachment=paper.pk)
    assert (line.role, line.staff_id) == ("lawyer", officer("lawyer", "一门区信访局").id)
    assert paper.by_id == line.staff_id
    settled = Settlement.objects.get(petition=petition)
    assert settled.outcome == "kept"
    assert settled.answered_at
    assert local_day(settled.answered_at) == day
    words = Entry.objects.filter(petition=petition, kind__endswith="settle")
    said = words | Entry.objects.filter(petition=petition, kind__in=[
        "file_agreement", "keep_settlement"])  # fmt: skip
    assert {one.role for one in said} == {"petitioner"}
    assert not Opinion.objects.filter(petition=petition).exists()
    assert petition.state == "concluded"
    by = officer("lawyer", "一门区信访局")
    counted = {one.outcome: (one.items, one.people) for one in tallies(by, since=day, until=day)}
    assert counted["petition"] == (1, 11)


def test_a_heating_that_failed_is_reported_at_once_seen_on_the_spot_and_warm_the_next_day() -> None:
    petition = the("heating")
    day = local_day(petition.received_at)
    urgent = UrgentReport.objects.get(petition=petition)
    session = session_of("heating")
    visit = Visit.objects.get(session=session)
    assert local_day(urgent.at) == local_day(visit.at) == local_day(session.held_at or now()) == day
    kept = Commitment.objects.filter(session=session)
    assert {one.state for one in kept} == {"kept"}
    assert all(
        one.reported_at and working_days(day, local_day(one.reported_at)) <= 1 for one in kept
    )


def test_an_old_man_gets_relief_at_home_and_help_afterwards() -> None:
    petition = the("relief")
    session = session_of("relief")
    assert session.room is None
    assert Visit.objects.filter(session=session).exists()
    away = Invitation.objects.get(session=session, organ__name__contains="人力资源")
    assert (away.answer, away.came) == ("cannot", False)
    assert not Commitment.objects.filter(session=session, organ=away.organ).exists()
    assert bytes(session.opinion_sealed)
    assert {one.state for one in Commitment.objects.filter(session=session)} == {"kept"}
    assert petition.state == "concluded"
    assert Aftercare.objects.get(petition=petition).answer == "taken"


def test_a_sick_family_that_loses_its_house_has_an_answer_in_three_days() -> None:
    petition = the("shelter")
    opinion = Opinion.objects.get(petition=petition)
    assert opinion.issued_at
    assert working_days(local_day(petition.received_at), local_day(opinion.issued_at)) <= 3
    session = session_of("shelter")
    assert Invitation.objects.filter(session=session, part="organ", came=True).count() == 4
    assert {one.state for one in Commitment.objects.filter(session=session)} == {"kept"}


def test_ten_workers_of_another_province_get_one_organ_that_leads_and_an_open_promise() -> None:
    petition = the("province")
    assert petition.headcount == 10
    labour, housing = "一门区人力资源和社会保障局", "一门区住房和建设局"
    assert petition.demands.get().owner.name == labour
    assert Precedent.objects.filter(competent__name=labour).exists()
    assert Assistance.objects.get(petition=petition).organ.name.startswith("云津市")
    states = Commitment.objects.filter(session=session_of("province"))
    assert {one.organ.name: one.state for one in states} == {labour: "kept", housing: "open"}
    # It is late, and it stays on the desks of the organ that promised and of the house that called.
    for who in (officer("handler", housing), officer("screener", "一门区信访局")):
        act_as(who)
        mine = [one for one in waiting(who) if one.number == session_number("province")]
        assert [one.state for one in mine] == ["open"]
        shown = at_tables(who, local_day(now()))["promised"]
        assert any(one["due"]["tone"] == "late" for one in shown)
    stranger = officer("handler", "一门区教育局")
    act_as(stranger)
    assert waiting(stranger) == []


def session_number(story: str) -> str:
    act_as(SYSTEM)
    return session_of(story).number


def test_a_session_to_come_waits_for_the_answer_of_the_organ() -> None:
    first, second = Session.objects.filter(petition=the("table")).order_by("pk")
    assert (first.state, second.state) == ("called_off", "planned")
    assert bytes(first.called_off_sealed)
    handler = officer("handler", "一门区住房和建设局")
    act_as(handler)
    assert [one.pk for one in asked_to(handler)] == [second.pk]
    lawyer = officer("lawyer", "一门区信访局")
    act_as(lawyer)
    assert asked_to(lawyer) == []  # has answered


def test_the_demos_heart_room_is_its_counsellors_alone() -> None:
    assert (Client.objects.count(), Task.objects.filter(done_at=None).count()) == (1, 1)
    for role in ("handler", "screener", "leader", "mediator", "system_admin"):
        act_as(SYSTEM)
        post = Post.objects.filter(role=role).select_related("organ", "region").order_by("pk")[0]
        act_as(actor_of(post))
        assert not Client.objects.exists()
        assert not Task.objects.exists()
    act_as(SYSTEM)
    first, second = Post.objects.filter(role=Role.COUNSELLOR).order_by("pk")
    act_as(actor_of(first))
    assert Client.objects.count() == 1
    act_as(actor_of(second))
    assert not Client.objects.exists()


def test_the_demos_legal_room_has_a_consultation_at_each_stage() -> None:
    alone = Consultation.objects.filter(petition=None)
    assert {one.stage for one in alone} == {"open", "advised", "closed"}
    assert {one.outcome for one in alone} == {"", "led", "accepted", "other"}
    aid = next(one.aid for one in alone if hasattr(one, "aid"))
    assert aid.is_urgent


def page(username: str, url: str) -> str:
    """Return a page as somebody of the demo sees it, in Chinese."""
    act_as(SYSTEM)
    client = Browser(headers={"accept-language": "zh-hans"})
    staff = Staff.objects.get(username=username)
    client.force_login(staff, backend="yimen.people.backend.StaffBackend")
    return client.get(url, follow=True).content.decode()


def test_a_newcomer_finds_them_on_the_pages() -> None:
    legal, joint, heart = (f"/desk/rooms/{room}/" for room in ("legal", "joint", "heart"))
    assert "罗大川" in page("lvbai", legal)
    assert "罗大川" not in page("qiaozheng", legal)  # one lawyer for a petition
    assert "占50.00%" in page("lvbai", f"{legal}counts/")
    assert "启动农民工工资保证金垫付程序" in page("zhaohe", "/desk/")
    assert "邀请您参加联合接访" in page("zhaohe", "/desk/")
    assert "启动农民工工资保证金垫付程序" in page("linqing", "/desk/")
    assert "启动农民工工资保证金垫付程序" not in page("shenlan", "/desk/")
    assert "已取消" in page("linqing", joint)
    act_as(SYSTEM)
    held = session_of("relief").pk
    shown = page("linqing", f"{joint}{held}/")
    for words in ("未到场", "床头有慢性病药品", "先行发放临时救助", "已兑现"):
        assert words in shown
    assert "小禾" in page("shixin", heart)
    for other in ("anning", "linqing", "admin_system", "lvbai"):
        assert "小禾" not in page(other, heart)
