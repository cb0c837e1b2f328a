"""The desk: whose matters, soonest first, counted, filtered, page by page, and what is new."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape
from tests.pages import hall as halls
from tests.pages.hall import Hall

from yimen.base.time import now
from yimen.casework.actions.accept import accept
from yimen.casework.actions.refer import refer
from yimen.casework.queries.desk import MOST_COUNTED
from yimen.workbench.views.desk import counted

MOST_QUERIES = 10


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
