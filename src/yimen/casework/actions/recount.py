"""Count a provisional date again, once the calendar of its year is out: the file says so."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.base.time import local_day
from yimen.law.moves import State
from yimen.law.turning import Turned, counted_again
from yimen.registry.clocks import as_running, enter, running_rows
from yimen.registry.entries_breach import Recounted
from yimen.registry.models import Clock
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def recount(demand_id: int, *, clock: int, by: Actor, at: datetime) -> Clock | None:
    """Count it again; the petitioner reads on her page which day it was and which it is.

    An organ's date moves to where the calendar puts it, a last day of the petitioner's own only
    further away. Asked again, or while the calendar is still to come, it changes nothing.
    """
    demand = open_demand(by, "demand.recount", demand_id)
    mine = (row for row in running_rows(demand.petition) if row.demand_id == demand.pk)
    row = next((row for row in mine if row.pk == clock and row.is_provisional), None)
    if row is None:
        return None
    before = as_running(row)
    again = counted_again(before, local_day(at))
    if again == before:
        return None
    turned = Turned(State(demand.state), extended=again)
    enter(demand, turned, at=at)
    said = Recounted(
        limit=row.limit, due_on=again.due_on.isoformat(), was_on=before.due_on.isoformat()
    )
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    return row
