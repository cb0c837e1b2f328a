"""Ask for a trial of a change on past petitions; a job works it out."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.policy import require
from yimen.base.errors import NotFound
from yimen.base.later import later
from yimen.norms.guards import WindowBackwards
from yimen.norms.models import LawChange, Trial


@transaction.atomic
def ask_trial(
    change_id: int, *, since: date, until: date, profile: str = "", by: Actor, at: datetime
) -> Trial:
    """Ask for it: of the petitions received from one day to another, figures alone come back.

    Raises:
        NotYourDuty, NotFound, WindowBackwards.
    """
    require(by, "law.read")
    change = LawChange.objects.filter(pk=change_id).first()
    if change is None:
        raise NotFound
    if since > until:
        raise WindowBackwards
    trial = Trial.objects.create(
        change=change, since=since, until=until, profile=profile, asked_by_id=by.id, asked_at=at
    )
    later("casework.try_change", lock="law", trial=trial.pk)
    return trial
