"""From one row of a table to one filing, or to the reason why not."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from yimen.base.errors import Refused
from yimen.base.time import local_day
from yimen.casework.filing import Ask, Filing, Person
from yimen.documents.cells import answer_of, count_of, digits_of, moment_of, text_of
from yimen.documents.tables import Row
from yimen.ops.bulk.fields import (
    FIELDS,
    OF_DEMAND,
    OF_PERSON,
    Field,
    Kind,
    heading,
    numbered,
    parted,
)
from yimen.ops.bulk.mapping import Mapped, Wanted, cells_of
from yimen.people.models import Organ
from yimen.people.queries import living_organs, regions
from yimen.registry.lane import Accused

#: How long the columns of the database are.
_LONGEST = {
    "source": 60,
    "external_number": 60,
    "place": 200,
    "name": 80,
    "nationality": 40,
    "language": 40,
    "needs": 200,
    "authority": 200,
}
_ID_LENGTH = 18


class RowBroken(Refused):
    """A quote in this row is opened and not closed; nothing after it in the row was read."""


class CellEmpty(Refused):
    """{column} is empty. Fill it in."""


class CellTooLong(Refused):
    """{column} is longer than {most} characters. Shorten it."""


class NotInList(Refused):
    """{column}: “{text}” is not in the list. Write one of: {known}."""


class NoSuchOrgan(Refused):
    """{column}: there is no organ “{text}”. Write its full name, or enter the organ first."""


class NoSuchRegion(Refused):
    """{column}: there is no region “{text}”. Write its full name, or leave the cell empty."""


class InTheFuture(Refused):
    """{column}: {text} lies in the future. Check the year, the month, the day."""


class WhoReceives(Refused):
    """There are several petition bureaus. Name the one that received it with --receiver."""


class NobodyReceives(WhoReceives):
    """There is no petition bureau here yet. Enter the organs first, or name one with --receiver."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Organs and regions by what people call them; where a row goes that names none.

    `bureaus` are the organs that may be meant where none is named: one, or it is not clear.
    """

    organs: Mapping[str, int]
    regions: Mapping[str, int]
    bureaus: tuple[int, ...]
    source: str

    def required_receiver(self) -> int:
        """Return who received what names no receiver.

        Raises:
            WhoReceives: it is not clear.
        """
        if len(self.bureaus) != 1:
            raise WhoReceives if self.bureaus else NobodyReceives
        return self.bureaus[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a row says: the filing, and when it came in."""

    filing: Filing
    at: datetime


def places(receiver: str, source: str, on: date) -> Places:
    """Look up the organs and regions of this installation once.

    Raises:
        NoSuchOrgan: --receiver names none of them.
    """
    organs = {name: row.pk for row in living_organs(on) for name in (row.mark, row.name)}
    named = [(row.pk, name) for row in regions() for name in (row.path, row.name)]
    known = [name for _, name in named]
    by_name = {name: pk for pk, name in named if known.count(name) == 1}
    return Places(
        organs=organs, regions=by_name, bureaus=_bureaus(receiver, organs, on), source=source
    )


def taken(row: Row, mapping: Mapped, where: Places, now: datetime) -> Taken:
    """Read a row.

    Raises:
        Refused: the first thing that is wrong with it, by its column.
    """
    if row.is_broken:
        raise RowBroken
    said = {key: _value(key, cell, mapping, where) for key, cell in cells_of(mapping, row)}
    for key, default in mapping.plan.defaults.items():
        if said.get(key) in {None, ""}:
            said[key] = _value(key, default, mapping, where)
    asks, people = _asks(said, mapping), _people(said, mapping)
    _require(said, asks, people)
    return Taken(filing=_filing(said, asks, people, where), at=_at(said, now))


def _filing(
    said: Mapping[str, object], asks: tuple[Ask, ...], people: tuple[Person, ...], where: Places
) -> Filing:
    return Filing(
        channel=_text(said, "channel"),
        receiver=_number(said, "receiver") or where.required_receiver(),
        region=_number(said, "region"),
        asks=asks,
        people=people,
        title=_text(said, "title"),
        place=_text(said, "place"),
        headcount=_number(said, "headcount") or 1,
        wants_publicity=bool(said.get("wants_publicity")),
        wants_confidentiality=bool(said.get("wants_confidentiality")),
        source=_text(said, "source") or where.source,
        external_number=_text(said, "external_number") or _made_of(said),
        accuses=bool(said.get("accuses")),
        accused=_accused(said),
    )


def _accused(said: Mapping[str, object]) -> tuple[Accused, ...]:
    organ = _number(said, "accused_organ")
    return (Accused(organ=organ),) if organ and said.get("accuses") else ()


def _asks(said: Mapping[str, object], mapping: Mapped) -> tuple[Ask, ...]:
    count = max(1, *(mapping.count(key) for key in OF_DEMAND))
    asked = (
        Ask(request=_text(said, numbered("request", n)), facts=_text(said, numbered("facts", n)))
        for n in range(1, count + 1)
    )
    return tuple(one for one in asked if one.request)


def _people(said: Mapping[str, object], mapping: Mapped) -> tuple[Person, ...]:
    count = max(1, *(mapping.count(key) for key in OF_PERSON))
    every = (_person(said, number) for number in range(1, count + 1))
    return tuple(person for person in every if person.name)


def _person(said: Mapping[str, object], number: int) -> Person:
    own = {key: _text(said, numbered(key, number)) for key in OF_PERSON}
    other = "petitioner" if number == 1 else "cosigner"
    return Person(
        capacity=own["capacity"] or other,
        kind=own["party_kind"] or "person",
        name=own["name"],
        nationality=own["nationality"],
        id_kind=own["id_kind"] or _kind_of_number(own["id_number"], own["party_kind"]),
        id_number=own["id_number"],
        phone=own["phone"],
        address=own["address"],
        reach=own["reach"] or "online",
        language=own["language"],
        needs=own["needs"],
        authority=own["authority"],
    )


def _kind_of_number(number: str, party: str) -> str:
    """Take a number of 18 signs for what such numbers are, where the table does not say it."""
    if len(number) != _ID_LENGTH:
        return "passport" if number else ""
    return "credit_code" if party == "organisation" else "resident"


def _value(key: str, cell: object, mapping: Mapped, where: Places) -> object:
    name, _ = parted(key)
    field, column = FIELDS[name], heading(key).zh
    wanted = mapping.plan.columns.get(key, Wanted())
    if wanted.values:
        cell = wanted.values.get(_said(cell, column), cell)
    match field.kind:
        case Kind.MOMENT:
            return moment_of(cell, column, wanted.formats)
        case Kind.NUMBER:
            return count_of(cell, column)
        case Kind.YES_NO:
            return answer_of(cell, column)
        case Kind.CHOICE:
            return _choice(field, cell, column)
        case Kind.ORGAN | Kind.REGION:
            return _place(field.kind, cell, column, where)
        case Kind.TEXT:
            text = digits_of(cell, column) if field.digits else text_of(cell, column)
            return _within(text, name, column)


def _said(cell: object, column: str) -> str:
    return text_of(cell, column).lower().replace(" ", "")


def _choice(field: Field, cell: object, column: str) -> str:
    text = text_of(cell, column)
    found = field.meaning(text) if text else ""
    if found is None:
        known = "、".join(one.title.zh for one in field.choices)
        raise NotInList(column=column, text=text, known=known)
    return found


def _place(kind: Kind, cell: object, column: str, where: Places) -> int:
    is_organ = kind is Kind.ORGAN
    known = where.organs if is_organ else where.regions
    text = text_of(cell, column)
    if text and text not in known:
        raise (NoSuchOrgan if is_organ else NoSuchRegion)(column=column, text=text)
    return known[text] if text else 0


def _within(text: str, name: str, column: str) -> str:
    most = _LONGEST.get(name, len(text))
    if len(text) > most:
        raise CellTooLong(column=column, most=most)
    return text


def _require(said: Mapping[str, object], asks: tuple[Ask, ...], people: tuple[Person, ...]) -> None:
    there = {"request": asks, "name": people, "channel": said.get("channel")}
    for key, value in there.items():
        if not value:
            raise CellEmpty(column=heading(key).zh)


def _at(said: Mapping[str, object], now: datetime) -> datetime:
    """Return when it came in; a day alone is taken as its noon, today's as this moment."""
    at = said.get("received_at")
    if not isinstance(at, datetime):
        return now
    if local_day(at) > local_day(now):
        text = local_day(at).isoformat()
        raise InTheFuture(column=heading("received_at").zh, text=text)
    return min(at, now)


def _made_of(said: Mapping[str, object]) -> str:
    """Make a number from what the row says, so that the same row is never taken in twice."""
    told = {key: value for key, value in said.items() if value and not FIELDS[parted(key)[0]].told}
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, default=str)
    return f"row-{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def _bureaus(named: str, organs: Mapping[str, int], on: date) -> tuple[int, ...]:
    if not named:
        bureaus = living_organs(on).filter(kind=Organ.Kind.BUREAU)
        return tuple(bureaus.values_list("pk", flat=True))
    if named not in organs:
        raise NoSuchOrgan(column="--receiver", text=named)
    return (organs[named],)


def _text(said: Mapping[str, object], key: str) -> str:
    value = said.get(key)
    return value if isinstance(value, str) else ""


def _number(said: Mapping[str, object], key: str) -> int:
    value = said.get(key)
    return value if isinstance(value, int) else 0
