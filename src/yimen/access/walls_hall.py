"""The walls of the hall: places and screens are public, a ticket is its holder's and the hall's.

Visits are written by the acts behind the walls (`behind_walls`): a person who is sent on to the
next point leaves the sight of whoever sent her.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Q

from yimen.access.actor import Role
from yimen.access.scopes import EVERYWHERE, Scope
from yimen.access.walls import (
    Wall,
    either,
    empty,
    everywhere,
    in_area,
    mine,
    other_than,
    where,
    whole,
    with_code,
)

HERE = in_area()
EVERYBODY = everywhere(*Role)
#: Which points a role serves, beside the guides, who send people everywhere.
SERVES: Mapping[Role, tuple[str, ...]] = {
    Role.RECEPTIONIST: ("registration", "screening", "guidance", "handling"),
    Role.SCREENER: ("registration", "screening", "guidance", "handling"),
    Role.HANDLER: ("handling",),
    Role.LAWYER: ("legal_aid",),
    Role.COUNSELLOR: ("support",),
    Role.MEDIATOR: ("mediation",),
}
SYSTEM_ALONE = everywhere(Role.SYSTEM)
ADMIN: dict[Role, Scope] = {Role.SYSTEM_ADMIN: EVERYWHERE, Role.SYSTEM: EVERYWHERE}
#: Nobody but its counsellor, and whoever guides people in the hall, learns who waits for support;
#: once the stay there is over, nobody does.
NO_SUPPORT = whole(HERE, other_than("point", "support"))
STILL_HERE = whole(HERE, where("point", "support"), empty("ended_at"))
#: A number that is missing among all the others would tell where it is. Who looks at the whole
#: therefore sees sums, and who works at some points sees the numbers of those.
TICKETS: dict[Role, Scope] = {
    Role.RECEPTIONIST: either(NO_SUPPORT, STILL_HERE),
    Role.SCREENER: whole(HERE, either(*(where("point", one) for one in SERVES[Role.SCREENER]))),
    Role.HANDLER: whole(HERE, where("point", "handling")),
    Role.LAWYER: whole(HERE, where("point", "legal_aid")),
    Role.COUNSELLOR: STILL_HERE,
    Role.MEDIATOR: whole(HERE, where("point", "mediation")),
    Role.VISITOR: with_code(),
    Role.SYSTEM: EVERYWHERE,
}


def _of_my_ticket(table: str) -> Scope:
    return Scope(
        "the ticket is of my code",
        lambda a: Q(ticket__code_blind=a.code) if a.code else Q(pk__in=[]),
        f"exists (select 1 from hall_ticket t where t.id = {table}.ticket_id"  # noqa: S608  # our own names
        " and t.code_blind = nullif(current_setting('app.code', true), ''))",
    )


#: Who may take a ticket for somebody, and send people where they are helped.
GUIDES = frozenset({Role.RECEPTIONIST, Role.SCREENER})
#: Who goes out, and who looks at what was done there.
OUT = (Role.RECEPTIONIST, Role.SCREENER, Role.LAWYER, Role.COUNSELLOR, Role.MEDIATOR)
OUTINGS: dict[Role, Scope] = {
    **dict.fromkeys((*OUT, Role.SUPERVISOR, Role.LEADER), HERE),
    Role.SYSTEM: EVERYWHERE,
}
HALL: Mapping[str, Wall] = {
    "hall_place": Wall(see=EVERYBODY, add=ADMIN, change=ADMIN),
    "hall_hours": Wall(see=EVERYBODY, add=ADMIN, remove=ADMIN),
    "hall_closure": Wall(see=EVERYBODY, add=ADMIN, remove=ADMIN),
    "hall_window": Wall(see=EVERYBODY, add=ADMIN, change=ADMIN),
    # Counts are kept behind the walls, by the acts; how few came for support is nobody's to count.
    "hall_line": Wall(
        see=dict.fromkeys(Role, other_than("point", "support"))
        | everywhere(Role.RECEPTIONIST, Role.COUNSELLOR, Role.VISITOR, Role.SYSTEM),
        add=SYSTEM_ALONE,
        change=SYSTEM_ALONE,
    ),
    "hall_roll": Wall(see=SYSTEM_ALONE, add=SYSTEM_ALONE, change=SYSTEM_ALONE),
    "hall_ticket": Wall(see=TICKETS, add=SYSTEM_ALONE, change=SYSTEM_ALONE),
    # What was said at a window is for whoever said it, read with the code of the slip.
    "hall_turn": Wall(
        see={role: mine("staff_id") for role in SERVES}
        | {
            Role.VISITOR: whole(_of_my_ticket("hall_turn"), other_than("point", "support")),
            Role.SYSTEM: EVERYWHERE,
        },
        add=SYSTEM_ALONE,
        change=SYSTEM_ALONE,
    ),
    # Nobody of the house reads who rated, or one rating: sums of ten and more leave the walls.
    "hall_visitrating": Wall(
        see={Role.VISITOR: _of_my_ticket("hall_visitrating"), Role.SYSTEM: EVERYWHERE},
        add=SYSTEM_ALONE,
        change=SYSTEM_ALONE,
    ),
    "hall_channel": Wall(see=EVERYBODY, add=ADMIN, change=ADMIN, remove=ADMIN),
    "hall_outing": Wall(see=OUTINGS, add=SYSTEM_ALONE, change=SYSTEM_ALONE),
    # Counted by hand, without names: one's own, and summed up by the counters.
    "hall_tally": Wall(
        see=dict.fromkeys(SERVES, mine("by_id")) | {Role.SYSTEM: EVERYWHERE},
        add=SYSTEM_ALONE,
        change=SYSTEM_ALONE,
    ),
    "hall_appointment": Wall(
        see={
            Role.RECEPTIONIST: either(
                NO_SUPPORT, whole(HERE, where("point", "support"), where("state", "booked"))
            ),
            Role.SCREENER: NO_SUPPORT,
            Role.VISITOR: with_code(),
            Role.SYSTEM: EVERYWHERE,
        },
        add=SYSTEM_ALONE,
        change=SYSTEM_ALONE,
    ),
}
