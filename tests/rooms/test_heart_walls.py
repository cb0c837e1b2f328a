"""Nobody learns whether somebody came: every role, every table, every page, and SQL itself."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client as Browser
from psycopg import sql
from tests import make
from tests.rooms import hearts
from tests.rooms.hearts import AT, Room, a_room
from tests.rooms.test_heart_pages import HERE, desk

from yimen.access.actor import Actor, Role
from yimen.access.rls import act_as
from yimen.access.rooms import WALLS
from yimen.access.walls import rows
from yimen.registry.code import blind_code
from yimen.rooms.heart import models
from yimen.rooms.heart.clients import blind_client

pytestmark = pytest.mark.django_db
TABLES = ("client", "consent", "talk", "answer", "task", "plan", "crisis", "wish")
#: Who of the room sees which tables when every table has rows.
SEES = {
    "counsellor": {"client", "consent", "talk", "answer", "task", "plan", "crisis", "wish"},
    "own": {"client", "consent", "talk", "plan", "wish"},
    "second": {"crisis"},
}
#: What nobody may read in clear anywhere.
SECRETS = (hearts.CALLED, hearts.SAID, hearts.FEARS, hearts.ASKED, "13912345678", "请轻声敲门")


@pytest.fixture
def room() -> Room:
    return a_room().full()


def everybody(room: Room) -> dict[str, Actor]:
    """Return an actor for every role, and for everybody of the room."""
    found = {}
    for role in Role:
        if role in {Role.SYSTEM, Role.PETITIONER, Role.VISITOR, Role.STRANGER}:
            continue
        found[f"a {role}"] = make.an_officer(room.district, role, room.district.bureau, name="谁")
    found |= {
        "a counsellor elsewhere": make.an_officer(
            room.district, "counsellor", room.district.housing
        ),
        "a stranger": Actor(role=Role.STRANGER),
        "a petitioner": Actor(role=Role.PETITIONER, code=blind_client(room.code)),
        "another client": Actor(role=Role.VISITOR, code=blind_client("111122223333")),
        "a visitor without code": Actor(role=Role.VISITOR),
        # The same person in another post sees nothing of the room: nor in another room of the same.
        "the counsellor elsewhere": Actor(
            role=Role.COUNSELLOR,
            id=room.counsellor.id,
            organ=room.district.housing.pk,
            area="/",
        ),
        "the second person elsewhere": Actor(
            role=Role.COUNSELLOR, id=room.second.id, organ=room.district.housing.pk, area="/"
        ),
        "the counsellor as leader": Actor(
            role=Role.LEADER, id=room.counsellor.id, organ=room.counsellor.organ, area="/"
        ),
        "a supervisor who was not asked": room.supervisor,
    }
    return found | {"counsellor": room.counsellor, "own": room.own, "second": room.second}


def test_every_role_and_every_table_by_both_locks(room: Room) -> None:
    for name, who in everybody(room).items():
        for table in TABLES:
            act_as(who)
            with connection.cursor() as cursor:
                cursor.execute(f"select count(*) from heart_{table}")  # noqa: S608  # our own names
                (by_sql,) = cursor.fetchone()
            model = getattr(models, table.capitalize())
            by_rule = model.objects.filter(rows(who, WALLS[f"heart_{table}"])).exists()
            sees = table in SEES.get(name, set())
            assert (bool(by_sql), by_rule) == (sees, sees), (name, table)


def test_nobody_writes_around_the_acts(room: Room) -> None:
    for name, who in everybody(room).items():
        for table in TABLES:
            for words in (
                f"update heart_{table} set id = id",  # noqa: S608  # our own names
                f"delete from heart_{table}",  # noqa: S608  # our own names
            ):
                act_as(who)
                with connection.cursor() as cursor:
                    cursor.execute(words)
                    assert cursor.rowcount == 0, (name, words)
        act_as(who)
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "insert into heart_task (client_id, why, raised_at, due_at)"
                " values (%s, 'plan', now(), now())",
                [room.client],
            )


def attempts(client: int) -> Iterator[tuple[str, list]]:
    """Yield what somebody might ask PostgreSQL to learn whether there is such a client."""
    yield "select 1 from heart_client where id = %s", [client]
    yield "select 1 from heart_talk where client_id = %s", [client]
    yield "select count(*) from heart_client having count(*) > 0", []
    yield "select max(id) from heart_client having max(id) > 0", []
    yield "select 1 from heart_client c join heart_consent s on s.client_id = c.id", []
    yield "select client_id from heart_consent where client_id = %s for update", [client]
    yield "select 1 where exists (select from heart_crisis)", []
    yield "select most_common_vals from pg_stats where tablename like 'heart_%%'", []
    yield "select 1 from heart_wish where client_id = %s", [client]
    yield "select 1 where exists (select from heart_wish)", []


def test_an_attempt_to_learn_of_a_client_through_sql_fails(room: Room) -> None:
    for name, who in everybody(room).items():
        if name in SEES:
            continue
        for words, params in attempts(room.client):
            act_as(who)
            with connection.cursor() as cursor:
                cursor.execute(words, params)
                assert cursor.fetchall() == [], (name, words)


def pages(client: int, crisis: int) -> Iterator[tuple[str, dict | None]]:
    """Yield every page of the room, with what is sent to it."""
    one = f"{HERE}{client}/"
    yield one, None
    for name in ("wellbeing", "phq4", "phq9"):
        yield f"{one}ask/{name}/", None
        yield f"{one}ask/{name}/", {"down": "1"}
    for name in ("consent", "wellbeing", "record", "plan", "advice", "exception", "nonsense"):
        yield f"{one}papers/{name}/", None
    for do in (
        *("talk", "plan", "crisis", "disclose", "consent", "hand_over", "wish"),
        *("task", "cancel", "tell", "close"),
    ):
        yield one, {"do": do, "number": "1"}
    yield f"{HERE}agree/{crisis}/", {"agrees": "yes"}
    for number in range(1, 4):
        yield f"{HERE}wishes/{number}/", {"grants": "yes", "reasons": "好"}


@pytest.mark.slow
def test_every_page_is_not_there_for_anybody_else(room: Room) -> None:
    act_as(room.counsellor)
    crisis = models.Crisis.objects.get().pk
    officers = {n: w for n, w in everybody(room).items() if w.id and n not in SEES}
    for acting in ("the counsellor as leader", "the counsellor elsewhere"):
        officers.pop(acting)
    officers.pop("the second person elsewhere")
    for name, who in officers.items():
        browser = desk(who)
        for url, sent in pages(room.client, crisis):
            answer = browser.get(url) if sent is None else browser.post(url, sent)
            assert answer.status_code == 404, (name, url, sent)
            there = answer.content
            other = url.replace(f"/{room.client}/", "/987654321/", 1)
            missing = browser.get(other) if sent is None else browser.post(other, sent)
            if other != url:  # what is theirs and what is nobody's look alike
                assert len(missing.content) == len(there), (name, url)
        opens = who.role is Role.COUNSELLOR
        for url in (HERE, f"{HERE}new/"):
            answer = browser.get(url)
            assert answer.status_code == (200 if opens else 404), (name, url)
            assert not any(secret in answer.content.decode() for secret in SECRETS)


def test_a_stranger_is_asked_to_sign_in_and_a_code_opens_no_desk(room: Room) -> None:
    stranger, own = Browser(), Browser()
    own.post("/support/mine/", {"code": room.code})
    for browser in (stranger, own):
        assert browser.get(f"{HERE}{room.client}/").status_code in {302, 404}
    for url in ("/support/mine/papers/plan/", "/support/mine/form/wellbeing/"):
        assert stranger.get(url).status_code == 404
    assert stranger.post("/support/mine/do/", {"do": "erase", "sure": "1"}).status_code == 404


@pytest.mark.usefixtures("room")
def test_nothing_lies_in_clear_in_the_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select tablename from pg_tables where schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
    for table in tables:
        act_as(Actor(role=Role.SYSTEM, area="/"))
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                whole = sql.SQL("select coalesce(string_agg(t::text, chr(10)), '') from {} t")
                cursor.execute(whole.format(sql.Identifier(table)))
                (text,) = cursor.fetchone()
        except ProgrammingError:
            continue  # the app's role does not read it
        hexed = [secret.encode().hex() for secret in SECRETS]
        assert not any(secret in text for secret in (*SECRETS, *hexed)), table


def test_nothing_reaches_logs_search_or_error_pages(
    room: Room, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    browser = desk(room.counsellor)
    browser.get(f"{HERE}{room.client}/")
    said = {"do": "plan", "signs": hearts.FEARS}
    browser.post(f"{HERE}{room.client}/", said)
    wrong = browser.post(f"{HERE}{room.client}/", {"do": "nonsense", "goal": hearts.SAID})
    assert wrong.status_code == 404
    assert not any(secret in wrong.content.decode() for secret in SECRETS)
    out = capsys.readouterr()
    told = f"{caplog.text}\n{out.out}\n{out.err}"
    assert not any(secret in told for secret in SECRETS)
    assert room.code not in told
    clerk = desk(make.an_officer(room.district, "receptionist", room.district.bureau))
    for asked in (hearts.CALLED, "13912345678"):
        answer = clerk.get("/desk/search/", {"q": asked}, follow=True)
        assert "heart" not in answer.content.decode()


def test_a_petition_and_its_export_know_nothing_of_the_room(room: Room) -> None:
    case = make.a_petition(room.district, "handled")
    browser = Browser(headers={"accept-language": "zh-hans"})
    said = {"number": case.number, "query_code": case.code}
    page = browser.post("/track/", said, follow=True).content.decode()
    assert "needs/" in page
    assert not any(secret in page for secret in SECRETS)
    with connection.cursor() as cursor:
        cursor.execute(
            "select conrelid::regclass::text from pg_constraint where contype = 'f'"
            " and conrelid::regclass::text like 'heart_%%'"
            " and confrelid in ('registry_petition'::regclass, 'registry_demand'::regclass,"
            " 'registry_party'::regclass)"
        )
        assert {name for (name,) in cursor.fetchall()} == {"heart_need"}


def test_the_three_words_are_set_by_the_petitioner_and_seen_with_the_petition(room: Room) -> None:
    case = make.a_petition(room.district, "handled")
    act_as(room.counsellor)
    from_sql = (
        "insert into heart_need (petition_id, needs_pause, needs_companion_or_interpreter,"
        " do_not_contact_by_phone, at) values (%s, true, false, false, %s)"
    )
    who = Actor(role=Role.PETITIONER, code=blind_code(case.number, case.code))
    for other in [w for n, w in everybody(room).items() if n != "own"]:
        act_as(other)
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(from_sql, [case.petition, AT])
    act_as(who)
    with connection.cursor() as cursor:
        cursor.execute(from_sql, [case.petition, AT])
    seen = {}
    for name, one in everybody(room).items():
        act_as(one)
        with connection.cursor() as cursor:
            cursor.execute(
                "select count(*) from heart_need n, registry_petition p where p.id = n.petition_id"
            )
            (both,) = cursor.fetchone()
            cursor.execute("select count(*) from heart_need")
            (needs,) = cursor.fetchone()
        assert both == needs, name
        seen[name] = bool(needs)
    assert seen["a receptionist"]
    assert not seen["a counsellor"]
    assert not seen["another client"]
