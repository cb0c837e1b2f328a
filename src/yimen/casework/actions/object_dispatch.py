"""Object to a dispatch: the organ holds that the matter lies outside its field."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.base.errors import NotFound
from yimen.base.time import local_day
from yimen.casework.guards import (
    NoObjectionThen,
    NotProper,
    ObjectedBefore,
    ObjectionLapsed,
    require_living,
    require_owner,
    require_reason,
)
from yimen.casework.papers import write_letter
from yimen.law.moves import Move
from yimen.people.models import Organ
from yimen.registry.clocks import ask, enter, running
from yimen.registry.entries_aside import Objected
from yimen.registry.models import Demand, Dispatch, Objection
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def object_dispatch(
    demand_id: int, *, reason: str, proper: int = 0, by: Actor, at: datetime
) -> Demand:
    """Object: whoever sent it has days to check it, and the organ's own time runs on meanwhile.

    `proper` is the organ that it thinks competent, if it knows one.

    Raises:
        ObjectedBefore, ObjectionLapsed, NoObjectionThen: the right is used, lapsed, or never was.
    """
    demand = open_demand(by, "demand.object", demand_id)
    require_owner(demand, by)
    turned = ask(demand, Move.OBJECT_DISPATCH, at=at)
    dispatch = _open_to_objection(demand, at)
    objection = Objection.objects.create(
        petition=demand.petition,
        demand=demand,
        dispatch=dispatch,
        reason=require_reason(reason),
        proper=_proper(proper, dispatch, at),
        at=at,
        by_id=by.id or None,
    )
    demand.owner, demand.handler = dispatch.from_organ, None
    enter(demand, turned, at=at)
    said = Objected(
        checking_organ=dispatch.from_organ_id, dispatch=dispatch.pk, objection=objection.pk
    )
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    write_letter("objection_letter", demand.petition_id, subject=objection.pk, at=at)
    return demand


def _open_to_objection(demand: Demand, at: datetime) -> Dispatch:
    """Return the dispatch that the organ may still object to, or refuse."""
    dispatch = demand.dispatches.filter(outcome="open").select_related("from_organ").last()
    if dispatch and Objection.objects.filter(dispatch=dispatch).exists():
        raise ObjectedBefore
    clock = running(demand).get("objection")
    if dispatch is None or clock is None:
        raise NoObjectionThen
    if local_day(at) > clock.due_on:
        raise ObjectionLapsed(due=clock.due_on)
    return dispatch


def _proper(organ_id: int, dispatch: Dispatch, at: datetime) -> Organ | None:
    """Return the organ that is held to be competent: neither who sent it nor who got it."""
    if not organ_id:
        return None
    organ = Organ.objects.select_related("successor").filter(pk=organ_id).first()
    if organ is None:
        raise NotFound
    if organ.pk in {dispatch.from_organ_id, dispatch.to_organ_id}:
        raise NotProper(organ=organ.name)
    return require_living(organ, local_day(at))
