"""Not accepting a request: the head of the reviewing organ, in writing."""

from __future__ import annotations

from tests import make
from tests.acts import after
from tests.make import District

from yimen.access.actor import Actor
from yimen.casework.actions.decline_review import decline_review


def test_only_review_head_may(district: District):
    case = make.a_petition(district, "review_asked")

    def do(by: Actor) -> object:
        return decline_review(
            case.demand,
            ground="other_way",
            reason="理由写在这里",
            where_to_go="法院",
            by=by,
            at=make.on("2025-04-15"),
        )

    with after.nothing_changes():
        tried = after.outcomes(case, do)
    assert {who for who, what in tried.items() if what == "done"} == {"review_head"}
