"""What a missed limit is: a breach of the law with its article, or an alert of the house alone.

A breach is said to the petitioner and to the organ. A local promise, a date that hangs on a
calendar to come, and a number of days that is our own choice are none: no law calls them late.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from yimen.law.days import DAYS
from yimen.law.limit import Bearer, Limit
from yimen.law.limits import LIMITS
from yimen.law.reading import Fields
from yimen.law.turning import TAKES_DATE, Running, explain, reckoned
from yimen.law.words import Words

HERE = Path(__file__).parent
#: A discipline organ tells an accuser by rules of its own (art. 23 para. 4): that day is ours.
OWN_RULES = frozenset({("accusation", "acceptance_notice")})
#: What nobody owes whose name or address is unclear (art. 23 para. 2; 2005: art. 22 para. 2). What
#: is told on the spot reaches her there, and art. 23 para. 3, on what was sent, excepts nobody.
EXCEPTS_UNCLEAR = frozenset({"direct_notice"})


class Ground(StrEnum):
    """Why a missed limit is a breach, or why it is none."""

    LAW = "law"
    LOCAL = "local"  # the place's own promise
    MEASURE = "measure"  # a number of days that this system chose, where the law has none
    PROVISIONAL = "provisional"  # the calendar of that year is not published


@dataclass(frozen=True, slots=True)
class Unclear:
    """From which day to which a name or an address was marked as unclear; to none: it still is."""

    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Offence:
    """One code: its article, what was not done, and what the petitioner may do now."""

    code: str
    law: Words
    duty: Words
    may: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Missed:
    """A limit that was missed: on which day it ended, by which version, and what that is."""

    limit: Limit
    due_on: date
    ground: Ground
    offence: Offence | None

    @property
    def is_breach(self) -> bool:
        """Say whether the law itself calls it a breach."""
        return self.ground is Ground.LAW


def read(path: Path) -> Mapping[str, Offence]:
    """Return the offences of a file by their codes."""
    page = Fields.of_file(path)
    found = {}
    for code in page.names():
        row = page.inside(code)
        row.allow({"law", "duty", "may"})
        may = tuple(Words(one.text("zh"), one.text("en")) for one in row.each("may"))
        found[code] = Offence(code, row.words("law"), row.words("duty"), may)
    return found


OFFENCES = read(HERE / "breaches.yaml")


def may_now(offence: Offence, organ: str, above: str) -> tuple[Words, ...]:
    """Return what the petitioner may do, with the organs' names; with none above, without it."""
    known = {"organ": organ, "above": above}
    said = [words for words in offence.may if above or "{above}" not in words.zh]
    return tuple(Words(one.zh.format(**known), one.en.format(**known)) for one in said)


def excepted(limit: str, due_on: date, on: date, unclear: Iterable[Unclear]) -> bool:
    """Say whether a limit not met by `on` was not owed, since nobody could be told.

    No clock stops for it, and the law gives no new days once it is clear: from the day after, a
    last day that has passed is a missed one. Marked only after the last day, it excuses nothing.
    """
    return limit in EXCEPTS_UNCLEAR and any(
        one.since <= due_on and (one.until is None or on <= one.until) for one in unclear
    )


def missed(
    clock: Running, on: date, kind: str = "", unclear: Iterable[Unclear] = ()
) -> Missed | None:
    """Say what it is that this clock was not stopped by `on`; nothing while there is time.

    `kind` is the class of the demand, since another law than ours may bind who has it; `unclear`
    says when nobody could make out whom to tell.
    A date once written as provisional is counted again first: its calendar may have come out.
    """
    limit = LIMITS.applicable(clock.limit, clock.started_on)
    counted = clock if limit.days is None or not clock.is_provisional else _again(clock)
    if limit.actor is Bearer.PETITIONER or counted.due_on >= on:
        return None
    if excepted(limit.name, counted.due_on, on, unclear):
        return None
    offence = OFFENCES.get(limit.breach)
    ground = _ground(limit, counted) if offence else Ground.MEASURE
    if (kind, limit.name) in OWN_RULES:
        ground = Ground.MEASURE
    if limit.profile:
        ground = Ground.LOCAL
    return Missed(limit, counted.due_on, ground, offence if ground is Ground.LAW else None)


def _ground(limit: Limit, clock: Running) -> Ground:
    """Say whose the date is: the law's or an answer's own, ours, or not certain yet."""
    if clock.is_provisional:
        return Ground.PROVISIONAL
    is_set = limit.name in TAKES_DATE and reckoned(clock) is None
    return Ground.LAW if limit.is_law or is_set else Ground.MEASURE


def _again(clock: Running) -> Running:
    found = explain(clock, DAYS)
    return replace(clock, due_on=found.on, is_provisional=found.provisional)
