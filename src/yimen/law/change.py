"""A change of the rules, written as one file: limits, days of rest, local profiles, ways elsewhere.

A change adds versions and never edits one: what began before its day goes on under the rule of
its own day. The same file is tried on the past, where it counts as if it had always been so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from yimen.base.errors import Refused
from yimen.law import limits_file
from yimen.law.days import Calendars, Days
from yimen.law.limit import Limit, Profile, Unit
from yimen.law.limits import Limits
from yimen.law.reading import BrokenFileError, Fields
from yimen.law.routes import ROUTES, Routes
from yimen.law.words import Words

PARTS = {"title", "from", "limits", "profiles", "calendar", "routes"}
#: What a new version may say otherwise, and how that is read; what it leaves out stays as it was.
READ: Mapping[str, Callable[[Fields, str], object]] = {
    **dict.fromkeys(("law", "paraphrase", "consequence", "design"), Fields.words),
    **dict.fromkeys(("rolls", "at_most", "hearings_excluded"), Fields.flag),
    "days": Fields.number,
    "unit": lambda fields, name: fields.choice(name, Unit),
    "mark": lambda fields, _: limits_file.mark_of(fields),
    "checked_on": Fields.day,
    "breach": Fields.text,
}


class NotAChange(Refused):
    """The change cannot be used: {fault}."""


class ChangesNothing(Refused):
    """The change changes nothing. Name limits, profiles, calendar or routes in it."""


@dataclass(frozen=True, slots=True)
class Change:
    """What one file says: from which day, and what of the rules it changes."""

    title: Words
    starts_on: date
    limits: tuple[Limit, ...]
    profiles: tuple[Profile, ...]
    calendar: Mapping[str, Any]
    ways: Mapping[str, Any]

    @property
    def parts(self) -> tuple[str, ...]:
        """Name the parts of the rules that it changes."""
        held = {"limits": self.limits, "profiles": self.profiles, "calendar": self.calendar,
                "routes": self.ways}  # fmt: skip
        return tuple(name for name, has in held.items() if has)

    def on_limits(self, limits: Limits, since: date | None = None) -> Limits:
        """Return the limits with its versions; `since` makes them count from an earlier day."""
        if since is None:
            return limits.changed(self.limits, self.profiles)
        past = [replace(limit, in_force_from=since) for limit in self.limits]
        anew = {limit.name for limit in past}
        held = limits.book()
        kept = [
            one
            for versions in held.versions.values()
            for one in versions
            if one.name not in anew or one.in_force_from < since
        ]
        return Limits([*kept, *past], [*held.profiles.values(), *self.profiles])

    def on_days(self, days: Days) -> Days:
        """Return the days of rest with its own."""
        return days.changed(Fields("calendar", "", self.calendar)) if self.calendar else days

    def on_calendars(self, known: Calendars) -> Calendars:
        """Return the same of every calendar that was ever known, as a trial on the past wants."""
        later = tuple((since, self.on_days(days)) for since, days in known.later)
        return Calendars(self.on_days(known.first), later)

    def on_routes(self, routes: Routes = ROUTES) -> Routes | None:
        """Return the ways elsewhere with its rows in place of theirs, if it changes any."""
        return routes.changed(self.ways) if self.ways else None


def read(text: str, limits: Limits, days: Days) -> Change:
    """Read a change as it was written, against the rules that count now.

    Raises:
        NotAChange, ChangesNothing: it cannot be used; the message names place, fault and remedy.
    """
    try:
        found = _read(Fields.of_text(text, "CHANGE.yaml"), limits)
        found.on_days(days)
        found.on_routes()
    except BrokenFileError as problem:
        said = problem.words
        fault = Words(said.zh.rstrip("。"), said.en.rstrip("."))
        raise NotAChange(fault=fault) from problem
    if not found.parts:
        raise ChangesNothing
    return found


def _read(page: Fields, limits: Limits) -> Change:
    page.allow(PARTS)
    starts_on = page.day("from")
    versions = tuple(_versions(page, limits, starts_on))
    profiles: list[Profile] = []
    ids = dict(limits.book().by_id)
    for one in page.each("profiles"):
        profile, own = limits_file.read_profile(one)
        for limit in own:
            if ids.setdefault(limit.id, limit.name) != limit.name:
                one.refuse(
                    Words("{id}已经是{other}的编号", "{id} names {other} already"),
                    Words("请换一个id。", "Choose another id."),
                    id=limit.id,
                    other=ids[limit.id],
                )
        for limit in own:
            where = one.inside("limits").inside(limit.name.removeprefix(f"{profile.name}."))
            _refuse_laxer(where, limit, limits)
        profiles.append(profile)
        versions += tuple(replace(limit, in_force_from=starts_on) for limit in own)
    rows = page.inside("routes") if "routes" in page else None
    return Change(
        page.words("title"),
        starts_on,
        versions,
        tuple(profiles),
        page.inside("calendar").plain() if "calendar" in page else {},
        {code: dict(rows.inside(code).plain()) for code in rows.names()} if rows else {},
    )


def _versions(page: Fields, limits: Limits, starts_on: date) -> Iterable[Limit]:
    """Yield the new version of each limit that is named: the newest one with what differs."""
    if "limits" not in page:
        return
    named = page.inside("limits")
    for name in named.names():
        newest, fields = limits.latest(name), named.inside(name)
        fields.allow(READ)
        limit = replace(newest, in_force_from=starts_on, steps=(), **_differing(fields))
        if newest.profile:
            _refuse_laxer(fields, limit, limits)
        yield limit


def _differing(fields: Fields) -> dict[str, Any]:
    """Return what a version says, by the names of a limit's own fields."""
    return {name: READ[name](fields, name) for name in fields.names()}


def _refuse_laxer(where: Fields, limit: Limit, limits: Limits) -> None:
    """Hold a local promise against the newest version of the law beside which it runs."""
    limits_file.refuse_laxer(where, limit, limits.book().versions.get(limit.beside, ())[-1:])
