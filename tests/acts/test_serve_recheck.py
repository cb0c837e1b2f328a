"""Serving a recheck: the last organ, or the petitioner who reads it."""

from __future__ import annotations

from tests import make
from tests.acts import after
from tests.make import District

from yimen.access.actor import Actor
from yimen.casework.actions.serve_recheck import serve_recheck


def test_only_petitioner_and_rechecker_may(district: District):
    case = make.a_petition(district, "recheck_signed")

    def do(by: Actor) -> object:
        return serve_recheck(
            case.demand,
            method="platform" if by.role == "petitioner" else "in_person",
            proved=make.SIGNED,
            by=by,
            at=make.on("2025-05-23"),
        )

    with after.nothing_changes():
        tried = after.outcomes(case, do)
    assert {who for who, what in tried.items() if what == "done"} == {"petitioner", "rechecker"}
