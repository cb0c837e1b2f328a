"""Check an answer: enough, and the advice is closed; or not, and a fuller one is asked for."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.base.seal import seal_words
from yimen.base.time import local_day
from yimen.casework.actions.cite_advice import cite_advice
from yimen.casework.guards import require_other
from yimen.registry.queries import seen_by
from yimen.supervision.advices import SayWhatIsMissing, place_of
from yimen.supervision.models import Advice, Citation, Round


@transaction.atomic
def check(advice: int, *, is_enough: bool, remark: str = "", by: Actor, at: datetime) -> Advice:
    """Say whether the answer is enough; where it is not, the whole time to answer runs anew.

    Raises:
        SayWhatIsMissing: it is not enough, and nothing says why.
        SamePerson: one entered the answer oneself.
    """
    on = local_day(at)
    row = place_of(advice, "check", by, on).advice
    turn = Round.objects.filter(advice=row).latest("pk")
    require_other(by, turn.answered_by_id)
    if not is_enough and not remark.strip():
        raise SayWhatIsMissing
    if is_enough:
        _close(row, by, at)
    with behind_walls(by):
        turn.is_enough, turn.check_sealed = is_enough, seal_words(remark)
        turn.checked_by_id, turn.checked_at = by.id, at
        turn.save()
        row.state = Advice.State.CLOSED if is_enough else Advice.State.SENT
        row.closed_at = at if is_enough else None
        row.save(update_fields=["state", "closed_at"])
        if not is_enough:
            Round.objects.create(advice=row, since_on=on)
    return row


def _close(row: Advice, by: Actor, at: datetime) -> None:
    """Add the line to each petition that is still open to whoever checks; a sealed one is not."""
    cited = Citation.objects.filter(advice=row).values_list("petition", flat=True)
    still = seen_by(by, "petition.cite").filter(is_sealed=False, pk__in=list(cited))
    for one in sorted(still.values_list("pk", flat=True)):
        cite_advice(one, advice=row.pk, is_over=True, by=by, at=at)
