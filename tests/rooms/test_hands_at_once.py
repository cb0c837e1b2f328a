"""Two hands on one row in the same second: what the first did counts, and the second is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import TypeVar

import pytest
from django.db import transaction
from tests import make
from tests.rooms import hearts
from tests.rooms.halls import AT, DAY, a_hall
from tests.rooms.test_at_once import in_the_same_second
from tests.rooms.test_care import a_slot
from tests.rooms.test_hall_places import entry
from tests.rooms.test_joint import STARTS, Table
from tests.rooms.test_mediation import TERMS
from tests.rooms.test_mediation import a_room as a_mediation
from tests.supervision.advising import ADOPTED, ANSWERED, SIGNED, a_bureau

from yimen.access.actor import STRANGER, SYSTEM, Actor
from yimen.access.rls import act_as
from yimen.base.errors import NotFound
from yimen.people.models import Region
from yimen.rooms.care.actions.book import book as book_talk
from yimen.rooms.care.actions.offer import offer
from yimen.rooms.care.caring import OneTalkAtATime, TimesMeet
from yimen.rooms.hall.actions.book import TimeTaken, Wish, book
from yimen.rooms.hall.actions.open_window import open_window
from yimen.rooms.hall.actions.set_place import set_place
from yimen.rooms.hall.actions.take_ticket import Wants, take_ticket
from yimen.rooms.hall.models import Place, Window
from yimen.rooms.hall.visits import PlaceFull
from yimen.rooms.heart.actions.break_confidence import Disclosure, break_confidence
from yimen.rooms.heart.actions.close_crisis import TellFirst, close_crisis
from yimen.rooms.heart.actions.consent import consent
from yimen.rooms.heart.actions.correct import Correction, correct
from yimen.rooms.heart.actions.erase import erase
from yimen.rooms.heart.actions.raise_crisis import raise_crisis
from yimen.rooms.heart.actions.wish import answer_wish, wish
from yimen.rooms.heart.clients import WordsChanged
from yimen.rooms.heart.models import Client, Crisis
from yimen.rooms.heart.models import Wish as Wished
from yimen.rooms.heart.queries import asked_of
from yimen.rooms.heart.shapes import Asked
from yimen.rooms.joint.actions.move import Anew, move
from yimen.rooms.joint.models import Room
from yimen.rooms.joint.sittings import RoomTaken
from yimen.rooms.mediation.actions.agree import agree
from yimen.rooms.mediation.actions.bring_into_force import bring_into_force
from yimen.rooms.mediation.actions.sign import sign
from yimen.rooms.mediation.cases import NotAtThisStage, SignedAlready
from yimen.rooms.mediation.queries import whole
from yimen.supervision.actions.answer import answer
from yimen.supervision.actions.sign import sign as sign_advice
from yimen.supervision.advices import NotAtThisStage as NotAtThisPoint

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
LATER = make.on("2025-09-03")


M = TypeVar("M")


@transaction.atomic
def begun(make_it: Callable[[], M], by: Actor = SYSTEM) -> M:
    """Make something and keep it, as one request."""
    act_as(by)
    return make_it()


def asked(room: hearts.Room, kind: str) -> int:
    """Let the client ask about the own data; return which row it is."""
    asks = partial(wish, kind=kind, words="称呼写错了", by=room.own, at=hearts.AT)
    return begun(asks, room.own).pk


def read(room: hearts.Room) -> Asked:
    """Let the colleague read what there is to decide."""
    return begun(lambda: asked_of(room.second)[0], room.second)


def test_what_is_granted_twice_in_one_second_erases_once() -> None:
    room = begun(lambda: hearts.a_room().opened())
    number, by = asked(room, "erase"), room.counsellor
    grants = partial(answer_wish, number, grants=True, reasons="已经办理。", by=by, at=LATER)
    assert isinstance(in_the_same_second(by, grants, grants), NotFound)


@pytest.mark.parametrize("first", ["client", "counsellor"])
def test_an_answer_and_an_erasure_in_one_second_do_not_block_each_other(first: str) -> None:
    room = begun(lambda: hearts.a_room().opened())
    number, by, own = asked(room, "see"), room.counsellor, room.own
    answers = partial(answer_wish, number, grants=True, reasons="可以取副本。", by=by, at=LATER)
    erases = partial(erase, by=own, at=LATER)
    if first == "client":
        assert isinstance(in_the_same_second(own, erases, answers, by), NotFound)
    else:
        assert isinstance(in_the_same_second(by, answers, erases, own), Client)
    with transaction.atomic():
        act_as(SYSTEM)
        assert not Wished.objects.exists()
        assert not bytes(Client.objects.get().key_sealed)


def test_a_correction_is_carried_out_once() -> None:
    room = begun(lambda: hearts.a_room().opened())
    number, by = asked(room, "correct"), room.counsellor
    begun(lambda: answer_wish(number, grants=True, reasons="改过来。", by=by, at=LATER), by)
    first, second = (
        partial(correct, number, correction=Correction(called=called), by=by, at=LATER)
        for called in ("阿左", "阿右")
    )
    assert isinstance(in_the_same_second(by, first, second), NotFound)


def test_nothing_is_noted_of_a_client_who_left_in_that_second() -> None:
    room = begun(lambda: hearts.a_room().opened())
    leaves = partial(consent, scope="talks", gives=False, by=room.own, at=LATER)
    notes = partial(raise_crisis, room.client, level="red", by=room.counsellor, at=LATER)
    found = in_the_same_second(room.own, leaves, notes, room.counsellor)
    assert isinstance(found, NotFound)
    with transaction.atomic():
        act_as(SYSTEM)
        assert not Crisis.objects.exists()


def test_a_crisis_is_not_closed_past_the_colleague_who_agrees_in_that_second() -> None:
    room = begun(lambda: hearts.a_room().full())
    ask = read(room)
    agrees = partial(break_confidence, ask.id, words=ask.words, by=room.second, at=LATER)
    closes = partial(close_crisis, room.client, crisis=ask.id, by=room.counsellor, at=LATER)
    assert isinstance(in_the_same_second(room.second, agrees, closes, room.counsellor), TellFirst)


@pytest.mark.parametrize("first", ["proposes", "leaves"])
def test_a_proposal_and_a_withdrawal_in_one_second_do_not_block_each_other(first: str) -> None:
    room = begun(lambda: hearts.a_room().full())
    ask = read(room)
    told = Disclosure(ground="law", content="另一句", recipient="法院", second=room.second.id)
    proposes = partial(break_confidence, ask.id, disclosure=told, by=room.counsellor, at=LATER)
    leaves = partial(consent, scope="talks", gives=False, by=room.own, at=LATER)
    if first == "leaves":
        found = in_the_same_second(room.own, leaves, proposes, room.counsellor)
        assert isinstance(found, NotFound)
    else:
        found = in_the_same_second(room.counsellor, proposes, leaves, room.own)
        assert isinstance(found, Client)
    with transaction.atomic():
        act_as(SYSTEM)
        assert Crisis.objects.get().second_id is None


def test_a_colleague_who_agrees_while_it_is_changed_reads_it_once_more() -> None:
    room = begun(lambda: hearts.a_room().full())
    ask = read(room)
    told = Disclosure(ground="law", content="另一句", recipient="法院", second=room.second.id)
    proposes = partial(break_confidence, ask.id, disclosure=told, by=room.counsellor, at=LATER)
    agrees = partial(break_confidence, ask.id, words=ask.words, by=room.second, at=LATER)
    found = in_the_same_second(room.counsellor, proposes, agrees, room.second)
    assert isinstance(found, WordsChanged)


def test_nobody_books_two_talks_in_one_second() -> None:
    with transaction.atomic():
        district = make.a_district()
        helper, by = district["counsellor"], district["receptionist"]
        slots = [a_slot(helper, AT, hours).pk for hours in (1, 2)]
    first, second = (partial(book_talk, slot, by=by, at=AT) for slot in slots)
    assert isinstance(in_the_same_second(by, first, second), OneTalkAtATime)


def test_one_time_is_offered_once() -> None:
    by = begun(make.a_district)["counsellor"]
    offers = partial(
        offer, starts_at=AT + timedelta(hours=1), minutes=50, place="静室", by=by, at=AT
    )
    assert isinstance(in_the_same_second(by, offers, offers), TimesMeet)


def test_who_sits_down_while_a_place_is_set_up_sits_there() -> None:
    with transaction.atomic():
        hall = a_hall(make.a_district())
        by = make.an_officer(hall.district, "receptionist", hall.district.bureau)
        admin = hall.district["system_admin"]
        act_as(SYSTEM)
        windows = list(Window.objects.filter(place=hall.place).values_list("name", "point"))
    window = hall.windows["registration"].pk
    same = entry(hall, name=hall.place.name, windows=tuple(windows))
    sets = partial(set_place, entry=same, place=hall.place.pk, by=admin, at=AT)
    sits = partial(open_window, window, by=by, at=AT)
    assert isinstance(in_the_same_second(by, sits, sets, admin), Place)
    with transaction.atomic():
        act_as(SYSTEM)
        assert Window.objects.get(pk=window).staff_id == by.id


def test_the_last_place_in_the_hall_is_taken_once() -> None:
    with transaction.atomic():
        hall = a_hall(make.a_district())
        Place.objects.filter(pk=hall.place.pk).update(capacity=1)
    takes = partial(
        take_ticket, hall.place.pk, wants=Wants(point="registration"), by=STRANGER, at=AT
    )
    assert isinstance(in_the_same_second(STRANGER, takes, takes), PlaceFull)


def test_the_last_time_is_booked_once() -> None:
    with transaction.atomic():
        hall = a_hall(make.a_district())
        Place.objects.filter(pk=hall.place.pk).update(per_slot=1)
        starts = make.on(DAY, "11:00")
    want = Wish(point="guidance", day=starts.date(), starts=starts.time(), name="老周")
    books = partial(book, hall.place.pk, wish=want, by=STRANGER, at=AT)
    assert isinstance(in_the_same_second(STRANGER, books, books), TimeTaken)


def test_two_sign_for_one_side_and_two_mediators_seal_once() -> None:
    room = begun(lambda: a_mediation().talking())
    by = room.mediator
    begun(lambda: agree(room.case, terms=TERMS, by=by, at=LATER), by)
    agreement = begun(lambda: whole(by, room.case).agreement, by)
    assert agreement
    words = agreement.hash
    own = partial(sign, room.case, words=words, by=room.first, at=LATER)
    assert isinstance(in_the_same_second(room.first, own, own), SignedAlready)
    begun(lambda: sign(room.case, words=words, by=room.second, at=LATER), room.second)
    seals = partial(bring_into_force, room.case, by=by, at=LATER)
    assert isinstance(in_the_same_second(by, seals, seals), NotAtThisStage)


def test_a_session_is_not_moved_into_a_room_that_is_taken_in_that_second() -> None:
    with transaction.atomic():
        district = make.a_district()
        act_as(SYSTEM)
        region = Region.objects.get(pk=district.bureau.region_id)
        rooms = [
            Room.objects.create(
                name=name, organ=district.bureau, region=region, area=region.path, address="一楼"
            )
            for name in ("左室", "右室")
        ]
        tables = [
            Table(district, one, make.a_petition(district, "handled")).called(
                seats=(), starts_at=STARTS + timedelta(days=n),
                ends_at=STARTS + timedelta(days=n, hours=1),
            )
            for n, one in enumerate(rooms)
        ]  # fmt: skip
    by, at = tables[0].convener, make.on("2025-03-05", "11:00")
    anew = Anew(
        starts_at=STARTS + timedelta(days=5), ends_at=STARTS + timedelta(days=5, hours=1),
        room=rooms[0].pk, reason="改期",
    )  # fmt: skip
    first, second = (partial(move, one.session, anew=anew, by=by, at=at) for one in tables)
    assert isinstance(in_the_same_second(by, first, second), RoomTaken)


def test_an_advice_is_signed_once_and_answered_once() -> None:
    bureau = begun(lambda: a_bureau().drafted())
    by, other = (
        bureau["supervisor"],
        begun(
            lambda: make.an_officer(
                bureau.district, "supervisor", bureau.district.bureau, name="另"
            )
        ),
    )
    first, second = (partial(sign_advice, bureau.number, by=who, at=SIGNED) for who in (by, other))
    assert isinstance(in_the_same_second(by, first, second, other), NotAtThisPoint)
    head = bureau["head"]
    answers = partial(answer, bureau.number, answer=ADOPTED, by=head, at=ANSWERED)
    assert isinstance(in_the_same_second(head, answers, answers), NotAtThisPoint)
