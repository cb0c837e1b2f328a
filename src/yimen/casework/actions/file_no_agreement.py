"""Put into the file that a mediation ended without an agreement."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.base.errors import NotFound
from yimen.casework.filing import Paper
from yimen.casework.papers import keep_paper
from yimen.casework.settling import EndingFiledAlready
from yimen.registry.entries_settling import NoAgreementFiled
from yimen.registry.models import Attachment
from yimen.registry.queries import open_petition
from yimen.registry.record import record


@transaction.atomic
def file_no_agreement(petition_id: int, *, paper: Paper, by: Actor, at: datetime) -> Attachment:
    """Put in the committee's notice of it, and nothing else: no limit ever stopped, none changes.

    The notice names the mediation by its number; who ended it, and why, stays in its room.

    Raises:
        EndingFiledAlready: it is there. NotFound: a sealed letter is no matter for a mediation.
    """
    petition = open_petition(by, "petition.file_no_agreement", petition_id)
    if petition.is_sealed:
        raise NotFound
    lines = petition.entries.filter(kind=NoAgreementFiled.kind)
    told = [line.facts["attachment"] for line in lines]  # a paper of her own may be called alike
    if Attachment.objects.filter(pk__in=told, name=paper.name).exists():
        raise EndingFiledAlready
    kept = keep_paper(petition, paper, theirs=True, by=by, at=at)
    record(petition, NoAgreementFiled(attachment=kept.pk), by=by, at=at)
    return kept
