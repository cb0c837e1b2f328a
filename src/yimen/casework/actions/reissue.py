"""Issue a letter again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor, Role
from yimen.base.errors import NotFound
from yimen.casework.guards import NotYourMatter
from yimen.documents.actions import issue
from yimen.documents.models import Letter
from yimen.registry.entries import Reissued
from yimen.registry.queries import open_petition
from yimen.registry.record import record


@transaction.atomic
def reissue(petition_id: int, *, letter: int, by: Actor, at: datetime) -> Letter:
    """Issue it again from the file as it is now: a new version of the same number beside the old.

    What was served stays as it was served; the newest version is what is printed from here on.
    """
    petition = open_petition(by, "letter.reissue", petition_id)
    before = Letter.objects.filter(petition=petition, pk=letter).first()
    if before is None:
        raise NotFound
    if by.role is not Role.SYSTEM and before.organ_id != by.organ:
        raise NotYourMatter
    made = issue(before.kind, petition=petition.pk, subject=before.subject, at=at)
    record(petition, Reissued(letter=made.pk, version=made.version), by=by, at=at)
    return made
