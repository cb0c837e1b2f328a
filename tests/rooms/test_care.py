"""The care room: two people see a talk, one sees names, nobody sees a group of nine."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from tests import make
from tests.make import District

from yimen.access.actor import POSTS, SYSTEM, Actor, Role
from yimen.access.rls import act_as
from yimen.base.errors import NotFound
from yimen.base.seal import unseal
from yimen.base.time import now
from yimen.people.models import Staff
from yimen.rooms.care import counts, queries
from yimen.rooms.care.actions.announce import Plan, announce
from yimen.rooms.care.actions.book import book
from yimen.rooms.care.actions.call_off import call_off
from yimen.rooms.care.actions.check import AnswerAll, check
from yimen.rooms.care.actions.drop_check import drop_check
from yimen.rooms.care.actions.give_back import give_back
from yimen.rooms.care.actions.hold_talk import hold_talk
from yimen.rooms.care.actions.note_attendance import note_attendance
from yimen.rooms.care.actions.offer import offer
from yimen.rooms.care.actions.sign_up import sign_up
from yimen.rooms.care.caring import (
    EndsLater,
    EventFull,
    EventOver,
    InThePast,
    NotWithYourself,
    NotYet,
    OneTalkAtATime,
    SayWhatAndWhere,
    TimesMeet,
)
from yimen.rooms.care.material import CHECK, PAGES
from yimen.rooms.care.models import Check, Event, SignUp, Slot

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ANSWERS = [1] * len(CHECK.questions)


@pytest.fixture
def district() -> District:
    return make.a_district()


@pytest.fixture
def helper(district: District) -> Actor:
    return make.an_officer(district, "counsellor", district.bureau, name="施心")


@pytest.fixture
def person(district: District) -> Actor:
    return make.an_officer(district, "receptionist", district.bureau, name="陈暖")


def a_slot(helper: Actor, at: datetime, hours: int = 1) -> Slot:
    act_as(helper)
    return offer(starts_at=at + hours * HOUR, minutes=50, place="三楼静室", by=helper, at=at)


def an_event(helper: Actor, at: datetime, capacity: int = 2) -> Event:
    act_as(helper)
    plan = Plan(
        kind="workshop", title="听与被听", place="会议室", starts_at=at + HOUR,
        ends_at=at + 2 * HOUR, capacity=capacity,
    )  # fmt: skip
    return announce(plan, by=helper, at=at)


def signed_in(by: Actor) -> Client:
    client = Client(headers={"accept-language": "zh-hans"})
    client.force_login(Staff.objects.get(pk=by.id), backend="yimen.people.backend.StaffBackend")
    return client


def raw(by: Actor, sql: str) -> list[tuple]:
    """Ask PostgreSQL itself, past every rule of Django, in the session of somebody."""
    act_as(by)
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def everybody_else(district: District) -> list[Actor]:
    others = [make.an_officer(district, role.value, district.bureau) for role in POSTS]
    outside = (Role.VISITOR, Role.STRANGER, Role.PETITIONER)
    return [*others, *(Actor(role=role, code="x") for role in outside)]


def test_a_booked_talk_is_seen_by_two_people_and_nobody_else(
    district: District, helper: Actor, person: Actor
) -> None:
    at = now()
    slot = a_slot(helper, at)
    act_as(person)
    assert [one.pk for one in queries.free_slots(person, at)] == [slot.pk]
    book(slot.pk, words="睡不好", by=person, at=at)
    for by in (person, helper):
        assert raw(by, "select id from care_slot") == [(slot.pk,)]
        assert queries.words_of(slot, by) == ""
    for by in everybody_else(district):
        assert raw(by, "select id from care_slot") == [], by.role
        assert not Slot.objects.exists()
        if by.role in POSTS:
            assert queries.free_slots(by, at) == []
            assert queries.my_slots(by) == []
            with pytest.raises(NotFound):
                book(slot.pk, by=by, at=at)
            with pytest.raises(NotFound):
                give_back(slot.pk, by=by, at=at)
        else:
            with pytest.raises(NotFound):
                queries.free_slots(by, at)


def test_nobody_writes_into_the_room_past_its_acts(
    district: District, helper: Actor, person: Actor
) -> None:
    slot = a_slot(helper, now())
    for by in (person, helper, district["system_admin"]):
        act_as(by)
        assert Slot.objects.filter(pk=slot.pk).update(place="别处") == 0


def test_what_was_written_before_a_talk_lies_sealed_and_is_gone_after_it(
    helper: Actor, person: Actor
) -> None:
    at = now()
    slot = a_slot(helper, at)
    act_as(person)
    book(slot.pk, words="睡不好", by=person, at=at)
    act_as(helper)
    (seen,) = queries.offered_slots(helper, at)
    assert queries.words_of(seen, helper) == "睡不好"
    assert "睡不好".encode() not in bytes(seen.words_sealed)
    with pytest.raises(NotYet):
        hold_talk(slot.pk, came=True, by=helper, at=at)
    hold_talk(slot.pk, came=True, by=helper, at=at + 2 * HOUR)
    act_as(SYSTEM)
    kept = Slot.objects.get(pk=slot.pk)
    assert (kept.state, bytes(kept.words_sealed)) == ("held", b"")


def test_a_talk_given_back_is_free_again_and_forgets_who_had_it(
    helper: Actor, person: Actor
) -> None:
    at = now()
    slot = a_slot(helper, at)
    act_as(person)
    book(slot.pk, words="睡不好", by=person, at=at)
    give_back(slot.pk, by=person, at=at)
    act_as(SYSTEM)
    kept = Slot.objects.get(pk=slot.pk)
    assert (kept.state, kept.staff_id, bytes(kept.words_sealed)) == ("free", None, b"")


def test_one_talk_at_a_time_and_never_with_oneself(helper: Actor, person: Actor) -> None:
    at = now()
    first, second = a_slot(helper, at), a_slot(helper, at, hours=3)
    act_as(helper)
    with pytest.raises(NotWithYourself):
        book(first.pk, by=helper, at=at)
    with pytest.raises(TimesMeet):
        a_slot(helper, at)
    act_as(person)
    book(first.pk, by=person, at=at)
    with pytest.raises(OneTalkAtATime):
        book(second.pk, by=person, at=at)
    with pytest.raises(InThePast):
        book(second.pk, by=person, at=at + DAY)


def test_only_a_counsellor_offers_and_announces(person: Actor) -> None:
    with pytest.raises(NotFound):
        a_slot(person, now())
    with pytest.raises(NotFound):
        an_event(person, now())


def test_an_event_takes_as_many_as_it_holds(
    district: District, helper: Actor, person: Actor
) -> None:
    at = now()
    event = an_event(helper, at, capacity=1)
    act_as(person)
    sign_up(event.pk, by=person, at=at)
    sign_up(event.pk, by=person, at=at)
    other = make.an_officer(district, "handler", district.housing)
    act_as(other)
    with pytest.raises(EventFull):
        sign_up(event.pk, by=other, at=at)
    act_as(person)
    sign_up(event.pk, comes=False, by=person, at=at)
    act_as(other)
    assert sign_up(event.pk, by=other, at=at).signed == 1


def test_names_are_the_organisers_until_the_night_after_and_then_only_the_number_is_left(
    district: District, helper: Actor, person: Actor
) -> None:
    at = now()
    event = an_event(helper, at)
    act_as(person)
    sign_up(event.pk, by=person, at=at)
    act_as(helper)
    (name,) = queries.names_of(helper, event.pk)
    assert name.staff.name == "陈暖"
    with pytest.raises(NotYet):
        note_attendance(event.pk, came=[name.pk], by=helper, at=at)
    assert note_attendance(event.pk, came=[name.pk], by=helper, at=event.starts_at).came == 1
    with pytest.raises(EventOver):
        note_attendance(event.pk, came=[], by=helper, at=event.closes_at)
    for by in everybody_else(district):
        assert raw(by, "select id from care_signup") == [], by.role
    act_as(SYSTEM)
    Event.objects.update(closes_at=at - HOUR)
    SignUp.objects.update(closes_at=at - HOUR)
    assert raw(helper, "select id from care_signup") == []
    assert queries.names_of(helper, event.pk) == []
    assert queries.event_of(helper, event.pk).came == 1
    assert raw(person, "select id from care_signup") == [(name.pk,)]


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"title": " "}, SayWhatAndWhere),
        ({"capacity": 0}, SayWhatAndWhere),
        ({"starts_at": now() - HOUR}, InThePast),
        ({"ends_at": now()}, EndsLater),
        ({"kind": "party"}, NotFound),
    ],
)
def test_an_event_says_what_where_when_and_for_how_many(
    helper: Actor, changed: dict, refusal: type[Exception]
) -> None:
    at = now()
    plan = {
        "kind": "workshop", "title": "听", "place": "室", "capacity": 2,
        "starts_at": at + HOUR, "ends_at": at + 2 * HOUR,
    } | changed  # fmt: skip
    act_as(helper)
    with pytest.raises(refusal):
        announce(Plan(**plan), by=helper, at=at)


def test_an_event_is_called_off_by_whoever_announced_it(helper: Actor, person: Actor) -> None:
    at = now()
    event = an_event(helper, at)
    act_as(person)
    with pytest.raises(NotFound):
        call_off(event.pk, by=person, at=at)
    act_as(helper)
    call_off(event.pk, by=helper, at=at)
    assert queries.events(helper, at) == []


def test_a_self_check_is_its_persons_and_shown_to_whom_they_choose(
    district: District, helper: Actor, person: Actor
) -> None:
    at = now()
    act_as(person)
    with pytest.raises(AnswerAll):
        check(ANSWERS[:-1], by=person, at=at)
    with pytest.raises(NotFound):
        check(ANSWERS, counsellor=person.id, by=person, at=at)
    alone = check(ANSWERS, by=person, at=at)
    shown = check(ANSWERS, counsellor=helper.id, by=person, at=at)
    assert unseal(alone.answers_sealed) == "11111"
    assert {one.pk for one, _ in queries.checks_of(person)} == {alone.pk, shown.pk}
    act_as(helper)
    assert [one.pk for one, _ in queries.shared_checks(helper)] == [shown.pk]
    for by in everybody_else(district):
        assert raw(by, "select id from care_check") == [], by.role
    act_as(helper)
    with pytest.raises(NotFound):
        drop_check(shown.pk, by=helper)
    act_as(person)
    drop_check(shown.pk, by=person)
    assert raw(helper, "select id from care_check") == []


def test_managers_see_a_quarter_that_is_over_and_ten_people_and_more(district: District) -> None:
    people = [make.an_officer(district, "handler", district.housing) for _ in range(10)]
    at = make.on("2025-02-10")
    leader = make.an_officer(district, "leader", district.bureau)
    for one in people[:9]:
        act_as(one)
        check(ANSWERS, by=one, at=at)
        check([3] * len(ANSWERS), by=one, at=at + HOUR)  # the last of each person counts
    act_as(leader)
    assert queries.moods(leader, make.on("2025-04-01").date()) == []
    act_as(people[9])
    check(ANSWERS, by=people[9], at=at)
    act_as(leader)
    assert queries.moods(leader, make.on("2025-03-31").date()) == []
    (mood,) = queries.moods(leader, make.on("2025-04-01").date())
    assert (mood.people, mood.means[0]) == (10, 3.0)  # 2.8, to the half point
    act_as(people[0])
    with pytest.raises(NotFound):
        queries.moods(people[0], make.on("2025-04-01").date())
    assert Check.objects.count() == 2  # one's own


def test_the_figures_of_a_quarter_do_not_tell_the_answer_that_somebody_removed(
    district: District,
) -> None:
    people = [make.an_officer(district, "handler", district.housing) for _ in range(12)]
    leader = make.an_officer(district, "leader", district.bureau)
    after = make.on("2025-04-01").date()
    for one in people:
        act_as(one)
        kept = check([2] * len(ANSWERS), by=one, at=make.on("2025-02-10"))
    act_as(people[0])
    extreme = check([0] * len(ANSWERS), by=people[0], at=make.on("2025-02-11"))
    act_as(leader)
    before = queries.moods(leader, after)
    assert (before[0].people, set(before[0].means)) == (10, {2.0})
    act_as(people[-1])
    drop_check(kept.pk, by=people[-1])
    act_as(leader)
    assert queries.moods(leader, after) == before
    act_as(people[0])
    drop_check(extreme.pk, by=people[0])
    act_as(leader)
    assert queries.moods(leader, after) == before


def test_the_room_counts_what_was_held(district: District, helper: Actor, person: Actor) -> None:
    at = make.on("2025-02-10")
    slot = a_slot(helper, at)
    act_as(person)
    book(slot.pk, by=person, at=at)
    act_as(helper)
    hold_talk(slot.pk, came=True, by=helper, at=at + 2 * HOUR)
    day = at.date()
    leader = make.an_officer(district, "leader", district.bureau)
    act_as(leader)
    found = counts.counts(leader, day, day)
    assert found["staff_talks"] == [(day, 1, person.id)]


def test_the_pages_are_open_to_every_post_and_to_nobody_else(
    district: District, helper: Actor
) -> None:
    a_slot(helper, now())
    an_event(helper, now())
    assert Client().get("/desk/rooms/care/").status_code != 200
    for role in POSTS:
        by = make.an_officer(district, role.value, district.bureau)
        client = signed_in(by)
        answer = client.get("/desk/rooms/care/")
        assert answer.status_code == 200, role
        assert ("提供时间" in answer.content.decode()) == (role is Role.COUNSELLOR)
        for name in PAGES:
            assert client.get(f"/desk/rooms/care/pages/{name}/").status_code == 200
        expected = 200 if role is Role.COUNSELLOR else 404
        assert client.get("/desk/rooms/care/offer/").status_code == expected
        assert client.get("/desk/rooms/care/events/new/").status_code == expected


@pytest.mark.parametrize(("name", "year"), [("ends_at", 9999), ("starts_at", 1)])
def test_a_year_that_no_calendar_knows_is_asked_again(helper: Actor, name: str, year: int) -> None:
    days = {"starts_at": "2099-01-05T10:00", "ends_at": "2099-01-05T11:00"}
    days |= {name: f"{year:04}-12-31T10:00"}
    said = {"kind": Event.Kind.values[0], "title": "工作坊", "place": "三楼", "capacity": "5"}
    answer = signed_in(helper).post("/desk/rooms/care/events/new/", said | days)
    assert answer.status_code == 422
    assert "工作坊" in answer.content.decode()


def test_a_colleague_books_signs_up_and_answers_in_the_pages(helper: Actor, person: Actor) -> None:
    slot, event = a_slot(helper, now()), an_event(helper, now())
    client = signed_in(person)
    assert "三楼静室" in client.get(f"/desk/rooms/care/talks/{slot.pk}/").content.decode()
    booked = client.post(f"/desk/rooms/care/talks/{slot.pk}/", {"words": "累"}, follow=True)
    assert "已约好" in booked.content.decode()
    joined = client.post(
        "/desk/rooms/care/", {"do": "come", "row": str(event.pk)}, follow=True
    ).content.decode()
    assert "已报名" in joined
    told = {f"answer_{n}": "2" for n in range(len(CHECK.questions))} | {"counsellor": "0"}
    client.post("/desk/rooms/care/check/", told)
    assert client.post("/desk/rooms/care/check/", {}).status_code == 422
    assert "多数时候" in client.get("/desk/rooms/care/").content.decode()
    theirs = signed_in(helper)
    page = theirs.get("/desk/rooms/care/").content.decode()
    assert "陈暖" in page
    assert "多数时候" not in page
    assert "陈暖" in theirs.get(f"/desk/rooms/care/events/{event.pk}/").content.decode()
    assert client.get(f"/desk/rooms/care/events/{event.pk}/").status_code == 404
    assert client.post("/desk/rooms/care/", {"do": "held", "row": str(slot.pk)}).status_code == 404
