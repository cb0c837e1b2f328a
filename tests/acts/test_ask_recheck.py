"""Asking for a recheck: once, of the organ above the reviewing one."""

from __future__ import annotations

from tests import make
from tests.acts import after
from tests.make import District

from yimen.access.actor import Actor
from yimen.casework.actions.ask_recheck import ask_recheck


def test_the_petitioner_may_and_a_counter_for_her_and_nobody_else(district: District):
    case = make.a_petition(district, "reviewed")

    def asked(by: Actor) -> object:
        at = make.on("2025-05-12")
        return ask_recheck(case.petition, demands=case.demands, plea=make.PLEA, by=by, at=at)

    with after.nothing_changes():
        tried = after.outcomes(case, asked)
    assert tried == {"petitioner": "done", "receptionist": "done", "screener": "done"}
