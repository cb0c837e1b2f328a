"""What real answers say to browsers: which cookies, which scripts, whose frames."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings
from tests.people.folk import PASSWORD, an_officer

pytestmark = pytest.mark.django_db
PAGES = ["/account/login/", "/desk/", "/", "/nowhere/"]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_runs_no_script_and_no_style_but_ours(address: str) -> None:
    client = Client()
    client.force_login(an_officer())
    policy = client.get(address)["Content-Security-Policy"]
    told = dict(part.strip().split(" ", 1) for part in policy.split(";") if part.strip())
    assert told["default-src"] == "'self'"
    assert told["object-src"] == "'none'"
    assert told["base-uri"] == "'self'"
    assert told["form-action"] == "'self'"
    assert told["frame-ancestors"] == "'none'"
    assert "unsafe" not in policy
    assert "*" not in policy
    assert "script-src" not in told  # the default binds


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_framed_guessed_at_and_told_of_by_nobody(address: str) -> None:
    answer = Client().get(address)
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"


def test_the_cookies_are_for_this_site_and_out_of_reach_of_scripts() -> None:
    client, staff = Client(), an_officer()
    client.get("/account/login/")
    client.post("/account/login/", {"login": staff.username, "password": PASSWORD})
    for name in ("sessionid", "csrftoken"):
        cookie = client.cookies[name]
        assert cookie["httponly"], name
        assert cookie["samesite"] == "Strict", name
    assert not client.cookies["sessionid"]["max-age"]  # gone with the browser


def test_behind_https_no_cookie_travels_in_clear(settings: Settings) -> None:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    client, staff = Client(), an_officer()
    client.get("/account/login/")
    client.post("/account/login/", {"login": staff.username, "password": PASSWORD})
    assert all(client.cookies[name]["secure"] for name in ("sessionid", "csrftoken"))


def test_a_citizen_who_only_looks_gets_no_session() -> None:
    client = Client()
    client.get("/account/login/")
    assert "sessionid" not in client.cookies


@pytest.mark.parametrize("address", ["/account/login/", "/desk/post/", "/account/logout/"])
def test_what_is_sent_without_its_token_is_refused(address: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(an_officer())
    assert client.post(address, {"post": "1"}).status_code == 403


def test_the_page_of_the_desk_is_kept_by_no_browser() -> None:
    client = Client()
    client.force_login(an_officer())
    assert "no-store" in client.get("/desk/")["Cache-Control"]
