"""Say what the hall and the rooms did in a period, in persons, cases and groups."""

from __future__ import annotations

from datetime import date

import click
from django.db import transaction

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.base.errors import Refused
from yimen.base.time import local_day, now
from yimen.ops.saying import json_option, print_json, say
from yimen.workbench.counting import ROOMS, Counter
from yimen.workbench.counting import counters as count

NEEDS = "django"


class NoSuchDay(Refused):
    """The day "{text}" is none. Write it like 2026-01-31."""


@click.command()
@click.option("--from", "first", required=True, metavar="DAY", help="The first day.")
@click.option("--to", "last", required=True, metavar="DAY", help="The last day.")
@json_option
def counters(*, first: str, last: str, as_json: bool) -> None:
    """Count a period, first and last day included.

    Of the heart and care rooms only whole months that are over are counted, of ten people and more.
    """
    period = _day(first), _day(last)
    with transaction.atomic():
        act_as(SYSTEM)
        found = count(SYSTEM, *period, today=local_day(now()))
    if as_json:
        print_json([_as_data(one) for one in found])
        return
    for one in found:
        total = "—" if one.total is None else one.total
        click.echo(f"{say(str(ROOMS[one.room]))}  {say(str(one.label))}: {total} {one.unit}")


def _as_data(one: Counter) -> dict[str, object]:
    return {
        "room": one.room,
        "name": one.name,
        "unit": one.unit,
        "total": one.total,
        "days": {day.isoformat(): n for day, n in one.days.items()},
    }


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NoSuchDay(text=text) from None
