"""Make the regions, organs and people of the demo district; making them twice changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import count
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from yimen.base.errors import Refused
from yimen.base.time import now
from yimen.ops.demo import care, hall, heart, joint, legal, mediation, password, read
from yimen.people.models import Body, Organ, Post, Region, Staff

SINCE = date(2020, 1, 1)
ROLES = ("handler", "legal_checker", "head")


class ServesAnother(Refused):
    """{organ} is served here. Invented petitions come only into the demo district: name an empty folder with --data."""  # noqa: E501  # a message is one line, so that it can be translated


@transaction.atomic
def make() -> None:
    """Make the district: ten streets, some forty organs, and everybody's posts.

    Raises:
        ServesAnother: there are organs here, and none of them is the demo's.
    """
    plan: Any = read("district")
    _require_ours(plan)
    regions = _regions(plan)
    organs = _organs(plan, regions)
    _streets(plan, regions, organs["government"])
    organs |= _city(plan["city"], organs, regions[""])
    _bodies(plan, regions[""])
    _people(organs, regions)
    hall.make()
    mediation.make()
    care.make(now())
    joint.make()
    legal.make(now())
    heart.make(now())


def _require_ours(plan: Mapping[str, Any]) -> None:
    ours = plan["organs"]["bureau"]["name"]
    if Organ.objects.exists() and not Organ.objects.filter(name=ours).exists():
        first = Organ.objects.order_by("pk")[0]
        raise ServesAnother(organ=first.name)


def _regions(plan: Mapping[str, Any]) -> dict[str, Region]:
    root = plan["district"]["code"]
    district = _region(f"/{root}/", plan["district"]["name"], Region.Kind.DISTRICT, None)
    regions = {"": district}
    for code, street in plan["streets"].items():
        node = _region(f"/{root}/{code}/", street["name"], Region.Kind.STREET, district)
        regions[code] = node
        for place, name in enumerate(street["communities"], start=1):
            _region(f"{node.path}c{place}/", name, Region.Kind.COMMUNITY, node)
    return regions


def _region(path: str, name: str, kind: Region.Kind, parent: Region | None) -> Region:
    made, _ = Region.objects.get_or_create(
        path=path, defaults={"name": name, "kind": kind, "parent": parent}
    )
    return made


def _organs(plan: Mapping[str, Any], regions: Mapping[str, Region]) -> dict[str, Organ]:
    organs: dict[str, Organ] = {}
    for place, (key, about) in enumerate(plan["organs"].items(), start=1):
        above = organs.get("government")
        organs[key], _ = Organ.objects.get_or_create(
            name=about["name"],
            defaults={
                "mark": about["mark"],
                "kind": about["kind"],
                "region": regions[""],
                "parent": above,
                "competence": about.get("competence", []),
                "has_reception": about.get("reception", False),
                "profile": about.get("profile", ""),
                "address": about.get("address", f"一门区政务路{place * 2}号"),
                "phone": f"0000-8800{place:02d}00",
                "hours": about.get("hours", "周一至周五 9:00—12:00，14:00—17:30"),
            },
        )
    return organs


def _streets(plan: Mapping[str, Any], regions: Mapping[str, Region], above: Organ) -> None:
    for place, (code, street) in enumerate(plan["streets"].items(), start=1):
        Organ.objects.get_or_create(
            name=f"一门区{street['name']}办事处",
            defaults={
                "mark": f"{street['name'][:2]}街",
                "kind": Organ.Kind.STREET_OFFICE,
                "region": regions[code],
                "parent": above,
                "competence": ["subdistrict"],
                "has_reception": True,
                "profile": street.get("profile", ""),
                "address": f"一门区{street['name']}便民路{place}号群众来访接待室",
                "phone": f"0000-8900{place:02d}00",
                "hours": "周一至周五 9:00—12:00，14:00—17:30",
            },
        )


def _bodies(plan: Mapping[str, Any], region: Region) -> None:
    for kind, about in plan["bodies"].items():
        said = {"hours": "周一至周五 9:00—12:00，14:00—17:30"} | about
        Body.objects.get_or_create(region=region, kind=kind, defaults=said)


def _city(plan: Mapping[str, Any], organs: Mapping[str, Organ], region: Region) -> dict[str, Organ]:
    """Make who is above the district, and say above whom: reviews are asked for there."""
    city: dict[str, Organ] = {}
    for place, (key, about) in enumerate(plan["organs"].items(), start=1):
        city[key], _ = Organ.objects.get_or_create(
            name=about["name"],
            defaults={
                "mark": about["mark"],
                "kind": about["kind"],
                "region": region,
                "parent": city.get("city_government"),
                "address": f"云津市云台路{place}号",
                "phone": f"0000-8000{place:02d}00",
                "hours": "周一至周五 9:00—12:00，14:00—17:30",
            },
        )
        for guided in about.get("guides", ()):
            Organ.objects.filter(pk=organs[guided].pk).update(
                guide=city[key], is_vertical=guided in plan["vertical"]
            )
    top = city["city_government"]
    Organ.objects.filter(pk=organs["government"].pk, parent=None).update(parent=top)
    return city


def _people(organs: Mapping[str, Organ], regions: Mapping[str, Region]) -> None:
    cast: Any = read("cast")
    hashed = make_password(password())
    for username, about in cast["staff"].items():
        _person(username, about, organs[about["organ"]], regions[""], hashed)
    names = (f"{cast['names'][i % 30]}{cast['given'][i % 12]}" for i in count())
    for organ in Organ.objects.filter(posts=None).exclude(kind=Organ.Kind.BUREAU):
        for role in ROLES:
            about = {"name": next(names), "role": role}
            _person(f"{role}_{organ.pk}", about, organ, organ.region, hashed)
    for username, about in cast["colleagues"].items():
        _person(username, about, organs[about["organ"]], regions[""], hashed)


def _person(
    username: str, about: Mapping[str, str], organ: Organ, region: Region, hashed: str
) -> None:
    staff, is_new = Staff.objects.get_or_create(
        username=username,
        defaults={
            "name": about["name"],
            "number": about.get("number", ""),
            "password": hashed,
            "joined_on": SINCE,
        },
    )
    if is_new:
        Post.objects.create(
            staff=staff, role=about["role"], organ=organ, region=region, starts_on=SINCE
        )
