"""Every page of every room, and who may open it: by post, by place, and without a post at all.

A page that is new has no line here, and the first test says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests.rooms import hearts
from tests.rooms.worlds import World, a_world, signed_in

from yimen.access.actor import POSTS
from yimen.access.rls import act_as
from yimen.access.walls_hall import OUT, SERVES
from yimen.workbench.counting import counters

pytestmark = pytest.mark.django_db
Who = frozenset[str]
NOBODY: Who = frozenset()
EVERY_POST: Who = frozenset(POSTS)
WATCH: Who = frozenset({"supervisor", "leader"})
SYSTEM_ADMIN: Who = frozenset({"system_admin"})
GUIDES: Who = frozenset({"receptionist", "screener"})
COUNSELLOR: Who = frozenset({"counsellor"})
LAWYER: Who = frozenset({"lawyer"})
MEDIATOR: Who = frozenset({"mediator"})
INSIDE: Who = frozenset({*SERVES, *WATCH})
GO_OUT: Who = frozenset({*OUT, *WATCH})
#: Below these addresses lie the rooms.
ROOMS = ("desk/rooms/", "desk/counters/", "hall/", "legal/", "mediation/", "session/", "support/")
#: Who opens a page of which nothing is theirs; and whether they do so from another place as well.
STAFF: dict[str, tuple[Who, bool]] = {
    "mediation": (MEDIATOR, True),
    "mediation_offer": (MEDIATOR, True),
    "mediation_case": (NOBODY, True),
    "mediation_hand_on": (NOBODY, True),
    "mediation_paper": (NOBODY, True),
    "committees": (SYSTEM_ADMIN, True),
    "committee_new": (SYSTEM_ADMIN, True),
    "committee_set": (SYSTEM_ADMIN, True),
    "legal": (LAWYER, True),  # a supervisor or leader is led to the counts
    "legal_new": (LAWYER, True),
    "legal_counts": (LAWYER | WATCH, True),
    "legal_matter": (NOBODY, True),
    "legal_paper": (NOBODY, True),
    "joint": (frozenset({*SERVES, "head", *WATCH}), True),
    "joint_rooms": (SYSTEM_ADMIN, True),
    "joint_room_new": (SYSTEM_ADMIN, True),
    "joint_room": (SYSTEM_ADMIN, True),
    "joint_new": (GUIDES, False),
    "joint_session": (GUIDES | WATCH, False),
    "joint_paper": (NOBODY, True),  # there is none before the session was held
    "hall": (INSIDE, True),
    "calls": (frozenset({"receptionist", "mediator"}), True),
    "hall_places": (SYSTEM_ADMIN, True),
    "hall_new": (SYSTEM_ADMIN, True),
    "hall_set": (SYSTEM_ADMIN, True),
    "hall_place": (INSIDE, False),
    "hall_guide": (GUIDES, False),
    "hall_appointments": (GUIDES, False),
    "hall_overview": (frozenset({"receptionist", *WATCH}), False),
    "hall_quality": (WATCH, False),
    "hall_done": (NOBODY, True),
    "hall_receipt": (NOBODY, True),
    "care": (EVERY_POST, True),
    "care_check": (EVERY_POST, True),
    "care_page": (EVERY_POST, True),
    "care_offer": (COUNSELLOR, True),
    "care_event": (COUNSELLOR, True),
    "care_attendance": (NOBODY, True),
    "care_book": (EVERY_POST, True),
    "outings": (GO_OUT, True),
    "channels": (SYSTEM_ADMIN, True),
    "poster": (GO_OUT | SYSTEM_ADMIN, True),
    "counters": (WATCH, True),
    "heart": (COUNSELLOR, True),
    "heart_open": (COUNSELLOR, True),
    "heart_agree": (NOBODY, True),
    "heart_wish": (NOBODY, True),
    "heart_correct": (NOBODY, True),
    "heart_client": (NOBODY, True),
    "heart_ask": (NOBODY, True),
    "heart_paper": (NOBODY, True),
}
#: What anybody may read without a code; the rest asks for one, or is not there.
OPEN_TO_ALL: Who = frozenset(
    {"hall", "hall_take", "hall_book", "hall_screen", "mediation", "support", "support_blank"}
)
ASKS_FOR_A_CODE: Who = frozenset(
    {"hall_ticket", "legal", "mediation_case", "invitation", "support_mine"}
)
CLOSED: Who = frozenset(
    {
        *("hall_leave", "hall_rate", "hall_time", "hall_time_over", "hall_time_move", "hall_taken"),
        *("legal_paper", "legal_deed", "legal_leave"),
        *("mediation_paper", "mediation_deed", "mediation_leave", "mediation_to_file"),
        "invitation_leave",
        *("support_deed", "support_form", "support_paper", "support_leave"),
    }
)
#: What stands for the parts of an address that no row gives.
NAMES = {
    "heart_ask": "phq9", "heart_paper": "consent", "legal_paper": "guidance",
    "joint_paper": "minutes", "mediation_paper": "rights", "care_page": "after-a-hard-talk",
    "support_form": "wellbeing", "support_paper": "plan",
}  # fmt: skip


@pytest.fixture
def world() -> World:
    return a_world()


def pages(
    patterns: list[URLPattern | URLResolver], before: str = "", door: str = ""
) -> Iterator[tuple[str, str, list[str]]]:
    """Yield door, name and variable parts of every page of a room."""
    for one in patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from pages(one.url_patterns, route, str(one.namespace or door))
        elif route.startswith(ROOMS):
            yield door, str(one.name), list(one.pattern.converters)


def every(door: str) -> list[tuple[str, list[str]]]:
    return [(name, parts) for at, name, parts in pages(get_resolver().url_patterns) if at == door]


def address(door: str, name: str, parts: list[str], world: World) -> str:
    numbers = world.numbers()
    numbers["number"] = world.legal.number if name.startswith("legal") else world.table.session
    numbers |= {"name": NAMES.get(name, "x"), "size": "a4"}
    return reverse(f"{door}:{name}", kwargs={part: numbers.get(part, 1) for part in parts})


def test_every_page_of_every_room_has_a_line() -> None:
    assert {name for name, _parts in every("workbench")} == set(STAFF)
    citizens = {name for name, _parts in every("portal")}
    assert citizens <= OPEN_TO_ALL | ASKS_FOR_A_CODE | CLOSED
    assert citizens >= OPEN_TO_ALL | ASKS_FOR_A_CODE


@pytest.mark.slow
def test_every_page_opens_for_its_posts_in_its_place_and_for_nobody_else(world: World) -> None:
    rooms = {name: address("workbench", name, parts, world) for name, parts in every("workbench")}
    for role in POSTS:
        here, far = signed_in(world.here[role]), signed_in(world.elsewhere[role])
        for name, url in rooms.items():
            who, also_far = STAFF[name]
            answer = here.get(url)
            assert (answer.status_code == 200) == (role in who), (name, role, answer.status_code)
            answer = far.get(url)
            opens = role in who and also_far
            assert (answer.status_code == 200) == opens, (name, role, answer.status_code, "far")


def test_the_sums_of_another_area_are_not_told(world: World) -> None:
    period = (date(2025, 1, 1), date(2026, 12, 31))
    for people, knows in ((world.here, True), (world.elsewhere, False)):
        leader = people["leader"]
        act_as(leader)
        found = counters(leader, *period, today=date(2027, 1, 1))
        told = {one.name for one in found if one.total or one.days}
        assert told == ({"consultations", "consulting_people", "mediations"} if knows else set())


def test_no_page_is_kept_by_a_browser_and_none_names_a_client(world: World) -> None:
    browser = signed_in(world.heart.counsellor)
    url = f"/desk/rooms/heart/{world.heart.client}/"
    for page in (url, f"{url}ask/phq9/", f"{url}papers/record/", "/desk/rooms/heart/"):
        answer = browser.get(page)
        assert answer.status_code == 200
        assert "no-store" in answer["Cache-Control"], page
        assert "Content-Disposition" not in answer
        title = answer.content.decode(errors="ignore").partition("<title>")[2].partition("<")[0]
        assert hearts.CALLED not in title
    own = Client()
    own.post("/support/mine/", {"code": world.heart.code})
    for page in ("/support/mine/", "/support/mine/papers/plan/", "/support/mine/form/wellbeing/"):
        answer = own.get(page)
        assert answer.status_code == 200
        assert "no-store" in answer["Cache-Control"], page


def test_without_a_code_nothing_is_there(world: World) -> None:
    for name, parts in every("portal"):
        url = address("portal", name, parts, world)
        answer = Client().get(url)
        if name in OPEN_TO_ALL | ASKS_FOR_A_CODE:
            assert answer.status_code == 200, name
        else:
            assert answer.status_code in {302, 404, 405}, name
        posted = Client().post(url)
        assert posted.status_code != 500, name


def test_the_code_of_one_room_opens_no_other(world: World) -> None:
    """Not even its own text: each is bound to its purpose."""
    doors = {"/support/mine/": "code", "/legal/": "code", "/mediation/case/": "code"}
    for url, field in doors.items():
        browser = Client()
        answer = browser.post(url, {field: world.heart.code})
        assert (answer.status_code == 302) == (url == "/support/mine/"), url
    own = Client()
    own.post("/support/mine/", {"code": world.heart.code})
    for url in ("/legal/papers/guidance/", "/mediation/case/papers/rights/"):
        assert own.get(url).status_code in {302, 404}, url
