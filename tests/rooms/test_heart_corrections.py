"""A correction that was granted is carried out, by a form, and the client reads what was done."""

from __future__ import annotations

import pytest
from tests.rooms import hearts
from tests.rooms.hearts import AT, LATER, Room, a_room
from tests.rooms.test_heart_pages import HERE, body, desk, phone

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.base.errors import NotFound
from yimen.rooms.heart.actions.consent import consent
from yimen.rooms.heart.actions.correct import Correction, correct
from yimen.rooms.heart.actions.hand_over import hand_over
from yimen.rooms.heart.actions.talk import talk
from yimen.rooms.heart.actions.wish import answer_wish, wish
from yimen.rooms.heart.clients import NothingCorrected
from yimen.rooms.heart.models import Wish
from yimen.rooms.heart.papers import copy, paper_of
from yimen.rooms.heart.queries import file_of, mine, waiting_for

pytestmark = pytest.mark.django_db
NEW = Correction(called="小兰", removed=("trusted",), noted="谈话记录中的“离职”应为“休假”")


@pytest.fixture
def room() -> Room:
    return a_room().opened()


def granted(room: Room, *, grants: bool = True) -> int:
    act_as(room.own)
    asked = wish(kind="correct", words=hearts.ASKED, by=room.own, at=AT)
    act_as(room.counsellor)
    answer_wish(asked.pk, grants=grants, reasons="同意更正", by=room.counsellor, at=LATER)
    return asked.pk


def test_what_was_granted_waits_until_it_is_done_and_the_client_reads_what_was(room: Room) -> None:
    number = granted(room)
    (waiting,) = waiting_for(room.counsellor)
    assert waiting.to_do
    correct(number, correction=NEW, by=room.counsellor, at=LATER)
    assert waiting_for(room.counsellor) == []
    seen = file_of(room.counsellor, room.client)
    assert (seen.called, seen.contact, seen.trusted) == ("小兰", "13912345678", "")
    act_as(room.own)
    (told,) = mine(room.own).wishes
    assert (told.done_at, told.noted, len(told.done)) == (LATER, NEW.noted, 2)
    act_as(SYSTEM)
    row = Wish.objects.get()
    assert row.done_by_id == room.counsellor.id
    assert "休假".encode() not in bytes(row.done_sealed)


def test_the_notes_keep_their_words_and_the_correction_stands_beside_them(room: Room) -> None:
    room.agrees("supervision")
    act_as(room.counsellor)
    talk(room.client, note=hearts.a_note(), by=room.counsellor, at=AT)
    number = granted(room)
    correct(number, correction=NEW, by=room.counsellor, at=LATER)
    for reader in (room.counsellor, room.supervisor):
        act_as(reader)
        seen = file_of(reader, room.client)
        assert [(one.at, one.words) for one in seen.corrections] == [(LATER, NEW.noted)]
        assert seen.talks[0].headings == hearts.HEADINGS
        page = body(desk(reader).get(f"{HERE}{room.client}/"))
        assert page.index(NEW.noted) < page.index(hearts.SAID)
    act_as(room.counsellor)
    seen = file_of(room.counsellor, room.client)
    assert NEW.noted in str(paper_of(seen, "record", LATER.date()).blocks)
    assert NEW.noted in str(copy(seen, LATER.date()).blocks)


def test_nothing_is_corrected_twice_unasked_or_by_anybody_else(room: Room) -> None:
    number = granted(room)
    with pytest.raises(NothingCorrected):
        correct(number, correction=Correction(noted=" "), by=room.counsellor, at=LATER)
    for who in (room.second, room.supervisor, room.own):
        act_as(who)
        with pytest.raises(NotFound):
            correct(number, correction=NEW, by=who, at=LATER)
    act_as(room.counsellor)
    correct(number, correction=NEW, by=room.counsellor, at=LATER)
    with pytest.raises(NotFound):
        correct(number, correction=NEW, by=room.counsellor, at=LATER)
    refused = granted(room, grants=False)
    with pytest.raises(NotFound):
        correct(refused, correction=NEW, by=room.counsellor, at=LATER)


def test_it_outlasts_the_consent_and_goes_along_to_another_counsellor(room: Room) -> None:
    number = granted(room)
    hand_over(room.client, to=room.second.id, agreed=True, by=room.counsellor, at=LATER)
    act_as(room.own)
    consent(scope="talks", gives=False, by=room.own, at=LATER)
    act_as(room.second)
    correct(number, correction=NEW, by=room.second, at=LATER)
    act_as(room.own)
    assert mine(room.own).wishes[0].done_at == LATER


def test_the_counsellor_does_it_on_the_page_and_keeps_what_was_typed(room: Room) -> None:
    number = granted(room)
    by = desk(room.counsellor)
    assert "已同意的更正，待办理" in body(by.get(HERE))
    url = f"{HERE}wishes/{number}/correct/"
    lacking = by.post(url, {"called": " "})
    assert lacking.status_code == 422
    assert "请填写更正后的内容" in body(lacking)
    assert by.get(url).status_code == 404
    done = by.post(url, {"called": "小兰", "removed": ["trusted"], "noted": "改了一处"})
    assert done.status_code == 302
    own = body(phone(room).get("/support/mine/"))
    assert "改了一处" in own
    assert "紧急" in own
