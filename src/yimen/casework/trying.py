"""Work out a trial of a changed rule that an administrator asked for, telling how far it is."""

from __future__ import annotations

from collections import deque
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from yimen.casework.queries.replay import Window, how_many, replay
from yimen.law.change import read
from yimen.law.days import DAYS
from yimen.law.limits import LIMITS
from yimen.law.trying import Outcome
from yimen.norms.actions.report_trial import begin_trial, break_off_trial, end_trial, went_on

#: A way or a limit with its figures, as JSON keeps it.
Figures = dict[str, Any]


def work_out(trial_id: int, *, on: date, at: datetime) -> None:
    """Replay the petitions of its window and keep the figures; asked twice, it is done once."""
    trial = begin_trial(trial_id)
    if trial is None:
        return
    window, outcome = Window(trial.since, trial.until, on), Outcome()
    try:
        change = read(trial.change.text, LIMITS, DAYS)
        went_on(trial, total=how_many(window))
        found = replay(
            change,
            window,
            outcome,
            profile=trial.profile,
            done=lambda more: went_on(trial, more=more),
        )
        deque(found, maxlen=0)  # only the figures are kept
    except Exception:
        break_off_trial(trial, at=at)
        raise
    end_trial(trial, figures_of(outcome), at=at)


def figures_of(outcome: Outcome) -> Figures:
    """Return an outcome in plain values: figures, and no petition."""
    return {
        "petitions": outcome.petitions,
        "touched": outcome.touched,
        "limits": {name: asdict(tally) for name, tally in sorted(outcome.limits.items())},
        "ways": [
            {"before": was, "after": will, "number": number}
            for (was, will), number in outcome.ways.most_common()
        ],
    }
