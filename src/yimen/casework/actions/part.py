"""Part a petition from the one that it was handled together with."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import act_as
from yimen.casework.guards import require_reason
from yimen.casework.joining import in_order, require_active
from yimen.casework.papers import write_letter
from yimen.registry.entries_people import Parted, PartedFrom
from yimen.registry.models import Petition
from yimen.registry.queries import open_petition
from yimen.registry.record import record


@transaction.atomic
def part(petition_id: int, *, reason: str, by: Actor, at: datetime) -> Petition:
    """Part it: it goes on by itself where it stands; no limit changes, and nothing is lost."""
    act_as(by)
    joining = require_active(petition_id)
    both = in_order(petition_id, joining.leader_id)
    opened = {pk: open_petition(by, "petition.join", pk) for pk in both}
    petition, leading = opened[petition_id], opened[joining.leader_id]
    joining.parted_because, joining.parted_at = require_reason(reason), at
    joining.parted_by_id = by.id or None
    joining.save()
    said = Parted(other_petition=leading.pk, joining=joining.pk)
    record(petition, said, by=by, at=at, about=joining.positions)
    left = PartedFrom(other_petition=petition.pk, joining=joining.pk)
    record(leading, left, by=by, at=at, about=[joining.leader_position])
    write_letter("parted_notice", petition_id, subject=joining.pk, at=at)
    return petition
