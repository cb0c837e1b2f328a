"""What the queue may ask of the norm library."""

from __future__ import annotations

from datetime import time

from django.db import transaction
from procrastinate.contrib.django import app

from yimen.base.later import TRY_AGAIN
from yimen.base.time import nightly
from yimen.norms.actions.lay_out import lay_out


@app.task(name="norms.lay_out", retry=TRY_AGAIN)
def lay_out_now() -> None:
    """Lay out what was just published."""
    with transaction.atomic():
        lay_out()


@app.periodic(cron=nightly(time(3, 7)))
@app.task(name="norms.lay_out_again", queueing_lock="norms.lay_out_again")
def lay_out_again(timestamp: int) -> None:  # noqa: ARG001  # procrastinate says when it was due
    """Make sure, each night, that what is published lies where processes look for it."""
    lay_out_now()
