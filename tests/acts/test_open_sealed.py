"""Opening the letter of an accusation: where it is kept, for a reason that is kept too."""

from __future__ import annotations

import pytest
from tests import lanes, make
from tests.acts import after
from tests.make import District

from yimen.casework.actions.open_sealed import open_sealed
from yimen.casework.guards import SayWhy

AT = make.when("propose_release")
WHY = "填写问题摘要"


def test_only_where_it_is_kept(district: District):
    case = make.a_petition(district, "released", kind="accusation")
    lanes.investigator(district)
    with after.nothing_changes():
        tried = after.outcomes(
            case, lambda by: open_sealed(case.petition, reason=WHY, by=by, at=AT)
        )
    assert {who for who, what in tried.items() if what == "done"} <= {
        "screener",
        "petitioner",
        "system",
    }
    assert tried["screener"] == "done"


def test_a_reason_is_needed(district: District):
    case = make.a_petition(district, "screened", kind="accusation")
    with after.nothing_changes(), pytest.raises(SayWhy):
        open_sealed(case.petition, reason="", by=district["screener"], at=AT)


def test_it_says_what_she_wrote_and_who_she_is(district: District):
    case = make.a_petition(district, "screened", kind="accusation")
    said = open_sealed(case.petition, reason=WHY, by=district["screener"], at=AT)
    assert said.demands[0].request == "请修好河湾社区东门一段的路灯"
    assert said.people[0].name
