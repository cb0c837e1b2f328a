"""New facts: from the petitioner, at any counter, at any time."""

from __future__ import annotations

import pytest
from tests import make
from tests.acts import after
from tests.make import District

from yimen.access.actor import Actor
from yimen.casework.actions.ask_reopen import ask_reopen
from yimen.casework.reopening import LookedAtAlready, NothingNew


def test_only_petitioner_and_receptionist_and_screener_may(district: District):
    case = make.a_petition(district, "rechecked")

    def do(by: Actor) -> object:
        return ask_reopen(
            case.demand, news="检测报告证明电缆不合格", by=by, at=make.on("2025-07-01")
        )

    with after.nothing_changes():
        tried = after.outcomes(case, do)
    assert {who for who, what in tried.items() if what == "done"} == {
        "petitioner",
        "receptionist",
        "screener",
    }


def test_what_was_handed_in_is_answered_before_more_is_asked(district: District):
    case = make.a_petition(district, "news")
    with after.nothing_changes(), pytest.raises(LookedAtAlready):
        ask_reopen(
            case.demand, news="又有一份检测报告", by=case.petitioner, at=make.on("2025-07-02")
        )


def test_nothing_written_is_nothing_new(district: District):
    case = make.a_petition(district, "rechecked")
    with after.nothing_changes(), pytest.raises(NothingNew):
        ask_reopen(case.demand, news="  ", by=case.petitioner, at=make.on("2025-07-02"))
