"""Serving a review: the reviewing organ, or the petitioner who reads it."""

from __future__ import annotations

from tests import make
from tests.acts import after
from tests.make import District

from yimen.access.actor import Actor
from yimen.casework.actions.serve_review import serve_review


def test_only_petitioner_and_reviewer_may(district: District):
    case = make.a_petition(district, "review_signed")

    def do(by: Actor) -> object:
        return serve_review(
            case.demand,
            method="platform" if by.role == "petitioner" else "in_person",
            proved=make.SIGNED,
            by=by,
            at=make.on("2025-04-25"),
        )

    with after.nothing_changes():
        tried = after.outcomes(case, do)
    assert {who for who, what in tried.items() if what == "done"} == {"petitioner", "reviewer"}
