"""Say when a time limit ends, and why: yimen due handling --from 2025-03-03."""

from __future__ import annotations

from datetime import date

import click

from yimen.base.errors import Refused
from yimen.base.time import local_day, now
from yimen.law.clock import answer
from yimen.norms.published import changes_in, count_by
from yimen.ops.places import data_folder
from yimen.ops.saying import in_our_words, json_option, print_json, say

NEEDS = "nothing"


class NotADay(Refused):
    """The day "{text}" cannot be read. Write it like 2025-03-03."""


@click.command()
@click.argument("limit")
@click.option("--from", "start", required=True, metavar="DAY", help="The day it is counted from.")
@click.option("--profile", default="", help="A local profile: futian or xingguo.")
@json_option
def due(*, limit: str, start: str, profile: str, as_json: bool) -> None:
    """Say when LIMIT ends that starts on a day, and why. LIMIT is a name or an id such as C09."""
    try:
        day = date.fromisoformat(start)
    except ValueError:
        raise NotADay(text=start) from None
    count_by(changes_in(data_folder() / "law"), local_day(now()))
    found = answer(limit, day, profile)
    if as_json:
        print_json(found)
        return
    click.echo(f"{in_our_words(found['title'])} ({found['limit']}, {found['id']})")
    click.echo(f"{say('due day')}: {found['due']}" + _hint(found))
    if found["nominal"] not in {None, found["due"]}:
        click.echo(f"{say('before the roll')}: {found['nominal']}")
    click.echo(in_our_words(found["because"]))
    statutory = found.get("statutory")
    if isinstance(statutory, dict):
        click.echo(f"{say('beside it, by law')}: {statutory['due']}")
        click.echo(in_our_words(statutory["because"]))


def _hint(found: dict[str, object]) -> str:
    if not found["provisional"]:
        return ""
    return " " + say("(provisional: the calendar of rest days of that year is not published yet)")
