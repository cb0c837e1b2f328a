"""How near the end of her own time on another lawful way is: red within thirty days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yimen.casework.showing import Shown, language, why_end, why_set
from yimen.law.routes import ROUTES, Time, Urgency, Way, urgency
from yimen.law.words import Words
from yimen.registry.models import Demand, Guidance, Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Lapse:
    """A last day that is near or has passed: how many days are left, and how urgent it is."""

    on: date
    left: int
    urgency: Urgency


def lapse(on: date | None, today: date) -> Lapse | None:
    """Return what to warn of; nothing while there is time enough, or no such day is known."""
    near = urgency(on, today) if on else Urgency.CALM
    if on is None or near is Urgency.CALM:
        return None
    return Lapse(on=on, left=(on - today).days, urgency=near)


def why_there(time: Time, since: date, today: date) -> Shown:
    """Return why her last day elsewhere is that day: the event, the count, the law."""
    said, end, begins = language(), time.ends(since), time.begins
    because = Words(f"{begins.zh}：{end.because.zh}", f"{begins.en}: {end.because.en}").say(said)
    return why_end(end, because, time.basis.say(said), today)


def why_way(
    way: Way | None, begins: str, since: date | None, on: date | None, today: date
) -> Shown | None:
    """Return the same of a day that was kept: by its rule, or as somebody named it."""
    if on is None:
        return None
    time = way.time(begins) if way else None
    if time is None or since is None or time.ends(since).on != on:
        return why_set(on)  # named by hand, or counted by a rule that was changed since
    return why_there(time, since, today)


def why_of(demand: Demand, on: date, today: date) -> Shown | None:
    """Return the same of a demand: of what was named last to end on that day; else nothing."""
    rows: list[Guidance | Sheet] = [*demand.sheets.all(), *demand.guidances.all()]
    row = max((one for one in rows if one.lapses_on == on), key=lambda one: one.at, default=None)
    if row is None:
        return None
    way = ROUTES.find(row.way) if row.way in ROUTES else None
    return why_way(way, row.begins, row.since, on, today)
