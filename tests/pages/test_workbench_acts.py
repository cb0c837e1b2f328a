"""Every act through its form: done once, with the next date; refused with everything typed kept."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.make import SIGNED
from tests.pages import citizen
from tests.pages import hall as halls
from tests.pages.hall import Hall

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.base.time import local_day, now
from yimen.casework.actions.accept import accept
from yimen.casework.actions.ask_extension import ask_extension
from yimen.casework.actions.ask_supplement import ask_supplement
from yimen.casework.actions.assign import assign
from yimen.casework.actions.forward import forward
from yimen.casework.actions.log_contact import log_contact
from yimen.casework.actions.serve import serve
from yimen.casework.choices import word
from yimen.law.moves import MOVES, Move
from yimen.people.models import Organ, Region
from yimen.registry.models import Attachment, Contact, Link, Petition
from yimen.workbench.deeds import DEEDS, STAGES

if TYPE_CHECKING:
    from django.http import HttpResponse

LATER = (local_day(now()) + timedelta(days=30)).isoformat()


def address(petition: Petition, act: str, subject: int) -> str:
    return f"/desk/matters/{petition.pk}/{act}/{subject}/"


def messages(response: HttpResponse) -> str:
    return " ".join(str(one) for one in response.context["messages"])


def done(hall: Hall, role: str, url: str, said: dict[str, object]) -> HttpResponse:
    """Fill in a form and follow to the petition; what was said is on the page."""
    client = hall[role].client("en")
    assert client.get(url).status_code == 200
    answer = client.post(url, said, follow=True)
    assert answer.redirect_chain, answer.content.decode()[-3000:]
    assert answer.status_code == 200
    return answer


def state(petition: Petition) -> str:
    return halls.petition_of(petition.pk).state


def test_every_move_of_an_officer_has_a_page(hall: Hall):  # noqa: ARG001  # the table stands alone
    by_others = {"lodge", "rate", "tell_extension", "urge_execution", "conclude"}
    by_others |= {"withdraw_review", "order_redo"}  # hers; what a review itself brings about
    by_others |= {Move.SETTLE}  # hers alone: only she says what an agreement settles
    own_pages = {Move.DRAFT_OPINION, *STAGES, Move.WEIGH}
    by_others |= {Move.DIVIDE}  # what screening brings about, where a letter asks for more
    by_others |= {Move.HAND_APART}  # what naming the accused brings about, where it is this office
    assert {m.value for m in MOVES} - by_others - own_pages == {
        d.act for d in DEEDS.values() if d.move
    }


def test_register(hall: Hall):
    petition = halls.lodged(hall)
    answer = done(hall, "screener", address(petition, "register", petition.pk), {})
    assert state(petition) == "registered"
    assert "Registered." in messages(answer)
    assert "Next:" in messages(answer)


def test_screen_suggests_with_its_words_and_a_person_decides(hall: Hall):
    petition = halls.registered(hall)
    demand = halls.demand_of(petition)
    url = address(petition, "screen", demand.pk)
    form = hall["screener"].client("en").get(url).context["form"]
    assert form["category"].value() == "urban_rural_construction.street_lighting"
    assert "路灯" in form["category"].help_text
    assert [str(value) for value, _ in form.fields["route"].choices] == list("123456")
    said = {"kind": "claim", "category": "environment.air", "route": "5"}
    done(hall, "screener", url, said)
    screened = halls.demand_of(petition)
    assert (screened.kind, screened.category, screened.route) == ("claim", "environment.air", 5)


def test_a_claim_needs_its_way_and_a_suggestion_has_none(hall: Hall):
    petition = halls.registered(hall)
    url = address(petition, "screen", halls.demand_of(petition).pk)
    client = hall["screener"].client("en")
    said = {"kind": "claim", "category": "environment.air", "route": ""}
    refused = client.post(url, said)
    assert refused.status_code == 422
    assert "Choose the way that a claim goes." in refused.content.decode()
    assert refused.context["form"]["category"].value() == "environment.air"
    assert client.post(url, {**said, "kind": "suggestion", "route": "6"}).status_code == 302
    assert halls.demand_of(petition).route is None


def test_forward_suggests_the_competent_organ_and_says_why(hall: Hall):
    beside = Region.objects.create(name="兴国县", kind="district", path="/xg/")
    Organ.objects.create(name="兴国县住建局", mark="兴住", kind="department", region=beside)
    petition = halls.screened(hall)
    url = address(petition, "forward", halls.demand_of(petition).pk)
    page = hall["screener"].client("en").get(url)
    form = page.context["form"]
    assert form["to"].value() == hall.housing.pk
    assert hall.housing.name in form["to"].help_text
    assert hall.bureau.name not in str(form["to"])
    assert "兴国县住建局" not in str(form["to"])
    sentences = [line["sentence"] for line in page.context["will"]]
    assert any("runs to" in sentence for sentence in sentences)
    assert any("goes to the petitioner" in sentence for sentence in sentences)
    done(hall, "screener", url, {"to": hall.housing.pk, "note": "请及时办理"})
    assert state(petition) == "dispatched"


def test_what_a_page_foretells_comes_true(hall: Hall):
    petition = halls.forwarded(hall)
    url = address(petition, "accept", halls.demand_of(petition).pk)
    client = hall["handler"].client("en")
    will = client.get(url).context["will"]
    told = next(line for line in will if "why" in line)
    client.post(url, {"handler": hall.by("handler").id})
    act_as(SYSTEM)
    clock = petition.clocks.get(limit="handling")
    assert told["why"]["because"]
    assert clock.due_on.strftime("%Y") in told["sentence"]
    due = [c["day"] for week in told["why"]["weeks"] for c in week if c and c["kind"] == "due"]
    assert due == [clock.due_on]


def test_an_accusation_goes_to_a_supervisory_organ_only(hall: Hall):
    petition = halls.registered(hall)
    demand = halls.demand_of(petition)
    client = hall["screener"].client("en")
    said = {"kind": "accusation", "category": "discipline_supervision.bribery"}
    client.post(address(petition, "screen", demand.pk), said)
    page = client.get(address(petition, "forward", demand.pk))
    assert hall.housing.name not in str(page.context["form"]["to"])
    assert "An accusation goes to" in page.content.decode()


def test_assign_needs_a_day_that_lies_ahead(hall: Hall):
    petition = halls.screened(hall)
    url = address(petition, "assign", halls.demand_of(petition).pk)
    client = hall["screener"].client("en")
    said = {"to": hall.housing.pk, "report_by": "2020-01-01", "note": "请限期报告结果"}
    refused = client.post(url, said)
    assert refused.status_code == 409
    assert "must lie after" in refused.content.decode()
    assert "请限期报告结果" in refused.content.decode()
    assert client.post(url, {**said, "report_by": ""}).status_code == 422
    done(hall, "screener", url, {**said, "report_by": LATER})
    assert state(petition) == "dispatched"


def test_accept_names_a_handler_of_the_organ(hall: Hall):
    petition = halls.forwarded(hall)
    url = address(petition, "accept", halls.demand_of(petition).pk)
    client = hall["handler"].client("en")
    form = client.get(url).context["form"]
    assert form["handler"].value() == hall.by("handler").id
    assert client.post(url, {"handler": hall.by("head").id}).status_code == 422
    answer = done(hall, "handler", url, {"handler": hall.by("handler").id})
    assert state(petition) == "accepted"
    assert "days left" in messages(answer)


def test_decline_says_why_and_where_to_go(hall: Hall):
    petition = halls.forwarded(hall)
    url = address(petition, "decline", halls.demand_of(petition).pk)
    said = {"reason": "不", "where_to_go": "一门区人民法院，和平路9号", "limits_there": "三年"}
    refused = hall["head"].client("en").post(url, said)
    assert refused.status_code == 409
    assert "at least 5 characters" in refused.content.decode()
    assert "一门区人民法院" in refused.content.decode()
    done(hall, "head", url, {**said, "reason": "应当通过诉讼解决，属于法院管辖"})
    assert state(petition) == "not_accepted"


def test_hand_over_to_a_colleague(hall: Hall):
    other = halls.an_officer("handler", hall.housing, "ym-other", "高翔")
    petition = halls.accepted(hall)
    url = address(petition, "hand_over", halls.demand_of(petition).pk)
    done(hall, "handler", url, {"to": other.actor.id})
    assert halls.demand_of(petition).handler_id == other.actor.id
    page = hall["handler"].client("en").get(f"/desk/matters/{petition.pk}/").content.decode()
    assert "Somebody else handles this matter" in page


def test_a_contact_that_is_sent_twice_is_logged_once(hall: Hall):
    petition = halls.accepted(hall)
    url = address(petition, "log_contact", halls.demand_of(petition).pk)
    client = hall["handler"].client("en")
    ticket = client.get(url).context["again"]
    said = {"kind": "meeting", "words": "当面听取了陈述和理由", "again": ticket}
    client.post(url, said)
    again = client.post(url, said, follow=True)
    assert "nothing was done twice" in messages(again)
    act_as(SYSTEM)
    assert Contact.objects.filter(petition=petition).count() == 1


def test_a_contact_that_was_refused_can_be_sent_again(hall: Hall):
    petition = halls.accepted(hall)
    url = address(petition, "log_contact", halls.demand_of(petition).pk)
    client = hall["handler"].client("en")
    ticket = client.get(url).context["again"]
    refused = client.post(url, {"kind": "site", "words": "短", "again": ticket})
    assert refused.status_code == 409
    assert refused.context["form"]["kind"].value() == "site"
    fresh = refused.context["again"]
    assert fresh != ticket
    client.post(url, {"kind": "site", "words": "到现场看了路灯", "again": fresh})
    act_as(SYSTEM)
    assert Contact.objects.filter(petition=petition).count() == 1


def test_more_time_is_asked_for_and_approved(hall: Hall):
    petition = halls.handled(hall)
    demand = halls.demand_of(petition)
    url = address(petition, "ask_extension", demand.pk)
    refused = hall["handler"].client("en").post(url, {"days": 99, "reason": "需要等招标结果公示"})
    assert refused.status_code == 409
    assert "at most 30 days" in refused.content.decode()
    assert "需要等招标结果公示" in refused.content.decode()
    done(hall, "handler", url, {"days": 20, "reason": "需要等招标结果公示"})
    url = address(petition, "extend", demand.pk)
    page = hall["head"].client("en").get(url)
    assert "20 more days" in page.context["act"]["explain"]
    assert any("runs to" in line["sentence"] for line in page.context["will"])
    done(hall, "head", url, {})
    assert state(petition) == "extended"


def test_more_time_is_refused_with_a_reason(hall: Hall):
    petition = halls.handled(hall)
    demand, handler = halls.demand_of(petition), hall.by("handler")
    ask_extension(demand.pk, days=20, reason="需要等招标结果", by=handler, at=now())
    url = address(petition, "refuse_extension", demand.pk)
    refused = hall["head"].client("en").post(url, {"reason": "不行"})
    assert refused.status_code == 409
    assert "不行" in refused.content.decode()
    assert "more time asked for" in hall["head"].client("en").get("/desk/").content.decode()
    answer = done(hall, "head", url, {"reason": "不需要延长，请按期办理"})
    assert "The old date stands" in messages(answer)
    file = hall["handler"].client("en").get(f"/desk/matters/{petition.pk}/").content.decode()
    assert "20 more days asked for on" in file
    assert "不需要延长，请按期办理" in file


def test_what_the_post_brought_back_was_sent_by_post(hall: Hall):
    opinion = halls.issued(hall)
    url = address(opinion.petition, "miss_service", opinion.pk)
    said = {"outcome": "returned", "at": now().strftime("%Y-%m-%dT%H:%M"), "parcel": "EMS 7"}
    refused = hall["handler"].client("en").post(url, {"method": "in_person", **said})
    assert refused.status_code == 422
    assert "choose that" in refused.content.decode()


def test_service_is_entered_with_its_proof(hall: Hall):
    opinion = halls.issued(hall)
    petition = opinion.petition
    url = address(petition, "serve", opinion.pk)
    page = hall["handler"].client("en").get(url)
    assert any("carried out" in line["sentence"] for line in page.context["will"])
    moment = now().strftime("%Y-%m-%dT%H:%M")
    said = {"method": "in_person", "recipient": "张三", "at": "2020-01-01T09:00",
            "refusal": "不愿签字", "witnesses": "社区网格员王五"}  # fmt: skip
    refused = hall["handler"].client("en").post(url, said)
    assert refused.status_code == 409
    assert "The day of service must lie between" in refused.content.decode()
    assert 'value="不愿签字"' in refused.content.decode()
    unproved = hall["handler"].client().post(url, {**said, "at": moment, "refusal": ""})
    assert unproved.status_code == 409
    assert hall["handler"].client().post(url, {**said, "recipient": ""}).status_code == 422
    done(hall, "handler", url, {**said, "at": moment})
    assert state(petition) == "executing"


def test_execution_and_the_closing_report(hall: Hall):
    opinion = halls.issued(hall)
    petition, handler = opinion.petition, hall.by("handler")
    serve(opinion.pk, method="in_person", proved=SIGNED, recipient="张三", by=handler, at=now())
    url = address(petition, "execute", halls.demand_of(petition).pk)
    done(hall, "handler", url, {"proof": "路灯已经修好，照片在卷"})
    assert state(petition) == "executed"


def test_a_closing_report_answers_an_assignment(hall: Hall):
    petition = halls.screened(hall)
    demand = halls.demand_of(petition)
    assign(
        demand.pk, to=hall.housing.pk, report_by=local_day(now()) + timedelta(days=9),
        by=hall.by("screener"), at=now(),
    )  # fmt: skip
    url = address(petition, "report_back", demand.pk)
    early = hall["handler"].client("en").get(url)
    assert early.status_code == 409
    assert "cannot be done now" in early.content.decode()
    handler = hall.by("handler")
    accept(demand.pk, handler=handler.id, by=handler, at=now())
    log_contact(demand.pk, kind="phone", words="电话了解情况", by=handler, at=now())
    opinion = halls.issued_on(hall, petition)
    serve(opinion.pk, method="in_person", proved=SIGNED, recipient="张三", by=handler, at=now())
    done(hall, "handler", url, {"report": "已按期修复路灯并当面送达"})
    act_as(SYSTEM)
    assert petition.dispatches.get().reported_at


def test_a_paper_is_added_once_and_a_wrong_one_refused(hall: Hall):
    petition = halls.accepted(hall)
    url = address(petition, "attach", petition.pk)
    client = hall["handler"].client("en")
    wrong = SimpleUploadedFile("a.exe", b"MZ\x00\x00")
    refused = client.post(url, {"paper": wrong, "again": "one"})
    assert refused.status_code == 409
    assert "a.exe" in refused.content.decode()
    for _ in range(2):
        client.post(
            url, {"paper": SimpleUploadedFile("说明.txt", "灯坏了".encode()), "again": "two"}
        )
    act_as(SYSTEM)
    assert Attachment.objects.filter(petition=petition).count() == 1


def test_a_refused_form_keeps_what_was_typed_and_says_which_it_cannot_keep(hall: Hall):
    petition = halls.registered(hall)
    client = hall["receptionist"].client("en")
    paper = SimpleUploadedFile("申请.txt", "我撤回".encode())
    sent = {"channel": "letter", "words": "本人签名，当面核对", "paper": paper}
    refused = client.post(address(petition, "withdraw", petition.pk), sent)
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "本人签名，当面核对" in page
    assert "Choose the files again" in page
    without = client.post(address(petition, "withdraw", petition.pk), {"channel": "letter"})
    assert "Choose the files again" not in without.content.decode()


def test_a_paper_brought_to_the_counter_counts_as_the_petitioners(hall: Hall):
    petition = halls.screened(hall)
    demand = halls.demand_of(petition)
    asked = {"wanted": "付款凭证", "reason": "核对金额需要", "by": hall.by("screener")}
    ask_supplement(demand.pk, at=now(), **asked)  # type: ignore[arg-type]  # the same words
    hers, hers_url = citizen.opened(petition)
    page = hers.get(hers_url).content.decode()
    assert page.count('/papers/add/"') == 1  # what is asked for, and not the same once more
    url = address(petition, "attach", petition.pk)
    for role, ticked, said in (
        ("screener", "", "Nothing has come"),
        ("receptionist", "on", "1 paper came"),
    ):
        client = hall[role].client("en")
        assert bool(client.get(url).context["form"]["brought"].value()) is bool(ticked)
        paper = SimpleUploadedFile(f"{role}.txt", role.encode())
        client.post(url, {"paper": paper, "brought": ticked, "again": role})
        page = hall["screener"].client("en").get(f"/desk/matters/{petition.pk}/")
        assert said in page.content.decode()


def test_two_matters_are_linked_by_number(hall: Hall):
    one, two = halls.registered(hall), halls.registered(hall)
    url = address(two, "link", two.pk)
    client = hall["screener"].client("en")
    unknown = client.post(url, {"number": "2020-1", "kind": "repeat", "reason": "同人同事"})
    assert unknown.status_code == 422
    assert 'value="同人同事"' in unknown.content.decode()
    year, serial = re.findall(r"\d+", one.number)
    done(hall, "screener", url, {"number": f"{year}-{int(serial)}", "kind": "repeat", "reason": ""})
    act_as(SYSTEM)
    assert Link.objects.get(petition=two).other_id == one.pk
    again = client.post(url, {"number": one.number, "kind": "repeat", "reason": ""})
    assert "linked already" in again.content.decode()


def test_a_referral_opens_the_file_to_its_room(hall: Hall):
    petition = halls.registered(hall)
    assert hall["lawyer"].client().get(f"/desk/matters/{petition.pk}/").status_code == 404
    url = address(petition, "refer", petition.pk)
    done(hall, "screener", url, {"room": "lawyer", "reason": "需要法律咨询"})
    assert hall["lawyer"].client().get(f"/desk/matters/{petition.pk}/").status_code == 200


def test_whoever_comes_second_reads_who_was_first(hall: Hall):
    petition = halls.screened(hall)
    demand = halls.demand_of(petition)
    second = halls.an_officer("screener", hall.bureau, "ym-second", "高翔")
    url = address(petition, "forward", demand.pk)
    client = second.client("en")
    assert client.get(url).status_code == 200
    forward(demand.pk, to=hall.housing.pk, by=hall.by("screener"), at=now())
    late = client.post(url, {"to": hall.housing.pk, "note": "我写的说明"})
    page = late.content.decode()
    assert late.status_code == 409
    assert hall["screener"].staff.name in page
    assert "Meanwhile" in page
    assert "我写的说明" in page
    assert client.get(url).status_code == 409


def test_pressing_a_button_twice_does_it_once_and_says_so(hall: Hall):
    petition = halls.forwarded(hall)
    url = address(petition, "accept", halls.demand_of(petition).pk)
    client, said = hall["handler"].client("en"), {"handler": hall.by("handler").id}
    client.post(url, said)
    again = client.post(url, said, follow=True)
    assert "nothing was done twice" in messages(again)
    act_as(SYSTEM)
    assert petition.entries.filter(kind="accept").count() == 1


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_form_that_is_sent_empty_names_every_gap(hall: Hall, language: str):
    petition = halls.forwarded(hall)
    url = address(petition, "decline", halls.demand_of(petition).pk)
    page = hall["head"].client(language).post(url, {})
    assert page.status_code == 422
    text = page.content.decode()
    expected = (
        "Fill in “Why it is not accepted”." if language == "en" else "请填写“不予受理的理由”。"
    )
    assert text.count(expected) == 2  # in the summary, and beside the field
    assert 'href="#id_reason"' in text


def test_lists_of_choices_name_themselves(hall: Hall):  # noqa: ARG001  # words need no rows
    assert word([("a", "A")], "a") == "A"
    assert word([("a", "A")], "b") == "b"
