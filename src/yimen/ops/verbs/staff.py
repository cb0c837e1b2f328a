"""Keep accounts and posts from the command line."""

from __future__ import annotations

from datetime import date, datetime

import click
from rich.console import Console
from rich.table import Table

from yimen.access.actor import POSTS, SYSTEM
from yimen.access.words import ROLES
from yimen.base.errors import Refused
from yimen.base.time import local_day, now
from yimen.ops.saying import json_option, print_json, say
from yimen.people import directory
from yimen.people.actions.add_staff import add_staff
from yimen.people.actions.give_post import give_post
from yimen.people.actions.reset_password import reset_password
from yimen.people.queries import organ_called, region_at, staff_called
from yimen.people.shapes import Admitted

NEEDS = "django"
_DAY = click.DateTime(["%Y-%m-%d"])


class NoSuchAccount(Refused):
    """Nobody has the user name {username}. `yimen staff list` names everybody."""


class NoSuchOrgan(Refused):
    """There is no organ called {organ}."""


class NoSuchRegion(Refused):
    """There is no region with the path {path}. Write it like /ym/shahe/."""


@click.group()
def staff() -> None:
    """Keep accounts and posts: to begin with, and when nobody else can."""


@staff.command(name="list")
@json_option
def list_(*, as_json: bool) -> None:
    """Name everybody, with the posts they hold today."""
    everybody = list(_everybody())
    if as_json:
        print_json(everybody)
        return
    table = Table(say("Account"), say("Who it is"), say("Posts"), say("Account is"))
    for person in everybody:
        posts = "\n".join(f"{say(ROLES[held.role])} · {held.organ}" for held in person.posts)
        state = say("open") if person.is_active else say("closed")
        table.add_row(person.username, person.name, posts, state)
    Console(highlight=False).print(table)


@staff.command()
@click.argument("username")
@click.argument("name")
@click.option("--number", default="", help="The staff number.")
@json_option
def add(*, username: str, name: str, number: str, as_json: bool) -> None:
    """Open an account for NAME, and print its one-time password."""
    admitted = add_staff(username=username, name=name, number=number, by=SYSTEM, at=now())
    tell(admitted, as_json=as_json)


@staff.command()
@click.argument("username")
@json_option
def password(*, username: str, as_json: bool) -> None:
    """Give a new one-time password; the old one and its sessions are dead."""
    tell(reset_password(_account(username), by=SYSTEM, at=now()), as_json=as_json)


@staff.command()
@click.argument("username")
@click.argument("role", type=click.Choice([role.value for role in POSTS]))
@click.option("--organ", required=True, help="The name of the organ.")
@click.option("--region", default="", help="The path of a region (default: the organ's own).")
@click.option("--from", "starts", type=_DAY, help="The first day (default: today).")
@click.option("--until", "ends", type=_DAY, help="The first day after it.")
@json_option
def post(
    *,
    username: str,
    role: str,
    organ: str,
    region: str,
    starts: datetime | None,
    ends: datetime | None,
    as_json: bool,
) -> None:
    """Give a post in an organ."""
    given = give_post(
        _account(username),
        role=role,
        organ=_organ(organ),
        region=_region(region) if region else 0,
        starts_on=starts.date() if starts else local_day(now()),
        ends_on=ends.date() if ends else None,
        by=SYSTEM,
        at=now(),
    )
    if as_json:
        print_json({"post": given.pk, "username": username, "role": role, "organ": organ})
    else:
        click.echo(say("The post is given."))


def tell(admitted: Admitted, *, as_json: bool) -> None:
    """Print a user name and a one-time password; the password is kept nowhere else."""
    if as_json:
        print_json(admitted)
        return
    click.echo(f"{say('Account')}: {admitted.username}")
    click.echo(f"{say('One-time password')}: {admitted.password}")
    click.echo(say("It must be changed at the first use, and is not shown again."))


def _everybody() -> list[directory.Person]:
    today, found, after = _today(), list[directory.Person](), 0
    while True:
        page = directory.staff_page(SYSTEM, directory.Wanted(after=after), on=today)
        found += page.people
        if not page.after:
            return found
        after = page.after


def _today() -> date:
    return local_day(now())


def _account(username: str) -> int:
    found = staff_called(username)
    if not found:
        raise NoSuchAccount(username=username)
    return found


def _organ(name: str) -> int:
    found = organ_called(name)
    if not found:
        raise NoSuchOrgan(organ=name)
    return found


def _region(path: str) -> int:
    found = region_at(path)
    if not found:
        raise NoSuchRegion(path=path)
    return found
