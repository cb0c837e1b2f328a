"""The walls of the care room: what somebody who works here asks for is theirs and their helper's.

No leader, head or administrator sees a row; they get figures of a group, of ten people and more.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Q
from django.db.models.functions import Now

from yimen.access.actor import POSTS, Role
from yimen.access.scopes import EVERYWHERE, Scope
from yimen.access.walls import Wall, either, everywhere, mine, where, whole

EVERY_POST: dict[Role, Scope] = everywhere(*POSTS, Role.SYSTEM)
SYSTEM_ALONE = everywhere(Role.SYSTEM)
#: Names of a workshop are its organiser's until the night after it; then nobody's.
NOT_YET_CLOSED = Scope(
    "closes_at is to come", lambda _: Q(closes_at__gt=Now()), "closes_at > clock_timestamp()"
)
OWN_OR_ORGANISED = either(mine("staff_id"), whole(mine("organiser_id"), NOT_YET_CLOSED))
FREE_OR_OWN = either(where("state", "free"), mine("staff_id"))
OWN = mine("staff_id")
#: To whom the figures of groups are shown.
MANAGERS = frozenset({Role.HEAD, Role.SUPERVISOR, Role.LEADER, Role.COUNSELLOR})
#: What colleagues entrust to a counsellor is there in that post, and ends with it.
ENTRUSTED = mine("counsellor_id")


def _every_post(scope: Scope, counsellor: Scope | None = None) -> Wall:
    helper = {Role.COUNSELLOR: either(scope, counsellor)} if counsellor else {}
    return Wall(
        see={**dict.fromkeys(POSTS, scope), **helper, Role.SYSTEM: EVERYWHERE},
        add=SYSTEM_ALONE,
        change=SYSTEM_ALONE,
        remove=SYSTEM_ALONE,
    )


CARE: Mapping[str, Wall] = {
    "care_slot": _every_post(FREE_OR_OWN, ENTRUSTED),
    "care_event": Wall(see=EVERY_POST, add=SYSTEM_ALONE, change=SYSTEM_ALONE),
    "care_signup": _every_post(OWN_OR_ORGANISED),
    "care_check": _every_post(OWN, ENTRUSTED),
}
