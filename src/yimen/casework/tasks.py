"""What the queue may ask of the casework: three lines that fetch and call an act."""

from __future__ import annotations

import contextlib
from datetime import time

import structlog
from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from yimen.access.actor import SYSTEM
from yimen.base.errors import Refused
from yimen.base.later import TRY_AGAIN, later
from yimen.base.time import local_day, nightly, now
from yimen.casework import binding
from yimen.casework.actions.conclude import conclude
from yimen.casework.actions.convert_to_ordinary import convert_to_ordinary
from yimen.casework.actions.drop_simple import drop_simple
from yimen.casework.actions.mark_breach import mark_breach
from yimen.casework.actions.pass_duty import pass_duty
from yimen.casework.actions.recount import recount
from yimen.casework.actions.shut import shut
from yimen.casework.actions.tell_extension import tell_extension
from yimen.casework.actions.transfer import transfer
from yimen.casework.queries.lapsed import lapsed
from yimen.casework.queries.overdue import looked, passed, uncertain
from yimen.casework.queries.sending import duties_left_behind, left_behind, overtaken
from yimen.casework.queries.unsealed import unsealed
from yimen.casework.trying import work_out

_log = structlog.get_logger()
#: So many clocks are marked in one job; other jobs come between.
A_BATCH = 100


@app.task(name="casework.tell_extension", retry=TRY_AGAIN)
def tell_extension_now(*, demand: int) -> None:
    """Tell the petitioner, today, of an extension that was approved."""
    tell_extension(demand, by=SYSTEM, at=now())


@app.task(name="casework.bind", retry=TRY_AGAIN)
def bind(*, bundle: int, language: str) -> None:
    """Put everything of a file together as one PDF."""
    binding.make(bundle, language)


@app.periodic(cron=nightly(time(0, 10)))
@app.task(name="casework.conclude_lapsed")
def conclude_lapsed(timestamp: int) -> None:  # noqa: ARG001  # procrastinate says when it was due
    """Conclude, after midnight, every demand whose time to ask for a review has passed.

    One that cannot be concluded, because somebody moved it on meanwhile, keeps back no other.
    """
    with transaction.atomic():
        over = lapsed(now())
    for demand in over:
        try:
            conclude(demand, by=SYSTEM, at=now())
        except Refused as refusal:
            _log.warning("not_concluded", demand=demand, because=type(refusal).__name__)


@app.periodic(cron=nightly(time(0, 1)))
@app.task(name="casework.mark_breaches", queueing_lock="casework.mark_breaches")
def mark_breaches(timestamp: int, after: int = 0) -> None:
    """Mark, after midnight and when a worker starts, every time limit that has passed.

    Each in a transaction of its own, some in each job, until none is left; a job that runs twice
    marks nothing twice.
    """
    at = now()
    with transaction.atomic():
        found = passed(at, after=after, size=A_BATCH)
    for one in found:
        try:
            mark_breach(one.demand, clock=one.clock, by=SYSTEM, at=now())
        except Refused as refusal:
            _log.warning("not_marked", demand=one.demand, because=type(refusal).__name__)
    if not found:
        with transaction.atomic():
            looked(local_day(at))
        return
    with contextlib.suppress(AlreadyEnqueued), transaction.atomic():  # the other one does it
        later("casework.mark_breaches", timestamp=timestamp, after=found[-1].clock)


@app.periodic(cron=nightly(time(0, 0)))
@app.task(name="casework.recount", queueing_lock="casework.recount")
def recount_dates(timestamp: int, after: int = 0) -> None:
    """Count again, after midnight and when a worker starts, what waited for a calendar.

    It comes before the search for missed limits, in batches as that does.
    """
    with transaction.atomic():
        found = uncertain(now(), after=after, size=A_BATCH)
    for one in found:
        try:
            recount(one.demand, clock=one.clock, by=SYSTEM, at=now())
        except Refused as refusal:
            _log.warning("not_recounted", demand=one.demand, because=type(refusal).__name__)
    if len(found) == A_BATCH:
        with contextlib.suppress(AlreadyEnqueued), transaction.atomic():
            later("casework.recount", timestamp=timestamp, after=found[-1].clock)


@app.task(name="casework.try_change")
def try_change(*, trial: int) -> None:
    """Work out what a changed rule would have done to past petitions."""
    at = now()
    work_out(trial, on=local_day(at), at=at)


@app.periodic(cron=nightly(time(0, 0)))
@app.task(name="casework.turn_ordinary")
def turn_ordinary(timestamp: int) -> None:  # noqa: ARG001  # procrastinate says when it was due
    """Turn, after midnight, what was not answered in its short time to the ordinary procedure.

    It comes before the search for missed limits: a short promise that passes is no breach.
    """
    with transaction.atomic():
        proposed, accepted = overtaken(now())
    for demand in proposed:
        try:
            drop_simple(demand, by=SYSTEM, at=now())
        except Refused as refusal:
            _log.warning("not_dropped", demand=demand, because=type(refusal).__name__)
    for demand in accepted:
        try:
            convert_to_ordinary(demand, because="time", by=SYSTEM, at=now())
        except Refused as refusal:
            _log.warning("not_converted", demand=demand, because=type(refusal).__name__)


@app.periodic(cron=nightly(time(0, 1)))
@app.task(name="casework.pass_on")
def pass_on(timestamp: int) -> None:  # noqa: ARG001  # procrastinate says when it was due
    """Pass, after midnight, what dissolved organs have left to their successors."""
    with transaction.atomic():
        left = [
            *((transfer, demand) for demand in left_behind(now())),
            *((pass_duty, demand) for demand in duties_left_behind(now())),
        ]
    for act, demand in left:
        try:
            act(demand, by=SYSTEM, at=now())
        except Refused as refusal:
            _log.warning("not_passed_on", demand=demand, because=type(refusal).__name__)


@app.periodic(cron="*/10 * * * *")
@app.task(name="casework.seal_the_lane", queueing_lock="casework.seal_the_lane")
def seal_the_lane(timestamp: int) -> None:  # noqa: ARG001  # procrastinate says when it was due
    """Encrypt, soon after an upgrade, the accusations that came in before there was a lane."""
    with transaction.atomic():
        waiting = unsealed()
    for petition in waiting:
        shut(petition, by=SYSTEM, at=now())
