from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.test import Client

#: What the tests in a browser set for their own process.
FOR_BROWSERS = "DJANGO_ALLOW_ASYNC_UNSAFE"


def test_the_settings_pass_djangos_own_check_for_deployment() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
        env={
            **{name: said for name, said in os.environ.items() if name != FOR_BROWSERS},
            "DJANGO_SETTINGS_MODULE": "yimen.ops.settings",
            "YIMEN_HTTPS": "1",
            "YIMEN_HOSTS": "xinfang.example",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_chinese_is_the_language_of_those_who_ask_for_none() -> None:
    assert settings.LANGUAGE_CODE == "zh-hans"
    assert [code for code, _ in settings.LANGUAGES] == ["zh-hans", "en"]


@pytest.mark.django_db
def test_every_answer_forbids_foreign_scripts_frames_and_referrers(client: Client) -> None:
    answer = client.get("/healthz")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    for rule in ("object-src 'none'", "frame-ancestors 'none'", "base-uri 'self'"):
        assert rule in policy
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/account/signup/", "/account/password/reset/", "/admin/"])
def test_nobody_gives_themselves_an_account(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_session_ends_after_half_an_hour_without_a_request() -> None:
    assert settings.SESSION_COOKIE_AGE == 30 * 60
    assert settings.SESSION_COOKIE_HTTPONLY
