"""Taking a request back: the petitioner alone."""

from __future__ import annotations

from tests import make
from tests.acts import after
from tests.make import District

from yimen.access.actor import Actor
from yimen.casework.actions.withdraw_review import withdraw_review


def test_only_petitioner_may(district: District):
    case = make.a_petition(district, "review_accepted")

    def do(by: Actor) -> object:
        return withdraw_review(case.demand, by=by, at=make.on("2025-04-16"))

    with after.nothing_changes():
        tried = after.outcomes(case, do)
    assert {who for who, what in tried.items() if what == "done"} == {"petitioner"}
