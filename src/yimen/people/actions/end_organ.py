"""End an organ, and name who answers in its place."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.policy import require
from yimen.people.audit import note
from yimen.people.guards import (
    NotItsOwnSuccessor,
    OrganEndedBefore,
    found_organ,
    require_standing,
)
from yimen.people.models import AdminEntry, Organ


@transaction.atomic
def end_organ(organ_id: int, *, successor: int, on: date, by: Actor, at: datetime) -> Organ:
    """End it: from that day nothing is sent to it, and its successor answers for it (art. 24).

    What it still owes goes on to the successor in the night, by the same dates; its posts stay,
    so that the people in it can look things up. `queries.ended_organs` tells which have ended.

    Raises:
        NotYourDuty, OrganEndedBefore, NotItsOwnSuccessor, OrganEnded.
    """
    require(by, "organs.manage")
    if organ_id == successor:
        raise NotItsOwnSuccessor
    organ = found_organ(organ_id)
    if organ.ends_on:
        raise OrganEndedBefore(organ=organ.name, day=organ.ends_on)
    heir = require_standing(found_organ(successor), on)
    organ.ends_on, organ.successor = on, heir
    organ.has_reception = False
    organ.save(update_fields=["ends_on", "successor", "has_reception"])
    note(
        AdminEntry.Kind.ORGAN_ENDED,
        by=by,
        at=at,
        organ=organ.pk,
        successor=heir.pk,
        on=on.isoformat(),
    )
    return organ
