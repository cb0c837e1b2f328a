"""Measure how fast it is, on a database of its own full of invented petitions."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from yimen.ops.at_hand import Needs, server_at_hand, set_up
from yimen.ops.bench import place, tables
from yimen.ops.database import is_embedded
from yimen.ops.places import data_folder
from yimen.ops.progress import shown
from yimen.ops.saying import json_option, print_json, say
from yimen.ops.server import Server

NEEDS = "nothing"
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
_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.option("--size", default="10k", show_default=True, help="Petitions: 10k, or 10k,200k,1m.")
@click.option("--ops", default=",".join(_GROUPS), show_default=True, help="What to measure.")
@click.option("--clients", default="1,8,32", show_default=True, help="Browsers at a time.")
@click.option("--seconds", default=5.0, show_default=True, help="For each figure.")
@click.option("--fresh", is_flag=True, help="Load the petitions anew.")
@click.option("--markdown", type=_FILE, help="Write the tables to this file besides.")
@click.option(
    "--save",
    type=click.Path(file_okay=False, path_type=Path),
    help="Keep the figures of each size in this folder, as data.",
)
@click.option("--table", is_flag=True, help="Measure nothing: show the figures of these files.")
@click.argument("files", nargs=-1, type=_FILE)
@json_option
def bench(
    *,
    markdown: Path | None,
    save: Path | None,
    table: bool,
    files: tuple[Path, ...],
    as_json: bool,
    **wishes: Any,  # noqa: ANN401 - what the options above have read
) -> None:
    """Start the pages and the worker on invented petitions, and measure them over HTTP.

    The database is called yimen_bench_ and the number of petitions. It lies in the same server,
    is kept for the next run, and can be dropped at any time; your own is never touched.
    """
    if table is not bool(files):
        raise click.UsageError(say("Name files together with --table."))
    if table:
        runs = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    else:
        runs = _measured(wishes, quiet=as_json)
    if save:
        save.mkdir(parents=True, exist_ok=True)
        for run in runs:
            text = json.dumps(run, ensure_ascii=False, indent=2)
            (save / f"{run['size']}.json").write_text(text, encoding="utf-8")
    if markdown:
        markdown.write_text(tables.markdown(runs), encoding="utf-8")
    if as_json:
        print_json(runs[0] if len(runs) == 1 else runs)
    else:
        tables.show(runs)


def _measured(wishes: dict[str, Any], *, quiet: bool) -> list[dict[str, Any]]:
    """Measure each size; one of several in a process of its own, for it has one database."""
    sizes = {word: _petitions(word) for word in str(wishes["size"]).split(",")}
    _chosen(wishes["ops"])
    if len(sizes) == 1:
        return [_one(wishes, *sizes.values(), quiet=quiet)]
    return [_apart(wishes, word) for word in sizes]


def _apart(wishes: dict[str, Any], size: str) -> dict[str, Any]:
    click.echo(f"{size}:", err=True)
    words = [sys.executable, "-m", "yimen.ops.cli", "bench", "--size", size, "--json"]
    words += ["--ops", wishes["ops"], "--clients", wishes["clients"]]
    words += ["--seconds", str(wishes["seconds"]), *(["--fresh"] if wishes["fresh"] else [])]
    done = subprocess.run(words, stdout=subprocess.PIPE, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _one(wishes: dict[str, Any], petitions: int, *, quiet: bool) -> dict[str, Any]:
    click.get_current_context().with_resource(server_at_hand())
    server = Server(data_folder()) if is_embedded() else None
    if wishes["fresh"]:
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
        with shown(say("Petitions"), quiet=quiet) as begin:
            running.fill(petitions, begin)
        asked = running.Wishes(
            size=petitions,
            groups=_chosen(wishes["ops"]),
            clients=tuple(int(number) for number in wishes["clients"].split(",")),
            seconds=wishes["seconds"],
            folder=folder,
            server=server,
        )
        return asdict(running.measure(asked, lambda what: click.echo(f"… {what}", err=True)))


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
