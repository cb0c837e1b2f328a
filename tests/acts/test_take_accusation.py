"""Taking up an accusation: the competent organ, a named person."""

from __future__ import annotations

import pytest
from tests import lanes, make
from tests.acts import after
from tests.make import District

from yimen.casework.accusing import NoAccusation
from yimen.casework.actions.take_accusation import take_accusation

AT = make.when("take_accusation")


def test_the_organ_that_received_the_sheet_takes_it_up(district: District):
    case = make.a_petition(district, "released", kind="accusation")
    investigator = lanes.investigator(district)
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: take_accusation(case.demand, by=by, at=AT))
    assert set(tried) == {"discipline_handler", "discipline_head", "system"}
    take_accusation(case.demand, handler=investigator.id, by=investigator, at=AT)
    assert make.demand_of(case).handler_id == investigator.id


def test_a_claim_is_no_accusation(district: District):
    case = make.a_petition(district, "dispatched")
    with after.nothing_changes(), pytest.raises(NoAccusation):
        take_accusation(case.demand, by=district["handler"], at=AT)
