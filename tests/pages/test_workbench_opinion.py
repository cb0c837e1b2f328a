"""The opinion on its road: written, kept, checked, returned, signed, issued, by four hands."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.pages import hall as halls
from tests.pages.hall import Hall

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.base.time import local_day, now
from yimen.casework.actions.check_opinion import check_opinion
from yimen.casework.actions.screen import screen
from yimen.registry.models import Opinion, Petition

if TYPE_CHECKING:
    from django.http import HttpResponse

SOON = (local_day(now()) + timedelta(days=10)).isoformat()


def url_of(petition: Petition) -> str:
    return f"/desk/matters/{petition.pk}/draft_opinion/{halls.demand_of(petition).pk}/"


def written(petition: Petition, **more: object) -> dict[str, object]:
    """Return a complete draft as the form sends it."""
    demands = halls.demands(petition)
    said: dict[str, object] = {
        "findings-TOTAL_FORMS": len(demands),
        "findings-INITIAL_FORMS": len(demands),
        "duty-duty": "市政所修复路灯",
        "duty-duty_by": SOON,
    }
    for n, demand in enumerate(demands):
        said |= {
            f"findings-{n}-about": demand.pk,
            f"findings-{n}-facts_found": "经现场查看，路灯确已损坏。",
            f"findings-{n}-reasons": "属于维护责任范围，应当修复。",
            f"findings-{n}-result": "supported",
            f"findings-{n}-basis": "《城市照明管理规定》第二十一条",
        }
    return said | more


def opinion_of(petition: Petition) -> Opinion:
    act_as(SYSTEM)
    return Opinion.objects.get(petition=petition)


def sent(hall: Hall, role: str, opinion: Opinion, **said: str) -> HttpResponse:
    url = f"/desk/matters/{opinion.petition_id}/opinions/{opinion.pk}/"
    return hall[role].client("en").post(url, said, follow=True)


def test_a_draft_is_kept_as_far_as_it_goes(hall: Hall):
    petition = halls.handled(hall, asks=2)
    client, url = hall["handler"].client("en"), url_of(petition)
    said = written(petition, keep="1")
    said["findings-1-facts_found"] = said["findings-1-result"] = ""
    assert client.post(url, said).status_code == 302
    assert opinion_of(petition).stage == "draft"
    page = client.get(url)
    findings = page.context["findings"]
    assert findings.forms[0]["facts_found"].value() == "经现场查看，路灯确已损坏。"
    assert findings.forms[1]["facts_found"].value() == ""
    assert "The facts found, demand by demand." in page.context["missing"]
    assert halls.petition_of(petition.pk).state == "handling"


def test_an_incomplete_opinion_is_not_sent_and_nothing_typed_is_lost(hall: Hall):
    petition = halls.handled(hall, asks=2)
    client, url = hall["handler"].client("en"), url_of(petition)
    said = written(petition, submit="1")
    said["findings-1-basis"] = ""
    refused = client.post(url, said)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert refused.context["missing"] == ["The legal basis, demand by demand."]
    assert "Fill in “Legal basis”." in page
    assert 'href="#id_findings-1-basis"' in page
    assert "经现场查看" in page
    assert halls.petition_of(petition.pk).state == "handling"


def test_what_is_supported_says_who_does_what_by_when(hall: Hall):
    petition = halls.handled(hall)
    client, url = hall["handler"].client("en"), url_of(petition)
    refused = client.post(url, written(petition, submit="1", **{"duty-duty_by": ""}))
    assert refused.status_code == 422
    assert "Fill in “By which day”." in refused.content.decode()
    explained = {"findings-0-result": "explained", "duty-duty": "", "duty-duty_by": ""}
    assert client.post(url, written(petition, submit="1", **explained)).status_code == 302


def test_the_relief_clause_is_shown_before_it_is_printed(hall: Hall):
    petition = halls.handled(hall)
    page = hall["handler"].client().get(url_of(petition))
    assert "复查" in page.context["relief"]
    assert f"{hall.region.name}人民政府" in page.context["relief"]


def test_demands_with_two_remedies_are_answered_one_paper_after_the_other(hall: Hall):
    petition = halls.registered(hall, asks=2)
    for demand, route in zip(halls.demands(petition), (4, 6), strict=True):
        screen(
            demand.pk, kind="claim", category="environment.air", route=route,
            by=hall.by("screener"), at=now(),
        )  # fmt: skip
    for demand in halls.demands(petition):
        client = hall["screener"].client()
        client.post(f"/desk/matters/{petition.pk}/forward/{demand.pk}/", {"to": hall.housing.pk})
        client = hall["handler"].client()
        client.post(
            f"/desk/matters/{petition.pk}/accept/{demand.pk}/", {"handler": hall.by("handler").id}
        )
        client.post(
            f"/desk/matters/{petition.pk}/log_contact/{demand.pk}/",
            {"kind": "phone", "words": "电话听取陈述"},
        )
    page = hall["handler"].client("en").get(url_of(petition))
    assert len(page.context["findings"].forms) == 1
    assert "Demand 2 goes another way" in page.context["afterwards"]


def test_from_draft_to_issued_by_four_hands(hall: Hall):
    petition = halls.handled(hall)
    client = hall["handler"].client("en")
    client.post(url_of(petition), written(petition, submit="1"))
    opinion = opinion_of(petition)
    assert opinion.stage == "submitted"
    for role, move, stage in [
        ("legal_checker", "check_opinion", "checked"),
        ("head", "sign_opinion", "signed"),
        ("handler", "issue_opinion", "issued"),
    ]:
        answer = sent(hall, role, opinion, **{move: "1"})
        assert answer.redirect_chain
        assert opinion_of(petition).stage == stage
        desk = client.get("/desk/").content.decode()
        assert ("signed, to be issued" in desk) is (stage == "signed")
    halls.print_letters()
    page = client.get(f"/desk/matters/{petition.pk}/opinions/{opinion.pk}/")
    assert [str(act["label"]) for act in page.context["acts"]] == ["Enter the service"]


def test_a_returned_draft_comes_back_with_the_reason(hall: Hall):
    opinion = halls.drafted(hall)
    refused = sent(hall, "legal_checker", opinion, return_opinion="1", reason="短")
    assert refused.status_code == 409
    assert "at least 5 characters" in refused.content.decode()
    assert ">\n短</textarea>" in refused.content.decode()
    desk = hall["handler"].client("en")
    assert "returned, to be written again" not in desk.get("/desk/").content.decode()
    sent(hall, "legal_checker", opinion, return_opinion="1", reason="法律依据不完整，请补充")
    assert "returned, to be written again" in desk.get("/desk/").content.decode()
    assert opinion_of(opinion.petition).stage == "returned"
    page = hall["handler"].client("en").get(url_of(opinion.petition))
    assert page.context["returned"] == "法律依据不完整，请补充"


def test_whoever_wrote_it_finds_no_button_to_check_it(hall: Hall):
    opinion = halls.drafted(hall)
    page = hall["handler"].client("en").get(
        f"/desk/matters/{opinion.petition_id}/opinions/{opinion.pk}/"
    )  # fmt: skip
    assert not page.context["buttons"]
    refused = sent(hall, "handler", opinion, check_opinion="1")
    assert refused.status_code == 404
    assert opinion_of(opinion.petition).stage == "submitted"


def test_a_checker_who_comes_second_reads_who_was_first(hall: Hall):
    opinion = halls.drafted(hall)
    other = halls.an_officer("legal_checker", hall.housing, "ym-second", "高翔")
    check_opinion(opinion.pk, by=hall.by("legal_checker"), at=now())
    url = f"/desk/matters/{opinion.petition_id}/opinions/{opinion.pk}/"
    late = other.client("en").post(url, {"return_opinion": "1", "reason": "我写的退回理由"})
    page = late.content.decode()
    assert late.status_code in {200, 302, 409}
    if late.status_code == 409:
        assert hall["legal_checker"].staff.name in page


def test_checking_twice_is_done_once(hall: Hall):
    opinion = halls.drafted(hall)
    for _ in range(2):
        answer = sent(hall, "legal_checker", opinion, check_opinion="1")
        assert answer.status_code == 200
    act_as(SYSTEM)
    assert opinion.petition.entries.filter(kind="check_opinion").count() == 1


def test_an_opinion_that_is_out_is_read_by_whoever_may_read_the_file(hall: Hall):
    draft, out = halls.drafted(hall), halls.issued(hall)
    client = hall["supervisor"].client()
    assert client.get(f"/desk/matters/{draft.petition_id}/opinions/{draft.pk}/").status_code == 404
    assert client.get(f"/desk/matters/{out.petition_id}/opinions/{out.pk}/").status_code == 200


def test_what_a_draft_says_is_for_its_own_organ_until_it_is_out(hall: Hall):
    opinion = halls.drafted(hall)
    url = f"/desk/matters/{opinion.petition_id}/"
    shown = hall["head"].client("en").get(url).context["demands"][0]["opinion"]
    assert shown["result"] == "Supported"
    for role in ("receptionist", "screener", "supervisor", "leader"):
        page = hall[role].client("en").get(url)
        assert "result" not in page.context["demands"][0]["opinion"]
        assert "Supported" not in page.content.decode()


def test_an_opinion_that_is_still_printed_says_so(hall: Hall):
    opinion = halls.signed(hall)
    sent(hall, "handler", opinion, issue_opinion="1")
    url = f"/desk/matters/{opinion.petition_id}/opinions/{opinion.pk}/"
    page = hall["handler"].client("en").get(url)
    assert not page.context["acts"]
    assert "still being printed" in page.content.decode()


def test_nothing_is_left_to_answer_before_somebody_looked_into_it(hall: Hall):
    petition = halls.accepted(hall)
    page = hall["handler"].client("en").get(url_of(petition))
    assert page.status_code == 409
    assert "no demand in this petition that is ready" in page.content.decode()
