"""Rating: by the petitioner alone, changeable for a while, sealed from those it rates."""

from __future__ import annotations

from datetime import date

import pytest
from tests import make
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import SYSTEM, Actor
from yimen.access.rls import act_as
from yimen.casework.actions.rate import rate
from yimen.casework.guards import NoSuchChoice, NotServedYet, RatesAnother, RatingClosed
from yimen.casework.queries.file import ratings_of
from yimen.casework.rating_paper import rating_paper
from yimen.documents.paper import Paper
from yimen.registry.models import Rating

AT = make.on("2025-04-01")


def rated(case: Case, by: Actor | None = None, **change: object) -> None:
    given = {"organ": case.district.housing.pk, "level": "satisfied", "reasons": "", "at": AT}
    rate(case.petition, by=by or case.petitioner, **(given | change))


def test_only_the_petitioner_may_rate(district: District):
    case = make.a_petition(district, "served")
    with after.nothing_changes():
        tried = after.outcomes(case, lambda by: rated(case, by))
    assert tried == {"petitioner": "done", "system": "done"}


def test_the_record_says_that_and_not_what(district: District):
    case = make.a_petition(district, "served")
    queued = after.jobs()
    rated(case, level="dissatisfied", reasons=" 太慢 ")
    assert after.new_lines(case, 11) == [
        {"kind": "rate", "demands": [1], "role": "petitioner", "organ": district.housing.pk}
    ]
    act_as(SYSTEM)
    row = Rating.objects.get(petition=case.petition)
    assert (row.organ_id, row.level, row.reasons, row.at) == (
        district.housing.pk,
        "dissatisfied",
        "太慢",
        AT,
    )
    assert after.clocks(case.demand)["rating"] == ("2025-03-27", "2025-04-27", "2025-04-01")
    assert after.jobs() == queued
    assert after.differences(case) == []


def test_it_can_be_changed_while_the_period_runs(district: District):
    case = make.a_petition(district, "served")
    rated(case)
    rated(case, level="basically", at=make.on("2025-04-27"))
    act_as(SYSTEM)
    assert Rating.objects.get(petition=case.petition).level == "basically"
    assert [line.kind for line in after.lines(case)][-2:] == ["rate", "rate"]
    assert after.differences(case) == []


def test_bureau_and_organ_are_rated_each_for_itself(district: District):
    case = make.a_petition(district, "served")
    rated(case, organ=district.bureau.pk)
    # The rating of the bureau leaves the organ's own period running.
    assert "rating" in after.running(case.demand)
    rated(case, level="dissatisfied")
    act_as(SYSTEM)
    assert {(r.organ_id, r.level) for r in Rating.objects.filter(petition=case.petition)} == {
        (district.bureau.pk, "satisfied"),
        (district.housing.pk, "dissatisfied"),
    }
    assert after.differences(case) == []


def test_after_the_last_day_it_is_closed_and_silence_stays_silence(district: District):
    case = make.a_petition(district, "served")
    with after.nothing_changes(), pytest.raises(RatingClosed) as refused:
        rated(case, at=make.on("2025-04-28"))
    assert refused.value.facts["due"] == date(2025, 4, 27)
    act_as(SYSTEM)
    assert not Rating.objects.filter(petition=case.petition).exists()


@pytest.mark.parametrize("until", ["lodged", "handled", "printed", "declined"])
def test_there_is_nothing_to_rate_before_the_answer_was_served(district: District, until: str):
    case = make.a_petition(district, until)
    with after.nothing_changes(), pytest.raises((NotServedYet, RatesAnother)):
        rated(case)


def test_a_concluded_matter_keeps_its_rating(district: District):
    case = make.a_petition(district, "served")
    rated(case)
    make.walk(case, "concluded", begin="served")
    with after.nothing_changes(), pytest.raises(RatingClosed):
        rated(case, at=make.on("2025-05-07"))


def test_only_organs_of_this_file_are_rated(district: District):
    case = make.a_petition(district, "served")
    with after.nothing_changes(), pytest.raises(RatesAnother):
        rated(case, organ=district.urban.pk)


def test_there_are_three_levels(district: District):
    case = make.a_petition(district, "served")
    with after.nothing_changes(), pytest.raises(NoSuchChoice):
        rated(case, level="very satisfied")


def test_it_is_sealed_from_those_it_rates(district: District):
    case = make.a_petition(district, "served")
    rated(case, level="dissatisfied")
    sees = set()
    for part, actor in (district.officers | {"petitioner": case.petitioner}).items():
        act_as(actor)
        if Rating.objects.filter(petition=case.petition).exists():
            sees.add(part)
        assert bool(ratings_of(actor, case.petition)) is (part in sees)
    assert sees == {"supervisor", "leader", "petitioner"}


def test_under_review_it_is_still_the_organ_that_answered_which_is_rated(district: District):
    case = make.a_petition(district, "review_accepted")
    assert make.demands_of(case)[0].owner_id != district.housing.pk
    act_as(SYSTEM)
    form = rating_paper(case.petitioner, case.petition, at=make.on("2025-04-20"))
    assert f"{district.housing.name} {district.bureau.name}" in _rated_on(form)
    rated(case, at=make.on("2025-04-20"))
    assert after.clocks(case.demand)["rating"][2] == "2025-04-20"
    assert after.differences(case) == []


def _rated_on(form: Paper) -> str:
    rows = [row for block in form.blocks for row in block.rows]
    return " ".join(row.text for row in rows if row.label == "评价对象")
