"""Every page of every room, asked and pressed by those inside it in ways no page offers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from tests.access.test_room_pages import address, every
from tests.pages import addresses
from tests.rooms.worlds import World, a_world, signed_in

from yimen.access.actor import POSTS
from yimen.workbench.views import (
    rooms_care,
    rooms_hall,
    rooms_heart,
    rooms_joint,
    rooms_legal,
    rooms_mediation,
)

pytestmark = pytest.mark.django_db
BROKEN, FOUND, NOT_FOUND, TO_BE_SENT = 500, 200, 404, 405
#: More digits than a number may have in Python, the first and the last day, and no day at all.
ODD_ASKED = ("9" * 5000, "0000", "0001-01-01", "9999-12-31", "²")
ASKED = ("day", "year", "first", "last", "point", "kind", "from", "after", "before", "number")
ODD_SENT = ("", "x", "9" * 5000, "9" * 18)
#: What the buttons of a room name beside themselves.
NAMED = (
    *("party", "duty", "reminder", "promise", "number", "row", "window", "ticket", "state"),
    *("told", "appointment", "outing", "people", "lawyer", "mediator", "talk", "legal_people"),
    "person",
)
PRESSED: dict[str, set[str]] = {
    "care": {*rooms_care.BUTTONS},
    "hall_place": {*rooms_hall.BUTTONS},
    "heart_client": {*rooms_heart.FORMED, *rooms_heart.BUTTONS},
    "joint_session": {*rooms_joint.FORMED, *rooms_joint.BUTTONS},
    "legal_matter": {*rooms_legal.FORMED, *rooms_legal.BUTTONS},
    "mediation_case": {*rooms_mediation.FORMED, *rooms_mediation.BUTTONS, "code"},
    "support_deed": {"agree", "ask", "cancel", "change", "wish"},
    "legal_deed": {"agree", "taken", "chosen"},
    "mediation_deed": {"consent", "end", "longer", "sign", "confirm", "allow", "kept"},
}


@pytest.fixture
def world() -> World:
    return a_world()


def insiders(world: World) -> Iterator[tuple[Client, str]]:
    """Yield everybody who has a part in a room, and the door they go in by."""
    inside = (world.legal.lawyer, world.mediation.mediator, world.heart.counsellor)
    for one in (*inside, world.table.convener, *(world.here[role] for role in POSTS)):
        yield signed_in(one), "workbench"
    holders: dict[str, Any] = {
        "support": world.heart.own,
        "legal": world.legal.client,
        "mediation": world.mediation.first,
        "joint_session": world.table.guest,
    }
    client = Client()
    assert client.post("/support/mine/", {"code": world.heart.code}).status_code == 302
    kept = client.session
    kept.update({name: one.code for name, one in holders.items()})
    kept.save()
    yield client, "portal"


def pages(world: World) -> Iterator[tuple[Client, str, str]]:
    """Yield each page of a room once, with its address, as the first who may open it."""
    seen = set[str]()
    for client, door in insiders(world):
        client.raise_request_exception = False
        for name, parts in every(door):
            url = address(door, name, parts, world)
            if f"{door} {name}" in seen:
                continue
            if addresses.undone(client, url).status_code in {FOUND, TO_BE_SENT}:
                seen.add(f"{door} {name}")
                yield client, name, url


@pytest.mark.slow
def test_nonsense_in_an_address_breaks_no_page_of_a_room(world: World) -> None:
    wrong = [
        (name, odd[:10])
        for client, name, url in pages(world)
        for odd in ODD_ASKED
        if addresses.undone(client, f"{url}?{'&'.join(f'{one}={odd}' for one in ASKED)}")
        .status_code >= BROKEN
    ]  # fmt: skip
    assert wrong == []


@pytest.mark.slow
def test_a_button_that_no_page_shows_breaks_none(world: World) -> None:
    wrong, tried = [], set[str]()
    for client, name, url in pages(world):
        for do in PRESSED.get(name, {"x"}):
            tried.add(name)
            for odd in ODD_SENT:
                sent = dict.fromkeys(NAMED, odd) | {"do": do}
                if addresses.undone(client, url, sent).status_code >= BROKEN:
                    wrong.append((name, do, odd[:10]))
    assert wrong == []
    assert tried >= PRESSED.keys()
