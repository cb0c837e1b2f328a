"""Serve the news for the screens of a hall."""

from __future__ import annotations

import click

from yimen.ops.places import data_folder
from yimen.ops.processes import die_with_supervisor
from yimen.ops.supervisor import LIVE, reachable
from yimen.ops.web import serve_live

NEEDS = "server"


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Listen on this address.")
@click.option("--port", type=click.IntRange(1, 65535), default=8001, show_default=True)
def live(*, host: str, port: int) -> None:
    """Serve the news for the screens of a hall until stopped."""
    die_with_supervisor()
    (data_folder() / LIVE).write_text(f"{reachable(host)}:{port}\n")
    serve_live(host, port)
