"""Answer the two questions: can it be handled, and how; that is the guidance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.base.errors import NotFound
from yimen.base.seal import seal_words
from yimen.base.time import local_day
from yimen.casework.ways import last_day_there, require_row, time_of
from yimen.registry.models import Sheet
from yimen.registry.queries import seen_by
from yimen.rooms.legal.matters import (
    NOT_OVER,
    AnswerBothQuestions,
    NameTheWay,
    matter_of,
    require_lawyer,
    require_stage,
)
from yimen.rooms.legal.models import Consultation


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """Direction, way, what can be expected; `sheet` takes the way from a petition's own sheet."""

    can: str
    how: str
    direction: str = ""
    expect: str = ""
    way: str = ""
    begins: str = ""
    since: date | None = None
    sheet: int = 0


@transaction.atomic
def advise(number: int, *, advice: Advice, by: Actor, at: datetime) -> Consultation:
    """Give the guidance; its sheet can be printed from now on, and her last day there is known.

    Raises:
        AnswerBothQuestions, NameTheWay: it is not whole. NotAtThisStage: it is over.
    """
    require_lawyer(by)
    matter = matter_of(number, by)
    require_stage(matter, *NOT_OVER)
    if advice.can not in set(Consultation.Can) or not advice.how.strip():
        raise AnswerBothQuestions
    sheet = _sheet(matter, advice.sheet, by)
    code, begins, since = (
        (sheet.way, sheet.begins, sheet.since)
        if sheet
        else (advice.way, advice.begins, advice.since)
    )
    elsewhere = advice.can == Consultation.Can.ELSEWHERE
    if elsewhere and not code:
        raise NameTheWay
    way = require_row(code, instead=elsewhere) if code else None
    time = time_of(way, begins) if way else None
    with behind_walls(by):
        matter.can, matter.way, matter.begins = advice.can, code, time.key if time else ""
        matter.since = since
        matter.lapses_on = last_day_there(way, begins, since, on=local_day(at)) if way else None
        matter.sheet = sheet.pk if sheet else 0
        matter.direction_sealed, matter.how_sealed = (
            seal_words(advice.direction),
            seal_words(advice.how),
        )
        matter.expect_sealed = seal_words(advice.expect)
        matter.advised_at, matter.stage = at, Consultation.Stage.ADVISED
        matter.save()
    return matter


def _sheet(matter: Consultation, number: int, by: Actor) -> Sheet | None:
    """Return a screening sheet of the petition that was referred; another's is not there."""
    if not number:
        return None
    if matter.petition_id is None or not seen_by(by).filter(pk=matter.petition_id).exists():
        raise NotFound
    found = Sheet.objects.filter(petition=matter.petition_id, pk=number).first()
    if found is None:
        raise NotFound
    return found
