"""Pass a demand to the successor of an organ that no longer exists."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.base.errors import Refused
from yimen.base.time import local_day
from yimen.casework.accusing import GoesToTheAccused, NotForThisOrgan, require_outside
from yimen.casework.answering import OPEN
from yimen.casework.papers import write_letter
from yimen.casework.reviewing import OPEN as UNDER_WAY
from yimen.casework.under_seal import KEEPERS
from yimen.law.moves import CLOSED, Move
from yimen.people.models import Organ
from yimen.people.queries import successor
from yimen.registry.clocks import ask, enter
from yimen.registry.entries_sending import PassedOn
from yimen.registry.models import Demand, Opinion, Review
from yimen.registry.queries import open_demand
from yimen.registry.record import record

DONE = (Opinion.Stage.SERVED, Opinion.Stage.DROPPED)


class StillThere(Refused):
    """{organ} still exists. Only what a dissolved organ leaves is passed to its successor."""


class NothingLeft(Refused):
    """{organ} owes nothing here any more: there is nothing to pass on."""


class OwnAnswer(Refused):
    """{organ} gave the answer that is reviewed, and cannot look at it again. Enter another successor for this, or have the organ above it decide."""  # noqa: E501  # a message is one line, so that it can be translated


@transaction.atomic
def transfer(demand_id: int, *, by: Actor, at: datetime) -> Demand:
    """Pass it on: the successor goes on where the organ stopped, with what is left of every limit.

    It may be the handling organ, the higher one that reviews the answer, or the one to which an
    accusation went under seal; that one is passed on only to who may receive an accusation. Where
    the road has ended, it is passed on while something is still owed, as after a recheck.

    Raises:
        StillThere, NothingLeft: the organ has not ended, or the matter has, and nothing is owed.
        GoesToTheAccused, NotForThisOrgan: an accusation cannot go to the successor.
        OwnAnswer: the successor would look at its own answer.
    """
    demand = open_demand(by, "demand.transfer", demand_id)
    turned = ask(demand, Move.TRANSFER, at=at)
    gone, heir = demand.owner, successor(demand.owner, local_day(at))
    if heir is None:
        raise StillThere(organ=gone)
    petition = demand.petition
    if demand.state in CLOSED and demand.due_on is None:
        raise NothingLeft(organ=gone)
    if petition.is_sealed:
        _keep_sealed(demand, gone, heir, at)
    _inherit(demand, gone, heir)
    demand.owner, demand.handler = heir, None
    if heir.pk not in petition.organs:
        petition.organs.append(heir.pk)
    enter(demand, turned, at=at)
    said = PassedOn(to_organ=heir.pk, from_organ=gone.pk)
    record(petition, said, by=by, at=at, turned={demand.position: turned})
    write_letter("transfer_notice", petition.pk, subject=demand.pk, at=at)
    return demand


def _keep_sealed(demand: Demand, gone: Organ, heir: Organ, at: datetime) -> None:
    """Let the successor of who kept the letter keep it, and nobody learn of it who is accused."""
    petition = demand.petition
    keeper = petition.organs[0]
    if keeper not in {gone.pk, heir.pk}:
        require_outside(petition, heir.pk, at)
        return
    if heir.pk in petition.barred:
        raise GoesToTheAccused(organ=heir.name)
    if heir.kind not in KEEPERS:
        raise NotForThisOrgan(organ=heir.name)
    petition.organs = [heir.pk, *(one for one in petition.organs if one != heir.pk)]


def _inherit(demand: Demand, gone: Organ, heir: Organ) -> None:
    """Hand over the answer that was being made; where the heir writes one too, its own stays."""
    going = demand.petition.opinions.filter(organ=gone, findings__demand=demand)
    for opinion in going.exclude(stage__in=DONE):
        has_own = demand.petition.opinions.filter(organ=heir, stage__in=OPEN).exists()
        if opinion.stage in OPEN and has_own:
            opinion.stage = Opinion.Stage.DROPPED
        opinion.organ = heir
        opinion.save(update_fields=["organ", "stage"])
    reviews = Review.objects.filter(petition=demand.petition, organ=gone, stage__in=UNDER_WAY)
    for review in reviews.filter(positions__contains=[demand.position]):
        if review.author_id == heir.pk:
            raise OwnAnswer(organ=heir)
        review.organ = heir
        review.save(update_fields=["organ"])
    demand.dispatches.filter(outcome="open", to_organ=gone).update(to_organ=heir)
