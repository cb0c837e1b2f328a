"""Measure how fast it is, on a database of its own full of invented petitions."""

from __future__ import annotations

import importlib
import tempfile
from dataclasses import asdict
from pathlib import Path

import click

from yimen.ops.at_hand import Needs, set_up
from yimen.ops.bench import place
from yimen.ops.database import is_embedded
from yimen.ops.places import data_folder
from yimen.ops.progress import shown
from yimen.ops.saying import json_option, print_json, say
from yimen.ops.server import Server

NEEDS = "server"
_SIZES = {"k": 1_000, "m": 1_000_000}
_GROUPS = (
    "intake",
    "desk",
    "petition",
    "search",
    "act",
    "track",
    "lives",
    "letters",
    "burst",
    "import",
    "verify",
    "sweep",
    "memory",
    "start",
    "disk",
)


@click.command()
@click.option("--size", default="10k", show_default=True, help="Petitions: 10k, 200k, 1m.")
@click.option("--ops", default=",".join(_GROUPS), show_default=True, help="What to measure.")
@click.option("--clients", default="1,8,32", show_default=True, help="Browsers at a time.")
@click.option("--seconds", default=5.0, show_default=True, help="For each figure.")
@click.option("--fresh", is_flag=True, help="Load the petitions anew.")
@click.option(
    "--markdown",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the tables to this file besides.",
)
@json_option
def bench(
    *,
    size: str,
    ops: str,
    clients: str,
    seconds: float,
    fresh: bool,
    markdown: Path | None,
    as_json: bool,
) -> None:
    """Start the pages and the worker on invented petitions, and measure them over HTTP.

    The database is called yimen_bench_ and the number of petitions. It lies in the same server,
    is kept for the next run, and can be dropped at any time; your own is never touched.
    """
    petitions, groups = _petitions(size), _chosen(ops)
    server = Server(data_folder()) if is_embedded() else None
    if fresh:
        place.drop(petitions)
    with tempfile.TemporaryDirectory(prefix="yimen-bench-") as made:
        folder = Path(made)
        folder.chmod(0o755)
        if not place.is_loaded(petitions):
            place.make(petitions)
        place.move_in(petitions, folder)
        set_up(Needs.DJANGO)
        # Now that the settings are those of the bench: what it measures with needs the tables.
        running = importlib.import_module("yimen.ops.bench.running")
        figures = importlib.import_module("yimen.ops.bench.figures")
        with shown(say("Petitions"), quiet=as_json) as begin:
            running.fill(petitions, begin)
        wishes = running.Wishes(
            size=petitions,
            groups=groups,
            clients=tuple(int(number) for number in clients.split(",")),
            seconds=seconds,
            folder=folder,
            server=server,
        )
        found = running.measure(wishes, lambda what: click.echo(f"… {what}", err=True))
        if markdown:
            markdown.write_text(figures.markdown(found), encoding="utf-8")
        if as_json:
            print_json(asdict(found))
        else:
            figures.show(found)


def _petitions(size: str) -> int:
    number, unit = size[:-1], size[-1:].lower()
    if unit in _SIZES and number.isdigit():
        return int(number) * _SIZES[unit]
    if not size.isdigit() or int(size) < 1:
        raise click.BadParameter(say("Write it like 10k, 200k or 1m."), param_hint="--size")
    return int(size)


def _chosen(ops: str) -> frozenset[str]:
    groups = frozenset(word.strip() for word in ops.split(",") if word.strip())
    unknown = ", ".join(sorted(groups - set(_GROUPS)))
    if unknown:
        words = say("There is no {unknown}. Choose from: {groups}.")
        raise click.BadParameter(
            words.format(unknown=unknown, groups=", ".join(_GROUPS)), param_hint="--ops"
        )
    return groups
