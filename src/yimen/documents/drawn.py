"""What letters draw from the case file: who writes to whom, who can be asked, and the last days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.conf import settings

from yimen.base.rows import Rows
from yimen.base.time import local_day
from yimen.documents import parts
from yimen.documents.paper import ON_THE_RECEIPT
from yimen.law.clock import counted
from yimen.law.limits import LIMITS
from yimen.law.turning import reckoned
from yimen.people.models import Organ, Staff
from yimen.people.superiors import superiors
from yimen.registry.clocks import as_running, began_with
from yimen.registry.identity import shown_address
from yimen.registry.models import Clock, Demand, Entry, Party, Petition

NOBODY = "—"
#: Why a day is what it is where nobody counted it.
SET = "该日期由文书写明。"
SET_BY = {
    "assigned_report": "该日期由交办单位指定。",
    "execution": "该日期由意见书写明。",
    "settlement_answer": "协议约定的最后履行日之后{days}日。",
}
#: How a letter is served by which wish; a telephone brings no paper.
WISHED = {"online": parts.Service.PLATFORM, "post": parts.Service.POST}
#: The letters that are an answer: in full, or in short.
ANSWERS = ("handling_opinion", "simple_reply")
NOBODY_ABOVE = "原办理机关、单位的上一级机关、单位"

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


def service_wished(petition: Petition) -> parts.Service:
    """Return how a letter is to be served: as the petitioner wishes to hear, or else in person."""
    first = first_party(petition)
    return WISHED.get(first.reach if first else "", parts.Service.IN_PERSON)


def route_of(demand: Demand) -> parts.Route:
    """Return the way of art. 31 that a demand is answered under; unscreened, the petition's own."""
    return parts.Route(demand.route) if demand.route else parts.Route.PETITION


def line_of(petition: Petition, move: str, position: int) -> Entry | None:
    """Return the last line of the record on an act to a demand.

    A letter may be printed late: what it says of who did something, and when, is what was done,
    whoever has the matter by now.
    """
    lines = Entry.objects.filter(petition=petition, kind=move, demands__contains=[position])
    return lines.order_by("seq").last()


def organ_at(move: str, petition: Petition, demand: Demand) -> Organ:
    """Return the organ that did an act to a demand, as the record has it."""
    line = line_of(petition, move, demand.position)
    found = Organ.objects.filter(pk=line.organ_id).first() if line else None
    return found or demand.owner  # the system has none


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
    return deadline_of(clock)


def deadline_of(clock: Clock) -> parts.Deadline:
    """Return the last day of a clock, with the sentence that says why, or who set it."""
    counted = reckoned(as_running(clock))
    days = LIMITS.applicable(clock.limit, clock.started_on).days
    set_by = SET_BY.get(clock.limit, SET).format(days=days)
    if counted is None:
        return parts.Deadline(on=clock.due_on, because=set_by)
    counted = replace(counted, event=began_with(clock))
    return parts.Deadline(on=clock.due_on, because=counted.because.zh)


def _to_come(demand: Demand, limit: str) -> parts.Deadline:
    """Count a limit that has not begun to run as if it began with the receipt."""
    start = local_day(demand.petition.received_at)
    found = counted(limit, start)
    return parts.Deadline(on=found.on, because=found.because.zh)


def above(organ: Organ, on: date) -> parts.Organ:
    """Return where a review is asked for: the organ above, or a choice of two.

    Where none is entered, the letter says whom to ask; it never names the organ itself.
    """
    found = superiors(organ, on)
    if not found:
        return parts.Organ(name=NOBODY_ABOVE, where=f"是哪一个机关、单位，请向{organ.name}询问")
    if len(found) == 1:
        return organ_of(found[0])
    places = [f"{one.name}：{_place(one)}" for one in found]
    return parts.Organ(
        name="或者".join(one.name for one in found), where="由您选择其中一个。" + "。".join(places)
    )


def reconsidering(organ: Organ, on: date) -> parts.Organ:
    """Return where reconsideration is asked for: of two organs above, the first (复议法 24, 27)."""
    found = superiors(organ, on)
    if not found:
        return parts.Organ(
            name="有管辖权的行政复议机关", where=f"是哪一个机关，请向{organ.name}询问"
        )
    return organ_of(found[0])


def _place(organ: Organ) -> str:
    return (organ.address or organ.name) + (f"，电话{organ.phone}" if organ.phone else "")


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
