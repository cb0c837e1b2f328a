"""The demo's reception places: the district hall with its seven points, and two streets."""

from __future__ import annotations

from datetime import time

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.people.models import Organ
from yimen.rooms.hall.models import Hours, Place, Point, Window

#: Windows of the district hall, in the order in which somebody passes them.
WINDOWS = (
    ("导访台", Point.GUIDANCE),
    ("1号窗口", Point.REGISTRATION),
    ("2号窗口", Point.REGISTRATION),
    ("3号窗口", Point.SCREENING),
    ("法律工作室", Point.LEGAL_AID),
    ("心访工作室", Point.SUPPORT),
    ("人民调解室", Point.MEDIATION),
    ("联合接访室", Point.HANDLING),
)
IN_A_STREET = (("1号窗口", Point.REGISTRATION), ("2号窗口", Point.GUIDANCE))
HALL = "一门区人民来访接待厅"
STREETS = ("一门区沙河街道办事处", "一门区梅岭街道办事处")
EVENING = "银杏社区信访延时服务点"
HOURS = ((time(9), time(12)), (time(14), time(17, 30)))
LONG_HOURS = ((time(0), time(23, 59)),)
WEEKDAYS, EVERY_DAY = range(1, 6), range(1, 8)


def make() -> None:
    """Set up the places, once."""
    act_as(SYSTEM)
    bureau = Organ.objects.select_related("region").filter(kind=Organ.Kind.BUREAU).first()
    if bureau is None or Place.objects.filter(name=HALL).exists():
        return
    _place(HALL, Place.Kind.HALL, bureau, WINDOWS, address=bureau.address, capacity=80)
    _place(
        EVENING,
        Place.Kind.AFTER_HOURS,
        bureau,
        IN_A_STREET,
        address="一门区银杏社区党群服务中心",
        always=True,
    )
    for office in Organ.objects.select_related("region").filter(name__in=STREETS):
        name = office.name.removesuffix("办事处") + "群众来访接待室"
        _place(name, Place.Kind.STREET, office, IN_A_STREET, address=office.address or office.name)


def _place(
    name: str,
    kind: Place.Kind,
    organ: Organ,
    windows: tuple[tuple[str, Point], ...],
    *,
    address: str,
    capacity: int = 0,
    always: bool = False,
) -> None:
    place = Place.objects.create(
        name=name,
        kind=kind,
        organ=organ,
        region=organ.region,
        area=organ.region.path,
        address=address,
        phone=organ.phone,
        capacity=capacity,
    )
    for weekday in EVERY_DAY if always else WEEKDAYS:
        for opens, closes in LONG_HOURS if always else HOURS:
            Hours.objects.create(place=place, weekday=weekday, opens=opens, closes=closes)
    for label, point in windows:
        Window.objects.create(place=place, area=place.area, name=label, point=point)
