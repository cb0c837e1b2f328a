"""Every time limit in every version: read from limits.yaml and profiles/, never written in code."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from yimen.base.errors import Refused
from yimen.law import limits_file
from yimen.law.limit import Anchor, Bearer, Limit, Mark, Profile, Step, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = [
    "LIMITS",
    "Anchor",
    "Bearer",
    "Limit",
    "Limits",
    "Mark",
    "NoLimitThen",
    "NoSuchLimit",
    "NoSuchProfile",
    "NotInProfile",
    "Profile",
    "Step",
    "Unit",
]

HERE = Path(__file__).parent


class NoSuchLimit(Refused):
    """There is no time limit called "{name}". Choose one of these: {known}."""


class NoLimitThen(Refused):
    """limits.yaml: "{name}": no version in force on {day}. Add one, or check the date."""


class NoSuchProfile(Refused):
    """There is no local profile called "{profile}". Choose one of these: {known}."""


class NotInProfile(Refused):
    """The profile "{profile}" sets no limit of its own for "{name}". Leave the profile out."""


@dataclass(frozen=True, slots=True)
class Book:
    """What a set of limits holds: the versions by name, the names by id, the profiles."""

    versions: Mapping[str, tuple[Limit, ...]]
    by_id: Mapping[str, str]
    profiles: Mapping[str, Profile]


class Limits:
    """All limits, all versions, with the local profiles beside them."""

    def __init__(self, limits: Iterable[Limit], profiles: Iterable[Profile] = ()) -> None:
        """Keep the versions of each limit, oldest first, by name and by id."""
        found: dict[str, tuple[Limit, ...]] = {}
        for limit in sorted(limits, key=lambda version: version.in_force_from):
            found[limit.name] = (*found.get(limit.name, ()), limit)
        by_id = {versions[0].id: name for name, versions in found.items()}
        self._book = Book(found, by_id, {profile.name: profile for profile in profiles})

    @classmethod
    def load(cls, folder: Path = HERE) -> Limits:
        """Read limits.yaml and profiles/*.yaml; a limit without its law does not load."""
        return cls(*limits_file.read(folder))

    def book(self) -> Book:
        """Return what it holds."""
        return self._book

    def changed(self, limits: Iterable[Limit], profiles: Iterable[Profile] = ()) -> Limits:
        """Return these limits with more versions, which take the place of those of the same day."""
        held, added = self.book(), list(limits)
        anew = {(limit.name, limit.in_force_from) for limit in added}
        kept = [one for versions in held.versions.values() for one in versions]
        kept = [one for one in kept if (one.name, one.in_force_from) not in anew]
        return Limits([*kept, *added], [*held.profiles.values(), *profiles])

    def names(self) -> tuple[str, ...]:
        """Name every limit: those of the law in the order of their ids, then each profile's."""
        return tuple(sorted(self.book().versions, key=self._order))

    def statutory(self) -> tuple[str, ...]:
        """Name the limits that run everywhere."""
        return tuple(name for name in self.names() if not self.book().versions[name][0].profile)

    def profiles(self) -> tuple[str, ...]:
        """Name the local profiles."""
        return tuple(sorted(self.book().profiles))

    def about(self, profile: str) -> Profile:
        """Return the place of a profile and its source."""
        if profile not in self.book().profiles:
            raise NoSuchProfile(profile=profile, known=", ".join(self.profiles()))
        return self.book().profiles[profile]

    def profile(self, profile: str) -> tuple[Limit, ...]:
        """Return the limits of a profile, each in its latest version."""
        self.about(profile)
        latest = (self.latest(name) for name in self.names())
        return tuple(limit for limit in latest if limit.profile == profile)

    def versions(self, name: str) -> tuple[Limit, ...]:
        """Return every version of a limit, oldest first; the name may be an id such as C09."""
        book = self.book()
        found = book.versions.get(name) or book.versions.get(book.by_id.get(name, ""))
        if found is None:
            raise NoSuchLimit(name=name, known=", ".join(self.names()))
        return found

    def latest(self, name: str) -> Limit:
        """Return the newest version, to ask what it would have meant before it was in force."""
        return self.versions(name)[-1]

    def in_force(self, name: str, day: date) -> Limit | None:
        """Return the version in force on `day`, or nothing where the rule did not exist yet."""
        for version in reversed(self.versions(name)):
            if version.in_force_from <= day:
                return version
        return None

    def applicable(self, name: str, day: date) -> Limit:
        """Return the version in force on `day`; the newest where the rule did not exist yet."""
        return self.in_force(name, day) or self.latest(name)

    def runs_on(self, name: str, day: date) -> bool:
        """Say whether this limit existed on `day`."""
        return self.in_force(name, day) is not None

    def on(self, name: str, day: date) -> Limit:
        """Return the version in force on `day`, or refuse."""
        version = self.in_force(name, day)
        if version is None:
            raise NoLimitThen(name=name, day=day)
        return version

    def beside(self, name: str, profile: str) -> Limit:
        """Return the limit of the same name that a profile runs beside the law's."""
        self.about(profile)
        own = (
            f"{profile}.{self.versions(name)[0].name}" if self._knows(name) else f"{profile}.{name}"
        )
        if own not in self.book().versions:
            raise NotInProfile(profile=profile, name=name)
        return self.latest(own)

    def _knows(self, name: str) -> bool:
        return name in self.book().versions or name in self.book().by_id

    def _order(self, name: str) -> tuple[str, str]:
        first = self.book().versions[name][0]
        return (first.profile, first.id)


class LimitsInForce(Limits):
    """The limits that count: of the files and what was published since, or those being tried."""

    def __init__(self, limits: Limits) -> None:
        """Begin with the limits of the files."""
        self.files = limits
        self._book = limits.book()
        self._tried: ContextVar[Book | None] = ContextVar("limits", default=None)

    def book(self) -> Book:
        """Return what counts here and now."""
        return self._tried.get() or self._book

    def adopt(self, limits: Limits) -> None:
        """Count by these from now on, in the whole process."""
        self._book = limits.book()

    @contextmanager
    def instead(self, limits: Limits) -> Iterator[None]:
        """Count by these within a block, and nowhere else."""
        before = self._tried.set(limits.book())
        try:
            yield
        finally:
            self._tried.reset(before)


LIMITS = LimitsInForce(Limits.load())
