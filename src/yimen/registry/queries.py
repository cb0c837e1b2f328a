"""The only way to fetch a petition: every function asks who wants it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from yimen.access.actor import Actor
from yimen.access.policy import asking, rows, where
from yimen.access.rls import act_as
from yimen.base.errors import NotFound, Refused
from yimen.base.rows import Rows, hang
from yimen.registry.models import Demand, Finding, Opinion, Petition

_NUMBERS = """
select next_case_number(%s::int), nextval(pg_get_serial_sequence('registry_petition', 'id')),
    array(select nextval(pg_get_serial_sequence('registry_demand', 'id'))
          from generate_series(1, %s::int))
"""
_DEMANDS = Rows(Demand, "owner", "handler", where="t.petition_id = %s", order="t.position")
_OPINION = Rows(Opinion, "organ", where="t.id = %s")
_FINDINGS = Rows(Finding, where="t.opinion_id = %s", order="t.id")
_ITSELF = "t.id = %(it)s::bigint"
#: The file to which a row belongs.
_BEHIND = "t.id = (select petition_id from registry_{} where id = %(it)s::bigint)"
_FILED_WITH = "select petition, number, code_sealed from filed_with(%s, %s::uuid, %s, %s)"


class StandsAside(Refused):
    """You stand aside in this matter after a recusal (art. 28), and do nothing in it any more."""


def seen_by(actor: Actor, permission: str = "petition.read") -> QuerySet[Petition]:
    """Return the petitions that this actor may touch in this way."""
    return Petition.objects.filter(rows(actor, permission))


def read_petition(actor: Actor, permission: str, petition_id: int) -> Petition:
    """Fetch one petition with its demands, unlocked, if this actor may.

    Raises:
        NotFound: there is none, or it is not theirs; which of the two is not said.
    """
    rule = where(actor, permission)
    found = _file(_ITSELF, rule, locks=False).first({**asking(actor), "it": petition_id})
    if found is None:
        raise NotFound
    hang(found, "demands", _DEMANDS.all([found.pk]), "petition")
    return found


def open_petition(actor: Actor, permission: str, petition_id: int) -> Petition:
    """Fetch and lock one petition with its demands, if this actor may.

    Raises:
        NotFound: there is none, or it is not theirs; which of the two is not said.
    """
    return _opened(actor, permission, _ITSELF, petition_id)


def open_demand(actor: Actor, permission: str, demand_id: int) -> Demand:
    """Fetch one demand with its petition locked, if this actor may."""
    petition = _opened(actor, permission, _BEHIND.format("demand"), demand_id)
    return next(demand for demand in petition.demands.all() if demand.pk == demand_id)


def open_opinion(actor: Actor, permission: str, opinion_id: int) -> Opinion:
    """Fetch one opinion with its petition locked, if this actor may."""
    petition = _opened(actor, permission, _BEHIND.format("opinion"), opinion_id)
    opinion = _OPINION.all([opinion_id])[0]
    opinion.petition = petition
    hang(opinion, "findings", _FINDINGS.all([opinion_id]), "opinion")
    return opinion


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a file that is not there yet: its case number, its row, its demands' rows."""

    case: int
    petition: int
    demands: list[int]


def next_numbers(year: int, demands: int) -> Numbers:
    """Return the next numbers for a petition with so many demands.

    They never repeat, but may leave gaps.
    """
    with connection.cursor() as cursor:
        cursor.execute(_NUMBERS, [year, demands])
        return Numbers(*cursor.fetchone())


@dataclass(frozen=True, slots=True)
class FiledBefore:
    """What a ticket or an outer number has filed: the row, its number, its sealed query code."""

    petition: int
    number: str
    code_sealed: bytes


def filed_with(
    key: str, *, ticket: UUID | None = None, source: str = "", outer: str = ""
) -> FiledBefore | None:
    """Return what was filed under a ticket or an outer number, whoever asks.

    Until our transaction ends nobody else files under the same key.
    """
    with connection.cursor() as cursor:
        cursor.execute(_FILED_WITH, [key, ticket, source, outer])
        row = cursor.fetchone()
    return FiledBefore(row[0], row[1], bytes(row[2])) if row else None


def _opened(actor: Actor, permission: str, which: str, it: int) -> Petition:
    """Lock the file for this actor, under both locks: the rule's own words and the row policies."""
    act_as(actor)
    asked = _file(which, where(actor, permission), locks=True)
    petition = asked.first({**asking(actor), "it": it})
    if petition is None:
        raise NotFound
    if actor.id and actor.id in petition.recused:
        raise StandsAside
    hang(petition, "demands", _DEMANDS.all([petition.pk]), "petition")
    return petition


@cache
def _file(which: str, rule: str, *, locks: bool) -> Rows[Petition]:
    """Return the statement that reads a file; when it locks, what belongs to it is read after."""
    then = "for update of t" if locks else ""
    return Rows(Petition, "receiver", where=f"{which} and ({rule})", then=then)
