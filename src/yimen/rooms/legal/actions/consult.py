"""Open a consultation: who came, with what, and who is on the other side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.rls import behind_walls
from yimen.base.errors import NotFound
from yimen.base.seal import seal_words
from yimen.base.time import local_day
from yimen.base.turns import in_turn, next_number
from yimen.people.models import Organ
from yimen.registry.code import new_code
from yimen.registry.queries import seen_by
from yimen.rooms.legal.matters import (
    NOT_OVER,
    SHORTEST,
    ConflictOfInterest,
    HasALawyer,
    NobodyNamed,
    SayTheMatter,
    blind_client,
    blind_name,
    conflicts,
    require_lawyer,
)
from yimen.rooms.legal.models import Consultation, Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a client tells: who, what happened, and the names on the other side."""

    client: str
    facts: str
    others: tuple[str, ...] = ()
    phone: str = ""
    people: int = 1
    petition: int = 0


@transaction.atomic
def consult(*, told: Told, by: Actor, at: datetime) -> tuple[Consultation, str]:
    """Open it; return it with the client's code, which is told to the client alone.

    Raises:
        NobodyNamed, SayTheMatter: something is missing.
        ConflictOfInterest: the lawyer has advised the other side; HasALawyer: another has it.
        NotFound: the petition was not referred to the legal room.
    """
    require_lawyer(by)
    _require(told)
    petition = seen_by(by).filter(pk=told.petition).first() if told.petition else None
    if told.petition and petition is None:
        raise NotFound
    code = new_code()
    with behind_walls(by):
        if conflicts(by.id, told.client, told.others):
            raise ConflictOfInterest
        if petition:
            in_turn("consult on", petition.pk)
        with_lawyer = Consultation.objects.filter(petition=petition, stage__in=NOT_OVER)
        if petition and with_lawyer.exists():
            raise HasALawyer
        organ, year = Organ.objects.get(pk=by.organ), local_day(at).year
        opened = Consultation.objects.filter(organ=organ, opened_at__year=year)
        matter = Consultation.objects.create(
            number=next_number(opened, f"{organ.mark}法询字", year, of=organ.pk),
            organ=organ,
            area=by.area,
            lawyer_id=by.id,
            petition=petition,
            client_sealed=seal_words(told.client),
            client_blind=blind_name(told.client),
            phone_sealed=seal_words(told.phone),
            code_blind=blind_client(code),
            people=max(1, told.people),
            facts_sealed=seal_words(told.facts),
            opened_at=at,
        )
        Side.objects.bulk_create(
            Side(consultation=matter, name_sealed=seal_words(name), name_blind=blind_name(name))
            for name in told.others
            if name.strip()
        )
    return matter, code


def _require(told: Told) -> None:
    if not told.client.strip():
        raise NobodyNamed
    if len(told.facts.strip()) < SHORTEST:
        raise SayTheMatter
