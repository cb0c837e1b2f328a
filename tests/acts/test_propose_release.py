"""The issue sheet: the matter, without the person who reports it."""

from __future__ import annotations

import pytest
from tests import lanes, make
from tests.acts import after
from tests.cast import CITIZEN
from tests.make import District

from yimen.casework.accusing import (
    GoesToTheAccused,
    NobodyAccused,
    NotForThisOrgan,
    SheetNamesHer,
    SheetTooShort,
)
from yimen.casework.actions.propose_release import propose_release

AT = make.when("propose_release")


def proposed(case: make.Case, sheet: str = lanes.SHEET, organ: str = "supervisory") -> None:
    to, by = case.district.organs[organ].pk, case.district["screener"]
    propose_release(case.demand, sheet=sheet, to=to, by=by, at=AT)


def test_first_it_is_known_whom_it_accuses(district: District):
    case = make.a_petition(district, "screened", kind="accusation")
    with after.nothing_changes(), pytest.raises(NobodyAccused):
        proposed(case)


@pytest.mark.parametrize(
    ("organ", "refusal"),
    [("urban_management", GoesToTheAccused), ("housing", NotForThisOrgan)],
)
def test_no_accused_and_no_other_organ_receives_it(
    district: District, organ: str, refusal: type[Exception]
):
    case = make.a_petition(district, "accused_named", kind="accusation")
    with after.nothing_changes(), pytest.raises(refusal):
        proposed(case, organ=organ)


@pytest.mark.parametrize(
    "secret", [CITIZEN.name, CITIZEN.phone, f"{CITIZEN.phone[:3]} {CITIZEN.phone[3:]}"]
)
def test_nothing_in_it_points_to_who_reports_it(district: District, secret: str):
    case = make.a_petition(district, "accused_named", kind="accusation")
    if not secret.strip():
        return
    with after.nothing_changes(), pytest.raises(SheetNamesHer):
        proposed(case, sheet=f"{lanes.SHEET}联系{secret}")


def test_a_sheet_says_something(district: District):
    case = make.a_petition(district, "accused_named", kind="accusation")
    with after.nothing_changes(), pytest.raises(SheetTooShort):
        proposed(case, sheet="贪污")
