"""Not accepting a request: the head of the reviewing organ, in writing."""

from __future__ import annotations

from tests import make
from tests.acts import after
from tests.make import District

from yimen.access.actor import Actor
from yimen.casework.actions.decline_review import decline_review
from yimen.casework.guards import AnotherOrgansTurn, WrongStage
from yimen.casework.queries.matter import matter_for


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


def test_its_page_is_refused_once_the_request_was_accepted_or_is_anothers(district: District):
    case = make.a_petition(district, "review_asked")
    at = make.on("2025-04-15")

    def refusal(who: str) -> object:
        act = matter_for(district[who], "decline_review", case.petition, case.demand, at=at)
        return type(act.refusal)

    assert refusal("review_head") is type(None)
    assert refusal("head") is AnotherOrgansTurn
    make.DEEDS["accept_review"](case, make.Way())
    assert refusal("review_head") is WrongStage
