"""The wall of the messages that go out: whoever telephones for an area sees those to telephone.

They lie below the rooms, so that every room can have somebody told without knowing another room.
"""

from __future__ import annotations

from collections.abc import Mapping

from yimen.access.actor import Role
from yimen.access.scopes import EVERYWHERE
from yimen.access.walls import Wall, everywhere, in_area, where, whole

SYSTEM_ALONE = everywhere(Role.SYSTEM)
TELL = (Role.RECEPTIONIST, Role.MEDIATOR)
PEOPLE: Mapping[str, Wall] = {
    "people_notice": Wall(
        see={role: whole(in_area(), where("told_by", role.value)) for role in TELL}
        | {Role.SYSTEM: EVERYWHERE},
        add=SYSTEM_ALONE,
        change=SYSTEM_ALONE,
        remove=SYSTEM_ALONE,
    ),
}
