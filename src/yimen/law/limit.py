"""What one time limit is: how many days, of which kind, from which event, by which rule."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from yimen.law.words import Words


class Unit(StrEnum):
    """How the days of a limit are counted."""

    CALENDAR = "calendar"
    WORKING = "working"


class Anchor(StrEnum):
    """The event from whose day a limit is counted; that day itself is day zero."""

    RECEIVED = "received"  # the matter reaches the receiving office
    REGISTERED = "registered"
    DISPATCHED = "dispatched"  # the organ itself receives what was forwarded or assigned
    ASSIGNED = "assigned"
    OBJECTED = "objected"
    ACCEPTED = "accepted"
    HANDLING_ENDS = "handling_ends"  # the last, unrolled day of the ordinary handling limit
    SERVED = "served"  # the written answer reaches the petitioner
    AGREED = "agreed"  # a mediation agreement takes effect
    AID_ASKED = "aid_asked"  # an application reaches the legal aid centre
    AID_GRANTED = "aid_granted"
    GUIDED = "guided"  # another lawful way is named, or it is asked what came of it there
    REVIEW_ASKED = "review_asked"  # the request for review or recheck reaches the organ above
    REOPEN_ASKED = "reopen_asked"  # new facts or new reasons are handed in
    HEARING_ASKED = "hearing_asked"
    HEARING_CALLED = "hearing_called"  # the notice of time and place goes out
    RECUSAL_ASKED = "recusal_asked"
    TAKEN = "taken"  # a suggestion or an accusation is taken up where it is studied or handled
    REFERRED_UP = "referred_up"  # a higher organ is asked whose matter it is
    KNOWN = "known"  # somebody in office learns of a grave or urgent event
    EXECUTED = "executed"  # the organ reports that it did what the answer says
    PROMISED = "promised"  # the day by which an agreement promises something
    SETTLED = "settled"  # the petitioner says that an agreement settles what was asked
    ADVISED = "advised"  # a written advice of the bureau reaches the organ, or is put to it again


class Bearer(StrEnum):
    """Who has to act in time."""

    RECEIVER = "receiver"  # whichever office the matter reaches
    BUREAU = "bureau"  # the letters-and-visits office
    ORGAN = "organ"
    HEAD = "head"  # the responsible person of the organ
    PETITIONER = "petitioner"
    COMMITTEE = "committee"  # of people's mediation
    PARTIES = "parties"  # of a mediation, together
    AID_CENTRE = "aid_centre"  # the legal aid centre


class Mark(StrEnum):
    """How sure we are of a rule."""

    READ = "G"  # the full text was read
    EXCERPT = "P"  # an excerpt on a public page was read
    CODE = "C"  # read in the public source code of a provincial system
    S0 = "S0"  # the founding papers: the journal on the Futian model, 2021
    S1 = "S1"  # the Futian bureau's own report, 2020
    S2 = "S2"  # the newspaper page on three rooms and one hall, 2020
    S3 = "S3"  # the national conference, 2022
    S4 = "S4"  # the article on three rooms and one hall, 2021
    MEMORY = "M"  # from memory, to be checked before a citizen is told it is law
    DESIGN = "D"  # our own choice where the law is silent


@dataclass(frozen=True, slots=True)
class Step:
    """One link of a chain: who has how many days."""

    who: Words
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One limit, in the version in force from some day."""

    name: str
    id: str
    title: Words
    actor: Bearer
    anchor: Anchor
    ends_on: Words
    in_force_from: date
    days: int | None  # None: the law leaves the date to whoever assigns the matter
    unit: Unit
    rolls: bool  # a last day that is a rest day moves to the next working day
    law: Words
    paraphrase: Words
    mark: Mark
    checked_on: date
    at_most: bool = False  # `days` is a ceiling, not a fixed length
    hearings_excluded: bool = False  # the one exception to "no pause": hearings in 复核
    breach: str = ""
    consequence: Words | None = None
    design: Words | None = None  # which part of it is our own choice
    steps: tuple[Step, ...] = ()
    profile: str = ""
    beside: str = ""
    only: dict[str, str | bool] = field(default_factory=dict, hash=False)

    def fits(self, **facts: str | bool) -> bool:
        """Say whether this limit is meant for a matter with these facts."""
        return all(facts.get(fact) == wanted for fact, wanted in self.only.items())

    @property
    def is_law(self) -> bool:
        """Say whether a citizen may be told that this number is the law's own."""
        return self.mark in {Mark.READ, Mark.EXCERPT}


@dataclass(frozen=True, slots=True)
class Profile:
    """A place whose own promise is stricter than the law."""

    name: str
    title: Words
    source: Words
