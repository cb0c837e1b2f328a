"""Who may do what: one line each. Nothing else in the code decides this."""

from __future__ import annotations

import re
from functools import cache

from django.db.models import Q

from yimen.access.actor import ADMINISTRATORS, Actor, Role
from yimen.access.scopes import (
    EVERYWHERE,
    IN_MY_AREA,
    NONE,
    RECEIVED_BY_MY_ORGAN,
    REFERRED_TO_MY_ROOM,
    SENT_TO_MY_ORGAN,
    WITH_MY_CODE,
    Scope,
)
from yimen.base.errors import Refused


class NotYourDuty(Refused):
    """Your post does not include this work. Change to the post that does, if you hold one."""


POLICY: dict[str, dict[Role, Scope]] = {
    # The case file as a whole. `read` and `write` are also PostgreSQL's row policies.
    "petition.read": {
        Role.RECEPTIONIST: IN_MY_AREA,
        Role.SCREENER: IN_MY_AREA,
        Role.SUPERVISOR: IN_MY_AREA,
        Role.LEADER: IN_MY_AREA,
        Role.HANDLER: SENT_TO_MY_ORGAN,
        Role.LEGAL_CHECKER: SENT_TO_MY_ORGAN,
        Role.HEAD: SENT_TO_MY_ORGAN,
        Role.LAWYER: REFERRED_TO_MY_ROOM,
        Role.MEDIATOR: REFERRED_TO_MY_ROOM,
        Role.PETITIONER: WITH_MY_CODE,
        Role.SYSTEM: EVERYWHERE,
    },
    "petition.write": {
        Role.RECEPTIONIST: IN_MY_AREA,
        Role.SCREENER: IN_MY_AREA,
        Role.SUPERVISOR: IN_MY_AREA,
        Role.HANDLER: SENT_TO_MY_ORGAN,
        Role.LEGAL_CHECKER: SENT_TO_MY_ORGAN,
        Role.HEAD: SENT_TO_MY_ORGAN,
        Role.PETITIONER: WITH_MY_CODE,
        Role.SYSTEM: EVERYWHERE,
    },
    # The people in it: their names on lists, and what is masked until a reason is given.
    "petition.search_names": {
        Role.RECEPTIONIST: IN_MY_AREA,
        Role.SCREENER: IN_MY_AREA,
        Role.SUPERVISOR: IN_MY_AREA,
        Role.LEADER: IN_MY_AREA,
        Role.HANDLER: SENT_TO_MY_ORGAN,
        Role.LEGAL_CHECKER: SENT_TO_MY_ORGAN,
        Role.HEAD: SENT_TO_MY_ORGAN,
    },
    # A letter says the name that a page may mask.
    "letter.read": {
        Role.RECEPTIONIST: IN_MY_AREA,
        Role.SCREENER: IN_MY_AREA,
        Role.SUPERVISOR: IN_MY_AREA,
        Role.LEADER: IN_MY_AREA,
        Role.HANDLER: SENT_TO_MY_ORGAN,
        Role.LEGAL_CHECKER: SENT_TO_MY_ORGAN,
        Role.HEAD: SENT_TO_MY_ORGAN,
        Role.PETITIONER: WITH_MY_CODE,
    },
    "petition.unmask": {
        Role.RECEPTIONIST: IN_MY_AREA,
        Role.SCREENER: IN_MY_AREA,
        Role.SUPERVISOR: IN_MY_AREA,
        Role.HANDLER: SENT_TO_MY_ORGAN,
    },
    # The query code opens the file as the petitioner: only those who receive her may print it.
    "petition.see_code": {
        Role.RECEPTIONIST: IN_MY_AREA,
        Role.SCREENER: IN_MY_AREA,
        Role.HANDLER: RECEIVED_BY_MY_ORGAN,
        Role.PETITIONER: WITH_MY_CODE,
    },
    "petition.see_readers": {
        Role.SUPERVISOR: IN_MY_AREA,
        Role.HEAD: SENT_TO_MY_ORGAN,
        Role.PETITIONER: WITH_MY_CODE,
    },
    # The acts.
    "petition.register": {
        Role.RECEPTIONIST: IN_MY_AREA,
        Role.SCREENER: IN_MY_AREA,
        Role.HANDLER: SENT_TO_MY_ORGAN,
        Role.SYSTEM: EVERYWHERE,
    },
    "petition.attach": {
        Role.RECEPTIONIST: IN_MY_AREA,
        Role.SCREENER: IN_MY_AREA,
        Role.HANDLER: SENT_TO_MY_ORGAN,
        Role.PETITIONER: WITH_MY_CODE,
        Role.SYSTEM: EVERYWHERE,
    },
    "petition.link": {
        Role.RECEPTIONIST: IN_MY_AREA,
        Role.SCREENER: IN_MY_AREA,
        Role.SYSTEM: EVERYWHERE,
    },
    "letter.reissue": {
        Role.RECEPTIONIST: IN_MY_AREA,
        Role.SCREENER: IN_MY_AREA,
        Role.HANDLER: SENT_TO_MY_ORGAN,
    },
    "petition.refer": {
        Role.RECEPTIONIST: IN_MY_AREA,
        Role.SCREENER: IN_MY_AREA,
        Role.HANDLER: SENT_TO_MY_ORGAN,
    },
    "demand.screen": {
        Role.SCREENER: IN_MY_AREA,
        Role.HANDLER: SENT_TO_MY_ORGAN,
        Role.SYSTEM: EVERYWHERE,
    },
    "demand.dispatch": {Role.SCREENER: IN_MY_AREA, Role.SYSTEM: EVERYWHERE},
    "demand.accept": {
        Role.HANDLER: SENT_TO_MY_ORGAN,
        Role.HEAD: SENT_TO_MY_ORGAN,
        Role.SYSTEM: EVERYWHERE,
    },
    "demand.decline": {Role.HEAD: SENT_TO_MY_ORGAN},
    # The organ objects; whoever sent it there decides, in the act: not the organ that objects.
    "demand.object": {Role.HANDLER: SENT_TO_MY_ORGAN, Role.HEAD: SENT_TO_MY_ORGAN},
    "demand.check_objection": {Role.SCREENER: IN_MY_AREA},
    "demand.route_out": {Role.SCREENER: IN_MY_AREA, Role.HEAD: SENT_TO_MY_ORGAN},
    "demand.come_back": {
        Role.RECEPTIONIST: IN_MY_AREA,
        Role.SCREENER: IN_MY_AREA,
        Role.HANDLER: RECEIVED_BY_MY_ORGAN,
    },
    # Nobody withdraws for the petitioner but a counter that has her wish in writing.
    "petition.withdraw": {
        Role.RECEPTIONIST: IN_MY_AREA,
        Role.SCREENER: IN_MY_AREA,
        Role.PETITIONER: WITH_MY_CODE,
    },
    # What it is about: whoever received and screened it, or whoever handles it; the act says whose.
    "demand.recategorise": {Role.SCREENER: IN_MY_AREA, Role.HANDLER: SENT_TO_MY_ORGAN},
    "demand.hand_over": {Role.HEAD: SENT_TO_MY_ORGAN, Role.HANDLER: SENT_TO_MY_ORGAN},
    "demand.handle": {Role.HANDLER: SENT_TO_MY_ORGAN, Role.SYSTEM: EVERYWHERE},
    "demand.extend": {Role.HEAD: SENT_TO_MY_ORGAN},
    "demand.tell": {Role.SYSTEM: EVERYWHERE},
    "opinion.draft": {Role.HANDLER: SENT_TO_MY_ORGAN, Role.SYSTEM: EVERYWHERE},
    "opinion.check": {Role.LEGAL_CHECKER: SENT_TO_MY_ORGAN, Role.SYSTEM: EVERYWHERE},
    "opinion.return": {Role.LEGAL_CHECKER: SENT_TO_MY_ORGAN, Role.HEAD: SENT_TO_MY_ORGAN},
    "opinion.sign": {Role.HEAD: SENT_TO_MY_ORGAN, Role.SYSTEM: EVERYWHERE},
    "opinion.issue": {
        Role.HANDLER: SENT_TO_MY_ORGAN,
        Role.HEAD: SENT_TO_MY_ORGAN,
        Role.SYSTEM: EVERYWHERE,
    },
    "opinion.serve": {
        Role.HANDLER: SENT_TO_MY_ORGAN,
        Role.PETITIONER: WITH_MY_CODE,
        Role.SYSTEM: EVERYWHERE,
    },
    "demand.execute": {Role.HANDLER: SENT_TO_MY_ORGAN},
    "demand.report_back": {Role.HANDLER: SENT_TO_MY_ORGAN},
    "demand.conclude": {Role.SYSTEM: EVERYWHERE},
    "petition.rate": {Role.PETITIONER: WITH_MY_CODE, Role.SYSTEM: EVERYWHERE},
    # Ratings are sealed from those they rate.
    "rating.read": {
        Role.SUPERVISOR: IN_MY_AREA,
        Role.LEADER: IN_MY_AREA,
        Role.PETITIONER: WITH_MY_CODE,
        Role.SYSTEM: EVERYWHERE,
    },
}

# What needs no petition: who may open the pages of administration, and do what is on them.
DUTIES: dict[str, frozenset[Role]] = {
    # Accounts and posts; the command line does the same as the system, to begin with.
    "people.manage": frozenset({Role.SECURITY_ADMIN, Role.SYSTEM}),
    "organs.manage": frozenset({Role.SYSTEM_ADMIN, Role.SYSTEM}),
    # What the administrators did, and who read which file.
    "administration.audit": frozenset({Role.AUDIT_ADMIN}),
    "readings.audit": frozenset({Role.AUDIT_ADMIN}),
    "petition.lodge": frozenset(
        {Role.RECEPTIONIST, Role.SCREENER, Role.HANDLER, Role.PETITIONER, Role.SYSTEM}
    ),
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


def ever(actor: Actor, permission: str) -> bool:
    """Say whether this role has the permission for any petition at all."""
    return actor.role in POLICY[permission]


def sql(permission: str) -> str:
    """Return the same rule as the expression of a PostgreSQL row policy."""
    role = "current_setting('app.role', true)"
    lines = [f"when '{who}' then {scope.sql}" for who, scope in POLICY[permission].items()]
    return f"case {role} {' '.join(lines)} else false end"
