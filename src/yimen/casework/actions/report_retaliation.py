"""Report that somebody made the petitioner suffer for petitioning."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from yimen.access.actor import STRANGER, SYSTEM, Actor
from yimen.access.rls import act_as
from yimen.base.time import local_day
from yimen.casework.actions.lodge import lodge
from yimen.casework.actions.name_accused import name_accused
from yimen.casework.actions.register import register
from yimen.casework.actions.screen import screen
from yimen.casework.filing import Ask, Filing, Lodged
from yimen.casework.retaliation import (
    CALLED,
    CATEGORY,
    chain,
    herself,
    require_outside,
    require_words,
)
from yimen.registry.models import Demand
from yimen.registry.queries import open_petition


@transaction.atomic
def report_retaliation(
    petition_id: int,
    *,
    organ: int,
    words: str,
    ticket: UUID | None = None,
    by: Actor,
    at: datetime,
) -> Lodged:
    """Report it: a file of its own, sealed, with an organ outside the chain, and its own clock.

    No organ that has the first matter in its hands can see the report, or that there is one; the
    record of the first matter does not mention it, for they read that.

    Raises:
        NobodyOutside, NotOutside, SayWhatHappened: it cannot be reported so.
    """
    petition = open_petition(by, "petition.report_retaliation", petition_id)
    told = require_words(words)
    receiver = require_outside(petition, organ, local_day(at))
    involved, person = chain(petition), herself(petition)
    filing = Filing(
        channel="online",
        receiver=receiver,
        asks=(Ask(request=CALLED, facts=told),),
        people=(person,),
        wants_confidentiality=True,
        ticket=ticket,
    )
    lodged = lodge(filing, by=STRANGER, at=at)
    if lodged.is_new:
        act_as(SYSTEM)
        register(lodged.petition, by=SYSTEM, at=at)
        demand = Demand.objects.get(petition=lodged.petition)
        screen(demand.pk, kind="accusation", category=CATEGORY, route=None, by=SYSTEM, at=at)
        name_accused(demand.pk, accused=involved, by=SYSTEM, at=at)
    act_as(by)
    return lodged
