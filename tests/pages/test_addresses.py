"""Every address, as somebody would try it who means to get at what is not theirs."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from tests.pages import addresses, citizen
from tests.pages import hall as halls
from tests.pages.hall import Hall

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.base.time import local_day, now
from yimen.people.models import Post
from yimen.registry.code import tidy_number
from yimen.registry.models import Demand, Petition

pytestmark = pytest.mark.django_db
#: What a page may answer to whom it offers a link.
OFFERED = {200, 302}
NOT_FOUND, FORBIDDEN, NOT_DONE, NOT_ALLOWED = 404, 403, 422, 405
#: Here what is over and what never was look alike: one is led back to what there is now.
ALIKE = (
    "/desk/rooms/hall/tickets/",
    "/desk/rooms/care/talks/",
)
#: So many pages of one shape are looked at.
EACH = 2
ROLES = (*halls.ROLES_AT_BUREAU, *halls.ROLES_AT_ORGAN, *halls.ADMINISTRATORS)


@pytest.fixture
def stages(hall: Hall) -> list[Petition]:
    """Three petitions: new, being answered, and answered."""
    new, drafted = halls.registered(hall), halls.drafted(hall)
    served = citizen.served(hall)
    halls.print_letters()
    return [new, halls.petition_of(drafted.petition_id), served]


def shape(address: str) -> str:
    """Return an address without what tells one row from another."""
    return re.sub(r"\d+", "N", address.split("?", maxsplit=1)[0])


def walk(client: Client, start: list[str], tried: set[str]) -> list[str]:
    """Follow all that is offered, write nonsense into every form; return what went wrong."""
    wrong: list[str] = []
    todo, seen, shapes = list(start), set[str](), dict[str, int]()
    client.raise_request_exception = False
    while todo:
        url = todo.pop(0)
        kind = shape(url)
        if url in seen or shapes.get(kind, 0) >= EACH:
            continue
        seen.add(url)
        shapes[kind] = shapes.get(kind, 0) + 1
        answer = addresses.undone(client, url)
        if answer.status_code not in OFFERED:
            wrong.append(f"{answer.status_code} is offered: {url}")
        if answer.streaming:
            b"".join(answer.streaming_content)
        elif answer.status_code == 302 and answer["location"].startswith("/"):
            todo.append(answer["location"])
        elif answer["content-type"].startswith("text/html"):
            html = answer.content.decode()
            todo += addresses.links(html)
            wrong += _nonsense(client, addresses.forms(url, html), tried)
    return wrong


def _nonsense(client: Client, forms: list[addresses.Form], tried: set[str]) -> list[str]:
    wrong = []
    for form in forms:
        kind = f"{shape(form.action)} {sorted(form.boxes)}"
        if kind in tried:
            continue
        tried.add(kind)
        for sent in addresses.odd(form):
            answer = addresses.undone(client, form.action, sent)
            if answer.status_code >= 500:
                what = {name: value[:30] for name, value in sent.items()}
                wrong.append(f"{answer.status_code} {form.action} {what}")
    return wrong


@pytest.mark.slow
@pytest.mark.parametrize("roles", [ROLES[:4], ROLES[4:8], ROLES[8:]], ids="|".join)
def test_what_is_offered_opens_and_no_nonsense_breaks_a_page(
    hall: Hall, stages: list[Petition], roles: tuple[str, ...]
) -> None:
    begin = ["/desk/", *(f"/desk/matters/{one.pk}/" for one in stages[1:])]
    tried: set[str] = set()
    for role in roles:
        mine = begin if role in halls.ROLES_AT_ORGAN else ["/desk/"]
        assert walk(hall[role].client(), mine, tried) == [], role


@pytest.mark.slow
def test_what_a_petitioner_is_offered_opens_and_no_nonsense_breaks_a_page(
    stages: list[Petition],
) -> None:
    tried: set[str] = set()
    for one in stages:
        client, url = citizen.opened(one)
        assert walk(client, [url, "/"], tried) == []


@pytest.mark.usefixtures("hall")
def test_a_sign_that_no_database_keeps_breaks_no_search() -> None:
    assert citizen.browser().get("/norms/?q=%00").status_code == 200


def everywhere(number: int, key: str, *, below: str = "") -> list[str]:
    """Return every address that names a row, naming one number in all of them."""

    def value(name: str, kind: str) -> object:
        if name == "key":
            return key
        return number if kind == "int" else "x"

    return [
        addresses.filled(template, parts, value)
        for template, parts, _name in addresses.patterns()
        if "^" not in template
        and any(type(one).__name__ == "IntConverter" for one in parts.values())
        and template.startswith(below)
    ]


@pytest.mark.slow
@pytest.mark.parametrize("number", addresses.NOBODYS)
def test_a_number_that_is_nobodys_is_not_found(
    hall: Hall, stages: list[Petition], number: int
) -> None:
    client, _url = citizen.opened(stages[2])
    officers = [hall[role].client() for role in ("screener", "handler", "head", "system_admin")]
    key = tidy_number(stages[2].number)
    for who in (client, *officers):
        here = "matter/" if who is client else "desk/"
        for url in everywhere(number, key, below=here):
            for answer in (addresses.undone(who, url), addresses.undone(who, url, {})):
                if not url.startswith(ALIKE):
                    assert answer.status_code in {NOT_FOUND, NOT_ALLOWED, FORBIDDEN, 409}, url


def theirs(petition: Petition) -> dict[str, int]:
    """Return the numbers of what belongs to a petition, by the names that addresses give them."""
    act_as(SYSTEM)
    demand = Demand.objects.filter(petition=petition).latest("pk")
    letter = citizen.letters(petition, "handling_opinion")[0]
    opinion = letter.opinion_id or 0
    return {"demand": demand.pk, "letter": letter.pk, "opinion": opinion, "review": opinion}


def test_what_belongs_to_another_petition_is_not_found(hall: Hall, stages: list[Petition]) -> None:
    client, _url = citizen.opened(stages[2])
    key, numbers = tidy_number(stages[2].number), theirs(citizen.served(hall))

    def value(name: str, _kind: str) -> object:
        return key if name == "key" else numbers.get(name, numbers["letter"] + 10_000)

    asked = 0
    for template, parts, _name in addresses.patterns():
        if not template.startswith("matter/") or len(parts) == 1:
            continue
        url = addresses.filled(template, parts, value)
        for answer in (addresses.undone(client, url), addresses.undone(client, url, {})):
            asked += 1
            assert answer.status_code in {NOT_FOUND, NOT_ALLOWED}, (url, answer.status_code)
    assert asked > 20


def test_demands_of_another_petition_named_in_hidden_boxes_are_left_alone(
    hall: Hall, stages: list[Petition]
) -> None:
    client, url = citizen.opened(stages[2])
    other = halls.handled(hall)
    demand = halls.demand_of(other)
    own = {"own_wish": "on", "reason": "理由", "relation": "亲属", "part": "handler"}
    for name in ("withdraw", "hearing", "recusal", "ordinary", "there"):
        client.post(f"{url}{name}/", own | {"demand": demand.pk, "demands": demand.pk})
    mine = halls.handled(hall)
    client, url = citizen.opened(mine)
    for name in ("withdraw", "hearing", "recusal"):
        answer = client.post(f"{url}{name}/", own | {"demand": demand.pk, "demands": demand.pk})
        assert answer.status_code == NOT_DONE
    for one in (other, mine):
        assert halls.demand_of(one).state == "handling"


def test_officers_of_elsewhere_and_of_no_post_find_nothing(
    hall: Hall, stages: list[Petition]
) -> None:
    there = halls.a_hall("xg", "兴国县")
    act_as(SYSTEM)
    demand = halls.demand_of(stages[1])

    def value(name: str, kind: str) -> object:
        found = {"petition_id": stages[1].pk, "subject": demand.pk, "act": "extend"}
        return found.get(name, 1 if kind == "int" else "x")

    inside = [
        addresses.filled(template, parts, value)
        for template, parts, _name in addresses.patterns()
        if template.startswith("desk/matters/")
    ]
    assert len(inside) > 20
    for role in ("receptionist", "screener", "handler", "head", "supervisor", "system_admin"):
        client = there[role].client()
        for url in inside:
            for answer in (addresses.undone(client, url), addresses.undone(client, url, {})):
                assert answer.status_code in {NOT_FOUND, NOT_ALLOWED}, (role, url)
    act_as(SYSTEM)
    Post.objects.filter(staff=hall["handler"].staff).update(
        ends_on=local_day(now()) - timedelta(days=1)
    )
    client = hall["handler"].client()
    assert {client.get(url).status_code for url in inside} == {FORBIDDEN}


@pytest.mark.usefixtures("hall")
def test_nothing_is_written_without_the_token_of_the_page() -> None:
    client = Client(enforce_csrf_checks=True)
    for template, parts, _name in addresses.patterns():
        if template.startswith(("^", "healthz")) or "^" in template:
            continue
        url = addresses.filled(template, parts, lambda _name, kind: 1 if kind == "int" else "x")
        assert client.post(url, {}).status_code in {FORBIDDEN, NOT_FOUND, NOT_ALLOWED}, url


def test_a_code_of_one_room_opens_no_other(hall: Hall) -> None:
    petition = citizen.filed(citizen.browser())
    code = {"code": citizen.code_of(petition)}
    for url in ("/mediation/case/", "/legal/", "/session/", "/support/mine/", "/hall/ticket/"):
        assert citizen.browser().post(url, code).status_code == NOT_DONE, url
    for url in ("/mediation/case/", "/legal/", "/session/", "/support/mine/", "/hall/ticket/"):
        opened, _url = citizen.opened(petition)
        assert "code" in opened.get(url).content.decode(), url
    assert now() > petition.received_at
    assert hall.bureau.pk == petition.receiver_id


def once(client: Client, url: str, sent: dict[str, Any]) -> list[int]:
    """Send the same form twice; return what was answered."""
    return [client.post(url, sent).status_code for _ in range(2)]


def test_a_form_that_is_sent_twice_counts_once(hall: Hall) -> None:
    petition = halls.handled(hall)
    client, url = citizen.opened(petition)
    demand = halls.demand_of(petition).pk
    asked = {"demand": demand, "reason": "事实有争议", "part": "handler", "relation": "是他的表弟"}
    assert once(client, f"{url}hearing/", asked) == [302, 302]
    assert once(client, f"{url}recusal/", asked) == [302, 302]
    assert once(client, f"{url}withdraw/", {"demands": demand, "own_wish": "on"}) == [302, 302]
    act_as(SYSTEM)
    kinds = list(petition.entries.values_list("kind", flat=True))
    for kind in ("ask_hearing", "ask_recusal", "withdraw"):
        assert kinds.count(kind) == 1, kind


#: What addresses ask for, and answers that no page offers.
ASKED = (
    *("q", "view", "since", "after", "before", "from", "first", "last", "day", "year", "number"),
    *("kind", "text", "next", "organ", "role", "account", "staff", "until", "category", "state"),
    *("visitor", "point", "limit", "area", "channel", "handler", "on", "petition", "demand"),
)
ODD_ASKED = ("9" * 5000, "-1", "0001-01-01", "9999-12-31T23:59", "²", "%00", "//elsewhere.example")


@pytest.mark.slow
def test_nonsense_in_a_question_breaks_no_page(hall: Hall, stages: list[Petition]) -> None:
    citizens, _url = citizen.opened(stages[2])
    roles = ("screener", "supervisor", "handler", *halls.ADMINISTRATORS)
    officers = [hall[role].client() for role in roles]
    plain = [
        f"/{one}" for one, parts, _name in addresses.patterns() if not parts and "^" not in one
    ]
    wrong = []
    for url in [*plain, f"/desk/matters/{stages[1].pk}/", f"/desk/matters/{stages[1].pk}/reads/"]:
        for client in officers if url.startswith("/desk") else [citizens]:
            client.raise_request_exception = False
            if addresses.undone(client, url).status_code != 200:
                continue
            for odd in ODD_ASKED:
                asked = "&".join(f"{name}={odd}" for name in ASKED)
                answer = addresses.undone(client, f"{url}?{asked}")
                if answer.status_code >= 500 or "elsewhere" in answer.get("location", ""):
                    wrong.append((url, odd[:20], answer.status_code))
            break
    assert wrong == []
