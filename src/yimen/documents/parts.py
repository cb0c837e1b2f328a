"""The particulars that letters are made of: an organ, a last day, the answer to one demand."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields
from datetime import date
from enum import IntEnum, StrEnum

from yimen.base.errors import Refused
from yimen.documents.glyphs import clean
from yimen.documents.names import name_of


class Channel(StrEnum):
    """How the petition came in (art. 17)."""

    ONLINE = "online"
    LETTER = "letter"
    PHONE = "phone"
    FAX = "fax"
    VISIT = "visit"


class Receiver(StrEnum):
    """Who registered it: the letters bureau (art. 22) or another organ (art. 23)."""

    BUREAU = "bureau"
    ORGAN = "organ"


class Dispatch(StrEnum):
    """How it was sent on (art. 22)."""

    FORWARD = "forward"
    ASSIGN = "assign"


class Route(IntEnum):
    """The six ways of art. 31, by their number there; a suggestion (art. 29) is none of them."""

    SUGGESTION = 0
    LITIGATION = 1
    ARBITRATION = 2
    PARTY_APPEAL = 3
    ADMINISTRATIVE = 4
    DUTY = 5
    PETITION = 6


class Adoption(StrEnum):
    """What becomes of a suggestion (art. 29)."""

    ADOPTED = "adopted"
    PARTLY = "partly"
    NOT_ADOPTED = "not_adopted"


class Advice(StrEnum):
    """The three kinds of advice that the bureau gives organs (art. 40)."""

    IMPROVE_WORK = "improve_work"
    IMPROVE_POLICY = "improve_policy"
    HOLD_ACCOUNTABLE = "hold_accountable"


class Result(StrEnum):
    """The three results of art. 32."""

    SUPPORTED = "supported"
    EXPLAINED = "explained"
    NOT_SUPPORTED = "not_supported"


class Service(StrEnum):
    """How a letter reaches its reader."""

    IN_PERSON = "in_person"
    POST = "post"
    PLATFORM = "platform"
    NOTICE = "notice"


class Decision(StrEnum):
    """What became of an objection (art. 23)."""

    AGREED = "agreed"
    UPHELD = "upheld"


class Incomplete(Refused):
    """The letter cannot be written yet: “{missing}” is empty. Fill it in first."""


@dataclass(frozen=True, kw_only=True)
class Whole:
    """Facts that are complete: a field without a default may not be empty."""

    def __post_init__(self) -> None:
        """Refuse what lacks a fact."""
        for each in fields(self):
            if each.default is MISSING:
                self.need(each.name)

    def need(self, name: str) -> None:
        """Refuse if this field is empty."""
        value = getattr(self, name)
        if value is None or value == () or (isinstance(value, str) and not clean(value).strip()):
            raise Incomplete(missing=name_of(name))


@dataclass(frozen=True, kw_only=True)
class Organ(Whole):
    """An organ, and where it is found."""

    name: str
    address: str = ""
    phone: str = ""
    #: Where it is found, where an address alone does not say it.
    where: str = ""


@dataclass(frozen=True, kw_only=True)
class Person(Whole):
    """Someone at an organ who can be asked."""

    name: str
    post: str = ""
    phone: str = ""


@dataclass(frozen=True, kw_only=True)
class Deadline(Whole):
    """A last day, and the sentence that says why it is that day."""

    on: date
    because: str


@dataclass(frozen=True, kw_only=True)
class Privacy(Whole):
    """Who holds the petitioner's data, for how long, and how to ask for it (PIPL 17, 35)."""

    holder: str
    retention: str
    ask: str


@dataclass(frozen=True, kw_only=True)
class Declined(Whole):
    """One demand that is not accepted: why, and where it goes instead."""

    demand: str
    fact: str
    article: str
    where_to_go: str
    limit_there: str = ""


@dataclass(frozen=True, kw_only=True)
class Execution(Whole):
    """What has to be done once a demand is supported, by whom, by when."""

    organ: str
    duty: str
    by: date


@dataclass(frozen=True, kw_only=True)
class Finding(Whole):
    """The answer to one demand (art. 32)."""

    route: Route
    request: str
    facts: str
    evidence: str
    reasons: str
    result: Result
    basis: str


@dataclass(frozen=True, kw_only=True)
class Relief(Whole):
    """The clause at the foot of an answer: where one may go against it; `relief.py` makes it."""

    paper: str
    routes: tuple[Route, ...]
    sentences: tuple[str, ...]
    articles: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Step(Whole):
    """One thing that was done, and when."""

    on: date
    what: str


@dataclass(frozen=True, kw_only=True)
class Outcome(Whole):
    """How one demand ended, in the report to the assigning organ."""

    demand: str
    result: Result
    answer: str
    execution: str = ""
