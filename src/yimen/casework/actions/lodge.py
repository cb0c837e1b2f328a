"""Lodge a petition: the moment a citizen is heard."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.db import transaction

from yimen.access.actor import SYSTEM, Actor, Role
from yimen.access.policy import require
from yimen.access.rls import act_as
from yimen.base.errors import NotFound
from yimen.base.seal import seal, seal_words, unseal
from yimen.base.time import local_day
from yimen.casework.filing import Ask, Filing, Lodged, Paper, Person
from yimen.casework.guards import (
    FiledElsewhere,
    NobodyAsks,
    NothingAsked,
    NotYourCounter,
    TooManyRepresentatives,
    require_choice,
    require_living,
)
from yimen.casework.papers import write_letter
from yimen.casework.under_seal import bare, keeper_of
from yimen.casework.under_seal import keep as put_under_seal
from yimen.documents.papers import keep, require_together
from yimen.law.headcounts import MOST_REPRESENTATIVES
from yimen.law.moves import Move
from yimen.people.models import Organ, Region
from yimen.people.queries import receiving
from yimen.registry.clocks import ask, enter
from yimen.registry.code import blind_code, new_code
from yimen.registry.entries import Lodged as LodgedLine
from yimen.registry.identity import id_index, phone_index, tidy_id, tidy_phone
from yimen.registry.models import Attachment, Demand, Party, Petition
from yimen.registry.queries import filed_with, next_numbers, seen_by
from yimen.registry.record import record
from yimen.registry.words import vector
from yimen.registry.writing import begin

TITLE = 60
#: Who speaks for others signs nothing for them: a paper to elect or to empower them is laid out.
SPEAKING = frozenset({Party.Capacity.REPRESENTATIVE, Party.Capacity.AGENT})


@transaction.atomic
def lodge(filing: Filing, *, by: Actor, at: datetime) -> Lodged:
    """Take it in: it gets a number, a query code, its clocks, and a receipt with all three.

    A ticket that was used before gives back what was lodged then; nothing is filed twice.

    What is filed as an accusation is under seal from the first row on (art. 30).

    Raises:
        NothingAsked, NobodyAsks, TooManyRepresentatives: the filing is not complete.
        NotYourDuty, NotYourCounter, OrganHasEnded: it cannot be taken in here.
        WrongType, TooBig: a paper cannot be kept; see documents/papers.py.
        AllAreAccused: it is an accusation, and whom it names leads whoever could take it in.
    """
    act_as(by)
    _check(filing)
    known = _lodged_before(filing, by)
    if known:
        return known
    said, receiver, out = filing, _receiver(filing, by, at), None
    if filing.accuses:
        receiver, out = keeper_of(filing, receiver, local_day(at))
        filing = bare(filing)
    asks = [wanted for wanted in filing.asks if wanted.request.strip()]
    numbers = next_numbers(local_day(at).year, len(asks))
    number, code = _number(numbers.case, at), new_code()
    mine = _petitioner(by, blind_code(number, code))
    petition = _petition(filing, receiver, number, code, mine, at)
    petition.pk = numbers.petition
    if out:
        petition.is_sealed = True
        petition.barred, petition.barred_staff = sorted(out.organs), sorted(out.staff)
        act_as(SYSTEM)  # whoever takes it in at a counter may not read it
    demands = [
        _demand(petition, place, wanted, at, pk)
        for place, (wanted, pk) in enumerate(zip(asks, numbers.demands, strict=True), start=1)
    ]
    begin(
        petition,
        demands,
        people=[_party(petition, person) for person in filing.people],
        papers=[_attachment(petition, paper, mine, at) for paper in filing.papers],
        words=_words(petition, filing),
    )
    turned = {}
    for demand in demands:
        turned[demand.position] = ask(demand, Move.LODGE, at=at)
        enter(demand, turned[demand.position], at=at)
    record(petition, _line(petition), by=mine, at=at, turned=turned)
    if out:
        put_under_seal(petition, said, _title(said), at=at)
        act_as(mine)
    write_letter("receipt", petition.pk, at=at)
    if any(person.capacity in SPEAKING for person in filing.people):
        write_letter("election_paper", petition.pk, at=at)
    return Lodged(petition=petition.pk, number=number, code=code)


def _check(filing: Filing) -> None:
    require_choice(filing.channel, Petition.Channel.values)
    for person in filing.people:
        require_choice(person.capacity, Party.Capacity.values)
    if not any(wanted.request.strip() for wanted in filing.asks):
        raise NothingAsked
    if not any(person.name.strip() for person in filing.people):
        raise NobodyAsks
    require_together(len(paper.data) for paper in filing.papers)
    representatives = [p for p in filing.people if p.capacity == Party.Capacity.REPRESENTATIVE]
    if filing.channel == Petition.Channel.VISIT and len(representatives) > MOST_REPRESENTATIVES:
        raise TooManyRepresentatives(most=MOST_REPRESENTATIVES)


def _receiver(filing: Filing, by: Actor, at: datetime) -> Organ:
    """Return the organ it is lodged with; officers take in what comes to their own counter."""
    found = receiving(filing.receiver)
    if found is None:
        raise NotFound
    organ = require_living(found, local_day(at))
    if by.role in {Role.STRANGER, Role.PETITIONER}:
        return organ
    require(by, "petition.lodge")
    in_area = bool(by.area) and organ.region.path.startswith(by.area)
    if not (by.organ == organ.pk if by.role is Role.HANDLER else in_area):
        raise NotYourCounter
    return organ


def _lodged_before(filing: Filing, by: Actor) -> Lodged | None:
    """Find what the same ticket or outer number filed.

    A ticket is a secret: whoever holds it is whoever filed. An outer number is none, so it opens
    only what the officer who enters it may open anyway: under seal nothing, for with the query code
    the letter could be read. What is refused does not say whether it is sealed or another's.
    """
    ticket, source, outer = filing.ticket, filing.source, filing.external_number
    found = filed_with(str(ticket), ticket=ticket) if ticket else None
    if found is None and outer:
        found = filed_with(f"{source}/{outer}", source=source, outer=outer)
        if found and not _may_have(found.petition, by):
            raise FiledElsewhere(source=source, external_number=outer)
    if found is None:
        return None
    code = unseal(found.code_sealed)
    return Lodged(petition=found.petition, number=found.number, code=code, is_new=False)


def _may_have(petition: int, by: Actor) -> bool:
    seen = seen_by(by, "petition.register").filter(pk=petition)
    return (seen if by.role is Role.SYSTEM else seen.filter(is_sealed=False)).exists()


def _number(case: int, at: datetime) -> str:
    return f"{settings.YIMEN_CASE_MARK}〔{local_day(at).year}〕{case:06d}号"


def _petitioner(by: Actor, code: str) -> Actor:
    """Whoever files becomes the petitioner of this one file; staff stay who they are."""
    if by.role not in {Role.STRANGER, Role.PETITIONER}:
        return by
    mine = replace(by, role=Role.PETITIONER, code=code)
    act_as(mine)
    return mine


def _petition(
    filing: Filing,
    receiver: Organ,
    number: str,
    code: str,
    by: Actor,
    at: datetime,
) -> Petition:
    region = Region.objects.get(pk=filing.region) if filing.region else receiver.region
    return Petition(
        number=number,
        code_blind=blind_code(number, code),
        code_sealed=seal(code),
        channel=filing.channel,
        title=_title(filing),
        place=filing.place.strip(),
        received_at=at,
        receiver=receiver,
        recorder_id=by.id or None,
        region=region,
        area=receiver.region.path,
        organs=[receiver.pk],
        headcount=max(filing.headcount, len(filing.people)),
        wants_publicity=filing.wants_publicity,
        wants_confidentiality=filing.wants_confidentiality,
        profile=receiver.profile,
        source=filing.source,
        external_number=filing.external_number,
        ticket=filing.ticket,
    )


def _demand(petition: Petition, position: int, wanted: Ask, at: datetime, pk: int) -> Demand:
    return Demand(
        pk=pk,
        petition=petition,
        position=position,
        request=wanted.request.strip(),
        facts=wanted.facts.strip(),
        entered_at=at,
        owner=petition.receiver,
    )


def _party(petition: Petition, person: Person) -> Party:
    return Party(
        petition=petition,
        capacity=person.capacity,
        kind=person.kind,
        name=person.name.strip(),
        nationality=person.nationality.strip(),
        id_kind=person.id_kind if person.id_number.strip() else "",
        id_sealed=seal(tidy_id(person.id_number)),
        id_blind=id_index(person.id_number),
        phone_sealed=seal(tidy_phone(person.phone)),
        phone_blind=phone_index(person.phone),
        address_sealed=seal_words(person.address),
        reach=person.reach,
        language=person.language.strip(),
        needs=person.needs.strip(),
        authority=person.authority.strip(),
    )


def _attachment(petition: Petition, paper: Paper, by: Actor, at: datetime) -> Attachment:
    kept = keep(paper.name, paper.data)
    return Attachment(
        petition=petition,
        name=kept.name,
        sha256=kept.sha256,
        media_type=kept.media_type,
        size=kept.size,
        at=at,
        by_id=by.id or None,
        is_from_petitioner=True,
    )


def _title(filing: Filing) -> str:
    first = next(one.request.strip() for one in filing.asks if one.request.strip())
    return (filing.title.strip() or first)[:TITLE]


def _words(petition: Petition, filing: Filing) -> tuple[str, str]:
    """Return all that a search should find a petition by, names apart; under seal nothing."""
    if petition.is_sealed:
        return "", ""
    said = [f"{wanted.request} {wanted.facts}" for wanted in filing.asks]
    text = " ".join([petition.number, petition.title, petition.place, *said])
    return vector(text), vector(" ".join(one.name for one in filing.people))


def _line(petition: Petition) -> LodgedLine:
    return LodgedLine(
        receiver_organ=petition.receiver_id,
        received_on=local_day(petition.received_at).isoformat(),
        at_bureau=petition.receiver.is_bureau,
        channel=petition.channel,
        headcount=petition.headcount,
        profile=petition.profile,
        sealed=petition.is_sealed or None,
    )
