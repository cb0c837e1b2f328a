"""Clearing a desk: after an act one goes on to the next matter; a head hands all of them over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.pages import hall as halls
from tests.pages.hall import Hall

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.base.time import now
from yimen.people.models import Post
from yimen.registry.models import Petition
from yimen.workbench.views import leaving


def onward(hall: Hall, role: str, petition: Petition) -> str:
    client = hall[role].client("en")
    page = client.get(f"/desk/matters/{petition.pk}/")
    found = client.get(page.context["onward_url"])
    assert found.status_code == 302
    return str(found.url)


def test_one_goes_on_from_matter_to_matter_and_back_to_the_desk(hall: Hall):
    first = halls.registered(hall, at=now() - timedelta(days=40))
    second = halls.registered(hall, at=now() - timedelta(days=20))
    third = halls.registered(hall, at=now() - timedelta(days=1))
    assert onward(hall, "screener", first) == f"/desk/matters/{second.pk}/"
    assert onward(hall, "screener", second) == f"/desk/matters/{third.pk}/"
    assert onward(hall, "screener", third) == "/desk/"


def test_after_an_act_the_next_is_what_followed_where_the_matter_stood(hall: Hall):
    first = halls.forwarded(hall)
    demand = halls.demand_of(first)
    client = hall["handler"].client("en")
    url = f"/desk/matters/{first.pk}/accept/{demand.pk}/"
    page = client.post(url, {"handler": hall.by("handler").id}, follow=True).content.decode()
    assert f"/desk/matters/{first.pk}/onward/?after={demand.due_on}~{demand.pk}" in page.replace(
        "%7E", "~"
    )
    assert 'data-key="g"' in page
    assert f'data-draft-done="accept-{url}"' in page


@pytest.mark.parametrize("after", ["", "nonsense", "2026-01-01", "2026-01-01~x"])
def test_an_address_that_makes_no_sense_is_not_found(hall: Hall, after: str):
    petition = halls.registered(hall)
    url = f"/desk/matters/{petition.pk}/onward/"
    assert hall["screener"].client().get(url, {"after": after}).status_code == 404


def test_a_tab_says_what_is_late_in_it_before_it_is_opened(hall: Hall):
    halls.registered(hall, at=now() - timedelta(days=100))
    page = hall["receptionist"].client("en").get("/desk/")
    late = [(str(tab["label"]), tab["late"]) for tab in page.context["tabs"]]
    assert late == [("To register and screen", 1), ("Guided elsewhere", ""), ("My area", 1)]
    assert "1 late" in page.content.decode()


def all_over(hall: Hall, to: int, role: str = "head") -> int:
    sent = {"leaving": hall.by("handler").id, "to": to}
    return int(hall[role].client("en").post("/desk/hand-over/", sent).status_code)


def test_the_head_hands_over_all_that_somebody_holds_at_once(hall: Hall):
    other = halls.an_officer("handler", hall.housing, "ym-other", "高翔")
    held = [halls.accepted(hall), halls.handled(hall)]
    issued = halls.issued(hall).petition
    Post.objects.filter(pk=hall.by("handler").post).update(ends_on=now().date())
    assert all_over(hall, other.actor.id) == 302
    act_as(SYSTEM)
    assert {halls.demand_of(one).handler_id for one in held} == {other.actor.id}
    assert halls.demand_of(issued).handler_id == hall.by("handler").id
    page = hall["head"].client("en").get("/desk/hand-over/").content.decode()
    assert "stays until the opinion is through" in page


def test_all_are_handed_over_or_none(hall: Hall, monkeypatch: pytest.MonkeyPatch):
    other = halls.an_officer("handler", hall.housing, "ym-other", "高翔")
    held = [halls.accepted(hall), halls.handled(hall)]
    real, calls = leaving.hand_over, []

    def breaks_at_the_second(demand: int, **words: object) -> object:
        calls.append(demand)
        if len(calls) > 1:
            raise leaving.Refused
        return real(demand, **words)  # type: ignore[arg-type]  # as it is called

    monkeypatch.setattr(leaving, "hand_over", breaks_at_the_second)
    assert all_over(hall, other.actor.id) == 409
    act_as(SYSTEM)
    assert {halls.demand_of(one).handler_id for one in held} == {hall.by("handler").id}


def test_it_goes_to_another_handler_of_the_organ_and_by_the_head_only(hall: Hall):
    halls.accepted(hall)
    assert all_over(hall, hall.by("handler").id) == 422
    assert all_over(hall, hall.by("legal_checker").id) == 422
    for role in ("handler", "legal_checker", "screener", "supervisor", "lawyer", "leader"):
        assert all_over(hall, hall.by("handler").id, role) == 404
