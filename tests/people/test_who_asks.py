"""For every request it is decided who asks, and PostgreSQL is told, for this request alone."""

from __future__ import annotations

from typing import NoReturn
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.test import Client
from django.urls import include, path
from pytest_django import DjangoAssertNumQueries
from tests.access.files import a_file
from tests.people.folk import a_person, a_post, an_officer

from yimen.access.actor import STRANGER, SYSTEM, Actor, Role
from yimen.access.rls import act_as
from yimen.base.errors import Refused
from yimen.ops.urls import account
from yimen.people.middleware import Request, change_actor
from yimen.people.models import Region
from yimen.people.visitors import (
    MOST,
    CodeAskedAgain,
    close_all,
    keep_open,
    opened,
    petitioner,
)
from yimen.registry.models import Petition


def told() -> dict[str, str]:
    """Return what PostgreSQL knows of who asks."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select current_setting('app.role', true), current_setting('app.organ', true),"
            " current_setting('app.area', true), current_setting('app.code', true)"
        )
        found = cursor.fetchone()
    return dict(zip(("role", "organ", "area", "code"), found, strict=True))


def who(request: Request) -> HttpResponse:
    seen = list(Petition.objects.values_list("number", flat=True))
    return JsonResponse({"told": told(), "role": request.actor.role, "seen": seen})


def broken(_: HttpRequest) -> NoReturn:
    Region.objects.create(name="half done", kind="district", path="/half/")
    raise ZeroDivisionError


def refusing(_: HttpRequest) -> HttpResponse:
    Region.objects.create(name="counted", kind="district", path="/counted/")
    return HttpResponse(str(Refused()), status=409)


def late(request: HttpRequest) -> HttpResponse:
    """Leave the question to the template, which is rendered after this has returned."""
    return TemplateResponse(
        request, "portal/parts/receipt_paper.html", {"pdf_url": Petition.objects.all()}
    )


def becoming(request: Request) -> HttpResponse:
    change_actor(request, Actor(role=Role.PETITIONER, code="mine"))
    return who(request)


@transaction.non_atomic_requests
def apart(_: HttpRequest) -> HttpResponse:
    return JsonResponse({"atomic": connection.in_atomic_block})


pages = [path("who/", who), path("broken/", broken), path("refusing/", refusing)]
pages += [path("late/", late), path("counts/", who, name="counts")]
urlpatterns = [
    path("desk/", include((pages, "workbench"))),
    path("citizens/", include(([path("who/", who), path("mine/", becoming)], "portal"))),
    path("apart/", apart),
    path("account/", include(account)),
    path("i18n/", include("django.conf.urls.i18n")),
]
pytestmark = [pytest.mark.urls(__name__)]


@pytest.mark.django_db
def test_an_officer_is_known_to_both_locks() -> None:
    staff = a_person()
    post = a_post(staff, "screener")
    own, _ = a_file(area="/ym/"), a_file(area="/xg/")
    client = Client()
    client.force_login(staff)
    said = client.get("/desk/who/").json()
    assert said["told"] == {
        "role": "screener",
        "organ": str(post.organ_id),
        "area": "/ym/",
        "code": "",
    }
    assert said["seen"] == [own.number]


@pytest.mark.django_db
def test_outside_the_staffs_door_an_officer_is_a_citizen_like_everybody() -> None:
    a_file(area="/ym/")
    client = Client()
    client.force_login(an_officer("supervisor"))
    said = client.get("/citizens/who/").json()
    assert (said["role"], said["seen"]) == (Role.STRANGER, [])


@pytest.mark.django_db
def test_whoever_opens_a_file_is_its_petitioner_from_there_on() -> None:
    petition = a_file(code="mine")
    a_file(code="of another")
    said = Client().get("/citizens/mine/").json()
    assert said["seen"] == [petition.number]
    assert said["told"]["code"] == "mine"


@pytest.mark.django_db(transaction=True)
def test_after_the_answer_the_connection_knows_nobody() -> None:
    with transaction.atomic():
        a_file(area="/ym/")
    client = Client()
    client.force_login(an_officer("supervisor"))
    assert len(client.get("/desk/who/").json()["seen"]) == 1
    assert not any(told().values())
    assert Petition.objects.count() == 0
    assert Client().get("/citizens/who/").json()["seen"] == []


@pytest.mark.django_db(transaction=True)
def test_a_template_rendered_late_is_still_rendered_for_whoever_asked() -> None:
    with transaction.atomic():
        petition = a_file(area="/ym/")
    client = Client()
    client.force_login(an_officer("supervisor"))
    assert petition.number in client.get("/desk/late/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_what_a_broken_page_wrote_is_undone_and_nobody_stays_known() -> None:
    client = Client(raise_request_exception=False)
    client.force_login(an_officer("supervisor"))
    assert client.get("/desk/broken/").status_code == 500
    assert not Region.objects.filter(path="/half/").exists()
    assert not any(told().values())


@pytest.mark.django_db(transaction=True)
def test_what_a_refused_request_counted_stays() -> None:
    client = Client()
    client.force_login(an_officer("supervisor"))
    assert client.get("/desk/refusing/").status_code == 409
    assert Region.objects.filter(path="/counted/").exists()


@pytest.mark.django_db(transaction=True)
def test_a_page_may_ask_for_no_transaction() -> None:
    assert Client().get("/apart/").json() == {"atomic": False}


@pytest.mark.django_db
def test_who_asks_costs_one_query_besides_the_session(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    staff = a_person()
    for role in ("handler", "head", "screener"):
        a_post(staff, role)
    client = Client()
    client.force_login(staff)
    client.get("/desk/who/")
    act_as(STRANGER)  # in production another request was answered since, in its own transaction
    # session, person with posts, what PostgreSQL is told; two savepoints stand for BEGIN and the
    # view's own, with their ends; then the page's own two questions.
    with django_assert_num_queries(3 + 4 + 2):
        client.get("/desk/who/")


@pytest.mark.django_db
def test_a_citizen_without_a_session_costs_no_query_but_the_telling(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(1 + 4 + 2):
        Client().get("/citizens/who/")


@pytest.mark.django_db
def test_the_answer_to_somebody_known_is_kept_by_no_browser() -> None:
    client = Client()
    client.force_login(an_officer())
    assert "no-store" in client.get("/desk/who/")["Cache-Control"]
    assert "no-store" in Client().get("/citizens/mine/")["Cache-Control"]
    assert "Cache-Control" not in Client().get("/citizens/who/")


@pytest.mark.django_db
def test_an_address_that_is_not_there_is_answered_without_knowing_anybody() -> None:
    assert Client().get("/nowhere/").status_code == 404


@pytest.mark.django_db
def test_a_browser_is_petitioner_of_the_files_it_opened_and_of_no_other() -> None:
    client = Client()
    session = client.session
    keep_open(session, "2026-1", "blind-1")
    keep_open(session, "2026-2", "blind-2")
    assert petitioner(session, "2026-1") == Actor(role=Role.PETITIONER, code="blind-1")
    with pytest.raises(CodeAskedAgain):
        petitioner(session, "2026-3")
    close_all(session)
    with pytest.raises(CodeAskedAgain):
        petitioner(session, "2026-1")


@pytest.mark.django_db
def test_a_browser_holds_no_more_files_than_a_person_follows() -> None:
    session = Client().session
    for number in range(MOST + 5):
        keep_open(session, f"2026-{number}", "blind")
    assert len(opened(session)) == MOST
    assert "2026-0" not in opened(session)


@pytest.mark.django_db
def test_a_file_kept_open_a_second_time_counts_as_the_latest() -> None:
    session = Client().session
    for number in ("2026-1", "2026-2", "2026-1"):
        keep_open(session, number, "blind")
    assert list(opened(session)) == ["2026-2", "2026-1"]


@pytest.mark.django_db
def test_a_session_gets_a_new_key_when_a_file_is_opened() -> None:
    session = Client().session
    session.create()
    before = session.session_key
    keep_open(session, "2026-1", "blind")
    assert session.session_key != before


@pytest.mark.django_db
def test_strangers_and_the_system_are_what_they_are_called() -> None:
    act_as(STRANGER)
    assert told()["role"] == "stranger"
    act_as(SYSTEM)
    assert (told()["role"], told()["area"]) == ("system", "/")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("came_from", "next_page"),
    [
        ("http://testserver/desk/matters/7/accept/9/?x=1", "/desk/matters/7/accept/9/?x=1"),
        ("https://elsewhere.example/desk/", "/desk/"),
        ("http://testserver//elsewhere.example/", "/desk/"),
        ("", "/desk/"),
    ],
)
def test_whoever_sent_a_form_after_the_session_ended_comes_back_to_it(
    came_from: str, next_page: str
) -> None:
    sent = Client().post("/desk/who/", {"words": "kept in the tab"}, headers={"referer": came_from})
    assert sent.status_code == 302
    assert parse_qs(urlsplit(sent["Location"]).query) == {"next": [next_page]}
