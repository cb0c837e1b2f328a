"""Which page opens to which post; what does not open looks as if it were not there."""

from __future__ import annotations

import re

from django.test import Client
from tests.pages import hall as halls
from tests.pages.hall import Hall

from yimen.workbench.deeds import DEEDS

READERS = {
    "receptionist", "screener", "supervisor", "leader", "handler", "legal_checker", "head",
}  # fmt: skip
COUNTER = {"receptionist", "screener", "handler"}
SEARCHERS = READERS | {"lawyer", "mediator"}
ALL = [*halls.ROLES_AT_BUREAU, *halls.ROLES_AT_ORGAN, *halls.ADMINISTRATORS]


def status(hall: Hall, role: str, url: str) -> int:
    return hall[role].client().get(url).status_code


def test_each_post_opens_what_is_its_own_and_finds_nothing_else(hall: Hall):
    opinion = halls.drafted(hall)
    here = f"/desk/matters/{opinion.petition_id}"
    party = opinion.petition.parties.get()
    may_open = {
        f"{here}/": READERS,
        f"{here}/reads/": {"supervisor", "head"},
        f"{here}/parties/{party.pk}/": {"receptionist", "screener", "supervisor", "handler"},
        f"{here}/opinions/{opinion.pk}/": set(halls.ROLES_AT_ORGAN),
        "/desk/register/": COUNTER,
        "/desk/register/earlier/": COUNTER,
        "/desk/search/?q=x": SEARCHERS,
        "/desk/keys/": set(ALL),
    }
    for role in ALL:
        for url, roles in may_open.items():
            assert status(hall, role, url) == (200 if role in roles else 404), (role, url)


#: Counsellors handle no matter; they work in their rooms.
WITHOUT_A_LIST = {"counsellor"}


def test_the_desk_opens_to_every_post_or_leads_where_it_works(hall: Hall):
    for role in ALL:
        found = hall[role].client().get("/desk/")
        if role not in {*halls.ADMINISTRATORS, *WITHOUT_A_LIST}:
            assert found.status_code == 200
            continue
        assert found.status_code == 302
        assert hall[role].client().get(found.url).status_code == 200


WORK = {
    "screen": {"screener", "handler"},
    "forward": {"screener"},
    "assign": {"screener"},
    "accept": {"handler", "head"},
    "decline": {"head"},
    "recategorise": {"screener", "handler"},
    "hand_over": {"handler", "head"},
    "log_contact": {"handler"},
    "ask_extension": {"handler"},
    "extend": {"head"},
    "refuse_extension": {"head"},
    "draft_opinion": {"handler"},
    "execute": {"handler"},
    "report_back": {"handler"},
}


def test_the_page_of_an_act_opens_only_to_those_whose_work_it_is(hall: Hall):
    petition = halls.accepted(hall)
    demand = halls.demand_of(petition)
    for act, roles in WORK.items():
        for role in ALL:
            found = status(hall, role, f"/desk/matters/{petition.pk}/{act}/{demand.pk}/")
            assert (found != 404) is (role in roles), (act, role)


def test_supervisors_and_leaders_handle_nothing(hall: Hall):
    petition = halls.handled(hall)
    seen = {}
    for role in ("supervisor", "leader"):
        page = hall[role].client().get(f"/desk/matters/{petition.pk}/").content.decode()
        acts = re.findall(rf'href="/desk/matters/{petition.pk}/([a-z_]+)/\d+/"', page)
        seen[role] = {act for act in acts if act in DEEDS}
    # art. 25: whoever of the area sees that it is urgent says so
    assert seen == {"supervisor": {"flag_urgent"}, "leader": set()}


def test_an_act_that_does_not_exist_is_not_found(hall: Hall):
    petition = halls.lodged(hall)
    for act in ("rate", "conclude", "tell_extension", "nonsense"):
        assert status(hall, "handler", f"/desk/matters/{petition.pk}/{act}/{petition.pk}/") == 404


def test_a_stranger_is_sent_to_sign_in(client: Client, hall: Hall):
    petition = halls.lodged(hall)
    found = client.get(f"/desk/matters/{petition.pk}/")
    assert found.status_code == 302
    assert "/account/login/" in found.url


def test_pages_of_the_workbench_are_kept_nowhere(hall: Hall):
    found = hall["handler"].client().get("/desk/")
    assert "no-store" in found["Cache-Control"]
