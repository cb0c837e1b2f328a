"""What the table of permissions means: which rows, for whom, on both sides."""

from __future__ import annotations

import re
from functools import cache

from django.db.models import Q

from yimen.access.actor import ADMINISTRATORS, Actor, Role
from yimen.access.permissions import POLICY
from yimen.access.rooms import ROOM_DUTIES
from yimen.access.scopes import NONE, by_role
from yimen.base.errors import Refused

__all__ = [
    "DUTIES", "ENTRUSTED", "POLICY", "NotYourDuty", "asking", "ever", "excludes", "may", "require",
    "rows", "sql", "where",
]  # fmt: skip


class NotYourDuty(Refused):
    """Your post does not include this work. Change to the post that does, if you hold one."""


# What needs no petition: who may open the pages of administration, and do what is on them.
DUTIES: dict[str, frozenset[Role]] = {
    # Accounts and posts; the command line does the same as the system, to begin with.
    "people.manage": frozenset({Role.SECURITY_ADMIN, Role.SYSTEM}),
    "organs.manage": frozenset({Role.SYSTEM_ADMIN, Role.SYSTEM}),
    # The library of norms, and changes to our own rules: one person proposes, another publishes.
    "norms.manage": frozenset({Role.SYSTEM_ADMIN}),
    "law.read": frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.SYSTEM}),
    "law.propose": frozenset({Role.SYSTEM_ADMIN}),
    "law.publish": frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN}),
    # What the administrators did, and who read which file.
    "administration.audit": frozenset({Role.AUDIT_ADMIN}),
    "readings.audit": frozenset({Role.AUDIT_ADMIN}),
    # Limits that were missed under seal: the organ above hears of them, and of nothing else.
    "sealed.watch": frozenset({Role.SUPERVISOR, Role.HEAD, Role.LEADER}),
    # The bureau's three kinds of advice (art. 40): one person drafts, another signs; the organ's
    # head answers. Whose advice it is, the wall of its table says.
    "advice.draft": frozenset({Role.SCREENER, Role.SUPERVISOR}),
    "advice.sign": frozenset({Role.SUPERVISOR}),
    "advice.check": frozenset({Role.SCREENER, Role.SUPERVISOR}),
    "advice.receive": frozenset({Role.HANDLER, Role.HEAD}),
    "advice.answer": frozenset({Role.HEAD}),
    "advice.watch": frozenset({Role.SYSTEM}),
    "petition.lodge": frozenset(
        {Role.RECEPTIONIST, Role.SCREENER, Role.HANDLER, Role.PETITIONER, Role.SYSTEM}
    ),
    **ROOM_DUTIES,
}


#: Where a rule for PostgreSQL reads from a setting who asks.
_SETTING = re.compile(r"current_setting\('app\.(\w+)', true\)")


def rows(actor: Actor, permission: str) -> Q:
    """Return the petitions this actor may touch; none, unless a line above says so."""
    return POLICY[permission].get(actor.role, NONE).rows(actor)


def where(actor: Actor, permission: str) -> str:
    """Return the same rule as a condition for SQL of our own, with `asking()` as its parameters."""
    return _where(actor.role, permission)


@cache
def _where(role: Role, permission: str) -> str:
    return _SETTING.sub(r"%(\1)s::text", POLICY[permission].get(role, NONE).sql)


def asking(actor: Actor) -> dict[str, str]:
    """Return who asks, by the names under which the rules know it."""
    return {
        "role": actor.role.value,
        "actor": str(actor.id),
        "organ": str(actor.organ),
        "area": actor.area,
        "code": actor.code,
    }


def may(actor: Actor, duty: str) -> bool:
    """Say whether this role has a duty that concerns no single petition."""
    return actor.role in DUTIES[duty]


def require(actor: Actor, duty: str) -> None:
    """Let go on only who has this duty.

    Raises:
        NotYourDuty: the role has it not.
    """
    if not may(actor, duty):
        raise NotYourDuty


def excludes(one: Role, other: Role) -> bool:
    """Say whether one person may not hold both roles at once: an administrator is nothing else."""
    return one != other and not ADMINISTRATORS.isdisjoint({one, other})


#: Work that may be entrusted to a contractor: none that decides on a petition, or on who may what.
ENTRUSTED = frozenset({Role.LAWYER, Role.COUNSELLOR, Role.MEDIATOR, Role.SYSTEM_ADMIN})


def ever(actor: Actor, permission: str) -> bool:
    """Say whether this role has the permission for any petition at all."""
    return actor.role in POLICY[permission]


def sql(permission: str) -> str:
    """Return the same rule as the expression of a PostgreSQL row policy."""
    return by_role((who, scope.short or scope.sql) for who, scope in POLICY[permission].items())
