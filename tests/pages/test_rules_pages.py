"""The norm library and the changes to the rules, as administrators and everybody see them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from tests.people.folk import an_officer

from yimen.access.actor import POSTS, Role
from yimen.base.time import local_day, now
from yimen.law.days import DAYS, Calendars
from yimen.norms.models import LawChange, Norm

pytestmark = pytest.mark.django_db
CHANGE = "title: {zh: 三十日办结, en: In 30 days}\nfrom: 2099-01-01\nlimits: {handling: {days: 30}}"
KEEPERS = {"norms": {Role.SYSTEM_ADMIN}, "changes": {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN}}


def as_(role: Role) -> Client:
    client = Client()
    client.force_login(an_officer(role))
    return client


@pytest.mark.parametrize("role", sorted(POSTS))
def test_the_pages_open_for_those_whose_duty_it_is(role: Role) -> None:
    client = as_(role)
    for name, whose in KEEPERS.items():
        answer = client.get(reverse(f"workbench:{name}"))
        assert answer.status_code == (200 if role in whose else 409), name


def test_what_was_typed_survives_a_change_that_cannot_be_read() -> None:
    client, page = as_(Role.SYSTEM_ADMIN), reverse("workbench:changes")
    answer = client.post(page, {"text": "limits: [某", "reason": "为了缩短时间"})
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "limits: [某" in shown
    assert "为了缩短时间" in shown
    assert not LawChange.objects.exists()


def test_what_is_wrong_with_a_change_is_said_in_the_readers_language() -> None:
    client, page = as_(Role.SYSTEM_ADMIN), reverse("workbench:changes")
    said = {"text": "from: 2099-01-01\ntitle: {zh: 缩短}", "reason": "为了缩短时间"}
    for language, words in (("zh-hans", "：缺少en。请补上。"), ("en", "has no en. Add it.")):
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        shown = client.post(page, said).content.decode()
        assert words in shown, language
        assert ("has no" in shown) == (language == "en")


def test_a_change_is_proposed_tried_and_published_by_two_people() -> None:
    one, other = as_(Role.SYSTEM_ADMIN), as_(Role.SECURITY_ADMIN)
    one.post(reverse("workbench:changes"), {"text": CHANGE, "reason": "缩短办理时间"})
    change = LawChange.objects.get()
    page = reverse("workbench:change", args=[change.pk])
    assert (
        reverse("workbench:publish_change", args=[change.pk]) not in one.get(page).content.decode()
    )
    days = {"since": "2025-01-01", "until": "2025-12-31"}
    assert one.post(reverse("workbench:try_change", args=[change.pk]), days).status_code == 302
    assert reverse("workbench:trials", args=[change.pk]) in one.get(page).content.decode()
    publish = reverse("workbench:publish_change", args=[change.pk])
    assert one.post(publish).status_code == 409
    assert other.post(publish).status_code == 409  # not tried yet
    change.trials.update(stage="done")
    assert other.post(publish).status_code == 302
    change.refresh_from_db()
    assert change.stage == "published"


def test_whoever_keeps_the_rules_is_told_which_calendar_is_missing() -> None:
    keeper, page = as_(Role.SYSTEM_ADMIN), reverse("workbench:changes")
    files, year = DAYS.now().first, local_day(now()).year
    for known, told in ((set(), True), ({year, year + 1}, False)):
        with DAYS.instead(Calendars(replace(files, years=frozenset(known)))):
            shown = keeper.get(page).content.decode()
            elsewhere = keeper.get(reverse("workbench:organs")).content.decode()
        assert (f"{year}年的节假日安排还没有录入" in shown) is told
        assert ('id="tally-changes">1' in elsewhere) is told


def test_a_norm_is_added_read_and_found_by_everybody() -> None:
    client, typed = as_(Role.SYSTEM_ADMIN), {
        "title": "一门区首接负责办法", "kind": "local", "issuer": "一门区人民政府",
        "starts_on": "2024-01-01", "registration": "YMGS-2024-7", "text": "第一条 首接负责。",
    }  # fmt: skip
    lacking = client.post(reverse("workbench:new_norm"), typed | {"starts_on": ""})
    assert lacking.status_code == 422
    assert "第一条 首接负责。" in lacking.content.decode()
    assert client.post(reverse("workbench:new_norm"), typed).status_code == 302
    slug = Norm.objects.get(title=typed["title"]).slug
    shown = Client().get(reverse("portal:norm", args=[slug])).content.decode()
    assert 'id="a1"' in shown
    assert "YMGS-2024-7" in shown
    found = Client().get(reverse("portal:norms"), {"q": "首接"}).content.decode()
    assert typed["title"] in found


def test_a_version_ends_and_says_what_took_its_place() -> None:
    client, new = as_(Role.SYSTEM_ADMIN), reverse("workbench:new_norm")
    for title in ("旧办法", "新办法"):
        client.post(
            new, {"title": title, "kind": "local", "issuer": "区", "starts_on": "2024-01-01"}
        )
    old, taking = Norm.objects.get(title="旧办法"), Norm.objects.get(title="新办法")
    end = reverse("workbench:end_norm", args=[old.versions.get().pk])
    too_soon = client.post(end, {"slug": old.slug, "on": "2023-01-01", "norm": taking.pk})
    assert too_soon.status_code == 409
    assert "2023-01-01" in too_soon.content.decode()
    client.post(end, {"slug": old.slug, "on": "2025-01-01", "norm": taking.pk})
    assert "新办法" in Client().get(reverse("portal:norm", args=[old.slug])).content.decode()


def test_there_is_no_page_of_a_norm_that_nobody_added() -> None:
    assert Client().get(reverse("portal:norm", args=["no-such-norm"])).status_code == 404
