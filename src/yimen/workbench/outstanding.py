"""Which button of a matter stands out: the next step of its road, and nothing beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yimen.law.moves import Move, State
from yimen.workbench.sending import ASIDE

if TYPE_CHECKING:
    from yimen.casework.queries.open_acts import OpenAct
    from yimen.registry.models import Demand

DANGER = frozenset(
    {
        Move.DECLINE, Move.REFUSE_EXTENSION, Move.RETURN_OPINION, Move.REFUSE_HEARING,
        Move.REFUSE_RECUSAL, Move.DECLINE_REVIEW, Move.RETURN_REVIEW, Move.REFUSE_REOPEN,
    }
)  # fmt: skip
#: What is done beside the road: never the button that stands out. The last are no moves.
BESIDE = ASIDE | frozenset(
    {
        Move.TELL_LATER, Move.WEIGH, Move.HAND_OVER, Move.RECATEGORISE, Move.INVESTIGATE,
        Move.ASK_HEARING, Move.ASK_RECUSAL, Move.ASK_REVIEW, Move.ASK_RECHECK, Move.ASK_REOPEN,
        Move.KEEP_SETTLEMENT, Move.RESUME_SETTLED, Move.WITHDRAW,
        "attach", "link", "refer", "join", "part", "bring_along", "add_roster", "offer_aftercare",
        "miss_reply", "flag_unclear", "clear_unclear",
    }
)  # fmt: skip
#: The one way of article 31 on which a claim is forwarded and answered here.
PETITION_PROCEDURE = 6
SENDS = frozenset({Move.FORWARD, Move.ASSIGN})


def is_beside(act: OpenAct, demand: Demand | None) -> bool:
    """Say whether an act is done beside the road, as the demand stands; `None`: the whole matter.

    A demand that is screened is sent where it belongs, unless it came back from there; one that
    nobody handles is given to somebody first.
    """
    if demand is None:
        return act.move in BESIDE
    if act.move == Move.HAND_OVER:
        return demand.handler_id is not None or demand.state != State.HANDLING
    goes_elsewhere = demand.route not in {None, PETITION_PROCEDURE}
    if act.move == Move.SCREEN:
        return bool(demand.category) and not (goes_elsewhere and _came_back(demand))
    return act.move in BESIDE or (goes_elsewhere and act.move in SENDS)


def _came_back(demand: Demand) -> bool:
    """Say whether the body on the other way did not take it up."""
    return any(heard.outcome == heard.Outcome.REFUSED for heard in demand.follow_ups.all())
