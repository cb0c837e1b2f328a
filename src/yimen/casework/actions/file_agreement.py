"""Put the agreement of a mediation into the file."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.base.errors import NotFound
from yimen.casework.papers import keep_paper
from yimen.casework.settling import Agreed, FiledAlready
from yimen.registry.entries_settling import AgreementFiled
from yimen.registry.models import Settlement
from yimen.registry.queries import open_petition
from yimen.registry.record import record


@transaction.atomic
def file_agreement(petition_id: int, *, agreed: Agreed, by: Actor, at: datetime) -> Settlement:
    """Put it in, at the wish of its parties: it is a paper of the file, and nothing stops for it.

    Raises:
        FiledAlready: it is there. NotFound: a sealed letter is no matter for a mediation.
    """
    petition = open_petition(by, "petition.file_agreement", petition_id)
    if petition.is_sealed:
        raise NotFound
    if Settlement.objects.filter(petition=petition, number=agreed.number).exists():
        raise FiledAlready
    paper = keep_paper(petition, agreed.paper, theirs=True, by=by, at=at)
    row = Settlement.objects.create(
        petition=petition,
        number=agreed.number,
        committee=agreed.committee,
        in_force_on=agreed.in_force_on,
        keep_by=agreed.keep_by,
        confirm_by=agreed.confirm_by,
        paper=paper,
        filed_at=at,
    )
    said = AgreementFiled(settlement=row.pk, attachment=paper.pk)
    record(petition, said, by=by, at=at)
    return row
