"""The demo's rooms for joint sessions: one in the district hall, one in each of two streets."""

from __future__ import annotations

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.people.models import Organ
from yimen.rooms.joint.models import Room

NAME = "一门区联合接访室"
SEATS, SEATS_IN_A_STREET = 16, 8
STREETS = ("一门区沙河街道办事处", "一门区梅岭街道办事处")


def make() -> None:
    """Set up the rooms, once."""
    act_as(SYSTEM)
    bureau = Organ.objects.select_related("region").filter(kind=Organ.Kind.BUREAU).first()
    if bureau is None or Room.objects.filter(name=NAME).exists():
        return
    _room(NAME, bureau, SEATS)
    for office in Organ.objects.select_related("region").filter(name__in=STREETS):
        name = office.name.removesuffix("办事处") + "联合接访室"
        _room(name, office, SEATS_IN_A_STREET)


def _room(name: str, organ: Organ, seats: int) -> None:
    Room.objects.create(
        name=name,
        organ=organ,
        region=organ.region,
        area=organ.region.path,
        address=organ.address or organ.name,
        seats=seats,
    )
