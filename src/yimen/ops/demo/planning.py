"""Plan a stretch of the district's life: who does what to which petition, and when.

Everything happens in the order of time. An officer does one thing after the other in the hours of
working days, so that what is too much for them lies until they come to it: the late ones arise by
themselves. Nothing is written; `performing` carries the plan out through the acts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from random import Random

from yimen.base.time import local_midnight
from yimen.ops.demo.arrivals import Arrival, arrivals
from yimen.ops.demo.fate import Fate, fate_of
from yimen.ops.demo.grammar import Topic
from yimen.ops.demo.hours import A_DAY, Hours
from yimen.ops.demo.roster import BUREAU, Officer, Roster

_IN_A_WAVE = 0.22
_PACE = {"quick": 1.5, "late": 0.75}
_ON_LEAVE = (5, 11)


@dataclass(frozen=True, slots=True)
class Step:
    """One deed: when, by whom, and what only the plan can know of it."""

    at: datetime
    deed: str
    by: Officer | None = None
    to: str = ""


@dataclass(slots=True)
class Life:
    """One petition from its coming to where the last day finds it."""

    arrival: Arrival
    fate: Fate
    chance: Random
    topic: Topic
    place: Mapping[str, str]
    organ: str
    receiver: str
    origin: str = ""
    heads: int = 1
    wrong: str = ""
    sent_to: str = ""
    handler: Officer | None = None
    sent_at: datetime | None = None
    accepted_at: datetime | None = None
    screener: Officer | None = None
    contacts: int = 0
    drafts: int = 0
    routed: bool = False
    extended: bool = False
    steps: list[Step] = field(default_factory=list)

    @property
    def key(self) -> str:
        """Its outer number."""
        return self.arrival.key

    @property
    def leads_elsewhere(self) -> bool:
        """Whether the screener sends it another way of art. 31."""
        return self.fate.elsewhere and self.topic.elsewhere > 0 and not self.routed


@dataclass(frozen=True, slots=True)
class Deed:
    """One kind of deed: who does it, how many minutes it takes, and what comes after it.

    What is slow waits on a pile of its own; who is on duty does it at once, at any hour.
    """

    who: Callable[[Plan, Life], tuple[Officer, ...]]
    minutes: float
    after: Callable[[Plan, Life, Step], None]
    is_slow: bool = False
    is_on_duty: bool = False


class Plan:
    """The stretch from a first day to a last one, planned once."""

    def __init__(
        self, district: Roster, road: Mapping[str, Deed], hours: Hours, *, scale: float, seed: int
    ) -> None:
        """Begin with everybody at their desk and nothing on it."""
        self.district = district
        self._road = road
        self.hours = hours
        self.scale = scale
        self.seed = seed
        self._free: dict[tuple[str, bool], float] = defaultdict(float)
        self._waiting: list[tuple[datetime, int, Life, str]] = []
        self._order = count()
        self._known: list[Life] = []

    def lives(self, first: date, last: date) -> list[Life]:
        """Plan everything that comes and happens from the first day to the last."""
        over = local_midnight(date.fromordinal(last.toordinal() + 1))
        coming = [self._life(one) for one in arrivals(first, last, self.scale, self.seed)]
        for life in coming:
            self.then(life, "lodge", life.arrival.at)
        while self._waiting:
            ready, _, life, deed = heappop(self._waiting)
            if ready < over:
                self._do(life, deed, ready, over)
        begun = [life for life in coming if life.steps]
        for life in begun:
            life.steps.sort(key=lambda step: step.at)
        return sorted(begun, key=lambda life: (life.steps[0].at, life.key))

    def then(self, life: Life, deed: str, ready: datetime) -> None:
        """Have a deed wait on somebody's desk from a moment on."""
        heappush(self._waiting, (ready, next(self._order), life, deed))

    def later(self, life: Life, deed: str, at: datetime, days: float) -> None:
        """Have it wait after so many working days."""
        self.then(life, deed, self.hours.moment_of(self.hours.minute_of(at) + days * A_DAY))

    def _do(self, life: Life, deed: str, ready: datetime, over: datetime) -> None:
        kind = self._road[deed]
        people = kind.who(self, life)
        by = self._freest(people, kind) if people else None
        at = self._worked(life, by, kind, ready) if by and not kind.is_on_duty else ready
        if at >= over:
            return
        step = Step(at, deed, by)
        life.steps.append(step)
        kind.after(self, life, step)

    def _freest(self, people: tuple[Officer, ...], kind: Deed) -> Officer:
        return min(people, key=lambda officer: self._free[officer.key, kind.is_slow])

    def _worked(self, life: Life, by: Officer, kind: Deed, ready: datetime) -> datetime:
        """Take the officer's time for it: after all they took up before, and not on leave."""
        effort = kind.minutes * (0.7 + 0.6 * life.chance.random()) / _PACE.get(by.habit, 1)
        effort *= _IN_A_WAVE if life.arrival.burst and kind.is_slow else 1
        start = max(self.hours.minute_of(ready), self._free[by.key, kind.is_slow])
        end = self._back(by, start + effort / min(self.scale, 1))
        self._free[by.key, kind.is_slow] = end
        return max(self.hours.moment_of(end), ready)

    def _back(self, by: Officer, minute: float) -> float:
        """Return the minute itself, or the first one after the officer's leave."""
        half_year, day = divmod(self.hours.day_of(minute), 125)
        chance = Random(f"{self.seed}/{by.key}/{half_year}")  # noqa: S311  # invented, not secret
        length = chance.randint(*_ON_LEAVE)
        begins = chance.randrange(125 - length)
        away = begins <= day < begins + length and by.organ != BUREAU
        return minute + (begins + length - day) * A_DAY if away else minute

    def _life(self, one: Arrival) -> Life:
        fate = fate_of(one, self.seed)
        chance = Random(f"{self.seed}/{one.key}/life")  # noqa: S311  # as above
        place = one.burst.place if one.burst else chance.choice(self.district.places)
        earlier = self._earlier(one, fate, chance)
        topic = earlier.topic if earlier else one.topic
        place = earlier.place if earlier else place
        organ = self.district.organ_for(topic.category, topic.organ, place)
        is_street = organ.startswith("street:")
        life = Life(
            arrival=one,
            fate=fate,
            chance=chance,
            topic=topic,
            place=place,
            organ=organ,
            receiver=organ if is_street and fate.direct else BUREAU,
            origin=earlier.key if earlier else "",
            heads=one.heads,
        )
        if fate.astray in {"object", "decline"}:
            life.wrong = self._wrong_for(life)
        self._known.append(life)
        return life

    def _earlier(self, one: Arrival, fate: Fate, chance: Random) -> Life | None:
        """Return the petition that this one repeats: some weeks old, of one person."""
        if not fate.repeats:
            return None
        found = [
            life
            for life in self._known[-1400:-40]
            if not life.origin
            and life.heads == 1
            and life.fate.kind == "claim"
            and not life.arrival.burst
            and timedelta(hours=24 * 18) < one.at - life.arrival.at < timedelta(hours=24 * 150)
        ]
        return chance.choice(found) if found else None

    def _wrong_for(self, life: Life) -> str:
        others = ("housing", "urban_management", "market", "ecology", "transport", "water")
        return life.chance.choice([key for key in others if key != life.organ])
