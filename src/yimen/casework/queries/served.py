"""Which letters reached the petitioner, and how; and which of several people wait for theirs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min

from yimen.access.actor import Actor
from yimen.documents.models import Letter
from yimen.law.states import State
from yimen.registry.models import Decline, Reply, Service
from yimen.registry.queries import seen_by

#: What each letter that is served is a print of.
PAPERS = {
    "handling_opinion": "opinion_id",
    "simple_reply": "opinion_id",
    "review_opinion": "review_id",
    "recheck_opinion": "review_id",
    "non_acceptance_notice": "decline_id",
    "personal_reply": "reply_id",
}
PAGE = 50
#: Whether somebody who asked together with others waits for the reply of our organ.
WAITS = (
    "exists (select from registry_reply r join registry_opinion o on o.id = r.opinion_id"
    " where r.served_at is null and o.organ_id = %(organ)s::text::bigint)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToBring:
    """A petition of several people: how many of them wait for their reply, since when."""

    petition: int
    number: str
    title: str
    people: int
    since: datetime


def to_bring(actor: Actor) -> list[ToBring]:
    """Return where this organ has still to bring replies, the longest waiting first."""
    petitions = seen_by(actor, "reply.serve")
    waiting = Reply.objects.filter(
        served_at=None, opinion__organ=actor.organ, petition__in=petitions
    )
    found = waiting.values_list("petition", "petition__number", "petition__title")
    return [
        ToBring(petition=petition, number=number, title=title, people=people, since=since)
        for petition, number, title, people, since in found.annotate(
            people=Count("pk"), since=Min("at")
        ).order_by("since", "petition")[:PAGE]
    ]


def services_of(letters: Iterable[Letter], services: Iterable[Service]) -> dict[int, Service]:
    """Return the last service of each letter that was served, by the letter's row."""
    known = {(name, getattr(row, name)): row for row in services for name in set(PAPERS.values())}
    found = ((one.pk, known.get((PAPERS.get(one.kind, ""), one.subject))) for one in letters)
    return {letter: service for letter, service in found if service}


def unserved_demand(letter: Letter) -> int:
    """Return the demand that this notice says is not accepted, if it did not reach her yet."""
    if letter.kind != "non_acceptance_notice":
        return 0
    waiting = Decline.objects.filter(
        pk=letter.subject, served_at=None, demand__state=State.NOT_ACCEPTED
    )
    return waiting.values_list("demand_id", flat=True).first() or 0
