"""Told on the spot: the page that says what can be said now, and prints the notice at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.pages import hall as halls
from tests.pages.hall import Hall
from tests.pages.test_workbench_acts import address, done

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.base.time import local_day, now
from yimen.casework.actions.lodge import lodge
from yimen.casework.actions.register import register
from yimen.casework.actions.screen import screen
from yimen.casework.actions.transfer import transfer
from yimen.casework.filing import Ask, Filing, Person
from yimen.people.models import Organ
from yimen.registry.models import Clock, Petition
from yimen.registry.queries import seen_by

LIGHTS = "urban_rural_construction.street_lighting"


def came(hall: Hall, *, before: timedelta = timedelta()) -> Petition:
    """Let somebody bring a matter to the housing office itself, or have done so before."""
    by = hall.by("handler")
    filing = Filing(
        channel="visit",
        receiver=hall.housing.pk,
        asks=(Ask(request=halls.LAMPS),),
        people=(Person(name="张三"),),
    )
    petition = lodge(filing, by=by, at=now() - before).petition
    register(petition, by=by, at=now())
    return halls.petition_of(petition)


def spot(petition: Petition) -> str:
    demand = halls.demand_of(petition).pk
    return f"/desk/matters/{petition.pk}/on-the-spot/{demand}/"


def waits(petition: Petition) -> bool:
    act_as(SYSTEM)
    limit = "on_the_spot_notice"
    return Clock.objects.filter(petition=petition, limit=limit, stopped_on=None).exists()


def test_whoever_receives_her_is_led_there_and_says_that_it_takes_longer(hall: Hall) -> None:
    petition = came(hall)
    client = hall["handler"].client()
    matter = client.get(f"/desk/matters/{petition.pk}/").content.decode()
    assert spot(petition) in matter
    page = client.get(spot(petition))
    # It is to be screened before it can be told of; that it takes longer can be said at once.
    first, later = page.context["acts"]
    assert ("/screen/" in first["url"], first["later"], later["later"]) == (True, False, True)
    done(hall, "handler", address(petition, "tell_later", halls.demand_of(petition).pk), {})
    assert not waits(petition)
    assert spot(petition) not in client.get(f"/desk/matters/{petition.pk}/").content.decode()


def test_accepted_there_the_notice_is_waited_for_and_printed(hall: Hall) -> None:
    petition = came(hall)
    by = hall.by("handler")
    screen(halls.demand_of(petition).pk, kind="claim", category=LIGHTS, route=6, by=by,
           at=now())  # fmt: skip
    client = hall["handler"].client()
    accept = address(petition, "accept", halls.demand_of(petition).pk)
    assert accept in client.get(spot(petition)).content.decode()
    answer = client.post(accept, {"handler": by.id})
    assert answer["Location"] == spot(petition)
    page = client.get(spot(petition))
    assert page.context["wait_url"] == spot(petition)
    halls.print_letters()
    page = client.get(spot(petition))
    assert page.context["letter"]["url"] in page.content.decode()
    assert not waits(petition)


@pytest.mark.parametrize(("before", "waits_there"), [(0, True), (2, False)])
def test_whoever_enters_a_visit_of_an_earlier_day_reads_why_nobody_waits(
    hall: Hall, before: int, *, waits_there: bool
) -> None:
    petition = came(hall, before=timedelta(days=before))
    assert waits(petition) is waits_there
    page = hall["handler"].client().get(f"/desk/matters/{petition.pk}/registered/")
    said = page.content.decode()
    assert (spot(petition) in said) is waits_there
    assert ("信访人不在场，无法当场告知" in said) is not waits_there


def test_a_successor_has_the_matter_in_hand_and_nobody_at_its_counter(hall: Hall) -> None:
    petition = came(hall)
    act_as(SYSTEM)
    heir = Organ.objects.create(
        name="一门区新设管理局", mark="一门新", kind="department", region=hall.region
    )
    Organ.objects.filter(pk=hall.housing.pk).update(ends_on=local_day(now()), successor=heir)
    transfer(halls.demand_of(petition).pk, by=SYSTEM, at=now())
    page = (
        halls.an_officer("handler", heir, "xinban")
        .client()
        .get(f"/desk/matters/{petition.pk}/")
        .content.decode()
    )
    demand = halls.demand_of(petition).pk
    assert address(petition, "screen", demand) in page
    assert address(petition, "answer_repeat", demand) in page
    assert spot(petition) not in page


def test_nobody_else_finds_it_nor_is_it_there_for_a_letter(hall: Hall) -> None:
    petition = came(hall)
    assert seen_by(hall.by("handler")).filter(pk=petition.pk).exists()
    assert hall["lawyer"].client().get(spot(petition)).status_code == 404
    written = halls.registered(hall)
    assert hall["handler"].client().get(spot(written)).status_code == 404
