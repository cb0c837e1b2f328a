"""A mediator leaves: the committee names another, every party accepts, and nobody peeps before."""

from __future__ import annotations

import pytest
from django.test import Client
from tests import make
from tests.rooms.test_mediation import AT, Room, a_room

from yimen.access.actor import SYSTEM, Actor
from yimen.access.rls import act_as
from yimen.base.errors import NotFound
from yimen.base.time import local_day
from yimen.people.models import Post, Staff
from yimen.rooms.mediation.actions.hand_on import accept_mediator, hand_on
from yimen.rooms.mediation.cases import NobodyProposed, NotOnTheRoster
from yimen.rooms.mediation.handing import handing, left
from yimen.rooms.mediation.models import Case, Mediator
from yimen.rooms.mediation.queries import whole

pytestmark = pytest.mark.django_db
ON = local_day(AT)


@pytest.fixture
def room() -> Room:
    return a_room()


def heir(room: Room) -> Actor:
    """Put a colleague on the roster."""
    by = make.an_officer(room.district, "mediator", room.district.bureau, name="梅清")
    act_as(SYSTEM)
    Mediator.objects.create(committee=room.committee, staff_id=by.id)
    return by


def leaves(room: Room) -> None:
    act_as(SYSTEM)
    Post.objects.filter(staff=room.mediator.id).update(ends_on=ON)


def named(room: Room, to: Actor, by: Actor) -> Case:
    act_as(by)
    return hand_on(room.case, to=to.id, by=by, at=AT)


def sees(room: Room, who: Actor) -> bool:
    act_as(who)
    try:
        whole(who, room.case)
    except NotFound:
        return False
    return True


def test_the_committee_names_another_and_every_party_accepts_first(room: Room) -> None:
    room.talking()
    other = heir(room)
    assert left(other, ON) == []
    with pytest.raises(NotFound):  # it is somebody's who works here
        named(room, other, other)
    leaves(room)
    act_as(other)
    assert [one.pk for one in left(other, ON)] == [room.case]
    seen = handing(other, room.case, ON)
    assert [one.name for one in seen.parties] == ["周明", "吴海"]
    assert not hasattr(seen, "dispute")
    named(room, other, other)
    assert not sees(room, other)
    act_as(room.first)
    assert whole(room.first).proposed == "梅清"
    with pytest.raises(NobodyProposed):  # of a page that is old: somebody else was named
        accept_mediator(room.case, to=room.mediator.id, by=room.first, at=AT)
    accept_mediator(room.case, to=other.id, by=room.first, at=AT)
    assert not sees(room, other)
    act_as(other)  # the other side signs on paper
    side = next(one.id for one in handing(other, room.case, ON).parties if not one.accepts)
    accept_mediator(room.case, to=other.id, party=side, by=other, at=AT)
    assert sees(room, other)
    assert not sees(room, room.mediator)
    act_as(SYSTEM)
    case = Case.objects.get(pk=room.case)
    assert (case.mediators, case.former) == ([other.id], [room.mediator.id])
    with pytest.raises(NobodyProposed):
        accept_mediator(room.case, to=other.id, by=room.first, at=AT)


def test_a_mediator_who_is_here_hands_their_own_case_on(room: Room) -> None:
    room.talking()
    other = heir(room)
    named(room, other, room.mediator)
    assert sees(room, room.mediator)  # until the parties accept
    for side in (room.first, room.second):
        act_as(side)
        accept_mediator(room.case, to=other.id, by=side, at=AT)
    assert (sees(room, other), sees(room, room.mediator)) == (True, False)


def test_an_agreement_in_force_is_followed_up_by_whom_the_committee_names(room: Room) -> None:
    room.agreed()
    other = heir(room)
    leaves(room)
    named(room, other, other)
    assert sees(room, other)


def test_only_who_is_on_the_roster_and_here_goes_on_and_only_the_committee_names(
    room: Room,
) -> None:
    room.talking()
    other = heir(room)
    with pytest.raises(NotOnTheRoster):
        named(room, room.mediator, room.mediator)
    leaves(room)
    for who in (room.district["screener"], room.other, room.district["system_admin"]):
        if who.organ != room.committee.organ_id or who.role != "mediator":
            act_as(who)
            with pytest.raises(NotFound):
                hand_on(room.case, to=other.id, by=who, at=AT)
    act_as(SYSTEM)
    Mediator.objects.filter(staff=other.id).update(is_active=False)
    with pytest.raises(NotOnTheRoster):
        named(room, other, other)


def test_the_pages_lead_through_it(room: Room) -> None:
    room.talking()
    other = heir(room)
    leaves(room)
    by = Client()
    by.force_login(Staff.objects.get(pk=other.id))
    assert "原调解员已离任" in by.get("/desk/rooms/mediation/").content.decode()
    url = f"/desk/rooms/mediation/{room.case}/hand-on/"
    assert by.post(url, {"do": "name"}).status_code == 422
    assert by.post(url, {"do": "name", "to": other.id}).status_code == 302
    assert "楼上漏水" not in by.get(url).content.decode()
    act_as(SYSTEM)
    for party in Case.objects.get(pk=room.case).parties.all():
        assert by.post(url, {"party": party.pk, "mediator": other.id}).status_code == 302
    assert "楼上漏水" in by.get(f"/desk/rooms/mediation/{room.case}/").content.decode()
