"""Which lawful way: the screening sheet, and following what was guided to another one."""

from __future__ import annotations

from collections.abc import Mapping

from yimen.law.states import State
from yimen.law.steps import Move, Starts, Step, Stops, stays, to

WAYS: Mapping[Move, Step] = {
    # The sheet decides nothing; it keeps the day on which her time elsewhere ends. A new sheet
    # replaces that day, so the limit stops and starts in one step.
    Move.WEIGH: Step(
        ways=stays(State.REGISTERED, State.OBJECTED, State.DISPATCHED, State.ROUTED_OUT),
        article="22, 31",
        stops=(Stops("elsewhere"),),
        starts=(Starts("elsewhere"),),
        paper="guidance_sheet",
    ),
    # Nobody knows yet: it is asked again.
    Move.FOLLOW_UP: Step(
        ways=stays(State.ROUTED_OUT),
        article="31",
        stops=(Stops("follow_up"),),
        starts=(Starts("follow_up"),),
    ),
    Move.ACCEPTED_THERE: Step(
        ways=to(State.CLOSED_ROUTED, State.ROUTED_OUT),
        article="31",
        stops=(Stops("follow_up"), Stops("elsewhere")),
    ),
}
