"""One story of the demo district while it is told: its facts, its clock, and whom it has met."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from yimen.access.actor import SYSTEM, Actor, Role
from yimen.access.rls import act_as
from yimen.base.time import LOCAL, local_day
from yimen.law.days import DAYS
from yimen.ops.demo import read
from yimen.people.models import Organ, Post
from yimen.people.queries import actor_of
from yimen.registry.models import Demand, Petition

SOURCE = "demo"
BUREAU = "bureau"
DAY_HOURS = 24
OFFICE_HOURS = range(9, 17)
WEEK = range(1, 6)
#: Between one deed and the next.
A_WHILE = timedelta(minutes=7)


@dataclass
class Story:
    """One story while it is told: its facts, its clock, and whom it has met."""

    about: Mapping[str, Any]
    now: datetime
    offsets: Mapping[str, float]
    actors: Callable[[str, str], Actor]
    organs: Mapping[str, Organ]
    petition: int = 0
    opinion: int = 0
    review: int = 0
    above: str = ""
    last: datetime | None = None
    demands: list[int] = field(default_factory=list)
    #: Numbers of rows and codes that later deeds of the rooms need: ticket, session, and so on.
    met: dict[str, Any] = field(default_factory=dict)

    def at(self, deed: str) -> datetime:
        """Return when a deed is done: in its turn, in office hours, never ahead of today."""
        if hour := self.about.get("hours", {}).get(deed):
            return self._in_turn(self.clock(hour))
        lodged = self.now - timedelta(hours=DAY_HOURS * self.about["ago"] + 2)
        pace = self.about.get("pace", 1)
        days = pace * self.offsets.get(deed, 0)
        return self._moment(lodged, lodged + timedelta(hours=DAY_HOURS * days), deed)

    def on(self, told: Mapping[str, Any]) -> datetime:
        """Return when a later deed is done: so many days after it was lodged as it says."""
        if "at" in told:
            return self._in_turn(self.clock(told["at"]))
        lodged = self.now - timedelta(hours=DAY_HOURS * self.about["ago"] + 2)
        return self._moment(lodged, lodged + timedelta(hours=DAY_HOURS * told["day"]), told["do"])

    def _moment(self, lodged: datetime, wanted: datetime, deed: str) -> datetime:
        if wanted.hour not in OFFICE_HOURS:
            wanted = wanted.replace(hour=10 + len(deed) % 6)
        return self._in_turn(max(wanted, lodged + A_WHILE))

    def _in_turn(self, wanted: datetime) -> datetime:
        """Return a moment that is after the deed before, and never ahead of today."""
        earliest = self.last + A_WHILE if self.last else wanted
        self.last = min(max(wanted, earliest), self.now)
        return self.last

    def clock(self, text: str) -> datetime:
        """Return an hour of a story that keeps them: `14:00` on its first day, `2 14:00`, `now`.

        Days are working days, since people come to a hall; `ahead 2 14:00` counts them from today.
        """
        if text == "now":
            return self.now
        *days, hour = text.split()
        ahead = days[:1] == ["ahead"]
        first = self.now if ahead else self.now - timedelta(hours=DAY_HOURS * self.about["ago"])
        day = _open_on(local_day(first))
        for _ in range(int(days[-1]) if days else 0):
            day = _open_on(date.fromordinal(day.toordinal() + 1))
        return datetime.combine(day, time.fromisoformat(hour), tzinfo=LOCAL)

    def officer(self, role: str) -> Actor:
        """Return the officer of the story's organ who has this role."""
        return self.actors(role, self.about["organ"])

    def by(self, told: Mapping[str, Any], usual: str) -> Actor:
        """Return who does a later deed: `handler@housing`, or this role where the matter is now."""
        role, _, organ = told.get("by", usual).partition("@")
        if role == "petitioner":
            act_as(SYSTEM)
            code = Petition.objects.get(pk=self.petition).code_blind
            return Actor(role=Role.PETITIONER, code=code)
        return self.actors(role, organ or self.above or self.about["organ"])

    def receiver(self) -> tuple[str, str]:
        """Return who sorts it, and in which organ: the bureau's screener, or whoever got it."""
        organ = self.about.get("receiver", BUREAU)
        return "screener" if organ == BUREAU else "handler", organ

    def see_demands(self) -> None:
        """Read which demands it has by now."""
        act_as(SYSTEM)
        found = Demand.objects.filter(petition=self.petition).order_by("position")
        self.demands = list(found.values_list("pk", flat=True))


def _open_on(day: date) -> date:
    """Return a day, or the next on which the hall is open: no Saturday, even one that is worked."""
    while not DAYS.is_working(day) or day.isoweekday() not in WEEK:
        day = date.fromordinal(day.toordinal() + 1)
    return day


def organs_by_key() -> dict[str, Organ]:
    """Return the organs of the demo by the keys of district.yaml."""
    plan: Any = read("district")
    by_name = {organ.name: organ for organ in Organ.objects.all()}
    named = plan["organs"] | plan["city"]["organs"]
    streets = {
        key: by_name[f"{plan['district']['name']}{street['name']}办事处"]
        for key, street in plan["streets"].items()
    }
    return {key: by_name[about["name"]] for key, about in named.items()} | streets


def officers(organs: Mapping[str, Organ], on: date) -> Callable[[str, str], Actor]:
    """Return a finder of officers: the first with a role in an organ; `handler/1`, the next."""
    posts = Post.objects.filter(starts_on__lte=on).select_related("organ", "region", "staff")
    found: dict[tuple[str, int], list[Post]] = defaultdict(list)
    for post in posts.order_by("pk"):
        found[post.role, post.organ_id].append(post)

    def officer(role: str, key: str) -> Actor:
        name, _, place = role.partition("/")
        return actor_of(found[name, organs[key].pk][int(place or 0)])

    return officer
