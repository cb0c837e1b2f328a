"""Withdraw demands, at the petitioner's own wish."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor, Role
from yimen.base.errors import NotFound
from yimen.casework.answering import move_all
from yimen.casework.filing import Wish
from yimen.casework.guards import (
    NobodyWithdraws,
    NotByTheHandler,
    WishMissing,
    require_choice,
)
from yimen.casework.leaving import let_go
from yimen.casework.papers import keep_paper, write_letter
from yimen.law.moves import Move, State
from yimen.registry.entries_aside import Withdrawn
from yimen.registry.models import Demand, Petition, Withdrawal
from yimen.registry.queries import open_petition
from yimen.registry.record import record

#: How a signed wish reaches a counter; on the platform the query code speaks for her.
SIGNED = (Petition.Channel.VISIT, Petition.Channel.LETTER)
HANDLED = frozenset(
    {
        State.ACCEPTED,
        State.HANDLING,
        State.EXTENDED,
        State.OPINION_REVIEW,
        State.OPINION_ISSUED,
    }
)


@transaction.atomic
def withdraw(
    petition_id: int,
    *,
    demands: Iterable[int],
    reason: str = "",
    wish: Wish | None = None,
    by: Actor,
    at: datetime,
) -> Petition:
    """Withdraw them: their clocks stop, and a letter confirms it and says that she may come again.

    `wish` is what a counter has in hand; the petitioner herself needs none, and no reason either.

    Raises:
        NobodyWithdraws, WishMissing, NotByTheHandler: nobody may wish it in her place.
        AnsweredTogether: one answer to these and to others is being made.
    """
    petition = open_petition(by, "petition.withdraw", petition_id)
    chosen = _chosen(petition, set(demands))
    wish = _require_wish(wish, chosen, by)
    turned = move_all(chosen, Move.WITHDRAW, at=at)
    let_go(petition, chosen)
    withdrawal = Withdrawal.objects.create(
        petition=petition,
        positions=sorted(turned),
        channel=wish.channel,
        reason=reason.strip(),
        wish=wish.words.strip(),
        paper=keep_paper(petition, wish.paper, theirs=True, by=by, at=at) if wish.paper else None,
        at=at,
        by_id=by.id or None,
    )
    said = Withdrawn(channel=wish.channel, withdrawal=withdrawal.pk)
    record(petition, said, by=by, at=at, turned=turned)
    write_letter("withdrawal_notice", petition.pk, subject=withdrawal.pk, at=at)
    return petition


def _chosen(petition: Petition, wanted: set[int]) -> list[Demand]:
    chosen = [demand for demand in petition.demands.all() if demand.pk in wanted]
    if not wanted:
        raise NobodyWithdraws
    if len(chosen) < len(wanted):
        raise NotFound
    return chosen


def _require_wish(wish: Wish | None, chosen: list[Demand], by: Actor) -> Wish:
    """Return how we know that she wishes it; whoever handles a matter cannot say so."""
    if by.role is Role.PETITIONER:
        return Wish(channel=Petition.Channel.ONLINE)
    if any(d.handler_id == by.id or _handled_by(d, by.organ) for d in chosen):
        raise NotByTheHandler
    if wish is None or not (wish.words.strip() or wish.paper):
        raise WishMissing
    require_choice(wish.channel, SIGNED)
    return wish


def _handled_by(demand: Demand, organ: int) -> bool:
    return demand.owner_id == organ and demand.state in HANDLED
