"""Say that a version no longer counts, and what took its place."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.policy import require
from yimen.base.errors import NotFound
from yimen.norms.guards import EndsBeforeItStarts
from yimen.norms.models import Version
from yimen.people.audit import note
from yimen.people.models import AdminEntry


@transaction.atomic
def supersede(version_id: int, *, on: date, norm: int = 0, by: Actor, at: datetime) -> Version:
    """End it from a day on; `norm` is the instrument that takes its place, if another does.

    Raises:
        NotYourDuty, NotFound, EndsBeforeItStarts.
    """
    require(by, "norms.manage")
    version = Version.objects.select_for_update().filter(pk=version_id).first()
    if version is None:
        raise NotFound
    if on <= version.starts_on:
        raise EndsBeforeItStarts(starts=version.starts_on, ends=on)
    taking = Version.objects.filter(norm=norm).order_by("-starts_on").first() if norm else None
    version.ends_on, version.superseded_by = on, taking
    version.save(update_fields=["ends_on", "superseded_by"])
    note(AdminEntry.Kind.NORM_ENDED, by=by, at=at, norm=version.norm_id, version=version.pk)
    return version
