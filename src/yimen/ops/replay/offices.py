"""To whom the messages go: the organs of the district by what they are competent for.

Where there is no petition bureau yet, a small set of organs is made for the replay alone, so named
that nobody takes them for real ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zlib import crc32

from django.db import transaction

from yimen.access.actor import SYSTEM
from yimen.base.time import local_day
from yimen.law.taxonomy import TAXONOMY
from yimen.people.actions.add_organ import add_organ
from yimen.people.actions.add_region import add_region
from yimen.people.models import Organ, Region
from yimen.people.queries import living_organs, regions
from yimen.people.shapes import Entry

_NAMED = "回放：{name}"
_MARK = "回放{place:02d}"
_BUREAU, _SUPERVISORY = "letters_bureau", "discipline_inspection"


@dataclass(frozen=True, slots=True)
class Offices:
    """The bureau that receives, and who is competent for what."""

    bureau: int
    competent: Mapping[str, tuple[int, ...]]
    supervisory: frozenset[int]

    def for_(self, competence: str, message: str) -> int:
        """Return a competent organ, always the same for a message; or else the bureau."""
        several = self.competent.get(competence, ())
        return several[crc32(message.encode()) % len(several)] if several else self.bureau


@transaction.atomic
def offices(now: datetime) -> Offices:
    """Find the organs, or make those that are needed where there is no bureau at all."""
    on = local_day(now)
    bureau = living_organs(on).filter(kind=Organ.Kind.BUREAU).order_by("pk").first()
    bureau = bureau or _make(now)
    return Offices(bureau.pk, _competent(on), _supervisory(on))


def _competent(on: date) -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for organ in living_organs(on).order_by("pk"):
        for key in organ.competence:
            found[key] = (*found.get(key, ()), organ.pk)
    return found


def _supervisory(on: date) -> frozenset[int]:
    organs = living_organs(on).filter(kind=Organ.Kind.SUPERVISORY)
    return frozenset(organs.values_list("pk", flat=True))


def _make(now: datetime) -> Organ:
    region = regions().first() or add_region(
        name=_NAMED.format(name="区"), kind=Region.Kind.DISTRICT, code="replay", by=SYSTEM, at=now
    )
    above = _organ("人民政府", 0, Organ.Kind.GOVERNMENT, region, 0, [], now)
    for place, (key, name) in enumerate(TAXONOMY.competences.items(), start=1):
        _organ(name.zh, place, _kind(key), region, above.pk, [key], now)
    return living_organs(local_day(now)).get(kind=Organ.Kind.BUREAU)


def _organ(
    name: str, place: int, kind: str, region: Region, parent: int, keys: list[str], now: datetime
) -> Organ:
    return add_organ(
        name=_NAMED.format(name=name),
        mark=_MARK.format(place=place),
        kind=kind,
        region=region.pk,
        parent=parent,
        entry=Entry(
            competence=keys, address="回放专用，没有地址", has_reception=kind == Organ.Kind.BUREAU
        ),
        by=SYSTEM,
        at=now,
    )


def _kind(competence: str) -> str:
    special = {_BUREAU: Organ.Kind.BUREAU, _SUPERVISORY: Organ.Kind.SUPERVISORY}
    return special.get(competence, Organ.Kind.DEPARTMENT)
