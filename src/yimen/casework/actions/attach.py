"""Add a paper to a petition."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import SYSTEM, Actor, Role
from yimen.casework.accusing import SealedStays
from yimen.casework.filing import Paper
from yimen.casework.guards import TooManyPapers
from yimen.casework.papers import keep_paper
from yimen.registry.entries import Attached
from yimen.registry.models import Attachment
from yimen.registry.queries import open_petition
from yimen.registry.record import record

MOST_PAPERS = 200


@transaction.atomic
def attach(
    petition_id: int,
    *,
    paper: Paper,
    brought: bool = False,
    for_client: bool = False,
    by: Actor,
    at: datetime,
) -> Attachment:
    """Add it: kept by its hash, with what could locate a photographer taken out.

    What the petitioner `brought` to a counter or sent by post is hers, whoever enters it.
    A room that hands in `for_client` what its client wants in the file has asked who may; it reads
    nothing of the file, and into a sealed one it writes nothing.
    """
    petition = open_petition(SYSTEM if for_client else by, "petition.attach", petition_id)
    if for_client and petition.is_sealed:
        raise SealedStays
    if Attachment.objects.filter(petition=petition).count() >= MOST_PAPERS:
        raise TooManyPapers(most=MOST_PAPERS)
    attachment = keep_paper(
        petition, paper, theirs=brought or by.role is Role.PETITIONER, by=by, at=at
    )
    record(petition, Attached(attachment=attachment.pk), by=by, at=at)
    return attachment
