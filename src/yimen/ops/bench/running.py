"""One run of the bench: load what is missing, start the parts, measure, stop them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from yimen.base.time import local_day, now
from yimen.ops.bench import burst, floor, inside, parts, place
from yimen.ops.bench.driving import Drive, drive
from yimen.ops.bench.figures import Figure, Figures, machine
from yimen.ops.bench.loading import load
from yimen.ops.bench.offices import offices
from yimen.ops.bench.visits import OPERATIONS, Operation
from yimen.ops.demo import district
from yimen.ops.progress import Begin
from yimen.ops.server import Server

_ROWS = 200
_LIVES = "lives, from filing to opinion"
_PLAIN_ROWS = "rows of a filing, by plain SQL"


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
    load(size, local_day(now()), begin)
    place.note_loaded(size)


def measure(wishes: Wishes, tell: Callable[[str], None]) -> Figures:
    """Measure what is wished for, with the parts running that it needs."""
    inside.tidy()
    figures = Figures(machine(), wishes.size)
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
        if "lives" in self.wishes.groups:
            found = offices()
            for clients in self.wishes.clients:
                self.tell(f"{_LIVES} ({clients})")
                seen = burst.many_lives(self.port, found, clients, self.wishes.seconds)
                self._note(_LIVES, clients, seen, "write")

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
                most = max(self.wishes.clients)
                self.figures.burst = burst.rush(self.port, offices(), most, self.wishes.seconds)

    def memory(self) -> dict[str, float]:
        """Return the megabytes of each process that runs now."""
        found = self.web.memory()
        server = self.wishes.server.pid() if self.wishes.server else None
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
        for clients in self.wishes.clients:
            self.tell(f"{operation.name} ({clients})")
            source = operation.prepare()
            start, worked = self.web.log.stat().st_size, self._worked()
            seen = drive(self.port, source, clients=clients, seconds=self.wishes.seconds)
            cost = (self._worked() - worked) * 1000 / max(seen.sent, 1)
            method = "POST" if operation.floor == "write" else "GET"
            queries = parts.queries(self.web.log, start, operation.route, method)
            self._note(operation.name, clients, seen, operation.floor, (queries, cost))
            if operation.group == "floor":
                plain = floor.insert(clients, self.wishes.seconds)
                self._note(_PLAIN_ROWS, clients, plain, "write")

    def _worked(self) -> float:
        """Return the seconds of processor that pages and database have used so far."""
        server = self.wishes.server.pid() if self.wishes.server else None
        pids = [self.web.process.pid, *([server] if server else [])]
        return sum(map(parts.worked, pids))

    def _note(
        self,
        name: str,
        clients: int,
        seen: Drive,
        of: str,
        told: tuple[float, float] = (0.0, 0.0),
    ) -> None:
        floors = {"read": OPERATIONS[0].name, "write": _PLAIN_ROWS}
        below = next(
            (
                one.drive.per_second
                for one in self.figures.operations
                if one.name == floors[of] and one.clients == clients
            ),
            0.0,
        )
        self.figures.operations.append(
            Figure(
                name=name,
                clients=clients,
                drive=seen,
                queries=told[0],
                cpu_ms=round(told[1], 1),
                of_floor=round(seen.per_second / below, 3) if below else 0.0,
            )
        )
