"""Reading what was done outside the house, and the poster of all the ways to reach an office.

It lies with the hall, which goes where people are; the care room is for the staff alone.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings

from yimen.access.actor import Actor
from yimen.access.rooms import WALLS
from yimen.access.walls import rows
from yimen.base.errors import NotFound
from yimen.documents.poster import Poster, Section, Spot
from yimen.rooms.hall.models import Channel, Outing, Place

KINDS = Outing.Kind.choices
GROUNDS = Outing.Ground.choices
LEVELS = Channel.Level.choices
_TITLES = {"country": "国家", "province": "省", "city": "市", "district": "区（县）"}


def outings(by: Actor) -> list[Outing]:
    """Return what was done outside the house in this person's area, newest first."""
    seen = Outing.objects.filter(rows(by, WALLS["hall_outing"]), is_cancelled=False)
    return list(seen[:200])


def seen_outing(by: Actor, outing_id: int) -> Outing:
    """Return one of them.

    Raises:
        NotFound: there is none, or it is elsewhere.
    """
    found = Outing.objects.filter(rows(by, WALLS["hall_outing"]), pk=outing_id).first()
    if found is None:
        raise NotFound
    return found


def channels() -> list[Channel]:
    """Return the ways that the posters show, in their order."""
    return list(Channel.objects.all())


def poster() -> Poster:
    """Put the poster together: our own address first, then each level, then the places."""
    spots = [
        Section(
            title=_TITLES[level],
            spots=tuple(
                Spot(name=one.name, url=one.url, words=one.words)
                for one in channels()
                if one.level == level
            ),
        )
        for level in _TITLES
    ]
    return Poster(
        title="信访渠道一览",
        lead="不出门也能提出信访事项：扫码就可以，本人填写，全程免费。",
        own=Spot(
            name="本区网上信访", url=settings.YIMEN_URL, words="提出事项、查询进展、评价办理结果"
        ),
        sections=tuple(section for section in spots if section.spots),
        places=_places(Place.objects.filter(is_open=True)),
        foot="不会用手机的，请到任何一个接待场所，工作人员帮您登记。",
    )


def _places(found: Iterable[Place]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (one.name, one.address + (f"　电话{one.phone}" if one.phone else "")) for one in found
    )
