"""How a paper reaches its reader, or does not: an opinion, a review's, a notice, a reply.

From whatever the law counts a window, it is proved in the same ways and noted in the same rows.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from yimen.access.actor import Actor, Role
from yimen.base.time import local_day, now
from yimen.casework.guards import (
    NotPrintedYet,
    NotReadByThem,
    ServedBeforeIssued,
    require_choice,
)
from yimen.casework.papers import write_letter
from yimen.casework.proving import ParcelCameBack, Proved, kept, require_proved
from yimen.documents.drawn import ANSWERS
from yimen.registry.models import Decline, Opinion, Reply, Review, Service, ServiceAttempt

Served = Opinion | Review | Decline | Reply
#: How one can fail to reach her; what she did not read on the platform proves nothing.
TRIED = (Service.Method.IN_PERSON, Service.Method.POST)


def deliver(
    paper: Served,
    *,
    method: str,
    recipient: str = "",
    proof: str = "",
    proved: Proved | None,
    by: Actor,
    at: datetime,
) -> Service:
    """Note that a paper reached the petitioner, and how that is proved; its receipt is printed.

    Raises:
        ServedBeforeIssued, NotReadByThem, NotPrintedYet: it cannot be so.
        Refused: it is not proved; see `proving`.
    """
    require_choice(method, Service.Method.values)
    proved = proved or Proved()
    _require_proof(paper, method, proved, by, at)
    paper.served_at = at
    paper.save()
    service = Service.objects.create(
        petition=paper.petition,
        **_about(paper),
        method=method,
        recipient=recipient.strip(),
        proof=proof.strip(),
        paper=kept(paper.petition, proved, by, at),
        refusal=proved.refusal.strip(),
        witnesses=proved.witnesses.strip(),
        parcel=proved.parcel.strip(),
        place=proved.place.strip(),
        posted_on=proved.posted_on,
        at=at,
        by_id=by.id or None,
    )
    write_letter("service_receipt", paper.petition_id, subject=service.pk, at=at)
    return service


def missed(
    paper: Served,
    *,
    method: str,
    outcome: str,
    words: str,
    parcel: str,
    by: Actor,
    at: datetime,
) -> ServiceAttempt:
    """Note that a paper was brought and did not reach her: no window begins by it.

    Raises:
        ServedBeforeIssued, ParcelCameBack: it cannot have been so.
    """
    require_choice(method, [way.value for way in TRIED])
    require_choice(outcome, ServiceAttempt.Outcome.values)
    if outcome == ServiceAttempt.Outcome.RETURNED and not parcel.strip():
        raise ParcelCameBack
    _require_day(paper, at)
    return ServiceAttempt.objects.create(
        petition=paper.petition,
        **_about(paper),
        method=method,
        outcome=outcome,
        parcel=parcel.strip(),
        words=words.strip(),
        at=at,
        by_id=by.id or None,
    )


def _about(paper: Served) -> dict[str, Any]:
    return {type(paper).__name__.lower(): paper}


def _kinds(paper: Served) -> tuple[str, ...]:
    """Return the letters that such a paper is printed as."""
    if isinstance(paper, Review):
        return (f"{paper.level}_opinion",)
    if isinstance(paper, Reply):
        return ("personal_reply",)
    return ("non_acceptance_notice",) if isinstance(paper, Decline) else ANSWERS


def _issued(paper: Served) -> datetime | None:
    if isinstance(paper, Review):
        return paper.signed_at
    return paper.at if isinstance(paper, Decline | Reply) else paper.issued_at


def _require_day(paper: Served, at: datetime) -> None:
    """Refuse a day on which it cannot have been brought: before it was out, or still to come."""
    issued = _issued(paper)
    if issued is None or not (local_day(issued) <= local_day(at) and at <= now()):
        first = local_day(issued) if issued else "—"
        raise ServedBeforeIssued(first=first, last=local_day(now()))


def _require_proof(paper: Served, method: str, proved: Proved, by: Actor, at: datetime) -> None:
    _require_day(paper, at)
    if by.role is Role.SYSTEM:
        return
    if (method == Service.Method.PLATFORM) is not (by.role is Role.PETITIONER):
        raise NotReadByThem
    if by.role is not Role.PETITIONER:
        attempts = paper.service_attempts.exclude(method=Service.Method.NOTICE)
        tried = attempts.order_by("at").values_list("at", flat=True).first()
        require_proved(method, proved, at, tried=local_day(tried) if tried else None)
    if not paper.petition.letters.filter(kind__in=_kinds(paper), subject=paper.pk).exists():
        raise NotPrintedYet
