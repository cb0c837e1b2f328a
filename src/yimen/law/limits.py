"""Every time limit in every version: read from limits.yaml and profiles/, never written in code."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from yimen.base.errors import Refused
from yimen.law import limits_file
from yimen.law.limit import Anchor, Bearer, Limit, Mark, Profile, Step, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable

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


class Limits:
    """All limits, all versions, with the local profiles beside them."""

    def __init__(self, limits: Iterable[Limit], profiles: Iterable[Profile] = ()) -> None:
        """Keep the versions of each limit, oldest first, by name and by id."""
        self._versions: dict[str, tuple[Limit, ...]] = {}
        for limit in sorted(limits, key=lambda version: version.in_force_from):
            self._versions[limit.name] = (*self._versions.get(limit.name, ()), limit)
        self._by_id = {versions[0].id: name for name, versions in self._versions.items()}
        self._profiles = {profile.name: profile for profile in profiles}

    @classmethod
    def load(cls, folder: Path = HERE) -> Limits:
        """Read limits.yaml and profiles/*.yaml; a limit without its law does not load."""
        return cls(*limits_file.read(folder))

    def names(self) -> tuple[str, ...]:
        """Name every limit: those of the law in the order of their ids, then each profile's."""
        return tuple(sorted(self._versions, key=self._order))

    def statutory(self) -> tuple[str, ...]:
        """Name the limits that run everywhere."""
        return tuple(name for name in self.names() if not self._versions[name][0].profile)

    def profiles(self) -> tuple[str, ...]:
        """Name the local profiles."""
        return tuple(sorted(self._profiles))

    def about(self, profile: str) -> Profile:
        """Return the place of a profile and its source."""
        if profile not in self._profiles:
            raise NoSuchProfile(profile=profile, known=", ".join(self.profiles()))
        return self._profiles[profile]

    def profile(self, profile: str) -> tuple[Limit, ...]:
        """Return the limits of a profile, each in its latest version."""
        self.about(profile)
        latest = (self.latest(name) for name in self.names())
        return tuple(limit for limit in latest if limit.profile == profile)

    def versions(self, name: str) -> tuple[Limit, ...]:
        """Return every version of a limit, oldest first; the name may be an id such as C09."""
        found = self._versions.get(name) or self._versions.get(self._by_id.get(name, ""))
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

    def runs_on(self, name: str, day: date) -> bool:
        """Say whether this limit existed on `day`."""
        return self.in_force(name, day) is not None

    def on(self, name: str, day: date) -> Limit:
        """Return the version in force on `day`, or refuse."""
        version = self.in_force(name, day)
        if version is None:
            raise NoLimitThen(name=name, day=day.isoformat())
        return version

    def beside(self, name: str, profile: str) -> Limit:
        """Return the limit of the same name that a profile runs beside the law's."""
        self.about(profile)
        own = (
            f"{profile}.{self.versions(name)[0].name}" if self._knows(name) else f"{profile}.{name}"
        )
        if own not in self._versions:
            raise NotInProfile(profile=profile, name=name)
        return self.latest(own)

    def _knows(self, name: str) -> bool:
        return name in self._versions or name in self._by_id

    def _order(self, name: str) -> tuple[str, str]:
        first = self._versions[name][0]
        return (first.profile, first.id)


LIMITS = Limits.load()
