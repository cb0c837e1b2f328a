"""The web server."""

from __future__ import annotations

import os

from granian.constants import HTTPModes, Interfaces, Loops
from granian.log import LogLevels
from granian.server import Server

from yimen.ops.logs import logging_plan

_GRACE = 10


def serve(host: str, port: int, *, workers: int, threads: int) -> None:
    """Answer requests until stopped; a process that dies is replaced."""
    # One connection for each thread, and one to spare.
    os.environ["YIMEN_POOL"] = str(threads + 1)
    Server(
        "yimen.ops.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        loop=Loops.asyncio,
        http=HTTPModes.http1,
        websockets=False,
        workers=workers,
        blocking_threads=threads,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=_GRACE,
        log_level=LogLevels.error,
        log_dictconfig=logging_plan(),
    ).serve()


def serve_live(host: str, port: int) -> None:
    """Serve the news for screens until stopped; one process holds them all."""
    Server(
        "yimen.ops.live:app",
        address=host,
        port=port,
        interface=Interfaces.ASGINL,
        loop=Loops.asyncio,
        http=HTTPModes.http1,
        websockets=False,
        workers=1,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=_GRACE,
        log_level=LogLevels.error,
        log_dictconfig=logging_plan(),
    ).serve()
