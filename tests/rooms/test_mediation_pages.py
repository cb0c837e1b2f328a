"""Mediation's pages: from asking to keeping, by both sides and their mediator, with every paper."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.test import Client
from pypdf import PdfReader
from tests import make
from tests.make import District

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.people.models import Staff
from yimen.rooms.mediation.models import Agreement, Case, Committee, Duty, Mediator, Party
from yimen.rooms.mediation.papers import FOR_PARTIES, PAPERS

pytestmark = pytest.mark.django_db
MINE = "/mediation/case/"
ASKED = {
    "kind": "neighbours",
    "dispute": "楼上漏水三个月，天花板发霉。",
    "wishes": "修好水管，赔偿粉刷费用。",
    "name": "周明",
    "phone": "13800000001",
    "other_name": "吴海",
    "has_read": "on",
}
#: Papers whose heading is not what the list calls them.
HEADED = {"contents": "人民调解卷宗"}
#: Notices that are there on their days alone: see test_mediation_reminders.
IN_TIME = {"asking_after", "reminder"}
TERMS = {
    "do": "agree",
    "form": "written",
    "facts": "楼上水管老化漏水。",
    "points": "由谁修、赔多少。",
    "terms": "乙方九月底前修好并赔偿600元。",
}


@dataclass
class Room:
    """A committee and its mediator's browser; then a case with both sides' browsers."""

    district: District
    committee: Committee
    mediator: Client
    staff: int
    first: Client
    second: Client

    @property
    def case(self) -> Case:
        """The only case, as it stands."""
        act_as(SYSTEM)
        return Case.objects.get()

    @property
    def url(self) -> str:
        """Where the mediator works at it."""
        return f"/desk/rooms/mediation/{self.case.pk}/"

    def does(self, **said: object) -> int:
        """Let the mediator press a button; return the status."""
        return self.mediator.post(self.url, said).status_code

    def asked(self) -> Room:
        """Let the first side ask, and give the second its code."""
        said = ASKED | {"committee": self.committee.pk}
        assert self.first.post("/mediation/", said).status_code == 302
        act_as(SYSTEM)
        other = Party.objects.get(position=2)
        page = self.mediator.post(self.url, {"do": "code", "party": other.pk}).content.decode()
        found = re.search(r"\d{4} \d{4} \d{4}", page)
        assert found
        assert self.second.post(MINE, {"code": found[0]}).status_code == 302
        return self

    def talking(self) -> Room:
        """Let the second agree, and the mediator begin and write down a meeting."""
        self.asked()
        said = {"do": "consent", "wishes": "yes", "has_read": "on", "mediator": self.staff}
        assert self.second.post(f"{MINE}do/", said).status_code == 302
        assert self.does(do="begin", mediators=self.staff) == 302
        held = {"planned_at": "2026-03-02T09:30", "place": "调解室", "present": "双方"}
        assert self.does(do="talk", kind="meeting", record="双方各自说明情况。", **held) == 302
        return self

    def drafted(self) -> Room:
        """Let the mediator draft an agreement with a promise of the second."""
        self.talking()
        act_as(SYSTEM)
        other = Party.objects.get(position=2).pk
        promise = {"party_0": other, "what_0": "修好水管", "due_0": "2030-09-30"}
        assert self.does(**TERMS, **promise) == 302
        return self

    def agreed(self) -> Room:
        """Let both sign, and the mediator bring it into force."""
        self.drafted()
        for side in (self.first, self.second):
            assert self.signs(side) == 302
        assert self.does(do="force") == 302
        return self

    def signs(self, side: Client) -> int:
        """Let a side sign the words that its own page shows."""
        words = side.get(MINE).context["whole"].agreement.hash
        return side.post(f"{MINE}do/", {"do": "sign", "words": words}).status_code

    def paper(self, name: str, language: str = "zh-hans") -> str:
        """Let the mediator print a paper; return its words."""
        self.mediator.cookies["django_language"] = language
        drawn = self.mediator.get(f"{self.url}papers/{name}/")
        assert drawn.status_code == 200
        assert drawn.headers["content-type"] == "application/pdf"
        return text_of(drawn.content)


@pytest.fixture
def room() -> Room:
    """Return a committee with one mediator, and nobody who asked yet."""
    district = make.a_district()
    by = make.an_officer(district, "mediator", district.bureau, name="黄婷")
    act_as(SYSTEM)
    committee = Committee.objects.create(
        name="一门区人民调解委员会", mark="一", organ=district.bureau, region=district.region,
        address="一门路1号", phone="0755-12345678",
    )  # fmt: skip
    Mediator.objects.create(committee=committee, staff_id=by.id, fields="邻里")
    return Room(district, committee, signed_in(by.id), by.id, Client(), Client())


def signed_in(staff: int) -> Client:
    client = Client()
    client.force_login(Staff.objects.get(pk=staff), backend="yimen.people.backend.StaffBackend")
    return client


def text_of(drawn: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(drawn)).pages)


def said(client: Client, url: str = MINE) -> str:
    return client.get(url).content.decode()


def test_who_asks_sees_the_rights_and_gets_a_code_to_come_back_with(room: Room) -> None:
    page = said(Client(), "/mediation/")
    assert "人民调解" in page
    assert "30" in page
    room.asked()
    shown = room.first.get(MINE).content.decode()
    code = re.search(r"\d{4} \d{4} \d{4}", shown)
    assert code
    later = Client()
    assert later.post(MINE, {"code": code[0]}, follow=True).status_code == 200
    assert ASKED["dispute"] in said(later)


def test_an_application_without_the_rights_read_keeps_what_was_typed(room: Room) -> None:
    told = ASKED | {"committee": room.committee.pk, "has_read": ""}
    answer = room.first.post("/mediation/", told)
    assert answer.status_code == 422
    assert ASKED["dispute"] in answer.content.decode()
    act_as(SYSTEM)
    assert not Case.objects.exists()


def test_the_other_side_reads_the_notice_before_it_agrees(room: Room) -> None:
    room.asked()
    answer = room.second.post(f"{MINE}do/", {"do": "consent", "wishes": "yes"})
    assert answer.status_code == 422
    assert room.case.stage == "asked"
    assert "consent" not in said(room.first)  # whoever asked has agreed already


def test_a_side_is_told_what_comes_next_while_it_waits_for_the_mediator(room: Room) -> None:
    room.asked()
    assert "各方都已同意" not in said(room.first)
    agrees = {"do": "consent", "wishes": "yes", "has_read": "on", "mediator": room.staff}
    room.second.post(f"{MINE}do/", agrees)
    assert "各方都已同意" in said(room.first)
    assert room.does(do="begin", mediators=room.staff) == 302
    assert "各方都已同意" not in said(room.first)
    assert room.does(**TERMS) == 302
    assert room.signs(room.first) == 302
    assert "对方尚未签名" in said(room.first)
    assert room.signs(room.second) == 302
    assert "加盖委员会印章后" in said(room.first)


def test_a_code_on_paper_says_where_it_is_entered(room: Room) -> None:
    room.asked()
    act_as(SYSTEM)
    other = Party.objects.get(position=2).pk
    page = room.mediator.post(room.url, {"do": "code", "party": other}).content.decode()
    assert f"{settings.YIMEN_URL}/mediation/" in page


def test_neither_side_reads_the_telephone_of_the_other(room: Room) -> None:
    room.talking()
    assert ASKED["phone"] not in said(room.second)
    assert ASKED["phone"] in room.mediator.get(room.url).content.decode()


def test_a_wrong_code_opens_nothing_and_must_wait(room: Room) -> None:
    room.asked()
    stranger = Client()
    for _ in range(9):
        answer = stranger.post(MINE, {"code": "0000 0000 0000"})
        assert answer.status_code == 422
        assert ASKED["dispute"] not in answer.content.decode()
    assert "输错次数过多" in answer.content.decode()


def test_it_comes_from_asking_to_an_agreement_that_both_signed(room: Room) -> None:
    room.agreed()
    assert room.case.stage == "agreed"
    act_as(SYSTEM)
    words = Agreement.objects.get()
    assert words.in_force_on
    assert words.confirm_by
    for side in (room.first, room.second):
        assert side.post(f"{MINE}do/", {"do": "confirm"}).status_code == 302
    duty = str(Duty.objects.get().pk)
    assert room.first.post(f"{MINE}do/", {"do": "kept", "duty": duty}).status_code == 302
    act_as(SYSTEM)
    assert Duty.objects.get().state == "kept"


def test_what_was_changed_meanwhile_is_not_signed_but_shown(room: Room) -> None:
    room.drafted()
    old = room.first.get(MINE).context["whole"].agreement.hash
    assert room.does(**TERMS | {"terms": "乙方赔偿6000元。"}) == 302
    answer = room.first.post(f"{MINE}do/", {"do": "sign", "words": old})
    assert answer.status_code == 422
    assert "6000" in answer.content.decode()


def test_a_promise_half_filled_in_is_asked_for_whole(room: Room) -> None:
    room.talking()
    answer = room.mediator.post(room.url, TERMS | {"what_0": "修好水管"})
    assert answer.status_code == 422
    assert TERMS["facts"] in answer.content.decode()


def test_either_side_leaves_and_learns_which_ways_stay_open(room: Room) -> None:
    room.talking()
    assert room.second.post(f"{MINE}do/", {"do": "end"}).status_code == 302
    assert "其他方式" in said(room.first)
    assert room.does(**TERMS) == 409
    told = room.paper("ending").replace("\n", "")
    for words in ("不影响任何一方的权利", "3年", "《民法典》第一百八十八条"):
        assert words in told
    assert "要求终止" not in told  # it can go into a petition's file
    assert "未达成协议：一方当事人要求终止调解" in room.paper("closing").replace("\n", "")


def test_an_inquiry_has_a_sheet_of_its_own(room: Room) -> None:
    room.talking()
    asked = {"planned_at": "2026-03-03T15:00", "place": "三楼走廊", "present": "物业维修工一人"}
    assert (
        room.does(do="talk", kind="inquiry", record="问：松动吗？\r\n管道接口已经松动。", **asked)
        == 302
    )
    for words in ("2026年3月3日", "15:00", "三楼走廊", "物业维修工", "接口已经松动", "被调查人"):
        assert words in room.paper("inquiry")
    assert "U+000D" not in room.paper("inquiry")  # a line break as browsers send it
    assert "接口已经松动" not in room.paper("record")


def test_the_closing_report_says_how_it_went_and_what_came_of_it(room: Room) -> None:
    room.agreed()
    report = room.paper("closing").replace("\n", "")
    for words in ("1次", "达成协议", "共1项，已履行0项", TERMS["terms"], "委员会负责人"):
        assert words in report


def test_each_last_day_says_why_to_the_mediator_and_to_a_party(room: Room) -> None:
    room.talking()
    assert "受理次日起算30日" in said(room.mediator, room.url)


def test_the_time_for_the_court_says_why(room: Room) -> None:
    room.agreed()
    for client, address in ((room.mediator, room.url), (room.first, MINE)):
        assert "调解协议生效次日起算30日" in said(client, address)


@pytest.mark.parametrize("stage", ["asked", "talking", "drafted", "agreed"])
def test_every_paper_that_is_offered_draws_in_chinese_alone(room: Room, stage: str) -> None:
    getattr(room, stage)()
    offered, named = (
        room.mediator.get(room.url, headers={"accept-language": language}).context["papers"]
        for language in ("zh-hans", "en")
    )
    assert all(title.isascii() for _, title in named)  # on the page each is named in its language
    for name, title in offered:
        words = room.paper(name, "en")
        assert HEADED.get(name, title) in words.replace("\n", ""), name
        assert not re.findall(r"[A-Za-z]{4,}", words), name


def test_there_is_every_paper_once_it_is_over(room: Room) -> None:
    room.agreed()
    offered = dict(room.mediator.get(room.url).context["papers"])
    assert offered.keys() == PAPERS.keys() - {"ending", "inquiry", *IN_TIME}
    assert "周明" in room.paper("agreement")
    assert "邻里纠纷" in room.paper("contents")
    assert "当事人身份证明" in room.paper("contents")  # filed by hand


@pytest.mark.parametrize("name", PAPERS)
def test_a_party_takes_its_own_papers_and_no_other(room: Room, name: str) -> None:
    room.agreed()
    answer = room.second.get(f"{MINE}papers/{name}/")
    there = name in FOR_PARTIES - {"ending", *IN_TIME}
    assert answer.status_code == (200 if there else 404)
    if there:
        assert ASKED["phone"] not in text_of(answer.content)


def test_another_mediator_and_a_browser_that_was_closed_see_nothing(room: Room) -> None:
    room.agreed()
    other = make.an_officer(room.district, "mediator", room.district.bureau, name="别人")
    assert signed_in(other.id).get(room.url).status_code == 404
    assert signed_in(other.id).get(f"{room.url}papers/agreement/").status_code == 404
    room.first.post(f"{MINE}leave/")
    assert ASKED["dispute"] not in said(room.first)
    assert room.first.get(f"{MINE}papers/agreement/").status_code == 404


@pytest.mark.parametrize("role", ["handler", "leader", "lawyer", "system_admin", "receptionist"])
def test_the_room_is_not_there_for_others(room: Room, role: str) -> None:
    room.asked()
    by = make.an_officer(room.district, role, room.district.bureau, name="别人")
    for url in ("/desk/rooms/mediation/", "/desk/rooms/mediation/new/", room.url):
        assert signed_in(by.id).get(url).status_code == 404
