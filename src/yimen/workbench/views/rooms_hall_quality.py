"""The quality of the windows: how visits were rated and how long they took, month by month."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format

from yimen.access.rooms import require_room
from yimen.base.time import local_day, now
from yimen.casework.choices import LEVELS
from yimen.casework.showing import Shown
from yimen.law.headcounts import FEWEST_SHOWN
from yimen.people.middleware import Request
from yimen.rooms.hall import queries
from yimen.rooms.hall.rated import DAYS_TO_RATE, Quality, quality
from yimen.workbench.door import page


@page
def windows(request: Request, place_id: int) -> HttpResponse:
    """Show who directs the hall the months that nobody can rate any more."""
    require_room(request.actor, "hall.quality")
    where = queries.place(place_id)
    months = quality(where, by=request.actor, today=local_day(now()))
    shown = {
        "place_name": where.name,
        "months": [
            {
                "name": date_format(one.first, "YEAR_MONTH_FORMAT"),
                "points": [_point(point) for point in one.points],
                "words": one.words,
            }
            for one in months
        ],
        "levels": [label for _, label in LEVELS],
        "fewest": FEWEST_SHOWN,
        "days": DAYS_TO_RATE,
        "back_url": reverse("workbench:hall_overview", args=[place_id]),
    }
    return render(request, "workbench/rooms/hall/quality.html", shown)


def _point(one: Quality) -> Shown:
    return {
        "name": one.point,
        "received": one.received,
        "waited": one.waited,
        "taken": one.taken,
        "rated": one.rated,
        "share": _share(one.rated, one.received),
        "levels": [{"n": n, "share": _share(n, one.rated)} for n in one.levels],
    }


def _share(n: int, of: int) -> str:
    return f"{round(100 * n / of)}%" if of else ""
