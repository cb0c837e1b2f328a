"""The heart room's pages: for the own counsellor and the client; for anybody else, not there."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client as Browser
from pypdf import PdfReader
from tests import make
from tests.rooms import hearts
from tests.rooms.hearts import AT, Room, a_room, all_of

from yimen.access.actor import SYSTEM, Actor
from yimen.access.rls import act_as
from yimen.people.models import Staff
from yimen.rooms.heart.models import Answer, Client, Consent, Crisis, Need, Talk, Task
from yimen.rooms.heart.queries import file_of

pytestmark = pytest.mark.django_db
HERE = "/desk/rooms/heart/"


@pytest.fixture
def room() -> Room:
    return a_room()


def desk(by: Actor) -> Browser:
    browser = Browser(headers={"accept-language": "zh-hans"})
    browser.force_login(Staff.objects.get(pk=by.id), backend="yimen.people.backend.StaffBackend")
    return browser


def phone(room: Room) -> Browser:
    browser = Browser(headers={"accept-language": "zh-hans"})
    assert browser.post("/support/mine/", {"code": room.code}).status_code == 302
    return browser


def body(answer: object) -> str:
    return answer.content.decode()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.usefixtures("room")
def test_the_offer_keeps_nothing_of_whoever_reads_it(language: str) -> None:
    browser = Browser(headers={"accept-language": language})
    page = browser.get("/support/")
    assert page.status_code == 200
    assert "12356" in body(page)
    assert browser.get("/support/form/")["content-type"] == "application/pdf"
    assert "sessionid" not in browser.cookies
    act_as(SYSTEM)
    for model in (Client, Consent, Answer, Talk):
        assert not model.objects.exists()


def test_a_file_is_opened_after_the_words_were_read(room: Room) -> None:
    browser = desk(room.counsellor)
    assert "怎样收回同意" in body(browser.get(f"{HERE}new/"))
    refused = browser.post(f"{HERE}new/", {"called": "小周"})
    assert refused.status_code == 422
    assert "小周" in body(refused)
    done = browser.post(f"{HERE}new/", {"called": "小周", "agrees": "on"})
    assert "slip-number" in body(done)
    assert "小周" in body(browser.get(HERE))


def test_which_talk_a_note_is_of_survives_a_box_that_is_wrong(room: Room) -> None:
    room.opened()
    browser, url = desk(room.counsellor), f"{HERE}{room.client}/"
    planned = {"do": "talk", "stage": "during", "planned_at": "2026-11-02T10:00", "number": "0"}
    assert browser.post(url, planned).status_code == 302
    act_as(SYSTEM)
    number = Talk.objects.get().pk
    wrong = browser.post(url, planned | {"planned_at": "", "number": str(number)})
    assert wrong.status_code == 422
    assert f'name="number" value="{number}"' in body(wrong)


def test_the_boxes_of_a_talk_come_filled_so_that_writing_its_note_erases_nothing(
    room: Room,
) -> None:
    room.opened()
    browser, url = desk(room.counsellor), f"{HERE}{room.client}/"
    said = {"do": "talk", "stage": "before", "planned_at": "2026-11-02T10:00", "goal": "睡好"}
    said |= hearts.HEADINGS | {"held": "on", "needs_help_now": "yes", "emotion": "strained"}
    assert browser.post(url, said).status_code == 302
    act_as(SYSTEM)
    number = Talk.objects.get().pk
    assert f'href="?talk={number}#talk"' in body(browser.get(url))
    answer = browser.get(url, {"talk": number})
    shown = {one["do"]: one["form"] for one in answer.context["forms"]}["talk"]
    sent = {
        field.html_name: field.value()
        for field in shown
        if field.value() not in {None, ""} and field.name != "planned_at"
    }
    sent |= {"do": "talk", "number": number, "planned_at": "2026-11-02T10:00", "held": "on"}
    assert f'name="number" value="{number}"' in body(answer)
    assert browser.post(f"{url}?talk={number}", sent | {"done": "散步"}).status_code == 302
    act_as(room.counsellor)
    (noted,) = file_of(room.counsellor, room.client).talks
    assert (noted.id, noted.stage, noted.goal, noted.done) == (number, "before", "睡好", "散步")
    assert noted.headings == hearts.HEADINGS
    assert (noted.sights, noted.needs_help_now) == ({"emotion": "strained"}, True)
    act_as(SYSTEM)
    assert Task.objects.count() == 1  # the same yes, kept once more, is no new alarm


def test_what_is_noted_of_a_talk_that_was_not_held_is_asked_about_and_not_dropped(
    room: Room,
) -> None:
    room.opened()
    browser, url = desk(room.counsellor), f"{HERE}{room.client}/"
    planned = {"do": "talk", "stage": "during", "planned_at": "2026-11-02T10:00"}
    for noted in ({"state": hearts.SAID}, {"needs_help_now": "yes"}, {"done": hearts.SAID}):
        answer = browser.post(url, planned | noted)
        assert answer.status_code == 422, noted
        assert "请勾选“已经谈过”" in body(answer)
    assert hearts.SAID in body(answer)
    act_as(SYSTEM)
    assert not Talk.objects.exists()
    assert browser.post(url, planned | {"needs_help_now": "no"}).status_code == 302


def test_a_talk_is_noted_under_five_headings(room: Room) -> None:
    room.opened()
    browser, url = desk(room.counsellor), f"{HERE}{room.client}/"
    said = {"do": "talk", "stage": "during", "planned_at": "2026-11-02T10:00", "held": "on"}
    said |= hearts.HEADINGS | {"needs_help_now": "yes", "number": "0", "goal": "睡好"}
    assert browser.post(url, said).status_code == 302
    page = body(browser.get(url))
    assert hearts.SAID in page
    assert "<dd>需要</dd>" in page
    assert "不愿意" not in page
    assert page.index("待办") < page.index(hearts.SAID)
    act_as(SYSTEM)
    number = Task.objects.get().pk
    browser.post(url, {"do": "task", "number": number})
    assert "待办" not in body(browser.get(url))


def test_what_was_typed_survives_a_mistake(room: Room) -> None:
    room.opened()
    browser, url = desk(room.counsellor), f"{HERE}{room.client}/"
    said = {"do": "talk", "stage": "during", "planned_at": "", "state": hearts.SAID}
    answer = browser.post(url, said)
    assert answer.status_code == 422
    assert hearts.SAID in body(answer)


def test_a_questionnaire_needs_its_consent_and_shows_its_total_in_words(room: Room) -> None:
    room.opened()
    browser, url = desk(room.counsellor), f"{HERE}{room.client}/"
    refused = browser.post(f"{url}ask/phq9/", all_of("2"))
    assert refused.status_code == 409
    said = {"do": "consent", "scope": "instrument", "gives": "yes", "supervisor": ""}
    assert browser.post(url, said).status_code == 302
    assert browser.post(f"{url}ask/phq9/", all_of("2")).status_code == 302
    page = body(browser.get(url))
    assert "总分18：中重" in page
    assert "请马上去谈" in page


def test_two_counsellors_break_a_confidence_and_the_client_is_told(room: Room) -> None:
    room.opened()
    first, second, url = desk(room.counsellor), desk(room.second), f"{HERE}{room.client}/"
    first.post(url, {"do": "crisis", "level": "red"})
    act_as(SYSTEM)
    crisis = Crisis.objects.get().pk
    said = {"do": "disclose", "number": crisis, "ground": "danger", "content": "三楼，请轻声",
            "recipient": "120急救", "second": room.second.id}  # fmt: skip
    assert first.post(url, said).status_code == 302
    asked = body(second.get(HERE))
    assert "三楼，请轻声" in asked
    assert hearts.CALLED not in asked
    assert second.get(url).status_code == 404
    assert "三楼" not in body(desk(room.supervisor).get(HERE))
    words = re.search('name="words" value="([^"]*)"', body(second.get(HERE)))
    assert words
    second.post(f"{HERE}agree/{crisis}/", {"agrees": "yes", "words": words[1]})
    assert first.post(url, {"do": "close", "number": crisis}).status_code == 409
    first.post(url, {"do": "tell", "number": crisis})
    paper = first.get(f"{url}papers/exception/")
    assert paper["content-type"] == "application/pdf"
    assert first.post(url, {"do": "close", "number": crisis}).status_code == 302


@pytest.mark.parametrize("name", ["consent", "wellbeing", "record", "plan", "advice", "exception"])
def test_every_paper_of_the_room_is_drawn(room: Room, name: str) -> None:
    room.full()
    act_as(SYSTEM)
    Crisis.objects.update(agreed_by=room.second.id, agreed_at=AT, told_client_at=AT)
    found = desk(room.counsellor).get(f"{HERE}{room.client}/papers/{name}/")
    assert found["content-type"] == "application/pdf"
    if name == "wellbeing":  # one sheet, nobody's letter
        (sheet,) = PdfReader(BytesIO(found.content)).pages
        assert "□有人陪着" in sheet.extract_text()


def test_a_supervisor_gets_no_paper(room: Room) -> None:
    room.full().agrees("supervision")
    browser, url = desk(room.supervisor), f"{HERE}{room.client}/"
    assert hearts.SAID in body(browser.get(url))
    for name in ("consent", "record", "plan", "advice"):
        assert browser.get(f"{url}papers/{name}/").status_code == 404
    assert browser.get(f"{url}ask/phq4/").status_code == 404
    for do in ("talk", "plan", "crisis", "consent", "hand_over", "task"):
        assert browser.post(url, {"do": do}).status_code == 404


def test_a_client_takes_back_each_consent_by_itself(room: Room) -> None:
    room.full()
    own = phone(room)
    page = body(own.get("/support/mine/"))
    assert hearts.FEARS in page  # the own plan
    assert hearts.SAID not in page
    own.post("/support/mine/do/", {"do": "withdraw", "scope": "instrument"})
    act_as(room.counsellor)
    seen = file_of(room.counsellor, room.client)
    assert not seen.answers
    assert seen.agrees("talks")
    own.post("/support/mine/do/", {"do": "withdraw", "scope": "talks"})
    assert desk(room.counsellor).get(f"{HERE}{room.client}/").status_code == 404
    assert "您已经收回同意" in body(own.get("/support/mine/"))
    own.post("/support/mine/do/", {"do": "agree", "scope": "talks"})
    assert desk(room.counsellor).get(f"{HERE}{room.client}/").status_code == 200


def test_a_form_is_kept_only_where_its_box_is_ticked(room: Room) -> None:
    room.opened()
    own = phone(room)
    said = {"today": "heavy", "safety": "yes", "helps": ["pause", "room"]}
    assert own.post("/support/mine/form/wellbeing/", said).status_code == 422
    act_as(SYSTEM)
    assert not Answer.objects.exists()
    done = own.post("/support/mine/form/wellbeing/", said | {"agrees": "on"}, follow=True)
    assert "马上来和您谈" in body(done)
    assert "马上去谈" in body(desk(room.counsellor).get(f"{HERE}{room.client}/"))
    assert own.get("/support/mine/form/phq9/").status_code == 404


def test_both_read_why_a_request_on_the_own_data_is_answered_by_its_day(room: Room) -> None:
    room.opened()
    own = phone(room)
    own.post("/support/mine/do/", {"do": "wish", "kind": "see"})
    for page in (body(own.get("/support/mine/")), body(desk(room.counsellor).get(HERE))):
        assert "起算15个工作日" in page
        assert page.count('<table class="why-days"') == 1


def test_a_client_chooses_asks_cancels_and_erases(room: Room) -> None:
    room.full()
    own = phone(room)
    act_as(SYSTEM)
    planned = Talk.objects.get(held_at=None).pk
    own.post("/support/mine/do/", {"do": "cancel", "talk": planned})
    own.post("/support/mine/do/", {"do": "ask"})
    assert own.post("/support/mine/do/", {"do": "change", "to": ""}).status_code == 422
    own.post("/support/mine/do/", {"do": "change", "to": room.second.id})
    assert "何安" in body(own.get("/support/mine/"))
    assert own.get("/support/mine/papers/plan/")["content-type"] == "application/pdf"
    assert own.get("/support/mine/papers/record/").status_code == 404
    own.post("/support/mine/do/", {"do": "erase", "sure": "1"})
    assert own.get("/support/mine/").status_code == 200  # asks for a code again
    assert "我有心理支持码" in body(own.get("/support/mine/"))
    again = Browser().post("/support/mine/", {"code": room.code})
    assert again.status_code == 422


@pytest.mark.usefixtures("room")
def test_wrong_codes_must_wait() -> None:
    browser = Browser(headers={"accept-language": "zh-hans"})
    for _ in range(12):
        answer = browser.post("/support/mine/", {"code": "000000000000"})
        assert answer.status_code == 422
    assert "稍候再试" in body(answer)


def test_the_petitioner_alone_sets_three_words(room: Room) -> None:
    case = make.a_petition(room.district, "handled")
    browser = Browser(headers={"accept-language": "zh-hans"})
    said = {"number": case.number, "query_code": case.code}
    page = browser.post("/track/", said, follow=True)
    where = page.request["PATH_INFO"]
    assert f"{where}needs/" in body(page)
    assert browser.get(f"{where}needs/").status_code == 200
    browser.post(f"{where}needs/", {"needs_pause": "on", "do_not_contact_by_phone": "on"})
    act_as(SYSTEM)
    assert Need.objects.get().do_not_contact_by_phone
    handler = Staff.objects.get(pk=make.demand_of(case).handler_id)
    desk_of = Browser(headers={"accept-language": "zh-hans"})
    desk_of.force_login(handler, backend="yimen.people.backend.StaffBackend")
    shown = body(desk_of.get(f"/desk/matters/{case.petition}/"))
    assert "请勿电话联系" in shown
    assert "需要陪同或者翻译" not in shown
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from registry_entry e where e::text ~ 'needs_|do_not'")
        assert cursor.fetchone() == (0,)
    browser.post(f"{where}needs/", {})
    assert "请勿电话联系" not in body(desk_of.get(f"/desk/matters/{case.petition}/"))
