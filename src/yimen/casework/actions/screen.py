"""Screen a demand: which class, which category, which lawful way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from yimen.access.actor import SYSTEM, Actor
from yimen.access.rls import act_as
from yimen.casework.accusing import StaysSealed
from yimen.casework.actions.divide import divide
from yimen.casework.dividing import DatesDiffer, rest_of
from yimen.casework.guards import require_choice, require_owner, require_way
from yimen.casework.under_seal import opens, was_filed_sealed
from yimen.documents import lane as papers
from yimen.law.moves import Move
from yimen.law.taxonomy import TAXONOMY
from yimen.registry import lane
from yimen.registry.clocks import ask, enter
from yimen.registry.entries import Screened
from yimen.registry.models import Accusation, Demand, Petition
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def screen(
    demand_id: int,
    *,
    kind: str,
    category: str,
    route: int | None,
    papers: Sequence[int] = (),
    by: Actor,
    at: datetime,
) -> Demand:
    """Screen it: its class, category and way are decided, and it can be sent on.

    `kind` is suggestion, accusation or claim; `route` the number of the way in art. 31; `papers`
    belong to what is no accusation, where a mixed letter is divided now.
    """
    demand = open_demand(by, "demand.screen", demand_id)
    require_owner(demand, by)
    turned = ask(demand, Move.SCREEN, at=at)
    TAXONOMY.find(category)
    demand.kind, demand.category = require_choice(kind, Demand.Class.values), category
    demand.route = require_way(route) if kind == Demand.Class.CLAIM else None
    demand.screened_at = at
    before = _seal(demand.petition, by)
    enter(demand, turned, at=at)
    said = Screened(
        class_=kind,
        category=category,
        route=demand.route,
        opens=(before.was_filed_sealed and not demand.petition.is_sealed) or None,
    )
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    _move_words(demand.petition, before, by=by, at=at)
    _divide(demand.petition, papers, by=by, at=at)
    return demand


@dataclass(frozen=True, slots=True)
class _Before:
    """Whether a file was sealed before this screening, and whether it was filed so."""

    is_sealed: bool
    was_filed_sealed: bool


def _seal(petition: Petition, by: Actor) -> _Before:
    """Seal a petition that holds an accusation; take the seal off where that was a mistake.

    The seal that the petitioner asked for comes off when a second person finds no accusation.
    """
    before = _Before(petition.is_sealed, petition.is_sealed and was_filed_sealed(petition))
    holds = any(one.kind == Demand.Class.ACCUSATION for one in petition.demands.all())
    petition.is_sealed = holds or (before.was_filed_sealed and not opens(petition, by.id))
    if (
        before.is_sealed
        and not petition.is_sealed
        and Accusation.objects.filter(petition=petition).exists()
    ):
        raise StaysSealed
    if not petition.is_sealed:
        petition.barred, petition.barred_staff = [], []
    return before


def _divide(petition: Petition, belong: Sequence[int], *, by: Actor, at: datetime) -> None:
    """Give what is no accusation an open file of its own, once every demand is screened."""
    if not rest_of(petition):
        return
    try:
        pairs = divide(petition.pk, papers=belong, by=by, at=at)
    except DatesDiffer:  # what runs already goes on here, under seal
        return
    for old, new in pairs:
        on = old.screened_at or at
        screen(new.pk, kind=old.kind, category=old.category, route=old.route, by=by, at=on)


def _move_words(petition: Petition, before: _Before, *, by: Actor, at: datetime) -> None:
    """Move what it says into the lane, or back; the house does it, and no one person."""
    if petition.is_sealed is before.is_sealed:
        return
    act_as(SYSTEM)
    if petition.is_sealed:
        papers.shut(petition, at=at)
    else:
        papers.open_again(petition, at=at)
        lane.open_words(petition, petition.demands.all())
    act_as(by)
