"""Every table of every room and watcher with its wall; a test names the table that has none."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Q

from yimen.access.actor import Actor, Role
from yimen.access.walls import Wall, in_area
from yimen.access.walls_care import CARE, MANAGERS
from yimen.access.walls_hall import GUIDES, HALL, OUT, SERVES
from yimen.access.walls_heart import HEART
from yimen.access.walls_joint import JOINT
from yimen.access.walls_legal import LEGAL
from yimen.access.walls_mediation import MEDIATION
from yimen.access.walls_people import PEOPLE, TELL
from yimen.access.walls_supervision import SUPERVISION
from yimen.base.errors import NotFound

WALLS: Mapping[str, Wall] = {
    **HALL, **MEDIATION, **HEART, **LEGAL, **JOINT, **CARE, **SUPERVISION, **PEOPLE,
}  # fmt: skip

_WATCH = frozenset({Role.SUPERVISOR, Role.LEADER})
_ORGANS = frozenset({Role.HANDLER, Role.HEAD})
#: Whose work is where in the rooms; which rows are theirs there, the walls say. Pages ask here, and
#: so do acts that begin with no row.
ROOM_DUTIES: dict[str, frozenset[Role]] = {
    "hall.serve": frozenset(SERVES),
    "hall.enter": frozenset(SERVES) | _WATCH,
    "hall.guide": GUIDES,
    "hall.watch": _WATCH | {Role.RECEPTIONIST},
    # A visitor rates the visit; whoever sits at a window is not told, not even in sums.
    "hall.rate": frozenset({Role.VISITOR}),
    "hall.quality": _WATCH,
    # What somebody is to be told by telephone.
    "calls.make": frozenset(TELL),
    # What is done outside the house, and the posters that show every way.
    "outings.go": frozenset(OUT),
    "outings.see": frozenset(OUT) | _WATCH,
    "posters.print": frozenset(OUT) | _WATCH | {Role.SYSTEM_ADMIN},
    "mediation.work": frozenset({Role.MEDIATOR}),
    "legal.work": frozenset({Role.LAWYER}),
    "legal.count": _WATCH | {Role.LAWYER, Role.SYSTEM},
    "heart.work": frozenset({Role.COUNSELLOR}),
    # Of a contact that was missed: the room and the counsellor, and never the client.
    "heart.late": frozenset({Role.SUPERVISOR}),
    "care.help": frozenset({Role.COUNSELLOR}),
    "care.groups": MANAGERS,
    # Who receives petitioners calls people together; an organ's handler or head speaks for it.
    "joint.call": GUIDES,
    "joint.speak": _ORGANS,
    "joint.visit": GUIDES | _ORGANS | {Role.LAWYER},
    "joint.see": GUIDES | _ORGANS | _WATCH | {Role.LAWYER, Role.MEDIATOR, Role.COUNSELLOR},
    # How much the rooms did: sums, and never a row.
    "rooms.count": _WATCH | {Role.SYSTEM},
}


def require_counting(by: Actor) -> None:
    """Let go on only who may know how much the rooms did; the sums are made behind their walls.

    Raises:
        NotFound: this is not theirs to know.
    """
    require_room(by, "rooms.count")


def require_room(by: Actor, duty: str) -> None:
    """Let go on only whose work it is; for anybody else the room is not there.

    Raises:
        NotFound: it is not theirs.
    """
    if by.role not in ROOM_DUTIES[duty]:
        raise NotFound


def counted(by: Actor, area: str = "area") -> Q:
    """Return of which rows somebody may know the sum: those of the own area; the system, all.

    Raises:
        NotFound: this is not theirs to know.
    """
    require_counting(by)
    return Q() if by.role is Role.SYSTEM else in_area(area).rows(by)


def counted_apart(by: Actor, area: str = "area") -> Q:
    """Return the same where a sum is shown of ten people and more: of the own level alone.

    Whoever took the sum of a street from that of its district would learn of fewer.

    Raises:
        NotFound: this is not theirs to know.
    """
    require_counting(by)
    return Q() if by.role is Role.SYSTEM else Q(**{area: by.area})
