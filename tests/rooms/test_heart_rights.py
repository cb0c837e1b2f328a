"""What clients ask about their own data, who hears of a missed contact, and a child's guardian."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client as Browser
from tests import make
from tests.rooms import hearts
from tests.rooms.hearts import AT, LATER, Room, a_note, a_room, all_of
from tests.rooms.test_heart_pages import HERE, body, desk, phone

from yimen.access.actor import SYSTEM, Actor, Role
from yimen.access.rls import act_as
from yimen.base.errors import NotFound
from yimen.people.models import Post
from yimen.rooms.heart.actions.answer import answer
from yimen.rooms.heart.actions.consent import consent
from yimen.rooms.heart.actions.do_task import do_task
from yimen.rooms.heart.actions.hand_over import hand_over
from yimen.rooms.heart.actions.open_client import open_client
from yimen.rooms.heart.actions.raise_crisis import raise_crisis
from yimen.rooms.heart.actions.talk import Note, talk
from yimen.rooms.heart.actions.wish import answer_wish, wish
from yimen.rooms.heart.clients import AskAnew, GiveReasons, GuardianMissing, SayWhatYouWish
from yimen.rooms.heart.late import late_in
from yimen.rooms.heart.models import Client, Task, Wish
from yimen.rooms.heart.queries import copy_of, file_of, mine, waiting_for

pytestmark = pytest.mark.django_db
HOURS = timedelta(hours=1)


@pytest.fixture
def room() -> Room:
    return a_room().opened()


def a_supervisor(room: Room) -> Actor:
    return make.an_officer(room.district, "supervisor", room.district.bureau, name="督查")


def late(room: Room, by: Actor, at: object) -> list:
    act_as(by)
    found = late_in(by, at)
    act_as(room.counsellor)
    return found


def test_a_missed_contact_reaches_the_supervisor_and_tells_nothing_of_the_case(room: Room) -> None:
    by = a_supervisor(room)
    act_as(room.counsellor)
    raise_crisis(room.client, level="amber", by=room.counsellor, at=AT)
    assert late(room, by, AT + 71 * HOURS) == []
    (told,) = late(room, by, AT + 73 * HOURS)
    assert (told.counsellor, told.is_there) == ("沈静", True)
    # A second one changes nothing: they are not counted.
    raise_crisis(room.client, level="red", by=room.counsellor, at=AT)
    assert late(room, by, AT + 73 * HOURS) == [told]
    for task in Task.objects.all():
        do_task(room.client, task=task.pk, by=room.counsellor, at=AT + 73 * HOURS)
    assert late(room, by, AT + 74 * HOURS) == []


@pytest.mark.parametrize("role", [r for r in Role if r is not Role.SUPERVISOR])
def test_nobody_but_a_supervisor_hears_of_a_missed_contact(room: Room, role: Role) -> None:
    raise_crisis(room.client, level="amber", by=room.counsellor, at=AT)
    with pytest.raises(NotFound):
        late_in(Actor(role=role, id=1, organ=room.counsellor.organ, area="/"), AT + 90 * HOURS)


def test_a_supervisor_of_another_place_hears_nothing(room: Room) -> None:
    raise_crisis(room.client, level="amber", by=room.counsellor, at=AT)
    by = a_supervisor(room)
    act_as(room.counsellor)
    assert late(room, by, AT + 90 * HOURS)
    assert late(room, replace(by, area="/elsewhere/"), AT + 90 * HOURS) == []
    with pytest.raises(NotFound):
        late_in(replace(by, area=""), AT + 90 * HOURS)


def test_who_took_the_consent_back_is_nobodys_missed_contact(room: Room) -> None:
    by = a_supervisor(room)
    act_as(room.counsellor)
    raise_crisis(room.client, level="amber", by=room.counsellor, at=AT)
    act_as(room.own)
    consent(scope="talks", gives=False, by=room.own, at=AT)
    assert late(room, by, AT + 90 * HOURS) == []


def test_where_the_counsellors_post_has_ended_the_supervisor_hears_at_once(room: Room) -> None:
    by = a_supervisor(room)
    act_as(room.own)
    consent(scope="form", gives=True, by=room.own, at=AT)
    answer(name="wellbeing", answers={"safety": "yes"}, by=room.own, at=AT)
    assert late(room, by, AT) == []
    act_as(SYSTEM)
    Post.objects.filter(staff=room.counsellor.id).update(ends_on=AT.date())
    (told,) = late(room, by, AT)
    assert not told.is_there


def test_the_supervisors_desk_names_the_counsellor_and_no_client(room: Room) -> None:
    browser = desk(a_supervisor(room))
    act_as(room.counsellor)
    raise_crisis(room.client, level="amber", by=room.counsellor, at=AT)
    page = body(browser.get("/desk/"))
    assert "沈静" in page
    assert hearts.CALLED not in page
    assert f"{HERE}{room.client}/" not in page
    handler = make.an_officer(room.district, "handler", room.district.housing)
    assert "心访工作室有事项" not in body(desk(handler).get("/desk/"))


def test_nobody_is_promised_a_counsellor_who_is_gone(room: Room) -> None:
    own = phone(room)
    act_as(SYSTEM)
    Post.objects.filter(staff=room.counsellor.id).update(ends_on=AT.date())
    assert "已经离岗" in body(own.get("/support/mine/"))
    said = {"safety": "yes", "agrees": "on"}
    done = body(own.post("/support/mine/form/wellbeing/", said, follow=True))
    assert "请现在就到导访台" in done
    assert "马上来和您谈" not in done


def test_whoever_asks_about_the_own_data_is_answered_with_reasons(room: Room) -> None:
    act_as(room.own)
    row = wish(kind="see", by=room.own, at=AT)
    assert wish(kind="see", by=room.own, at=LATER).pk == row.pk  # asked twice, it waits once
    # Monday 1 September 2025; fifteen working days, and no rest day among them but weekends.
    assert row.due_on.isoformat() == "2025-09-22"
    with pytest.raises(SayWhatYouWish):
        wish(kind="correct", words=" ", by=room.own, at=AT)
    with pytest.raises(NotFound):
        copy_of(room.own)
    act_as(room.counsellor)
    (asked,) = waiting_for(room.counsellor)
    with pytest.raises(GiveReasons):
        answer_wish(asked.id, grants=True, reasons="", by=room.counsellor, at=LATER)
    answer_wish(asked.id, grants=True, reasons="可在此下载。", by=room.counsellor, at=LATER)
    assert waiting_for(room.counsellor) == []
    act_as(room.own)
    (told,) = mine(room.own).wishes
    assert (told.is_granted, told.answer) == (True, "可在此下载。")


def test_the_copy_holds_everything_and_is_the_clients_alone() -> None:
    room = a_room().full()
    act_as(room.own)
    asked = wish(kind="see", by=room.own, at=AT)
    act_as(room.counsellor)
    answer_wish(asked.pk, grants=True, reasons="好", by=room.counsellor, at=LATER)
    act_as(room.own)
    whole = copy_of(room.own)
    assert whole.called == hearts.CALLED
    assert [one.headings["state"] for one in whole.talks if one.held_at] == [hearts.SAID]
    assert whole.answers
    own = phone(room)
    assert own.get("/support/mine/papers/copy/")["content-type"] == "application/pdf"
    assert Browser().get("/support/mine/papers/copy/").status_code == 404
    assert desk(room.counsellor).get(f"{HERE}{room.client}/papers/copy/").status_code == 404


def test_a_request_outlasts_the_consent_and_only_its_counsellor_answers(room: Room) -> None:
    act_as(room.own)
    consent(scope="talks", gives=False, by=room.own, at=AT)
    asked = wish(kind="explain", by=room.own, at=AT)
    for who in (room.second, room.supervisor, a_supervisor(room)):
        act_as(who)
        assert not Wish.objects.exists()
        with pytest.raises(NotFound):
            answer_wish(asked.pk, grants=True, reasons="好", by=who, at=LATER)
    page = desk(room.counsellor)
    assert hearts.CALLED in body(page.get(HERE))
    said = {"grants": "no", "reasons": "已经当面说明。"}
    assert page.post(f"{HERE}wishes/{asked.pk}/", said).status_code == 302
    told = body(phone(room).get("/support/mine/"))
    assert "已经当面说明。" in told
    assert "向人民法院起诉" in told


def test_who_lost_the_code_has_everything_erased_on_paper(room: Room) -> None:
    act_as(room.counsellor)
    asked = wish(room.client, kind="erase", by=room.counsellor, at=AT)
    answer_wish(asked.pk, grants=True, reasons="已删除。", by=room.counsellor, at=LATER)
    act_as(SYSTEM)
    assert bytes(Client.objects.get().key_sealed) == b""
    assert not Wish.objects.exists()


def test_an_unanswered_request_reaches_the_supervisor_too(room: Room) -> None:
    by = a_supervisor(room)
    act_as(room.own)
    wish(kind="see", by=room.own, at=AT)
    assert late(room, by, make.on("2025-09-22")) == []
    assert [one.counsellor for one in late(room, by, make.on("2025-09-23"))] == ["沈静"]


def test_whoever_goes_on_answers_what_was_asked(room: Room) -> None:
    act_as(room.own)
    wish(kind="see", by=room.own, at=AT)
    hand_over(to=room.second.id, by=room.own, at=LATER)
    act_as(room.second)
    assert [one.kind for one in waiting_for(room.second)] == ["see"]
    act_as(room.counsellor)
    assert waiting_for(room.counsellor) == []


def test_a_contact_afterwards_needs_a_consent_that_is_younger_than_the_last_talk(
    room: Room,
) -> None:
    room.agrees("follow_up")
    by, after = room.counsellor, Note(stage="after", planned_at=LATER + 48 * HOURS)
    talk(room.client, note=a_note(), by=by, at=LATER)
    with pytest.raises(AskAnew):
        talk(room.client, note=after, by=by, at=LATER)
    consent(room.client, scope="follow_up", gives=True, by=by, at=LATER)
    talk(room.client, note=after, by=by, at=LATER)


def test_for_a_child_a_guardian_agrees_as_well(room: Room) -> None:
    by = room.counsellor
    with pytest.raises(GuardianMissing):
        open_client(called="小小", is_child=True, guardian=" ", agrees=True, by=by, at=AT)
    child, _code = open_client(is_child=True, guardian="妈妈 周兰", agrees=True, by=by, at=AT)
    assert file_of(by, child.pk).guardian == "妈妈 周兰"
    refused = desk(by).post(f"{HERE}new/", {"called": "小小", "is_child": "on", "agrees": "on"})
    assert refused.status_code == 422
    assert "监护人" in body(refused)


def test_what_was_observed_is_one_of_four_words_and_no_diagnosis(room: Room) -> None:
    browser, url = desk(room.counsellor), f"{HERE}{room.client}/"
    said = {"do": "talk", "stage": "during", "planned_at": "2026-11-02T10:00", "held": "on"}
    said |= {"done": "一起写下三件能做的事", "emotion": "strained", "number": "0"}
    assert browser.post(url, said | {"orientation": "depressed"}).status_code == 422
    assert browser.post(url, said).status_code == 302
    act_as(room.counsellor)
    (noted,) = file_of(room.counsellor, room.client).talks
    assert (noted.sights, noted.done) == ({"emotion": "strained"}, "一起写下三件能做的事")


def test_an_item_above_zero_tells_the_person_of_the_room_and_nobody_else(room: Room) -> None:
    room.agrees("instrument")
    answer(room.client, name="phq9", answers=all_of("0", harm="1"), by=room.counsellor, at=AT)
    assert late(room, a_supervisor(room), AT + timedelta(minutes=59)) == []
    assert "请马上去谈" in body(desk(room.counsellor).get(f"{HERE}{room.client}/"))
