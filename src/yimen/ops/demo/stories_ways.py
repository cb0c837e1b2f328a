"""The deeds of stories that go another lawful way: the sheet, the notice, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from yimen.access.rls import act_as
from yimen.base.time import local_day
from yimen.casework.actions.accepted_there import accepted_there
from yimen.casework.actions.come_back import come_back
from yimen.casework.actions.follow_up import follow_up
from yimen.casework.actions.route_out import route_out
from yimen.casework.actions.weigh import Weighing, weigh
from yimen.casework.filing import Elsewhere
from yimen.casework.queries.ways import direction, kept_sheet
from yimen.registry.models import Demand

if TYPE_CHECKING:
    from yimen.ops.demo.story import Story

#: What has been done by the time such a story stands where it is left; each goes on from the last.
SCREENED = ("register", "screen", "weigh")
DONE = {
    "weighed": SCREENED,
    "routed_out": (*SCREENED, "route_out"),
    "asked_again": (*SCREENED, "route_out", "follow_up"),
    "closed_routed": (*SCREENED, "route_out", "accepted_there"),
    "come_back": (*SCREENED, "route_out", "come_back"),
}


def _since(story: Story) -> date:
    """Return from when her time runs: so many days before today."""
    return date.fromordinal(local_day(story.now).toordinal() - story.about["there"]["since"])


def _weigh(story: Story) -> None:
    by, at, there = story.actors("screener", "bureau"), story.at("weigh"), story.about["there"]
    for demand in story.demands:
        weighing = Weighing(
            is_here=there.get("here", False),
            way=there["way"],
            begins=there.get("begins", ""),
            since=_since(story),
            note=there.get("note", ""),
        )
        weigh(demand, weighing=weighing, by=by, at=at)


def _route_out(story: Story) -> None:
    by, at = story.actors("screener", "bureau"), story.at("route_out")
    for pk in story.demands:
        act_as(by)
        demand = Demand.objects.select_related("petition").get(pk=pk)
        sheet = kept_sheet(demand)
        if sheet is None:
            continue
        filled: dict[str, Any] = direction(demand.petition, sheet)
        elsewhere = Elsewhere(**filled, way=sheet.way, begins=sheet.begins)
        route_out(pk, elsewhere=elsewhere, reason=story.about["there"]["reason"], by=by, at=at)


def _heard(act: Callable[..., object], deed: str, fact: str) -> Callable[[Story], None]:
    def do(story: Story) -> None:
        by, at = story.actors("screener", "bureau"), story.at(deed)
        for demand in story.demands:
            act(demand, **{fact: story.about["there"]["heard"]}, by=by, at=at)

    return do


DEEDS: dict[str, Callable[[Story], None]] = {
    "weigh": _weigh,
    "route_out": _route_out,
    "follow_up": _heard(follow_up, "follow_up", "words"),
    "accepted_there": _heard(accepted_there, "accepted_there", "words"),
    "come_back": _heard(come_back, "come_back", "reason"),
}
