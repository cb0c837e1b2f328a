"""What an empty installation is begun with, and what helps when nobody can sign in."""

from __future__ import annotations

import json

import pytest
from click import Command
from click.testing import CliRunner
from tests.people.folk import AUDITOR, PASSWORD, a_district, a_person, an_organ

from yimen.access.actor import ADMINISTRATORS
from yimen.access.rls import act_as
from yimen.base.errors import Refused
from yimen.base.time import local_day, now
from yimen.ops.verbs.begin import BegunAlready, begin
from yimen.ops.verbs.staff import NoSuchAccount, NoSuchOrgan, NoSuchRegion, staff
from yimen.people.guards import NotACode, NotBoth
from yimen.people.models import AdminEntry, Organ, Post, Region, Staff
from yimen.people.queries import offices, posts_of

pytestmark = pytest.mark.django_db
DISTRICT = ["--district", "一门区", "--code", "ym", "--bureau", "区信访局", "--mark", "一门信"]


def say(command: Command, *words: str) -> str:
    done = CliRunner().invoke(command, list(words), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def refused(command: Command, *words: str) -> Refused:
    with pytest.raises(Refused) as refusal:
        say(command, *words)
    return refusal.value


def test_an_empty_installation_begins_with_a_district_a_bureau_and_three_administrators() -> None:
    made = json.loads(say(begin, *DISTRICT, "--json"))
    assert Region.objects.get().path == "/ym/"
    organ = Organ.objects.get()
    assert organ.is_bureau
    assert list(offices(local_day(now()))) == [organ]
    assert set(made["accounts"]) == set(ADMINISTRATORS)
    for role, account in made["accounts"].items():
        person = Staff.objects.get(username=account["username"])
        assert person.check_password(account["password"])
        assert person.must_change_password
        assert [post.role for post in posts_of(person.pk, local_day(now()))] == [role]
    act_as(AUDITOR)
    assert AdminEntry.objects.count() == 8


def test_an_installation_begins_once() -> None:
    say(begin, *DISTRICT)
    assert isinstance(refused(begin, *DISTRICT), BegunAlready)


def test_what_cannot_begin_leaves_nothing_behind() -> None:
    assert isinstance(refused(begin, *DISTRICT[:2], "--code", "一门", *DISTRICT[4:]), NotACode)
    assert not Region.objects.exists()


def test_an_account_and_a_post_are_given() -> None:
    organ = an_organ("区住建局")
    made = json.loads(say(staff, "add", "LinXiao", "林晓", "--number", "42", "--json"))
    person = Staff.objects.get(pk=made["staff"])
    assert (person.username, person.number) == ("linxiao", "42")
    assert person.check_password(made["password"])
    words = ["--organ", "区住建局", "--from", "2026-01-01", "--until", "2099-01-01"]
    say(staff, "post", "linxiao", "handler", *words)
    post = Post.objects.get()
    assert (post.organ, post.starts_on.year) == (organ, 2026)
    assert post.ends_on
    assert post.ends_on.year == 2099
    assert f"{made['username']}" in say(staff, "list")
    listed = json.loads(say(staff, "list", "--json"))
    assert listed[0]["posts"][0]["organ"] == "区住建局"


def test_a_list_names_everybody_however_many() -> None:
    for _ in range(120):
        a_person()
    assert len(json.loads(say(staff, "list", "--json"))) == 120


def test_a_forgotten_password_is_replaced() -> None:
    person = a_person()
    made = json.loads(say(staff, "password", person.username, "--json"))
    person.refresh_from_db()
    assert person.check_password(made["password"])
    assert not person.check_password(PASSWORD)


def test_what_does_not_exist_is_named() -> None:
    a_district()
    person, organ = a_person(), an_organ()
    given = ["post", person.username, "handler", "--organ"]
    assert isinstance(refused(staff, "password", "nobody"), NoSuchAccount)
    assert isinstance(refused(staff, *given, "无此局"), NoSuchOrgan)
    assert isinstance(refused(staff, *given, organ.name, "--region", "/x/"), NoSuchRegion)


def test_the_command_line_keeps_the_same_rules() -> None:
    person, organ = a_person(), an_organ()
    say(staff, "post", person.username, "audit_admin", "--organ", organ.name)
    refusal = refused(staff, "post", person.username, "handler", "--organ", organ.name)
    assert isinstance(refusal, NotBoth)
