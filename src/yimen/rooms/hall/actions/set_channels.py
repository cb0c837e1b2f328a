"""Keep the ways that the posters show, from the country down to the district."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.db import transaction

from yimen.access.actor import Actor
from yimen.access.policy import require
from yimen.base.errors import NotFound, Refused
from yimen.base.turns import in_turn
from yimen.people.audit import note
from yimen.people.models import AdminEntry
from yimen.rooms.hall.models import Channel

MOST = 12


class NotAnAddress(Refused):
    """“{url}” is no web address. It begins with https:// or http://."""


class NameTheChannel(Refused):
    """Give each way its name, and an address or a sentence: people must be able to use it."""


class TooManyChannels(Refused):
    """A poster holds {most} ways. Take one away before you add another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to reach an office."""

    level: str
    name: str
    url: str = ""
    words: str = ""


@transaction.atomic
def set_channels(ways: Sequence[Way], *, by: Actor, at: datetime) -> list[Channel]:
    """Keep these ways in this order, in the place of those before.

    Raises:
        NotYourDuty, NameTheChannel, NotAnAddress, TooManyChannels.
    """
    require(by, "organs.manage")
    if len(ways) > MOST:
        raise TooManyChannels(most=MOST)
    for way in ways:
        _require(way)
    in_turn("set the channels")
    Channel.objects.all().delete()
    made = Channel.objects.bulk_create(
        Channel(
            level=way.level, name=way.name.strip(), url=way.url.strip(),
            words=way.words.strip(), position=place,
        )
        for place, way in enumerate(ways)
    )  # fmt: skip
    note(AdminEntry.Kind.PLACE_SET, by=by, at=at, place=0, organ=by.organ)
    return made


def _require(way: Way) -> None:
    if way.level not in Channel.Level.values:
        raise NotFound
    if not way.name.strip() or not (way.url.strip() or way.words.strip()):
        raise NameTheChannel
    if way.url.strip():
        try:
            parts = urlsplit(way.url.strip())
        except ValueError:
            raise NotAnAddress(url=way.url) from None
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise NotAnAddress(url=way.url)
