"""What the letters of the lanes say, drawn from the file; of an accusation, its sheet alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from yimen.base.time import local_day
from yimen.documents import content, content_lanes, parts
from yimen.documents.drawn import deadline, head, organ_of, person_of
from yimen.registry import lane
from yimen.registry.models import Accusation, Petition, Suggestion

LEVELS = {
    "": "未注明",
    Accusation.Level.VILLAGE: "村（社区）工作人员",
    Accusation.Level.TOWNSHIP: "乡镇（街道）管理的人员",
    Accusation.Level.COUNTY: "县（区）管理的人员",
    Accusation.Level.ABOVE: "上级管理的人员",
}


def suggestion_notice(
    petition: Petition, suggestion_id: int, day: date
) -> content_lanes.SuggestionNotice:
    """Say that it is studied, by whom, and by when it is answered."""
    row = _suggestion(suggestion_id)
    handler = row.demand.handler
    return content_lanes.SuggestionNotice(
        **head(petition, row.organ, day),
        contact=person_of(handler, row.organ.phone),
        received_on=local_day(petition.received_at),
        channel=parts.Channel(petition.channel),
        demands=(row.demand.request,),
        taken_on=local_day(row.taken_at),
        handler=row.organ.name,
        answer_by=deadline(row.demand, "suggestion_reply", since=local_day(row.taken_at)),
    )


def suggestion_reply(
    petition: Petition, suggestion_id: int, day: date
) -> content_lanes.SuggestionReply:
    """Say what the study came to, what becomes of it, and why."""
    row = _suggestion(suggestion_id)
    return content_lanes.SuggestionReply(
        **head(petition, row.organ, day),
        contact=person_of(row.demand.handler, row.organ.phone),
        received_on=local_day(petition.received_at),
        channel=parts.Channel(petition.channel),
        demands=(row.demand.request,),
        study=row.study,
        adoption=parts.Adoption(row.result),
        reasons=row.reasons,
        measures=row.measures,
        reward=row.reward,
    )


def accusation_sheet(
    petition: Petition, accusation_id: int, day: date
) -> content_lanes.AccusationSheet:
    """Say what is reported, and nothing of who reports it."""
    row = _accusation(accusation_id)
    sent_on = _sent_on(row, day)
    return content_lanes.AccusationSheet(
        **head(petition, petition.receiver, day, to_petitioner=False)
        | {"addressee": row.to_organ.name if row.to_organ else ""},
        seal_number=row.seal_number,
        level=LEVELS[row.level],
        received_on=local_day(petition.received_at),
        sent_on=sent_on,
        issues=lane.sheet_of(row),
        notice_by=deadline(row.demand, "acceptance_notice", since=sent_on).on,
    )


def accusation_notice(
    petition: Petition, accusation_id: int, day: date
) -> content_lanes.AccusationNotice:
    """Say where it went, and not a word of what it says."""
    row = _accusation(accusation_id)
    sent_on = _sent_on(row, day)
    to = row.to_organ or row.demand.owner
    whole = "整件" if row.proposed_at is None else ""
    return content_lanes.AccusationNotice(
        **head(petition, to if whole else petition.receiver, day),
        received_on=local_day(petition.received_at),
        sent_on=sent_on,
        to=organ_of(to),
        notice_by=deadline(row.demand, "acceptance_notice", since=sent_on).on,
        whole=whole,
    )


def accusation_reply(
    petition: Petition, accusation_id: int, day: date
) -> content_lanes.AccusationReply:
    """Say what the competent organ may say of the outcome."""
    row = _accusation(accusation_id)
    return content_lanes.AccusationReply(
        **head(petition, row.demand.owner, day),
        received_on=local_day(petition.received_at),
        answer=lane.answer_of(row),
    )


LANES: dict[str, Callable[[Petition, int, date], content.Letter]] = {
    "suggestion_notice": suggestion_notice,
    "suggestion_reply": suggestion_reply,
    "accusation_sheet": accusation_sheet,
    "accusation_notice": accusation_notice,
    "accusation_reply": accusation_reply,
}


def _suggestion(number: int) -> Suggestion:
    return Suggestion.objects.select_related("organ", "demand__handler").get(pk=number)


def _accusation(number: int) -> Accusation:
    return Accusation.objects.select_related("to_organ", "demand__owner").get(pk=number)


def _sent_on(row: Accusation, day: date) -> date:
    return local_day(row.released_at) if row.released_at else day
