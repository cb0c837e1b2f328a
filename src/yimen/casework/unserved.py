"""What about a demand is out and waits to be served, besides an opinion."""

from __future__ import annotations

from yimen.access.actor import Actor, Role
from yimen.casework.guards import WrongStage, require_owner
from yimen.casework.reviewing import demands_under, review_of
from yimen.law.states import UNDER_REVIEW
from yimen.registry.models import Decline, Demand, Review


def unserved(demand: Demand, by: Actor) -> tuple[Review | Decline, list[Demand]]:
    """Return the paper that waits, and the demands that it is about.

    Raises:
        WrongStage: it was served, or is not signed yet; AnotherOrgansTurn: it is not theirs.
    """
    if demand.state in UNDER_REVIEW:
        review = review_of(demand, by, Review.Stage.SIGNED)
        return review, demands_under(review)
    return unserved_notice(demand, by), [demand]


def unserved_notice(demand: Demand, by: Actor) -> Decline:
    """Return the notice of non-acceptance of a demand, if it did not reach her yet.

    Raises:
        WrongStage: there is none, or it was served.
    """
    found = Decline.objects.filter(demand=demand).last()
    if found is None or found.served_at:
        raise WrongStage
    if by.role not in {Role.SYSTEM, Role.PETITIONER}:
        require_owner(demand, by)
    found.petition = demand.petition
    return found
