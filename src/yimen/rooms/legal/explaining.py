"""Why the last days of a consultation are what they are (L1, L2), for its lawyer and its client."""

from __future__ import annotations

from datetime import date

from yimen.casework.explaining import why_day
from yimen.casework.lapsing import why_way
from yimen.casework.showing import Shown
from yimen.rooms.legal.queries import Whole


def whys(seen: Whole, today: date) -> dict[str, Shown | None]:
    """Return the reasons of the days that it names: the client's own, and those of legal aid."""
    row, aid = seen.matter, seen.aid
    found = {"own": why_way(seen.way, row.begins, row.since, row.lapses_on, today)}
    if aid:
        found["aid"] = why_day("legal_aid_decision", aid.asked_on, aid.decide_by, today)
    if aid and aid.decided_on and aid.assign_by:
        since = aid.decided_on
        found["lawyer"] = why_day("legal_aid_assignment", since, aid.assign_by, today)
    return found
