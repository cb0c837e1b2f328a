"""Was it done? What a report of execution needs, and who may say what became of it."""

from __future__ import annotations

from datetime import datetime

from yimen.access.actor import Actor, Role
from yimen.base.errors import Refused
from yimen.casework.filing import Wish
from yimen.casework.guards import require_choice
from yimen.casework.papers import write_letter
from yimen.casework.reviewing import carrier_of
from yimen.registry.models import Demand, Execution, Petition

#: How a counter hears it.
HEARD = (Petition.Channel.VISIT, Petition.Channel.PHONE, Petition.Channel.LETTER)


class NotYoursToSay(Refused):
    """Your organ carries this out, so the petitioner says at another counter, or with the query code, whether it was done."""  # noqa: E501  # a message is one line, so that it can be translated


class AnswerOpen(Refused):
    """The petitioner may say until {due} whether it was done; it can be concluded after that."""


class AnsweredBefore(Refused):
    """The petitioner has said already whether this was done. Load the page again to read it."""


class WordsMissing(Refused):
    """Write down what the petitioner said, in her own words."""


def waiting(demand: Demand) -> Execution:
    """Return the report of execution that waits for the petitioner's word.

    Raises:
        AnsweredBefore: none does.
    """
    found = demand.executions.filter(answer=Execution.Answer.WAITING).last()
    if found is None:
        raise AnsweredBefore
    return found


def answer(
    execution: Execution,
    what: Execution.Answer,
    wish: Wish | None,
    *,
    demand: Demand,
    by: Actor,
    at: datetime,
) -> str:
    """Write down what the petitioner says of it, and return the channel by which we know.

    Raises:
        NotYoursToSay, WordsMissing: nobody may say it in her place.
    """
    channel, words = Petition.Channel.ONLINE.value, wish.words.strip() if wish else ""
    if by.role is not Role.PETITIONER:
        carrier = carrier_of(demand)
        if by.organ in {demand.owner_id, carrier.pk} or demand.handler_id == by.id:
            raise NotYoursToSay
        if wish is None or not words:
            raise WordsMissing
        channel = require_choice(wish.channel, HEARD)
    execution.answer, execution.words, execution.channel = what, words, channel
    execution.answered_at, execution.answered_by_id = at, by.id or None
    execution.save()
    return channel


def tell(execution: Execution, at: datetime) -> None:
    """Queue the letter that tells the petitioner what was done, and asks her whether it was."""
    write_letter("execution_report", execution.petition_id, subject=execution.pk, at=at)
