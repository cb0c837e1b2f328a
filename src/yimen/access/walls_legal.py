"""The walls of the legal room: the client's own lawyer, and the client, and nobody else."""

from __future__ import annotations

from collections.abc import Mapping

from yimen.access.actor import Role
from yimen.access.scopes import Scope
from yimen.access.walls import Wall, everywhere, mine, of_my_organ, whole, with_code

SYSTEM_ALONE = everywhere(Role.SYSTEM)
CLIENTS: dict[Role, Scope] = {
    # A lawyer who now works for another office has no clients in the former one.
    Role.LAWYER: whole(mine("lawyer_id"), of_my_organ("organ_id")),
    Role.VISITOR: with_code(),
    **SYSTEM_ALONE,
}


def _with_it(*roles: Role) -> Wall:
    return Wall(
        see=everywhere(*roles, Role.SYSTEM),
        add=SYSTEM_ALONE,
        change=SYSTEM_ALONE,
        follows=("legal_consultation", "consultation_id"),
    )


LEGAL: Mapping[str, Wall] = {
    "legal_consultation": Wall(see=CLIENTS, add=SYSTEM_ALONE, change=SYSTEM_ALONE),
    "legal_side": _with_it(Role.LAWYER),
    "legal_check": Wall(see={Role.LAWYER: mine("lawyer_id"), **SYSTEM_ALONE}, add=SYSTEM_ALONE),
    "legal_opinion": _with_it(Role.LAWYER, Role.VISITOR),
    "legal_aid": _with_it(Role.LAWYER, Role.VISITOR),
    "legal_handover": _with_it(Role.LAWYER, Role.VISITOR),
}
