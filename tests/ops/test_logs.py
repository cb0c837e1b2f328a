from __future__ import annotations

import pytest
from django.db import IntegrityError
from django.test import Client, RequestFactory
from structlog.testing import capture_logs

from yimen.ops.logs import where_it_broke
from yimen.ops.requests import CanonicalLine


def broken() -> IntegrityError:
    try:
        raise IntegrityError("Key (number)=(440304197001010017) already exists.")  # noqa: EM101, TRY003, TRY301 - as PostgreSQL says it
    except IntegrityError as error:
        return error


def test_an_exception_is_told_by_kind_and_place_and_never_by_its_message() -> None:
    event = where_it_broke(None, "error", {"event": "broken", "exc_info": broken()})
    assert event["error"] == "django.db.utils.IntegrityError"
    assert "test_logs.py" in event["passed"][0]
    assert "440304197001010017" not in str(event)


def test_a_page_that_breaks_is_logged_without_what_it_said() -> None:
    with capture_logs() as lines:
        CanonicalLine(lambda _: None).process_exception(RequestFactory().get("/"), broken())  # type: ignore[arg-type, return-value]  # never called
    assert lines[0]["event"] == "broken"


@pytest.mark.django_db
def test_each_request_leaves_one_line_with_its_route_and_no_address(client: Client) -> None:
    with capture_logs() as lines:
        client.get("/account/login/?next=/desk/%E5%BC%A0%E4%B8%89")
    assert len(lines) == 1
    assert lines[0]["route"] == "account/login/"
    assert lines[0]["status"] == 200
    assert set(lines[0]) == {
        "event",
        "log_level",
        "method",
        "route",
        "status",
        "actor",
        "ms",
        "queries",
    }


@pytest.mark.django_db
def test_the_health_page_leaves_no_line(client: Client) -> None:
    with capture_logs() as lines:
        assert client.get("/healthz").content == b"ok\n"
    assert not lines
