"""What the acts on other lawful ways have in common: whose time ends when, and who follows it."""

from __future__ import annotations

from datetime import date

from yimen.access.actor import Actor, Role
from yimen.base.errors import NotFound, Refused
from yimen.casework.guards import AnotherOrgansTurn
from yimen.law.routes import ROUTES, Standing, Time, Way
from yimen.registry.models import Demand, Guidance


class ChooseAWay(Refused):
    """Choose the lawful way from the list. If it is not there, name it under “Name the lawful way”."""  # noqa: E501  # a message is one line, so that it can be translated


class NotInstead(Refused):
    """“{way}” helps beside a petition, and does not take its place. Choose it as handled here."""


class SinceAhead(Refused):
    """The day from which the time runs lies ahead of us. Enter the day on which it began."""


class EndedAlready(Refused):
    """The last day there lies before the day on which the time began. Look at both again."""


def require_row(code: str, *, instead: bool) -> Way | None:
    """Return the row that was chosen; none is enough only where it is handled here.

    Raises:
        ChooseAWay, NotInstead, NoSuchWay: it leads nowhere.
    """
    if not code:
        if instead:
            raise ChooseAWay
        return None
    way = ROUTES.find(code)
    if instead and way.standing is Standing.BESIDE:
        raise NotInstead(way=way.title)
    return way


def time_of(way: Way | None, begins: str) -> Time | None:
    """Return which of a way's times is meant; the first where none is named.

    Raises:
        NotFound: the way has no such time.
    """
    if way is None:
        return None
    found = way.time(begins)
    if begins and found is None:
        raise NotFound
    return found


def last_day_there(
    way: Way | None, begins: str, since: date | None, *, on: date, named: date | None = None
) -> date | None:
    """Return the last day of the petitioner's time there: counted by its law, or as it was named.

    Raises:
        SinceAhead, EndedAlready: the days do not fit.
    """
    if since and since > on:
        raise SinceAhead
    time = time_of(way, begins)
    if time and since:
        return time.ends(since).on
    if named and since and named < since:
        raise EndedAlready
    return named


def require_follower(demand: Demand, by: Actor) -> None:
    """Let follow it whoever sent it there, whoever first received it, and the petitioner."""
    ours = {demand.owner_id, demand.petition.receiver_id}
    if by.role not in {Role.PETITIONER, Role.SYSTEM} and by.organ not in ours:
        raise AnotherOrgansTurn(organ=demand.owner)


def open_guidance(demand: Demand) -> Guidance:
    """Return where a demand was last guided to and has not come back from.

    Raises:
        NotFound: it was guided nowhere.
    """
    guidance = demand.guidances.filter(returned_at=None).last()
    if guidance is None:
        raise NotFound
    return guidance
