"""A trial of a changed rule as an administrator reads it: figures by limit, and no petition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yimen.casework.showing import Shown, language
from yimen.law.limits import LIMITS, NoSuchLimit
from yimen.law.routes import ROUTES

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from yimen.norms.models import Trial

_ALL = 100


def trial_shown(row: Trial, stage: tuple[Promise | str, str]) -> Shown:
    """Return one trial: how far it is, and once it is done, what differs."""
    label, tone = stage
    figures = row.result
    differing = [
        {"title": _limit(name), **tally}
        for name, tally in figures.get("limits", {}).items()
        if any(tally[what] for what in ("nearer", "further", "new", "gone"))
        or tally["late_before"] != tally["late_after"]
    ]
    return {
        "since": row.since,
        "until": row.until,
        "profile": row.profile,
        "stage": row.stage,
        "state": {"label": label, "tone": tone},
        "done": row.done,
        "total": row.total,
        "percent": min(_ALL, _ALL * row.done // row.total) if row.total else 0,
        "petitions": figures.get("petitions", 0),
        "touched": figures.get("touched", 0),
        "limits": differing,
        "ways": [
            {"before": _way(one["before"]), "after": _way(one["after"]), "number": one["number"]}
            for one in figures.get("ways", [])
        ],
    }


def _limit(name: str) -> str:
    try:
        return LIMITS.latest(name).title.say(language())
    except NoSuchLimit:  # a profile that was only tried
        return name


def _way(code: str) -> str:
    return ROUTES.find(code).title.say(language()) if code in ROUTES else code
