"""Keys change, and what the old ones signed stays provable."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.conf import LazySettings
from tests.documents.test_genuine import AT, LINE

from yimen.base import signing
from yimen.documents import statement
from yimen.documents.examining import Verdict, judge
from yimen.ops.keys import FILE
from yimen.ops.verbs.keys import keys as verb
from yimen.registry import keys
from yimen.registry.models import PublicKey

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.YIMEN_DATA = str(tmp_path)
    monkeypatch.setenv("YIMEN_DATA", str(tmp_path))
    monkeypatch.setenv(signing.NAME, os.environ[signing.NAME])  # taken back afterwards
    (tmp_path / FILE).write_text(
        f"# ours\nYIMEN_SECRET_KEY=ab\n{signing.NAME}={os.environ[signing.NAME]}\n",
        encoding="ascii",
    )


def publics() -> dict[str, bytes]:
    return {one["name"]: bytes.fromhex(one["public"]) for one in keys.listed()}


def stated() -> str:
    """Sign a statement with the key that holds."""
    name = keys.current().name
    said = statement.signed(
        key=name, content="00" * 32, case_number="一门〔2026〕1号", place=(1, LINE), issued_at=AT
    )
    return str(said)


def changed(*words: str) -> str:
    done = CliRunner().invoke(verb, ["change", *words], catch_exceptions=False)
    assert done.exit_code == 0
    return done.output


def test_the_first_key_is_published_when_it_is_first_needed():
    assert PublicKey.objects.count() == 0
    assert keys.current().public == signing.public_key().hex()
    assert keys.out(keys.KEYS_FILE).is_file()
    assert keys.current().pk == keys.current().pk


def test_what_an_old_key_signed_is_genuine_for_ever():
    old = stated()
    changed()
    new = stated()
    assert judge(old, publics()).verdict is judge(new, publics()).verdict is Verdict.GENUINE
    first, second = keys.listed()
    assert first["until"] == second["from"]
    assert (first["reason"], second["reason"]) == ("first", "changed")
    endorsed = bytes.fromhex(second["endorsed"])
    public = bytes.fromhex(second["public"])
    assert signing.is_signed(keys.KEY, public, endorsed, bytes.fromhex(first["public"]))


def test_a_stolen_key_signs_no_successor_and_is_marked():
    name = keys.current().name
    assert not keys.was_stolen(name)
    changed("--stolen")
    assert keys.was_stolen(name)
    assert keys.listed()[1]["endorsed"] == ""
    assert not keys.was_stolen(keys.current().name)


def test_a_running_process_takes_the_new_key_by_itself(monkeypatch: pytest.MonkeyPatch):
    keys.current()
    before = os.environ[signing.NAME]
    changed()
    monkeypatch.setenv(signing.NAME, before)  # as another process still has it
    assert keys.current().public == signing.public_key().hex()
    assert os.environ[signing.NAME] != before


def test_a_key_that_nobody_published_signs_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    keys.current()
    (tmp_path / FILE).unlink()
    monkeypatch.setenv(signing.NAME, "22" * 32)
    with pytest.raises(keys.KeyNotPublished):
        keys.current()


def test_after_a_loss_a_new_key_is_published_without_the_old_one(monkeypatch: pytest.MonkeyPatch):
    keys.current()
    monkeypatch.setenv(signing.NAME, "33" * 32)
    changed("--lost")
    assert [one["reason"] for one in keys.listed()] == ["first", "lost"]
    assert keys.current().public == signing.public_key().hex()


def test_the_other_secrets_stay_as_they_are(tmp_path: Path):
    keys.current()
    changed()
    text = (tmp_path / FILE).read_text(encoding="ascii")
    assert "YIMEN_SECRET_KEY=ab\n" in text
    assert text.count(signing.NAME) == 1
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600


def test_the_list_names_every_key():
    changed()
    done = CliRunner().invoke(verb, ["list", "--json"], catch_exceptions=False)
    assert done.output.count('"public"') == 2
