"""What was measured, as data, as tables on the terminal, and as the table of docs/speed.md."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

from yimen.base.time import now
from yimen.ops.bench.burst import Rush
from yimen.ops.bench.driving import Drive
from yimen.ops.bench.rows import ask
from yimen.ops.saying import say

Row = list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One operation with so many clients; `of_floor` is its share of what the machine can do."""

    name: str
    clients: int
    drive: Drive
    queries: float = 0.0
    cpu_ms: float = 0.0
    of_floor: float = 0.0


@dataclass(slots=True)
class Figures:
    """All of one run."""

    machine: dict[str, str]
    size: int
    operations: list[Figure] = field(default_factory=list)
    measures: dict[str, dict[str, float]] = field(default_factory=dict)
    burst: Rush | None = None

    def trouble(self) -> list[str]:
        """Name what did not go as it should."""
        return [f"{one.name}: {one.drive.trouble}" for one in self.operations if one.drive.trouble]


def machine() -> dict[str, str]:
    """Say on what machine this was measured, and how busy it was before."""
    cpu = [line for line in _lines("/proc/cpuinfo") if line.startswith("model name")]
    memory = [line.split()[1] for line in _lines("/proc/meminfo") if line.startswith("MemTotal")]
    return {
        "at": now().isoformat(timespec="minutes"),
        "processor": cpu[0].partition(":")[2].strip() if cpu else platform.machine(),
        "cores": str(os.cpu_count() or 1),
        "memory": f"{int(memory[0]) // 1024 // 1024} GB" if memory else "?",
        "system": platform.platform(),
        "python": platform.python_version(),
        "postgresql": str(ask("show server_version")[0][0]),
        "load before": f"{os.getloadavg()[0]:.1f}",
    }


def show(figures: Figures) -> None:
    """Print the tables."""
    console = Console(highlight=False)
    for title, head, rows in _tables(figures):
        table = Table(*map(say, head), title=say(title), title_justify="left")
        for row in rows:
            table.add_row(say(row[0]), *row[1:])
        console.print(table)
    for line in figures.trouble():
        console.print(f"! {line}")


def markdown(figures: Figures) -> str:
    """Return the tables as Markdown."""
    lines = ["# Speed", "", _MEASURED.format(size=figures.size, **_about(figures.machine)), ""]
    for title, head, rows in _tables(figures):
        lines += [f"## {title}", "", f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}"]
        lines += [f"| {' | '.join(row)} |" for row in rows]
        lines.append("")
    return "\n".join(lines)


_MEASURED = (
    "Measured by `yimen bench` with {size:,} petitions on {cores} cores ({processor}), {memory};"
    " server, database, worker and the clients share them. PostgreSQL {postgresql}, Python"
    " {python}. Load before it began: {load_before}. At {at}."
)


def _about(machine: dict[str, str]) -> dict[str, str]:
    return {name.replace(" ", "_"): value for name, value in machine.items()}


def _tables(figures: Figures) -> Iterator[tuple[str, Sequence[str], list[Row]]]:
    if figures.operations:
        head = (
            "Operation",
            "Clients",
            "Per second",
            "p50 ms",
            "p95 ms",
            "Queries",
            "CPU ms",
            "Of floor",
        )
        yield "Over HTTP", head, [_operation(one) for one in figures.operations]
    if figures.measures:
        rows = [
            [name, ", ".join(f"{what} {_number(value)}" for what, value in found.items())]
            for name, found in figures.measures.items()
        ]
        yield "Beside HTTP", ("Measure", "Found"), rows
    if figures.burst:
        yield (
            "A rush of lives",
            ("Begun each second", "Begun", "p50 ms", "p95 ms", "Failed"),
            [
                *(
                    [
                        str(step.rate),
                        str(step.begun),
                        f"{step.drive.p50_ms:.0f}",
                        f"{step.drive.p95_ms:.0f}",
                        str(step.drive.failed),
                    ]
                    for step in figures.burst.steps
                ),
                ["recovery", f"{figures.burst.recovered_after_s} s", "", "", ""],
            ],
        )


def _operation(one: Figure) -> Row:
    return [
        one.name,
        str(one.clients),
        f"{one.drive.per_second:.0f}",
        f"{one.drive.p50_ms:.1f}",
        f"{one.drive.p95_ms:.1f}",
        f"{one.queries:g}" if one.queries else "",
        f"{one.cpu_ms:.1f}" if one.cpu_ms else "",
        f"{one.of_floor:.2f}" if one.of_floor else "",
    ]


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.2f}"  # noqa: PLR2004 - how a number is read


def _lines(path: str) -> list[str]:
    file = Path(path)
    return file.read_text().splitlines() if file.exists() else []
