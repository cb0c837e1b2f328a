"""Reminders reach both parties, once each; and only what all agree to leaves the room."""

from __future__ import annotations

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from tests import make
from tests.rooms.test_mediation import AT, TERMS, Room, a_room

from yimen.access.actor import SYSTEM, Actor
from yimen.access.policy import NotYourDuty
from yimen.access.rls import act_as
from yimen.base.errors import NotFound
from yimen.law.reminding import CONFIRMATION, latest_start, reached
from yimen.people.models import Notice, Staff
from yimen.people.notices import to_call
from yimen.rooms.mediation import tasks
from yimen.rooms.mediation.actions.agree import Terms, agree
from yimen.rooms.mediation.actions.allow_filing import allow_filing
from yimen.rooms.mediation.actions.end import end
from yimen.rooms.mediation.actions.hand_out import hand_out
from yimen.rooms.mediation.actions.note_confirmation import note_confirmation
from yimen.rooms.mediation.actions.note_duty import note_duty
from yimen.rooms.mediation.actions.reach import reach
from yimen.rooms.mediation.actions.remind import remind
from yimen.rooms.mediation.actions.set_committee import (
    CasesOpen,
    CommitteeIncomplete,
    CommitteeTaken,
    Entry,
    MarkStays,
    set_committee,
)
from yimen.rooms.mediation.actions.set_mediator import NoMediator, set_mediator
from yimen.rooms.mediation.cases import NotAtThisStage, SomebodyKeepsIt, WaivesPetition
from yimen.rooms.mediation.models import Duty, Mediator, Party, Reminder
from yimen.rooms.mediation.papers import paper_of, papers_of
from yimen.rooms.mediation.queries import whole
from yimen.rooms.mediation.reminders import of_case, to_remind, waiting

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> Room:
    return a_room()


def reminded(room: Room, day: str) -> int:
    act_as(SYSTEM)
    return remind(room.case, by=SYSTEM, at=make.on(day))


def days(room: Room) -> list[tuple[str, int]]:
    act_as(SYSTEM)
    found = Reminder.objects.filter(agreement__case=room.case)
    return [(one.kind, one.day) for one in found]


def test_both_are_reminded_on_day_twenty_and_twenty_seven_of_thirty(room: Room) -> None:
    room.agreed()  # in force on 5 September; the last day is 9 October, after the holiday
    assert CONFIRMATION == (20, 27)
    assert to_remind(make.on("2025-09-24").date()) == []
    assert reminded(room, "2025-09-24") == 0
    assert to_remind(make.on("2025-09-25").date()) == [room.case]
    assert reminded(room, "2025-09-25") == 2
    assert reminded(room, "2025-09-26") == 0  # once is enough, however often the job runs
    assert reminded(room, "2025-10-02") == 4  # day 27 of the court, and the promise of 30 September
    assert days(room).count(("confirm", 20)) == 2
    assert days(room).count(("confirm", 27)) == 2
    assert days(room).count(("follow", 0)) == 2


def test_a_telephone_hears_that_a_day_ends_and_nothing_of_whose_matter_it_is(
    room: Room, settings: LazySettings
) -> None:
    room.agreed()
    settings.YIMEN_NOTICES = "a-sender"
    reminded(room, "2025-09-25")
    reminded(room, "2025-09-26")
    act_as(SYSTEM)
    told = list(Notice.objects.values_list("told_by", "facts"))
    with_telephone = [one for one in Party.objects.filter(case=room.case) if one.phone_sealed]
    assert len(told) == len(with_telephone) > 0
    assert all(by == "system" and set(facts) == {"day", "contact"} for by, facts in told)
    act_as(room.mediator)
    assert to_call(room.mediator, make.on("2025-09-26")) == []  # others' cases are not hers to hear


def test_a_night_that_was_missed_is_made_good_by_the_next(room: Room) -> None:
    room.agreed()
    assert reminded(room, "2025-10-05") == 4
    assert ("confirm", 20) not in days(room)


def test_who_has_applied_and_what_was_done_are_not_asked_after(room: Room) -> None:
    room.agreed()
    act_as(room.mediator)
    note_confirmation(room.case, applied_on=make.on("2025-09-20").date(), by=room.mediator, at=AT)
    act_as(SYSTEM)
    duty = Duty.objects.get()
    act_as(room.first)
    note_duty(room.case, duty=duty.pk, kept=True, by=room.first, at=make.on("2025-09-20"))
    assert to_remind(make.on("2025-10-05").date()) == []
    assert reminded(room, "2025-10-05") == 0


def test_a_reminder_is_on_the_page_of_its_party_and_on_the_mediators_desk(room: Room) -> None:
    room.agreed()
    reminded(room, "2025-09-25")
    act_as(room.first)
    seen = whole(room.first)
    (mine,) = of_case(room.first, seen.case)
    assert (mine.who, mine.last_on) == ("周明", make.on("2025-10-09").date())
    reach(room.case, by=room.first, at=make.on("2025-09-26"))
    act_as(room.mediator)
    (left,) = waiting(room.mediator)
    assert left.who == "吴海"
    reach(room.case, reminder=left.id, how="phone", by=room.mediator, at=make.on("2025-09-26"))
    assert waiting(room.mediator) == []
    act_as(SYSTEM)
    assert sorted(Reminder.objects.values_list("how", flat=True)) == ["page", "phone"]
    act_as(room.other)
    assert waiting(room.other) == []


def test_nobody_else_says_that_it_reached_them(room: Room) -> None:
    room.agreed()
    reminded(room, "2025-09-25")
    act_as(SYSTEM)
    one = Reminder.objects.first()
    assert one
    for by in (room.other, room.district["handler"]):
        act_as(by)
        with pytest.raises(NotFound):
            reach(room.case, reminder=one.pk, how="phone", by=by, at=AT)
    act_as(room.mediator)
    with pytest.raises(NotFound):
        reach(room.case, reminder=one.pk, how="page", by=room.mediator, at=AT)


def test_the_night_job_reminds_by_an_index(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    room.agreed()
    monkeypatch.setattr(tasks, "now", lambda: make.on("2025-09-25"))
    tasks.remind_parties(0)
    tasks.remind_parties(0)
    assert days(room) == [("confirm", 20), ("confirm", 20)]
    with connection.cursor() as cursor:
        act_as(SYSTEM)
        cursor.execute("set local enable_seqscan = off")
        cursor.execute(
            "explain select case_id from mediation_agreement where applied_on is null"
            " and in_force_on is not null and in_force_on <= '2025-09-05'"
        )
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "agreements_to_confirm" in plan


def test_the_days_are_counted_from_the_day_of_effect() -> None:
    since = make.on("2025-09-05").date()
    assert [reached(since, make.on(day).date()) for day in ("2025-09-24", "2025-09-25")] == [0, 20]
    assert reached(since, make.on("2025-10-02").date()) == 27
    assert latest_start(make.on("2025-09-25").date()) == since


def test_the_notices_are_there_when_they_are_due_and_the_parties_own_papers_are_nobody_elses(
    room: Room,
) -> None:
    room.agreed()
    act_as(room.first)
    seen, on = whole(room.first), make.on("2025-10-01").date()
    names = {name for name, _ in papers_of(seen, on, party=True)}
    assert {"reminder", "asking_after", "court"} <= names
    early = {name for name, _ in papers_of(seen, make.on("2025-09-10").date(), party=True)}
    assert not {"reminder", "asking_after"} & early
    for name in ("application", "court"):
        drawn = paper_of(seen, name, on)
        assert (drawn.mark, drawn.signer, drawn.case_number, drawn.foot) == ("", "", "", ())
        assert "（签名）" in drawn.texts()[-1]
        rows = [row for block in drawn.blocks for row in block.rows]
        assert [row.label for row in rows if row.label.endswith("证件号码") and not row.text]
    for name in ("agreement", "rights", "reminder"):
        drawn = paper_of(seen, name, on)
        assert (drawn.mark, drawn.signer) == (seen.case.committee.name,) * 2
        assert (drawn.number, drawn.case_number) == (seen.case.number, "")


def test_only_what_every_party_agrees_to_leaves_the_room(room: Room) -> None:
    room.agreed()
    act_as(room.first)
    with pytest.raises(SomebodyKeepsIt):
        hand_out(room.case, by=room.first, at=AT)
    allow_filing(room.case, by=room.first, at=AT)
    with pytest.raises(SomebodyKeepsIt):
        hand_out(room.case, by=room.first, at=AT)
    act_as(room.second)
    allow_filing(room.case, by=room.second, at=AT)
    allow_filing(room.case, allows=False, by=room.second, at=AT)
    act_as(room.first)
    with pytest.raises(SomebodyKeepsIt):
        hand_out(room.case, by=room.first, at=AT)
    act_as(room.second)
    allow_filing(room.case, by=room.second, at=AT)
    act_as(room.first)
    assert hand_out(room.case, by=room.first, at=AT).told_case_at == AT
    act_as(room.mediator)
    with pytest.raises(NotFound):  # a mediator carries nothing out
        hand_out(room.case, by=room.mediator, at=AT)


def test_before_there_is_an_agreement_there_is_nothing_to_hand_out(room: Room) -> None:
    room.talking()
    act_as(room.first)
    with pytest.raises(NotAtThisStage):
        allow_filing(room.case, by=room.first, at=AT)


def test_no_agreement_takes_the_right_to_petition(room: Room) -> None:
    room.talking()
    act_as(room.mediator)
    terms = Terms(facts=TERMS.facts, points=TERMS.points, terms="付款后甲方息访，不再信访。")
    with pytest.raises(WaivesPetition):
        agree(room.case, terms=terms, by=room.mediator, at=AT)


def admin(room: Room) -> Actor:
    by = room.district["system_admin"]
    act_as(by)
    return by


def entry(room: Room, **more: object) -> Entry:
    plain: dict = {
        "name": "某街道人民调解委员会",
        "mark": "街",
        "organ": room.committee.organ_id,
        "address": "某路1号",
    }
    return Entry(**(plain | more))


def test_the_system_administrator_keeps_the_committees(room: Room) -> None:
    made = set_committee(entry=entry(room), by=admin(room), at=AT)
    changed = entry(room, phone="0000", is_active=False)
    set_committee(entry=changed, committee=made.pk, by=admin(room), at=AT)
    made.refresh_from_db()
    assert (made.phone, made.is_active) == ("0000", False)
    for by in (room.mediator, room.district["security_admin"]):
        act_as(by)
        with pytest.raises(NotYourDuty):
            set_committee(entry=entry(room), by=by, at=AT)


def test_names_and_marks_are_never_mistaken(room: Room) -> None:
    by = admin(room)
    with pytest.raises(CommitteeIncomplete):
        set_committee(entry=entry(room, mark=" "), by=by, at=AT)
    with pytest.raises(CommitteeTaken):
        set_committee(entry=entry(room, mark=room.committee.mark), by=by, at=AT)


def test_a_committee_at_work_keeps_its_mark_and_is_not_ended(room: Room) -> None:
    room.talking()
    known = {"name": room.committee.name, "mark": room.committee.mark}
    number = room.committee.pk
    with pytest.raises(MarkStays):
        set_committee(
            entry=entry(room, name=known["name"], mark="新"),
            committee=number,
            by=admin(room),
            at=AT,
        )
    ended = entry(room, **known, is_active=False)
    with pytest.raises(CasesOpen):
        set_committee(entry=ended, committee=number, by=admin(room), at=AT)
    act_as(room.first)
    end(room.case, by=room.first, at=AT)
    set_committee(entry=ended, committee=number, by=admin(room), at=AT)


def test_only_mediators_of_the_house_are_on_the_roster(room: Room) -> None:
    by, number = admin(room), room.committee.pk
    with pytest.raises(NoMediator):
        set_mediator(number, staff=room.district["handler"].id, by=by, at=AT)
    set_mediator(number, staff=room.mediator.id, fields="邻里", is_active=False, by=by, at=AT)
    row = Mediator.objects.get(committee=number, staff=room.mediator.id)
    assert (row.fields, row.is_active) == ("邻里", False)


def test_without_a_sender_the_mediators_page_says_whom_to_telephone(
    room: Room, settings: LazySettings
) -> None:
    settings.YIMEN_NOTICES = ""
    room.agreed()
    reminded(room, "2025-09-25")
    by = Client()
    by.force_login(Staff.objects.get(pk=room.mediator.id))
    page = by.get("/desk/rooms/mediation/").content.decode()
    assert "周明" in page
    assert "13800000001" in page
    act_as(room.first)
    reach(room.case, by=room.first, at=make.on("2025-09-26"))  # she has read it on her own page
    assert "13800000001" not in by.get("/desk/rooms/mediation/").content.decode()
