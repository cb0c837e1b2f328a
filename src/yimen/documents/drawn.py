"""What letters draw from the case file: who writes to whom, who can be asked, and the last days."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings

from yimen.base.rows import Rows
from yimen.base.time import local_day
from yimen.documents import parts
from yimen.law.clock import due
from yimen.law.days import DAYS
from yimen.law.limits import LIMITS
from yimen.law.turning import explain
from yimen.people.models import Organ, Staff
from yimen.registry.clocks import as_running
from yimen.registry.identity import shown_address
from yimen.registry.models import Clock, Demand, Party, Petition

NOBODY = "—"
#: The receipt alone carries the query code: officers print and read every other letter.
ON_THE_RECEIPT = "见登记回执"

_FIRST_PARTY = Rows(Party, where="t.petition_id = %s", order="t.id", then="limit 1")
_CLOCKS = Rows(Clock, where='t.demand_id = %s and t."limit" = any(%s)', order="t.id")


def head(
    petition: Petition, organ: Organ, day: date, *, to_petitioner: bool = True
) -> dict[str, Any]:
    """Return what stands on top of every letter: who writes, to whom, about which file."""
    return {
        "number": NOBODY,
        "case_number": petition.number,
        "issuer": organ_of(organ),
        "issued_on": day,
        "addressee": petitioner_of(petition) if to_petitioner else petition.receiver.name,
        "scan_url": f"{settings.YIMEN_URL}/track/?number={petition.number}",
        "query_code": ON_THE_RECEIPT if to_petitioner else "",
    }


def route_of(demand: Demand) -> parts.Route:
    """Return the way of art. 31 that a demand is answered under; unscreened, the petition's own."""
    return parts.Route(demand.route) if demand.route else parts.Route.PETITION


def deadline(
    demand: Demand, limit: str, *, instead: str = "", since: date | None = None
) -> parts.Deadline:
    """Return the last day of a limit on a demand, with the sentence that says why.

    What was sent twice has had the limit twice: `since` is the day from which it is meant.
    """
    names = [name for name in (limit, instead) if name]
    clocks = _CLOCKS.all([demand.pk, names])
    meant = [clock for clock in clocks if clock.started_on == since]
    by_limit = {clock.limit: clock for clock in meant or clocks}
    clock = next((by_limit[name] for name in names if name in by_limit), None)
    if clock is None:
        return _to_come(demand, limit)
    return parts.Deadline(on=clock.due_on, because=explain(as_running(clock)).because.zh)


def _to_come(demand: Demand, limit: str) -> parts.Deadline:
    """Count a limit that has not begun to run as if it began with the receipt."""
    start = local_day(demand.petition.received_at)
    found = due(start, LIMITS.in_force(limit, start) or LIMITS.latest(limit), DAYS)
    return parts.Deadline(on=found.on, because=found.because.zh)


def above(organ: Organ) -> Organ:
    """Return where a review is asked for: the organ above, or the organ itself at the top."""
    return organ.parent or organ


def organ_of(organ: Organ) -> parts.Organ:
    """Return an organ as a letter names it."""
    return parts.Organ(name=organ.name, address=organ.address or organ.name, phone=organ.phone)


def person_of(staff: Staff | None, phone: str = "") -> parts.Person | None:
    """Return somebody who can be asked, if anybody is named."""
    return parts.Person(name=staff.name, phone=phone) if staff else None


def first_party(petition: Petition) -> Party | None:
    """Return the party who filed it."""
    return _FIRST_PARTY.first([petition.pk])


def petitioner_of(petition: Petition) -> str:
    """Return whom a letter to the petitioner addresses."""
    first = first_party(petition)
    return (first.name if first else "") or "信访人"


def address_of(petition: Petition) -> str:
    """Return the opening of the address: whoever reads the paper need not learn where she lives."""
    first = first_party(petition)
    return (shown_address(first) if first else "") or NOBODY
