"""Where else a demand can go: each lawful way with its door, its time, its papers and its law.

The machine suggests by category and words and says by which; a person decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from yimen.base.errors import Refused
from yimen.law.days import DAYS, Days
from yimen.law.limit import Mark
from yimen.law.reading import Fields
from yimen.law.span import End, Measure, Span, last_day
from yimen.law.taxonomy import TAXONOMY
from yimen.law.words import Words

#: So many days before the end the warning begins, and so many before it is an alarm.
SOON, NOW = 30, 7
#: So many days a legal aid centre takes to decide (法律援助法 art. 43).
AID_DECIDES = 7
ROWS = "routes.yaml"
WAY = {
    *("title", "standing", "route", "body", "limits", "authority", "papers", "refused", "aid"),
    *("basis", "mark", "checked_on", "categories", "words", "note"),
}
TIME = {"span", "from", "basis", "note"}
BY_CATEGORY, BY_WORD = 3, 2
NO_TIME = Words(
    "这一途径没有规定提出的期限，请尽早提出", "The law sets no time for it; ask as early as you can"
)


class NoSuchWay(Refused):
    """There is no way called “{code}” in the list. Choose one of the list."""


class Standing(StrEnum):
    """What such a way means for the petition."""

    OUT = "out"  # it answers instead of the petition procedure
    BESIDE = "beside"  # it helps beside whatever else is done
    OWN = "own"  # a procedure of the Regulations themselves


class Urgency(StrEnum):
    """How near the end of somebody's time is."""

    PAST = "past"
    NOW = "now"
    SOON = "soon"
    CALM = "calm"


@dataclass(frozen=True, slots=True)
class Time:
    """One time limit of the petitioner's on a way: how long, from which event, by which rule."""

    key: str
    span: Span
    begins: Words
    basis: Words
    note: Words | None = None

    @property
    def words(self) -> Words:
        """Say how long it is, from which event, and by which rule."""
        span = self.span.words
        return Words(
            f"{span.zh}，自{self.begins.zh}起算（{self.basis.zh}）",
            f"{span.en} from {self.begins.en} ({self.basis.en})",
        )

    def ends(self, since: date, days: Days = DAYS) -> End:
        """Return its last day, counted from the event."""
        return last_day(since, self.span, days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One row of the list of lawful ways."""

    code: str
    title: Words
    standing: Standing
    route: int  # the item of art. 31; 0 for what goes beside, or is the Regulations' own
    body: str
    times: tuple[Time, ...]
    authority: Words
    papers: Words
    refused: Words
    aid: bool  # legal aid may be asked for here
    basis: Words
    mark: Mark
    checked_on: date
    categories: tuple[str, ...]
    words: tuple[str, ...]
    note: Words | None = None

    def time(self, key: str = "") -> Time | None:
        """Return one of its time limits, the first where none is named, or nothing."""
        return next((one for one in self.times if one.key == key or not key), None)


@dataclass(frozen=True, slots=True)
class Hint:
    """One way that a demand hints at: because of its category, and by which words."""

    way: Way
    by_category: bool
    words: tuple[str, ...]

    @property
    def weight(self) -> int:
        """Say how much speaks for it."""
        return BY_CATEGORY * self.by_category + BY_WORD * len(self.words)


class Routes:
    """All the ways, and the kinds of bodies at which they begin."""

    def __init__(self, page: Fields) -> None:
        """Read them in the order of the file; a way without law, mark or check is a fault."""
        page.allow({"version", "bodies", "varies", "ways"})
        names, rows = page.inside("bodies"), page.inside("ways")
        self.version = page.text("version")
        self.bodies = {key: names.words(key) for key in names.names()}
        #: Bodies that have no one address.
        self.varies = frozenset(_texts(page, "varies"))
        if self.varies - set(self.bodies):
            page.refuse(
                Words("varies里有不存在的受理机构", "varies names a body that is not there"),
                Words("请使用bodies中的键。", "Use a key of bodies."),
            )
        self._ways = {code: _way(rows.inside(code), code, self.bodies) for code in rows.names()}
        self._page = page

    @classmethod
    def load(cls, path: Path) -> Routes:
        """Read routes.yaml."""
        return cls(Fields.of_file(path))

    def changed(self, rows: Mapping[str, Mapping[str, object]]) -> Routes:
        """Return these ways with some rows written otherwise, and new ones after them."""
        known = self._page.inside("ways")
        ways = known.plain()
        for code, row in rows.items():
            ways[code] = {**(known.inside(code).plain() if code in known else {}), **row}
        return Routes(Fields(ROWS, "", self._page.plain() | {"ways": ways}))

    def __contains__(self, code: str) -> bool:
        return code in self._ways

    def all(self) -> tuple[Way, ...]:
        """Return every way, in the order of the file."""
        return tuple(self._ways.values())

    def find(self, code: str) -> Way:
        """Return a way by its code, or refuse."""
        found = self._ways.get(code)
        if found is None:
            raise NoSuchWay(code=code)
        return found

    def suggest(self, text: str, category: str = "") -> list[Hint]:
        """Return the ways that a category or a word hints at, likeliest first."""
        hints = []
        for way in self._ways.values():
            words = tuple(word for word in way.words if word in text)
            by_category = category in way.categories
            if words or by_category:
                hints.append(Hint(way, by_category, words))
        return sorted(hints, key=lambda hint: -hint.weight)


def urgency(on: date, today: date) -> Urgency:
    """Say how near a last day is."""
    left = (on - today).days
    if left < 0:
        return Urgency.PAST
    return Urgency.NOW if left <= NOW else Urgency.SOON if left <= SOON else Urgency.CALM


def _way(fields: Fields, code: str, bodies: Mapping[str, Words]) -> Way:
    fields.allow(WAY)
    standing = fields.choice("standing", Standing) if "standing" in fields else Standing.OUT
    route = fields.number("route") if standing is Standing.OUT else 0
    if standing is Standing.OUT and route not in range(1, 6):
        fields.refuse(
            Words("route写的是{route}", "its route is {route}"),
            Words(
                "请写《信访工作条例》第三十一条的项，从1到5。",
                "Use an item of art. 31 from 1 to 5.",
            ),
            route=route,
        )
    body = fields.text("body")
    if body not in bodies:
        fields.refuse(
            Words("body写的是{body!r}，没有名称", "its body is {body!r}, which has no name"),
            Words("请把它加进bodies。", "Add it to bodies."),
            body=body,
        )
    categories = _texts(fields, "categories")
    strange = [one for one in categories if one not in TAXONOMY]
    if strange:
        fields.refuse(
            Words("没有{one!r}这个类别", "nobody knows the category {one!r}"),
            Words("请使用taxonomy.yaml中的类别。", "Use one of taxonomy.yaml."),
            one=strange[0],
        )
    return Way(
        code=code,
        title=fields.words("title"),
        standing=standing,
        route=route,
        body=body,
        times=_times(fields),
        authority=fields.words("authority"),
        papers=fields.words("papers"),
        refused=fields.words("refused"),
        aid=fields.flag("aid", default=False),
        basis=fields.words("basis"),
        mark=fields.choice("mark", Mark),
        checked_on=fields.day("checked_on"),
        categories=categories,
        words=_texts(fields, "words"),
        note=fields.words_or_none("note"),
    )


def _times(fields: Fields) -> tuple[Time, ...]:
    if "limits" not in fields:
        return ()
    inside = fields.inside("limits")
    return tuple(_time(inside.inside(key), key) for key in inside.names())


def _time(fields: Fields, key: str) -> Time:
    fields.allow(TIME)
    said = fields.text("span")
    number, _, measure = said.partition(" ")
    if not number.isdecimal() or measure not in set(Measure):
        fields.refuse(
            Words("span写的是{said!r}", "its span is {said!r}"),
            Words(
                "请写成这样：60 days、6 months、1 years。",
                "Write it like: 60 days, 6 months, 1 years.",
            ),
            said=said,
        )
    span = Span(int(number), Measure(measure))
    note = fields.words_or_none("note")
    return Time(key, span, fields.words("from"), fields.words("basis"), note)


def _texts(fields: Fields, key: str) -> tuple[str, ...]:
    return tuple(str(one) for one in fields.sequence(key))


class RoutesInForce(Routes):
    """The ways that count: those of the file, with what was published since."""

    def __init__(self, routes: Routes) -> None:
        """Begin with the ways of the file."""
        self.files = routes
        self.adopt(routes)

    def adopt(self, routes: Routes) -> None:
        """Count by these from now on, in the whole process."""
        self.version, self.bodies, self.varies = routes.version, routes.bodies, routes.varies
        self._ways, self._page = routes._ways, routes._page  # noqa: SLF001 - of our own kind


ROUTES = RoutesInForce(Routes.load(Path(__file__).parent / ROWS))
