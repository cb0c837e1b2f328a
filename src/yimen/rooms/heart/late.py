"""P1: a contact that was not made in time reaches the supervisor, and nothing of the case does.

They read which counsellor of which room is to be asked, and no more: not of whom it is, not why,
not how many, not since when. PostgreSQL looks behind the walls for them, and says only that.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from yimen.access.actor import Actor
from yimen.access.policy import may
from yimen.access.rls import act_as
from yimen.base.errors import NotFound
from yimen.base.time import local_day

#: Whether there is anything to tell, as a condition of a statement that asks for more.
WAITS = "exists (select from heart_late(%(at)s::timestamptz, %(today)s::date))"
_LATE = "select office, counsellor, is_there from heart_late(%s, %s)"


@dataclass(frozen=True, slots=True, order=True)
class Late:
    """A room, a counsellor, and whether that counsellor is still there to be asked."""

    office: str
    counsellor: str
    is_there: bool


def late_in(by: Actor, at: datetime) -> list[Late]:
    """Return the counsellors in one's area who are to be asked.

    A contact is late once its time is over; where its counsellor has no post any more, it is late
    at once. So is a request about one's own data.

    Raises:
        NotFound: this is told to supervisors alone.
    """
    if not may(by, "heart.late") or not by.area:
        raise NotFound
    act_as(by)
    with connection.cursor() as cursor:
        cursor.execute(_LATE, [at, local_day(at)])
        return sorted(Late(*row) for row in cursor.fetchall())
