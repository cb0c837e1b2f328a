"""By the way round: sessions, numbers, screens, sums, queues, another post. Nothing is learned."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from tests import make
from tests.make import District
from tests.rooms import hearts
from tests.rooms.halls import AT, Hall, a_hall, a_ticket, holder
from tests.rooms.test_care import a_slot
from tests.rooms.test_legal import Legal
from tests.rooms.worlds import signed_in

from yimen.access.actor import POSTS, SYSTEM, Actor, Role
from yimen.access.rls import act_as
from yimen.access.rooms import WALLS
from yimen.base.errors import NotFound
from yimen.base.time import now
from yimen.people.models import Post
from yimen.rooms.care import counts as care_counts
from yimen.rooms.care.actions.book import book
from yimen.rooms.care.queries import counsellors
from yimen.rooms.hall import counts as hall_counts
from yimen.rooms.hall.actions.call_next import call_next
from yimen.rooms.hall.actions.finish import Outcome, finish
from yimen.rooms.hall.actions.recall import recall
from yimen.rooms.hall.actions.receive import receive
from yimen.rooms.hall.models import Ticket, Window
from yimen.rooms.hall.queries import by_hour, screen
from yimen.rooms.heart import counts as heart_counts
from yimen.rooms.legal import counts as legal_counts
from yimen.rooms.mediation import counts as mediation_counts

pytestmark = pytest.mark.django_db
SECRETS = (hearts.CALLED, hearts.SAID, hearts.FEARS, hearts.ASKED, "13912345678")
COUNTS = (heart_counts, care_counts, hall_counts, legal_counts, mediation_counts)


@pytest.fixture
def district() -> District:
    return make.a_district()


@pytest.fixture
def hall(district: District) -> Hall:
    return a_hall(district).open("support", "registration")


def rows_of(by: Actor, words: str) -> list[tuple]:
    """Ask PostgreSQL itself, in the session of somebody."""
    act_as(by)
    with connection.cursor() as cursor:
        cursor.execute(words)
        return cursor.fetchall()


def everybody(district: District) -> list[Actor]:
    return [make.an_officer(district, role, district.bureau) for role in POSTS]


def test_who_has_a_petition_and_a_counsellor_open_is_not_told_by_the_table_of_sessions() -> None:
    room = hearts.a_room().opened()
    case = make.a_petition(room.district, "handled")
    browser = Client(headers={"accept-language": "zh-hans"})
    said = {"number": case.number, "query_code": case.code}
    matter = browser.post("/track/", said)["location"]
    assert browser.post("/support/mine/", {"code": room.code}).status_code == 302
    (kept,) = rows_of(room.second, "select session_data from django_session")[0]
    assert case.number not in kept
    for secret in (room.own.code, case.number, "support"):
        assert secret not in kept
        assert secret.encode().hex() not in kept
    assert browser.get("/support/mine/").status_code == 200
    assert case.number in browser.get(matter).content.decode()


def test_the_next_number_of_a_table_does_not_tell_how_many_there_were(district: District) -> None:
    for by in everybody(district)[:2]:
        for table in WALLS:
            act_as(by)
            for words in (
                f"select last_value from {table}_id_seq",  # noqa: S608  # our own names
                f"select nextval('{table}_id_seq')",
            ):
                with (
                    pytest.raises(ProgrammingError),
                    transaction.atomic(),
                    connection.cursor() as cursor,
                ):
                    cursor.execute(words)


def test_no_screen_calls_anybody_to_support(hall: Hall) -> None:
    ticket = a_ticket(hall, point="support")
    by, window = hall.people["support"], hall.windows["support"]
    act_as(by)
    called = call_next(window.pk, by=by, at=AT)
    recall(called.pk, by=by, at=AT)
    assert screen(hall.place.pk) == []
    for other in everybody(hall.district):
        found = rows_of(other, "select calling from hall_window where point = 'support'")
        assert found == [("",)], other.role
    act_as(holder(ticket))
    seen = Ticket.objects.get(pk=ticket.pk)
    assert (seen.state, seen.window_id) == ("called", window.pk)  # on her own telephone
    page = signed_in(by).get(f"/desk/rooms/hall/{hall.place.pk}/").content.decode()
    assert "大屏不呼叫此号" in page


def test_other_windows_are_called_as_ever(hall: Hall) -> None:
    ticket = a_ticket(hall)
    by = hall.people["registration"]
    act_as(by)
    call_next(hall.windows["registration"].pk, by=by, at=AT)
    assert [one.number for one in screen(hall.place.pk)] == [ticket.number]


def test_no_gap_in_the_numbers_tells_who_is_at_support(hall: Hall) -> None:
    """Whoever sees all numbers but one knows where that one is; so nobody does but the door."""
    a_ticket(hall)
    at_support = a_ticket(hall, point="support")
    a_ticket(hall, point="legal_aid")
    for role in ("supervisor", "leader"):
        by = make.an_officer(hall.district, role, hall.district.bureau)
        assert rows_of(by, "select number from hall_ticket") == []
        assert rows_of(by, "select id from hall_turn") == []
    screener = make.an_officer(hall.district, "screener", hall.district.bureau)
    assert len(rows_of(screener, "select number from hall_ticket")) == 1  # two gaps, not one
    door = make.an_officer(hall.district, "receptionist", hall.district.bureau)
    assert len(rows_of(door, "select number from hall_ticket")) == 3
    _served(hall, "support")
    assert at_support.number not in {n for (n,) in rows_of(door, "select number from hall_ticket")}
    counsellor = hall.people["support"]
    assert rows_of(counsellor, "select number from hall_ticket") == []


def test_a_leader_still_sees_how_long_people_wait(hall: Hall) -> None:
    a_ticket(hall)
    a_ticket(hall, point="support")
    _served(hall, "registration")
    _served(hall, "support")
    leader = make.an_officer(hall.district, "leader", hall.district.bureau)
    act_as(leader)
    hours = by_hour(hall.place.pk, AT.date(), leader)
    assert [one.served for one in hours] == [1]  # the stay for support is in no sum


def _served(hall: Hall, point: str) -> None:
    by, window = hall.people[point], hall.windows[point]
    act_as(by)
    ticket = call_next(window.pk, by=by, at=AT)
    receive(ticket.pk, by=by, at=AT)
    finish(ticket.pk, outcome=Outcome(), by=by, at=AT)
    act_as(SYSTEM)
    assert not Window.objects.get(pk=window.pk).calling


@pytest.mark.parametrize("role", [r for r in Role if r not in {"supervisor", "leader", "system"}])
def test_only_whoever_answers_for_the_whole_reads_sums_behind_the_walls(role: Role) -> None:
    by = Actor(role=role, id=1, organ=1, area="/")
    day = AT.date()
    for one in COUNTS:
        with pytest.raises(NotFound):
            one.counts(by, day, day)


def test_what_was_entrusted_to_a_counsellor_stays_in_that_post(district: District) -> None:
    at = now()
    helper = make.an_officer(district, "counsellor", district.bureau)
    person = make.an_officer(district, "receptionist", district.bureau)
    slot = a_slot(helper, at)
    act_as(person)
    book(slot.pk, words="睡不好", by=person, at=at)
    assert rows_of(helper, "select id from care_slot") == [(slot.pk,)]
    for role in ("leader", "handler", "head"):
        acting = replace(helper, role=Role(role))
        assert rows_of(acting, "select id from care_slot") == [], role


def test_a_counsellor_whose_post_has_ended_is_offered_to_nobody(district: District) -> None:
    helper = make.an_officer(district, "counsellor", district.bureau, name="乔安宁")
    person = make.an_officer(district, "receptionist", district.bureau)
    today = now().date()
    assert "乔安宁" in dict(counsellors(person, today)).values()
    Post.objects.filter(staff=helper.id).update(ends_on=today)
    assert "乔安宁" not in dict(counsellors(person, today)).values()


def test_a_lawyer_who_changes_office_leaves_the_clients_behind(district: District) -> None:
    lawyers = [make.an_officer(district, "lawyer", district.bureau) for _ in range(2)]
    room = Legal(district, *lawyers, make.a_petition(district, "accepted")).opened()
    mine = "select id from legal_consultation"
    assert rows_of(room.lawyer, mine) == [(room.number,)]
    assert rows_of(replace(room.lawyer, organ=district.housing.pk), mine) == []
    assert rows_of(replace(room.lawyer, role=Role.LEADER), mine) == []


def test_a_vendors_session_ends_with_the_post_in_the_same_moment() -> None:
    room = hearts.a_room().opened()
    browser = signed_in(room.counsellor)
    url = f"/desk/rooms/heart/{room.client}/"
    assert browser.get(url).status_code == 200
    act_as(SYSTEM)
    Post.objects.filter(staff=room.counsellor.id).update(ends_on=now().date())
    assert browser.get(url).status_code == 403  # no post, no desk
    assert browser.post(url, {"do": "plan", "signs": "x"}).status_code == 403
    # With another post left, that post's desk opens, and nothing of the room.
    ended = Post.objects.filter(staff=room.counsellor.id).get()
    Post.objects.create(
        staff=ended.staff, role="handler", organ=room.district.housing,
        region=ended.region, starts_on=ended.starts_on,
    )  # fmt: skip
    assert browser.get(url).status_code == 404
    assert browser.get("/desk/rooms/heart/").status_code == 404


def test_a_post_that_has_not_begun_or_is_over_opens_nothing() -> None:
    room = hearts.a_room().opened()
    browser = signed_in(room.counsellor)
    post = Post.objects.get(staff=room.counsellor.id)
    tomorrow = now().date() + timedelta(days=1)
    for begins, ends in ((tomorrow, None), (post.starts_on, now().date())):
        Post.objects.filter(pk=post.pk).update(starts_on=begins, ends_on=ends)
        assert browser.get(f"/desk/rooms/heart/{room.client}/").status_code == 403


def test_no_job_carries_anything_of_a_room() -> None:
    hearts.a_room().full()
    jobs = rows_of(SYSTEM, "select task_name, args from procrastinate_jobs")
    for name, args in jobs:
        told = args if isinstance(args, dict) else json.loads(args)
        assert not name.startswith(("heart", "care")), name
        assert all(isinstance(value, int | str) for value in told.values())
        assert not any(secret in json.dumps(told, ensure_ascii=False) for secret in SECRETS), name
