"""Prove that the tables say what the record says, and that nobody rewrote it."""

from __future__ import annotations

import sys

import click
from django.db import transaction
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from yimen.ops.saying import json_option, print_json, say
from yimen.registry import verifying

NEEDS = "django"
MOST_SHOWN = 200


@click.command()
@click.option(
    "--sample", type=click.IntRange(1), help="Check only so many petitions, chosen evenly."
)
@json_option
def verify(*, sample: int | None, as_json: bool) -> None:
    """Check every petition against its record, and every record against its chain of hashes.

    With --sample it checks some of them, from the first to the last: quick, and no proof. Leaves
    with 0 when all agree, with 1 when something differs; it names what, and mends nothing.
    """
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        disable=as_json,
    )
    with transaction.atomic(), bar:
        # One moment of the whole register, however long the reading takes.
        with transaction.get_connection().cursor() as cursor:
            cursor.execute("set transaction isolation level repeatable read")
        chosen = verifying.evenly(sample) if sample else None
        total = verifying.count() if chosen is None else len(chosen)
        task = bar.add_task(say("Petitions"), total=total)
        found = list(verifying.verify(lambda number: bar.advance(task, number), chosen))
    if as_json:
        rows = [{"petition": one.petition, "what": one.what} for one in found]
        print_json({"petitions": total, "differences": rows})
    else:
        for one in found[:MOST_SHOWN]:
            click.echo(f"{one.petition}: {one.what}")
        if len(found) > MOST_SHOWN:
            click.echo(say("… and {more} more.").format(more=len(found) - MOST_SHOWN))
        click.echo(
            say("{total} petitions verified, {found} differences.").format(
                total=total, found=len(found)
            )
        )
    sys.exit(1 if found else 0)
