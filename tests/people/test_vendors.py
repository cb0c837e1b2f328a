"""Contractors: posts that end with the contract, and access that ends with them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from tests.people.folk import (
    AT,
    DAY,
    KEEPER,
    SECURITY,
    a_person,
    an_officer,
    an_organ,
)

from yimen.access.actor import Role
from yimen.access.policy import NotYourDuty
from yimen.base.errors import NotFound
from yimen.base.time import local_day, now
from yimen.people import vendors
from yimen.people.actions.give_post import give_post
from yimen.people.actions.set_vendor import (
    Contract,
    ContractBackwards,
    ServiceMissing,
    VendorTaken,
    set_vendor,
)
from yimen.people.guards import NameMissing, NotEntrusted, OutsideContract
from yimen.people.models import Post, Vendor
from yimen.people.queries import posts_of

pytestmark = pytest.mark.django_db
END = DAY + timedelta(days=90)
GOOD = {"name": "心安社会工作服务中心", "service": "心理服务", "starts_on": DAY, "ends_on": END}


def a_vendor(vendor: int = 0, **more: object) -> Vendor:
    contract = Contract(**{**GOOD, **more})  # type: ignore[arg-type]  # as the test likes
    return set_vendor(contract=contract, vendor=vendor, by=SECURITY, at=AT)


def hired(role: str = "counsellor", **more: object) -> Post:
    given = {"starts_on": DAY, "vendor": (Vendor.objects.first() or a_vendor()).pk, **more}
    staff, organ = a_person().pk, an_organ().pk
    return give_post(staff, role=role, organ=organ, by=SECURITY, at=AT, **given)  # type: ignore[arg-type]  # as above


def test_a_post_under_a_contract_ends_with_it_at_the_latest() -> None:
    assert hired().ends_on == END
    sooner = DAY + timedelta(days=5)
    assert hired(ends_on=sooner).ends_on == sooner
    for wrong in (
        {"ends_on": END + timedelta(days=1)},
        {"starts_on": DAY - timedelta(days=1)},
        {"starts_on": END},
    ):
        with pytest.raises(OutsideContract):
            hired(**wrong)
    with pytest.raises(NotFound):
        hired(vendor=9_999)


@pytest.mark.parametrize("role", ["handler", "head", "screener", "security_admin"])
def test_who_decides_is_nobodys_contractor(role: str) -> None:
    with pytest.raises(NotEntrusted):
        hired(role)


def test_a_contract_that_ends_sooner_takes_its_posts_along_and_a_longer_one_leaves_them() -> None:
    one, short = hired(), hired(ends_on=DAY + timedelta(days=5))
    today = DAY + timedelta(days=10)
    a_vendor(one.vendor_id, ends_on=today)
    one.refresh_from_db()
    short.refresh_from_db()
    assert (one.ends_on, short.ends_on) == (today, DAY + timedelta(days=5))
    assert posts_of(one.staff_id, today - timedelta(days=1))
    assert posts_of(one.staff_id, today) == []  # from the next click on
    a_vendor(one.vendor_id, ends_on=END)
    one.refresh_from_db()
    assert one.ends_on == today


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"name": " "}, NameMissing),
        ({"service": ""}, ServiceMissing),
        ({"ends_on": DAY}, ContractBackwards),
    ],
)
def test_a_contract_says_who_what_and_how_long(
    wrong: dict[str, object], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        a_vendor(**wrong)
    a_vendor()
    with pytest.raises(VendorTaken):
        a_vendor()
    with pytest.raises(NotYourDuty):
        set_vendor(contract=Contract(**GOOD), by=KEEPER, at=AT)  # type: ignore[arg-type]  # as above
    with pytest.raises(NotFound):
        a_vendor(9_999)


def test_what_ends_first_stands_first() -> None:
    later = hired()
    sooner = hired("lawyer", ends_on=DAY + timedelta(days=5))
    found = vendors.ending(SECURITY, DAY)
    assert [one.staff for one in found] == [sooner.staff_id, later.staff_id]
    assert {one.vendor for one in found} == {GOOD["name"]}


def test_the_security_administrator_keeps_contracts_and_gives_posts_under_them() -> None:
    by = Client()
    by.force_login(an_officer(Role.SECURITY_ADMIN))
    today = local_day(now())
    typed = {name: str(value) for name, value in GOOD.items()}
    typed |= {"starts_on": str(today), "ends_on": str(today + timedelta(days=30))}
    assert by.post("/desk/people/vendors/new/", typed | {"service": ""}).status_code == 422
    assert by.post("/desk/people/vendors/new/", typed).status_code == 302
    assert by.post("/desk/people/vendors/new/", typed).status_code == 409
    vendor, staff = Vendor.objects.get(), a_person("何欢")
    post = {"role": "counsellor", "organ": an_organ().pk, "region": "", "vendor": vendor.pk}
    post |= {"starts_on": str(today), "ends_on": ""}
    assert by.post(f"/desk/people/{staff.pk}/post/", post).status_code == 302
    assert "心安社会工作服务中心" in by.get(f"/desk/people/{staff.pk}/").content.decode()
    page = by.get("/desk/people/vendors/").content.decode()
    assert "何欢" in page
    over = typed | {"starts_on": str(today - timedelta(days=1)), "ends_on": str(today)}
    assert by.post(f"/desk/people/vendors/{vendor.pk}/", over).status_code == 302
    assert posts_of(staff.pk, today) == []
    assert "合同已到期" in by.get("/desk/people/vendors/").content.decode()
