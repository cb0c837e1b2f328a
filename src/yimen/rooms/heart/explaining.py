"""Why a request about the own data is answered by its day (P3), for the client and who answers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from yimen.base.time import local_day
from yimen.casework.showing import Shown, language, why_end, why_set
from yimen.law.keeping import LAW_ON_DATA, answer_by
from yimen.rooms.heart.shapes import Wished


def whys(wishes: Iterable[Wished], today: date) -> dict[int, Shown]:
    """Return the reason of each request's last day, by its number."""
    return {one.id: _why(one, today) for one in wishes}


def _why(one: Wished, today: date) -> Shown:
    end, said = answer_by(local_day(one.asked_at)), language()
    if end.on != one.due_on:
        return why_set(one.due_on)
    return why_end(end, end.because.say(said), LAW_ON_DATA.say(said), today)
