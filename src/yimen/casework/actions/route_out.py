"""Route a demand out: another lawful way answers it, and the petitioner is told which."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy

from yimen.access.actor import Actor
from yimen.base.time import local_day
from yimen.casework.filing import Elsewhere
from yimen.casework.guards import (
    NotAnotherWay,
    NotScreened,
    OnlyClaims,
    SayWhere,
    Several,
    require_owner,
    require_reason,
)
from yimen.casework.papers import write_letter
from yimen.casework.sending import settle
from yimen.casework.ways import last_day_there, require_row, time_of
from yimen.law.moves import Move
from yimen.law.reminding import ask_by
from yimen.registry.clocks import ask, enter
from yimen.registry.entries_aside import RoutedOut
from yimen.registry.models import Demand, Dispatch, Guidance
from yimen.registry.queries import open_demand
from yimen.registry.record import record

#: The ways of art. 31 that lead elsewhere; the sixth is the petition procedure.
WAYS_OUT = range(1, 6)
#: What nobody can be sent away without, and what each is called.
NEEDED = {
    "organ": gettext_lazy("the organ there"),
    "address": gettext_lazy("its address"),
    "limit": gettext_lazy("the petitioner's time limit there"),
    "papers": gettext_lazy("the papers to bring"),
    "basis": gettext_lazy("the legal basis"),
}


@transaction.atomic
def route_out(
    demand_id: int, *, elsewhere: Elsewhere, reason: str, by: Actor, at: datetime
) -> Demand:
    """Route it out: its clocks stop, and a notice says which way, where, and until when.

    Raises:
        NotAnotherWay, OnlyClaims, NotScreened: it stays here.
        SayWhere: the direction has a gap.
    """
    demand = open_demand(by, "demand.route_out", demand_id)
    require_owner(demand, by)
    way = require_row(elsewhere.way, instead=True) if elsewhere.way else None
    time = time_of(way, elsewhere.begins)
    lapses_on = last_day_there(
        way, elsewhere.begins, elsewhere.since, on=local_day(at), named=elsewhere.last_day
    )
    soon = ask_by(lapses_on, local_day(at))
    turned = ask(demand, Move.ROUTE_OUT, at=at, report_by=lapses_on, ask_by=soon)
    _require_way(demand, elsewhere)
    guidance = Guidance.objects.create(
        petition=demand.petition,
        demand=demand,
        organ_id=by.organ,
        route=elsewhere.route,
        way=way.code if way else "",
        begins=time.key if time else "",
        since=elsewhere.since,
        lapses_on=lapses_on,
        reason=require_reason(reason),
        organ_there=elsewhere.organ.strip(),
        address_there=elsewhere.address.strip(),
        phone_there=elsewhere.phone.strip(),
        limit_there=elsewhere.limit.strip(),
        papers=elsewhere.papers.strip(),
        basis=elsewhere.basis.strip(),
        at=at,
        by_id=by.id or None,
    )
    demand.route = elsewhere.route
    enter(demand, turned, at=at)
    settle(demand, Dispatch.Outcome.ENDED)
    said = RoutedOut(
        route=elsewhere.route,
        guidance=guidance.pk,
        lapses_on=lapses_on.isoformat() if lapses_on else "",
        ask_by=soon.isoformat() if soon else None,
    )
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    write_letter("guidance_notice", demand.petition_id, subject=guidance.pk, at=at)
    return demand


def _require_way(demand: Demand, elsewhere: Elsewhere) -> None:
    """Refuse what has not been screened, is no claim, stays here, or is sent into the blue."""
    if demand.screened_at is None:
        raise NotScreened
    if demand.kind != Demand.Class.CLAIM:
        raise OnlyClaims
    if elsewhere.route not in WAYS_OUT:
        raise NotAnotherWay
    missing = [name for part, name in NEEDED.items() if not getattr(elsewhere, part).strip()]
    if missing:
        raise SayWhere(missing=Several(missing))
