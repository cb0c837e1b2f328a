"""What a change would have done to a past petition: other dates, other breaches. Pure.

The acts happened when they happened; only the rules are others. So a date that comes nearer can
make an answer late that was in time, and the other way round.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import date

from yimen.law.breaches import Unclear, missed
from yimen.law.change import Change
from yimen.law.days import DAYS, Calendars
from yimen.law.fold import Folded, Line, fold
from yimen.law.limits import LIMITS, Bearer, Limits
from yimen.law.turning import Running

RIGHTS = frozenset({"objection"})


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules that are tried in place of those in force."""

    limits: Limits
    days: Calendars
    profile: str = ""

    @classmethod
    def of(cls, change: Change, since: date, profile: str = "") -> Rules:
        """Return the rules as they would be, had the change counted from a day of the past."""
        return cls(change.on_limits(LIMITS, since), change.on_calendars(DAYS.now()), profile)


@dataclass(frozen=True, slots=True, kw_only=True)
class Differs:
    """One clock of one demand, as it was and as it would have been; no date if it never ran."""

    demand: int
    limit: str
    started_on: date
    due_before: date | None
    due_after: date | None
    done_on: date | None
    late_before: bool
    late_after: bool

    @property
    def days(self) -> int:
        """Return by how many days the date moves; negative is nearer."""
        if self.due_before is None or self.due_after is None:
            return 0
        return (self.due_after - self.due_before).days


@dataclass(slots=True)
class Tally:
    """How much of one limit differs, over all the petitions looked at."""

    clocks: int = 0
    nearer: int = 0
    further: int = 0
    new: int = 0
    gone: int = 0
    late_before: int = 0
    late_after: int = 0


@dataclass(slots=True)
class Outcome:
    """What differs in all: by limit, and of the ways that are suggested."""

    petitions: int = 0
    touched: int = 0
    limits: dict[str, Tally] = field(default_factory=dict)
    ways: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, clocks: Iterable[tuple[str, bool, bool]], differing: Sequence[Differs]) -> None:
        """Count one petition: its clocks with late or not in either case, and what differs."""
        self.petitions += 1
        self.touched += bool(differing)
        for limit, before, after in clocks:
            tally = self.limits.setdefault(limit, Tally())
            tally.clocks += 1
            tally.late_before += before
            tally.late_after += after
        for one in differing:
            tally = self.limits[one.limit]
            tally.nearer += one.days < 0
            tally.further += one.days > 0
            tally.new += one.due_before is None
            tally.gone += one.due_after is None


def compare(lines: Sequence[Line], rules: Rules, on: date) -> tuple[list[Differs], list[Differs]]:
    """Return every clock of a petition in both cases, and those of them that differ."""
    folded = fold(lines)
    before = _clocks(folded)
    with ExitStack() as tried:
        tried.enter_context(LIMITS.instead(rules.limits))
        tried.enter_context(DAYS.instead(rules.days))
        after = _clocks(fold(_under(lines, rules.profile), as_written=False))
        late = {key: _is_late(*found, on, folded.unclear) for key, found in after.items()}
    was_late = {key: _is_late(*found, on, folded.unclear) for key, found in before.items()}
    every = [
        _one(
            key,
            before.get(key),
            after.get(key),
            late_before=was_late.get(key, False),
            late_after=late.get(key, False),
        )
        for key in dict.fromkeys([*before, *after])
    ]
    return every, [
        one for one in every
        if one.due_before != one.due_after or one.late_before != one.late_after
    ]  # fmt: skip


Key = tuple[int, str, date, int]
Found = tuple[Running, date | None]


def _clocks(folded: Folded) -> dict[Key, Found]:
    """Return each clock that ran, with the day on which it stopped."""
    found: dict[Key, Found] = {}
    for position, standing in folded.demands.items():
        ran: list[Found] = [*standing.stopped, *((c, None) for c in standing.clocks.values())]
        for clock, stopped_on in ran:
            key = (position, clock.limit, clock.started_on)
            turn = sum(known[:3] == key for known in found)
            found[*key, turn] = (clock, stopped_on)
    return found


def _one(
    key: Key, before: Found | None, after: Found | None, *, late_before: bool, late_after: bool
) -> Differs:
    return Differs(
        demand=key[0],
        limit=key[1],
        started_on=key[2],
        due_before=before[0].due_on if before else None,
        due_after=after[0].due_on if after else None,
        done_on=(before or after or (None, None))[1],
        late_before=late_before,
        late_after=late_after,
    )


def _is_late(clock: Running, stopped_on: date | None, on: date, unclear: Iterable[Unclear]) -> bool:
    """Say whether the law, as it then is, calls it a breach."""
    if clock.limit in RIGHTS or LIMITS.latest(clock.limit).actor is Bearer.PETITIONER:
        return False
    found = missed(clock, stopped_on or on, unclear=unclear)
    return found is not None and (found.is_breach or bool(found.limit.profile))


def _under(lines: Sequence[Line], profile: str) -> Iterator[Line]:
    """Yield the lines, lodged with a place that has promised a profile, where one is tried."""
    for line in lines:
        if profile and line.kind == "lodge":
            yield replace(line, facts={**line.facts, "profile": profile})
        else:
            yield line
