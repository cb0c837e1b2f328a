"""Signing in and out, passwords, and what a session outlives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from unittest.mock import Mock

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, reverse
from pytest_django import Settings
from tests.people.folk import (
    AT,
    AUDITOR,
    DAY,
    PASSWORD,
    SECURITY,
    a_person,
    a_post,
    acting,
    an_officer,
)

from yimen.access.actor import STRANGER
from yimen.access.rls import act_as
from yimen.people import adapter, backend, middleware
from yimen.people.actions.add_staff import add_staff
from yimen.people.actions.deactivate_staff import deactivate_staff
from yimen.people.actions.end_post import end_post
from yimen.people.actions.give_post import give_post
from yimen.people.actions.reset_password import reset_password
from yimen.people.models import AdminEntry, FailedLogin, Post, Staff
from yimen.people.patience import FREE
from yimen.people.queries import posts_of

pytestmark = pytest.mark.django_db
LOGIN, DESK, CHANGE = "/account/login/", "/desk/", "/account/password/change/"


class Clock:
    """A wall clock that stands where the test puts it."""

    def __init__(self) -> None:
        self.at = AT

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    for module in (adapter, backend, middleware):
        monkeypatch.setattr(module, "now", clock)
    return clock


@pytest.fixture(autouse=True)
def _no_tries_before() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def sign_in(client: Client, username: str, password: str = PASSWORD) -> HttpResponse:
    return client.post(
        LOGIN, {"login": username, "password": password}, headers={"accept-language": "en"}
    )  # type: ignore[return-value]  # the client's own kind of answer


def kinds() -> list[str]:
    act_as(AUDITOR)
    found = list(AdminEntry.objects.order_by("pk").values_list("kind", flat=True))
    act_as(STRANGER)
    return found


def test_an_officer_signs_in_and_comes_to_the_desk() -> None:
    staff, client = an_officer(), Client()
    answer = sign_in(client, staff.username)
    assert answer["Location"] == DESK
    assert client.get(DESK).status_code == 200
    assert kinds()[-1] == "signed_in"


def test_after_signing_in_one_comes_to_where_one_wanted_to_go() -> None:
    staff, client = an_officer(), Client()
    asked = client.get("/desk/search/?q=路灯")
    answer = client.post(asked["Location"], {"login": staff.username, "password": PASSWORD})
    assert answer["Location"].startswith("/desk/search/")


def test_nobody_is_sent_to_another_site_after_signing_in() -> None:
    staff = an_officer()
    sent = {"login": staff.username, "password": PASSWORD, "next": "https://example.org/"}
    assert Client().post(LOGIN, sent)["Location"] == DESK


def test_signing_out_needs_a_press_and_ends_the_session() -> None:
    client = Client()
    client.force_login(an_officer())
    assert client.get("/account/logout/").status_code == 200
    assert client.get(DESK).status_code == 200
    client.post("/account/logout/")
    assert client.get(DESK).status_code == 302


@pytest.mark.parametrize("name", ["account_signup", "account_reset_password", "account_email"])
def test_nobody_opens_an_account_or_is_written_to(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_after_five_failures_one_waits_and_is_told_how_long(clock: Clock) -> None:
    staff, client = an_officer(), Client()
    for _ in range(FREE - 1):
        assert "do not match" in sign_in(client, staff.username, "wrong").content.decode()
    assert "in 2 seconds" in sign_in(client, staff.username, "wrong").content.decode()
    assert "in 2 seconds" in sign_in(client, staff.username).content.decode()
    clock.at += timedelta(seconds=2)
    assert "in 4 seconds" in sign_in(client, staff.username, "wrong").content.decode()
    clock.at += timedelta(seconds=1)
    assert "in 3 seconds" in sign_in(client, staff.username).content.decode()
    clock.at += timedelta(seconds=3)
    assert sign_in(client, staff.username)["Location"] == DESK
    assert not FailedLogin.objects.exists()


def test_the_wait_never_grows_beyond_an_hour(clock: Clock) -> None:
    staff, client = an_officer(), Client()
    for _ in range(25):
        sign_in(client, staff.username, "wrong")
        clock.at += timedelta(hours=1)
    FailedLogin.objects.update(failures=99)
    assert "in 3600 seconds" in sign_in(client, staff.username, "wrong").content.decode()


def test_a_name_that_nobody_has_is_answered_alike() -> None:
    staff, client = an_officer(), Client()
    for _ in range(FREE + 1):
        known = sign_in(client, staff.username, "wrong").content.decode()
        unknown = sign_in(client, "nobody", "wrong").content.decode()
        hide = re.compile(r'value="[^"]*"')  # the name typed, and the token of the form
        assert hide.sub("", known) == hide.sub("", unknown)


def test_a_name_that_nobody_has_takes_as_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """The hash of a password is what takes time: it is made once for either."""
    staff, made = an_officer(), Mock(return_value=False)
    monkeypatch.setattr(Staff, "set_password", made)
    monkeypatch.setattr(Staff, "check_password", made)
    sign_in(Client(), staff.username, "wrong")
    assert made.call_count == 1
    sign_in(Client(), "nobody", "wrong")
    assert made.call_count == 2


def test_a_count_survives_the_refused_request() -> None:
    sign_in(Client(), "nobody", "wrong")
    assert FailedLogin.objects.get().failures == 1


def test_many_tries_from_one_place_are_refused_whatever_the_name(settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "3/m/ip"}
    client = Client()
    answers = [sign_in(client, f"name{n}", "wrong").status_code for n in range(5)]
    assert answers == [200, 200, 200, 429, 429]


def test_a_one_time_password_opens_nothing_but_the_page_to_change_it() -> None:
    admitted = add_staff(username="linxiao", name="林晓", by=SECURITY, at=AT)
    a_post(Staff.objects.get(pk=admitted.staff))
    client = Client()
    sign_in(client, "linxiao", admitted.password)
    for address in (DESK, "/desk/search/", "/desk/counts/"):
        assert client.get(address)["Location"] == CHANGE
    assert client.get(CHANGE).status_code == 200
    new = {"oldpassword": admitted.password, "password1": PASSWORD, "password2": PASSWORD}
    assert client.post(CHANGE, new)["Location"] == DESK
    assert client.get(DESK).status_code == 200
    assert kinds()[-2:] == ["signed_in", "password_changed"]


def test_a_one_time_password_cannot_be_kept() -> None:
    admitted = add_staff(username="linxiao", name="林晓", by=SECURITY, at=AT)
    client = Client()
    sign_in(client, "linxiao", admitted.password)
    same = dict.fromkeys(("oldpassword", "password1", "password2"), admitted.password)
    answer = client.post(CHANGE, same, headers={"accept-language": "en"})
    assert "This is your present password." in answer.content.decode()
    assert Staff.objects.get().must_change_password


def test_a_changed_password_ends_the_sessions_elsewhere() -> None:
    staff, here, elsewhere = an_officer(), Client(), Client()
    for client in (here, elsewhere):
        sign_in(client, staff.username)
    new = "nine green lanterns 9"
    here.post(CHANGE, {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert here.get(DESK).status_code == 200
    assert elsewhere.get(DESK).status_code == 302


def test_a_password_given_anew_ends_every_session() -> None:
    staff, client = an_officer(), Client()
    sign_in(client, staff.username)
    reset_password(staff.pk, by=SECURITY, at=AT)
    assert client.get(DESK).status_code == 302


def test_a_closed_account_is_out_at_the_next_click_and_told_so_kindly() -> None:
    staff, client = an_officer(), Client()
    sign_in(client, staff.username)
    deactivate_staff(staff.pk, by=SECURITY, at=AT)
    assert client.get(DESK)["Location"].startswith(LOGIN)
    answer = sign_in(client, staff.username)
    assert answer["Location"] == "/account/inactive/"
    assert "closed" in client.get(answer["Location"], headers={"accept-language": "en"}).text
    assert client.get(DESK).status_code == 302


def test_a_person_without_a_post_is_told_so_kindly() -> None:
    staff, client = a_person("林晓"), Client()
    sign_in(client, staff.username)
    answer = client.get(DESK, headers={"accept-language": "en"})
    assert answer.status_code == 403
    assert "no post is entered for you today" in answer.content.decode()
    assert "林晓" in answer.content.decode()


def test_an_ended_post_loses_access_at_once() -> None:
    staff, client = an_officer(), Client()
    sign_in(client, staff.username)
    assert client.get(DESK).status_code == 200
    end_post(posts_of(staff.pk, DAY)[0].pk, on=DAY, by=SECURITY, at=AT)
    assert client.get(DESK).status_code == 403


def test_who_acted_in_a_post_that_ends_goes_on_in_the_other_and_is_told() -> None:
    staff, client = an_officer("handler"), Client()
    second = a_post(staff, "screener")
    sign_in(client, staff.username)
    client.post("/desk/post/", {"post": second.pk})
    end_post(second.pk, on=DAY, by=SECURITY, at=AT)
    answer = client.get(DESK, headers={"accept-language": "en"})
    assert acting(answer).role == "handler"
    assert "The post you acted in has ended." in answer.content.decode()


def test_a_post_begins_on_its_first_day_and_not_before(clock: Clock) -> None:
    staff, client = a_person(), Client()
    first = DAY + timedelta(days=1)
    organ = an_officer().posts.get().organ_id
    give_post(staff.pk, role="head", organ=organ, starts_on=first, by=SECURITY, at=AT)
    sign_in(client, staff.username)
    assert client.get(DESK).status_code == 403
    clock.at += timedelta(days=1)
    assert client.get(DESK).status_code == 200


def test_the_session_ends_half_an_hour_after_the_last_click(
    clock: Clock, settings: Settings
) -> None:
    assert settings.SESSION_COOKIE_AGE == 1800
    assert settings.SESSION_EXPIRE_AT_BROWSER_CLOSE
    staff, client = an_officer(), Client()
    sign_in(client, staff.username)
    client.get(DESK)
    touched = client.session[middleware.TOUCHED]
    clock.at += timedelta(seconds=59)
    client.get(DESK)
    assert client.session[middleware.TOUCHED] == touched
    clock.at += timedelta(seconds=1)
    client.get(DESK)
    assert client.session[middleware.TOUCHED] == touched + 60


def test_a_page_that_asks_for_news_by_itself_keeps_no_session_open(clock: Clock) -> None:
    staff, client = an_officer(), Client()
    sign_in(client, staff.username)
    client.get(DESK)
    before = Session.objects.get().expire_date
    touched = client.session[middleware.TOUCHED]
    clock.at += timedelta(minutes=20)
    client.get("/desk/counts/", headers={"hx-request": "true"})
    assert client.session[middleware.TOUCHED] == touched
    assert Session.objects.get().expire_date == before


def test_a_session_that_has_run_out_is_signed_out() -> None:
    staff, client = an_officer(), Client()
    sign_in(client, staff.username)
    Session.objects.update(expire_date=AT - timedelta(days=400))
    assert client.get(DESK).status_code == 302


def test_a_part_of_a_page_is_left_alone_when_the_session_has_run_out() -> None:
    asked = {"hx-request": "true"}
    polled = Client().get("/desk/counts/", headers=asked)
    assert (polled.status_code, polled.content) == (401, b"")
    assert "HX-Redirect" not in polled
    sent = Client().post("/desk/post/", headers=asked)
    assert sent.status_code == 401
    assert sent["HX-Redirect"].startswith(LOGIN)


def test_the_posts_are_looked_up_anew_for_every_request() -> None:
    """Nothing of a post is kept in the session but its number."""
    staff, client = an_officer("handler"), Client()
    sign_in(client, staff.username)
    assert acting(client.get(DESK)).role == "handler"
    Post.objects.update(role="head")
    assert acting(client.get(DESK)).role == "head"


def test_no_test_here_reads_the_wall_clock() -> None:
    names = ("adapter", "backend", "middleware", "sessions")
    source = Path(middleware.__file__).parent
    users = {file.stem for file in source.glob("*.py") if "now()" in file.read_text("utf-8")}
    assert users <= {*names, "tasks"}
