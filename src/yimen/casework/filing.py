"""What a filing consists of, as a door hands it over: shapes only, no rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from yimen.registry.lane import Accused


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody named in a filing; every text may be empty where the channel does not ask."""

    capacity: str = "petitioner"
    kind: str = "person"
    name: str = ""
    nationality: str = ""
    id_kind: str = ""
    id_number: str = ""
    phone: str = ""
    address: str = ""
    reach: str = "online"
    language: str = ""
    needs: str = ""
    authority: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One demand: what is asked for, and the facts and reasons given."""

    request: str
    facts: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One file handed in: the name it came with and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """One petition as it comes through a door.

    `receiver` and `region` are row numbers; `ticket` makes a form that is sent twice file once.
    """

    channel: str
    receiver: int
    asks: tuple[Ask, ...]
    people: tuple[Person, ...]
    title: str = ""
    place: str = ""
    region: int = 0
    headcount: int = 1
    wants_publicity: bool = False
    wants_confidentiality: bool = False
    papers: tuple[Paper, ...] = field(default=())
    source: str = ""
    external_number: str = ""
    ticket: UUID | None = None
    #: Whoever files it says that it accuses somebody in office (art. 30), and whom.
    accuses: bool = False
    accused: tuple[Accused, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """Where another lawful way begins: its number in art. 31, the door, the time, the law."""

    route: int
    organ: str
    address: str
    limit: str
    papers: str
    basis: str
    phone: str = ""
    #: The row of law/routes.yaml, which of its times, from when; the last day if it was named.
    way: str = ""
    begins: str = ""
    since: date | None = None
    last_day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How a counter knows that the petitioner wants to withdraw: on a paper, or in her words."""

    channel: str
    words: str = ""
    paper: Paper | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lodged:
    """What the person who files takes home: the number, and the code that opens the file."""

    petition: int
    number: str
    code: str
    is_new: bool = True
