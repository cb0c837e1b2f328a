"""Who is asking, and in which capacity."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a post lets a person do. A person acts in one post at a time."""

    RECEPTIONIST = "receptionist"
    SCREENER = "screener"
    HANDLER = "handler"
    LEGAL_CHECKER = "legal_checker"
    HEAD = "head"
    SUPERVISOR = "supervisor"
    LEADER = "leader"
    LAWYER = "lawyer"
    COUNSELLOR = "counsellor"
    MEDIATOR = "mediator"
    SYSTEM_ADMIN = "system_admin"
    SECURITY_ADMIN = "security_admin"
    AUDIT_ADMIN = "audit_admin"
    PETITIONER = "petitioner"  # holds a query code; no post
    VISITOR = "visitor"  # holds a code of the hall or of a room; no post
    STRANGER = "stranger"  # anybody at all; no post
    SYSTEM = "system"  # the worker, an import, a replay; no post


WITHOUT_POST = frozenset({Role.PETITIONER, Role.VISITOR, Role.STRANGER, Role.SYSTEM})
POSTS = tuple(role for role in Role if role not in WITHOUT_POST)
ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person or machine, reduced to what the rules need to know.

    `id`, `post` and `organ` are row numbers, 0 for none; `area` is a region's path with both
    slashes, `/` for the whole; `code` is the blind index of a petitioner's query code.
    """

    role: Role
    id: int = 0
    post: int = 0
    organ: int = 0
    area: str = ""
    code: str = ""


STRANGER = Actor(role=Role.STRANGER)
SYSTEM = Actor(role=Role.SYSTEM, area="/")
