"""Whoever tries too often must wait, twice as long each time.

Used for log-ins and for query codes alike. A key is whatever is being guessed at, such as a user
name or a case number; it is kept as a blind index, whether it exists or not, so that an answer
never tells which names exist. The count is written in the transaction of the refused request, so
refuse with a page, not with an exception.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil

from django.db import connection, transaction

from yimen.base.seal import blind
from yimen.people.models import FailedLogin

FREE = 5  # so many failures are forgiven before anybody waits
LONGEST = 3600  # seconds
_DOUBLINGS = 12  # 2 to the power of 12 is more than the longest


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
    row = FailedLogin.objects.filter(name_blind=hidden, waits_until__gt=at).first()
    if row is None or row.waits_until is None:
        return 0
    return ceil((row.waits_until - at).total_seconds())


@transaction.atomic
def failed(key: str, at: datetime) -> int:
    """Count one more failure; return how many seconds the next try must wait."""
    hidden = blind(key, "patience")
    row, _ = FailedLogin.objects.select_for_update().get_or_create(name_blind=hidden)
    row.failures += 1
    seconds = delay(row.failures)
    row.waits_until = at + timedelta(seconds=seconds)
    row.save()
    return seconds


def succeeded(key: str) -> None:
    """Forget the failures: the right one was given."""
    FailedLogin.objects.filter(name_blind=blind(key, "patience")).delete()


def delay(failures: int) -> int:
    """Return the seconds to wait after so many failures: 2, 4, 8 … up to an hour."""
    if failures < FREE:
        return 0
    return min(1 << min(failures - FREE + 1, _DOUBLINGS), LONGEST)


def forget(before: datetime) -> None:
    """Forget failures whose waiting was over before this moment."""
    FailedLogin.objects.filter(waits_until__lt=before).delete()
