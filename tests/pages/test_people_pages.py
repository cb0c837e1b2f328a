"""Pages about people: comparing, joining, lists, what was done, help, and retaliation."""

from __future__ import annotations

import re
from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.pages import citizen
from tests.pages import hall as halls
from tests.pages.hall import Hall

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.base.time import LOCAL, local_day, now
from yimen.casework.actions.add_roster import add_roster
from yimen.casework.actions.execute import execute
from yimen.casework.actions.join import join
from yimen.casework.actions.lodge import lodge
from yimen.casework.actions.offer_aftercare import offer_aftercare
from yimen.casework.actions.register import register
from yimen.casework.actions.serve import serve
from yimen.casework.actions.serve_reply import serve_reply
from yimen.casework.filing import Ask, Filing, Person
from yimen.documents.actions import issue
from yimen.documents.rosters import read_roster
from yimen.people.models import Organ
from yimen.registry.models import (
    Aftercare,
    Clock,
    Demand,
    Execution,
    Joining,
    Party,
    Petition,
    Repeat,
    Reply,
)

WHY = "同一人就同一路段再次提出"
BAD = "姓名,联系电话\n柴守信,13700137002\n,13900139001\n"


def url_of(petition: Petition, rest: str = "") -> str:
    return f"/desk/matters/{petition.pk}/{rest}"


def text(answer: object) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())  # type: ignore[attr-defined]  # an answer


def executed(hall: Hall) -> Demand:
    """Have a supported answer served, and reported as carried out."""
    opinion = halls.issued(hall)
    act_as(SYSTEM)
    opinion.findings.update(result="supported")
    opinion.refresh_from_db()
    serve(opinion.pk, method="in_person", proved=citizen.SIGNED, by=hall.by("handler"), at=now())
    demand = halls.demand_of(opinion.petition)
    execute(demand.pk, proof="七盏路灯已全部更换", by=hall.by("handler"), at=now())
    return halls.demand_of(opinion.petition)


def test_an_earlier_matter_of_the_same_person_is_shown_with_its_reasons(hall: Hall):
    earlier, petition = halls.handled(hall), halls.screened(hall)
    client = hall["screener"].client("en")
    page = text(client.get(url_of(petition)))
    assert "Compare, and decide" in page
    assert earlier.number in page
    compared = text(client.get(url_of(petition, "repeats/")))
    for word in (earlier.number, "same telephone number", "of the words are the same", "art. 19"):
        assert word in compared


def test_the_compare_page_is_for_whoever_may_link(hall: Hall):
    petition = halls.forwarded(hall)
    assert hall["handler"].client().get(url_of(petition, "repeats/")).status_code == 404
    page = text(hall["handler"].client("en").get(url_of(petition)))
    assert "Compare, and decide" not in page


def test_a_repeat_is_answered_from_the_page_that_compares(hall: Hall):
    earlier, petition = halls.handled(hall), halls.screened(hall)
    client = hall["screener"].client("en")
    demand, other = halls.demand_of(petition), halls.demand_of(earlier)
    url = url_of(petition, f"answer_repeat/{demand.pk}/")
    asked = text(client.get(f"{url}?other_demand={other.pk}"))
    assert "checked" in asked
    assert client.post(url, {"other_demand": other.pk, "reason": WHY}).status_code == 302
    act_as(SYSTEM)
    assert Repeat.objects.get(petition=petition).other_id == earlier.pk
    assert "Answered as a repeat" in text(client.get(url_of(petition)))
    halls.print_letters()
    hers, hers_url = citizen.opened(petition, "en")
    page = text(hers.get(hers_url))
    assert "You asked for the same before" in page
    assert page.index("Read the answer") < page.index("Add something")


def test_a_joint_handling_is_joined_seen_and_brought_along(hall: Hall):
    leader, petition = halls.screened(hall), halls.registered(hall, name="柴守信")
    client = hall["screener"].client("en")
    words = {"number": leader.number, "leader_position": 1, "positions": [1], "reason": WHY}
    url = url_of(petition, f"join/{petition.pk}/")
    assert client.post(url, words).status_code == 302
    act_as(SYSTEM)
    assert Joining.objects.get(petition=petition).leader_id == leader.pk
    joint = url_of(leader, f"bring_along/{leader.pk}/")
    assert petition.number in text(client.get(joint))
    assert joint in text(client.get(url_of(leader)))
    other = hall["supervisor"].client()
    assert joint not in text(other.get(url_of(leader)))  # it would not open for them
    assert other.get(joint).status_code == 404
    answer = client.post(joint, follow=True)
    assert "Screen" in text(answer)
    assert halls.demand_of(petition).screened_at


def test_a_number_that_is_nobodys_keeps_what_was_typed(hall: Hall):
    petition = halls.screened(hall)
    client = hall["screener"].client("en")
    words = {"number": "2026-999", "leader_position": 1, "positions": [1], "reason": WHY}
    answer = client.post(url_of(petition, f"join/{petition.pk}/"), words)
    assert answer.status_code == 422
    assert WHY in text(answer)


def test_a_bad_row_of_a_list_is_named_and_the_good_ones_can_go_in(hall: Hall):
    petition = halls.registered(hall)
    client = hall["receptionist"].client("en")
    url = url_of(petition, f"add_roster/{petition.pk}/")
    token = re.search(r'name="again" value="([^"]+)"', text(client.get(url)))
    table = citizen.file("list.csv", BAD.encode())
    refused = client.post(url, {"table": table, "again": token[1] if token else ""})
    assert refused.status_code == 422
    assert "Line 3:" in text(refused)
    token = re.search(r'name="again" value="([^"]+)"', text(refused))
    table = citizen.file("list.csv", BAD.encode())
    words = {"table": table, "take_good": "on", "again": token[1] if token else ""}
    assert client.post(url, words).status_code == 302
    act_as(SYSTEM)
    assert Party.objects.filter(petition=petition, name="柴守信").exists()


def signed_by_three(hall: Hall) -> Petition:
    """Have an answer issued and printed for three who asked together; nobody has it yet."""
    petition = halls.handled(hall)
    table = read_roster(
        "名册.csv", "姓名,联系电话\n柴守信,13700137002\n任清和,13900139001\n".encode()
    )
    add_roster(petition.pk, read=table, by=hall.by("receptionist"), at=now())
    halls.issued_on(hall, petition)
    act_as(SYSTEM)
    for reply in Reply.objects.filter(petition=petition):
        issue("personal_reply", petition=petition.pk, subject=reply.pk, at=now())
    return petition


def test_who_of_several_has_the_answer_is_ticked_on_one_page_with_one_signed_list(hall: Hall):
    petition = signed_by_three(hall)
    client = hall["handler"].client("en")
    page = text(client.get(url_of(petition)))
    assert "0 of 2 are proved to have it." in page
    assert "not proved yet" in page
    url = url_of(petition, f"serve_reply/{petition.pk}/")
    asked = text(client.get(url))
    assert "柴守信" in asked
    assert "任清和" in asked
    token = re.search(r'name="again" value="([^"]+)"', asked)
    replies = list(Reply.objects.values_list("pk", flat=True))
    words = {
        "replies": replies,
        "method": "in_person",
        "at": now().astimezone(LOCAL).strftime("%Y-%m-%dT%H:%M"),
        "paper": citizen.file("list.txt", "两人签收".encode()),
        "again": token[1] if token else "",
    }
    assert client.post(url, words).status_code == 302
    page = text(client.get(url_of(petition)))
    assert "2 of 2 are proved to have it." in page
    assert "May ask for a review until" in page
    assert f'href="{url}"' not in page
    assert client.get(url).status_code == 409


def test_the_desk_reminds_the_organ_of_those_who_have_no_answer_yet(hall: Hall):
    petition = signed_by_three(hall)
    english = text(hall["handler"].client("en").get("/desk/"))
    assert "Answer to 2 people of several, since" in english
    for role in ("handler", "head"):
        page = text(hall[role].client().get("/desk/"))
        assert "待送达文书" in page
        assert petition.number in page
    assert "待送达文书" not in text(hall["legal_checker"].client().get("/desk/"))
    act_as(SYSTEM)
    serve_reply(
        petition.pk,
        replies=list(petition.replies.values_list("pk", flat=True)),
        method="in_person",
        proved=citizen.SIGNED,
        by=hall.by("handler"),
        at=now(),
    )
    assert "待送达文书" not in text(hall["handler"].client().get("/desk/"))


def test_the_reminder_is_one_statement_however_many_wait(hall: Hall):
    signed_by_three(hall)
    client = hall["head"].client()
    client.get("/desk/")
    with CaptureQueriesContext(connection) as few:
        client.get("/desk/")
    for _ in range(3):
        signed_by_three(hall)
    with CaptureQueriesContext(connection) as many:
        page = text(client.get("/desk/"))
    assert page.count("还有2人尚无送达凭证") == 4
    assert len(citizen.questions(many)) == len(citizen.questions(few))


def test_the_list_of_several_asks_the_database_no_more_for_many(hall: Hall):
    petition = signed_by_three(hall)
    client = hall["handler"].client()
    client.get(url_of(petition))
    with CaptureQueriesContext(connection) as few:
        client.get(url_of(petition))
    act_as(SYSTEM)
    opinion = petition.opinions.get()
    more = Party.objects.bulk_create(
        Party(petition=petition, capacity="cosigner", name=f"联名人{n}") for n in range(30)
    )
    Reply.objects.bulk_create(
        Reply(petition=petition, opinion=opinion, party=party, at=now(), served_at=now())
        for party in more
    )
    with CaptureQueriesContext(connection) as many:
        page = text(client.get(url_of(petition)))
    assert "联名人29" in page
    assert len(citizen.questions(many)) == len(citizen.questions(few))


def test_nobody_is_told_that_the_time_has_passed_while_it_runs_for_others(hall: Hall):
    petition = signed_by_three(hall)
    act_as(SYSTEM)
    opinion, demand = petition.opinions.get(), halls.demand_of(petition)
    serve(opinion.pk, method="in_person", proved=citizen.SIGNED, by=hall.by("handler"), at=now())
    act_as(SYSTEM)
    past = local_day(now() - timedelta(days=1))
    Clock.objects.filter(demand=demand, limit="review_request").update(due_on=past)
    client, url = citizen.opened(petition, "en")
    asking = f"{url}review/{demand.pk}/"
    for address in (url, asking):
        page = text(client.get(address))
        assert "Each who signed has their own 30 days" in page
        assert "The time to ask has passed" not in page
        assert "The last day was" not in page
    Reply.objects.filter(petition=petition).update(served_at=now() - timedelta(days=60))
    assert "The time to ask has passed" in text(client.get(url))
    assert "The last day was" in text(client.get(asking))


def test_the_empty_list_is_handed_out(hall: Hall):
    answer = hall["receptionist"].client().get("/desk/register/roster/")
    assert answer.status_code == 200
    assert answer.content[:2] == b"PK"


def test_she_says_that_it_was_done_or_what_is_missing(hall: Hall):
    demand = executed(hall)
    client, url = citizen.opened(demand.petition, "en")
    assert "七盏路灯已全部更换" in text(client.get(url))
    page = f"{url}done/{demand.pk}/"
    empty = client.post(page, {"answer": "disputed", "words": ""})
    assert empty.status_code == 422
    assert "Say what is still missing." in text(empty)
    assert client.post(page, {"answer": "disputed", "words": "还有两盏不亮"}).status_code == 302
    act_as(SYSTEM)
    assert Execution.objects.get(demand=demand).answer == "disputed"
    assert halls.demand_of(demand.petition).state == "executing"
    seen = text(hall["handler"].client("en").get(url_of(demand.petition)))
    assert "还有两盏不亮" in seen


def test_a_counter_writes_down_what_she_said_of_it(hall: Hall):
    demand = executed(hall)
    client = hall["receptionist"].client("en")
    url = url_of(demand.petition, f"confirm_execution/{demand.pk}/")
    assert client.post(url, {"channel": "phone", "words": "都亮了"}).status_code == 302
    act_as(SYSTEM)
    assert Execution.objects.get(demand=demand).answer == "confirmed"


def test_who_cannot_be_made_out_is_told_what_is_missing_until_it_is_clear(hall: Hall):
    person = Person(name="张某", phone="13800138000")
    ask = Ask(request="请修好楼道窗户", facts="窗户被风吹落。")
    letter = Filing(channel="letter", receiver=hall.housing.pk, asks=(ask,), people=(person,))
    by = hall.by("handler")
    petition = halls.petition_of(lodge(letter, by=by, at=now()).petition)
    register(petition.pk, by=by, at=now())
    client = hall["handler"].client("en")
    assert "Name or address unclear" in text(client.get(url_of(petition)))
    url = url_of(petition, f"flag_unclear/{petition.pk}/")
    asked = text(client.get(url))
    assert "张某; address: none; phone: 138****8000" in asked
    assert "unusable" not in asked
    assert client.post(url, {"words": "落款的住址被水浸湿"}).status_code == 302
    hers, address = citizen.opened(petition, "en")
    for page in (text(client.get(url_of(petition))), text(hers.get(address))):
        assert "落款的住址被水浸湿" in page
    url = url_of(petition, f"clear_unclear/{petition.pk}/")
    assert "落款的住址被水浸湿" in text(client.get(url))
    assert client.post(url, {"words": "本人到窗口补齐住址"}).status_code == 302
    assert "本人到窗口补齐住址" in text(client.get(url_of(petition)))
    page = text(hers.get(address))
    assert "落款的住址被水浸湿" not in page
    assert "Your name and address are clear now:" in page


def test_she_takes_or_leaves_the_help(hall: Hall):
    demand = executed(hall)
    act_as(SYSTEM)
    Petition.objects.filter(pk=demand.petition_id).update(state="concluded", closed_at=now())
    Demand.objects.filter(pk=demand.pk).update(state="concluded")
    by = hall.by("screener")
    words = "社区可以每周上门看望"
    offer_aftercare(demand.petition_id, organ=hall.housing.pk, words=words, by=by, at=now())
    client, url = citizen.opened(demand.petition, "en")
    assert words in text(client.get(url))
    assert client.post(f"{url}care/", {"answer": "left"}).status_code == 302
    act_as(SYSTEM)
    assert Aftercare.objects.get(petition=demand.petition).answer == "left"


def test_retaliation_is_reported_to_an_organ_outside_and_gets_its_own_receipt(hall: Hall):
    petition = halls.handled(hall)
    act_as(SYSTEM)
    outside = Organ.objects.create(
        name="一门区纪委监委", mark="一门纪", kind="supervisory", region=hall.bureau.region
    )
    client, url = citizen.opened(petition, "en")
    page = text(client.get(f"{url}retaliation/"))
    assert outside.name in page
    assert hall.housing.name not in page.split("<form")[-1]
    ticket = re.search(r'name="ticket" value="([^"]+)"', page)
    assert ticket
    words = {"organ": outside.pk, "words": "承办人把我的名字告诉了物业公司", "ticket": ticket[1]}
    answer = client.post(f"{url}retaliation/", words)
    assert answer.url == "/receipt/"
    assert client.get("/receipt/").status_code == 200
    act_as(SYSTEM)
    report = Petition.objects.latest("pk")
    assert report.is_sealed
    screener = hall["screener"].client()
    assert screener.get(url_of(report)).status_code == 404


def test_without_an_organ_outside_it_is_said_where_to_turn(hall: Hall):
    client, url = citizen.opened(halls.handled(hall), "en")
    assert "of the level above" in text(client.get(f"{url}retaliation/"))


def test_joined_matters_say_nothing_of_each_other_to_their_petitioners(hall: Hall):
    leader, petition = halls.handled(hall), halls.registered(hall, name="柴守信")
    words = {"leader": leader.pk, "positions": [1], "reason": WHY}
    join(petition.pk, **words, by=hall.by("screener"), at=now())
    client, url = citizen.opened(petition)
    page = text(client.get(url))
    assert "一并查清" in page
    assert leader.number not in page
