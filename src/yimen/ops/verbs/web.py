"""Serve the pages."""

from __future__ import annotations

import os

import click

from yimen.ops import chosen
from yimen.ops.processes import die_with_supervisor
from yimen.ops.web import serve

NEEDS = "server"


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Listen on this address.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--workers", type=click.IntRange(1), help="Processes (YIMEN_WEB_WORKERS).")
@click.option("--threads", type=click.IntRange(1), help="Threads of each (YIMEN_WEB_THREADS).")
def web(*, host: str, port: int, workers: int | None, threads: int | None) -> None:
    """Serve the pages until stopped."""
    die_with_supervisor()
    serve(
        host,
        port,
        workers=workers or chosen.number("YIMEN_WEB_WORKERS", min(4, os.cpu_count() or 1)),
        threads=threads or chosen.number("YIMEN_WEB_THREADS", 2),
    )
