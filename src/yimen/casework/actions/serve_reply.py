"""Serve the answer on others of several people who asked together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.base.errors import Refused
from yimen.casework.proving import Proved
from yimen.casework.replies import unserved
from yimen.casework.serving import deliver
from yimen.registry.entries_proof import ReplyServed
from yimen.registry.models import Petition, Service
from yimen.registry.queries import open_petition
from yimen.registry.record import record


class OneByOne(Refused):
    """Only those who signed for it in person on the same day are entered together. A parcel, a notice, a refusal to sign or somebody else who took it: enter one person at a time."""  # noqa: E501  # a message is one line, so that it can be translated


@transaction.atomic
def serve_reply(
    petition_id: int,
    *,
    replies: Iterable[int],
    method: str,
    recipient: str = "",
    proved: Proved | None = None,
    by: Actor,
    at: datetime,
) -> Petition:
    """Serve them: from that day each of these people has their own time to ask for a review.

    Several who signed for it on one day are entered at once; the signed list is kept once. Who
    received it is the person themselves, unless somebody else is named.

    Raises:
        NotFound, AnotherOrgansTurn, WrongStage: it is not theirs, or was served before.
        OneByOne: these cannot be entered together.
        Refused: it cannot be so, or is not proved; see `serving` and `proving`.
    """
    petition = open_petition(by, "reply.serve", petition_id)
    found = unserved(petition, list(replies), by)
    proved = proved or Proved()
    alike = method == Service.Method.IN_PERSON and not proved.refusal.strip() and not recipient
    if len(found) > 1 and not alike:
        raise OneByOne
    for reply in found:
        name = recipient or ("" if method == Service.Method.NOTICE else reply.party.name)
        service = deliver(reply, method=method, recipient=name, proved=proved, by=by, at=at)
        proved = replace(proved, kept=service.paper)
        said = ReplyServed(reply=reply.pk, service=service.pk, method=method)
        record(petition, said, by=by, at=at)
    return petition
