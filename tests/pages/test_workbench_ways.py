"""The screening sheet and what follows: kept, printed, warned of, filled in, followed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.pages import hall as halls
from tests.pages.hall import Hall
from tests.pages.test_workbench_acts import address, done, messages, state

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.base.time import local_day, now
from yimen.casework.actions.refer import refer
from yimen.casework.actions.weigh import Weighing, weigh
from yimen.documents.models import Letter
from yimen.people.models import Body
from yimen.registry.models import Demand, FollowUp, Guidance, Petition, Sheet

WAGES = "labour_arbitration"
ANSWERS = {"way": WAGES, "begins": "knew", "answer": "elsewhere", "note": "请带工资条"}


def sheet_of(petition: Petition) -> str:
    return address(petition, "weigh", halls.demand_of(petition).pk)


def ago(days: int) -> date:
    return date.fromordinal(local_day(now()).toordinal() - days)


def a_door(hall: Hall) -> None:
    Body.objects.create(
        region=hall.bureau.region,
        kind=WAGES,
        name="一门区劳动人事争议仲裁院",
        address="一门区同心路20号二楼",
        phone="0000-1",
    )


def kept(hall: Hall, since: date) -> Petition:
    petition = halls.screened(hall)
    weighing = Weighing(is_here=False, way=WAGES, since=since)
    weigh(halls.demand_of(petition).pk, weighing=weighing, by=hall.by("screener"), at=now())
    return petition


def routed(hall: Hall, since: date) -> Petition:
    petition = kept(hall, since)
    url = address(petition, "route_out", halls.demand_of(petition).pk)
    form = hall["screener"].client("en").get(url).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    typed |= {"address": "一门区同心路20号", "reason": "属于劳动争议，应当先申请仲裁"}
    done(hall, "screener", url, typed)
    return petition


def test_the_sheet_suggests_ways_and_says_by_which_words(hall: Hall):
    petition = halls.screened(hall)
    act_as(SYSTEM)
    Demand.objects.filter(petition=petition).update(request="公司拖欠工资，要求支付")
    page = hall["screener"].client("en").get(sheet_of(petition))
    codes = [hint["code"] for hint in page.context["hints"]]
    assert codes[0] in {"labour_inspection", WAGES}
    assert "because of: 拖欠工资" in page.content.decode()


def test_a_row_is_looked_at_without_losing_what_was_typed(hall: Hall):
    a_door(hall)
    petition = halls.screened(hall)
    client = hall["screener"].client("en")
    typed = {"way": "", "begins": "", "since": "", "answer": "here", "note": "请带工资条"}
    page = client.post(sheet_of(petition), {**typed, "pick": WAGES})
    said = page.content.decode()
    assert page.status_code == 200
    assert "一门区同心路20号二楼" in said
    assert "请带工资条" in said
    assert "the last day is worked out" in said
    since = ago(360)
    page = client.post(
        sheet_of(petition), {**typed, "way": WAGES, "since": since.isoformat(), "look": "1"}
    )
    assert page.context["found"]["last_day"] == since.replace(year=since.year + 1) or (
        page.context["found"]["last_day"] > since
    )
    assert "legal aid can be given before its check" in page.content.decode()
    act_as(SYSTEM)
    assert not Sheet.objects.exists()


@pytest.mark.parametrize(("days", "red"), [(300, False), (340, True), (361, True), (400, True)])
def test_few_days_left_are_red_and_many_are_not(hall: Hall, days: int, *, red: bool):
    petition = halls.screened(hall)
    typed = {**ANSWERS, "since": ago(days).isoformat(), "look": "1"}
    page = hall["screener"].client("en").post(sheet_of(petition), typed)
    assert bool(page.context["warning"]) is red
    assert ("note-bad" in page.content.decode()) is red


def test_it_is_kept_and_warns_on_the_petition_and_on_the_desk(hall: Hall):
    petition = halls.screened(hall)
    typed = {**ANSWERS, "since": ago(345).isoformat(), "keep": "1"}
    answer = done(hall, "screener", sheet_of(petition), typed)
    assert "her time is watched" in messages(answer)
    assert state(petition) == "registered"
    client = hall["screener"].client("en")
    page = client.get(f"/desk/matters/{petition.pk}/").content.decode()
    assert "Her own time on the other way ends on" in page
    assert "flag-late" in client.get("/desk/").content.decode()
    assert "elsewhere: " in client.get("/desk/").content.decode()
    halls.print_letters()
    act_as(SYSTEM)
    assert petition.letters.filter(kind="guidance_sheet").exists()


def test_a_sheet_that_is_not_whole_is_shown_again(hall: Hall):
    petition = halls.screened(hall)
    client = hall["screener"].client("en")
    unsaid = client.post(sheet_of(petition), {**ANSWERS, "answer": "", "keep": "1"})
    assert unsaid.status_code == 422
    assert "请带工资条" in unsaid.content.decode()
    ahead = client.post(sheet_of(petition), {**ANSWERS, "since": ago(-3).isoformat(), "keep": "1"})
    assert ahead.status_code == 409
    assert "lies ahead of us" in ahead.content.decode()


def test_naming_the_way_is_filled_in_from_the_sheet(hall: Hall):
    a_door(hall)
    since = ago(100)
    petition = kept(hall, since)
    url = address(petition, "route_out", halls.demand_of(petition).pk)
    page = hall["screener"].client("en").get(url)
    form = page.context["form"]
    assert form["route"].value() == 2
    assert form["address"].value() == "一门区同心路20号二楼"
    assert "第二十七条" in form["basis"].value()
    assert form["limit"].value().startswith("1年，自知道")
    assert form["since"].value() == since
    assert "Filled in from the screening sheet" in page.content.decode()


def test_what_was_named_carries_the_row_and_its_last_day(hall: Hall):
    since = ago(100)
    petition = routed(hall, since)
    assert state(petition) == "routed_out"
    act_as(SYSTEM)
    row = Guidance.objects.get(petition=petition)
    assert (row.way, row.begins, row.since) == (WAGES, "knew", since)
    assert row.lapses_on is not None
    page = hall["screener"].client("en").get(f"/desk/matters/{petition.pk}/").content.decode()
    assert page.count("1 year, counted from the day after") > 1  # of the sheet's limit as well
    assert "Somebody has set this day" not in page
    halls.print_letters()
    act_as(SYSTEM)
    notice = Letter.objects.get(petition=petition, kind="guidance_notice")
    letter = f"/desk/matters/{petition.pk}/letters/{notice.pk}/"
    said = hall["screener"].client("en").get(letter).content.decode()
    assert "1 year, counted from the day after" in said
    assert "Somebody has set this day" not in said


def test_it_is_followed_until_it_is_known(hall: Hall):
    petition = routed(hall, ago(100))
    demand = halls.demand_of(petition)
    desk = hall["screener"].client("en").get("/desk/?view=elsewhere").content.decode()
    assert petition.number in desk
    url = address(petition, "follow_up", demand.pk)
    answer = done(hall, "screener", url, {"words": "电话询问本人，尚未递交"})
    assert "comes back to the desk" in messages(answer)
    page = hall["screener"].client("en").get(f"/desk/matters/{petition.pk}/").content.decode()
    assert "电话询问本人，尚未递交" in page
    there = address(petition, "accepted_there", demand.pk)
    done(hall, "screener", there, {"words": "仲裁院已受理", "number_there": "2026-7"})
    assert state(petition) == "closed_routed"
    act_as(SYSTEM)
    assert [row.outcome for row in FollowUp.objects.order_by("pk")] == ["unknown", "accepted"]


def test_the_legal_room_reads_the_sheet_and_keeps_none(hall: Hall):
    petition = halls.screened(hall)
    lawyer = halls.an_officer("lawyer", hall.bureau, "lawyer-1")
    assert lawyer.client("en").get(sheet_of(petition)).status_code == 404
    refer(petition.pk, room="lawyer", by=hall.by("screener"), at=now())
    page = lawyer.client("en").get(sheet_of(petition))
    assert page.status_code == 200
    assert 'name="keep"' not in page.content.decode()
    assert lawyer.client().post(sheet_of(petition), {**ANSWERS, "keep": "1"}).status_code == 404


def test_a_sheet_of_another_area_is_not_there(hall: Hall):
    petition = halls.screened(hall)
    stranger = halls.a_hall("xg", "兴国县")
    assert stranger["screener"].client().get(sheet_of(petition)).status_code == 404


def test_the_system_administrator_enters_the_doors(hall: Hall):
    admin = halls.an_officer("system_admin", hall.bureau, "system-1")
    client = admin.client("en")
    page = client.get("/desk/organs/bodies/")
    assert page.context["missing"] == len(page.context["slots"])
    region = hall.bureau.region_id
    url = f"/desk/organs/bodies/{region}/{WAGES}/"
    assert [one["name"] for one in client.get(url).context["nav"] if one["current"]] == ["bodies"]
    half = client.post(url, {"name": "仲裁院", "address": " "})
    assert half.status_code == 422
    assert "仲裁院" in half.content.decode()
    whole = {"name": "仲裁院", "address": "同心路20号", "phone": "0000-1", "hours": ""}
    assert client.post(url, whole).status_code == 302
    assert Body.objects.get(kind=WAGES, region=region).address == "同心路20号"
    assert client.post(url, whole | {"address": "同心路22号"}).status_code == 302
    assert Body.objects.get(kind=WAGES, region=region).address == "同心路22号"
    assert client.get(f"/desk/organs/bodies/{region}/nowhere/").status_code == 404
    assert client.get(f"/desk/organs/bodies/{region}/responsible_organ/").status_code == 404


@pytest.mark.parametrize("role", ["screener", "handler", "head"])
def test_nobody_else_enters_doors(hall: Hall, role: str):
    assert hall[role].client().get("/desk/organs/bodies/").status_code in {403, 404, 409}


def test_after_thirty_days_the_desk_says_that_it_is_late_to_ask(hall: Hall):
    petition = routed(hall, ago(100))
    act_as(SYSTEM)
    clock = halls.demand_of(petition).clocks.get(limit="follow_up", stopped_on=None)
    assert clock.due_on >= local_day(now() + timedelta(days=30))
