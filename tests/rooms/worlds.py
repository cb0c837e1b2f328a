"""Every room with something in it, in one district, and people of every post who look in."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from django.test import Client
from tests import make
from tests.make import District
from tests.rooms import hearts
from tests.rooms.halls import AT as HALL_AT
from tests.rooms.halls import Hall, a_hall, a_ticket
from tests.rooms.test_care import a_slot, an_event
from tests.rooms.test_joint import Table
from tests.rooms.test_legal import Legal
from tests.rooms.test_mediation import Room as Mediation

from yimen.access.actor import POSTS, SYSTEM, Actor
from yimen.access.rls import act_as
from yimen.base.time import now
from yimen.people.models import Organ, Post, Region, Staff
from yimen.rooms.care.models import Event, Slot
from yimen.rooms.hall.models import Ticket
from yimen.rooms.heart.models import Crisis, Wish
from yimen.rooms.joint.models import Room as JointRoom
from yimen.rooms.mediation.models import Committee, Mediator


@dataclass
class World:
    """The rooms, the row numbers that addresses name, and one stranger to all of it a post."""

    district: District
    hall: Hall
    heart: hearts.Room
    legal: Legal
    mediation: Mediation
    table: Table
    ticket: Ticket
    slot: Slot
    event: Event
    here: dict[str, Actor] = field(default_factory=dict)
    elsewhere: dict[str, Actor] = field(default_factory=dict)

    def numbers(self) -> dict[str, object]:
        """Return what stands for the variable parts of addresses; a route takes what it names."""
        act_as(SYSTEM)
        return {
            "place_id": self.hall.place.pk,
            "place": self.hall.place.pk,
            "ticket_id": self.ticket.pk,
            "turn_id": 1,
            "client_id": self.heart.client,
            "crisis_id": Crisis.objects.get().pk,
            "wish_id": Wish.objects.get().pk,
            "case_id": self.mediation.case,
            "committee_id": self.mediation.committee.pk,
            "room_id": self.table.room.pk,
            "petition_id": self.table.case.petition,
            "event_id": self.event.pk,
            "slot_id": self.slot.pk,
        }


def a_world() -> World:
    """Fill every room, then let people of every post come who have no part in it."""
    district = make.a_district()
    act_as(SYSTEM)
    hall = a_hall(district).open("support", "registration")
    heart = hearts.Room(
        district, *(make.an_officer(district, "counsellor", district.bureau) for _ in range(3))
    ).full()
    lawyers = [make.an_officer(district, "lawyer", district.bureau) for _ in range(2)]
    legal = Legal(district, *lawyers, make.a_petition(district, "accepted")).opened()
    mediation = _mediation(district).talking()
    table = _table(district).called()
    helper = make.an_officer(district, "counsellor", district.bureau)
    world = World(
        district, hall, heart, legal, mediation, table,
        ticket=a_ticket(hall, point="support"), slot=a_slot(helper, now()),
        event=an_event(helper, now()),
    )  # fmt: skip
    act_as(SYSTEM)
    far = Region.objects.create(name="外区", kind="district", path="/far/")
    away = Organ.objects.create(name="外区信访局", mark="外信", kind="bureau", region=far)
    for role in POSTS:
        act_as(SYSTEM)
        world.here[role] = make.an_officer(district, role, district.bureau)
        person = make.an_officer(district, role, away)
        act_as(SYSTEM)
        Post.objects.filter(staff=person.id).update(region=far)
        world.elsewhere[role] = replace(person, area=far.path)
    return world


def signed_in(by: Actor) -> Client:
    """Return the browser of somebody who works here."""
    browser = Client(headers={"accept-language": "zh-hans"})
    browser.force_login(Staff.objects.get(pk=by.id), backend="yimen.people.backend.StaffBackend")
    return browser


def _mediation(district: District) -> Mediation:
    act_as(SYSTEM)
    committee = Committee.objects.create(
        name="一门区人民调解委员会", mark="一", organ=district.bureau, region=district.region,
        address="一门路1号",
    )  # fmt: skip
    people = [make.an_officer(district, "mediator", district.bureau) for _ in range(2)]
    act_as(SYSTEM)
    for one in people:
        Mediator.objects.create(committee=committee, staff_id=one.id)
    return Mediation(district, committee, *people)


def _table(district: District) -> Table:
    case = make.a_petition(district, "accepted")
    act_as(SYSTEM)
    room = JointRoom.objects.create(
        name="联合接访室", organ=district.bureau, region=district.region,
        area=district.region.path, address="一门路1号",
    )  # fmt: skip
    return Table(district, room, case)


__all__ = ["HALL_AT", "World", "a_world", "signed_in"]
