"""What was measured in one run, as data."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass, field
from pathlib import Path

from yimen.base.time import now
from yimen.ops.bench.burst import Rush
from yimen.ops.bench.driving import Drive
from yimen.ops.bench.rows import ask


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One operation with so many clients; `of_floor` is its share of what the machine can do."""

    name: str
    clients: int
    drive: Drive
    queries: float = 0.0
    cpu_ms: float = 0.0
    database_ms: float = 0.0  # of that, what the database used
    of_floor: float = 0.0


@dataclass(slots=True)
class Figures:
    """All of one run."""

    machine: dict[str, str]
    size: int
    operations: list[Figure] = field(default_factory=list)
    measures: dict[str, dict[str, float]] = field(default_factory=dict)
    burst: Rush | None = None

    def share(self, below: str, clients: int, per_second: float) -> float:
        """Return what share this is of the floor that was measured with as many clients."""
        found = (
            one.drive.per_second
            for one in self.operations
            if (one.name, one.clients) == (below, clients)
        )
        floor = next(found, 0.0)
        return round(per_second / floor, 3) if floor else 0.0


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


def _lines(path: str) -> list[str]:
    file = Path(path)
    return file.read_text().splitlines() if file.exists() else []
