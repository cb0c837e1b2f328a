"""Two officers at the same moment: one act is done, and the other officer is told by whom."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from django.db import connection, transaction
from tests.pages import hall as halls
from tests.pages.hall import Hall

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.base.time import now
from yimen.casework.actions.accept import accept
from yimen.casework.queries.matter import Matter, matter_for
from yimen.registry.models import Petition
from yimen.workbench.views import act as act_page


def test_what_changes_while_a_form_is_judged_is_told_too(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
):
    petition = halls.forwarded(hall)
    demand, other = halls.demand_of(petition), hall.by("head")
    stale: Callable[..., Matter] = lambda *a, **k: replace(matter_for(*a, **k), refusal=None)  # noqa: E731 - one line
    accept(demand.pk, handler=hall.by("handler").id, by=other, at=now())
    monkeypatch.setattr(act_page, "matter_for", stale)
    url = f"/desk/matters/{petition.pk}/accept/{demand.pk}/"
    late = hall["handler"].client("en").post(url, {"handler": hall.by("handler").id})
    assert late.status_code == 409
    assert "Meanwhile" in late.content.decode()
    assert hall["head"].staff.name in late.content.decode()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_two_presses_in_the_same_second_one_is_done():
    with transaction.atomic():
        hall = halls.a_hall()
        petition = halls.forwarded(hall)
        demand = halls.demand_of(petition)
        clients = [hall[role].client("en") for role in ("handler", "head")]
    url, together = f"/desk/matters/{petition.pk}/accept/{demand.pk}/", Barrier(2)

    def press(client: object) -> tuple[int, str]:
        together.wait()
        try:
            answer = client.post(url, {"handler": hall.by("handler").id})  # type: ignore[attr-defined]  # a client
            return answer.status_code, answer.content.decode()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        answers = sorted(both.map(press, clients))
    assert [status for status, _ in answers] == [302, 409]
    assert "Meanwhile" in answers[1][1]
    with transaction.atomic():
        act_as(SYSTEM)
        kinds = Petition.objects.get(pk=petition.pk).entries.values_list("kind", flat=True)
        assert list(kinds).count("accept") == 1
