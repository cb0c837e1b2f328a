"""What will become of a petition as far as it lies in itself: drawn once, by its own number."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from yimen.ops.demo.arrivals import Arrival
from yimen.ops.demo.grammar import RESULTS

_ACCUSATION = "accusation"
#: How often each thing befalls a petition that it can befall.
_SHARE = {
    "hard": 0.05,
    "comes_back": 0.14,
    "refused": 0.025,
    "assigned": 0.07,
    "handed_over": 0.03,
    "withdrawn": 0.016,
    "reads_online": 0.55,
    "by_post": 0.35,
    "rates": 0.37,
    "repeats": 0.04,
    "direct": 0.5,
    "never_done": 0.03,
}
_ASTRAY = {"": 944, "object": 32, "decline": 10, "doubt": 14}
_CONTACTS = {1: 56, 2: 34, 3: 10}
_REPORT = (30, 75)
_SPREAD, _HARD = 0.55, 3.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """How it will go, queues and people apart.

    `astray` is what happens to its first dispatch: a wrong organ objects or declines, or the right
    one has doubts; `assigned` the days for a report; `pace` how long it takes beside others.
    """

    kind: str
    elsewhere: bool
    comes_back: bool
    astray: str
    refused: bool
    assigned: int
    contacts: int
    handed_over: bool
    withdrawn: bool
    pace: float
    result: str
    reads_online: bool
    by_post: bool
    rates: bool
    repeats: bool
    direct: bool
    never_done: bool


def fate_of(one: Arrival, seed: int) -> Fate:
    """Draw it."""
    chance = Random(f"{seed}/{one.key}/fate")  # noqa: S311  # invented, not secret
    kind = _kind(one, chance)
    alone = one.burst is None
    claims = kind == "claim" and alone
    befalls = {name: chance.random() < share for name, share in _SHARE.items()}
    (astray,) = chance.choices(list(_ASTRAY), list(_ASTRAY.values()))
    (contacts,) = chance.choices(list(_CONTACTS), list(_CONTACTS.values()))
    (result,) = chance.choices(RESULTS, one.topic.result)
    days = chance.randint(*_REPORT)
    return Fate(
        kind=kind,
        elsewhere=kind == "claim" and chance.random() < one.topic.elsewhere,
        comes_back=befalls["comes_back"],
        astray=astray if kind != _ACCUSATION and alone else "",
        refused=claims and befalls["refused"],
        assigned=days if befalls["assigned"] else 0,
        contacts=contacts,
        handed_over=befalls["handed_over"],
        withdrawn=claims and befalls["withdrawn"],
        pace=chance.lognormvariate(0, _SPREAD) * (_HARD if befalls["hard"] else 1),
        result="explained" if kind == "suggestion" and result == RESULTS[-1] else result,
        reads_online=one.channel == "online" and befalls["reads_online"],
        by_post=befalls["by_post"],
        rates=befalls["rates"],
        repeats=claims and one.heads == 1 and befalls["repeats"],
        direct=one.channel != "online" and one.heads == 1 and befalls["direct"],
        never_done=befalls["never_done"],
    )


def _kind(one: Arrival, chance: Random) -> str:
    if one.topic.kinds == _ACCUSATION:
        return _ACCUSATION
    return "suggestion" if chance.random() < one.topic.suggestion else "claim"
