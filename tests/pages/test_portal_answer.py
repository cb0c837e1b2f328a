"""The written answer: received by the petitioner, then rated."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.pages import citizen
from tests.pages import hall as halls
from tests.pages.citizen import letters, opened, served
from tests.pages.hall import Hall

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.base.errors import NotFound
from yimen.base.time import local_day, now
from yimen.casework.actions.issue_opinion import issue_opinion
from yimen.casework.rating_paper import rating_paper
from yimen.registry.models import Opinion, Rating, Service


def test_reading_the_answer_is_confirmed_first_and_counts_as_service(hall: Hall) -> None:
    opinion = halls.issued(hall)
    client, address = opened(opinion.petition)
    answer = client.get(address)
    first = answer.context["papers"][0]
    assert first["waits"]
    assert first["pdf_url"] == ""
    letter = letters(opinion.petition, "handling_opinion")[0]
    for page in ("", "pdf/"):
        shut = client.get(f"{address}letters/{letter.pk}/{page}")
        assert shut["location"] == first["url"]
    told = client.get(first["url"]).content.decode()
    assert "确认收到并阅读" in told
    assert "自今天起30日内可以请求复查" in told
    assert citizen.of(Service, opinion.petition) == []
    received = client.post(first["url"])
    assert received["location"] == f"{address}letters/{letter.pk}/"
    assert "路灯确已损坏" in client.get(received["location"]).content.decode()
    (service,) = citizen.of(Service, opinion.petition)
    assert (service.method, service.by_id) == ("platform", None)
    assert client.post(first["url"])["location"] == received["location"]
    assert len(citizen.of(Service, opinion.petition)) == 1
    after = client.get(address)
    assert "您的诉求得到支持" in after.content.decode()
    read, review = after.context["choices"][:2]
    assert (read["url"], read["first"]) == (received["location"], True)
    assert review["until"] > local_day(now())


def test_an_answer_that_is_not_printed_yet_cannot_be_received(hall: Hall) -> None:
    opinion = issue_opinion(halls.signed(hall).pk, by=hall.by("handler"), at=now())
    client, address = opened(opinion.petition)
    page = client.get(address)
    assert not [one for one in page.context["choices"] if one.get("first")]
    assert client.post(f"{address}answers/{opinion.pk}/").status_code == 404


def test_a_draft_answer_is_nowhere_to_be_seen(hall: Hall) -> None:
    opinion = halls.signed(hall)
    client, address = opened(opinion.petition)
    assert "路灯确已损坏" not in client.get(address).content.decode()
    assert client.get(f"{address}answers/{opinion.pk}/").status_code == 404


def test_the_answer_of_another_matter_cannot_be_received(hall: Hall) -> None:
    other = halls.issued(hall)
    client, address = opened(halls.lodged(hall))
    assert client.post(f"{address}answers/{other.pk}/").status_code == 404
    act_as(SYSTEM)
    assert Opinion.objects.get(pk=other.pk).stage == "issued"


def test_organ_and_bureau_are_rated_each_for_itself_and_the_rating_can_change(hall: Hall) -> None:
    petition = served(hall)
    client, address = opened(petition)
    boxes = client.get(address).context["rates"]
    assert [box["organ"] for box in boxes] == [hall.housing.name, hall.bureau.name]
    for organ, level in (
        (hall.housing, "dissatisfied"),
        (hall.bureau, "satisfied"),
        (hall.housing, "basically"),
    ):
        answer = client.post(
            f"{address}rate/{organ.pk}/",
            {f"organ{organ.pk}-level": level, f"organ{organ.pk}-reason": "修得慢"},
        )
        assert answer["location"] == address
    found = {
        rating.organ_id: (rating.level, rating.reasons) for rating in citizen.of(Rating, petition)
    }
    assert found == {
        hall.housing.pk: ("basically", "修得慢"),
        hall.bureau.pk: ("satisfied", "修得慢"),
    }
    page = client.get(address)
    assert "您现在的评价" in page.content.decode()
    assert page.context["rates"][0]["form"].initial["level"] == "basically"


def test_a_rating_without_a_level_says_so_and_keeps_the_reason(hall: Hall) -> None:
    client, address = opened(served(hall))
    answer = client.post(
        f"{address}rate/{hall.housing.pk}/", {f"organ{hall.housing.pk}-reason": "说明理由"}
    )
    assert answer.status_code == 422
    assert "请从三项中选一项。" in answer.content.decode()
    assert "说明理由" in answer.content.decode()


def test_nothing_can_be_rated_before_the_answer_is_there_nor_anybody_else(hall: Hall) -> None:
    client, address = opened(halls.accepted(hall))
    assert client.get(address).context["rates"] == []
    assert client.get(f"{address}rate/{hall.housing.pk}/").status_code == 404
    client, address = opened(served(hall))
    assert (
        client.post(f"{address}rate/999999/", {"organ999999-level": "satisfied"}).status_code == 404
    )


def test_the_rating_is_over_after_its_last_day(hall: Hall) -> None:
    long_ago = now() - timedelta(days=45)
    petition = served(hall)
    act_as(SYSTEM)
    petition.clocks.filter(limit="rating").update(due_on=local_day(long_ago))
    client, address = opened(petition)
    (box, _) = client.get(address).context["rates"]
    assert box["form"] is None
    answer = client.post(
        f"{address}rate/{hall.housing.pk}/", {f"organ{hall.housing.pk}-level": "satisfied"}
    )
    assert answer.status_code == 422
    assert citizen.of(Rating, petition) == []


def test_who_is_not_satisfied_is_told_that_a_review_is_another_thing(hall: Hall) -> None:
    petition = served(hall)
    client, address = opened(petition)
    organ = halls.demand_of(petition).owner_id
    for level, told in (("satisfied", False), ("dissatisfied", True)):
        page = client.post(
            f"{address}rate/{organ}/", {f"organ{organ}-level": level}, follow=True
        ).content.decode()
        assert "评价已提交，谢谢您。" in page
        assert ("评价不会改变答复本身" in page) is told


def test_the_rating_form_is_printed_while_she_may_rate_and_says_that_silence_is_no_yes(
    hall: Hall,
) -> None:
    petition = citizen.served(hall)
    client, matter = citizen.opened(petition)
    assert f"{matter}rate/paper/" in client.get(matter).content.decode()
    drawn = client.get(f"{matter}rate/paper/")
    assert (drawn.status_code, drawn["Content-Type"]) == (200, "application/pdf")
    who = hall.by("handler")
    said = "".join(rating_paper(who, petition.pk, at=now()).texts())
    assert all(words in said for words in ("满意", "未评价", "不算满意", hall.bureau.name))
    with pytest.raises(NotFound):  # the time to rate is over, and so is the form
        rating_paper(who, petition.pk, at=now() + timedelta(days=62))


def test_nothing_is_rated_on_paper_before_the_answer_is_there(hall: Hall) -> None:
    petition = halls.accepted(hall)
    client, matter = citizen.opened(petition)
    assert client.get(f"{matter}rate/paper/").status_code == 404
