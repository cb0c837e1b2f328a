"""The next higher organ, by the kind of the organ that answered (domain: 复查复核 venue)."""

from __future__ import annotations

from datetime import date

import pytest
from tests import make
from tests.make import District

from yimen.people.models import Organ, Region
from yimen.people.superiors import reach, superiors

TODAY = date(2026, 3, 2)


@pytest.fixture
def district(db: None) -> District:  # noqa: ARG001  # the district stands in the database
    return make.a_district()


def organ(district: District, name: str, kind: str, **more: object) -> Organ:
    return Organ.objects.create(name=name, mark=name, kind=kind, region=district.region, **more)


def above(one: Organ) -> list[str]:
    return [found.name for found in superiors(one, TODAY)]


def test_of_a_government_it_is_the_government_above(district: District):
    assert above(district.organs["government"]) == [district.organs["city"].name]


def test_of_a_department_it_is_its_government_or_the_department_above(district: District):
    guide = organ(district, "市住建局", "department")
    department = organ(
        district, "某局", "department", parent=district.organs["government"], guide=guide
    )
    assert above(department) == [district.organs["government"].name, "市住建局"]


def test_of_what_is_led_from_above_alone_it_is_the_department_above(district: District):
    guide = organ(district, "市税务局", "department")
    tax = organ(
        district, "税务局", "department", parent=district.organs["government"], guide=guide,
        is_vertical=True,
    )  # fmt: skip
    assert above(tax) == ["市税务局"]


def test_of_a_street_office_it_is_the_government_that_set_it_up(district: District):
    street = organ(district, "街道办", "street_office", parent=district.organs["government"])
    assert above(street) == [district.organs["government"].name]


def test_of_a_departments_local_office_it_is_that_department_or_its_government(district: District):
    station = organ(district, "住建所", "branch_office", parent=district.housing)
    assert above(station) == [district.housing.name, district.organs["government"].name]


def test_of_an_authorised_organisation_it_is_whoever_runs_it(district: District):
    fund = organ(district, "中心", "institution", parent=district.housing)
    assert above(fund) == [district.housing.name]


def test_nobody_is_above_itself_and_nobody_is_made_up(district: District):
    assert above(organ(district, "某局", "department")) == []


def test_a_place_sends_to_its_own_level_and_below_whoever_of_it_sends(district: District):
    government = district.organs["government"]
    below = Region.objects.create(
        name="某街道", kind="street", parent=district.region, path=f"{district.region.path}jd/"
    )
    street = Organ.objects.create(
        name="街道办", mark="街", kind="street_office", region=below, parent=government
    )
    beside = organ(district, "市住建局", "department", parent=district.organs["city"])
    for sender in (district.bureau, street):
        found = set(reach(sender, TODAY))
        assert {government, district.bureau, district.housing, street} <= found
        assert not found & {beside, district.organs["city"], district.organs["elsewhere"]}


def test_where_there_is_no_bureau_an_organ_sends_below_itself(district: District):
    Organ.objects.filter(kind="bureau").update(ends_on=TODAY, successor=district.housing)
    found = set(reach(district.organs["government"], TODAY))
    assert district.housing in found
    assert district.organs["elsewhere"] not in found
