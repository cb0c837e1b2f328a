"""Withdrawing on the platform: what it means is said first; it is one's own wish, and no more."""

from __future__ import annotations

from tests.pages import hall as halls
from tests.pages.citizen import browser, opened, served
from tests.pages.hall import Hall

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.registry.models import Withdrawal


def test_it_is_offered_last_and_says_what_it_means(hall: Hall) -> None:
    petition = halls.handled(hall)
    client, address = opened(petition)
    choices = client.get(address).context["choices"]
    assert choices[-1]["url"] == f"{address}withdraw/"
    assert not choices[-1].get("first")
    page = client.get(choices[-1]["url"]).content.decode()
    assert "任何单位和个人都不得要求您撤回" in page
    assert "随时可以就同一件事重新提出" in page
    assert halls.petition_of(petition.pk).state == "handling"


def test_a_page_left_open_says_that_it_is_too_late(hall: Hall) -> None:
    petition = served(hall)
    client, address = opened(petition)
    page = client.post(f"{address}withdraw/", {"own_wish": "on"}, follow=True)
    assert "这一步已经办过了，或者现在不能办理" in page.content.decode()
    assert halls.petition_of(petition.pk).state == "executing"


def test_it_is_withdrawn_once_she_says_that_she_wishes_it(hall: Hall) -> None:
    petition = halls.handled(hall)
    client, address = opened(petition)
    its = halls.demand_of(petition).pk
    unsaid = client.post(f"{address}withdraw/", {"reason": "已经修好了", "demands": [its]})
    assert unsaid.status_code == 422
    assert "请不要撤回，并告诉我们" in unsaid.content.decode()
    assert "已经修好了" in unsaid.content.decode()
    assert halls.petition_of(petition.pk).state == "handling"
    done = client.post(f"{address}withdraw/", {"reason": "", "own_wish": "on", "demands": [its]})
    assert done["location"] == address
    assert halls.petition_of(petition.pk).state == "withdrawn"
    act_as(SYSTEM)
    row = Withdrawal.objects.get(petition=petition)
    assert (row.channel, row.reason, row.by_id) == ("online", "", None)
    page = client.get(address)
    assert "已撤回" in page.content.decode()
    assert not [one for one in page.context["choices"] if "withdraw" in one["url"]]
    # Pressed twice, it leads back to the matter, and nothing is withdrawn twice.
    assert (
        client.post(f"{address}withdraw/", {"own_wish": "on", "demands": [its]})["location"]
        == address
    )
    act_as(SYSTEM)
    assert Withdrawal.objects.filter(petition=petition).count() == 1


def test_of_several_demands_she_chooses(hall: Hall) -> None:
    petition = halls.handled(hall, asks=2)
    client, address = opened(petition)
    first, second = halls.demands(petition)
    nothing = client.post(f"{address}withdraw/", {"own_wish": "on"})
    assert nothing.status_code == 422
    assert "请选择要撤回的诉求" in nothing.content.decode()
    client.post(f"{address}withdraw/", {"own_wish": "on", "demands": [second.pk]})
    assert [d.state for d in halls.demands(petition)] == ["handling", "withdrawn"]
    # Sent twice, it withdraws no other, though only one is left to choose.
    for other in (second.pk, second.pk + 99):
        again = client.post(f"{address}withdraw/", {"own_wish": "on", "demands": [other]})
        assert again.status_code == 422
    assert [d.state for d in halls.demands(petition)] == ["handling", "withdrawn"]
    assert (
        f'name="demands" value="{first.pk}"' in client.get(f"{address}withdraw/").content.decode()
    )


def test_one_answer_to_two_demands_is_said_to_be_one(hall: Hall) -> None:
    petition = halls.drafted(hall, asks=2).petition
    client, address = opened(petition)
    first = halls.demands(petition)[0]
    refused = client.post(f"{address}withdraw/", {"own_wish": "on", "demands": [first.pk]})
    assert refused.status_code == 422
    assert "一份意见书里一并答复" in refused.content.decode()


def test_without_the_code_there_is_no_such_page(hall: Hall) -> None:
    petition = halls.handled(hall)
    _, address = opened(petition)
    assert browser().get(f"{address}withdraw/")["location"].startswith("/track/")
