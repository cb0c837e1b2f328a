"""Run everything: database, pages, worker."""

from __future__ import annotations

import click

from yimen.ops.up import run

NEEDS = "nothing"


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Listen on this address.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--empty", is_flag=True, help="Do not load the demo district.")
@click.option("--check", is_flag=True, help="Take one petition down the whole road, then stop.")
def up(*, host: str, port: int, empty: bool, check: bool) -> None:
    """Run database, pages and worker until Ctrl-C; make what is missing first."""
    raise SystemExit(run(host, port, empty=empty, check=check))
