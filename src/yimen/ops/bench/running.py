"""One run of the bench: load what is missing, start the parts, measure, stop them."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from yimen.base.time import local_day, now
from yimen.ops.bench import burst, floor, inside, parts, place
from yimen.ops.bench.driving import Drive, drive
from yimen.ops.bench.figures import Figure, Figures, machine
from yimen.ops.bench.loading import load
from yimen.ops.bench.names import FILED_ROWS, LIVES, TWO_ROWS
from yimen.ops.bench.offices import offices
from yimen.ops.bench.visits import OPERATIONS, Operation
from yimen.ops.demo import district
from yimen.ops.progress import Begin
from yimen.ops.server import Server

_ROWS = 200
_MILLISECONDS = 1000
#: So many browsers wait to begin lives: more than ever live at once, as long as all goes well.
_RUSHING = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What to measure: how many petitions, which groups, how many clients, for how long."""

    size: int
    groups: frozenset[str]
    clients: tuple[int, ...]
    seconds: float
    folder: Path
    server: Server | None


def fill(size: int, begin: Begin) -> None:
    """Fill the bench's database, which is there and empty, unless it is filled already."""
    if place.is_loaded(size):
        return
    words = [sys.executable, "-m", "yimen.ops.cli", "migrate", "--quiet"]
    subprocess.run(words, check=True)
    district.make()
    began = time.perf_counter()
    load(size, local_day(now()), begin)
    place.note_loaded(size, time.perf_counter() - began)


def measure(wishes: Wishes, tell: Callable[[str], None]) -> Figures:
    """Measure what is wished for, with the parts running that it needs."""
    inside.tidy()
    figures = Figures(machine(), wishes.size)
    took = place.loaded_in(wishes.size)
    figures.measures["loading"] = {"seconds": took, "per_second": wishes.size / max(took, 0.1)}
    with parts.web(wishes.folder) as (web, port):
        bench = _Bench(wishes, figures, web, port, tell)
        bench.over_http()
        bench.letters()
        bench.rush()
        if "memory" in wishes.groups:
            figures.measures["memory, MB"] = bench.memory()
    bench.inside()
    if "start" in wishes.groups:
        tell("start-up")
        folder = wishes.folder / "fresh"
        figures.measures["start-up, seconds"] = {
            "cold": parts.start_up(folder),
            "warm": parts.start_up(folder),
        }
    return figures


@dataclass(frozen=True, slots=True)
class _Bench:
    wishes: Wishes
    figures: Figures
    web: parts.Part
    port: int
    tell: Callable[[str], None]

    def over_http(self) -> None:
        """Measure every operation of the wished groups, with few clients and with many."""
        for operation in OPERATIONS:
            if operation.group in self.wishes.groups | {"floor"}:
                self._operation(operation)
            if operation.group == "floor":
                self._plain_rows()
        if "lives" in self.wishes.groups:
            found = offices()
            for clients in self.wishes.clients:
                run = partial(burst.many_lives, self.port, found, clients, self.wishes.seconds)
                self._measured(LIVES, clients, FILED_ROWS, run)

    def letters(self) -> None:
        """Measure the worker."""
        if "letters" in self.wishes.groups:
            self.tell("letters")
            found, memory = inside.letters(self.wishes.folder, self.wishes.seconds * 2)
            self.figures.measures["letters"] = found
            self.figures.measures["memory of the worker, MB"] = memory

    def rush(self) -> None:
        """Begin lives at every rate, with the worker at its work."""
        if "burst" in self.wishes.groups:
            self.tell("burst")
            with parts.worker(self.wishes.folder):
                found = burst.rush(self.port, offices(), _RUSHING, self.wishes.seconds)
                self.figures.burst = found

    def memory(self) -> dict[str, float]:
        """Return the megabytes of each process that runs now."""
        found = self.web.memory()
        server = self._server()
        if server:
            pids = [server, *parts.descendants(server)]
            found["postgresql, all"] = round(sum(map(parts.megabytes, pids)), 1)
        return found

    def inside(self) -> None:
        """Measure what needs no browser."""
        measures: dict[str, Callable[[], dict[str, float]]] = {
            "import": lambda: inside.import_rows(self.wishes.folder, _ROWS),
            "verify": lambda: inside.verify(self.wishes.seconds),
            "sweep": inside.sweep,
            "disk": lambda: inside.disk(self.wishes.size),
        }
        for name, found in measures.items():
            if name in self.wishes.groups:
                self.tell(name)
                self.figures.measures[name] = found()

    def _operation(self, operation: Operation) -> None:
        source = operation.prepare()
        page = (operation.route, "POST" if operation.floor == FILED_ROWS else "GET")
        for clients in self.wishes.clients:
            run = partial(drive, self.port, source, clients=clients, seconds=self.wishes.seconds)
            self._measured(operation.name, clients, operation.floor, run, page)

    def _plain_rows(self) -> None:
        for name, insert in ((TWO_ROWS, floor.two_rows), (FILED_ROWS, floor.filing_rows)):
            for clients in self.wishes.clients:
                self._measured(name, clients, "", partial(insert, clients, self.wishes.seconds))

    def _measured(
        self,
        name: str,
        clients: int,
        below: str,
        run: Callable[[], Drive],
        page: tuple[str, str] | None = None,
    ) -> None:
        """Run it, and note what it showed, what it cost and how many questions it asked."""
        self.tell(f"{name} ({clients})")
        start = self.web.log.stat().st_size
        before = self._worked()
        seen = run()
        pages, database = (after - then for after, then in zip(self._worked(), before, strict=True))
        sent = max(seen.sent, 1)
        queries = (
            parts.queries(self.web.log, start, *page)
            if page
            else parts.all_queries(self.web.log, start) / sent
        )
        self.figures.operations.append(
            Figure(
                name=name,
                clients=clients,
                drive=seen,
                queries=round(queries, 1),
                cpu_ms=round((pages + database) * _MILLISECONDS / sent, 2),
                database_ms=round(database * _MILLISECONDS / sent, 2),
                of_floor=self.figures.share(below, clients, seen.per_second),
            )
        )

    def _worked(self) -> tuple[float, float]:
        """Return the seconds of processor that pages and database have used so far."""
        server = self._server()
        return parts.worked(self.web.process.pid), parts.worked(server) if server else 0.0

    def _server(self) -> int | None:
        return self.wishes.server.pid() if self.wishes.server else None
