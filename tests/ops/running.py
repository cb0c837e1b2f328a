"""Yimen as `./start` runs it, in a folder of a test: its parts can be found, asked and killed."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psycopg

from yimen.ops import keys
from yimen.ops.chosen import pairs
from yimen.ops.database import socket_folder
from yimen.ops.server import Server


class Running:
    """Yimen, started as `./start` starts it; empty unless a district is wanted."""

    def __init__(self, folder: Path, *, is_empty: bool = True) -> None:
        self.folder = folder
        self.words = ["--empty"] if is_empty else []
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.output = (folder / "said").open("ab")
        self.start()

    def start(self) -> None:
        words = ["--data", str(self.folder), "up", *self.words, "--port", str(self.port)]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "yimen.ops.cli", *words],
            env=self.environment(),
            stdout=self.output,
            stderr=subprocess.STDOUT,
        )
        wait(self.is_well, 400)  # the demo is loaded first, and others use the machine

    def environment(self) -> dict[str, str]:
        ours = {"YIMEN_DATA", "DJANGO_SETTINGS_MODULE", "DATABASE_URL", *keys.KEYS}
        kept = {name: value for name, value in os.environ.items() if name not in ours}
        return {**kept, "YIMEN_THROWAWAY": "1", "YIMEN_WEB_WORKERS": "1"}

    def is_well(self) -> bool:
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=2)
        with contextlib.closing(asked), contextlib.suppress(OSError, http.client.HTTPException):
            asked.request("GET", "/healthz")
            return asked.getresponse().status == 200
        return False

    def part(self, name: str) -> int:
        """Return the process of a part, 0 if there is none."""
        for folder in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError, IndexError):
                parent = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
                words = (folder / "cmdline").read_text().split("\0")
                if parent == self.process.pid and name in words:
                    return int(folder.name)
        return 0

    def ask(self, question: str, *values: object) -> object:
        """Ask the database as its owner, whom the row policies bind unless told otherwise."""
        with psycopg.connect(
            host=str(socket_folder(self.folder)),
            port="5432",
            user="yimen",
            dbname="yimen",
            password=pairs(self.folder / keys.FILE)["YIMEN_DB_PASSWORD"],
            autocommit=True,
            options="-c app.role=system",
        ) as connection:
            row = connection.execute(question.encode(), values or None)
            return (row.fetchone() or [None])[0] if row.description else None

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        self.output.close()
        wait(lambda: Server(self.folder).pid() is None)

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(40)


def wait(until: Callable[[], object], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < end, "it did not come to pass in time"
        time.sleep(0.1)
