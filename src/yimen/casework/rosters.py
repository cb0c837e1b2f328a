"""Several people, one petition: who signs it, and the answer that goes to each of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from yimen.base.errors import Refused
from yimen.base.later import later
from yimen.base.seal import seal, seal_words
from yimen.casework.comparing import THEMSELVES
from yimen.casework.filing import Person
from yimen.documents.rosters import Read
from yimen.registry import words
from yimen.registry.identity import id_index, phone_index, tidy_id, tidy_phone
from yimen.registry.models import Opinion, Party, Petition, Reply

RESIDENT = 18


class RosterOfVisitors(Refused):
    """Of a visit only the representatives are named (art. 20); everyone else is counted. Enter how many came."""  # noqa: E501  # a message is one line, so that it can be translated


class NobodyNew(Refused):
    """Everybody on this list is in the petition already."""


def signers(read: Read) -> tuple[Person, ...]:
    """Return the people of a list as a filing names them."""
    return tuple(
        Person(
            capacity=Party.Capacity.COSIGNER.value,
            name=one.name,
            id_kind="resident" if len(one.id_number) == RESIDENT else "",
            id_number=one.id_number,
            phone=one.phone,
            address=one.address,
            reach="phone" if one.phone else "post",
        )
        for one in read.people
    )


def add(petition: Petition, people: Iterable[Person]) -> int:
    """Add to a petition whom it does not name yet; return how many that were.

    Raises:
        RosterOfVisitors: it came as a visit.
        NobodyNew: there is nobody to add.
    """
    if petition.channel == Petition.Channel.VISIT:
        raise RosterOfVisitors
    known = set(_keys(petition.parties.values_list("name", "id_blind", "phone_blind")))
    rows = [_party(petition, person) for person in people]
    new = [
        row for row in rows if not known & set(_keys([(row.name, row.id_blind, row.phone_blind)]))
    ]
    if not new:
        raise NobodyNew
    Party.objects.bulk_create(new)
    _find_by_names(petition)
    return len(new)


def count(petition: Petition, said: int) -> int:
    """Return how many persons ask now: as many as are named, were counted before, or are said."""
    named = petition.parties.filter(capacity__in=THEMSELVES).count()
    return max(petition.headcount, named, said)


def answer_each(opinion: Opinion, at: datetime) -> None:
    """Give everybody who asks together an answer of their own; the first has the opinion itself."""
    theirs = opinion.petition.parties.filter(capacity__in=THEMSELVES).exclude(name="")
    others = list(theirs.order_by("pk"))[1:]
    if not others:
        return
    Reply.objects.bulk_create(
        Reply(petition=opinion.petition, opinion=opinion, party=party, at=at) for party in others
    )
    later(
        "documents.issue_replies",
        lock=f"petition-{opinion.petition_id}",
        petition=opinion.petition_id,
        opinion=opinion.pk,
        at=at.isoformat(),
    )


def _keys(rows: Iterable[tuple[str, str, str]]) -> Iterable[tuple[str, str]]:
    """Yield by what a person is known: the identity number, or the name with the telephone."""
    for name, id_blind, phone_blind in rows:
        if id_blind:
            yield "identity", id_blind
        yield name, phone_blind


def _party(petition: Petition, person: Person) -> Party:
    return Party(
        petition=petition,
        capacity=person.capacity,
        kind=person.kind,
        name=person.name.strip(),
        id_kind=person.id_kind,
        id_sealed=seal(tidy_id(person.id_number)),
        id_blind=id_index(person.id_number),
        phone_sealed=seal(tidy_phone(person.phone)),
        phone_blind=phone_index(person.phone),
        address_sealed=seal_words(person.address),
        reach=person.reach,
    )


def _find_by_names(petition: Petition) -> None:
    """Let the search find the petition by the new names too."""
    asked = [f"{one.request} {one.facts}" for one in petition.demands.all()]
    text = " ".join([petition.number, petition.title, petition.place, *asked])
    words.keep(petition.pk, text, " ".join(petition.parties.values_list("name", flat=True)))
