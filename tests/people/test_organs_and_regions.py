"""Regions as a tree, organs in it, and who answers when an organ ends."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.people.folk import AT, AUDITOR, DAY, KEEPER, SECURITY, a_district, an_organ

from yimen.access.actor import SYSTEM, Actor
from yimen.access.policy import NotYourDuty
from yimen.access.rls import act_as
from yimen.base.errors import NotFound
from yimen.people import guards
from yimen.people.actions.add_organ import add_organ
from yimen.people.actions.add_region import add_region
from yimen.people.actions.change_organ import change_organ
from yimen.people.actions.end_organ import end_organ
from yimen.people.models import AdminEntry, Organ
from yimen.people.queries import ended_organs, living_organs, offices, regions, successor
from yimen.people.shapes import Entry
from yimen.people.superiors import superiors

pytestmark = pytest.mark.django_db


def lines() -> list[tuple[str, int, dict[str, object]]]:
    act_as(AUDITOR)
    return list(AdminEntry.objects.order_by("pk").values_list("kind", "staff_id", "facts"))


def test_a_region_lies_below_its_parent() -> None:
    district = a_district()
    street = add_region(
        name="沙河街道", kind="street", code="shahe", parent=district.pk, by=KEEPER, at=AT
    )
    point = add_region(name="便民点", kind="point", code="p-1", parent=street.pk, by=KEEPER, at=AT)
    assert point.path == "/ym/shahe/p-1/"
    assert [region.path for region in regions()] == ["/ym/", "/ym/shahe/", "/ym/shahe/p-1/"]
    assert lines()[-1] == ("region_added", KEEPER.id, {"region": point.pk, "parent": street.pk})


@pytest.mark.parametrize("code", ["", "a/b", "%", "_", "SHAHE", "沙河", "x" * 21, "a b"])
def test_a_code_cannot_bend_the_path(code: str) -> None:
    with pytest.raises(guards.NotACode):
        add_region(name="某", kind="street", code=code, parent=a_district().pk, by=KEEPER, at=AT)


def test_a_region_never_lies_in_one_that_is_not_wider() -> None:
    district = a_district()
    point = add_region(name="点", kind="point", code="p", parent=district.pk, by=KEEPER, at=AT)
    with pytest.raises(guards.RegionDoesNotFit):
        add_region(name="街", kind="street", code="s", parent=point.pk, by=KEEPER, at=AT)
    with pytest.raises(guards.DistrictStandsAlone):
        add_region(name="区", kind="district", code="d", parent=district.pk, by=KEEPER, at=AT)
    with pytest.raises(guards.DistrictStandsAlone):
        add_region(name="街", kind="street", code="s", by=KEEPER, at=AT)
    with pytest.raises(guards.NoSuchKind):
        add_region(name="省", kind="province", code="s", by=KEEPER, at=AT)
    with pytest.raises(guards.RegionTaken):
        add_region(name="区", kind="district", code="ym", by=KEEPER, at=AT)


def test_an_organ_says_where_it_is_and_what_it_is_competent_for() -> None:
    organ = add_organ(
        name="区住建局",
        mark="住建",
        kind="department",
        region=a_district().pk,
        entry=Entry(competence=["housing_construction"], address=" 一号路 ", has_reception=True),
        by=KEEPER,
        at=AT,
    )
    assert organ.address == "一号路"
    assert organ.competence == ["housing_construction"]
    assert organ in offices(DAY)


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"name": "  "}, guards.NameMissing),
        ({"mark": " "}, guards.MarkMissing),
        ({"kind": "club"}, guards.NoSuchKind),
        ({"entry": Entry(competence=["magic"])}, guards.NoSuchCompetence),
        ({"entry": Entry(profile="atlantis")}, guards.NoSuchLocalProfile),
        ({"region": 0}, NotFound),
        ({"parent": 10**9}, NotFound),
    ],
)
def test_an_organ_is_complete_or_not_there(
    given: dict[str, object], refusal: type[Exception]
) -> None:
    words: dict[str, object] = {"name": "某局", "mark": "某", "kind": "party"}
    words |= {"region": a_district().pk} | given
    with pytest.raises(refusal):
        add_organ(**words, by=KEEPER, at=AT)  # type: ignore[arg-type]  # as a form would


def test_an_organ_names_its_superior_department_and_whether_it_alone_leads_it() -> None:
    tax, above = an_organ(kind="department"), an_organ(kind="department")
    entry = Entry(guide=above.pk, is_vertical=True)
    tax = change_organ(tax.pk, entry=entry, by=KEEPER, at=AT)
    assert superiors(tax, DAY) == [above]
    assert not change_organ(tax.pk, entry=Entry(), by=KEEPER, at=AT).is_vertical


@pytest.mark.parametrize("is_itself", [True, False])
def test_nobody_is_its_own_superior_and_none_leads_from_above_alone(is_itself: bool) -> None:  # noqa: FBT001  # pytest gives it
    organ = an_organ()
    refusal = guards.NotItsOwnGuide if is_itself else guards.GuideMissing
    entry = Entry(guide=organ.pk if is_itself else 0, is_vertical=True)
    with pytest.raises(refusal):
        change_organ(organ.pk, entry=entry, by=KEEPER, at=AT)


def test_a_superior_department_that_has_ended_is_kept_but_not_chosen_anew() -> None:
    organ, other, old, new = (an_organ(kind="department") for _ in range(4))
    entry = Entry(guide=old.pk)
    change_organ(organ.pk, entry=entry, by=KEEPER, at=AT)
    end_organ(old.pk, successor=new.pk, on=DAY, by=KEEPER, at=AT)
    kept = change_organ(organ.pk, entry=Entry(guide=old.pk, phone="1"), by=KEEPER, at=AT)
    assert superiors(kept, DAY) == [new]
    with pytest.raises(guards.OrganEnded):
        change_organ(other.pk, entry=entry, by=KEEPER, at=AT)


def test_two_organs_never_share_a_name() -> None:
    an_organ("信访局")
    with pytest.raises(guards.OrganNameTaken):
        an_organ("信访局")


def test_two_organs_never_number_their_documents_alike() -> None:
    an_organ(mark="一门信")
    with pytest.raises(guards.MarkTaken):
        an_organ(mark="一门信")


def test_a_change_is_written_with_the_names_of_its_fields_only() -> None:
    organ = an_organ()
    change_organ(organ.pk, entry=Entry(phone="12345", profile="futian"), by=KEEPER, at=AT)
    organ.refresh_from_db()
    assert (organ.phone, organ.profile) == ("12345", "futian")
    written = ("organ_changed", KEEPER.id, {"organ": organ.pk, "fields": ["phone", "profile"]})
    assert lines()[-1] == written


def test_a_change_of_nothing_leaves_no_line() -> None:
    organ = an_organ()
    change_organ(organ.pk, entry=Entry(), by=KEEPER, at=AT)
    assert [kind for kind, _, _ in lines()] == ["region_added", "organ_added"]


def test_the_successor_answers_from_the_day_on_which_an_organ_ends() -> None:
    old, new = an_organ("旧局"), an_organ("新局")
    end_organ(old.pk, successor=new.pk, on=DAY, by=KEEPER, at=AT)
    yesterday = DAY - timedelta(days=1)
    ended = Organ.objects.get(pk=old.pk)
    assert successor(ended, yesterday) is None
    assert successor(ended, DAY) == new
    assert old in living_organs(yesterday)
    assert old not in living_organs(DAY)
    assert [organ.successor for organ in ended_organs(DAY)] == [new]


def test_successors_are_followed_to_the_one_that_still_exists() -> None:
    first, second, third = an_organ(), an_organ(), an_organ()
    end_organ(first.pk, successor=second.pk, on=DAY, by=KEEPER, at=AT)
    end_organ(second.pk, successor=third.pk, on=DAY, by=KEEPER, at=AT)
    assert successor(Organ.objects.get(pk=first.pk), DAY) == third


def test_a_chain_of_successors_never_closes() -> None:
    first, second = an_organ(), an_organ()
    end_organ(first.pk, successor=second.pk, on=DAY, by=KEEPER, at=AT)
    with pytest.raises(guards.OrganEnded) as refused:
        end_organ(second.pk, successor=first.pk, on=DAY, by=KEEPER, at=AT)
    assert second.name in str(refused.value)


def test_an_organ_ends_once_and_not_into_itself() -> None:
    old, new = an_organ(), an_organ()
    with pytest.raises(guards.NotItsOwnSuccessor):
        end_organ(old.pk, successor=old.pk, on=DAY, by=KEEPER, at=AT)
    end_organ(old.pk, successor=new.pk, on=DAY, by=KEEPER, at=AT)
    with pytest.raises(guards.OrganEndedBefore):
        end_organ(old.pk, successor=new.pk, on=DAY, by=KEEPER, at=AT)


def test_citizens_no_longer_lodge_with_an_organ_that_ends() -> None:
    old, new = an_organ(), an_organ()
    change_organ(old.pk, entry=Entry(has_reception=True), by=KEEPER, at=AT)
    end_organ(old.pk, successor=new.pk, on=DAY, by=KEEPER, at=AT)
    assert old not in offices(DAY)


@pytest.mark.parametrize("by", [SECURITY, AUDITOR], ids=["security", "audit"])
def test_only_the_system_administrator_keeps_organs(by: Actor) -> None:
    organ, other = an_organ(), an_organ()
    before = Organ.objects.count()
    with pytest.raises(NotYourDuty):
        add_organ(name="某", mark="某", kind="party", region=organ.region_id, by=by, at=AT)
    with pytest.raises(NotYourDuty):
        change_organ(organ.pk, entry=Entry(), by=by, at=AT)
    with pytest.raises(NotYourDuty):
        end_organ(organ.pk, successor=other.pk, on=DAY, by=by, at=AT)
    with pytest.raises(NotYourDuty):
        add_region(name="某", kind="district", code="x", by=by, at=AT)
    assert Organ.objects.count() == before


def test_the_command_line_does_it_as_the_system() -> None:
    an_organ()
    assert {staff for _, staff, _ in lines()} == {SYSTEM.id}
