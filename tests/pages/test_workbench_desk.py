"""The desk: whose matters, soonest first, counted, filtered, page by page, and what is new."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape
from tests.pages import hall as halls
from tests.pages.hall import Hall

from yimen.access.actor import SYSTEM, Actor, Role
from yimen.access.rls import act_as
from yimen.base.time import local_day, now
from yimen.casework.actions.accept import accept
from yimen.casework.actions.refer import refer
from yimen.casework.queries.desk import MOST_COUNTED, Wanted, desk_of
from yimen.casework.queries.desk_lists import VIEWS
from yimen.registry.models import Demand
from yimen.workbench.views.desk import counted

#: Who asks, the post, the rows, the counts, and whether anything waits beside the lists.
MOST_QUERIES = 5


def desk(hall: Hall, role: str, query: str = "", language: str = "zh-hans") -> HttpResponse:
    return hall[role].client(language).get(f"/desk/{query}")


def queries_of(client: Client, url: str) -> int:
    client.get(url)  # the session is written once a minute
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return sum("SAVEPOINT" not in one["sql"] for one in asked)


def test_the_soonest_due_comes_first(hall: Hall):
    late = halls.registered(hall, at=now() - timedelta(days=40))
    fresh = halls.registered(hall, at=now() - timedelta(days=1))
    page = desk(hall, "screener").content.decode()
    assert page.index(late.number) < page.index(fresh.number)
    assert "due-late" in page


def test_the_lists_of_a_desk_are_counted_and_chosen_by_address(hall: Hall):
    halls.accepted(hall)
    halls.forwarded(hall)
    found = desk(hall, "handler", language="en")
    tabs = {str(tab["label"]): tab["count"] for tab in found.context["tabs"]}
    assert tabs == {"Mine": 1, "Nobody's yet": 1, "My organ": 2, "Answered": 0}
    assert len(desk(hall, "handler", "?view=organ").context["rows"]) == 2
    assert len(desk(hall, "handler", "?view=unassigned").context["rows"]) == 1


def test_a_chip_filters_by_its_state_and_a_second_press_takes_it_away(hall: Hall):
    halls.accepted(hall)
    halls.handled(hall)
    found = desk(hall, "handler")
    chips = {str(chip["label"]): chip for chip in found.context["chips"]}
    assert [chip["count"] for chip in chips.values()] == [1, 1]
    filtered = hall["handler"].client().get(chips["办理中"]["url"])
    assert len(filtered.context["rows"]) == 1
    chip = next(c for c in filtered.context["chips"] if c["current"])
    assert len(hall["handler"].client().get(chip["url"]).context["rows"]) == 2


def test_filters_narrow_the_list_and_say_so_when_nothing_fits(hall: Hall):
    halls.handled(hall)
    for query, rows in [
        ("?channel=online", 1),
        ("?channel=visit", 0),
        ("?category=urban_rural_construction", 1),
        ("?category=environment", 0),
        ("?due=late", 0),
        ("?due=7", 0),
    ]:
        found = desk(hall, "handler", query, "en")
        assert len(found.context["rows"]) == rows, query
        if not rows:
            assert "Nothing fits these filters" in found.content.decode()


def test_pages_lead_on_and_back_without_losing_a_row(hall: Hall):
    handler = hall.by("handler")
    for _ in range(33):
        petition = halls.forwarded(hall)
        accept(halls.demand_of(petition).pk, handler=handler.id, by=handler, at=now())
    client = hall["handler"].client()
    first = client.get("/desk/?channel=online")
    second = client.get(first.context["older"])
    numbers = [row["number"] for row in (*first.context["rows"], *second.context["rows"])]
    assert len(first.context["rows"]) == 30
    assert len(numbers) == len(set(numbers)) == 33
    assert second.context["older"] == ""
    assert "channel=online" in urlsplit(first.context["older"]).query
    back = client.get(second.context["newer"])
    assert [r["number"] for r in back.context["rows"]] == [
        r["number"] for r in first.context["rows"]
    ]


def test_a_rooms_desk_leads_on_and_back_and_keeps_a_matter_together(hall: Hall):
    for days in range(4):
        petition = halls.forwarded(hall, asks=2, at=now() - timedelta(days=days))
        refer(petition.pk, room="lawyer", by=hall.by("handler"), at=now())
    halls.forwarded(hall)  # referred to nobody
    lawyer, today = hall.by("lawyer"), local_day(now())
    act_as(lawyer)
    whole = [row.demand for row in desk_of(lawyer, Wanted(), on=today).rows]
    first = desk_of(lawyer, Wanted(size=3), on=today)
    second = desk_of(lawyer, Wanted(size=3, after=first.older), on=today)
    third = desk_of(lawyer, Wanted(size=3, after=second.older), on=today)
    assert [row.demand for page in (first, second, third) for row in page.rows] == whole
    assert len(whole) == 8
    assert third.older is None
    back = desk_of(lawyer, Wanted(size=3, before=third.newer), on=today)
    assert back.rows == second.rows
    petitions = [row.petition for row in (*first.rows, *second.rows, *third.rows)]
    assert petitions[::2] == petitions[1::2]
    assert desk_of(hall.by("mediator"), Wanted(), on=today).rows == ()


def test_every_list_holds_what_it_says(hall: Hall):
    halls.lodged(hall)
    halls.registered(hall)
    halls.forwarded(hall)
    halls.accepted(hall)
    halls.handled(hall)
    halls.checked(hall)
    halls.drafted(hall)
    halls.issued(hall)
    act_as(SYSTEM)
    demands = list(Demand.objects.prefetch_related("petition__opinions"))
    for role in ("screener", "handler", "legal_checker", "head", "supervisor"):
        actor = hall.by(role)
        for view in VIEWS[Role(role)]:
            act_as(actor)
            found = desk_of(actor, Wanted(view=view, size=100), on=local_day(now()))
            wanted = {d.pk for d in demands if holds(view, d, actor)}
            assert {row.demand for row in found.rows} == wanted, (role, view)
            assert found.tallies[view] == sum(found.counts.values()) == len(wanted)


def holds(view: str, demand: Demand, actor: Actor) -> bool:
    """Say what a list should hold, as one would say it to somebody new."""
    stages = {o.stage for o in demand.petition.opinions.all() if o.organ_id == actor.organ}
    is_owner, is_due = demand.owner_id == actor.organ, demand.due_on is not None
    reviewed = demand.state == "opinion_review"
    return {
        "mine": demand.handler_id == actor.id and is_due,
        "organ": is_owner and is_due,
        "unassigned": is_owner and is_due and demand.handler_id is None,
        "elsewhere": is_owner and is_due and demand.state == "routed_out",
        "answered": is_owner and not is_due,
        "to_screen": is_owner and is_due and demand.state in {"received", "registered"},
        "to_check": is_owner and is_due and reviewed and "submitted" in stages,
        "to_decide": is_owner
        and is_due
        and (demand.state == "dispatched" or (reviewed and "checked" in stages)),
        "asked": is_due
        and any(
            one.organ_id == actor.organ and one.decision == "waiting"
            for one in (*demand.hearings.all(), *demand.recusals.all())
        ),
        "area": is_due,
    }[view]


def test_an_address_that_makes_no_sense_is_not_found(hall: Hall):
    for query in ("?after=nonsense", "?after=2026-01-01~x", "?view=answered&after=2026-01-01T99~1"):
        assert desk(hall, "handler", query).status_code == 404
    assert desk(hall, "handler", "?view=area").status_code == 409


def test_a_desk_asks_the_database_as_often_for_forty_rows_as_for_one(hall: Hall):
    halls.accepted(hall)
    client = hall["handler"].client()
    one = queries_of(client, "/desk/?view=organ")
    for _ in range(39):
        halls.forwarded(hall)
    assert queries_of(client, "/desk/?view=organ") == one
    assert one <= MOST_QUERIES


@pytest.mark.parametrize("role", sorted(VIEWS))
def test_what_is_seldom_there_is_no_question_of_its_own(hall: Hall, role: Role):
    halls.accepted(hall)
    assert queries_of(hall[role].client(), "/desk/") <= MOST_QUERIES


def test_names_are_masked_for_posts_that_may_not_know_them(hall: Hall):
    opinion = halls.drafted(hall, name="欧阳文静")
    refer(opinion.petition_id, room="lawyer", by=hall.by("handler"), at=now())
    assert "欧阳文静" in desk(hall, "handler").content.decode()
    assert "欧阳文静" in desk(hall, "legal_checker").content.decode()
    lawyer = desk(hall, "lawyer").content.decode()
    assert "欧阳文静" not in lawyer
    assert "欧***" in lawyer


def test_news_say_how_much_has_come_since(hall: Hall):
    client = hall["handler"].client("en")
    loaded = client.get("/desk/?view=unassigned")
    url = loaded.context["news_url"]
    assert client.get(url, headers={"HX-Request": "true"}).content.strip() == b""
    halls.forwarded(hall)
    said = client.get(url, headers={"HX-Request": "true"}).content.decode()
    assert "1 matter has come or changed" in said
    assert escape(url) in loaded.content.decode()


def test_counts_replace_the_tally_in_place(hall: Hall):
    halls.accepted(hall)
    said = hall["handler"].client().get("/desk/counts/", headers={"HX-Request": "true"})
    assert 'id="tally-desk"' in said.content.decode()
    assert 'hx-swap-oob="true"' in said.content.decode()
    assert hall["security_admin"].client().get("/desk/counts/").status_code == 404


def test_an_empty_desk_says_what_it_means(hall: Hall):
    assert "Nothing waits for you" in desk(hall, "handler", language="en").content.decode()
    assert "没有等您决定的事项" in desk(hall, "head").content.decode()


def test_where_counting_stopped_the_figure_says_so():
    assert counted(MOST_COUNTED - 1) == MOST_COUNTED - 1
    assert counted(MOST_COUNTED) == f"{MOST_COUNTED}+"


def test_an_empty_room_says_what_comes_to_it(hall: Hall):
    page = hall["mediator"].client("en").get("/desk/")
    assert "Nothing has been referred to your room." in page.content.decode()
