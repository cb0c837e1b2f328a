"""Service beside the road: what is served without a move, and what did not reach its reader."""

from __future__ import annotations

from collections.abc import Mapping

from yimen.law.states import State
from yimen.law.steps import Move, Starts, Step, stays

PROOF: Mapping[Move, Step] = {
    Move.MISS_SERVICE: Step(ways=stays(State.OPINION_ISSUED), article="34, 35"),
    # Whoever is told that a matter is not accepted may ask the organ above, from that day on.
    Move.SERVE_NOTICE: Step(
        ways=stays(State.NOT_ACCEPTED),
        article="23, 35",
        starts=(Starts("review_request"),),
        paper="service_receipt",
    ),
    Move.MISS_PAPER: Step(
        ways=stays(State.NOT_ACCEPTED, State.REVIEW, State.RECHECK), article="23, 35, 36"
    ),
}
