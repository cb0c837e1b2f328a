"""Whoever tries too often must wait, twice as long each time.

Where a password is guessed at, the user name must wait: people choose passwords, and an
administrator is near. Where a code is, nobody else's matter must: the browser that guesses waits,
and, since a browser can be thrown away, the place it comes from, which has much more patience,
because a hall, an office or half a town may sit behind one address.

So whoever has the right code is let in, however often others tried for the same number from
elsewhere. What keeps it from being guessed is its length: eleven free digits are 10¹¹ codes, 36.5
bits. A place tries 60 and then one a minute, 526 000 in a year; a thousand places that try for a
whole year, each minute, have found a certain matter with a chance of one in 190.

A key is kept as a blind index, whether it exists or not, so that an answer never tells which names
exist. The count is written in the transaction of the refused request, so refuse with a page, not
with an exception.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, IPv6Network
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
#: A household or an office is given so much of an address of the newer kind, and picks from it.
_OF_ONE_PLACE = 56
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

    `free` failures are forgiven, and one is forgotten whenever `mends` has passed; to wait longer
    than that would guard nothing, and shut out whoever sits at the same place.
    """
    hidden = blind(key, "patience")
    row, _ = FailedLogin.objects.select_for_update().get_or_create(name_blind=hidden)
    if mends and row.waits_until and row.waits_until < at:
        row.failures = max(0, row.failures - (at - row.waits_until) // mends)
    row.failures += 1
    seconds = delay(row.failures, free, LONGEST if mends is None else int(mends.total_seconds()))
    row.waits_until = at + timedelta(seconds=seconds)
    row.save()
    return seconds


def succeeded(key: str) -> None:
    """Forget the failures: the right one was given."""
    FailedLogin.objects.filter(name_blind=blind(key, "patience")).delete()


def delay(failures: int, free: int = FREE, longest: int = LONGEST) -> int:
    """Return the seconds to wait after so many failures: 2, 4, 8 … up to the longest."""
    if failures < free:
        return 0
    return min(1 << min(failures - free + 1, _DOUBLINGS), longest)


@dataclass(frozen=True, slots=True)
class Tries:
    """Who tries codes: a browser, and the place it comes from."""

    browser: str
    place: str

    def wait_left(self, at: datetime) -> int:
        """Return how many seconds this browser, or everybody at its place, must wait."""
        return max(_waits(self.place, at), wait_left(self.browser, at))

    def failed(self, at: datetime) -> int:
        """Count a wrong code; return how many seconds the next try must wait."""
        mine = failed(self.browser, at)
        return max(mine, failed(self.place, at, free=FREE_OF_PLACE, mends=MENDS))

    def succeeded(self) -> None:
        """Forget the browser's failures; the place's stay, or one right code would free guesses."""
        succeeded(self.browser)


def tries_of(request: HttpRequest, what: str) -> Tries:
    """Return who tries codes of this kind; the browser is given a mark of its own."""
    mark = request.session.get(_BROWSER)
    if mark is None:
        mark = request.session[_BROWSER] = get_random_string(16)
    return Tries(f"{what}:{mark}", f"{what}:{_place_of(address_of(request))}")


def address_of(request: HttpRequest) -> str:
    """Return the address somebody comes from: what our own proxy says, where there is one."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").rsplit(",", 1)[-1].strip()
    direct: str = request.META.get("REMOTE_ADDR", "")
    return forwarded or direct if settings.ALLAUTH_TRUSTED_PROXY_COUNT else direct


def _place_of(address: str) -> str:
    """Return what stays the same at one place: of an address of the newer kind, its front."""
    try:
        found = IPv6Address(address)
    except ValueError:
        return address
    whole = IPv6Network((found, _OF_ONE_PLACE), strict=False)
    return str(found.ipv4_mapped or whole)


def forget(before: datetime) -> None:
    """Forget failures whose waiting was over before this moment."""
    FailedLogin.objects.filter(waits_until__lt=before).delete()
