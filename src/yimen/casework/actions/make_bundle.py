"""Have everything of a file put together as one PDF."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language

from yimen.access.actor import Actor, Role
from yimen.base.errors import Refused
from yimen.base.later import later
from yimen.registry import readings
from yimen.registry.models import Bundle
from yimen.registry.queries import open_petition

#: After so long nobody waits any more for one that was begun.
PATIENCE = timedelta(minutes=30)


class SealedStaysApart(Refused):
    """An accusation is not put together with other papers. Read it where it is kept."""


@transaction.atomic
def make_bundle(petition_id: int, *, by: Actor, at: datetime) -> Bundle:
    """Ask for it; one that holds the record to its last line is there already, or on its way."""
    petition = open_petition(by, "petition.bundle", petition_id)
    if petition.is_sealed:
        raise SealedStaysApart
    hers = by.role is Role.PETITIONER
    same = petition.bundles.filter(is_for_petitioner=hers, head_seq=petition.head_seq)
    known = (same.filter(organ_id=by.organ) if by.organ else same.filter(organ__isnull=True)).last()
    if known and _will_do(known, at):
        return known
    bundle = Bundle.objects.create(
        petition=petition,
        is_for_petitioner=hers,
        organ_id=by.organ or None,
        by_id=by.id or None,
        at=at,
        head_seq=petition.head_seq,
        head_hash=petition.head_hash,
    )
    readings.note(petition.pk, "bundle", by=by, at=at)
    language = get_language() or settings.LANGUAGE_CODE
    later("casework.bind", bundle=bundle.pk, language=language)
    return bundle


def _will_do(bundle: Bundle, at: datetime) -> bool:
    """Say whether one is there already, or on its way and not given up yet."""
    if bundle.state == Bundle.State.FAILED:
        return False
    return bundle.state == Bundle.State.READY or bundle.at > at - PATIENCE
