"""Add a version to an instrument; the one before it ends where this begins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.policy import require
from yimen.base.errors import NotFound
from yimen.norms.guards import EndsBeforeItStarts, ThatDayIsTaken
from yimen.norms.models import Norm, Version
from yimen.people.audit import note
from yimen.people.models import AdminEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What a version says, and where it was taken from."""

    number: str = ""
    registration: str = ""
    issued_on: date | None = None
    ends_on: date | None = None
    text: str = ""
    source: str = ""


@transaction.atomic
def add_version(norm_id: int, *, starts_on: date, text: Text, by: Actor, at: datetime) -> Version:
    """Add it; whatever version counted on that day is superseded by it from that day on.

    Raises:
        NotYourDuty, NotFound, ThatDayIsTaken, EndsBeforeItStarts.
    """
    require(by, "norms.manage")
    norm = Norm.objects.select_for_update().filter(pk=norm_id).first()
    if norm is None:
        raise NotFound
    if text.ends_on and text.ends_on <= starts_on:
        raise EndsBeforeItStarts(starts=starts_on, ends=text.ends_on)
    if norm.versions.filter(starts_on=starts_on).exists():
        raise ThatDayIsTaken(title=norm.title, day=starts_on)
    after = norm.versions.filter(starts_on__gt=starts_on).order_by("starts_on").first()
    added = Version.objects.create(
        norm=norm,
        number=text.number.strip(),
        registration=text.registration.strip(),
        issued_on=text.issued_on,
        starts_on=starts_on,
        ends_on=text.ends_on or (after.starts_on if after else None),
        superseded_by=None if text.ends_on else after,
        text=text.text.strip(),
        source=text.source.strip(),
        added_by_id=by.id or None,
        added_at=at,
    )
    before = norm.versions.filter(starts_on__lt=starts_on).order_by("-starts_on").first()
    if before and (before.ends_on is None or before.ends_on > starts_on):
        before.ends_on, before.superseded_by = starts_on, added
        before.save(update_fields=["ends_on", "superseded_by"])
    note(AdminEntry.Kind.NORM_ADDED, by=by, at=at, norm=norm.pk, version=added.pk)
    return added
