"""What the queue may ask of the registry: the digest of the day."""

from __future__ import annotations

from datetime import time

import structlog
from procrastinate.contrib.django import app

from yimen.base.later import TRY_AGAIN
from yimen.base.time import nightly, now
from yimen.registry import digests

_log = structlog.get_logger()


@app.periodic(cron=nightly(time(0, 40)))
@app.task(name="registry.make_digest", queueing_lock="registry.make_digest", retry=TRY_AGAIN)
def make_digest(timestamp: int) -> None:  # noqa: ARG001  # procrastinate says when it was due
    """Sum up, after midnight, every line written since the digest before, and publish the sum."""
    digest = digests.make(now())
    _log.info("digest", number=digest.number, lines=digest.lines)
