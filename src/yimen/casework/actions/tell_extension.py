"""Tell the petitioner of an extension: from here, and only from here, the new date counts."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.base.time import local_day
from yimen.documents.actions import issue
from yimen.law.moves import MOVES, Move, State
from yimen.registry.clocks import ask, enter, running
from yimen.registry.entries import ExtensionTold, ExtensionVoid
from yimen.registry.models import Demand, Extension
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def tell_extension(demand_id: int, *, by: Actor, at: datetime) -> Demand:
    """Tell them: the notice with its reason is issued and the clock runs to the new date.

    A notice after the last day, or after the answer, comes too late: the extension is void and
    the old date stands. Telling twice changes nothing the second time.
    """
    demand = open_demand(by, "demand.tell", demand_id)
    extension = demand.extensions.filter(decision="approved", told_at=None).first()
    if extension is None:
        return demand
    handling = running(demand).get("handling")
    in_time = handling is not None and local_day(at) <= handling.due_on
    if not in_time or State(demand.state) not in MOVES[Move.TELL_EXTENSION].ways:
        return _void(demand, extension, by, at)
    turned = ask(demand, Move.TELL_EXTENSION, at=at, extra=extension.days)
    enter(demand, turned, at=at)
    extension.told_at = at
    extension.due_after = turned.extended.due_on if turned.extended else None
    extension.save()
    said = ExtensionTold(days=extension.days, extension=extension.pk)
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    issue("extension_notice", petition=demand.petition_id, subject=extension.pk, at=at)
    return demand


def _void(demand: Demand, extension: Extension, by: Actor, at: datetime) -> Demand:
    extension.decision = Extension.Decision.VOID
    extension.save()
    said = ExtensionVoid(extension=extension.pk)
    record(demand.petition, said, by=by, at=at, about=[demand.position])
    return demand
