"""Draft the opinion of an organ on the demands it handles."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework.answering import (
    Draft,
    answered_by,
    move_all,
    require_complete,
    require_one_remedy,
    write,
)
from yimen.casework.guards import require_handler, require_later
from yimen.casework.hearing import require_no_hearing
from yimen.casework.reviewing import require_new_hands
from yimen.law.moves import Move
from yimen.registry.entries import OpinionDrafted
from yimen.registry.models import Opinion
from yimen.registry.queries import open_petition
from yimen.registry.record import record


@transaction.atomic
def draft_opinion(
    petition_id: int, *, draft: Draft, organ: int = 0, by: Actor, at: datetime
) -> Opinion:
    """Submit it: one opinion on all the organ handles under one remedy goes to the legality check.

    `organ` is needed only where no officer acts, as in an import.

    Raises:
        TwoReliefs: it also answers a demand that has another remedy.
        FindingIncomplete: a demand lacks request, facts, reasons, result or basis.
    """
    petition = open_petition(by, "opinion.draft", petition_id)
    demands = answered_by(petition, by.organ or organ)
    require_one_remedy(petition, demands, draft)
    for demand in demands:
        require_handler(demand, by)
        require_new_hands(demand, by.id)
    require_no_hearing(demands)
    opinion = write(petition, by.organ or organ, demands, draft, by=by, at=at)
    require_complete(opinion, demands)
    if draft.duty_by:
        require_later(draft.duty_by, at)
    turned = move_all(demands, Move.DRAFT_OPINION, at=at)
    opinion.stage, opinion.remark = Opinion.Stage.SUBMITTED, ""
    opinion.save()
    record(petition, OpinionDrafted(opinion=opinion.pk), by=by, at=at, turned=turned)
    return opinion
