"""What the acts on new facts and reasons have in common (art. 36: only the same are settled)."""

from __future__ import annotations

from datetime import datetime

from yimen.access.actor import Actor, Role
from yimen.base.errors import Refused
from yimen.casework.guards import AnotherOrgansTurn, WrongStage, require_reason
from yimen.casework.papers import write_letter
from yimen.registry.models import Demand, Reopening

SHORTEST_NEWS = 6


class NothingNew(Refused):
    """Write what is new: a fact that was not known, a paper that was not there, a reason not given before."""  # noqa: E501  # a message is one line, so that it can be translated


class LookedAtAlready(Refused):
    """What you handed in before is being looked at. Add a paper to it, if you have one."""


class NoNewsWaits(WrongStage):
    """Nothing new waits for an answer here."""


def waiting_news(demand: Demand, by: Actor) -> Reopening:
    """Return the new facts that wait for an answer; whoever received the matter gives it."""
    found = demand.reopenings.filter(decision="waiting").order_by("pk").last()
    if found is None:
        raise NoNewsWaits
    if by.role is not Role.SYSTEM and demand.owner_id != by.organ:
        raise AnotherOrgansTurn(organ=demand.owner)
    return found


def decide(
    news: Reopening,
    decision: Reopening.Decision,
    answer: str,
    letter: str,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Write down what was decided and why, and have the petitioner told."""
    news.decision, news.answer = decision, require_reason(answer)
    news.decided_at, news.decided_by_id = at, by.id or None
    news.save()
    write_letter(letter, news.petition_id, subject=news.pk, at=at)
