"""What the sheet and the notice about other lawful ways draw from the file and from the law."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from yimen.base.time import local_day
from yimen.documents import content, parts
from yimen.documents.content_ways import Direction, GuidanceNotice, GuidanceSheet
from yimen.documents.drawn import deadline, head, person_of
from yimen.law.because import day_words
from yimen.law.routes import AID_DECIDES, NOW, ROUTES, Time, Urgency, Way, urgency
from yimen.law.taxonomy import TAXONOMY
from yimen.people.bodies import body_for
from yimen.registry.models import Demand, Guidance, Petition, Sheet

#: What is owed next to the petitioner, by where the demand stands.
NEXT = {"dispatched": "acceptance_notice", "objected": "acceptance_notice"}


def guidance_notice(petition: Petition, guidance_id: int, day: date) -> GuidanceNotice:
    """Say which lawful way leads further, where it begins, and until when."""
    found = Guidance.objects.select_related("demand", "organ", "by")
    row = found.get(pk=guidance_id)
    way = ROUTES.find(row.way) if row.way in ROUTES else None
    return GuidanceNotice(
        **head(petition, row.organ, day),
        contact=person_of(row.by, row.organ.phone),
        **_received(petition, row.demand.request),
        route=parts.Route(row.route),
        to=parts.Organ(name=row.organ_there, address=row.address_there, phone=row.phone_there),
        limit_there=row.limit_there,
        basis=row.basis,
        reason=row.reason,
        papers=row.papers or (way.papers.zh if way else ""),
        answers_there=way.authority.zh if way else "",
        if_refused=way.refused.zh if way else "",
        **_ending(way, row, day),
    )


def guidance_sheet(petition: Petition, sheet_id: int, day: date) -> GuidanceSheet:
    """Say whether it can be handled here, which way it goes, and what to expect."""
    row = Sheet.objects.select_related("demand", "organ", "by").get(pk=sheet_id)
    way = ROUTES.find(row.way) if row.way in ROUTES else None
    time = way.time(row.begins) if way else None
    return GuidanceSheet(
        **head(petition, row.organ, day),
        contact=person_of(row.by, row.organ.phone),
        **_received(petition, row.demand.request),
        direction=Direction.HERE if row.is_here else Direction.ELSEWHERE,
        time_there=time.span.words.zh if time else "",
        counted_from=time.begins.zh if time else "",
        caution=time.note.zh if time and time.note else "",
        note=row.note,
        next_by=_next(row),
        **_there(way, petition),
        **_ending(way, row, day),
    )


def mediation_beside(petition: Petition, demand: Demand) -> str:
    """Say where people mediate what a demand is about, or nothing where that does not fit it."""
    if not demand.category or not TAXONOMY.find(demand.category).mediation:
        return ""
    body = body_for("mediation", petition.area)
    place = "，".join(filter(None, (body.address, body.phone))) if body else ""
    where = f"{body.name}（{place}）" if body and place else ROUTES.bodies["mediation"].zh
    return f"您与对方当事人之间的争议，双方自愿的，可以向{where}申请人民调解，不收费"


WAYS: dict[str, Callable[[Petition, int, date], content.Letter]] = {
    "guidance_notice": guidance_notice,
    "guidance_sheet": guidance_sheet,
}


def _received(petition: Petition, request: str) -> dict[str, Any]:
    return {
        "received_on": local_day(petition.received_at),
        "channel": parts.Channel(petition.channel),
        "demands": (request,),
    }


def _there(way: Way | None, petition: Petition) -> dict[str, Any]:
    """Return where a way begins, what it asks and what it owes."""
    if way is None:
        return {}
    body = body_for(way.body, petition.area)
    name = body.name if body else ROUTES.bodies[way.body].zh
    return {
        "way_there": way.title.zh,
        "to": parts.Organ(
            name=name, address=body.address if body else "", phone=body.phone if body else ""
        ),
        "hours": body.hours if body else "",
        "answers_there": way.authority.zh,
        "papers": way.papers.zh,
        "if_refused": way.refused.zh,
        "aid": str(AID_DECIDES) if way.aid else "",
        "basis": way.basis.zh,
    }


def _ending(way: Way | None, row: Guidance | Sheet, day: date) -> dict[str, Any]:
    """Return the last day there, why it is that day, and how few days are left."""
    if row.lapses_on is None:
        return {}
    time = way.time(row.begins) if way else None
    near = urgency(row.lapses_on, day)
    few = near in {Urgency.NOW, Urgency.SOON}
    return {
        "last_day": parts.Deadline(on=row.lapses_on, because=_because(time, row)),
        "days_left": str((row.lapses_on - day).days) if few else "",
        "last_week": str(NOW) if near is Urgency.NOW else "",
    }


def _because(time: Time | None, row: Guidance | Sheet) -> str:
    if time is None or row.since is None or time.ends(row.since).on != row.lapses_on:
        return "由告知单位根据您提供的情况确定"
    began = day_words(row.since).zh
    return f"{time.begins.zh}：{began}；{time.ends(row.since).because.zh}（{time.basis.zh}）"


def _next(row: Sheet) -> parts.Deadline | None:
    """Return what is owed here meanwhile: the sheet stops nothing."""
    at_bureau = row.petition.receiver.is_bureau
    limit = NEXT.get(row.demand.state, "dispatch" if at_bureau else "direct_notice")
    return deadline(row.demand, limit)
