"""Publish a change to our rules, or refuse it: always another person than who proposed it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.policy import require
from yimen.base.errors import NotFound
from yimen.base.later import later
from yimen.base.time import local_day
from yimen.law.change import read
from yimen.law.days import DAYS, ONE_DAY
from yimen.law.limits import LIMITS
from yimen.norms.guards import (
    AnotherPublishes,
    DecidedAlready,
    NotTriedYet,
    OnlyDaysToCome,
    SayWhy,
)
from yimen.norms.models import LawChange, Trial
from yimen.people.audit import note
from yimen.people.models import AdminEntry


@transaction.atomic
def publish_change(change_id: int, *, by: Actor, at: datetime) -> LawChange:
    """Publish it: every process counts by it from its day on; what has begun keeps its rule.

    Raises:
        NotYourDuty, NotFound, AnotherPublishes, DecidedAlready, NotTriedYet, OnlyDaysToCome,
        NotAChange.
    """
    change = _open(change_id, by)
    read(change.text, LIMITS, DAYS)
    tomorrow = local_day(at) + ONE_DAY
    if change.starts_on < tomorrow:
        raise OnlyDaysToCome(day=tomorrow)
    if not change.trials.filter(stage=Trial.Stage.DONE).exists():
        raise NotTriedYet
    _decide(change, LawChange.Stage.PUBLISHED, "", by, at)
    note(AdminEntry.Kind.LAW_PUBLISHED, by=by, at=at, change=change.pk)
    later("norms.lay_out", lock="law")
    return change


@transaction.atomic
def refuse_change(change_id: int, *, answer: str, by: Actor, at: datetime) -> LawChange:
    """Refuse it, with the reason; it can be proposed anew.

    Raises:
        NotYourDuty, NotFound, AnotherPublishes, DecidedAlready, SayWhy.
    """
    change = _open(change_id, by)
    if not answer.strip():
        raise SayWhy
    _decide(change, LawChange.Stage.REFUSED, answer.strip(), by, at)
    note(AdminEntry.Kind.LAW_REFUSED, by=by, at=at, change=change.pk)
    return change


def _open(change_id: int, by: Actor) -> LawChange:
    require(by, "law.publish")
    change = LawChange.objects.select_for_update().filter(pk=change_id).first()
    if change is None:
        raise NotFound
    if change.stage != LawChange.Stage.PROPOSED:
        raise DecidedAlready
    if change.proposed_by_id == by.id:
        raise AnotherPublishes
    return change


def _decide(
    change: LawChange, stage: LawChange.Stage, answer: str, by: Actor, at: datetime
) -> None:
    change.stage, change.answer = stage, answer
    change.decided_by_id, change.decided_at = by.id, at
    change.save()
