"""What waits on a desk beside its lists: most of it seldom, for few people.

One statement says which of it there is, so that a desk asks only after that. The conditions are
hints: whoever then fetches the rows asks both locks as always.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import connection

from yimen.access.actor import Actor
from yimen.access.policy import asking
from yimen.base.time import local_day


def there_is(actor: Actor, conditions: Mapping[str, str], *, at: datetime) -> frozenset[str]:
    """Return which conditions hold now: SQL of `asking()`, the moment `at` and its day `today`."""
    facts = {**asking(actor), "at": at.isoformat(), "today": local_day(at).isoformat()}
    with connection.cursor() as cursor:
        cursor.execute(f"select {', '.join(conditions.values())}", facts)
        holds = cursor.fetchone()
    return frozenset(name for name, yes in zip(conditions, holds, strict=True) if yes)
