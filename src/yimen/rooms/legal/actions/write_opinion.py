"""Write a legal opinion: what it assumes, the law, the ways, the risks."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.base.seal import seal_words
from yimen.rooms.legal.matters import (
    NOT_OVER,
    OpinionIncomplete,
    OpinionSigned,
    matter_of,
    require_lawyer,
    require_stage,
)
from yimen.rooms.legal.models import Opinion


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The four parts of a legal opinion."""

    facts: str
    law: str
    ways: str
    risks: str


@transaction.atomic
def write_opinion(
    number: int, *, parts: Parts, sign: bool = False, by: Actor, at: datetime
) -> Opinion:
    """Keep the draft, or sign it: what is signed is not changed any more.

    Raises:
        OpinionIncomplete: a part is missing. OpinionSigned. NotAtThisStage.
    """
    require_lawyer(by)
    matter = matter_of(number, by)
    require_stage(matter, *NOT_OVER)
    if not all(part.strip() for part in astuple(parts)):
        raise OpinionIncomplete
    with behind_walls(by):
        known = Opinion.objects.filter(consultation=matter).first()
        row = known or Opinion(consultation=matter)
        if row.signed_at:
            raise OpinionSigned
        row.facts_sealed, row.law_sealed = seal_words(parts.facts), seal_words(parts.law)
        row.ways_sealed, row.cautions_sealed = seal_words(parts.ways), seal_words(parts.risks)
        row.written_at, row.signed_at = at, at if sign else None
        row.save()
    return row
