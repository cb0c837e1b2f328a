"""Answer an advice in writing: adopted or not, why, what is done, and by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.base.seal import seal_words
from yimen.base.time import local_day
from yimen.casework.guards import require_choice
from yimen.documents.between import issue_between
from yimen.documents.models import OfficeLetter
from yimen.supervision.advices import place_of, require_words
from yimen.supervision.letters import advice_reply
from yimen.supervision.models import Advice, Round

Adoption = Round.Adoption


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the organ says: a no and a half need reasons, a yes and a half need measures."""

    adoption: str
    reasons: str = ""
    measures: str = ""
    done_by: date | None = None


@transaction.atomic
def answer(advice: int, *, answer: Answer, by: Actor, at: datetime) -> Round:
    """Answer for one's organ; it is printed as its own letter, and the bureau checks it.

    Where nobody of the organ works here, the bureau enters what its paper says.

    Raises:
        WriteAll: reasons or measures are missing. NotAtThisStage: it is answered.
    """
    on = local_day(at)
    row = place_of(advice, "answer", by, on).advice
    said = require_choice(answer.adoption, Adoption.values)
    require_words(
        {
            _("the reasons"): "-" if said == Adoption.ADOPTED else answer.reasons,
            _("what is done"): "-" if said == Adoption.NOT_ADOPTED else answer.measures,
        }
    )
    with behind_walls(by):
        turn = Round.objects.select_for_update().get(advice=row, answered_at=None)
        turn.since_on = turn.since_on or on
        turn.adoption, turn.done_by = said, answer.done_by
        turn.reasons_sealed = seal_words(answer.reasons)
        turn.measures_sealed = seal_words(answer.measures)
        turn.on_paper = by.organ == row.bureau_id
        turn.answered_by_id, turn.answered_at = by.id, at
        turn.save()
        if row.received_at is None:  # whoever answers has read it
            row.received_by_id, row.received_at = by.id, at
        row.state = Advice.State.ANSWERED
        row.save()
        if not turn.on_paper:
            _print(row, turn, at)
    return turn


def _print(row: Advice, turn: Round, at: datetime) -> None:
    """Print the organ's letter; it quotes the line of the record that the advice quotes."""
    sent = OfficeLetter.objects.select_related("line").filter(subject=row.pk)[0]
    issue_between(
        advice_reply(row, turn, local_day(at)),
        organ=row.organ,
        subject=row.pk,
        line=sent.line,
        at=at,
        answers=row.number,
    )
