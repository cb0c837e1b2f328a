"""Add an organ."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.policy import require
from yimen.base.errors import NotFound
from yimen.base.time import local_day
from yimen.people.audit import note
from yimen.people.guards import (
    MarkMissing,
    MarkTaken,
    NoSuchKind,
    OrganNameTaken,
    found_organ,
    require_competences,
    require_guide,
    require_profile,
    require_standing,
    require_text,
)
from yimen.people.models import AdminEntry, Organ, Region
from yimen.people.shapes import Entry


@transaction.atomic
def add_organ(
    *,
    name: str,
    mark: str,
    kind: str,
    region: int,
    parent: int = 0,
    entry: Entry | None = None,
    by: Actor,
    at: datetime,
) -> Organ:
    """Add it: from now on petitions can be sent to it, and posts given in it.

    `mark` opens its document numbers; `parent` is the organ above it, where a review is asked for.

    Raises:
        NotYourDuty, NameMissing, MarkMissing, NoSuchKind, OrganNameTaken, OrganEnded,
        NoSuchCompetence, NoSuchLocalProfile, GuideMissing.
    """
    require(by, "organs.manage")
    entry = entry or Entry()
    if not Region.objects.filter(pk=region).exists():
        raise NotFound
    if kind not in Organ.Kind.values:
        raise NoSuchKind(kind=kind)
    if not mark.strip():
        raise MarkMissing
    if Organ.objects.filter(name=require_text(name)).exists():
        raise OrganNameTaken(name=name.strip())
    marked = Organ.objects.filter(mark=mark.strip()).first()
    if marked:
        raise MarkTaken(organ=marked.name, mark=mark.strip())
    above = require_standing(found_organ(parent), local_day(at)) if parent else None
    guide = require_guide(entry.guide, of=0, is_vertical=entry.is_vertical, on=local_day(at))
    organ = Organ.objects.create(
        name=name.strip(),
        mark=mark.strip(),
        kind=kind,
        region_id=region,
        parent=above,
        competence=require_competences(entry.competence),
        address=entry.address.strip(),
        phone=entry.phone.strip(),
        hours=entry.hours.strip(),
        profile=require_profile(entry.profile),
        has_reception=entry.has_reception,
        guide=guide,
        is_vertical=entry.is_vertical,
    )
    note(AdminEntry.Kind.ORGAN_ADDED, by=by, at=at, organ=organ.pk, region=region, parent=parent)
    return organ
