"""Hearings, investigations, recusal and the bundle, through the pages of both doors."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client
from tests.acts import hearings
from tests.pages import citizen
from tests.pages import hall as halls
from tests.pages.hall import Hall, Officer
from tests.pages.test_workbench_acts import address, messages

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.base.time import LOCAL, local_day, now
from yimen.casework.actions.ask_hearing import ask_hearing
from yimen.casework.actions.call_hearing import call_hearing
from yimen.casework.actions.grant_hearing import grant_hearing
from yimen.casework.binding import make
from yimen.casework.hearing import Plan
from yimen.people.models import Post
from yimen.registry.models import Bundle, Demand, Hearing, Investigation, Petition, Recusal

MOMENT = "%Y-%m-%dT%H:%M"


def the(model: type, petition: Petition):
    act_as(SYSTEM)
    return model.objects.filter(petition=petition).latest("pk")


def post(client: Client, url: str, **words: object):
    return client.post(url, words, follow=True)


def seconds(hall: Hall) -> tuple[Officer, Officer]:
    """Give the organ a second handler and a second head."""
    return (
        halls.an_officer("handler", hall.housing, "second", "孙义"),
        halls.an_officer("head", hall.housing, "deputy", "高正"),
    )


def called(hall: Hall, petition: Petition, head: Officer) -> Demand:
    """Bring a hearing to where it was called twenty days ago, for twelve days ago."""
    demand = halls.demand_of(petition)
    handler, chair = hall.by("handler"), hall.by("head")
    act_as(SYSTEM)
    Demand.objects.filter(pk=demand.pk).update(entered_at=now() - timedelta(days=30))
    then = now() - timedelta(days=20)
    ask_hearing(demand.pk, reason=hearings.WHY, by=handler, at=then)
    grant_hearing(demand.pk, reason=hearings.WHY, by=head.actor, at=then)
    plan = Plan(
        opens_at=now() - timedelta(days=12),
        place="二楼听证室",
        chair=chair.id,
        guests=(("李某", "律师"), ("王某", "居民代表")),
    )
    call_hearing(demand.pk, plan=plan, by=handler, at=then)
    return demand


def test_she_asks_the_head_grants_the_handler_calls(hall: Hall):
    petition = halls.handled(hall)
    _, deputy = seconds(hall)
    demand = halls.demand_of(petition)
    client, there = citizen.opened(petition)
    page = client.get(there)
    assert "申请听证" in page.content.decode()
    asked = post(client, f"{there}hearing/", demand=demand.pk, reason="太短")
    assert asked.status_code == 422
    assert "太短" in asked.content.decode()
    asked = post(client, f"{there}hearing/", demand=demand.pk, reason=hearings.WHY)
    assert "您已经申请听证" in asked.content.decode()
    head = deputy.client()
    form = head.get(address(petition, "grant_hearing", demand.pk))
    assert hearings.WHY in form.content.decode()
    granted = post(head, address(petition, "grant_hearing", demand.pk), reason=hearings.WHY)
    assert "请承办人发出听证通知" in messages(granted)
    handler = hall["handler"].client()
    url = address(petition, "call_hearing", demand.pk)
    people = [name for _, name in handler.get(url).context["form"].fields["chair"].choices]
    assert hall["handler"].staff.name not in people
    opens = (now() + timedelta(days=9)).astimezone(LOCAL)
    plan = {
        "opens_at": opens.strftime(MOMENT),
        "place": "二楼听证室",
        "chair": hall["head"].staff.pk,
        "guests": "李某，律师\n王某，居民代表",
    }
    early = (now() + timedelta(days=2)).strftime(MOMENT)
    late = post(handler, url, **(plan | {"opens_at": early}))
    assert late.status_code == 409
    assert "李某，律师" in late.content.decode()
    done = post(handler, url, **plan)
    assert "听证通知书随即发出" in messages(done)
    assert [one.standing for one in the(Hearing, petition).members.all()] == ["律师", "居民代表"]
    halls.print_letters()
    page = client.get(there).content.decode()
    assert "您的听证" in page
    assert f"{opens.year}年{opens.month}月{opens.day}日" in page


def test_it_is_held_written_down_and_concluded_by_its_chair(hall: Hall):
    petition = halls.handled(hall)
    _, deputy = seconds(hall)
    demand = called(hall, petition, deputy)
    handler, chair = hall["handler"].client(), hall["head"].client()
    assert "由您主持的听证" in chair.get("/desk/").content.decode()
    assert "由您主持的听证" not in handler.get("/desk/").content.decode()
    opened = post(handler, address(petition, "open_hearing", demand.pk))
    assert "听证已经开始" in messages(opened)
    words = {n: getattr(hearings.SPOKEN, n) for n in ("present", "statements", "signed")}
    closed = post(handler, address(petition, "close_hearing", demand.pk), **words)
    assert "正在制作听证笔录" in messages(closed)
    assert "请录入听证员意见并作出听证结论" in chair.get("/desk/").content.decode()
    url = address(petition, "conclude_hearing", demand.pk)
    fields = chair.get(url).context["form"].fields
    votes = {n: "support" for n in fields if n.startswith("vote_")}
    votes |= {n: "事实清楚" for n in fields if n.startswith("why_")}
    given = {"facts": "事实没有争议", "conclusion": "support", "reasons": "应当修复路灯"}
    missing = post(chair, url, **given)
    assert missing.status_code == 422
    done = post(chair, url, **given, **votes)
    assert "听证报告将送信访人" in messages(done)
    assert "由您主持的听证" not in chair.get("/desk/").content.decode()
    shown = handler.get(f"/desk/matters/{petition.pk}/").content.decode()
    for word in ("诉求应当予以支持", "李某（律师）", "二楼听证室"):
        assert word in shown


def test_what_a_chair_who_is_gone_closed_waits_on_the_desk_of_another_head(hall: Hall):
    petition = halls.handled(hall)
    _, deputy = seconds(hall)
    demand = called(hall, petition, deputy)
    handler = hall["handler"].client()
    post(handler, address(petition, "open_hearing", demand.pk))
    words = {n: getattr(hearings.SPOKEN, n) for n in ("present", "statements", "signed")}
    post(handler, address(petition, "close_hearing", demand.pk), **words)
    assert "由您主持的听证" not in deputy.client().get("/desk/").content.decode()
    act_as(SYSTEM)
    Post.objects.filter(pk=hall.by("head").post).update(ends_on=local_day(now()))
    assert "请录入听证员意见并作出听证结论" in deputy.client().get("/desk/").content.decode()


def test_an_investigation_is_written_down_with_its_signed_original(hall: Hall):
    petition = halls.handled(hall)
    demand = halls.demand_of(petition)
    handler = hall["handler"].client()
    ended = now().astimezone(LOCAL) - timedelta(hours=1)
    words = {
        "kind": "talk",
        "began_at": (ended - timedelta(hours=1)).strftime(MOMENT),
        "ended_at": ended.strftime(MOMENT),
        "place": "居委会",
        "persons": "王某，网格员",
        "words": "问：什么时候坏的？\n答：去年。",
        "signed": "王某签名",
    }
    url = address(petition, "investigate", demand.pk)
    kept = post(handler, url, **(words | {"persons": ""}))
    assert kept.status_code == 409
    assert "问：什么时候坏的？" in kept.content.decode()
    done = post(handler, url, **words)
    assert "可以打印出来签名" in messages(done)
    row = the(Investigation, petition)
    assert (row.kind, row.place, row.persons) == ("talk", "居委会", "王某，网格员")
    assert "问：什么时候坏的？" in handler.get(f"/desk/matters/{petition.pk}/").content.decode()


def test_she_asks_that_somebody_stand_aside_and_another_goes_on(hall: Hall):
    petition = halls.handled(hall)
    second, _ = seconds(hall)
    demand = halls.demand_of(petition)
    client, there = citizen.opened(petition)
    words = {"demand": demand.pk, "part": "handler", "relation": hearings.RELATION}
    asked = post(client, f"{there}recusal/", **words)
    assert "已经登记" in asked.content.decode()
    assert client.get(f"{there}recusal/").status_code == 302
    head = hall["head"].client()
    url = address(petition, "grant_recusal", demand.pk)
    assert "妻弟" in head.get(url).content.decode()
    missing = post(head, url, reason=hearings.WHY)
    assert missing.status_code == 422
    done = post(head, url, reason=hearings.WHY, to=second.staff.pk)
    assert "已经决定回避" in messages(done)
    assert halls.demand_of(petition).handler_id == second.staff.pk
    # Whoever stands aside can read on, and do nothing.
    shown = hall["handler"].client().get(f"/desk/matters/{petition.pk}/")
    assert "您已经回避本事项" in shown.content.decode()
    assert the(Recusal, petition).decision == "granted"


def test_where_nobody_else_can_go_on_the_head_is_told_whom_to_ask(hall: Hall):
    petition = halls.handled(hall)
    demand = halls.demand_of(petition)
    client, there = citizen.opened(petition)
    post(client, f"{there}recusal/", demand=demand.pk, part="handler", relation=hearings.RELATION)
    form = hall["head"].client().get(address(petition, "grant_recusal", demand.pk))
    assert "本单位没有其他承办人员" in form.content.decode()


def test_what_waits_for_the_head_is_on_the_heads_desk(hall: Hall):
    petition = halls.handled(hall)
    demand = halls.demand_of(petition)
    head = hall["head"].client()
    assert petition.number not in head.get("/desk/?view=asked").content.decode()
    ask_hearing(demand.pk, reason=hearings.WHY, by=hall.by("handler"), at=now())
    assert petition.number in head.get("/desk/?view=asked").content.decode()


def test_the_file_as_one_pdf_is_asked_for_awaited_and_saved(hall: Hall):
    petition = halls.handled(hall)
    head = hall["head"].client()
    here = f"/desk/matters/{petition.pk}/bundle/"
    assert here in head.get(f"/desk/matters/{petition.pk}/").content.decode()
    waits = post(head, here)
    assert 'hx-trigger="every 2s"' in waits.content.decode()
    assert "<html" not in head.get(f"{here}?part=1").content.decode()
    halls.print_letters()
    bind(petition)
    ready = head.get(here).content.decode()
    pdf = head.get(f"{here}{the(Bundle, petition).pk}/pdf/")
    assert "every 2s" not in ready
    assert b"".join(pdf.streaming_content).startswith(b"%PDF")
    client, there = citizen.opened(petition)
    hers = f"{there}bundle/"
    assert client.get(f"{hers}{the(Bundle, petition).pk}/pdf/").status_code == 404
    post(client, hers)
    bind(petition)
    assert "保存PDF" in client.get(hers).content.decode()
    pdf = client.get(f"{hers}{the(Bundle, petition).pk}/pdf/")
    assert b"".join(pdf.streaming_content).startswith(b"%PDF")


def bind(petition: Petition) -> None:
    """Do what the worker does."""
    make(the(Bundle, petition).pk, "zh-hans")
