"""One line in the log for each request: which page, for whom, with what outcome, how long."""

from __future__ import annotations

import time
from collections.abc import Callable

import structlog
from django.conf import settings
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

_log = structlog.get_logger()
_MILLISECONDS = 1000
_BROKEN = 500
_TOO_LARGE = 413
_ANSWERS = (Http404, PermissionDenied, BadRequest)
_UNSAID = ("healthz",)
_NOTHING, _LARGEST = "\0", 2**63 - 1


class CanonicalLine:
    """Count and time a request, then say so in one line; ids only."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the rest of the chain."""
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request and log its line."""
        count = _Count()
        started = time.perf_counter()
        with connection.execute_wrapper(count):
            response = self._get_response(request)
        found = request.resolver_match
        route = found.route if found else ""
        if route not in _UNSAID:
            write = _log.error if response.status_code >= _BROKEN else _log.info
            write(
                "request",
                method=request.method,
                route=route,
                status=response.status_code,
                actor=_who(request),
                ms=round((time.perf_counter() - started) * _MILLISECONDS, 1),
                queries=count.queries,
            )
        return response

    def process_exception(self, _: HttpRequest, error: Exception) -> None:
        """Log where a page broke; Django then shows the page for broken pages.

        What is not found or refused is an answer like any other: its line says so.
        """
        if not isinstance(error, _ANSWERS):
            _log.error("broken", exc_info=error)


class BodyLimit:
    """Turns away a body larger than all the papers of one filing, before it is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the rest of the chain."""
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, or say that it is too large."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > settings.YIMEN_MOST_BODY:
            return render(request, "413.html", status=_TOO_LARGE)
        return self._get_response(request)


class Storable:
    """Lets nothing through that no database keeps: a number too large for any row, or one sign."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the rest of the chain."""
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self._get_response(request)

    def process_view(
        self, request: HttpRequest, _view: object, _: object, named: dict[str, object]
    ) -> None:
        """Find no row for such a number; put a gap where the sign stood, if it did.

        Raises:
            Http404: the address names a number that no row has.
        """
        if any(isinstance(number, int) and number > _LARGEST for number in named.values()):
            raise Http404
        for name in ("GET", "POST"):
            sent: QueryDict = getattr(request, name)
            if any(_NOTHING in value for _name, values in sent.lists() for value in values):
                kept = sent.copy()
                for box, values in sent.lists():
                    kept.setlist(box, [value.replace(_NOTHING, " ") for value in values])
                setattr(request, name, kept)


class _Count:
    """Counts what is asked of the database."""

    def __init__(self) -> None:
        self.queries = 0

    def __call__(self, execute: Callable[..., object], *question: object) -> object:
        self.queries += 1
        return execute(*question)


def _who(request: HttpRequest) -> int | None:
    # The user is looked at only if the page did: no query for the log's sake.
    known = request.__dict__.get("_cached_user")
    return known.pk if known is not None else None
