"""Signing a review: the head of the reviewing organ."""

from __future__ import annotations

from tests import make
from tests.acts import after
from tests.make import District

from yimen.access.actor import Actor
from yimen.casework.actions.sign_review import sign_review


def test_only_review_head_may(district: District):
    case = make.a_petition(district, "review_drafted")

    def do(by: Actor) -> object:
        return sign_review(case.demand, by=by, at=make.on("2025-04-23"))

    with after.nothing_changes():
        tried = after.outcomes(case, do)
    assert {who for who, what in tried.items() if what == "done"} == {"review_head"}
