"""Hand a matter to another lawyer: proposed by the one, agreed to by the client."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor, Role
from yimen.access.rls import behind_walls
from yimen.base.errors import NotFound
from yimen.base.seal import unseal
from yimen.base.time import local_day
from yimen.people.queries import holds_post
from yimen.rooms.legal.matters import (
    NOT_OVER,
    AnotherLawyer,
    ConflictOfInterest,
    LawyerIsHere,
    NotOffered,
    conflicts,
    matter_of,
    require_lawyer,
    require_stage,
)
from yimen.rooms.legal.models import Consultation, HandOver


@transaction.atomic
def hand_over(number: int, *, to: int, by: Actor, at: datetime) -> HandOver:
    """Propose another lawyer; the matter stays until the client agrees.

    Raises:
        AnotherLawyer: it is oneself, or no lawyer of this room. ConflictOfInterest: theirs.
    """
    require_lawyer(by)
    matter = matter_of(number, by)
    require_stage(matter, *NOT_OVER)
    with behind_walls(by):
        _require_fit(matter, to, at)
        row, _ = HandOver.objects.update_or_create(
            consultation=matter,
            consented_at=None,
            defaults={"giver_id": by.id, "taker_id": to, "asked_at": at},
        )
    return row


@transaction.atomic
def agree_to_hand_over(number: int, *, to: int, by: Actor, at: datetime) -> Consultation:
    """Let the client agree, with the code, or on paper before the lawyer who gives it away.

    From now on the other lawyer reads it, and the one before does not. `to` is whom the client
    was shown: nobody agrees to somebody else who was proposed meanwhile.

    Raises:
        NotOffered: they were not proposed. AnotherLawyer, ConflictOfInterest: who was proposed has
        left since, or advised the other side.
    """
    if by.role not in {Role.LAWYER, Role.VISITOR}:
        raise NotFound
    matter = matter_of(number, by)
    with behind_walls(by):
        row = HandOver.objects.filter(consultation=matter, consented_at=None, taker=to).first()
        if row is None:
            raise NotOffered
        _require_fit(matter, to, at)
        row.consented_at, row.consented_by = at, "code" if by.role is Role.VISITOR else "paper"
        row.save(update_fields=["consented_at", "consented_by"])
        matter.lawyer_id = to
        matter.save(update_fields=["lawyer"])
    return matter


@transaction.atomic
def choose_lawyer(number: int, *, to: int, by: Actor, at: datetime) -> Consultation:
    """Let the client choose who goes on, where their lawyer does not work here any more.

    Raises:
        LawyerIsHere: then it is the lawyer who hands it over. AnotherLawyer: no lawyer of this
        room. ConflictOfInterest: theirs.
    """
    if by.role is not Role.VISITOR:
        raise NotFound
    matter = matter_of(number, by)
    require_stage(matter, *NOT_OVER)
    with behind_walls(by):
        if holds_post(matter.lawyer_id, Role.LAWYER, matter.organ_id, local_day(at)):
            raise LawyerIsHere
        _require_fit(matter, to, at)
        HandOver.objects.update_or_create(
            consultation=matter,
            consented_at=None,
            defaults={
                "giver_id": matter.lawyer_id, "taker_id": to, "asked_at": at, "consented_at": at,
                "consented_by": "code",
            },
        )  # fmt: skip
        matter.lawyer_id = to
        matter.save(update_fields=["lawyer"])
    return matter


def _require_fit(matter: Consultation, to: int, at: datetime) -> None:
    """Let only another lawyer of the room take it, who is on nobody's other side."""
    if to == matter.lawyer_id or not holds_post(to, Role.LAWYER, matter.organ_id, local_day(at)):
        raise AnotherLawyer
    client = unseal(matter.client_sealed)
    others = [unseal(side.name_sealed) for side in matter.sides.all()]
    if conflicts(to, client, others):
        raise ConflictOfInterest
