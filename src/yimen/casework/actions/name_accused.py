"""Enter whom an accusation names, before anything of it leaves the house."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.base.time import local_day
from yimen.casework.accusing import (
    AccusesThisOffice,
    NobodyAccused,
    accusation_of,
    bar,
    require_outside,
)
from yimen.casework.guards import require_choice
from yimen.casework.papers import write_letter
from yimen.law.moves import Move
from yimen.people.models import Organ
from yimen.registry import lane
from yimen.registry.clocks import ask, enter
from yimen.registry.entries_lanes import AccusedNamed, HandedApart
from yimen.registry.lane import Accused
from yimen.registry.models import Accusation, Demand
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def name_accused(
    demand_id: int,
    *,
    accused: tuple[Accused, ...],
    level: str = "",
    to: int = 0,
    by: Actor,
    at: datetime,
) -> Demand:
    """Enter them: they, all below them, and whatever they lead are kept out from this moment.

    Where that is the very office that keeps the letter, or the person who enters it, the letter
    goes at once to the organ `to`, and this office sees it no more.

    Raises:
        NoAccusation, NobodyAccused: there is nothing to enter.
        AccusesThisOffice: the letter cannot stay here, and nobody was chosen to take it.
        GoesToTheAccused, NotForThisOrgan: who was chosen cannot take it.
    """
    demand = open_demand(by, "accusation.name", demand_id)
    turned = ask(demand, Move.NAME_ACCUSED, at=at)
    accusation = accusation_of(demand)
    named = tuple(one for one in accused if one.organ)
    if not named:
        raise NobodyAccused
    lane.seal_accused(accusation, named)
    accusation.level = require_choice(level, ["", *Accusation.Level.values])
    accusation.named_at, accusation.named_by_id = at, by.id or None
    accusation.save()
    out = bar(demand.petition, local_day(at))
    enter(demand, turned, at=at)
    said = AccusedNamed(accusation=accusation.pk)
    keeper = demand.petition.organs[0]
    if keeper in out.organs or by.id in out.staff:
        _hand_apart(demand, accusation, keeper, to, by=by, at=at)
        return demand
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    return demand


def _hand_apart(
    demand: Demand, accusation: Accusation, keeper: int, to: int, *, by: Actor, at: datetime
) -> None:
    """Give the letter itself to another organ; the last thing that this office does with it."""
    if not to:
        raise AccusesThisOffice(organ=Organ.objects.get(pk=keeper).name)
    organ = require_outside(demand.petition, to, at)
    petition = demand.petition
    lane.as_the_house()  # whoever wrote these lines may not see them any more
    named = AccusedNamed(accusation=accusation.pk)
    still = {demand.position: ask(demand, Move.NAME_ACCUSED, at=at)}
    petition.organs = [organ.pk]
    record(petition, named, by=by, at=at, turned=still)
    turned = ask(demand, Move.HAND_APART, at=at)
    demand.owner, demand.handler = organ, None
    accusation.to_organ, accusation.released_at = organ, at
    accusation.save()
    enter(demand, turned, at=at)
    said = HandedApart(to_organ=organ.pk, accusation=accusation.pk)
    record(petition, said, by=by, at=at, turned={demand.position: turned})
    write_letter("accusation_notice", petition.pk, subject=accusation.pk, at=at)
