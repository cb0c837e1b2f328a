"""The parts of the system, started as an installation starts them, on a port of our own."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from yimen.base.errors import Refused
from yimen.ops.keys import KEYS
from yimen.ops.processes import SUPERVISOR

_FINE = 200
_PATIENCE = 120.0
_GRACE = 30.0
_LOOK = 0.02
_KILO = 1024
#: Where the kernel tells the time used by a process, and by those of its own that have ended.
_TIMES = slice(11, 15)


class DidNotStart(Refused):
    """The {part} did not start; its last words are in {log}."""


class Part:
    """One process with all it starts, and what it says."""

    def __init__(self, name: str, folder: Path, *words: str) -> None:
        """Start it."""
        self.name, self.log = name, folder / f"{name}.log"
        self._said: IO[bytes] = self.log.open("ab")
        environment = {
            **os.environ,
            SUPERVISOR: str(os.getpid()),
            "DJANGO_SETTINGS_MODULE": "yimen.ops.bench.settings",
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "yimen.ops.cli", name, *words],
            env=environment,
            stdout=self._said,
            stderr=self._said,
            start_new_session=True,
        )

    def stop(self) -> None:
        """Ask it to end, and wait for it."""
        self.process.terminate()
        try:
            self.process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._said.close()

    def memory(self) -> dict[str, float]:
        """Return the megabytes of each of its processes, what they share parted among them."""
        pids = [self.process.pid, *descendants(self.process.pid)]
        return {f"{self.name} {place}": megabytes(pid) for place, pid in enumerate(pids, start=1)}


@contextlib.contextmanager
def web(folder: Path) -> Iterator[tuple[Part, int]]:
    """Have the web server running on a free port."""
    port = free_port()
    part = Part("web", folder, "--port", str(port))
    try:
        await_pages(part.process, port, part.log)
        yield part, port
    finally:
        part.stop()


@contextlib.contextmanager
def worker(folder: Path) -> Iterator[Part]:
    """Have the worker running."""
    part = Part("worker", folder)
    try:
        yield part
    finally:
        part.stop()


def start_up(folder: Path) -> float:
    """Start a whole installation in a folder, stop it, and return the seconds to its first page."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)
    ours = {"DATABASE_URL", "YIMEN_DATA", "YIMEN_DB_AS_OWNER", "DJANGO_SETTINGS_MODULE", *KEYS}
    environment = {name: value for name, value in os.environ.items() if name not in ours}
    port, log = free_port(), folder / "said"
    words = ["--data", str(folder), "up", "--empty", "--port", str(port)]
    began = time.perf_counter()
    with log.open("ab") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "yimen.ops.cli", *words],
            env=environment,
            stdout=said,
            stderr=said,
        )
        try:
            await_pages(process, port, log)
            return round(time.perf_counter() - began, 2)
        finally:
            process.terminate()
            process.wait()


def queries(log: Path, start: int, route: str, method: str) -> float:
    """Return how many questions a page asks the database, on average, by the server's own log."""
    found = [asked for *page, asked in _asked(log, start) if page == [route, method]]
    return round(sum(found) / len(found), 1) if found else 0.0


def all_queries(log: Path, start: int) -> int:
    """Return how many questions all pages together have asked."""
    return sum(asked for _, _, asked in _asked(log, start))


def _asked(log: Path, start: int) -> Iterator[tuple[str, str, int]]:
    with log.open("rb") as said:
        said.seek(start)
        for line in said:
            if line.startswith(b"{") and b'"queries"' in line:
                known = json.loads(line)
                yield known.get("route", ""), known.get("method", ""), int(known["queries"])


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def await_pages(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Wait until pages are served.

    Raises:
        DidNotStart: the process ended, or too much time went by.
    """
    until = time.monotonic() + _PATIENCE
    while process.poll() is None and time.monotonic() < until:
        with contextlib.suppress(OSError, http.client.HTTPException):
            asked = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            with contextlib.closing(asked):
                asked.request("GET", "/healthz")
                if asked.getresponse().status == _FINE:
                    return
        time.sleep(_LOOK)
    raise DidNotStart(part="web", log=log)


def descendants(pid: int) -> list[int]:
    """Return the processes that a process has started, and theirs."""
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return []
    children = [int(word) for word in text.split()]
    return [one for child in children for one in (child, *descendants(child))]


def worked(pid: int) -> float:
    """Return the seconds for which a process and all it started have used a processor."""
    return sum(map(_seconds, (pid, *descendants(pid))))


def _seconds(pid: int) -> float:
    with contextlib.suppress(OSError):
        words = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        return sum(map(int, words[_TIMES])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def megabytes(pid: int) -> float:
    """Return what a process holds, its share of what it shares with others included."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return round(int(line.split()[1]) / _KILO, 1)
    return 0.0
