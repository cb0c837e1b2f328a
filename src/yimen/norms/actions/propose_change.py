"""Propose a change to our rules: read strictly, kept as it was written."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.policy import require
from yimen.base.time import local_day
from yimen.law.change import read
from yimen.law.days import DAYS, ONE_DAY
from yimen.law.limits import LIMITS
from yimen.norms.guards import OnlyDaysToCome, SayWhy, TitleTooLong
from yimen.norms.models import LawChange
from yimen.people.audit import note
from yimen.people.models import AdminEntry

LONGEST_TITLE = 120


@transaction.atomic
def propose_change(text: str, *, reason: str, by: Actor, at: datetime) -> LawChange:
    """Propose it: nothing counts by it before another person has published it.

    Raises:
        NotYourDuty, NotAChange, ChangesNothing, OnlyDaysToCome, SayWhy, TitleTooLong.
    """
    require(by, "law.propose")
    change = read(text, LIMITS, DAYS)
    tomorrow = local_day(at) + ONE_DAY
    if change.starts_on < tomorrow:
        raise OnlyDaysToCome(day=tomorrow)
    if not reason.strip():
        raise SayWhy
    if len(change.title.zh) > LONGEST_TITLE or len(change.title.en) > LONGEST_TITLE:
        raise TitleTooLong(most=LONGEST_TITLE)
    kept = LawChange.objects.create(
        title=change.title.zh,
        title_en=change.title.en,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        starts_on=change.starts_on,
        reason=reason.strip(),
        proposed_by_id=by.id,
        proposed_at=at,
    )
    note(AdminEntry.Kind.LAW_PROPOSED, by=by, at=at, change=kept.pk)
    return kept
