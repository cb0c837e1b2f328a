"""What the queue may ask of the documents: three lines that fetch and call an act."""

from __future__ import annotations

from datetime import datetime, time

import structlog
from django.db import transaction
from procrastinate.contrib.django import app

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.base.later import TRY_AGAIN
from yimen.base.time import nightly, now
from yimen.documents import actions, composing_people, lane, waiting

_log = structlog.get_logger()
A_DAY = 24 * 60 * 60


@app.task(name="documents.issue", retry=TRY_AGAIN)
def issue(*, kind: str, petition: int, at: str, subject: int = 0) -> None:
    """Issue a letter that an act asked for."""
    with transaction.atomic():
        act_as(SYSTEM)
        actions.issue(kind, petition=petition, subject=subject, at=datetime.fromisoformat(at))


@app.task(name="documents.issue_replies", retry=TRY_AGAIN)
def issue_replies(*, petition: int, opinion: int, at: str) -> None:
    """Issue the answers of all who asked together, each a letter of its own."""
    with transaction.atomic():
        act_as(SYSTEM)
        wanted = composing_people.replies_to(opinion)
    for reply in wanted:
        with transaction.atomic():
            act_as(SYSTEM)
            actions.issue(
                "personal_reply", petition=petition, subject=reply, at=datetime.fromisoformat(at)
            )


@app.periodic(cron=nightly(time(3, 37)))
@app.task(name="documents.sweep_waiting", queueing_lock="documents.sweep_waiting")
def sweep_waiting(timestamp: int) -> None:  # noqa: ARG001  # procrastinate says when it was due
    """Forget, at night, the papers of forms that were not sent within a day.

    And what a sealed file left in the clear, where a process died before it was taken away.
    """
    yesterday = now().timestamp() - A_DAY
    waiting.sweep(yesterday)
    with transaction.atomic():
        act_as(SYSTEM)
        left = lane.sweep(yesterday)
    if left:
        _log.info("taken_from_the_clear", number=left)
