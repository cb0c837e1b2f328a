"""Which letters reached the petitioner, and how; and which still have to be brought."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, QuerySet

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
#: Whether a letter of our organ waits to be brought whose receipt begins somebody's time, and which
#: stands on no list by date: to somebody who asked together with others, or of non-acceptance.
WAITS = (
    "(exists (select from registry_reply r join registry_opinion o on o.id = r.opinion_id"  # noqa: S608  # our own words
    " where r.served_at is null and o.organ_id = %(organ)s::text::bigint)"
    " or exists (select from registry_decline n join registry_demand d on d.id = n.demand_id"
    " where n.served_at is null and d.owner_id = %(organ)s::text::bigint"
    f" and d.state = '{State.NOT_ACCEPTED}'))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToBring:
    """A petition whose letter has to be brought, since when; to how many of several `people`."""

    petition: int
    number: str
    title: str
    people: int
    since: datetime


def to_bring(actor: Actor) -> list[ToBring]:
    """Return what this organ has still to bring, the longest waiting first.

    An answer and a review's opinion are none of these: the organ's own time runs until they are
    served, and they stand on its lists by that date.
    """
    replies = Reply.objects.filter(served_at=None, opinion__organ=actor.organ)
    notices = Decline.objects.filter(
        served_at=None, demand__owner=actor.organ, demand__state=State.NOT_ACCEPTED
    )
    found = [*_waiting(replies, actor), *(replace(n, people=0) for n in _waiting(notices, actor))]
    return sorted(found, key=lambda one: (one.since, one.petition))[:PAGE]


def _waiting(letters: QuerySet[Any], actor: Actor) -> Iterator[ToBring]:
    found = letters.filter(petition__in=seen_by(actor, "reply.serve"))
    rows = found.values_list("petition", "petition__number", "petition__title")
    counted = rows.annotate(people=Count("pk"), since=Min("at")).order_by("since", "petition")
    for petition, number, title, people, since in counted[:PAGE]:
        yield ToBring(petition=petition, number=number, title=title, people=people, since=since)


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
