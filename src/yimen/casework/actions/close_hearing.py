"""Close a hearing with its record."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.base.time import local_day
from yimen.casework import hearing as rules
from yimen.casework.hearing import Spoken
from yimen.casework.papers import keep_paper, write_letter
from yimen.law.moves import Move
from yimen.registry.clocks import ask, enter
from yimen.registry.entries_hearing import HearingClosed
from yimen.registry.models import Demand, Hearing, HearingDays
from yimen.registry.queries import open_demand
from yimen.registry.record import record


@transaction.atomic
def close_hearing(demand_id: int, *, spoken: Spoken, by: Actor, at: datetime) -> Demand:
    """Close it: what was said is written down and signed, and every limit counts again.

    Raises:
        NothingSaid, NotSaidHowSigned: a record that says nothing is none.
    """
    demand = open_demand(by, "demand.hear", demand_id)
    hearing = rules.granted_hearing(demand)
    rules.require_hearing_work(demand, hearing, by)
    if hearing.opened_at is None or hearing.closed_at:
        raise rules.HearingNotOpen
    if not spoken.present.strip() or not spoken.statements.strip():
        raise rules.NothingSaid
    if not spoken.signed.strip():
        raise rules.NotSaidHowSigned
    first, last = local_day(hearing.opened_at), local_day(at)
    turned = ask(demand, Move.CLOSE_HEARING, at=at, hearing=(first, last))
    HearingDays.objects.filter(hearing=hearing).update(last_on=last)
    _keep(hearing, spoken, by=by, at=at)
    enter(demand, turned, at=at)
    said = HearingClosed(first_on=first.isoformat(), last_on=last.isoformat(), hearing=hearing.pk)
    record(demand.petition, said, by=by, at=at, turned={demand.position: turned})
    write_letter("hearing_record", demand.petition_id, subject=hearing.pk, at=at)
    return demand


def _keep(hearing: Hearing, spoken: Spoken, *, by: Actor, at: datetime) -> None:
    for name in ("present", "statements", "questions", "evidence", "last_word", "signed"):
        setattr(hearing, name, getattr(spoken, name).strip())
    if spoken.paper:
        hearing.paper = keep_paper(hearing.petition, spoken.paper, theirs=False, by=by, at=at)
    hearing.closed_at = at
    hearing.save()
