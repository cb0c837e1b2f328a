"""Put a dispute of competence to whoever decides it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.casework.guards import require_owner
from yimen.casework.ruling import between, decider, disputed, named, put_up
from yimen.casework.sending import chain_day
from yimen.law.moves import Move
from yimen.registry.clocks import ask, enter
from yimen.registry.entries_sending import DisputeRaised
from yimen.registry.models import Demand, Objection, Ruling
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def raise_dispute(demand_id: int, *, reason: str, by: Actor, at: datetime) -> Demand:
    """Put it up: the common superior decides, or the joint meeting where there is none.

    The organ's time to tell the petitioner runs on meanwhile.

    Raises:
        ObjectFirst, RuledBefore, NobodyDecides: it does not go up like this.
    """
    demand = open_demand(by, "demand.raise_dispute", demand_id)
    require_owner(demand, by)
    chain = chain_day(demand)
    turned = ask(demand, Move.RAISE_DISPUTE, at=at, chain=chain)
    dispatch = disputed(demand)
    organs = between(dispatch)
    organ, body = decider(demand.petition, organs, at)
    ruling = put_up(
        Ruling(
            petition=demand.petition,
            demand=demand,
            cause=Ruling.Cause.DISPUTE,
            dispatch=dispatch,
            from_organ=demand.owner,
            organ=organ,
            body=body,
            between=[one.pk for one in named(dispatch)],
            reason=reason,
        ),
        by=by,
        at=at,
    )
    Objection.objects.filter(dispatch=dispatch, decision="waiting").update(decision="upheld")
    enter(demand, turned, at=at)
    said = DisputeRaised(
        to_organ=organ.pk, ruling=ruling.pk, chain_on=chain.isoformat() if chain else None
    )
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    return demand
