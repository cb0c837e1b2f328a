"""A name or an address that nobody can make out: what is on file, and since when it is marked."""

from __future__ import annotations

from datetime import date

from yimen.access.actor import Actor
from yimen.base.errors import Refused
from yimen.base.time import local_day
from yimen.law.breaches import EXCEPTS_UNCLEAR, Unclear
from yimen.registry.clocks import running_rows
from yimen.registry.models import Clock, Party, Petition, UnclearSender


class MarkedAlready(Refused):
    """It is marked already. Once name and address are known, say so."""


class NotMarked(Refused):
    """Nobody has marked name or address as unclear here; the notice is owed as usual."""


class NoticeNotOwed(Refused):
    """Your organ owes no notice of article 23 paragraph 2 here, the only one this excepts."""


class NoticeIsLate(Refused):
    """The notice was due on {due}. It can be marked up to that day, not after it."""


class BothOnFile(Refused):
    """Name and address are both on file. If they cannot be used, tick that, and say why."""


def spans(clock: Clock) -> list[Unclear]:
    """Return from which day to which it was marked, for a clock that this may except."""
    if clock.limit not in EXCEPTS_UNCLEAR:
        return []
    return [
        Unclear(local_day(one.at), local_day(one.cleared_at) if one.cleared_at else None)
        for one in clock.demand.petition.unclear.all()
    ]


def standing(petition: Petition) -> UnclearSender | None:
    """Return the mark that stands, if any."""
    return next((one for one in petition.unclear.all() if one.cleared_at is None), None)


def owed(petition: Petition, by: Actor) -> list[Clock]:
    """Return the clocks of notices that this may except, of the actor's own organ."""
    theirs = {one.pk for one in petition.demands.all() if one.owner_id == by.organ}
    running = (c for c in running_rows(petition) if c.limit in EXCEPTS_UNCLEAR)
    return [clock for clock in running if clock.demand_id in theirs]


def require_owed(petition: Petition, by: Actor, on: date) -> None:
    """Let mark it only who owes the notice, and while there is time for it."""
    clocks = owed(petition, by)
    if not clocks:
        raise NoticeNotOwed
    due = min(clock.due_on for clock in clocks)
    if on > due:
        raise NoticeIsLate(due=due)


def reachable(petition: Petition) -> list[Party]:
    """Return whom the file names together with an address."""
    return [one for one in petition.parties.all() if one.name and one.address_sealed]
