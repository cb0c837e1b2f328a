"""What forwarding and assigning have in common: an organ gets a demand, and it is told."""

from __future__ import annotations

from datetime import date, datetime

from django.db import connection

from yimen.access.actor import Actor, Role
from yimen.base.errors import NotFound, Refused
from yimen.base.rows import Rows
from yimen.base.time import local_day
from yimen.casework.accusing import ReleasedByTwo
from yimen.casework.guards import (
    AccusationGoesElsewhere,
    AlreadyThere,
    HoldsAccusation,
    NotScreened,
    require_living,
)
from yimen.casework.papers import write_letter
from yimen.people.models import Organ
from yimen.people.superiors import reach
from yimen.registry.models import Clock, Demand, Dispatch

_ORGAN = Rows(Organ, "successor", where="t.id = %s")
_SETTLED = "update registry_dispatch set outcome = %s where demand_id = %s and outcome = %s"


class OutsideOurPlace(Refused):
    """{organ} is of another place, or stands above yours. Choose an organ of your level or below (art. 22); what others must settle is reported up, or not accepted with the way to them."""  # noqa: E501  # a message is one line, so that it can be translated


def within_reach(demand: Demand, to: int, by: Actor, at: datetime) -> Organ:
    """Return the organ a demand may be forwarded or assigned to, or refuse it; see `competent`.

    Raises:
        OutsideOurPlace: it is neither of the sender's own level nor below (art. 22).
    """
    organ = competent(demand, to, at)
    near = reach(demand.owner, local_day(at))
    if by.role is not Role.SYSTEM and not near.filter(pk=organ.pk).exists():
        raise OutsideOurPlace(organ=organ.name)
    return organ


def competent(demand: Demand, to: int, at: datetime) -> Organ:
    """Return the organ a demand may be sent to, or refuse it.

    Raises:
        NotScreened, AlreadyThere, OrganHasEnded, AccusationGoesElsewhere: not there.
        NotFound: there is no such organ.
    """
    organ = _ORGAN.first([to])
    if organ is None:
        raise NotFound
    together = list(demand.petition.demands.all())
    if any(one.screened_at is None for one in together):
        raise NotScreened
    if organ.pk == demand.owner_id:
        raise AlreadyThere(organ=organ.name)
    if demand.kind == Demand.Class.ACCUSATION:
        if organ.kind != Organ.Kind.SUPERVISORY:
            raise AccusationGoesElsewhere
        raise ReleasedByTwo
    if organ.kind != Organ.Kind.SUPERVISORY and any(
        one.kind == Demand.Class.ACCUSATION for one in together
    ):
        raise HoldsAccusation
    return require_living(organ, local_day(at))


def send(
    demand: Demand,
    organ: Organ,
    kind: Dispatch.Kind,
    *,
    note: str,
    by: Actor,
    at: datetime,
    report_by: date | None = None,
) -> Dispatch:
    """Hand the demand to the organ: from now on it can read the file, and its turn has come."""
    dispatch = Dispatch.objects.create(
        petition=demand.petition,
        demand=demand,
        kind=kind,
        from_organ_id=by.organ or demand.owner_id,
        to_organ=organ,
        sent_at=at,
        report_by=report_by,
        note=note.strip(),
    )
    demand.owner, demand.handler, demand.sent_as = organ, None, kind.value
    if organ.pk not in demand.petition.organs:
        demand.petition.organs.append(organ.pk)
    return dispatch


def chain_day(demand: Demand) -> date | None:
    """Return from which day all forwarding of a demand is counted: its registration at a bureau.

    What came back from elsewhere, or was opened again, is counted from that day.
    """
    petition = demand.petition
    if not petition.receiver.is_bureau or petition.registered_at is None:
        return None
    bureau = Clock.objects.filter(demand=demand, limit="dispatch").order_by("-started_on")
    begun = bureau.values_list("started_on", flat=True).first()
    entered = local_day(petition.registered_at)
    return max(entered, begun or entered)


def settle(demand: Demand, outcome: Dispatch.Outcome) -> None:
    """Note what came of the open dispatch of a demand, if it was sent at all."""
    with connection.cursor() as cursor:
        cursor.execute(_SETTLED, [outcome.value, demand.pk, Dispatch.Outcome.OPEN.value])


def tell(dispatch: Dispatch, letter: str, at: datetime) -> None:
    """Queue the letter to the organ and the notice to the petitioner."""
    for kind in filter(None, (letter, "forwarding_notice")):
        write_letter(kind, dispatch.petition_id, subject=dispatch.pk, at=at)
