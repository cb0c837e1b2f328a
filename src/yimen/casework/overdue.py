"""Whose duty a missed limit was, who tells the petitioner of it, and who stands above."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from yimen.law.limits import LIMITS, Anchor
from yimen.law.moves import State
from yimen.people.models import Organ
from yimen.people.queries import bureau_near
from yimen.registry.models import Clock, Demand, Dispatch

#: Events at the office that took the petition in; every later limit is of whoever has it.
AT_THE_DOOR = frozenset({Anchor.RECEIVED, Anchor.REGISTERED})


@dataclass(frozen=True, slots=True)
class Concerned:
    """The organ that is late, the one that writes to the petitioner, and the one above."""

    late: Organ
    tells: Organ
    above: Organ


def concerned(demand: Demand, clock: Clock, *, on: date) -> Concerned:
    """Return who is late with this limit of a demand, and who tells it to whom.

    A bureau writes to the petitioner, about its own delay too; its own notice comes from above.
    Of a sealed matter nobody writes or hears whom it accuses, nor theirs: the next above does.
    """
    found = _concerned(demand, clock, on=on)
    barred = set(demand.petition.barred)
    if not demand.petition.is_sealed or not barred & {found.tells.pk, found.above.pk}:
        return found
    above = [one for one in (found.above, *_all_above(found.late)) if one.pk not in barred]
    watches = next(iter(above), found.late)
    return Concerned(found.late, watches if found.tells.pk in barred else found.tells, watches)


def _concerned(demand: Demand, clock: Clock, *, on: date) -> Concerned:
    late = _late(demand, clock)
    receiver = demand.petition.receiver
    bureau = receiver if receiver.is_bureau else bureau_near(late, on) or receiver
    if late.is_bureau:
        return Concerned(late, late, late.parent or late)
    return Concerned(late, bureau, bureau if bureau != late else late.parent or late)


def _all_above(organ: Organ) -> Iterator[Organ]:
    """Yield the organs above one, the nearest first."""
    seen = {organ.pk}
    while organ.parent and organ.parent.pk not in seen:
        organ = organ.parent
        seen.add(organ.pk)
        yield organ


def _late(demand: Demand, clock: Clock) -> Organ:
    """Return whose duty it was: who has it, or who had it when the clock ran."""
    of_the_organ = LIMITS.latest(clock.limit).anchor is Anchor.DISPATCHED
    if of_the_organ and demand.state == State.OBJECTED:
        sent = Dispatch.objects.filter(demand=demand).select_related("to_organ").last()
        return sent.to_organ if sent else demand.owner
    decided_above = demand.state == State.REFERRED_UP
    if (clock.stopped_on or decided_above) and LIMITS.latest(clock.limit).anchor in AT_THE_DOOR:
        return demand.petition.receiver
    return demand.owner
