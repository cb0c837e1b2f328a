"""Joint sessions: one table, no room twice, promises that stay until they are kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from tests import make
from tests.make import Case, District

from yimen.access.actor import SYSTEM, Actor, Role
from yimen.access.rls import act_as
from yimen.base.errors import NotFound, Refused
from yimen.documents.web import render_html
from yimen.rooms.joint import papers
from yimen.rooms.joint.actions.answer import answer
from yimen.rooms.joint.actions.call_off import call_off
from yimen.rooms.joint.actions.hold import Minutes, Promise, hold
from yimen.rooms.joint.actions.keep import confirm, report
from yimen.rooms.joint.actions.opine import opine
from yimen.rooms.joint.actions.plan import Plan, Seat, plan
from yimen.rooms.joint.actions.set_room import (
    Entry,
    RoomIncomplete,
    RoomNameTaken,
    SessionsPlanned,
    set_room,
)
from yimen.rooms.joint.actions.visit import visit
from yimen.rooms.joint.models import Commitment, Invitation, Room, Session, Visit
from yimen.rooms.joint.queries import (
    asked_to,
    of_petition,
    owed,
    rooms_of,
    sessions_of,
    waiting,
    whole,
)
from yimen.rooms.joint.sittings import (
    KeptAlready,
    MinutesIncomplete,
    NameAPlace,
    NoRoomFree,
    NotAtThisStage,
    OnlyIfWished,
    PromiseIncomplete,
    ReasonIfWished,
    RoomTaken,
    SayHow,
    SayWhen,
    SayWhyNot,
    StaysSealed,
    WasNotThere,
    WasThen,
    WriteAnAgenda,
    blind_guest,
)
from yimen.workbench.promised import at_tables

pytestmark = pytest.mark.django_db
AT = make.on("2025-03-05", "10:00")
STARTS = make.on("2025-03-06", "14:00")
MINUTES = Minutes(asked="请求修好路灯。", said="住建局说明电缆老化。", found="三天内抢修。")


@dataclass
class Table:
    """A district with a room, a petition that is handled, and a session on it."""

    district: District
    room: Room
    case: Case
    session: int = 0
    guest: Actor = SYSTEM

    @property
    def convener(self) -> Actor:
        """Who calls people together."""
        return self.district["screener"]

    @property
    def handler(self) -> Actor:
        """Who speaks for the responsible organ."""
        return self.district["handler"]

    def plan(self, **more: object) -> Plan:
        """Plan a session as it is usually planned."""
        lawyer = self.district["lawyer"]
        given = Plan(
            petition=self.case.petition,
            starts_at=STARTS,
            ends_at=STARTS + timedelta(hours=2),
            agenda="路灯何时修好",
            room=self.room.pk,
            seats=(Seat(part="lawyer", staff=lawyer.id, organ=lawyer.organ),),
            organs=(self.district.housing.pk,),
            guests=("社区居委会主任 唐宁",),
        )
        return replace(given, **more)  # type: ignore[arg-type]  # what a test says of it

    def called(self, **more: object) -> Table:
        """Call it."""
        act_as(self.convener)
        session, codes = plan(plan=self.plan(**more), by=self.convener, at=AT)
        self.session = session.pk
        if codes:
            self.guest = Actor(role=Role.VISITOR, code=blind_guest(codes[0][1]))
        return self

    def held(self) -> Table:
        """Hold it, with a promise of the responsible organ."""
        self.called()
        act_as(self.convener)
        promise = Promise(organ=self.district.housing.pk, what="换好电缆", due_on=date(2025, 3, 9))
        came = tuple(seat.id for seat in whole(self.convener, self.session).seats)
        minutes = replace(MINUTES, promises=(promise,), came=came)
        hold(self.session, minutes=minutes, by=self.convener, at=STARTS)
        return self

    @property
    def promise(self) -> int:
        """The only promise."""
        act_as(SYSTEM)
        return Commitment.objects.get().pk


@pytest.fixture
def table() -> Table:
    return a_table()


def a_table() -> Table:
    district = make.a_district()
    case = make.a_petition(district, "accepted")
    act_as(SYSTEM)
    room = Room.objects.create(
        name="联合接访室", organ=district.bureau, region=district.region,
        area=district.region.path, address="一门路1号",
    )  # fmt: skip
    return Table(district, room, case)


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"ends_at": STARTS}, SayWhen),
        ({"starts_at": AT - timedelta(hours=1)}, WasThen),
        ({"room": 0}, NameAPlace),
        ({"agenda": " "}, WriteAnAgenda),
    ],
)
def test_a_session_has_a_time_a_place_and_an_agenda(
    table: Table, changed: dict, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        table.called(**changed)


def test_others_hear_both_sides_in_public_only_if_the_petitioner_wishes_it(table: Table) -> None:
    with pytest.raises(ReasonIfWished):
        table.called(kind="reason")
    table.called(kind="reason", wants_reason=True)
    seen = whole(table.convener, table.session)
    text = render_html(papers.paper_of(seen, "invitation", date(2025, 3, 6)))
    assert "评理会邀请函" in text
    assert "经信访人同意举行" in text


def test_a_counsellor_comes_only_if_the_petitioner_wants_one(table: Table) -> None:
    counsellor = table.district["counsellor"]
    seats = (Seat(part="counsellor", staff=counsellor.id, organ=counsellor.organ),)
    with pytest.raises(OnlyIfWished):
        table.called(seats=seats)
    table.called(seats=seats, wants_support=True)
    act_as(counsellor)
    assert [one.pk for one in sessions_of(counsellor)] == [table.session]


def test_nobody_sits_in_a_part_that_is_not_their_post(table: Table) -> None:
    handler = table.handler
    with pytest.raises(NotFound):
        table.called(seats=(Seat(part="lawyer", staff=handler.id, organ=handler.organ),))


@pytest.mark.parametrize(
    ("hours", "is_free"), [(-2, True), (-1, False), (0, False), (1, False), (2, True)]
)
def test_a_room_is_never_taken_twice(table: Table, hours: int, *, is_free: bool) -> None:
    table.called()
    starts = STARTS + timedelta(hours=hours)
    again = {"starts_at": starts, "ends_at": starts + timedelta(hours=2)}
    if is_free:
        table.called(**again)
    else:
        with pytest.raises(RoomTaken):
            table.called(**again)


def test_a_room_is_free_again_once_a_session_is_called_off_and_other_places_are_never_taken(
    table: Table,
) -> None:
    table.called()
    others = iter([table.district["receptionist"], make.an_officer(
        table.district, "screener", table.district.bureau, name="梅青")])  # fmt: skip
    for place in ("河湾社区活动室", "梅岭社区活动室"):  # nobody is at two tables at a time
        by = next(others)
        act_as(by)
        plan(plan=table.plan(room=0, place=place, seats=()), by=by, at=AT)
    act_as(SYSTEM)
    first = Session.objects.order_by("pk")[0].pk
    act_as(table.convener)
    call_off(first, reason="信访人改期", by=table.convener, at=AT)
    table.called()


def test_everybody_answers_for_themselves_and_a_handler_for_the_organ(table: Table) -> None:
    table.called()
    for who, said in (
        (table.guest, "comes"), (table.handler, "comes"), (table.district["lawyer"], "cannot"),
    ):  # fmt: skip
        act_as(who)
        answer(table.session, answer=said, note="", by=who, at=AT)
    act_as(table.convener)
    seen = whole(table.convener, table.session)
    assert {one.part: one.answer for one in seen.seats} == {
        "officer": "comes", "lawyer": "cannot", "organ": "comes", "guest": "comes",
    }  # fmt: skip
    assert next(one.who for one in seen.seats if one.part == "organ")
    act_as(table.district["other_handler"])
    with pytest.raises(NotFound):
        answer(table.session, answer="comes", by=table.district["other_handler"], at=AT)


def test_minutes_have_three_parts_and_promises_an_organ_at_the_table_and_a_day(
    table: Table,
) -> None:
    table.called()
    act_as(table.convener)
    by, housing = table.convener, table.district.housing.pk
    with pytest.raises(MinutesIncomplete):
        hold(table.session, minutes=replace(MINUTES, found=""), by=by, at=STARTS)
    for bad in (
        Promise(organ=table.district.urban.pk, what="清运", due_on=date(2025, 3, 9)),
        Promise(organ=housing, what=" ", due_on=date(2025, 3, 9)),
        Promise(organ=housing, what="换电缆", due_on=date(2025, 3, 1)),
    ):
        with pytest.raises(PromiseIncomplete):
            hold(table.session, minutes=replace(MINUTES, promises=(bad,)), by=by, at=STARTS)


def test_a_promise_stays_on_its_owners_page_until_it_is_kept(table: Table) -> None:
    table.held()
    promise = table.promise
    act_as(table.handler)
    assert [one.what for one in owed(table.handler)] == ["换好电缆"]
    with pytest.raises(SayHow):
        report(table.session, promise=promise, proof="", by=table.handler, at=STARTS)
    report(table.session, promise=promise, proof="验收单", by=table.handler, at=STARTS)
    assert [one.state for one in owed(table.handler)] == ["reported"]
    with pytest.raises(NotFound):  # nobody confirms what their own organ promised
        confirm(table.session, promise=promise, kept=True, by=table.handler, at=STARTS)
    her = table.case.petitioner
    act_as(her)
    confirm(table.session, promise=promise, kept=False, by=her, at=STARTS)
    act_as(table.handler)
    assert [one.state for one in owed(table.handler)] == ["open"]
    report(table.session, promise=promise, proof="又换了三盏", by=table.handler, at=STARTS)
    act_as(her)
    confirm(table.session, promise=promise, kept=True, by=her, at=STARTS)
    with pytest.raises(KeptAlready):
        confirm(table.session, promise=promise, kept=False, by=her, at=STARTS)
    act_as(table.handler)
    assert owed(table.handler) == []


def test_the_petitioner_reads_when_where_who_the_minutes_and_the_promises(table: Table) -> None:
    table.held()
    her = table.case.petitioner
    act_as(her)
    (seen,) = of_petition(her, table.case.petition)
    assert seen.where.startswith("联合接访室")
    assert (seen.found, seen.promises[0].due_on) == (MINUTES.found, date(2025, 3, 9))


def test_a_visit_and_an_opinion_belong_to_a_session_and_an_opinion_to_one_that_was_held(
    table: Table,
) -> None:
    table.called()
    act_as(table.convener)
    with pytest.raises(NotAtThisStage):
        opine(table.session, opinion="建议更换", by=table.convener, at=STARTS)
    act_as(table.handler)
    visit(table.session, place="东门", present="双方", found="七盏不亮", by=table.handler, at=AT)
    act_as(table.convener)
    hold(table.session, minutes=MINUTES, by=table.convener, at=STARTS)
    opine(table.session, opinion="建议更换", by=table.convener, at=STARTS)
    seen = whole(table.convener, table.session)
    for name in ("minutes", "opinion"):
        text = render_html(papers.paper_of(seen, name, date(2025, 3, 6)))
        assert "建议更换" in text
    assert "七盏不亮" in render_html(papers.paper_of(seen, "minutes", date(2025, 3, 6)))


def test_an_accusation_is_not_talked_about_around_a_table(table: Table) -> None:
    act_as(SYSTEM)
    from_lane = table.case
    type(make.demand_of(from_lane).petition).objects.filter(pk=from_lane.petition).update(
        is_sealed=True
    )
    act_as(table.convener)
    with pytest.raises((StaysSealed, NotFound)):
        table.called()


@pytest.mark.parametrize("role", [role for role in Role if role != Role.SYSTEM])
@pytest.mark.parametrize("model", [Session, Invitation, Commitment, Visit])
def test_nobody_else_looks_in_not_even_with_sql(table: Table, role: Role, model: type) -> None:
    table.held()
    act_as(table.handler)
    visit(table.session, place="东门", present="双方", found="不亮", by=table.handler, at=STARTS)
    by = Actor(role=role, id=987654, organ=table.district.urban.pk, area="/xx/", code="not hers")
    act_as(by)
    assert not model.objects.exists()


def test_what_was_said_lies_sealed_in_the_database(table: Table) -> None:
    table.held()
    act_as(SYSTEM)
    row = Session.objects.get()
    for part in (row.agenda_sealed, row.asked_sealed, row.said_sealed, row.found_sealed):
        assert bytes(part)
        assert "路灯".encode() not in bytes(part)
        assert "抢修".encode() not in bytes(part)


# What a helpful refusal says, who came, and who asks after a promise.


def another_room(table: Table) -> Room:
    act_as(SYSTEM)
    return Room.objects.create(
        name="二号接访室", organ=table.district.bureau, region=table.district.region,
        area=table.district.region.path, address="一门路1号",
    )  # fmt: skip


def test_a_taken_room_says_until_when_and_which_other_is_free(table: Table) -> None:
    table.called()
    with pytest.raises(NoRoomFree) as none_free:
        table.called()
    assert none_free.value.facts["until"] == "16:00"
    other = another_room(table)
    with pytest.raises(RoomTaken) as taken:
        table.called()
    assert str(taken.value.facts["free"]) == other.name
    by = table.district["receptionist"]  # somebody else: nobody is at two tables at a time
    act_as(by)
    plan(plan=table.plan(room=other.pk, seats=()), by=by, at=AT)


def test_who_did_not_come_promises_nothing(table: Table) -> None:
    table.called()
    act_as(table.convener)
    housing = table.district.housing.pk
    promise = Promise(organ=housing, what="换好电缆", due_on=date(2025, 3, 9))
    seats = whole(table.convener, table.session).seats
    came = tuple(seat.id for seat in seats if seat.organ_id != housing)
    minutes = replace(MINUTES, promises=(promise,), came=came)
    with pytest.raises(WasNotThere):
        hold(table.session, minutes=minutes, by=table.convener, at=STARTS)


def test_a_session_is_called_off_with_a_reason_and_stays_in_sight_until_its_hour(
    table: Table,
) -> None:
    table.called()
    act_as(table.convener)
    with pytest.raises(SayWhyNot):
        call_off(table.session, reason=" ", by=table.convener, at=AT)
    call_off(table.session, reason="信访人改期", by=table.convener, at=AT)
    for who in (table.handler, table.guest):
        act_as(who)
        assert whole(who, table.session if who.id else None).called_off == "信访人改期"
    act_as(table.handler)
    assert [one.pk for one in sessions_of(table.handler, at=AT)] == [table.session]
    assert sessions_of(table.handler, at=STARTS) == []
    assert [one.pk for one in sessions_of(table.handler, over=True, at=STARTS)] == [table.session]


def test_an_invitation_waits_for_whoever_was_asked_until_it_is_answered(table: Table) -> None:
    table.called()
    for who in (table.handler, table.district["lawyer"]):
        act_as(who)
        assert [one.pk for one in asked_to(who)] == [table.session]
        assert len(at_tables(who, AT.date())["invited"]) == 1
        answer(table.session, answer="cannot", note="", by=who, at=AT)
        assert asked_to(who) == at_tables(who, AT.date())["invited"] == []
    other = table.district["other_handler"]
    act_as(other)
    assert asked_to(other) == []


def test_whoever_called_the_session_asks_after_what_others_promised(table: Table) -> None:
    table.held()
    act_as(table.convener)
    assert [one.organ_id for one in waiting(table.convener)] == [table.district.housing.pk]
    assert owed(table.convener) == []
    on_time, late = date(2025, 3, 9), date(2025, 3, 10)
    assert at_tables(table.convener, on_time)["promised"] == []
    (shown,) = at_tables(table.convener, late)["promised"]
    assert shown["organ"]
    act_as(table.handler)
    (mine,) = at_tables(table.handler, on_time)["promised"]
    assert mine["organ"] == ""
    report(table.session, promise=table.promise, proof="验收单", by=table.handler, at=STARTS)
    act_as(table.convener)  # reported: she is asked whether it is so
    assert len(at_tables(table.convener, on_time)["promised"]) == 1


def test_a_room_is_set_up_changed_and_closed_by_the_system_administrator(table: Table) -> None:
    admin = table.district["system_admin"]
    bureau = table.district.bureau.pk
    entry = Entry(name="三号接访室", organ=bureau, address="一门路1号三楼", seats=8)
    act_as(admin)
    made = set_room(entry=entry, by=admin, at=AT)
    with pytest.raises(RoomNameTaken):
        set_room(entry=entry, by=admin, at=AT)
    for bad in (replace(entry, name=" "), replace(entry, seats=1), replace(entry, address="")):
        with pytest.raises(RoomIncomplete):
            set_room(entry=bad, room=made.pk, by=admin, at=AT)
    set_room(entry=replace(entry, is_open=False), room=made.pk, by=admin, at=AT)
    assert made not in rooms_of(table.district.region.path)
    table.called()
    act_as(admin)
    closed = replace(entry, name=table.room.name, is_open=False)
    with pytest.raises(SessionsPlanned):
        set_room(entry=closed, room=table.room.pk, by=admin, at=AT)
    set_room(entry=closed, room=table.room.pk, by=admin, at=STARTS + timedelta(hours=3))
    act_as(table.convener)
    with pytest.raises(Refused):
        set_room(entry=entry, by=table.convener, at=AT)
