"""Drafting a review: the reviewer alone."""

from __future__ import annotations

from tests import make
from tests.acts import after
from tests.make import District

from yimen.access.actor import Actor
from yimen.casework.actions.draft_review import draft_review


def test_only_reviewer_may(district: District):
    case = make.a_petition(district, "review_accepted")

    def do(by: Actor) -> object:
        return draft_review(case.demand, draft=make.a_review(case), by=by, at=make.on("2025-04-22"))

    with after.nothing_changes():
        tried = after.outcomes(case, do)
    assert {who for who, what in tried.items() if what == "done"} == {"reviewer"}
