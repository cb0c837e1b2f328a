"""Whoever tries too often must wait, twice as long each time.

Codes of slips and rooms name nobody, so there the browser that guesses must wait; and, since a
browser can be thrown away, the place it comes from, which has much more patience, because a hall
or an office may sit behind one address.

Used for log-ins and for query codes alike. A key is whatever is being guessed at, such as a user
name or a case number; it is kept as a blind index, whether it exists or not, so that an answer
never tells which names exist. The count is written in the transaction of the refused request, so
refuse with a page, not with an exception.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest
from django.utils.crypto import get_random_string

from yimen.base.seal import blind
from yimen.people.models import FailedLogin

FREE = 5  # so many failures are forgiven before anybody waits
LONGEST = 3600  # seconds
_DOUBLINGS = 12  # 2 to the power of 12 is more than the longest
#: A place is forgiven so many failures, and one more with each minute that passes.
FREE_OF_PLACE = 60
MENDS = timedelta(minutes=1)
_BROWSER = "tries"


def of_username(username: str) -> str:
    """Return the key of a user name."""
    return f"user name:{username.strip().lower()}"


def wait_left(key: str, at: datetime) -> int:
    """Return how many seconds must pass before the next try; 0 when it may be made now.

    Only one try at a time: whoever guesses in parallel is told to wait a second.
    """
    hidden = blind(key, "patience")
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [hidden])
        if not cursor.fetchone()[0]:
            return 1
    return _waits(key, at)


def _waits(key: str, at: datetime) -> int:
    hidden = blind(key, "patience")
    row = FailedLogin.objects.filter(name_blind=hidden, waits_until__gt=at).first()
    if row is None or row.waits_until is None:
        return 0
    return ceil((row.waits_until - at).total_seconds())


@transaction.atomic
def failed(key: str, at: datetime, *, free: int = FREE, mends: timedelta | None = None) -> int:
    """Count one more failure; return how many seconds the next try must wait.

    `free` failures are forgiven, and one is forgotten whenever `mends` has passed.
    """
    hidden = blind(key, "patience")
    row, _ = FailedLogin.objects.select_for_update().get_or_create(name_blind=hidden)
    if mends and row.waits_until and row.waits_until < at:
        row.failures = max(0, row.failures - (at - row.waits_until) // mends)
    row.failures += 1
    seconds = delay(row.failures, free)
    row.waits_until = at + timedelta(seconds=seconds)
    row.save()
    return seconds


def succeeded(key: str) -> None:
    """Forget the failures: the right one was given."""
    FailedLogin.objects.filter(name_blind=blind(key, "patience")).delete()


def delay(failures: int, free: int = FREE) -> int:
    """Return the seconds to wait after so many failures: 2, 4, 8 … up to an hour."""
    if failures < free:
        return 0
    return min(1 << min(failures - free + 1, _DOUBLINGS), LONGEST)


@dataclass(frozen=True, slots=True)
class Tries:
    """Who tries codes that name nobody: a browser, and the place it comes from."""

    browser: str
    place: str

    def wait_left(self, at: datetime) -> int:
        """Return how many seconds this browser, or everybody at its place, must wait."""
        return max(_waits(self.place, at), wait_left(self.browser, at))

    def failed(self, at: datetime) -> None:
        """Count a wrong code."""
        failed(self.browser, at)
        failed(self.place, at, free=FREE_OF_PLACE, mends=MENDS)

    def succeeded(self) -> None:
        """Forget the browser's failures; the place's stay, or one right code would free guesses."""
        succeeded(self.browser)


def tries_of(request: HttpRequest, what: str) -> Tries:
    """Return who tries codes of this kind; the browser is given a mark of its own."""
    mark = request.session.get(_BROWSER)
    if mark is None:
        mark = request.session[_BROWSER] = get_random_string(16)
    return Tries(f"{what}:{mark}", f"{what}:{address_of(request)}")


def address_of(request: HttpRequest) -> str:
    """Return the address somebody comes from: what our own proxy says, where there is one."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").rsplit(",", 1)[-1].strip()
    direct: str = request.META.get("REMOTE_ADDR", "")
    return forwarded or direct if settings.ALLAUTH_TRUSTED_PROXY_COUNT else direct


def forget(before: datetime) -> None:
    """Forget failures whose waiting was over before this moment."""
    FailedLogin.objects.filter(waits_until__lt=before).delete()
