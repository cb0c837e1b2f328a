"""Add a list of people who sign the same petition."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework import rosters
from yimen.casework.accusing import require_unsealed
from yimen.casework.filing import Paper
from yimen.casework.papers import keep_paper
from yimen.documents.rosters import Read
from yimen.registry.entries_people import RosterAdded
from yimen.registry.models import Petition, Roster
from yimen.registry.queries import open_petition
from yimen.registry.record import record


@transaction.atomic
def add_roster(
    petition_id: int,
    *,
    read: Read,
    paper: Paper | None = None,
    headcount: int = 0,
    by: Actor,
    at: datetime,
) -> Petition:
    """Add them as co-signers: one petition, one handling, an answer of their own for each.

    The rows that could not be read were named to whoever brought the list; the good ones go in.

    Raises:
        RosterOfVisitors, NobodyNew, SealedAlone: there is nobody to add.
    """
    petition = open_petition(by, "petition.add_roster", petition_id)
    require_unsealed(petition)
    people = rosters.add(petition, rosters.signers(read))
    roster = Roster.objects.create(
        petition=petition,
        paper=keep_paper(petition, paper, theirs=True, by=by, at=at) if paper else None,
        people=people,
        left_out=len(read.left_out),
        at=at,
        by_id=by.id or None,
    )
    petition.headcount = rosters.count(petition, headcount)
    petition.save(update_fields=["headcount"])
    said = RosterAdded(roster=roster.pk, headcount=petition.headcount)
    record(petition, said, by=by, at=at)
    return petition
