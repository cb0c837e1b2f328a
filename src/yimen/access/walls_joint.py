"""The walls of the joint sessions: who sits at the table, whose area it is, and the petitioner."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Q

from yimen.access.actor import Actor, Role
from yimen.access.scopes import EVERYWHERE, Scope
from yimen.access.walls import (
    Wall,
    among,
    among_organs,
    code_among,
    either,
    everywhere,
    in_area,
)


def _of_her_petition() -> Scope:
    """Rows of the petition that the query code opens; PostgreSQL asks under its own policy."""

    def rows(actor: Actor) -> Q:
        return Q(petition__code_blind=actor.code) if actor.code else Q(pk__in=[])

    return Scope(
        "of my petition",
        rows,
        "exists (select 1 from registry_petition q where q.id = joint_session.petition_id"
        " and q.code_blind = nullif(current_setting('app.code', true), '') offset 0)",
    )


EVERYBODY = everywhere(*Role)
ADMIN: dict[Role, Scope] = everywhere(Role.SYSTEM_ADMIN, Role.SYSTEM)
SYSTEM_ALONE = everywhere(Role.SYSTEM)
AT_THE_TABLE = among("staff")
SESSIONS: dict[Role, Scope] = {
    Role.RECEPTIONIST: in_area(),
    Role.SCREENER: in_area(),
    Role.SUPERVISOR: in_area(),
    Role.LEADER: in_area(),
    Role.HANDLER: either(AT_THE_TABLE, among_organs("organs")),
    Role.HEAD: either(AT_THE_TABLE, among_organs("organs")),
    Role.LAWYER: AT_THE_TABLE,
    Role.COUNSELLOR: AT_THE_TABLE,
    Role.MEDIATOR: AT_THE_TABLE,
    Role.PETITIONER: _of_her_petition(),
    Role.VISITOR: code_among("codes"),
    Role.SYSTEM: EVERYWHERE,
}


def _with_it(see: Mapping[Role, Scope]) -> Wall:
    return Wall(
        see=see, add=SYSTEM_ALONE, change=SYSTEM_ALONE, follows=("joint_session", "session_id")
    )


JOINT: Mapping[str, Wall] = {
    "joint_room": Wall(see=EVERYBODY, add=ADMIN, change=ADMIN),
    "joint_session": Wall(see=SESSIONS, add=SYSTEM_ALONE, change=SYSTEM_ALONE),
    "joint_invitation": _with_it(everywhere(*SESSIONS)),
    "joint_commitment": _with_it(everywhere(*SESSIONS)),
    "joint_moved": _with_it(everywhere(*SESSIONS)),
    "joint_visit": _with_it({who: EVERYWHERE for who in SESSIONS if who is not Role.VISITOR}),
}
