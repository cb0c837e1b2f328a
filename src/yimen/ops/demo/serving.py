"""How an answer reaches people in the demo's year: all who asked together, on the same day."""

from __future__ import annotations

from datetime import datetime

from yimen.access.actor import Actor
from yimen.casework.actions.serve import serve
from yimen.casework.actions.serve_reply import serve_reply
from yimen.registry.models import Opinion, Reply


def serve_all(
    opinion: int, *, method: str, recipient: str, proof: str, by: Actor, at: datetime
) -> Opinion:
    """Serve an opinion on whoever asked first, and the reply on each who asked with them."""
    served = serve(opinion, method=method, recipient=recipient, proof=proof, by=by, at=at)
    replies = list(Reply.objects.filter(opinion=opinion).values_list("pk", flat=True))
    if replies:
        serve_reply(served.petition_id, replies=replies, method="in_person", by=by, at=at)
    return served
