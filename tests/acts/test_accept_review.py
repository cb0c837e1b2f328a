"""Accepting a request: by the reviewing organ, for clean hands."""

from __future__ import annotations

from tests import make
from tests.acts import after
from tests.make import District

from yimen.access.actor import Actor
from yimen.casework.actions.accept_review import accept_review


def test_only_reviewer_and_review_head_may(district: District):
    case = make.a_petition(district, "review_asked")

    def do(by: Actor) -> object:
        return accept_review(case.demand, by=by, at=make.on("2025-04-15"))

    with after.nothing_changes():
        tried = after.outcomes(case, do)
    assert {who for who, what in tried.items() if what == "done"} == {"reviewer", "review_head"}
