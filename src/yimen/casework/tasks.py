"""What the queue may ask of the casework: three lines that fetch and call an act."""

from __future__ import annotations

from datetime import time

import structlog
from django.db import transaction
from procrastinate.contrib.django import app

from yimen.access.actor import SYSTEM
from yimen.base.errors import Refused
from yimen.base.later import TRY_AGAIN
from yimen.base.time import nightly, now
from yimen.casework.actions.conclude import conclude
from yimen.casework.actions.tell_extension import tell_extension
from yimen.casework.queries.lapsed import lapsed

_log = structlog.get_logger()


@app.task(name="casework.tell_extension", retry=TRY_AGAIN)
def tell_extension_now(*, demand: int) -> None:
    """Tell the petitioner, today, of an extension that was approved."""
    tell_extension(demand, by=SYSTEM, at=now())


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
