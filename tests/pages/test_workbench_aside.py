"""The acts off the straight road through their forms: objection, another lawful way, withdrawal."""

from __future__ import annotations

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.make import SIGNED
from tests.pages import hall as halls
from tests.pages.hall import Hall
from tests.pages.test_workbench_acts import address, done, messages, state

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.base.time import now
from yimen.casework.actions.forward import forward
from yimen.casework.actions.object_dispatch import object_dispatch
from yimen.casework.actions.route_out import route_out
from yimen.casework.filing import Elsewhere
from yimen.people.models import Organ
from yimen.registry.models import Demand, Guidance, Objection, Petition, Withdrawal

THERE = {
    "route": "2",
    "limit": "自知道权利被侵害之日起一年内",
    "organ": "一门区劳动人事争议仲裁院",
    "address": "一门区同心路20号",
    "papers": "仲裁申请书",
    "basis": "《劳动争议调解仲裁法》第二十七条",
    "reason": "属于劳动争议，应当先申请仲裁",
}


def objected(hall: Hall) -> tuple[Petition, Demand]:
    petition = halls.forwarded(hall)
    demand = halls.demand_of(petition)
    words = {"reason": "不属于我局职权范围", "by": hall.by("handler"), "at": now()}
    object_dispatch(demand.pk, **words)  # type: ignore[arg-type]  # the same words
    return petition, halls.demand_of(petition)


def test_an_organ_objects_and_reads_that_its_own_time_runs_on(hall: Hall):
    petition = halls.forwarded(hall)
    url = address(petition, "object_dispatch", halls.demand_of(petition).pk)
    page = hall["handler"].client("en").get(url)
    will = " ".join(line["sentence"] for line in page.context["will"])
    assert "Checking an objection" in will
    assert "Acceptance notice" not in will
    assert str(hall.bureau.pk) not in [
        str(value) for value, _ in page.context["form"].fields["proper"].choices
    ]
    answer = done(hall, "handler", url, {"reason": "路灯由城市管理部门管养", "proper": ""})
    assert "Your own time runs on" in messages(answer)
    assert state(petition) == "objected"
    act_as(SYSTEM)
    assert Objection.objects.get(petition=petition).proper_id is None


def test_the_screener_reads_the_objection_and_decides(hall: Hall):
    petition, demand = objected(hall)
    desk = hall["screener"].client().get("/desk/")
    assert petition.number in desk.content.decode()
    page = hall["screener"].client("en").get(f"/desk/matters/{petition.pk}/").content.decode()
    assert f"/return_dispatch/{demand.pk}/" in page
    assert f"/uphold_dispatch/{demand.pk}/" in page
    url = address(petition, "uphold_dispatch", demand.pk)
    shown = hall["screener"].client("en").get(url).content.decode()
    assert "objects: “不属于我局职权范围”" in shown
    done(hall, "screener", url, {"reason": "该路段由你局管养"})
    assert state(petition) == "dispatched"
    again = hall["handler"].client("en").get(address(petition, "object_dispatch", demand.pk))
    assert again.status_code == 409
    assert "objected to this dispatch once" in again.content.decode()


def test_a_dispatch_is_taken_back_and_the_organ_reads_it_no_longer(hall: Hall):
    petition, demand = objected(hall)
    done(
        hall,
        "screener",
        address(petition, "return_dispatch", demand.pk),
        {"reason": "职责确在城市管理部门"},
    )
    assert state(petition) == "registered"
    assert hall["handler"].client().get(f"/desk/matters/{petition.pk}/").status_code == 404


def test_what_was_taken_back_is_not_suggested_to_the_same_organ_again(hall: Hall):
    petition = halls.forwarded(hall)
    demand = halls.demand_of(petition)
    other = Organ.objects.get(kind="government")
    words = {"reason": "不属于我局职权范围", "proper": other.pk, "by": hall.by("handler")}
    object_dispatch(demand.pk, at=now(), **words)  # type: ignore[arg-type]  # the same words
    back = address(petition, "return_dispatch", demand.pk)
    will = hall["screener"].client("en").get(back).context["will"]
    assert any("Forwarding through the levels" in line["sentence"] for line in will)
    done(hall, "screener", back, {"reason": "职责确在城市管理部门"})
    url = address(petition, "forward", demand.pk)
    to = hall["screener"].client("en").get(url).context["form"]["to"]
    assert to.value() == other.pk
    assert f"Suggested: {other.name}." in to.help_text
    assert f"{hall.housing.name} objected and named {other.name}." in to.help_text
    done(hall, "screener", url, {"to": other.pk, "note": "请三日内先行围挡"})
    page = hall["screener"].client("en").get(f"/desk/matters/{petition.pk}/").content.decode()
    assert "请三日内先行围挡" in page


def test_after_five_working_days_the_button_says_so(hall: Hall):
    petition = halls.screened(hall)
    demand = halls.demand_of(petition)
    at = now() - timedelta(days=20)
    forward(demand.pk, to=hall.housing.pk, by=hall.by("screener"), at=at)
    page = hall["handler"].client("en").get(f"/desk/matters/{petition.pk}/").content.decode()
    assert "The last day to object was" in page
    url = address(petition, "object_dispatch", demand.pk)
    assert hall["handler"].client().get(url).status_code == 409


def test_the_direction_to_another_way_is_asked_for_whole(hall: Hall):
    petition = halls.screened(hall)
    url = address(petition, "route_out", halls.demand_of(petition).pk)
    client = hall["screener"].client("en")
    half = client.post(url, {**THERE, "address": ""})
    assert half.status_code == 422
    assert "一年内" in half.content.decode()
    answer = done(hall, "screener", url, THERE)
    assert "until when" in messages(answer)
    assert state(petition) == "routed_out"
    act_as(SYSTEM)
    row = Guidance.objects.get(petition=petition)
    assert (row.route, row.organ_there) == (2, THERE["organ"])


def test_refused_there_it_is_taken_up_again(hall: Hall):
    petition = halls.screened(hall)
    demand = halls.demand_of(petition)
    elsewhere = Elsewhere(
        route=2,
        organ=THERE["organ"],
        address="一门区同心路20号",
        limit="一年",
        papers="仲裁申请书",
        basis="第二十七条",
    )
    words = {"elsewhere": elsewhere, "reason": "应当先申请仲裁"}
    route_out(demand.pk, **words, by=hall.by("screener"), at=now())  # type: ignore[arg-type]  # the same words
    url = address(petition, "come_back", demand.pk)
    assert "仲裁院" in hall["screener"].client("en").get(url).content.decode()
    done(hall, "screener", url, {"reason": "仲裁院不予受理"})
    assert state(petition) == "registered"


def test_a_counter_enters_a_withdrawal_with_the_signed_paper(hall: Hall):
    petition = halls.handled(hall, asks=2)
    first, second = halls.demands(petition)
    url = address(petition, "withdraw", petition.pk)
    client = hall["screener"].client("en")
    said = {"demands": [first.pk], "channel": "visit", "words": "", "reason": ""}
    missing = client.post(url, said)
    assert missing.status_code == 409
    assert "signed wish" in missing.content.decode()
    paper = SimpleUploadedFile("撤回申请.txt", "我自愿撤回".encode())
    answer = done(hall, "screener", url, {**said, "paper": paper})
    assert "Withdrawn." in messages(answer)
    act_as(SYSTEM)
    assert Withdrawal.objects.get(petition=petition).positions == [1]
    assert [d.state for d in halls.demands(petition)] == ["withdrawn", "handling"]
    assert hall["handler"].client().get(url).status_code == 404
    assert second.state == "handling"


def test_a_withdrawal_is_no_longer_offered_once_answered(hall: Hall):
    opinion = halls.issued(hall)
    petition = opinion.petition
    url = address(petition, "withdraw", petition.pk)
    assert hall["screener"].client().get(url).status_code == 200
    from yimen.casework.actions.serve import serve

    serve(opinion.pk, method="in_person", proved=SIGNED, by=hall.by("handler"), at=now())
    assert hall["screener"].client().get(url).status_code == 409
    page = hall["screener"].client().get(f"/desk/matters/{petition.pk}/").content.decode()
    assert "/withdraw/" not in page
