"""Another lawful way on the citizen's page: her time there in red, and what came of it."""

from __future__ import annotations

from datetime import date

from tests.pages import hall as halls
from tests.pages.citizen import browser, opened
from tests.pages.hall import Hall

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.base.time import local_day, now
from yimen.casework.actions.route_out import route_out
from yimen.casework.filing import Elsewhere
from yimen.registry.models import FollowUp, Guidance, Petition


def routed(hall: Hall, *, days_ago: int = 100, asks: int = 1) -> Petition:
    petition = halls.screened(hall, asks=asks)
    since = date.fromordinal(local_day(now()).toordinal() - days_ago)
    elsewhere = Elsewhere(
        route=2,
        organ="一门区劳动人事争议仲裁院",
        address="一门区同心路20号",
        limit="一年",
        papers="仲裁申请书",
        basis="第二十七条",
        way="labour_arbitration",
        since=since,
    )
    for demand in halls.demands(petition):
        route_out(
            demand.pk,
            elsewhere=elsewhere,
            reason="应当先申请仲裁",
            by=hall.by("screener"),
            at=now(),
        )
    return petition


def test_few_days_left_stand_in_red_above_everything(hall: Hall) -> None:
    client, address = opened(routed(hall, days_ago=350))
    page = client.get(address).content.decode()
    assert "您在其他途径的期限快到了" in page
    assert "不要等我们" in page
    assert "权利被侵害之日：自" in page  # why that day
    assert "先行提供援助" not in page


def test_in_the_last_week_legal_aid_is_named(hall: Hall) -> None:
    client, address = opened(routed(hall, days_ago=361))
    assert "先行提供援助" in client.get(address).content.decode()


def test_with_time_enough_nobody_is_frightened(hall: Hall) -> None:
    client, address = opened(routed(hall, days_ago=100))
    assert "快到了" not in client.get(address).content.decode()


def test_it_says_who_asks_next_and_by_when(hall: Hall) -> None:
    client, address = opened(routed(hall))
    assert "询问那里的结果" in client.get(address).content.decode()


def test_taken_up_there_it_is_closed_at_her_word(hall: Hall) -> None:
    petition = routed(hall)
    client, address = opened(petition)
    its = halls.demand_of(petition).pk
    assert client.get(address).context["choices"][0]["url"] == f"{address}there/"
    done = client.post(
        f"{address}there/", {"demand": its, "answer": "accepted", "number_there": "2026-9"}
    )
    assert done["location"] == address
    assert halls.petition_of(petition.pk).state == "closed_routed"
    act_as(SYSTEM)
    row = FollowUp.objects.get(petition=petition)
    assert (row.outcome, row.number_there, row.by_id) == ("accepted", "2026-9", None)
    assert "由那里答复您" in client.get(address).content.decode()
    assert client.get(f"{address}there/")["location"] == address


def test_refused_there_it_comes_back_with_its_date(hall: Hall) -> None:
    petition = routed(hall)
    client, address = opened(petition)
    its = halls.demand_of(petition).pk
    silent = client.post(f"{address}there/", {"demand": its, "answer": "refused", "words": " "})
    assert silent.status_code == 422
    assert "请用一句话写下对方怎么说" in silent.content.decode()
    said = {"demand": its, "answer": "refused", "words": "仲裁院说没有劳动关系，不收"}
    assert client.post(f"{address}there/", said)["location"] == address
    after = halls.petition_of(petition.pk)
    assert (after.state, after.received_at) == ("registered", petition.received_at)
    act_as(SYSTEM)
    assert Guidance.objects.get(petition=petition).refusal == said["words"]
    halls.print_letters()
    act_as(SYSTEM)
    assert petition.letters.filter(kind="resumption_notice").exists()


def test_of_several_demands_she_chooses_one(hall: Hall) -> None:
    petition = routed(hall, asks=2)
    client, address = opened(petition)
    first, second = halls.demands(petition)
    assert client.post(f"{address}there/", {"answer": "accepted"}).status_code == 422
    client.post(f"{address}there/", {"demand": second.pk, "answer": "accepted"})
    assert [d.state for d in halls.demands(petition)] == ["routed_out", "closed_routed"]
    again = client.post(f"{address}there/", {"demand": second.pk, "answer": "accepted"})
    assert again.status_code == 422
    assert halls.demands(petition)[0].pk == first.pk


def test_without_the_code_there_is_no_such_page(hall: Hall) -> None:
    _, address = opened(routed(hall))
    assert browser().get(f"{address}there/")["location"].startswith("/track/")
