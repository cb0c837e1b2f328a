"""Several people, one answer: each has a reply of their own, and their own time from its receipt.

The days of one do not begin with the receipt of another (art. 35).
"""

from __future__ import annotations

from datetime import date, datetime

from yimen.access.actor import Actor
from yimen.base.errors import NotFound, Refused
from yimen.base.time import local_day
from yimen.casework.guards import AnotherOrgansTurn, WindowOpen, WrongStage
from yimen.law.clock import Due, due
from yimen.law.days import DAYS
from yimen.law.limits import LIMITS
from yimen.registry.models import Opinion, Petition, Reply

LIMIT = "review_request"


class ReplyUnproved(Refused):
    """Not everybody who asked together is proved to have the answer: nobody's time is over. Enter who received it first."""  # noqa: E501  # a message is one line, so that it can be translated


def window(received: datetime) -> Due:
    """Count the time to ask for a review from a receipt; a later calendar never shortens it."""
    day = local_day(received)
    limit = LIMITS.on(LIMIT, day)
    return max((due(day, limit, days) for days in DAYS.since(day)), key=lambda one: one.on)


def is_unproved(opinion: Opinion) -> bool:
    """Say whether somebody who asked together with others is not proved to have the answer."""
    return any(reply.served_at is None for reply in opinion.replies.all())


def last_day(opinion: Opinion | None, own: date | None) -> date | None:
    """Return the last day of whoever received an answer last; `own` is that of the first of them.

    While somebody's receipt is not proved there is none.
    """
    replies = list(opinion.replies.all()) if opinion else []
    if any(reply.served_at is None for reply in replies):
        return None
    ends = [window(reply.served_at).on for reply in replies if reply.served_at]
    return max([*ends, *([own] if own else [])], default=None)


def still_open(opinion: Opinion | None, on: date) -> Refused | None:
    """Return why the time of those who asked together is not over on a day, if it is not."""
    if opinion is None:
        return None
    if is_unproved(opinion):
        return ReplyUnproved()
    last = last_day(opinion, None)
    return WindowOpen(due=last) if last and on <= last else None


def unserved(petition: Petition, wanted: list[int], by: Actor) -> list[Reply]:
    """Return the replies that were named, each of them of this organ and not served yet.

    Raises:
        NotFound: one is not of this petition; AnotherOrgansTurn: it is not theirs.
        WrongStage: one was served before.
    """
    found = petition.replies.filter(pk__in=wanted).select_related("opinion__organ", "party")
    replies = list(found.order_by("pk"))
    if not replies or len(replies) < len(set(wanted)):
        raise NotFound
    for reply in replies:
        if by.organ and reply.opinion.organ_id != by.organ:
            raise AnotherOrgansTurn(organ=reply.opinion.organ)
        if reply.served_at:
            raise WrongStage
        reply.petition = petition
    return replies
