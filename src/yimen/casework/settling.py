"""What the acts on an agreement of the mediation room have in common.

Nothing but the agreement and its outcome comes out of that room, and only by its parties' act.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from yimen.access.actor import Actor, Role
from yimen.base.errors import NotFound, Refused
from yimen.casework.carrying_out import HEARD, WordsMissing
from yimen.casework.filing import Paper, Wish
from yimen.casework.guards import AnsweredTogether, require_choice
from yimen.casework.leaving import let_go
from yimen.law.clock import counted
from yimen.law.moves import State
from yimen.registry.models import Demand, Petition, Settlement

ANSWER = "settlement_answer"


class FiledAlready(Refused):
    """The agreement is in the file already; look for it among your papers."""


class EndingFiledAlready(Refused):
    """That this mediation ended without an agreement is in the file already; look among your papers."""  # noqa: E501  # a message is one line, so that it can be translated


class NothingSettled(Refused):
    """Choose at least one demand that the agreement settles."""


class SettledBefore(Refused):
    """The agreement was kept, or your matter was taken up again after it: it settles nothing any more."""  # noqa: E501  # as above


class SettledTogether(Refused):
    """One written answer to demands {positions} is being made. Say of all of them that they are settled, or wait for it."""  # noqa: E501  # as above


class NotYoursToTell(Refused):
    """Your organ handles this matter, so the petitioner says at another counter, or with the query code, whether the agreement was kept."""  # noqa: E501  # as above


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """An agreement as its parties hand it over: which, whose, since when, until when, the paper."""

    number: str
    committee: str
    in_force_on: date
    keep_by: date | None = None
    confirm_by: date | None = None
    paper: Paper


def settlement_of(petition: Petition, number: int) -> Settlement:
    """Return an agreement of this file."""
    found = Settlement.objects.filter(petition=petition, pk=number).first()
    if found is None:
        raise NotFound
    return found


def asked_until(row: Settlement, on: date) -> date | None:
    """Return until when she is asked whether it was kept, where it promises something by a day."""
    if row.keep_by is None or row.keep_by <= on:
        return None
    return counted(ANSWER, row.keep_by).on


def end_beside(petition: Petition, demands: list[Demand]) -> None:
    """End what hangs on these demands: a draft, a wish for more time.

    Raises:
        SettledTogether: an answer that is no draft any more is for other demands too.
    """
    try:
        let_go(petition, demands)
    except AnsweredTogether as refusal:
        raise SettledTogether(**refusal.facts) from refusal


def settled_demands(petition: Petition, row: Settlement) -> list[Demand]:
    """Return the demands that stand settled by this agreement.

    Raises:
        NotFound: it settles nothing, or nothing any more.
    """
    stands = row.outcome == Settlement.Outcome.SETTLED
    found = [
        demand
        for demand in petition.demands.all()
        if stands and demand.position in row.positions and demand.state == State.SETTLED
    ]
    if not found:
        raise NotFound
    return found


def answered(
    row: Settlement, demands: list[Demand], wish: Wish | None, *, by: Actor, at: datetime
) -> str:
    """Write down what she says of the agreement; return the channel by which we know.

    Raises:
        NotYoursToTell, WordsMissing: nobody may say it in her place.
    """
    row.channel, row.words = _heard(demands, wish, by)
    row.answered_at, row.answered_by_id = at, by.id or None
    row.save()
    return row.channel


def _heard(demands: Iterable[Demand], wish: Wish | None, by: Actor) -> tuple[str, str]:
    words = wish.words.strip() if wish else ""
    if by.role is Role.PETITIONER:
        return Petition.Channel.ONLINE.value, words
    if any(by.organ == one.owner_id or by.id == one.handler_id for one in demands):
        raise NotYoursToTell
    if wish is None or not words:
        raise WordsMissing
    return require_choice(wish.channel, HEARD), words
