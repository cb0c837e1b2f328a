"""The lists of a desk: which demands each holds, in which order, and who has which."""

from __future__ import annotations

from dataclasses import dataclass

from yimen.access.actor import Role
from yimen.law.moves import State
from yimen.registry.models import Opinion


@dataclass(frozen=True, slots=True)
class Listing:
    """One list of a desk: which demands `d` of petitions `p` it holds, and in which order.

    What is one organ's or one person's own needs no other rule; the rest asks the policy's.
    """

    holds: str
    order: tuple[str, ...] = ("d.due_on", "d.id")
    type: str = "date"
    is_newest_first: bool = False
    is_own: bool = True
    source: str = "registry_demand d join registry_petition p on p.id = d.petition_id"


_ORGANS = "d.owner_id = %(organ)s::text::bigint"
_DUE = "d.due_on is not null"
_OPINIONS = (
    "d.petition_id in (select o.petition_id from registry_opinion o"
    " where o.organ_id = %(organ)s::text::bigint and o.stage = '{}')"
)
_ASKED = "d.id in (select e.demand_id from registry_extension e where e.decision = 'asked')"

_REVIEWS = (
    f"d.state in ('{State.REVIEW}', '{State.RECHECK}') and d.petition_id in"  # noqa: S608  # our own words
    " (select r.petition_id from registry_review r"
    " where r.organ_id = %(organ)s::text::bigint and r.stage in ('asked', 'submitted'))"
)

_MINE = Listing(f"d.handler_id = %(actor)s::text::bigint and {_DUE}")
_ORGAN = Listing(f"{_ORGANS} and {_DUE}")
_UNASSIGNED = Listing(f"{_ORGANS} and {_DUE} and d.handler_id is null")
_NEW = ", ".join(f"'{state}'" for state in (State.RECEIVED, State.REGISTERED, State.OBJECTED))
#: Said as a truth, so that it is walked by date; by its three states all of it would be sorted.
#: What was settled and waits here has new facts that somebody must look at.
_SETTLED = f"'{State.CONCLUDED}', '{State.CLOSED_FINAL}'"
_TO_SCREEN = Listing(f"{_ORGANS} and {_DUE} and (d.state in ({_NEW}, {_SETTLED})) is true")
_TO_CHECK = Listing(
    f"{_ORGANS} and {_DUE} and d.state = '{State.OPINION_REVIEW}'"
    f" and {_OPINIONS.format(Opinion.Stage.SUBMITTED.value)}"
)
_TO_DECIDE = Listing(
    f"{_ORGANS} and {_DUE} and (d.state = '{State.DISPATCHED}' or {_ASKED} or {_REVIEWS}"
    f" or d.state = '{State.OPINION_REVIEW}' and {_OPINIONS.format(Opinion.Stage.CHECKED.value)})"
)
_ELSEWHERE = Listing(f"{_ORGANS} and {_DUE} and (d.state = '{State.ROUTED_OUT}') is true")
#: Hearings and recusals that wait for this organ's head: few, and each table has an index of them;
#: where the head of an organ below is meant, the demand is another's.
_HEAD_ASKED = Listing(
    f"{_DUE} and d.id in ("  # noqa: S608  # our own words
    "select h.demand_id from registry_hearing h"
    " where h.organ_id = %(organ)s::text::bigint and h.decision = 'waiting'"
    " union all select r.demand_id from registry_recusal r"
    " where r.organ_id = %(organ)s::text::bigint and r.decision = 'waiting')"
)
_ANSWERED = Listing(
    f"{_ORGANS} and d.due_on is null", ("d.entered_at", "d.id"), "timestamptz", is_newest_first=True
)
_AREA = Listing(_DUE, is_own=False)
#: Petitions with an open referral have an index of their own; their demands stay together.
_ROOM = Listing(
    f"p.rooms <> '{{}}' and p.due_on is not null and {_DUE}",
    ("p.due_on", "p.id", "d.id"),
    is_own=False,
    source="registry_petition p join registry_demand d on d.petition_id = p.id",
)

#: Which lists each role's desk has; the first is what it opens with.
VIEWS: dict[Role, dict[str, Listing]] = {
    Role.RECEPTIONIST: {"to_screen": _TO_SCREEN, "elsewhere": _ELSEWHERE, "area": _AREA},
    Role.SCREENER: {"to_screen": _TO_SCREEN, "elsewhere": _ELSEWHERE, "area": _AREA},
    Role.HANDLER: {
        "mine": _MINE, "unassigned": _UNASSIGNED, "organ": _ORGAN, "answered": _ANSWERED,
    },
    Role.LEGAL_CHECKER: {"to_check": _TO_CHECK, "organ": _ORGAN, "answered": _ANSWERED},
    Role.HEAD: {
        "to_decide": _TO_DECIDE, "asked": _HEAD_ASKED, "organ": _ORGAN, "answered": _ANSWERED,
    },
    Role.SUPERVISOR: {"area": _AREA},
    Role.LEADER: {"area": _AREA},
    Role.LAWYER: {"area": _ROOM},
    Role.MEDIATOR: {"area": _ROOM},
}  # fmt: skip
