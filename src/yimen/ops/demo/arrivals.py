"""Who comes on which day: by channel, with the shape of a week and of a year, and in waves.

A day's arrivals depend on the day and the seed alone, and a smaller scale has some of those of a
larger one: whatever stretch is loaded first, the next finds the same petitions there.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import accumulate
from random import Random

from yimen.base.time import LOCAL
from yimen.law.days import DAYS, ONE_DAY, SATURDAY
from yimen.ops.demo.grammar import Burst, Topic, bursts, topics

#: How many come on an average day, waves left aside, and how that differs by weekday and month.
_A_DAY = 18.9
_WEEK = (1.24, 1.16, 1.10, 1.05, 1.0, 0.7, 0.62)
_YEAR = (1.0, 0.82, 1.18, 1.06, 0.98, 1.06, 1.06, 1.0, 1.08, 0.94, 1.02, 0.98)
_HOLIDAY, _AFTER_HOLIDAY = 0.4, 1.55
_A_WAVE_A_YEAR = 0.92
_HOURS = (
    5, 2, 1, 1, 1, 3, 8, 18, 42, 70, 78, 62, 38, 36, 58, 66, 58, 46, 34, 36, 48, 50, 36, 16,
)  # fmt: skip
_COUNTER_HOURS = ((9, 34), (10, 30), (11, 14), (14, 24), (15, 26), (16, 18))
_OTHERS = (("visit", 58), ("phone", 27), ("letter", 13), ("fax", 2))
_ONLINE, _ONLINE_IN_A_WAVE = 0.885, 0.94
_MOST_HEADS = 46
#: Of those who come in person: groups of five and more, and among the others couples.
_GROUPS, _COUPLES = 0.56, 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One petition that comes: its own number, when, how, about what, from how many people."""

    key: str
    at: datetime
    channel: str
    topic: Topic
    burst: Burst | None = None
    heads: int = 1


def arrivals(first: date, last: date, scale: float, seed: int) -> Iterator[Arrival]:
    """Yield what comes from the first day to the last, in the order of coming."""
    day = first
    while day <= last:
        # Some days are dealt by their own chance; the order within a day is that of the clock.
        yield from sorted(_of_day(day, scale, seed), key=lambda one: (one.at, one.key))
        day += ONE_DAY


def _of_day(day: date, scale: float, seed: int) -> Iterator[Arrival]:
    for copy in range(math.ceil(scale)):
        share = min(scale - copy, 1.0)
        chance = Random(f"{seed}/{day}/{copy}")  # noqa: S311  # invented, not secret
        everyone = [*_usual(day, chance), *_of_waves(day, seed, copy)]
        for place, one in enumerate(everyone, start=1):
            if chance.random() < share:
                yield replace(one, key=f"{seed}-{day:%Y%m%d}-{copy}{place:03d}")


def _usual(day: date, chance: Random) -> Iterator[Arrival]:
    for _ in range(_count(_A_DAY * _shape(day), chance)):
        topic = chance.choices(topics(), cum_weights=_weights(day.month))[0]
        yield _one(day, topic, _ONLINE, chance)


def _of_waves(day: date, seed: int, copy: int) -> Iterator[Arrival]:
    """Yield today's part of the waves that began lately."""
    for year in (day.year - 1, day.year):
        for burst, began, size in _waves(year, seed):
            age = day.toordinal() - began.toordinal()
            if 0 <= age < burst.days:
                chance = Random(f"{seed}/{burst.name}/{day}/{copy}")  # noqa: S311  # as above
                for _ in range(_count(size * _wave_shape(burst.days)[age], chance)):
                    yield replace(_one(day, burst.topic, _ONLINE_IN_A_WAVE, chance), burst=burst)


@cache
def _waves(year: int, seed: int) -> Sequence[tuple[Burst, date, int]]:
    """Return the waves of a year: each event befalls the district once at most."""
    found = []
    for burst in bursts():
        chance = Random(f"{seed}/{year}/{burst.name}")  # noqa: S311  # as above
        if chance.random() < _A_WAVE_A_YEAR:
            month, began = chance.choice(burst.months), chance.randint(2, 26)
            found.append((burst, date(year, month, began), chance.randint(*burst.size)))
    return found


@cache
def _wave_shape(days: int) -> Sequence[float]:
    """Return the part of a wave that falls on each of its days: quickly up, slowly down."""
    parts = [(age + 0.6) * math.exp(-0.9 * age) for age in range(days)]
    return [part / sum(parts) for part in parts]


def _one(day: date, topic: Topic, online: float, chance: Random) -> Arrival:
    channel = "online" if chance.random() < online else _other(topic, chance)
    if channel != "online" and not DAYS.is_working(day):
        channel = "online"
    at = _clock(day, channel, chance)
    heads = _heads(topic, channel, chance)
    return Arrival(key="", at=at, channel=channel, topic=topic, heads=heads)


def _other(topic: Topic, chance: Random) -> str:
    if chance.random() < topic.group * 1.5:
        return "visit"
    return chance.choices([name for name, _ in _OTHERS], [share for _, share in _OTHERS])[0]


def _heads(topic: Topic, channel: str, chance: Random) -> int:
    """Return how many people are behind it: five and more are a group, and come in person."""
    if channel != "visit":
        return 1
    if chance.random() > _GROUPS + topic.group:
        return 2 if chance.random() < _COUPLES else 1
    return min(5 + int(chance.expovariate(1 / 3.6)), _MOST_HEADS)


def _clock(day: date, channel: str, chance: Random) -> datetime:
    if channel == "online":
        hour = chance.choices(range(24), _HOURS)[0]
    else:
        hour = chance.choices(*zip(*_COUNTER_HOURS, strict=True))[0]
    midnight = datetime.combine(day, time.min, tzinfo=LOCAL)
    return midnight + timedelta(hours=hour, seconds=chance.randrange(3600))


def _shape(day: date) -> float:
    month = _YEAR[day.month - 1]
    if DAYS.is_working(day):
        rested = not DAYS.is_working(day - ONE_DAY) and (day - ONE_DAY).weekday() < SATURDAY
        return month * (_AFTER_HOLIDAY if rested else _WEEK[min(day.weekday(), 4)])
    return month * (_WEEK[day.weekday()] if day.weekday() >= SATURDAY else _HOLIDAY)


@cache
def _weights(month: int) -> Sequence[float]:
    return list(accumulate(topic.weight * _seasonal(topic.season, month) for topic in topics()))


def _seasonal(season: Mapping[int, float], month: int) -> float:
    """Return how much more often in this month; the other months have what is left."""
    return season.get(month, 0.75 if season else 1.0)


def _count(expected: float, chance: Random) -> int:
    """Return how many come where so many are expected, by Poisson's law."""
    return bisect_left(_cumulated(round(expected, 2)), chance.random())


@cache
def _cumulated(expected: float) -> Sequence[float]:
    parts, part = [], math.exp(-expected)
    for count in range(1, int(expected * 2 + 40)):
        parts.append(part)
        part *= expected / count
    return list(accumulate(parts))
