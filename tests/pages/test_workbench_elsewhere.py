"""What lies in another district, or with another organ, is not found: whatever the address."""

from __future__ import annotations

import pytest
from tests.pages import hall as halls
from tests.pages.hall import Hall

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.documents.models import Letter


@pytest.fixture
def other(hall: Hall) -> Hall:  # noqa: ARG001  # it stands beside the first
    """A second district."""
    return halls.a_hall("sh", "山海区")


def every_address(hall: Hall) -> list[str]:
    """List every address below a petition that is on its way to being served."""
    opinion = halls.issued(hall)
    petition = opinion.petition
    act_as(SYSTEM)
    here, demand = f"/desk/matters/{petition.pk}", petition.demands.get()
    letter = Letter.objects.filter(petition=petition).first()
    assert letter is not None
    acts = [
        "screen", "forward", "assign", "accept", "decline", "hand_over", "log_contact",
        "ask_extension", "extend", "refuse_extension", "execute", "report_back", "draft_opinion",
        "recategorise",
    ]  # fmt: skip
    return [
        f"{here}/", f"{here}/registered/", f"{here}/reads/",
        f"{here}/parties/{petition.parties.get().pk}/",
        f"{here}/letters/{letter.pk}/", f"{here}/letters/{letter.pk}/pdf/",
        f"{here}/opinions/{opinion.pk}/", f"{here}/serve/{opinion.pk}/",
        f"{here}/check_opinion/{opinion.pk}/",
        *[f"{here}/{act}/{demand.pk}/" for act in acts],
        *[f"{here}/{act}/{petition.pk}/" for act in ("register", "attach", "link", "refer")],
    ]  # fmt: skip


def test_nobody_of_another_district_finds_anything(hall: Hall, other: Hall):
    for url in every_address(hall):
        for role in (*halls.ROLES_AT_BUREAU, *halls.ROLES_AT_ORGAN):
            client = other[role].client()
            assert client.get(url).status_code == 404, (role, url)
            if "/reads/" not in url and "/letters/" not in url and "/registered/" not in url:
                posted = client.post(url, {"reason": "没有理由的理由"})
                assert posted.status_code == 404, (role, url)


def test_an_organ_does_not_find_what_was_not_sent_to_it(hall: Hall):
    petition = halls.screened(hall)
    demand = halls.demand_of(petition)
    for role in halls.ROLES_AT_ORGAN:
        client = hall[role].client()
        assert client.get(f"/desk/matters/{petition.pk}/").status_code == 404
        assert client.get(f"/desk/matters/{petition.pk}/accept/{demand.pk}/").status_code == 404


def test_numbers_of_one_petition_do_not_open_under_another(hall: Hall):
    one, two = halls.handled(hall), halls.issued(hall)
    act_as(SYSTEM)
    letter = Letter.objects.filter(petition=two.petition).first()
    party, demand = two.petition.parties.get(), two.petition.demands.get()
    assert letter is not None
    client, here = hall["handler"].client(), f"/desk/matters/{one.pk}"
    for url in (
        f"{here}/letters/{letter.pk}/", f"{here}/letters/{letter.pk}/pdf/",
        f"{here}/parties/{party.pk}/", f"{here}/log_contact/{demand.pk}/",
        f"{here}/opinions/{two.pk}/", f"{here}/serve/{two.pk}/",
        f"{here}/draft_opinion/{demand.pk}/", f"{here}/attach/{two.petition_id}/",
    ):  # fmt: skip
        assert client.get(url).status_code == 404, url


def test_search_and_earlier_matters_stay_within_the_district(hall: Hall, other: Hall):
    petition = halls.lodged(hall, name="欧阳文静")
    for role in ("receptionist", "screener", "supervisor", "leader"):
        client = other[role].client()
        for words in ("路灯", "欧阳文静", petition.number):
            page = client.get("/desk/search/", {"q": words}).content.decode()
            assert f"/desk/matters/{petition.pk}/" not in page
    asked = {"name": "欧阳文静", "phone": "13800138000", "id_number": "11010519491231002X"}
    page = other["receptionist"].client().post("/desk/register/earlier/", asked).content.decode()
    assert petition.number not in page
    page = hall["receptionist"].client().post("/desk/register/earlier/", asked).content.decode()
    assert petition.number in page


@pytest.mark.parametrize("typed", ["²", "፩", "9" * 30, "-1", "one"])
def test_a_place_in_a_list_that_makes_no_sense_is_its_beginning(hall: Hall, typed: str):
    petition = halls.lodged(hall)
    client = hall["supervisor"].client()
    for url in ("/desk/search/", f"/desk/matters/{petition.pk}/reads/"):
        assert client.get(url, {"q": f"路灯 {typed}", "before": typed}).status_code == 200, url
