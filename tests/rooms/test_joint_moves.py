"""A session that is moved asks everybody anew; nobody sits at two tables at the same time."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.rooms.test_joint import AT, STARTS, Table, a_table

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.base.errors import Refused
from yimen.documents.web import render_html
from yimen.people.models import Staff
from yimen.rooms.joint import papers
from yimen.rooms.joint.actions.answer import answer
from yimen.rooms.joint.actions.move import Anew, move
from yimen.rooms.joint.actions.plan import Seat, plan
from yimen.rooms.joint.hours import also_asked
from yimen.rooms.joint.models import Moved, Room, Session
from yimen.rooms.joint.queries import asked_to, of_petition, whole
from yimen.rooms.joint.sittings import (
    AsItWas,
    NameAPlace,
    NotAtThisStage,
    RoomTaken,
    SayWhen,
    SayWhyMoved,
    SitsElsewhere,
    WasThen,
)

pytestmark = pytest.mark.django_db
LATER = STARTS + timedelta(days=1)


@pytest.fixture
def table() -> Table:
    return a_table()


def anew(table: Table, **more: object) -> Anew:
    given = Anew(
        starts_at=LATER, ends_at=LATER + timedelta(hours=1), room=table.room.pk, reason="律师开庭"
    )
    return replace(given, **more)  # type: ignore[arg-type]  # what a test says of it


def moved(table: Table, **more: object) -> Session:
    act_as(table.convener)
    return move(table.session, anew=anew(table, **more), by=table.convener, at=AT)


def another(table: Table, **more: object) -> Session:
    """Call another table at the same hour, in another room, by another officer."""
    act_as(SYSTEM)
    room, _ = Room.objects.get_or_create(
        name="二楼小间", organ=table.district.bureau, region=table.district.region,
        area=table.district.region.path, address="一门路1号",
    )  # fmt: skip
    by = table.district["receptionist"]
    act_as(by)
    return plan(plan=table.plan(**{"room": room.pk, "seats": (), **more}), by=by, at=AT)[0]


def test_everybody_is_asked_anew_and_the_old_hour_is_kept(table: Table) -> None:
    table.called()
    for who in (table.handler, table.guest, table.district["lawyer"]):
        act_as(who)
        answer(table.session, answer="comes", note="带材料", by=who, at=AT)
    moved(table)
    seen = whole(table.convener, table.session)
    assert {one.part: (one.answer, one.note) for one in seen.seats} == {
        "officer": ("comes", ""), "lawyer": ("asked", ""),
        "organ": ("asked", ""), "guest": ("asked", ""),
    }  # fmt: skip
    assert seen.session.starts_at == LATER
    (was,) = seen.moves
    assert (was.starts_at, was.where.startswith(table.room.name), was.why) == (
        STARTS, True, "律师开庭",
    )  # fmt: skip
    act_as(table.handler)
    assert [one.pk for one in asked_to(table.handler)] == [table.session]  # on the desk again
    act_as(table.guest)
    assert whole(table.guest).moves[0].why == "律师开庭"
    act_as(table.case.petitioner)
    assert of_petition(table.case.petitioner, table.case.petition)[0].moves
    text = render_html(papers.paper_of(seen, "invitation", date(2025, 3, 5)))
    assert "原定2025年3月6日14:00" in text


def test_what_is_moved_frees_its_room_and_takes_another_hour_or_none(table: Table) -> None:
    table.called()
    moved(table)
    other = another(table, room=table.room.pk)  # the first hour is free again
    with pytest.raises(RoomTaken):
        moved(table, starts_at=STARTS, ends_at=STARTS + timedelta(hours=1))
    act_as(SYSTEM)
    assert Session.objects.get(pk=table.session).starts_at == LATER
    assert Moved.objects.count() == 1
    assert other.starts_at == STARTS


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"reason": " "}, SayWhyMoved),
        ({"ends_at": LATER}, SayWhen),
        ({"starts_at": AT - timedelta(hours=1)}, WasThen),
        ({"room": 0}, NameAPlace),
        ({"starts_at": STARTS, "ends_at": STARTS + timedelta(hours=2)}, AsItWas),
    ],
)
def test_a_move_needs_an_hour_to_come_a_place_and_a_reason(
    table: Table,
    wrong: dict[str, object],
    refusal: type[Refused],
) -> None:
    table.called()
    with pytest.raises(refusal):
        moved(table, **wrong)


def test_what_was_held_is_not_moved(table: Table) -> None:
    table.held()
    with pytest.raises(NotAtThisStage):
        moved(table)


def test_nobody_named_sits_at_two_tables_at_a_time(table: Table) -> None:
    table.called()
    lawyer = table.district["lawyer"]
    seats = (Seat(part="lawyer", staff=lawyer.id, organ=lawyer.organ),)
    with pytest.raises(SitsElsewhere) as refused:
        another(table, seats=seats)
    facts = refused.value.facts
    assert (str(facts["names"]), facts["since"], facts["until"]) == ("吕柏", "14:00", "16:00")
    act_as(table.convener)  # neither does who calls people together
    with pytest.raises(SitsElsewhere):
        plan(plan=table.plan(room=0, place="河湾", seats=()), by=table.convener, at=AT)
    act_as(lawyer)
    answer(table.session, answer="cannot", by=lawyer, at=AT)
    another(table, seats=seats)  # who said no is free


def test_moving_asks_the_same_of_people(table: Table) -> None:
    lawyer = table.district["lawyer"]
    table.called()
    seats = (Seat(part="lawyer", staff=lawyer.id, organ=lawyer.organ),)
    hours = {"starts_at": LATER, "ends_at": LATER + timedelta(hours=1)}
    another(table, seats=seats, **hours)
    with pytest.raises(SitsElsewhere):
        moved(table)


def test_an_organ_that_is_asked_twice_is_named_and_not_refused(table: Table) -> None:
    table.called()
    act_as(table.convener)
    session = Session.objects.get(pk=table.session)
    assert also_asked(table.convener, session) == []
    another(table)
    act_as(table.convener)
    assert also_asked(table.convener, session) == [table.district.housing.name]
    page = browser(table).get(f"/desk/rooms/joint/{table.session}/").content.decode()
    assert f"同一时间还被邀请参加另一场接访：{table.district.housing.name}" in page


def test_it_is_moved_on_its_page_and_the_file_says_so(table: Table) -> None:
    table.called()
    by = browser(table)
    url = f"/desk/rooms/joint/{table.session}/"
    starts, ends = "2035-03-07T09:00", "2035-03-07T10:30"
    said = {"do": "move", "starts_at": starts, "ends_at": ends, "room": "", "place": "河湾社区"}
    lacking = by.post(url, said)
    assert lacking.status_code == 422
    assert starts in lacking.content.decode()  # what was typed stays
    assert by.post(url, said | {"reason": "住户白天上班"}).status_code == 302
    page = by.get(url).content.decode()
    assert "已改期。原定" in page
    file = by.get(f"/desk/matters/{table.case.petition}/").content.decode()
    assert "河湾社区" in file
    assert "已改期" in file


def test_no_two_boxes_of_its_page_have_one_name(table: Table) -> None:
    table.called()
    page = browser(table).get(f"/desk/rooms/joint/{table.session}/").content.decode()
    found = re.findall(r' id="([^"]+)"', page)
    assert "move-reason" in found
    assert len(found) == len(set(found))


def test_the_file_lists_sessions_and_promises_in_the_statement_that_reads_it(
    table: Table,
) -> None:
    by = browser(table)
    url = f"/desk/matters/{table.case.petition}/"
    by.get(url)
    with CaptureQueriesContext(connection) as before:
        by.get(url)
    table.held()
    with CaptureQueriesContext(connection) as after:
        page = by.get(url).content.decode()
    assert "换好电缆" in page
    assert table.district.housing.name in page
    assert len(after) == len(before)
    stranger = Client()  # her organ is not at the table: the room's wall holds here too
    stranger.force_login(Staff.objects.get(pk=table.district["checker"].id))
    assert "换好电缆" not in stranger.get(url).content.decode()


def browser(table: Table) -> Client:
    client = Client()
    client.force_login(Staff.objects.get(pk=table.convener.id))
    return client
