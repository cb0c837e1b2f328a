"""Same person, same matter: what two filings share, by rules whose reasons can be read.

The same person is one petitioner, representative or co-signer in both; an agent or a companion in
both is not: they speak for others. The same matter is basically the same demands and facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yimen.law.sameness import Alike, alike
from yimen.registry.identity import id_index, phone_index
from yimen.registry.models import Demand, Party

#: Who files in their own name; an agent and a companion do not.
THEMSELVES = frozenset(
    {Party.Capacity.PETITIONER, Party.Capacity.REPRESENTATIVE, Party.Capacity.COSIGNER}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Someone:
    """A person of a filing, as far as another filing can name the same one."""

    name: str = ""
    capacity: str = Party.Capacity.PETITIONER.value
    id_blind: str = ""
    phone_blind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SamePerson:
    """Somebody in both filings: who, in which capacity here and there, and by what it shows.

    `by` is a set of `identity`, `phone`, `name`; `counts` is false for agents and companions.
    """

    name: str
    capacity: str
    other_capacity: str
    by: frozenset[str]
    counts: bool

    @property
    def is_sure(self) -> bool:
        """Say whether more than a name speaks for it."""
        return self.counts and bool(self.by - {"name"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SameMatter:
    """Two demands that say much the same: their places, how much, in which words."""

    position: int
    other_position: int
    other_demand: int
    alike: Alike
    same_category: bool


def typed(*, id_number: str = "", phone: str = "", name: str = "") -> Someone:
    """Return somebody as they are typed in, to be compared with who stands in other filings."""
    return Someone(name=name, id_blind=id_index(id_number), phone_blind=phone_index(phone))


def someone(party: Party) -> Someone:
    """Return a party as another filing can be compared with it."""
    return Someone(
        name=party.name,
        capacity=party.capacity,
        id_blind=party.id_blind,
        phone_blind=party.phone_blind,
    )


def same_people(mine: Iterable[Someone], theirs: Sequence[Someone]) -> tuple[SamePerson, ...]:
    """Return who stands in both filings, the surest first."""
    found = [
        SamePerson(
            name=other.name or one.name,
            capacity=one.capacity,
            other_capacity=other.capacity,
            by=by,
            counts={one.capacity, other.capacity} <= THEMSELVES,
        )
        for one in mine
        for other in theirs
        if (by := _by(one, other))
    ]
    return tuple(sorted(found, key=lambda one: (not one.is_sure, not one.counts, -len(one.by))))


def same_matters(
    mine: Iterable[tuple[int, str, str]], theirs: Sequence[Demand]
) -> tuple[SameMatter, ...]:
    """Return, for each demand here, the demand there that is most like it, if any is.

    `mine` are a place, what is asked for with its facts, and the category if it has one.
    """
    found = []
    for position, text, category in mine:
        pairs = [(alike(text, f"{one.request} {one.facts}"), one) for one in theirs]
        best, other = max(pairs, key=lambda pair: pair[0].share, default=(Alike(), None))
        if other is not None and best.is_near:
            found.append(
                SameMatter(
                    position=position,
                    other_position=other.position,
                    other_demand=other.pk,
                    alike=best,
                    same_category=bool(category) and category == other.category,
                )
            )
    return tuple(found)


def _by(one: Someone, other: Someone) -> frozenset[str]:
    same = {
        "identity": (one.id_blind, other.id_blind),
        "phone": (one.phone_blind, other.phone_blind),
        "name": (one.name.strip(), other.name.strip()),
    }
    return frozenset(what for what, (here, there) in same.items() if here and here == there)
