"""What the acts on people and organs take and give back: shapes only, no rules."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What an organ tells citizens and other organs of itself.

    `competence` holds keys of the taxonomy's list; `profile` is a local profile of stricter limits.
    `guide` is its superior department (0 for none); led by it alone when `is_vertical`.
    """

    competence: list[str] = field(default_factory=list)
    address: str = ""
    phone: str = ""
    hours: str = ""
    profile: str = ""
    has_reception: bool = False
    guide: int = 0
    is_vertical: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Admitted:
    """A person who can sign in, once, with this password; it is shown once and kept nowhere."""

    staff: int
    username: str
    password: str
