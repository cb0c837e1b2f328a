"""Link a petition to an earlier one."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.base.errors import NotFound
from yimen.casework.guards import LinkedAlready, SameFile, require_choice
from yimen.registry.entries import Linked
from yimen.registry.models import Link, Petition
from yimen.registry.queries import open_petition, seen_by
from yimen.registry.record import record


@transaction.atomic
def link(
    petition_id: int, *, other: int, kind: str, reason: str = "", by: Actor, at: datetime
) -> Petition:
    """Link them: a repeat is no first-time matter; both keep their clocks and their answers."""
    petition = open_petition(by, "petition.link", petition_id)
    if other == petition.pk:
        raise SameFile
    require_choice(kind, Link.Kind.values)
    earlier = seen_by(by).filter(pk=other).first()
    if earlier is None or (earlier.is_sealed and not petition.is_sealed):
        raise NotFound  # no other file tells of a sealed one
    if Link.objects.filter(petition=petition, other=earlier).exists():
        raise LinkedAlready
    Link.objects.create(
        petition=petition,
        other=earlier,
        kind=kind,
        reason=reason.strip(),
        at=at,
        by_id=by.id or None,
    )
    if kind == Link.Kind.REPEAT:
        petition.is_first_time = False
    record(petition, Linked(link=kind, other_petition=earlier.pk), by=by, at=at)
    return petition
