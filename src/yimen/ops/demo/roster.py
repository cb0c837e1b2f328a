"""Who works where in the demo district, and with which habits: by keys that never change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zlib import crc32

from yimen.access.actor import Actor
from yimen.law.taxonomy import TAXONOMY
from yimen.ops.demo import read
from yimen.ops.demo.district import SINCE
from yimen.people.models import Organ, Post, Region
from yimen.people.queries import actor_of

BUREAU = "bureau"
_STREET = "street"
_SUBDISTRICT = "subdistrict"
#: Where nobody is competent, the office of the street takes it.
_HABITS = ("steady", "steady", "quick", "steady", "late", "steady", "extends", "returned")


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """One person in one post: where, and how they work."""

    key: str
    organ: str
    habit: str
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """The organs and their people, and who is competent for what."""

    organs: Mapping[str, int]
    names: Mapping[str, str]
    posts: Mapping[tuple[str, str], tuple[Officer, ...]]
    competent: Mapping[str, str]
    places: tuple[Mapping[str, str], ...]
    regions: Mapping[str, int]

    def of(self, organ: str, role: str) -> tuple[Officer, ...]:
        """Return the people of an organ who have a role, always in the same order."""
        return self.posts[organ, role]

    def organ_for(self, category: str, named: str, place: Mapping[str, str]) -> str:
        """Return the organ that answers a matter of this category in this place."""
        street = f"{_STREET}:{place['street']}"
        found = named or self.competent.get(TAXONOMY.find(category).competence, _STREET)
        return street if found == _STREET else found


def roster() -> Roster:
    """Read the district as it stands in the database."""
    plan: Any = read("district")
    keys = {about["name"]: key for key, about in plan["organs"].items()}
    for street in plan["streets"].values():
        keys[f"{plan['district']['name']}{street['name']}办事处"] = f"{_STREET}:{street['name']}"
    organs = {keys[organ.name]: organ for organ in Organ.objects.filter(name__in=keys)}
    competent = {
        duty: key for key, about in plan["organs"].items() for duty in about.get("competence", [])
    }
    return Roster(
        organs={key: organ.pk for key, organ in organs.items()},
        names={key: organ.name for key, organ in organs.items()},
        posts=_posts({organ.pk: key for key, organ in organs.items()}),
        competent=competent | {_SUBDISTRICT: _STREET},
        places=tuple(
            {"street": street["name"], "community": community}
            for street in plan["streets"].values()
            for community in street["communities"]
        ),
        regions=dict(Region.objects.values_list("name", "pk")),
    )


def _posts(keys: Mapping[int, str]) -> dict[tuple[str, str], tuple[Officer, ...]]:
    cast: Any = read("cast")
    habits = {
        username: about["habit"]
        for username, about in {**cast["staff"], **cast["colleagues"]}.items()
        if "habit" in about
    }
    found: dict[tuple[str, str], tuple[Officer, ...]] = {}
    posts = Post.objects.filter(
        starts_on=SINCE, ends_on=None, organ__in=keys, staff__is_active=True
    ).select_related("organ", "region", "staff")
    for post in posts.order_by("pk"):
        organ = keys[post.organ_id]
        known = found.get((organ, post.role), ())
        key = f"{organ}/{post.role}/{len(known)}"
        habit = habits.get(post.staff.username) or _HABITS[crc32(key.encode()) % len(_HABITS)]
        officer = Officer(key=key, organ=organ, habit=habit, actor=actor_of(post))
        found[organ, post.role] = (*known, officer)
    return found
