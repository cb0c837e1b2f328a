"""Take up what was published: every process looks at the folder and counts by what lies there.

A look costs one question to the file system; the files are read only when something has changed or
a new day has begun.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from yimen.base.errors import Refused
from yimen.base.time import local_day, now
from yimen.law.change import Change, read
from yimen.law.days import DAYS, Calendars, Days
from yimen.law.limits import LIMITS, Limits
from yimen.law.routes import ROUTES

_log = structlog.get_logger()
_seen: list[tuple[int, date]] = []


def folder() -> Path:
    """Return where published changes lie."""
    return Path(settings.YIMEN_DATA) / "law"


def name_of(number: int, starts_on: date) -> str:
    """Return the name of a change's file: they are taken up in the order of their names."""
    return f"{starts_on.isoformat()}-{number:06}.yaml"


def take_up() -> bool:
    """Count by what is published, if there is anything new; say whether there was."""
    today = local_day(now())
    try:
        mark = (folder().stat().st_mtime_ns, today)
    except OSError:
        mark = (0, today)
    if _seen == [mark]:
        return False
    count_by(changes_in(folder()), today)
    _seen[:] = [mark]
    return True


def count_by(texts: list[str], today: date) -> None:
    """Count by these changes on top of the files, in their order, from their days on.

    One that cannot be read any more is left out and named in the log: the rest still counts.
    """
    limits: Limits = LIMITS.files
    first = DAYS.now().first
    later: list[tuple[date, Days]] = []
    days, ways = first, ROUTES.files
    for text in texts:
        try:
            change: Change = read(text, limits, days)
        except Refused as refusal:
            mark = hashlib.sha256(text.encode()).hexdigest()[:12]
            _log.error("change_not_read", change=mark, because=type(refusal).__name__)
            continue
        limits = change.on_limits(limits)
        if change.calendar:
            days = change.on_days(days)
            later.append((change.starts_on, days))
        if change.ways and change.starts_on <= today:
            ways = change.on_routes(ways) or ways
    LIMITS.adopt(limits)
    DAYS.adopt(Calendars(first, tuple(later)))
    ROUTES.adopt(ways)


def changes_in(where: Path) -> list[str]:
    """Return the changes that lie in a folder, in the order in which they count."""
    return [path.read_text(encoding="utf-8") for path in sorted(where.glob("*.yaml"))]


class LawInForce:
    """Looks, before each request, whether anything was published since."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the rest of the chain."""
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Take it up, then answer."""
        take_up()
        return self._get_response(request)
