"""Entering whom an accusation names: they and theirs are out from that moment."""

from __future__ import annotations

import pytest
from tests import lanes, make
from tests.acts import after
from tests.make import District

from yimen.access.rls import act_as
from yimen.casework.accusing import (
    AccusesThisOffice,
    GoesToTheAccused,
    NoAccusation,
    NobodyAccused,
)
from yimen.casework.actions.name_accused import name_accused
from yimen.registry.lane import Accused
from yimen.registry.models import Petition

AT = make.when("name_accused")


def named(case: make.Case, *accused: Accused, to: int = 0) -> None:
    name_accused(case.demand, accused=accused, to=to, by=case.district["screener"], at=AT)


def test_only_the_organ_that_keeps_the_letter_names_them(district: District):
    case = make.a_petition(district, "screened", kind="accusation")
    said = lanes.accused(district)
    with after.nothing_changes():
        tried = after.outcomes(
            case, lambda by: name_accused(case.demand, accused=said, by=by, at=AT)
        )
    assert tried == {"screener": "done", "system": "done"}


def test_an_accused_government_bars_all_below_it(district: District):
    case = make.a_petition(district, "screened", kind="accusation")
    government, to = district.organs["government"].pk, district.organs["supervisory"].pk
    with after.nothing_changes(), pytest.raises(GoesToTheAccused):
        named(case, Accused(organ=government), to=to)


def test_a_person_is_barred_in_every_post_and_so_is_what_they_lead(district: District):
    head = make.an_officer(district, "head", district.urban, "史有才")
    case = make.a_petition(district, "screened", kind="accusation")
    named(case, Accused(organ=district.urban.pk, name="史有才"))
    row = make.petition_of(case)
    assert (row.barred, row.barred_staff) == ([district.urban.pk], [head.id])


def test_an_office_that_is_accused_must_hand_it_over(district: District):
    case = make.a_petition(district, "screened", kind="accusation")
    with after.nothing_changes(), pytest.raises(AccusesThisOffice):
        named(case, Accused(organ=district.bureau.pk))
    named(case, Accused(organ=district.bureau.pk), to=district.organs["supervisory"].pk)
    act_as(district["screener"])
    assert not Petition.objects.exists()
    assert [line.kind for line in after.lines(case)][-2:] == ["name_accused", "hand_apart"]


def test_somebody_must_be_accused_and_of_an_accusation(district: District):
    case = make.a_petition(district, "screened", kind="accusation")
    with after.nothing_changes(), pytest.raises(NobodyAccused):
        named(case, Accused(name="只有名字"))


def test_the_lines_name_no_accused(district: District):
    case = make.a_petition(district, "accused_named", kind="accusation")
    assert set(after.lines(case)[-1].facts) == {"accusation"}
    assert NoAccusation
