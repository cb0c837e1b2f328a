"""The daily digest: whoever keeps one can prove that the past was not rewritten, by anybody."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction
from tests import make
from tests.make import Case, District

from yimen.access.actor import STRANGER, SYSTEM
from yimen.access.rls import act_as
from yimen.base.merkle import Tree
from yimen.ops.database import address
from yimen.registry import digests, keys
from yimen.registry.chain import hash_of
from yimen.registry.models import Digest, Entry

CHANGED_KEY = "update registry_publickey set public = ''"
DAY_ONE, DAY_TWO = make.on("2025-06-01", "00:40"), make.on("2025-06-02", "00:40")


@pytest.fixture(autouse=True)
def _published(settings: object, tmp_path: Path) -> None:
    settings.YIMEN_DATA = str(tmp_path)  # type: ignore[attr-defined]  # Django's settings


@pytest.fixture
def case(district: District) -> Case:
    return make.a_petition(district, "accepted")


@pytest.fixture
def district(db: None) -> District:  # noqa: ARG001  # it stands in the database
    return make.a_district()


def broken(kept: dict[str, object] | None = None) -> list[str]:
    return [f"{one.digest}: {one.what}" for one in digests.verify(kept=kept)]


@contextmanager
def as_the_owner() -> Iterator[None]:
    """Do what only the owner of the database can: it lifts its own triggers."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set role none")
        cursor.execute("alter table registry_entry disable trigger append_only")
        cursor.execute("alter table registry_entry no force row level security")
        cursor.execute("alter table registry_digest disable trigger append_only")
        yield
        cursor.execute("set constraints all immediate")
        cursor.execute("alter table registry_entry enable trigger append_only")
        cursor.execute("alter table registry_entry force row level security")
        cursor.execute("alter table registry_digest enable trigger append_only")
        cursor.execute("set role yimen_app")


def rewritten(case: Case, seq: int) -> None:
    """Change one line, and write every hash of its chain anew: each file agrees with itself."""
    act_as(SYSTEM)
    lines = list(Entry.objects.filter(petition=case.petition).order_by("seq"))
    before = ""
    with as_the_owner():
        for line in lines:
            if line.seq == seq:
                line.role = "head"
            line.previous = before
            line.hash = before = hash_of(line)
            Entry.objects.filter(pk=line.pk).update(
                role=line.role, previous=line.previous, hash=line.hash
            )
        with connection.cursor() as cursor:
            cursor.execute("set role yimen_app")
            cursor.execute(
                "update registry_petition set head_hash = %s where id = %s",
                [before, case.petition],
            )
            cursor.execute("set role none")


@pytest.mark.usefixtures("case")
def test_a_digest_covers_every_line_and_names_the_one_before(district: District):
    first = digests.make(DAY_ONE)
    assert first.lines == Entry.objects.count() > 0
    make.a_petition(district, "registered")
    second = digests.make(DAY_TWO)
    assert (second.previous, second.after_line) == (first.hash, first.last_line)
    assert second.lines == 2
    assert broken() == []


@pytest.mark.usefixtures("case")
def test_it_is_made_once_a_day_and_also_on_a_day_without_a_line():
    first = digests.make(DAY_ONE)
    assert digests.make(make.on("2025-06-01", "23:00")).number == first.number
    assert digests.make(DAY_TWO).lines == 0
    assert broken() == []


def test_what_was_added_later_breaks_no_digest(case: Case):
    digests.make(DAY_ONE)
    make.walk(case, "handled", begin="accepted")
    assert broken() == []


def test_a_chain_rewritten_with_valid_hashes_is_caught(case: Case, district: District):
    make.a_petition(district, "registered")
    digests.make(DAY_ONE)
    rewritten(case, 2)
    from tests.acts import after

    assert after.differences(case) == []  # the file itself agrees
    found = broken()
    number = make.petition_of(case).number
    assert found[0].startswith("1: today's lines give another sum")
    assert f"from line 2 of petition {number} on" in found[1]


def test_a_petition_that_is_gone_altogether_is_caught(case: Case):
    digests.make(DAY_ONE)
    act_as(SYSTEM)
    with as_the_owner(), connection.cursor() as cursor:
        cursor.execute("delete from registry_entry where petition_id = %s", [case.petition])
    assert any("another sum: 0 lines now" in one for one in broken())


@pytest.mark.usefixtures("case")
def test_a_line_slipped_into_the_past_is_caught(district: District):
    gap = Entry.objects.order_by("-pk")[0].pk + 1
    with connection.cursor() as cursor:
        cursor.execute("select nextval(pg_get_serial_sequence('registry_entry', 'id'))")
    other = make.a_petition(district, "lodged")
    digests.make(DAY_ONE)
    act_as(SYSTEM)
    line = Entry.objects.get(petition=other.petition)
    line.pk, line.seq, line.previous = gap, 2, line.hash
    line.hash = hash_of(line)
    line.save(force_insert=True)
    assert any("another sum" in one for one in broken())


def test_a_digest_made_anew_is_not_the_one_that_was_kept_elsewhere(case: Case):
    kept = json.loads(digests.as_text(digests.make(DAY_ONE)))
    rewritten(case, 2)
    with as_the_owner():
        Digest.objects.all().delete()
    again = digests.make(make.on("2025-06-01", "01:00"))
    assert again.number == 1
    assert broken() == []  # inside, everything agrees again
    assert broken(kept) == ["1: the digest that was kept elsewhere is another one"]


@pytest.mark.usefixtures("case")
def test_a_published_digest_can_be_verified_with_the_public_key_alone():
    digests.make(DAY_ONE)
    whole = json.loads(keys.out(digests.file_of(1)).read_text(encoding="utf-8"))
    listed = json.loads(keys.out(keys.KEYS_FILE).read_text(encoding="utf-8"))["keys"]
    public = bytes.fromhex(next(k["public"] for k in listed if k["name"] == whole["key"]))
    assert digests.is_sound(whole, public)
    whole["said"]["root"] = "0" * 64
    assert not digests.is_sound(whole, public)


@pytest.mark.usefixtures("case")
def test_a_digest_that_vanished_from_the_database_is_named():
    digests.make(DAY_ONE)
    with as_the_owner():
        Digest.objects.all().delete()
    assert broken() == ["1: it was published, and is no longer in the database"]


@pytest.mark.usefixtures("case")
def test_a_missing_file_is_named():
    digests.make(DAY_ONE)
    keys.out(digests.file_of(1)).unlink()
    assert broken() == ["1: its published file is missing"]


@pytest.mark.usefixtures("case")
def test_nobody_else_seals_off_lines():
    act_as(STRANGER)
    refused = pytest.raises(ProgrammingError, match="only the system")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select seal_off_lines()")


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize("table", ["registry_digest", "registry_publickey"])
def test_what_was_published_is_neither_changed_nor_removed(table: str):
    digests.make(DAY_ONE)
    for verb in (f"delete from {table}", f"update {table} set signature = ''", CHANGED_KEY):  # noqa: S608  # our own names
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(verb)
    owner = {**address(), "dbname": str(connection.settings_dict["NAME"])}
    with psycopg.connect(**owner) as direct:  # type: ignore[arg-type]  # libpq's words
        found = direct.execute(
            "select count(*) from pg_trigger where tgrelid = %s::regclass"
            " and tgname = 'append_only'",
            [table],
        ).fetchone()
    assert found == (1,)


def test_a_tree_is_the_one_of_the_standard():
    """The empty tree and the first vectors of RFC 6962."""
    leaves = [bytes.fromhex(x) for x in ("", "00", "10", "2021", "3031", "40414243")]
    expected = {
        0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        4: "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        5: "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        6: "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    }
    tree = Tree()
    found = {0: tree.root()}
    for leaf in leaves:
        tree.add(leaf)
        found[tree.leaves] = tree.root()
    assert found == expected
