"""Log that somebody talked to the petitioner, or looked into the facts."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.base.time import local_day
from yimen.casework.guards import require_choice, require_reason
from yimen.casework.hearing import require_investigator
from yimen.law.moves import Move
from yimen.registry.clocks import ask, enter
from yimen.registry.entries import ContactLogged
from yimen.registry.models import Contact, Demand
from yimen.registry.queries import open_demand
from yimen.registry.record import record

#: How one can talk or look; the other kinds are notes that `execute` and `recategorise` make.
KINDS = frozenset(Contact.Kind.values) - {Contact.Kind.EXECUTION, Contact.Kind.CATEGORY}


@transaction.atomic
def log_contact(demand_id: int, *, kind: str, words: str, by: Actor, at: datetime) -> Demand:
    """Log it: the matter is being handled, and a promise to meet or to answer may be kept.

    `kind` is one of Contact.Kind; `words` say what was heard or seen.
    """
    demand = open_demand(by, "demand.handle", demand_id)
    require_investigator(demand, by, local_day(at))
    turned = ask(demand, Move.LOG_CONTACT, at=at, heard=require_choice(kind, KINDS))
    log = Contact.objects.create(
        petition=demand.petition,
        demand=demand,
        kind=kind,
        words=require_reason(words),
        at=at,
        by_id=by.id or None,
    )
    enter(demand, turned, at=at)
    said = ContactLogged(contact=kind, log=log.pk)
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    return demand
