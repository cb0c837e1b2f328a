"""Load the demo district: invented people, and a year of their petitions up to today."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from datetime import date

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from yimen.base.errors import Refused
from yimen.base.time import now
from yimen.ops.crew import hired
from yimen.ops.demo import accounts, district, letters, stories, visits, year
from yimen.ops.progress import shown
from yimen.ops.replay.letters import print_all, waiting
from yimen.ops.saying import in_one_line, json_option, print_json, say
from yimen.ops.worker import drain
from yimen.registry import digests

NEEDS = "django"
_UNUSABLE = 2
_MOST_DAYS, _MOST_SCALE = 1095, 10.0
_SHOWN = 20


@click.command()
@click.option(
    "--days",
    type=click.IntRange(0, _MOST_DAYS),
    default=365,
    show_default=True,
    help="So many days, up to last night. 0 loads the few stories alone.",
)
@click.option(
    "--scale",
    type=click.FloatRange(0.01, _MOST_SCALE),
    default=1.0,
    show_default=True,
    help="1 is a district with 7,700 petitions a year; 0.1 every tenth of them.",
)
@click.option("--seed", type=int, default=1, show_default=True, help="Another seed, another year.")
@click.option(
    "--letters/--no-letters",
    "prints",
    default=None,
    help="Print every letter now, which takes long; or leave them all to the worker."
    " Else the stories' letters are printed now, and those of the latest petitions by the worker.",
)
@click.option("--processes", type=click.IntRange(1), help="So many at a time; else one a core.")
@json_option
def demo(
    *, days: int, scale: float, seed: int, prints: bool | None, processes: int | None, as_json: bool
) -> None:
    """Load the demo district 一门区: invented people, and days of their petitions up to today.

    The days are lived through the very acts that officers use, each at its hour: petitions come,
    are registered, sent, accepted, answered, rated and concluded, by people with habits and too
    much to do. What is still open stays open. The same seed on the same day gives the same days.

    Loading again goes on where it stopped, and brings nothing twice. An installation that serves a
    district of its own is left alone.

    Leaves with 2 when nothing can be loaded here.
    """
    wanted = year.Stretch(days=days, scale=scale, seed=seed)
    size = processes or os.cpu_count() or 1
    try:
        told, poured = _load(wanted, size, prints=prints, quiet=as_json)
    except Refused as refusal:
        click.echo(in_one_line(refusal), err=True)
        sys.exit(_UNUSABLE)
    digests.make(now())  # whoever looks on the first day finds one to verify
    facts = {"petitions": told + poured.planned, "stories": told, "new": poured.new}
    facts |= {"already_there": poured.already_there, "letters_waiting": waiting()}
    facts |= {"letters_put_off": letters.put_off()}
    if as_json:
        print_json({**facts, "refused": dict(poured.refused), "accounts": accounts()})
        return
    click.echo(say("The demo district is loaded: {petitions} petitions.").format(**facts))
    if facts["letters_put_off"]:
        click.echo(say(_PUT_OFF).format(**facts))
    for deed, times in poured.refused.most_common(_SHOWN):
        click.echo(say("Not done, {times} times: {deed}").format(times=times, deed=deed))


_PUT_OFF = (
    "{letters_put_off} older letters were not printed, which would take long;"
    " `yimen demo --letters` prints them."
)


def _load(
    wanted: year.Stretch, size: int, *, prints: bool | None, quiet: bool
) -> tuple[int, year.Poured]:
    at = now()
    district.make()
    # In a process of its own: whoever has drawn a letter cannot be copied any more.
    with hired(1) as apart:
        told = apart.submit(_told, quiet=quiet, prints=prints is None).result()
    poured = year.Poured()
    if wanted.days:
        with _days(quiet=quiet) as begun:
            poured = year.pour(wanted, at, begun, size)
    if prints:
        letters.put_back()
        with hired(size) as crew, shown(say("Letters"), quiet=quiet) as begin:
            print_all(crew, size, begin)
    return told, poured


def _told(*, quiet: bool, prints: bool) -> int:
    """Tell the fixed stories, and print their letters if so wished; return how many they are."""
    with shown(say("Stories"), quiet=quiet) as begin:
        done = begin(stories.how_many())
        told = stories.tell(now(), lambda _told, _of: done(1))
    visits.make(now())
    if prints:
        drain()
    return told


@contextlib.contextmanager
def _days(*, quiet: bool) -> Iterator[year.Begin]:
    """Show which day is lived just now, and how many petitions are done of how many."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = Console(stderr=True)
    with Progress(*columns, TimeRemainingColumn(), console=console, disable=quiet) as bar:

        def begin(total: int) -> Callable[[date], None]:
            task = bar.add_task(say("Petitions"), total=total)
            return lambda day: bar.update(task, advance=1, description=day.isoformat())

        yield begin
