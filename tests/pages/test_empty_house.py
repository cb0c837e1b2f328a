"""Before anybody has made a district, every open page still answers, and says what to do."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/", "/help/", "/track/", "/account/login/"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_an_empty_house_answers(address: str, language: str):
    client = Client(headers={"Accept-Language": language})
    assert client.get(address).status_code == 200


def test_nobody_writes_a_petition_that_no_office_would_take():
    client = Client(headers={"Accept-Language": "en"})
    answer = client.get("/file/")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "demands-0-request" not in page
    assert "office" in page
