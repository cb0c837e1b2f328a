"""Which letters reached the petitioner, and how."""

from __future__ import annotations

from collections.abc import Iterable

from yimen.documents.models import Letter
from yimen.law.states import State
from yimen.registry.models import Decline, Service

#: What each letter that is served is a print of.
PAPERS = {
    "handling_opinion": "opinion_id",
    "simple_reply": "opinion_id",
    "review_opinion": "review_id",
    "recheck_opinion": "review_id",
    "non_acceptance_notice": "decline_id",
    "personal_reply": "reply_id",
}


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
