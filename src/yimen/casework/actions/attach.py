"""Add a paper to a petition."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor, Role
from yimen.casework.filing import Paper
from yimen.casework.guards import TooManyPapers
from yimen.documents.papers import keep
from yimen.registry.entries import Attached
from yimen.registry.models import Attachment
from yimen.registry.queries import open_petition
from yimen.registry.record import record

MOST_PAPERS = 200


@transaction.atomic
def attach(petition_id: int, *, paper: Paper, by: Actor, at: datetime) -> Attachment:
    """Add it: kept by its hash, with what could locate a photographer taken out."""
    petition = open_petition(by, "petition.attach", petition_id)
    if Attachment.objects.filter(petition=petition).count() >= MOST_PAPERS:
        raise TooManyPapers(most=MOST_PAPERS)
    kept = keep(paper.name, paper.data)
    attachment = Attachment.objects.create(
        petition=petition,
        name=kept.name,
        sha256=kept.sha256,
        media_type=kept.media_type,
        size=kept.size,
        at=at,
        by_id=by.id or None,
        is_from_petitioner=by.role is Role.PETITIONER,
    )
    record(petition, Attached(attachment=attachment.pk), by=by, at=at)
    return attachment
