"""Prove that the tables say what the record says, and that nobody rewrote it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from django.db import transaction
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from yimen.ops.saying import json_option, print_json, say
from yimen.registry import digests, verifying

NEEDS = "django"
MOST_SHOWN = 200


@click.command()
@click.option(
    "--sample", type=click.IntRange(1), help="Check only so many petitions, chosen evenly."
)
@click.option("--digests", "only_digests", is_flag=True, help="Check the published digests alone.")
@click.option(
    "--kept",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A digest that was kept elsewhere, to compare with ours.",
)
@json_option
def verify(*, sample: int | None, only_digests: bool, kept: Path | None, as_json: bool) -> None:
    """Check every petition against its record, and every record against the published digests.

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
    outside = json.loads(kept.read_text(encoding="utf-8")) if kept else None
    with transaction.atomic(), bar:
        # One moment of the whole register, however long the reading takes.
        with transaction.get_connection().cursor() as cursor:
            cursor.execute("set transaction isolation level repeatable read")
        total, found = (0, []) if only_digests else _petitions(bar, sample)
        lines, broken = (0, []) if sample else _digests(bar, outside)
    if as_json:
        differences = [{"petition": one.petition, "what": one.what} for one in found]
        against = [{"digest": one.digest, "what": one.what} for one in broken]
        print_json(
            {"petitions": total, "lines": lines, "differences": differences, "digests": against}
        )
    else:
        _say(found, broken)
        if not only_digests:
            said = say("{total} petitions verified, {found} differences.")
            click.echo(said.format(total=total, found=len(found)))
        if lines or broken:
            said = say("{lines} lines compared with the digests, {broken} differences.")
            click.echo(said.format(lines=lines, broken=len(broken)))
        elif not sample:
            click.echo(say("No digest is published yet: the first is made after midnight."))
    sys.exit(1 if found or broken else 0)


def _petitions(bar: Progress, sample: int | None) -> tuple[int, list[verifying.Difference]]:
    chosen = verifying.evenly(sample) if sample else None
    total = verifying.count() if chosen is None else len(chosen)
    return total, list(verifying.verify(_shown(bar, say("Petitions"), total), chosen))


def _digests(bar: Progress, outside: Any) -> tuple[int, list[digests.Broken]]:  # noqa: ANN401  # a file from outside
    total = digests.count()
    return total, list(digests.verify(_shown(bar, say("Lines"), total), outside))


def _shown(bar: Progress, what: str, total: int) -> Callable[[int], None]:
    task = bar.add_task(what, total=total, visible=total > 0)
    return lambda number: bar.advance(task, number)


def _say(found: list[verifying.Difference], broken: list[digests.Broken]) -> None:
    lines = [f"{one.petition}: {one.what}" for one in found]
    lines += [say("Digest {n}:").format(n=one.digest) + f" {one.what}" for one in broken]
    for line in lines[:MOST_SHOWN]:
        click.echo(line)
    if len(lines) > MOST_SHOWN:
        click.echo(say("… and {more} more.").format(more=len(lines) - MOST_SHOWN))
