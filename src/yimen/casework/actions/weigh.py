"""Fill in the screening sheet: whether it can be handled here, and how."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.base.time import local_day
from yimen.casework.guards import require_owner
from yimen.casework.papers import write_letter
from yimen.casework.ways import last_day_there, require_row, time_of
from yimen.law.moves import Move
from yimen.registry.clocks import ask, enter
from yimen.registry.entries_ways import Weighed
from yimen.registry.models import Demand, Sheet
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """The answers of a sheet: here or not, which row, which of its times, since when."""

    is_here: bool
    way: str = ""
    begins: str = ""
    since: date | None = None
    note: str = ""


@transaction.atomic
def weigh(demand_id: int, *, weighing: Weighing, by: Actor, at: datetime) -> Demand:
    """Keep the sheet: the last day of her time elsewhere is watched, and the sheet is printed.

    It decides nothing: whoever screens still screens, and whoever names the way still names it.

    Raises:
        ChooseAWay, NotInstead, SinceAhead: the sheet does not fit together.
    """
    demand = open_demand(by, "demand.weigh", demand_id)
    require_owner(demand, by)
    way = require_row(weighing.way, instead=not weighing.is_here)
    time = time_of(way, weighing.begins)
    lapses_on = last_day_there(way, weighing.begins, weighing.since, on=local_day(at))
    turned = ask(demand, Move.WEIGH, at=at, report_by=lapses_on)
    sheet = Sheet.objects.create(
        petition=demand.petition,
        demand=demand,
        organ_id=by.organ,
        is_here=weighing.is_here,
        way=way.code if way else "",
        begins=time.key if time else "",
        since=weighing.since,
        lapses_on=lapses_on,
        note=weighing.note.strip(),
        at=at,
        by_id=by.id or None,
    )
    enter(demand, turned, at=at)
    said = Weighed(
        sheet=sheet.pk,
        way=sheet.way or "here",
        lapses_on=lapses_on.isoformat() if lapses_on else "",
    )
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    write_letter("guidance_sheet", demand.petition_id, subject=sheet.pk, at=at)
    return demand
