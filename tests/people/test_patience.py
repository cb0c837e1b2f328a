"""Whoever tries too often waits, twice as long each time; a name that nobody has waits alike."""

from __future__ import annotations

from datetime import timedelta

import psycopg
import pytest
from django.conf import LazySettings
from django.db import connection, transaction
from django.http import HttpRequest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from tests.people.folk import AT

from yimen.base.seal import blind
from yimen.ops.database import address
from yimen.people.models import FailedLogin
from yimen.people.patience import (
    FREE,
    FREE_OF_PLACE,
    LONGEST,
    MENDS,
    address_of,
    delay,
    failed,
    forget,
    of_username,
    succeeded,
    tries_of,
    wait_left,
)
from yimen.people.sessions import SessionStore

KEY = of_username("linxiao")


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [(0, 0), (1, 0), (4, 0), (5, 2), (6, 4), (7, 8), (15, 2048), (16, 3600), (10_000, 3600)],
)
def test_the_wait_doubles_up_to_an_hour(failures: int, seconds: int) -> None:
    assert delay(failures) == seconds


@given(st.integers(0, 200))
def test_one_more_failure_never_shortens_the_wait(failures: int) -> None:
    assert delay(failures) <= delay(failures + 1) <= LONGEST


@pytest.mark.django_db
def test_the_first_failures_are_forgiven() -> None:
    for _ in range(FREE - 1):
        assert failed(KEY, AT) == 0
    assert wait_left(KEY, AT) == 0
    assert failed(KEY, AT) == 2
    assert wait_left(KEY, AT) == 2


@pytest.mark.django_db
def test_the_wait_is_over_when_its_seconds_have_passed() -> None:
    for _ in range(FREE):
        failed(KEY, AT)
    assert wait_left(KEY, AT + timedelta(milliseconds=1100)) == 1
    assert wait_left(KEY, AT + timedelta(seconds=2)) == 0


@pytest.mark.django_db
def test_success_begins_anew() -> None:
    for _ in range(FREE + 3):
        failed(KEY, AT)
    succeeded(KEY)
    assert wait_left(KEY, AT) == 0
    assert failed(KEY, AT) == 0


@pytest.mark.django_db
def test_one_key_does_not_wait_for_another() -> None:
    for _ in range(FREE):
        failed(KEY, AT)
    assert wait_left(of_username("zhang"), AT) == 0
    assert wait_left("query code:2026-1", AT) == 0


@pytest.mark.django_db
def test_no_name_that_was_tried_is_kept_in_clear() -> None:
    failed(KEY, AT)
    row = FailedLogin.objects.get()
    assert "linxiao" not in row.name_blind
    assert len(row.name_blind) == 64


@pytest.mark.django_db
def test_a_name_is_the_same_in_small_and_capital_letters() -> None:
    assert of_username(" LinXiao ") == KEY


@pytest.mark.django_db
def test_what_has_been_quiet_is_forgotten() -> None:
    failed(KEY, AT)
    forget(AT)
    assert FailedLogin.objects.count() == 1
    forget(AT + timedelta(seconds=1))
    assert FailedLogin.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_two_guesses_at_once_are_made_one_after_the_other() -> None:
    other = {**address(), "dbname": str(connection.settings_dict["NAME"])}
    with psycopg.connect(**other) as guess:  # type: ignore[arg-type]  # libpq's words
        guess.execute(
            "select pg_advisory_xact_lock(hashtextextended(%s, 0))", [blind(KEY, "patience")]
        )
        with transaction.atomic():
            assert wait_left(KEY, AT) == 1
    with transaction.atomic():
        assert wait_left(KEY, AT) == 0


def a_browser(address: str = "10.0.0.7", forwarded: str = "") -> HttpRequest:
    request = RequestFactory().get("/", REMOTE_ADDR=address, HTTP_X_FORWARDED_FOR=forwarded)
    request.session = SessionStore()
    return request


@pytest.mark.django_db
def test_a_whole_hall_behind_one_address_is_not_locked_out_by_one_who_guesses() -> None:
    guesser = tries_of(a_browser(), "slip")
    for _ in range(FREE + 3):
        guesser.failed(AT)
    assert guesser.wait_left(AT)
    assert not tries_of(a_browser(), "slip").wait_left(AT)


@pytest.mark.django_db
def test_whoever_throws_the_browser_away_each_time_waits_in_the_end() -> None:
    for _ in range(FREE_OF_PLACE):
        tries_of(a_browser(), "slip").failed(AT)
    assert tries_of(a_browser(), "slip").wait_left(AT)
    assert not tries_of(a_browser("10.0.0.8"), "slip").wait_left(AT)


@pytest.mark.django_db
def test_a_right_code_frees_the_browser_and_not_the_place() -> None:
    mine = tries_of(request := a_browser(), "slip")
    for _ in range(FREE_OF_PLACE):
        mine.failed(AT)
    mine.succeeded()
    assert tries_of(request, "slip").wait_left(AT)
    assert FailedLogin.objects.count() == 1


@pytest.mark.django_db
def test_a_place_is_forgiven_one_failure_with_each_minute() -> None:
    place = tries_of(a_browser(), "slip").place
    for minute in range(4 * FREE_OF_PLACE):
        at = AT + minute * MENDS
        assert failed(place, at, free=FREE_OF_PLACE, mends=MENDS) == 0


@pytest.mark.django_db
def test_a_place_waits_no_longer_than_it_takes_to_be_forgiven() -> None:
    place = tries_of(a_browser(), "slip").place
    for _ in range(FREE_OF_PLACE + 30):
        waits = failed(place, AT, free=FREE_OF_PLACE, mends=MENDS)
    assert waits == MENDS.total_seconds()


@pytest.mark.parametrize(
    ("one", "other", "places"),
    [
        ("10.0.0.7", "10.0.0.8", 2),
        ("2001:db8:0:ab01::7", "2001:db8:0:abff:1:2:3:4", 1),  # one household's
        ("2001:db8:0:ab01::7", "2001:db8:0:ac01::7", 2),
        ("::ffff:10.0.0.7", "10.0.0.7", 1),
        ("::ffff:10.0.0.7", "::ffff:10.0.0.8", 2),
        ("", "", 1),
    ],
)
@pytest.mark.django_db
def test_who_picks_another_address_of_the_same_household_is_at_the_same_place(
    one: str, other: str, places: int
) -> None:
    found = {tries_of(a_browser(address), "slip").place for address in (one, other)}
    assert len(found) == places


def test_the_address_is_what_our_own_proxy_says_and_nobody_elses(settings: LazySettings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    assert address_of(a_browser(forwarded="1.2.3.4")) == "10.0.0.7"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert address_of(a_browser(forwarded="9.9.9.9, 1.2.3.4")) == "1.2.3.4"
    assert address_of(a_browser()) == "10.0.0.7"
