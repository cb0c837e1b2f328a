"""The sealed lane: the words and names of an accusation, encrypted under a key of their own.

What lies in the clear tables of a sealed file is neutral; what it says is one row of `Sealed`,
which row security opens to the organ that keeps the letter and to whoever holds the query code.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection, models

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.base.seal import seal, seal_apart, unseal, unseal_apart
from yimen.registry.identity import id_index, phone_index
from yimen.registry.models import Accusation, Demand, Party, Petition, Reading, Sealed
from yimen.registry.models.free import words_of
from yimen.registry.words import vector

CONTENT, REST = "content", "rest"
#: What stands where the words were: in the language of the register, like every title in it.
TITLE, REQUEST = "检举控告（密封）", "检举控告（内容已密封）"
_WORDS = "select keep_words(%s, %s::tsvector, %s::tsvector)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Accused:
    """Whom an accusation names: an organ by its row number, a person and their office, or both."""

    organ: int = 0
    name: str = ""
    office: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What one demand says."""

    position: int
    request: str
    facts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Somebody:
    """A person in the file, as they named themselves."""

    party: int
    name: str = ""
    id_kind: str = ""
    id_number: str = ""
    phone: str = ""
    address: str = ""
    nationality: str = ""
    authority: str = ""
    language: str = ""
    needs: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All that a sealed file says, and who says it."""

    title: str
    place: str
    demands: tuple[Words, ...]
    people: tuple[Somebody, ...] = field(default=())
    #: Whom the petitioner named as she filed it: nobody in office takes that back.
    accused: tuple[Accused, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """The open file of what is no accusation, as only the sealed file knows it."""

    petition: int
    number: str
    code: str


def put(petition: Petition, what: str, data: bytes, *, kept: bool, at: datetime) -> None:
    """Put one thing into the lane, or replace what lies there under this name."""
    sealed = seal_apart(data, _place(petition.pk, what))
    Sealed.objects.update_or_create(
        petition=petition, what=what, defaults={"data": sealed, "is_kept": kept, "at": at}
    )


def take(petition_id: int, what: str) -> bytes:
    """Return one thing of the lane; nothing where it is not there, or not theirs who ask."""
    row = Sealed.objects.filter(petition_id=petition_id, what=what).first()
    return unseal_apart(row.data, _place(petition_id, what)) if row else b""


def content_of(petition_id: int) -> Content | None:
    """Return what a sealed file says, to whom row security opens it."""
    found = take(petition_id, CONTENT)
    return _content(json.loads(found)) if found else None


def shut_words(petition: Petition, *, at: datetime) -> None:
    """Move the words and names of a file into the lane; done before, it does nothing.

    The house does this itself, whoever asked for it: nobody's rights are needed, and none given.
    """
    if petition.title == TITLE or Sealed.objects.filter(petition=petition, what=CONTENT).exists():
        return
    demands = list(Demand.objects.filter(petition=petition))
    parties = list(Party.objects.filter(petition=petition))
    said = Content(
        title=petition.title,
        place=petition.place,
        demands=tuple(
            Words(position=d.position, request=d.request, facts=d.facts) for d in demands
        ),
        people=tuple(_somebody(party) for party in parties),
    )
    keep_content(petition, said, at=at)
    _blank(petition, parties)
    write_anew(petition)


def keep_content(petition: Petition, said: Content, *, at: datetime) -> None:
    """Keep what a sealed file says, in the place of what was kept before."""
    put(petition, CONTENT, json.dumps(asdict(said)).encode(), kept=True, at=at)


def write_anew(petition: Petition) -> None:
    """Write everybody's free words in the file anew: under seal, or in the clear, as it now is.

    Why somebody looked at something is never written anew: who may read a file cannot mend it.
    """
    for model in _beside():
        names = [column.name for column in words_of(model)]
        rows: models.QuerySet[Any] = models.QuerySet(model)
        for row in rows.filter(petition=petition):
            row.petition = petition
            row.save(update_fields=names)


def open_words(petition: Petition, demands: Iterable[Demand]) -> Content | None:
    """Move the words and names of a file back where they were: it was no accusation after all."""
    said = content_of(petition.pk)
    if said is None:
        return None
    Petition.objects.filter(pk=petition.pk).update(title=said.title, place=said.place)
    for words in said.demands:
        Demand.objects.filter(petition=petition, position=words.position).update(
            request=words.request, facts=words.facts
        )
    for one in said.people:
        Party.objects.filter(pk=one.party).update(
            name=one.name,
            nationality=one.nationality,
            id_kind=one.id_kind,
            id_sealed=seal(one.id_number),
            id_blind=id_index(one.id_number),
            phone_sealed=seal(one.phone),
            phone_blind=phone_index(one.phone),
            address_sealed=seal(one.address),
            authority=one.authority,
            language=one.language,
            needs=one.needs,
        )
    reveal(petition, demands)
    write_anew(petition)
    said_in_it = [petition.number, said.title, said.place]
    said_in_it += [f"{words.request} {words.facts}" for words in said.demands]
    names = " ".join(one.name for one in said.people)
    with connection.cursor() as cursor:
        cursor.execute(_WORDS, [petition.pk, vector(" ".join(said_in_it)), vector(names)])
    return said


def reveal(petition: Petition, demands: Iterable[Demand]) -> None:
    """Let the rows in hand say what they said before; nothing is written."""
    said = content_of(petition.pk)
    if said is None:
        return
    petition.title, petition.place = said.title, said.place
    by_position = {words.position: words for words in said.demands}
    for demand in demands:
        words = by_position.get(demand.position)
        if words:
            demand.request, demand.facts = words.request, words.facts


def keep_rest(petition: Petition, rest: Rest, *, at: datetime) -> None:
    """Keep in a sealed file where the rest of the letter went; its record does not say it."""
    put(petition, REST, json.dumps(asdict(rest)).encode(), kept=True, at=at)


def rest_of(petition_id: int) -> Rest | None:
    """Return the open file that was divided from a sealed one, to whom row security shows it."""
    found = take(petition_id, REST)
    return Rest(**json.loads(found)) if found else None


def seal_accused(accusation: Accusation, accused: Iterable[Accused]) -> None:
    """Keep whom an accusation names."""
    text = json.dumps([asdict(one) for one in accused])
    accusation.accused_sealed = seal_apart(text.encode(), _of(accusation, "accused"))


def accused_of(accusation: Accusation) -> tuple[Accused, ...]:
    """Return whom an accusation names; only where the letter itself may be read."""
    found = unseal_apart(accusation.accused_sealed, _of(accusation, "accused"))
    return tuple(Accused(**one) for one in json.loads(found)) if found else ()


def seal_sheet(accusation: Accusation, text: str) -> None:
    """Keep the issue sheet."""
    accusation.sheet_sealed = seal_apart(text.encode(), _of(accusation, "sheet"))


def sheet_of(accusation: Accusation) -> str:
    """Return the issue sheet: the matter without the person who reports it."""
    return unseal_apart(accusation.sheet_sealed, _of(accusation, "sheet")).decode()


def seal_answer(accusation: Accusation, text: str) -> None:
    """Keep what the petitioner is answered."""
    accusation.answer_sealed = seal_apart(text.encode(), _of(accusation, "answer"))


def answer_of(accusation: Accusation) -> str:
    """Return what the petitioner is answered."""
    return unseal_apart(accusation.answer_sealed, _of(accusation, "answer")).decode()


def as_the_house() -> None:
    """Let the house itself act until the transaction ends, or somebody else is told."""
    act_as(SYSTEM)


@cache
def _beside() -> list[type[models.Model]]:
    """Return the tables in which somebody writes beside a petition, readers' reasons apart."""
    found = apps.get_app_config("registry").get_models()
    return [model for model in found if words_of(model) and model is not Reading]


def _blank(petition: Petition, parties: list[Party]) -> None:
    """Leave nothing in the clear by which the file could be found or recognised."""
    petition.title, petition.place = TITLE, ""
    Petition.objects.filter(pk=petition.pk).update(title=TITLE, place="")
    Demand.objects.filter(petition=petition).update(request=REQUEST, facts="")
    for demand in petition.demands.all():
        demand.request, demand.facts = REQUEST, ""
    for party in parties:
        Party.objects.filter(pk=party.pk).update(
            name="",
            nationality="",
            id_kind="",
            id_sealed=b"",
            id_blind="",
            phone_sealed=b"",
            phone_blind="",
            address_sealed=b"",
            authority="",
            language="",
            needs="",
        )
    with connection.cursor() as cursor:
        cursor.execute(_WORDS, [petition.pk, "", ""])


def _somebody(party: Party) -> Somebody:
    return Somebody(
        party=party.pk,
        name=party.name,
        id_kind=party.id_kind,
        id_number=unseal(party.id_sealed),
        phone=unseal(party.phone_sealed),
        address=unseal(party.address_sealed),
        nationality=party.nationality,
        authority=party.authority,
        language=party.language,
        needs=party.needs,
    )


def _content(found: dict[str, object]) -> Content:
    demands, people = found["demands"], found["people"]
    accused = found.get("accused", ())
    assert isinstance(accused, list | tuple)  # noqa: S101 - as it was written above
    assert isinstance(demands, list)  # noqa: S101 - as it was written above
    assert isinstance(people, list)  # noqa: S101 - as it was written above
    return Content(
        title=str(found["title"]),
        place=str(found["place"]),
        demands=tuple(Words(**one) for one in demands),
        people=tuple(Somebody(**one) for one in people),
        accused=tuple(Accused(**one) for one in accused),
    )


def _place(petition_id: int, what: str) -> str:
    return f"petition {petition_id} {what}"


def _of(accusation: Accusation, what: str) -> str:
    return f"demand {accusation.demand_id} {what}"
