"""The service counters: what the hall and the rooms did, in persons, visits, cases and groups.

Each room counts its own rows; here they are laid side by side. Of the heart and care rooms only
whole months that are over are added up, each of ten people and more by itself: whoever takes one
sum from another gets ten people and more again, and never the one who came today.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import npgettext_lazy

from yimen.access.actor import Actor
from yimen.access.rooms import require_counting
from yimen.base.errors import Refused
from yimen.casework.queries import counters as casework
from yimen.law.headcounts import FEWEST_SHOWN
from yimen.rooms.care import counts as care
from yimen.rooms.hall import counts as hall
from yimen.rooms.heart import counts as heart
from yimen.rooms.legal import counts as legal
from yimen.rooms.mediation import counts as mediation

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

LONGEST = 3660
#: A day, how many, and which person or visit: of fewer than ten of these nothing is shown.
Day = tuple[date, int, Hashable]
Rows = Mapping[str, Sequence[Day]]


class NotAPeriod(Refused):
    """The period must end after it begins, and be no longer than ten years."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """One quantity: of which room, its unit, its sum and its days.

    `total` is nothing where fewer than ten people would show; `days` is empty where only months
    may be added up.
    """

    room: str
    name: str
    label: str | Promise
    unit: str
    total: int | None
    is_kept_small: bool
    days: Mapping[date, int]


#: 人, 人次, 件, 批, as reports count; the word for so many is `UNITS[unit] % n`.
UNITS: dict[str, _StrPromise] = {
    "人": npgettext_lazy("unit", "person", "people"),
    "人次": npgettext_lazy("unit", "person-time", "person-times"),
    "件": npgettext_lazy("unit", "case", "cases"),
    "批": npgettext_lazy("unit", "group", "groups"),
    "场": npgettext_lazy("unit", "occasion", "occasions"),
}
ROOMS: dict[str, str | Promise] = {
    "casework": _("Registered petitions"),
    "hall": _("Hall"),
    "legal": _("Legal room"),
    "heart": _("Heart room"),
    "mediation": _("Mediation room"),
    "care": _("Care room"),
}
SMALL = frozenset({"heart", "care"})
#: Every quantity in the order of a report: room, name, label, unit.
ALL: tuple[tuple[str, str, str | Promise, str], ...] = (
    ("hall", "people_met", _("People received"), "人次"),
    ("hall", "visits", _("Visits"), "批"),
    ("hall", "groups", _("Visits of several together"), "批"),
    ("casework", "visit_petitions", _("Petitions registered from visits"), "件"),
    ("casework", "visit_people", _("People of those petitions"), "人次"),
    ("casework", "visit_groups", _("Petitions of several together"), "批"),
    ("casework", "led_to_law", _("Led to another lawful way"), "件"),
    ("hall", "legal_visits", _("Visits to the legal window"), "批"),
    ("legal", "consultations", _("Legal consultations"), "件"),
    ("legal", "consulting_people", _("People who asked for legal advice"), "人次"),
    ("legal", "opinions", _("Legal opinions written"), "件"),
    ("mediation", "mediations", _("Mediations begun"), "件"),
    ("mediation", "agreements", _("Mediations ended with an agreement"), "件"),
    ("mediation", "mediation_talks", _("Mediation meetings"), "场"),
    ("heart", "support_people", _("People received to talk to somebody"), "人次"),
    ("heart", "calmed", _("Upset people calmed"), "人次"),
    ("heart", "clients", _("Petitioners who wished to talk"), "人"),
    ("heart", "talks_before", _("Counselling before a visit"), "件"),
    ("heart", "talks", _("Counselling talks with petitioners"), "人次"),
    ("heart", "settled", _("Petition matters settled with help from here"), "件"),
    ("care", "staff_talks", _("Counselling talks with staff"), "人次"),
    ("care", "staff_participants", _("Participants of workshops and trainings"), "人次"),
    ("hall", "outings", _("Events outside the house"), "场"),
    ("hall", "outing_people", _("People at events outside the house"), "人次"),
)
_COUNTED: tuple[Callable[[Actor, date, date], Rows], ...] = (
    casework.counts,
    hall.counts,
    legal.counts,
    heart.counts,
    mediation.counts,
    care.counts,
)


def counters(by: Actor, first: date, last: date, *, today: date) -> list[Counter]:
    """Return every quantity of a period, first and last day included.

    Raises:
        NotFound: neither a supervisor nor a leader asks. NotAPeriod.
    """
    require_counting(by)
    if not 0 <= last.toordinal() - first.toordinal() <= LONGEST:
        raise NotAPeriod
    found = {name: days for count in _COUNTED for name, days in count(by, first, last).items()}
    return [
        _counter(room, name, label, unit, found.get(name, []), (first, last, today))
        for room, name, label, unit in ALL
    ]


def _counter(  # the columns of one row
    room: str,
    name: str,
    label: str | Promise,
    unit: str,
    days: Sequence[Day],
    period: tuple[date, date, date],
) -> Counter:
    small = room in SMALL
    kept = [day for month in _whole_months(days, *period) for day in month] if small else days
    total = sum(n for _day, n, _who in kept)
    return Counter(
        room=room,
        name=name,
        label=label,
        unit=unit,
        total=None if small and not kept else total,
        is_kept_small=small,
        days={} if small else _by_day(days),
    )


def _whole_months(days: Iterable[Day], first: date, last: date, today: date) -> list[list[Day]]:
    """Return the days of each month that is whole, over, and has ten people and more."""
    months: dict[tuple[int, int], list[Day]] = {}
    for one in days:
        months.setdefault((one[0].year, one[0].month), []).append(one)
    return [
        all_
        for (year, month), all_ in sorted(months.items())
        if first <= date(year, month, 1)
        and _end_of(year, month) <= min(last, date.fromordinal(today.toordinal() - 1))
        and len({who for _day, _n, who in all_}) >= FEWEST_SHOWN
    ]


def _end_of(year: int, month: int) -> date:
    after = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(after.toordinal() - 1)


def _by_day(days: Iterable[Day]) -> dict[date, int]:
    found: dict[date, int] = {}
    for day, n, _who in sorted(days):
        found[day] = found.get(day, 0) + n
    return found
