"""The walls of the bureau's advice: its own people, and the organ that is to answer."""

from __future__ import annotations

from collections.abc import Mapping

from yimen.access.actor import Role
from yimen.access.scopes import EVERYWHERE, Scope
from yimen.access.walls import Wall, everywhere, of_my_organ, other_than, whole

SYSTEM_ALONE = everywhere(Role.SYSTEM)
OURS = of_my_organ("bureau_id")
#: What is not signed has reached nobody.
TO_US = whole(of_my_organ("organ_id"), other_than("state", "draft"))
ADVICE: dict[Role, Scope] = {
    Role.SCREENER: OURS,
    Role.SUPERVISOR: OURS,
    Role.HEAD: TO_US,
    # That somebody should be held accountable is for the head alone.
    Role.HANDLER: whole(TO_US, other_than("kind", "hold_accountable")),
    Role.SYSTEM: EVERYWHERE,
}
#: On which petitions it rests, only the bureau knows.
BUREAU = everywhere(Role.SCREENER, Role.SUPERVISOR, Role.SYSTEM)


def _with_it(see: Mapping[Role, Scope], column: str = "advice_id") -> Wall:
    return Wall(
        see=see, add=SYSTEM_ALONE, change=SYSTEM_ALONE, follows=("supervision_advice", column)
    )


SUPERVISION: Mapping[str, Wall] = {
    "supervision_advice": Wall(see=ADVICE, add=SYSTEM_ALONE, change=SYSTEM_ALONE),
    # A draft that is written anew may rest on other petitions.
    "supervision_citation": Wall(
        see=BUREAU,
        add=SYSTEM_ALONE,
        remove=SYSTEM_ALONE,
        follows=("supervision_advice", "advice_id"),
    ),
    "supervision_round": _with_it(everywhere(*ADVICE)),
    "documents_officeletter": _with_it(everywhere(*ADVICE), "subject"),
}
