"""Run the parts of the system, watch over them, and stop them in order.

A part that dies is started again, a little later each time. A part never outlives this process:
the kernel ends it, even after a `kill -9` here.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import structlog

from yimen.base.errors import Refused
from yimen.ops.processes import SUPERVISOR
from yimen.ops.server import Server

_log = structlog.get_logger()
_TICK = 0.1
_GRACE = 30.0
_STEADY = 30.0  # seconds after which a part counts as well again
_SLOWEST = 30.0
_ENOUGH = 3  # deaths before the first answer
_PATIENCE = 60.0
_FINE = 200
_NEAR = 50


class PortTaken(Refused):
    """Port {port} of {host} is in use. Choose another: ./start --port {other}."""


class WillNotRun(Refused):
    """The {part} stops as soon as it is started. The lines above say why; try yimen doctor."""


class Part:
    """One process that is to be there until we stop."""

    def __init__(self, name: str, *words: str) -> None:
        """Name it, with the words of its verb."""
        self.name = name
        self.deaths = 0
        self._words = [sys.executable, "-m", "yimen.ops.cli", name, *words]
        self._process: subprocess.Popen[bytes] | None = None
        self._started = self._wait_until = 0.0

    def watch(self) -> None:
        """Start it if it is not there and its time has come."""
        at = time.monotonic()
        if self._process and self._process.poll() is None:
            if at - self._started > _STEADY:
                self.deaths = 0
            return
        if self._process:
            self._bury(at)
        if at >= self._wait_until:
            self._start(at)

    def ask_to_stop(self) -> None:
        """Ask it to finish what it does and end."""
        if self._process and self._process.poll() is None:
            self._process.terminate()

    def wait(self, until: float) -> None:
        """Wait for its end, then end what is left of it."""
        if self._process:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(max(0.0, until - time.monotonic()))
            self._end_group()

    def _start(self, at: float) -> None:
        environment = {**os.environ, SUPERVISOR: str(os.getpid())}
        # A group of its own: Ctrl-C in the terminal reaches us alone, and we stop in order.
        self._process = subprocess.Popen(self._words, env=environment, start_new_session=True)
        self._started = at

    def _bury(self, at: float) -> None:
        if self._process:
            _log.error("died", part=self.name, code=self._process.returncode)
            self._end_group()
            self._process = None
        self._wait_until = at + min(_SLOWEST, 0.5 * 2**self.deaths)
        self.deaths += 1

    def _end_group(self) -> None:
        if self._process:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)


class Supervisor:
    """The parts together."""

    def __init__(self, parts: list[Part], server: Server | None) -> None:
        """Take the parts and, if it is ours, their database server."""
        self._parts = parts
        self._server = server
        self._stopping = False
        self._served = True

    def answers(self, host: str, port: int) -> None:
        """Start the parts and wait until pages are served."""
        until = time.monotonic() + _PATIENCE
        while not self._stopping and not _is_well(host, port):
            self._watch()
            for part in self._parts:
                if part.deaths >= _ENOUGH or time.monotonic() > until:
                    raise WillNotRun(part=part.name)
            time.sleep(_TICK)

    def watch_while(self, going: Callable[[], bool]) -> None:
        """Keep the parts alive for as long as `going` says so and nobody stops us."""
        while not self._stopping and going():
            self._watch()
            time.sleep(_TICK)

    @contextlib.contextmanager
    def stopping_in_order(self) -> Iterator[None]:
        """Stop on Ctrl-C, SIGTERM or the end of the terminal; let every part finish first."""
        for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(name, self._ask)
        try:
            yield
        finally:
            until = time.monotonic() + _GRACE
            for part in self._parts:
                part.ask_to_stop()
            for part in self._parts:
                part.wait(until)

    def _ask(self, *_: object) -> None:
        self._stopping = True

    def _watch(self) -> None:
        if self._server and self._server.pid() is None:
            if self._served:
                _log.error("died", part="server")
            self._served = False
            with contextlib.suppress(Refused):
                self._server.revive()
                self._served = True
        for part in self._parts:
            part.watch()


def refuse_taken_port(host: str, port: int) -> None:
    """Say so before anything is started, if somebody else listens there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise PortTaken(host=host, port=port, other=port + 1) from None


def free_port_after(host: str, port: int) -> int:
    """Return the first port after this one on which nobody listens."""
    for other in range(port + 1, port + _NEAR):
        with contextlib.suppress(PortTaken):
            refuse_taken_port(host, other)
            return other
    raise PortTaken(host=host, port=port + 1, other=port + _NEAR)


def _is_well(host: str, port: int) -> bool:
    asked = http.client.HTTPConnection(reachable(host), port, timeout=2)
    try:
        asked.request("GET", "/healthz")
        return asked.getresponse().status == _FINE
    except (OSError, http.client.HTTPException):
        return False
    finally:
        asked.close()


#: In the data folder: where the news for screens was last served, for `yimen doctor`.
LIVE = "live"


def reachable(host: str) -> str:
    """Return the address at which we ourselves reach what listens on `host`."""
    return "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104 - not bound here
