"""What one petition says, and what its officers write: the facts of it stay the same throughout."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from random import Random
from typing import Any

from yimen.casework.filing import Ask, Person
from yimen.ops.demo.grammar import Topic, fill, name_of, utter, words

_TITLE = 60
_TEN = 10
_BESIDES = ("tried", "hurt", "proof")
#: So many ask for two things; so many of the old have needs to tell; five and more send some.
_TWO_THINGS, _HAS_NEEDS, _GROUP = 0.07, 0.4, 5
_AGAIN = "此事我已经反映过一次，没有解决，再次请求处理。"
_FOR_US = (
    "我们{n}人推选代表反映：",
    "受{n}位居民委托来反映：",
    "我们{n}人一起来说明情况。",
)
_NEEDS = ("听力不好，请慢些说", "轮椅通行", "请家属陪同", "请代为书写", "只能说方言")
_HOUSE = ("{1-28}栋", "{1-12}号楼", "{2-33}座")


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a petition plays, who writes it, and the facts that its texts share."""

    facts: Mapping[str, str]
    people: tuple[Person, ...]
    tone: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a petition says."""

    title: str
    asks: tuple[Ask, ...]


def scene(topic: Topic, place: Mapping[str, str], heads: int, phone: str, chance: Random) -> Scene:
    """Choose the place, the people and the facts; `place` has the street and its community."""
    known = words()
    facts = {
        **place,
        "estate": chance.choice(known["estate_first"]) + chance.choice(known["estate_last"]),
        "road": chance.choice(known["roads"]),
        "firm": chance.choice(known["firm"]),
    }
    facts["building"] = fill(chance.choice(_HOUSE), facts, chance)
    for name, choices in topic.slots.items():
        facts[name] = fill(chance.choice(choices), facts, chance)
    shares = _tones()
    tone = chance.choices([name for name, _ in shares], cum_weights=[s for _, s in shares])[0]
    return Scene(facts, _people(heads, phone, tone, facts, chance), tone)


def told(topic: Topic, where: Scene, heads: int, chance: Random, *, again: bool = False) -> Told:
    """Write the petition in the writer's own tone; `again` says that it was told before."""
    number = 2 if chance.random() < _TWO_THINGS else 1
    known, titles = topic.said["ask"], topic.said["title"]
    asked = chance.sample(range(len(known)), min(number, len(known)))
    asks = [
        Ask(
            request=fill(known[place], where.facts, chance),
            facts=_story(topic, where, chance, nth=nth),
        )
        for nth, place in enumerate(asked)
    ]
    first = chance.choice(_FOR_US).replace("{n}", str(heads)) if heads > 1 else ""
    opening = (_AGAIN if again else "") + first
    asks[0] = Ask(request=asks[0].request, facts=opening + asks[0].facts)
    # Where there is a title for each request, they belong together.
    together = len(titles) == len(known)
    title = titles[asked[0]] if together else chance.choice(titles)
    return Told(fill(title, where.facts, chance)[:_TITLE], tuple(asks))


def answer(topic: Topic, result: str, where: Scene, chance: Random) -> dict[str, str]:
    """Write what an opinion says on one demand."""
    nth = chance.randrange(len(topic.said["found"]))
    part = {name: fill(_nth(topic.said[name], nth), where.facts, chance) for name in _PARTS}
    unfounded = result == "not_supported"
    return {
        "facts": part["found"],
        "evidence": utter("evidence", where.facts, chance),
        "reasons": part["bad"] if unfounded else part["reason"],
        "result": result,
        "basis": part["basis"],
    }


def duty(topic: Topic, where: Scene, chance: Random) -> str:
    """Write what an organ has to carry out."""
    return fill(chance.choice(topic.said["duty"]), where.facts, chance)


_PARTS = ("found", "reason", "bad", "basis")


def _nth(sentences: Sequence[str], nth: int) -> str:
    """Choose what belongs to the nth finding: lists of one length belong together."""
    return sentences[nth % len(sentences)]


def _story(topic: Topic, where: Scene, chance: Random, *, nth: int) -> str:
    """Tell it: a beginning, what happened, what was tried, what it does to people, an end."""
    tone = words()["tones"][where.tone]
    known = topic.said["fact"]
    least, most = tone["facts"]
    chosen = sorted(chance.sample(range(len(known)), min(chance.randint(least, most), len(known))))
    told = [known[place] for place in chosen]
    if nth == 0:
        besides = [name for name in _BESIDES if chance.randrange(_TEN) < tone[name]]
        told += [chance.choice(words()[name]) for name in besides]
        told = [chance.choice(tone["open"]), *told, chance.choice(tone["close"])]
    return fill("".join(told), where.facts, chance)


def _people(
    heads: int, phone: str, tone: str, facts: Mapping[str, str], chance: Random
) -> tuple[Person, ...]:
    address = fill("一门区{street}{road}{2-390}号{estate}{building}", facts, chance)
    is_old = tone == "elderly" and chance.random() < _HAS_NEEDS
    needs = chance.choice(_NEEDS) if is_old else ""
    first = Person(name=name_of(chance), phone=phone, address=address, needs=needs)
    count = min(max(heads // 3, 1), 4) if heads >= _GROUP else 0
    others = [Person(name=name_of(chance), capacity="representative") for _ in range(count)]
    return (first, *others)


@cache
def _tones() -> Sequence[tuple[str, int]]:
    tones: Mapping[str, Any] = words()["tones"]
    return list(zip(tones, accumulate(tone["share"] for tone in tones.values()), strict=True))
