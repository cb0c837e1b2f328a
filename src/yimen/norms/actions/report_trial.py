"""How far a trial is, and what came of it: written by the job that works it out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from yimen.norms.models import Trial

#: How far it is is written outside the transaction that reads the register: pages look at it.
_OVER = (Trial.Stage.DONE, Trial.Stage.FAILED)


def begin_trial(trial_id: int) -> Trial | None:
    """Begin it, unless it is over; a job that was broken off begins anew."""
    trial = Trial.objects.select_related("change").filter(pk=trial_id).first()
    if trial is None or trial.stage in _OVER:
        return None
    trial.stage, trial.done, trial.total = Trial.Stage.RUNNING, 0, None
    trial.save(update_fields=["stage", "done", "total"])
    return trial


def went_on(trial: Trial, *, more: int = 0, total: int | None = None) -> None:
    """Write down how many petitions there are, or how many more are done."""
    trial.done += more
    trial.total = trial.total if total is None else total
    trial.save(update_fields=["done", "total"])


def end_trial(trial: Trial, result: dict[str, Any], *, at: datetime) -> None:
    """Keep the figures."""
    trial.stage, trial.result, trial.ended_at = Trial.Stage.DONE, result, at
    trial.save(update_fields=["stage", "result", "ended_at"])


def break_off_trial(trial: Trial, *, at: datetime) -> None:
    """Say that it could not be worked out; the log says why."""
    trial.stage, trial.ended_at = Trial.Stage.FAILED, at
    trial.save(update_fields=["stage", "ended_at"])
