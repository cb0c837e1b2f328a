"""The pages of the legal room and of joint sessions, for who works there and who comes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from tests import make
from tests.make import Case, District

from yimen.access.actor import SYSTEM, Actor
from yimen.access.rls import act_as
from yimen.base.time import LOCAL, local_day, now
from yimen.casework.actions.refer import refer
from yimen.people.models import Post, Staff
from yimen.registry.models import Entry
from yimen.rooms.joint.models import Commitment, Invitation, Room, Session
from yimen.rooms.legal import papers, queries
from yimen.rooms.legal.counting import Tally, led

pytestmark = pytest.mark.django_db
ROOM = "/desk/rooms/legal/"
JOINT = "/desk/rooms/joint/"


def as_officer(by: Actor) -> Client:
    client = Client(headers={"accept-language": "zh-hans"})
    client.force_login(Staff.objects.get(pk=by.id), backend="yimen.people.backend.StaffBackend")
    return client


@pytest.fixture
def district() -> District:
    return make.a_district()


@pytest.fixture
def case(district: District) -> Case:
    found = make.a_petition(district, "accepted")
    by = district["screener"]
    act_as(by)
    refer(found.petition, room="lawyer", by=by, at=make.when("accept"))
    return found


def consulted(lawyer: Client, case: Case | None = None) -> tuple[str, str]:
    """Open a consultation on the page; return its address and the client's code."""
    told = {"client": "周明", "others": "新城建筑公司", "people": "2", "facts": "拖欠工资三个月。"}
    told["petition"] = str(case.petition) if case else ""
    shown = lawyer.post(ROOM + "new/", told | {"do": "check"}).content.decode()
    assert "未发现利益冲突" in shown
    shown = lawyer.post(ROOM + "new/", told | {"do": "open"}).content.decode()
    code = shown.split('slip-number number">')[1].split("<")[0]
    number = shown.split('href="' + ROOM)[2 if f'href="{ROOM}"' in shown else 1].split('"')[0]
    return ROOM + number, code


def test_a_lawyer_advises_and_the_client_reads_it_with_the_code(district: District) -> None:
    lawyer = as_officer(district["lawyer"])
    url, code = consulted(lawyer)
    advice = {"do": "advise", "can": "elsewhere", "way": "labour_arbitration", "how": "申请仲裁"}
    assert lawyer.post(url, advice | {"how": ""}).status_code == 422
    assert lawyer.post(url, advice).status_code == 302
    assert "申请仲裁" in lawyer.get(url).content.decode()
    assert "周明" in lawyer.get(ROOM).content.decode()
    assert lawyer.get(url + "papers/guidance/")["content-type"] == "application/pdf"
    client = Client(headers={"accept-language": "zh-hans"})
    assert "查询码" in client.get("/legal/").content.decode()
    assert client.post("/legal/", {"code": "000000000000"}).status_code == 422
    assert "申请仲裁" in client.post("/legal/", {"code": code}, follow=True).content.decode()
    assert client.get("/legal/papers/guidance/")["content-type"] == "application/pdf"


@pytest.mark.parametrize(("ago", "is_near"), [(10, False), (40, True)])  # of sixty days
def test_the_clients_own_time_is_red_for_thirty_days_and_every_day_says_why(
    district: District, *, ago: int, is_near: bool
) -> None:
    lawyer = as_officer(district["lawyer"])
    url, code = consulted(lawyer)
    since = local_day(now()) - timedelta(days=ago)
    advice = {"do": "advise", "can": "elsewhere", "way": "reconsideration", "how": "申请复议"}
    assert lawyer.post(url, advice | {"since": since.isoformat()}).status_code == 302
    assert lawyer.post(url, {"do": "aid", "asked_on": since.isoformat()}).status_code == 302
    shown = lawyer.get(url).content.decode()
    assert ("note-bad" in shown) is is_near
    assert shown.count('<details class="why">') == shown.count('<table class="why-days"') == 2
    assert ("flag-late" in lawyer.get(ROOM).content.decode()) is is_near
    client = Client(headers={"accept-language": "zh-hans"})
    client.post("/legal/", {"code": code})
    hers = client.get("/legal/").content.decode()
    assert ("note-bad" in hers) is is_near
    assert hers.count('<details class="why">') == 2


def test_a_page_inside_a_room_keeps_its_room_marked(district: District) -> None:
    lawyer = as_officer(district["lawyer"])
    url, _code = consulted(lawyer)
    for page in (ROOM, ROOM + "new/", url):
        assert f'href="{ROOM}" aria-current="page"' in lawyer.get(page).content.decode()


def test_papers_are_named_in_the_language_of_the_page(district: District) -> None:
    lawyer = as_officer(district["lawyer"])
    url, _code = consulted(lawyer)
    lawyer.post(
        url, {"do": "advise", "can": "elsewhere", "way": "labour_arbitration", "how": "仲裁"}
    )
    assert "法律咨询指引单" in lawyer.get(url).content.decode()
    english = lawyer.get(url, headers={"accept-language": "en"}).content.decode()
    assert "Guidance after the consultation" in english
    assert "法律咨询指引单" not in english


def test_a_conflict_is_said_as_a_yes_alone(district: District) -> None:
    lawyer = as_officer(district["lawyer"])
    consulted(lawyer)
    told = {"client": "新城建筑公司", "others": "某人", "people": "1", "facts": "被工人投诉。"}
    shown = lawyer.post(ROOM + "new/", told | {"do": "check"})
    assert shown.status_code == 409
    assert "存在利益冲突" in shown.content.decode()
    assert "周明" not in shown.content.decode()


def test_an_opinion_goes_into_the_file_from_the_page(district: District, case: Case) -> None:
    lawyer = as_officer(district["lawyer"])
    url, code = consulted(lawyer, case)
    parts = {"facts": "欠薪", "law": "劳动法", "ways": "仲裁", "risks": "时效", "sign": "on"}
    assert lawyer.post(url, parts | {"do": "opinion"}).status_code == 302
    assert lawyer.post(url, {"do": "hand_in"}).status_code == 409
    client = Client()
    client.post("/legal/", {"code": code})
    assert client.post("/legal/do/", {"do": "agree"}).status_code == 302
    assert lawyer.post(url, {"do": "hand_in"}).status_code == 302
    screener = as_officer(district["screener"])
    assert "法律意见书" in screener.get(f"/desk/matters/{case.petition}/").content.decode()


@pytest.mark.parametrize("who", ["handler", "mediator", "receptionist", "system_admin"])
def test_nobody_else_has_the_legal_room(district: District, who: str) -> None:
    url, _ = consulted(as_officer(district["lawyer"]))
    other = as_officer(district[who])
    for page in (ROOM, ROOM + "new/", ROOM + "counts/", url):
        assert other.get(page).status_code == 404


def test_a_leader_sees_counts_and_nobody(district: District) -> None:
    consulted(as_officer(district["lawyer"]))
    shown = as_officer(district["leader"]).get(ROOM, follow=True).content.decode()
    assert "人次" in shown
    assert "周明" not in shown


@pytest.fixture
def meeting(district: District) -> Room:
    act_as(SYSTEM)
    return Room.objects.create(
        name="联合接访室", organ=district.bureau, region=district.region,
        area=district.region.path, address="一门路1号",
    )  # fmt: skip


def called(district: District, case: Case, meeting: Room) -> tuple[str, str]:
    """Call a session on the page; return its address and the guest's code."""
    starts = now() + timedelta(hours=1)
    lawyer = district["lawyer"]
    told = {
        "kind": "joint", "starts_at": f"{starts:%Y-%m-%dT%H:%M}",
        "ends_at": f"{starts + timedelta(hours=2):%Y-%m-%dT%H:%M}", "room": meeting.pk,
        "agenda": "路灯何时修好", "lawyer": f"{lawyer.id}-{lawyer.organ}",
        "organs": [district.housing.pk], "guests": "唐宁 社区",
    }  # fmt: skip
    client = as_officer(district["screener"])
    url = f"{JOINT}new/{case.petition}/"
    assert client.get(url).status_code == 200
    assert client.post(url, told | {"agenda": ""}).status_code == 422
    shown = client.post(url, told).content.decode()
    act_as(SYSTEM)
    assert client.post(url, told).status_code == 409  # the room is taken
    code = shown.split('slip-number number">')[1].split("<")[0]
    act_as(SYSTEM)
    return f"{JOINT}{Session.objects.get().pk}/", code


def test_a_session_from_the_call_to_a_promise_that_was_kept(
    district: District, case: Case, meeting: Room
) -> None:
    url, code = called(district, case, meeting)
    guest = Client(headers={"accept-language": "zh-hans"})
    assert "路灯何时修好" in guest.post("/session/", {"code": code}, follow=True).content.decode()
    assert guest.post("/session/", {"answer": "comes", "note": ""}).status_code == 302
    handler = as_officer(district["handler"])
    assert handler.post(url, {"do": "answer", "answer": "comes", "note": ""}).status_code == 302
    screener = as_officer(district["screener"])
    act_as(SYSTEM)
    housing = Invitation.objects.get(part="organ")
    minutes = {
        "do": "hold", "asked": "修路灯", "said": "电缆老化", "found": "三天修好",
        "came": [housing.pk], "organ_0": district.housing.pk, "what_0": "换电缆",
        "due_0": "2099-01-05",
    }  # fmt: skip
    assert screener.post(url, minutes | {"due_0": ""}).status_code == 422
    nobody = screener.post(url, minutes | {"came": []})
    assert nobody.status_code == 409
    assert "没有到场，不能作出承诺" in nobody.content.decode()
    assert screener.post(url, minutes).status_code == 302
    assert "换电缆" in handler.get(JOINT).content.decode()
    assert handler.get(url + "papers/minutes/")["content-type"] == "application/pdf"
    act_as(SYSTEM)
    promise = Commitment.objects.get()
    report = {"do": "report", "promise": promise.pk, "proof": "验收单"}
    assert handler.post(url, report).status_code == 302
    her = Client(headers={"accept-language": "zh-hans"})
    given = {"number": case.number, "query_code": case.code}
    answered = her.post("/track/", given, follow=True)
    shown, mine = answered.content.decode(), answered.request["PATH_INFO"]
    assert "联合接访" in shown
    assert "换电缆" in shown
    assert "验收单" in shown
    assert her.get(f"{mine}sessions/{promise.session_id}/")["content-type"] == "application/pdf"
    kept = {"session": promise.session_id, "promise": promise.pk, "kept": "1"}
    assert her.post(mine + "promise/", kept).status_code == 302
    assert (
        "换电缆" not in handler.get(JOINT).content.decode().split("本单位尚未兑现的承诺")[-1][:200]
    )


@pytest.mark.parametrize("who", ["other_handler", "mediator", "foreign_screener"])
def test_who_does_not_sit_there_has_no_session(
    district: District, case: Case, meeting: Room, who: str
) -> None:
    url, _ = called(district, case, meeting)
    assert as_officer(district[who]).get(url).status_code == 404


def test_a_desk_shows_the_invitation_until_it_is_answered_and_the_promise_until_it_is_kept(
    district: District, case: Case, meeting: Room
) -> None:
    url, _ = called(district, case, meeting)
    handler, lawyer = as_officer(district["handler"]), as_officer(district["lawyer"])
    for who in (handler, lawyer):
        assert url in who.get("/desk/").content.decode()
        assert who.post(url, {"do": "answer", "answer": "comes", "note": ""}).status_code == 302
        assert url not in who.get("/desk/").content.decode()
    act_as(SYSTEM)
    came = list(Invitation.objects.values_list("pk", flat=True))
    minutes = {
        "do": "hold", "asked": "修路灯", "said": "电缆老化", "found": "三天修好", "came": came,
        "organ_0": district.housing.pk, "what_0": "换电缆", "due_0": "2099-01-05",
    }  # fmt: skip
    screener = as_officer(district["screener"])
    assert screener.post(url, minutes).status_code == 302
    assert "换电缆" in handler.get("/desk/").content.decode()
    assert "换电缆" not in screener.get("/desk/").content.decode()  # nobody is late
    assert "换电缆" in screener.get(JOINT).content.decode()
    act_as(SYSTEM)
    Commitment.objects.update(due_on=now().date() - timedelta(days=3))
    assert "换电缆" in screener.get("/desk/").content.decode()


def test_a_taken_room_is_refused_with_the_rooms_that_are_free(
    district: District, case: Case, meeting: Room
) -> None:
    admin = as_officer(district["system_admin"])
    entry = {"name": "小接访室", "organ": district.bureau.pk, "address": "二楼", "seats": "6"}
    assert admin.post(JOINT + "rooms/new/", entry | {"seats": "x"}).status_code == 422
    assert admin.post(JOINT + "rooms/new/", entry | {"is_open": "on"}).status_code == 302
    assert admin.post(JOINT + "rooms/new/", entry).status_code == 409
    assert "小接访室" in admin.get(JOINT + "rooms/").content.decode()
    called(district, case, meeting)
    act_as(SYSTEM)
    session = Session.objects.get()
    told = {
        "kind": "joint", "room": meeting.pk, "agenda": "再谈一次",
        "starts_at": f"{session.starts_at.astimezone(LOCAL):%Y-%m-%dT%H:%M}",
        "ends_at": f"{session.ends_at.astimezone(LOCAL):%Y-%m-%dT%H:%M}",
    }  # fmt: skip
    screener = as_officer(district["screener"])
    page = screener.post(f"{JOINT}new/{case.petition}/", told)
    assert page.status_code == 409
    assert "小接访室" in page.content.decode().split("空着的有")[1][:40]
    room = f"{JOINT}rooms/{meeting.pk}/"
    closed = {"name": meeting.name, "organ": district.bureau.pk, "address": "一", "seats": "9"}
    assert admin.post(room, closed).status_code == 409  # people are asked to come there
    assert as_officer(district["screener"]).get(room).status_code in {403, 404, 409}


def test_the_lawyer_is_who_put_the_opinion_into_the_file_and_it_bears_no_red_head(
    district: District, case: Case
) -> None:
    lawyer = as_officer(district["lawyer"])
    url, code = consulted(lawyer, case)
    parts = {"facts": "欠薪", "law": "劳动法", "ways": "仲裁", "risks": "时效", "sign": "on"}
    lawyer.post(url, parts | {"do": "opinion"})
    client = Client()
    client.post("/legal/", {"code": code})
    client.post("/legal/do/", {"do": "agree"})
    assert lawyer.post(url, {"do": "hand_in"}).status_code == 302
    act_as(SYSTEM)
    line = Entry.objects.filter(petition=case.petition, kind="attach").latest("seq")
    assert (line.role, line.staff_id) == ("lawyer", district["lawyer"].id)
    by = district["lawyer"]
    act_as(by)
    number = int(url.rstrip("/").split("/")[-1])
    drawn = papers.paper_of(queries.whole(by, number), "opinion", now().date())
    assert drawn.mark == ""
    assert drawn.signer.startswith("律师")


def test_the_counts_say_how_many_were_led_elsewhere_and_accepted_there() -> None:
    rows = [
        Tally("petition", "", 3556, 0), Tally("led", "", 620, 0), Tally("accepted", "", 7271, 0),
        Tally("other", "", 1813, 0), Tally("", "", 0, 0),
    ]  # fmt: skip
    found = led(rows)
    assert (found.items, found.accepted, str(found.share)) == (7891, 7271, "92.14")
    assert sum(one.items for one in rows) == 13260
    assert led([Tally("other", "", 4, 4)]).share is None


def test_a_client_whose_lawyer_left_chooses_another_on_the_page(
    district: District, case: Case
) -> None:
    lawyer, organ = district["lawyer"], district.bureau
    other = make.an_officer(district, "lawyer", organ, name="沈律")
    _, code = consulted(as_officer(lawyer), case)
    client = Client()
    client.post("/legal/", {"code": code})
    assert "沈律" not in client.get("/legal/").content.decode()
    act_as(SYSTEM)
    Post.objects.filter(staff=lawyer.id).update(ends_on=local_day(now()))
    assert "选择沈律" in client.get("/legal/").content.decode()
    for odd in ("", "x", str(lawyer.id)):
        found = client.post("/legal/do/", {"do": "chosen", "lawyer": odd})
        assert found.status_code == 422
    assert client.post("/legal/do/", {"do": "chosen", "lawyer": other.id}).status_code == 302
    assert "沈律" in client.get("/legal/").content.decode()
