"""Apply for mediation, or offer it: everybody named is asked, and each gets a code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor, Role
from yimen.access.rls import behind_walls
from yimen.base.errors import NotFound
from yimen.base.seal import seal_words
from yimen.base.time import local_day
from yimen.base.turns import next_number
from yimen.registry.code import new_code
from yimen.registry.queries import seen_by
from yimen.rooms.mediation.cases import (
    FEWEST,
    MOST,
    SHORTEST,
    NameMissing,
    ReadRightsFirst,
    SayWhatItIsAbout,
    TooFewParties,
    blind_party,
)
from yimen.rooms.mediation.models import Case, Committee, Party


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One side: who, how to reach them, and who speaks for them."""

    name: str
    phone: str = ""
    address: str = ""
    agent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is in dispute, what is wished, who the parties are; the first one applies."""

    kind: str
    dispute: str
    wishes: str = ""
    parties: tuple[Person, ...]
    petition: int = 0
    #: The applicant has read the notice of rights, and agrees.
    has_read: bool = False


@transaction.atomic
def apply(
    committee_id: int, *, wanted: Wanted, by: Actor, at: datetime
) -> tuple[Case, list[tuple[Party, str]]]:
    """Open the case; return it with each party's code, which is told to them alone.

    A mediator offers it to everybody; anybody else applies as its first party, and so agrees.

    Raises:
        TooFewParties, NameMissing, SayWhatItIsAbout, ReadRightsFirst: something is missing.
        NotFound: there is no such committee, or the petition is not theirs to bring.
    """
    committee = Committee.objects.filter(pk=committee_id, is_active=True).first()
    if committee is None:
        raise NotFound
    is_offer = by.role is Role.MEDIATOR
    _require(wanted, is_offer=is_offer)
    petition = seen_by(by).filter(pk=wanted.petition).first() if wanted.petition else None
    if wanted.petition and petition is None:
        raise NotFound
    year = local_day(at).year
    with behind_walls(by):
        asked = Case.objects.filter(committee=committee, asked_at__year=year)
        case = Case.objects.create(
            number=next_number(asked, f"{committee.mark}人调字", year, of=committee.pk),
            committee=committee,
            organ=committee.organ,
            petition=petition,
            origin=Case.Origin.OFFER if is_offer else Case.Origin.PARTY,
            kind=wanted.kind.strip(),
            dispute_sealed=seal_words(wanted.dispute),
            wishes_sealed=seal_words(wanted.wishes),
            asked_at=at,
        )
        found = [
            _party(case, place, person, is_offer=is_offer, at=at)
            for place, person in enumerate(wanted.parties, start=1)
        ]
        case.codes = [party.code_blind for party, _ in found]
        case.save(update_fields=["codes"])
    return case, found


def _require(wanted: Wanted, *, is_offer: bool) -> None:
    if not FEWEST <= len(wanted.parties) <= MOST:
        raise TooFewParties(fewest=FEWEST, most=MOST)
    if not all(person.name.strip() for person in wanted.parties):
        raise NameMissing
    if len(wanted.dispute.strip()) < SHORTEST:
        raise SayWhatItIsAbout
    if not is_offer and not wanted.has_read:
        raise ReadRightsFirst


def _party(
    case: Case, place: int, person: Person, *, is_offer: bool, at: datetime
) -> tuple[Party, str]:
    code, applies = new_code(), place == 1 and not is_offer
    party = Party.objects.create(
        case=case,
        side=Party.Side.APPLICANT if place == 1 else Party.Side.OTHER,
        position=place,
        code_blind=blind_party(code),
        name_sealed=seal_words(person.name),
        phone_sealed=seal_words(person.phone),
        address_sealed=seal_words(person.address),
        agent_sealed=seal_words(person.agent),
        consent=Party.Consent.GIVEN if applies else Party.Consent.ASKED,
        consented_at=at if applies else None,
        consented_by="code" if applies else "",
        told_rights_at=at if applies else None,
    )
    return party, code
