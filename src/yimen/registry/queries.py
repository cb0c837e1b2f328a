"""The only way to fetch a petition: every function asks who wants it."""

from __future__ import annotations

from django.db import connection
from django.db.models import QuerySet, prefetch_related_objects

from yimen.access.actor import Actor
from yimen.access.policy import rows
from yimen.access.rls import act_as
from yimen.base.errors import NotFound
from yimen.registry.models import Demand, Opinion, Petition


def seen_by(actor: Actor, permission: str = "petition.read") -> QuerySet[Petition]:
    """Return the petitions that this actor may touch in this way."""
    return Petition.objects.filter(rows(actor, permission))


def open_petition(actor: Actor, permission: str, petition_id: int) -> Petition:
    """Fetch and lock one petition with its demands, if this actor may.

    Raises:
        NotFound: there is none, or it is not theirs; which of the two is not said.
    """
    return _opened(actor, seen_by(actor, permission).filter(pk=petition_id))


def open_demand(actor: Actor, permission: str, demand_id: int) -> Demand:
    """Fetch one demand with its petition locked, if this actor may."""
    petition = _opened(actor, seen_by(actor, permission).filter(demands__pk=demand_id))
    return next(demand for demand in petition.demands.all() if demand.pk == demand_id)


def open_opinion(actor: Actor, permission: str, opinion_id: int) -> Opinion:
    """Fetch one opinion with its petition locked, if this actor may."""
    petition = _opened(actor, seen_by(actor, permission).filter(opinions__pk=opinion_id))
    opinion = Opinion.objects.prefetch_related("findings").get(pk=opinion_id)
    opinion.petition = petition
    return opinion


def next_case_number(year: int) -> int:
    """Return the next case number of a year; numbers never repeat, but may leave gaps."""
    with connection.cursor() as cursor:
        cursor.execute("select next_case_number(%s)", [year])
        return int(cursor.fetchone()[0])


def _opened(actor: Actor, found: QuerySet[Petition]) -> Petition:
    """Lock the file for this actor, under both locks: Django's rule and PostgreSQL's."""
    act_as(actor)
    petition = found.select_for_update(of=("self",)).select_related("receiver").first()
    if petition is None:
        raise NotFound
    prefetch_related_objects([petition], "demands")
    return petition
