"""Sign an advice: it goes out, and the organ's time to answer begins."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.base.errors import NotFound
from yimen.base.seal import unseal
from yimen.base.time import local_day
from yimen.casework.accusing import SealedStays
from yimen.casework.actions.cite_advice import cite_advice
from yimen.casework.guards import require_living
from yimen.documents.between import issue_between
from yimen.registry.models import Entry, Petition
from yimen.supervision.advices import (
    CitedIsShut,
    place_of,
    require_faceless,
    require_level,
    require_power,
)
from yimen.supervision.letters import advice_letter
from yimen.supervision.models import Advice, Citation, Round


@transaction.atomic
def sign(advice: int, *, by: Actor, at: datetime) -> Advice:
    """Sign and send it; the record of each petition on which it rests says so.

    To an organ that works here it has come at once; another is sent the paper, and its time
    begins with the day on which it gets it.

    Raises:
        SamePerson: it is one's own draft. CitedIsShut: a petition was sealed, or moved away.
        SaysWho: somebody who petitions since is named in it.
        OrganHasEnded, NotOurLevel, HasNoPower: it cannot go there any more.
    """
    on = local_day(at)
    place = place_of(advice, "sign", by, on)
    row = place.advice
    require_level(row.kind, require_living(row.organ, on), row.bureau, on)
    require_power(row.kind, row.organ, row.concerned, on)
    cited = _cite(row, by, at)
    texts = (row.title_sealed, row.facts_sealed, row.proposal_sealed)
    require_faceless([unseal(text) for text in texts], cited)  # somebody may have joined since
    row.signed_by_id, row.signed_at, row.state = by.id, at, Advice.State.SENT
    row.remark_sealed = b""
    first = Round(advice=row, since_on=on if place.is_here else None)
    with behind_walls(by):
        line = Entry.objects.get(petition=cited[0], seq=cited[0].head_seq)
        letter = issue_between(
            advice_letter(row, first, on), organ=row.bureau, subject=row.pk, line=line, at=at
        )
        row.number = letter.number
        row.save()
        first.save()
    return row


def _cite(row: Advice, by: Actor, at: datetime) -> list[Petition]:
    """Add the line to each petition, in the order of their rows: no two who sign lock crosswise."""
    cited = Citation.objects.filter(advice=row).values_list("petition", flat=True)
    try:
        return [cite_advice(one, advice=row.pk, by=by, at=at) for one in sorted(cited)]
    except (NotFound, SealedStays):
        raise CitedIsShut from None
