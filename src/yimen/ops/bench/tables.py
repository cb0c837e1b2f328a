"""One table for the runs of several sizes: on the terminal, and as the tables of docs/speed.md.

Made from the data that `yimen bench --json` prints, so that a run may be kept and shown later.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rich.console import Console
from rich.table import Table as Drawn

from yimen.ops.bench import names
from yimen.ops.saying import say

Run = Mapping[str, Any]
_WIDE = 220
_HUNDRED = 100
_YES, _NO, _FALLS = "yes", "no", "falls by more than a tenth"
_MEASURED = (
    "Measured by `yimen bench` on {cores} cores ({processor}), {memory}; server, database, worker"
    " and the clients share them. PostgreSQL {postgresql}, Python {python}."
)
_WHEN = "- {size:,} petitions: at {at}; load before it began: {load}."


@dataclass(frozen=True, slots=True)
class Words:
    """Words with facts in them, for the terminal in its own language, for the file in English."""

    text: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        """Say it in English."""
        return self.text.format(**self.facts)

    def here(self) -> str:
        """Say it in the language of the terminal."""
        return say(self.text).format(**self.facts)


@dataclass(frozen=True, slots=True)
class Table:
    """A title, the heads of the columns, and the rows."""

    title: Words
    head: Sequence[Words]
    rows: Sequence[Sequence[str]]


def show(runs: Sequence[Run]) -> None:
    """Print the tables."""
    console = Console(highlight=False, width=None if Console().is_terminal else _WIDE)
    for table in _tables(runs):
        heads = [words.here() for words in table.head]
        drawn = Drawn(*heads, title=table.title.here(), title_justify="left")
        for row in table.rows:
            drawn.add_row(*map(say, row))
        console.print(drawn)
    for line in _trouble(runs):
        console.print(f"! {line}")


def markdown(runs: Sequence[Run]) -> str:
    """Return the tables as Markdown."""
    ordered = sorted(runs, key=_size)
    lines = ["# Speed", "", _MEASURED.format(**ordered[-1]["machine"]), ""]
    for run in ordered:
        about = run["machine"]
        lines.append(_WHEN.format(size=run["size"], at=about["at"], load=about["load before"]))
    lines.append("")
    for table in _tables(ordered):
        lines += [f"## {table.title}", "", f"| {' | '.join(map(str, table.head))} |"]
        lines += [f"|{' --- |' * len(table.head)}"]
        lines += [f"| {' | '.join(row)} |" for row in table.rows]
        lines.append("")
    lines += [f"- {line}" for line in _trouble(ordered)]
    return "\n".join(lines).rstrip() + "\n"


def _tables(runs: Sequence[Run]) -> Iterator[Table]:
    ordered = sorted(runs, key=_size)
    every = _operations(ordered)
    counts = sorted({clients for _, clients in every})
    if counts:
        most = names.CLIENTS if names.CLIENTS in counts else counts[-1]
        yield _main(ordered, every, most)
        others = [clients for clients in counts if clients != most]
        if others:
            yield _others(ordered, every, others)
        yield _shares(ordered, every, most)
    if any(run["measures"] for run in ordered):
        yield _beside(ordered)
    if any(run["burst"] for run in ordered):
        yield _rush(ordered)


def _main(runs: Sequence[Run], every: Sequence[tuple[str, int]], clients: int) -> Table:
    """Show every operation with the clients for which the aims are told."""
    head = _heads("Operation", "Aim")
    for run in runs:
        head += [_of(run, "{size}: per second"), *_heads("p95 ms", "CPU ms (database)", "Queries")]
    head += _heads("Change", "Met")
    rows = []
    for name in [name for name, number in every if number == clients]:
        found = [_figure(run, name, clients) for run in runs]
        aim = names.AIMS.get(name)
        row = [name, str(aim or "")]
        for one in found:
            row += _cells(one)
        rows.append([*row, _change(found), _met(runs, found, aim)])
    return Table(Words("With {clients} clients", {"clients": clients}), head, rows)


def _others(runs: Sequence[Run], every: Sequence[tuple[str, int]], counts: Sequence[int]) -> Table:
    head = _heads("Operation")
    for run in runs:
        for clients in counts:
            facts = {"size": _short(run), "clients": clients}
            head += [Words("{size}, clients {clients}: per second", facts), Words("p95 ms")]
    rows = []
    for name in dict.fromkeys(name for name, _ in every):
        row = [name]
        for run in runs:
            for clients in counts:
                one = _figure(run, name, clients)
                row += [_rate(one), f"{one['drive']['p95_ms']:.1f}" if one else ""]
        rows.append(row)
    return Table(Words("With fewer and with more clients"), head, rows)


def _shares(runs: Sequence[Run], every: Sequence[tuple[str, int]], clients: int) -> Table:
    """Show what share an operation is of its floor, and what its requests cost the clients."""
    head = _heads("Operation")
    for run in runs:
        head += [_of(run, "{size}: of floor"), Words("CPU ms of the clients")]
    rows = []
    for name in [name for name, number in every if number == clients]:
        row = [name]
        for one in [_figure(run, name, clients) for run in runs]:
            own = one["drive"].get("own_ms") if one else 0
            row += [f"{one['of_floor']:.3f}" if one and one["of_floor"] else ""]
            row += [f"{own:.2f}" if own else ""]
        rows.append(row)
    return Table(Words("Of what the machine can do"), head, rows)


def _beside(runs: Sequence[Run]) -> Table:
    rows = []
    every = dict.fromkeys(
        (name, what) for run in runs for name, found in run["measures"].items() for what in found
    )
    for name, what in every:
        values = [run["measures"].get(name, {}).get(what) for run in runs]
        is_sweep = (name, what) == ("sweep", "seconds_per_million")
        aim = f"≤ {names.SWEEP_SECONDS} s" if is_sweep else ""
        seen = [value for value in values if value is not None]
        met = _yes(seen[-1] <= names.SWEEP_SECONDS) if is_sweep and seen else ""
        words = f"{name}: {what.replace('_', ' ')}"
        rows.append([words, aim, *map(_number, values), met])
    sizes = [_of(run, "{size}") for run in runs]
    head = [*_heads("Measure", "Aim"), *sizes, Words("Met")]
    return Table(Words("Beside HTTP"), head, rows)


def _rush(runs: Sequence[Run]) -> Table:
    head = _heads("Begun each second")
    for run in runs:
        head += [_of(run, "{size}: p50 ms"), *_heads("p95 ms", "Failed")]
    rushes = [run["burst"] or {"steps": []} for run in runs]
    longest: Any = max((rush["steps"] for rush in rushes), key=len)
    rows = []
    for place, step in enumerate(longest):
        row = [str(step["rate"])]
        for rush in rushes:
            seen = rush["steps"][place]["drive"] if place < len(rush["steps"]) else None
            keys = ("p50_ms", "p95_ms", "failed")
            row += [f"{seen[key]:.0f}" if seen else "" for key in keys]
        rows.append(row)
    last = ["recovery"]
    for rush in rushes:
        seconds = rush.get("recovered_after_s")
        is_met = seconds is not None and seconds <= names.RECOVERY_SECONDS
        met = _yes(is_met and not rush["unfinished"]) if seconds is not None else ""
        last += [f"{seconds} s" if seconds is not None else "", _aim_of_recovery(), met]
    return Table(Words("A rush of lives"), head, [*rows, last])


def _heads(*texts: str) -> list[Words]:
    return [Words(text) for text in texts]


def _of(run: Run, text: str) -> Words:
    return Words(text, {"size": _short(run)})


def _aim_of_recovery() -> str:
    return f"≤ {names.RECOVERY_SECONDS} s, none failed"


def _cells(one: Mapping[str, Any] | None) -> list[str]:
    if one is None:
        return [""] * 4
    drive = one["drive"]
    cpu = f"{one['cpu_ms']:.2f} ({one['database_ms']:.2f})" if one["cpu_ms"] else ""
    queries = f"{one['queries']:g}" if one["queries"] else ""
    return [_rate(one), f"{drive['p95_ms']:.1f}", cpu, queries]


def _change(found: Sequence[Mapping[str, Any] | None]) -> str:
    """Say by how much the smallest and the largest size differ."""
    lost = _lost(found)
    return f"{round(-lost * _HUNDRED):+d} %" if lost is not None else ""


def _lost(found: Sequence[Mapping[str, Any] | None]) -> float | None:
    first, last = found[0], found[-1]
    if len(found) == 1 or not first or not last or not first["drive"]["per_second"]:
        return None
    return 1 - float(last["drive"]["per_second"]) / float(first["drive"]["per_second"])


def _met(
    runs: Sequence[Run], found: Sequence[Mapping[str, Any] | None], aim: names.Aim | None
) -> str:
    """Say whether an aim is met at the size it is told for, and whether the figure holds."""
    sizes = [run["size"] for run in runs]
    place = sizes.index(names.AIMED_AT) if names.AIMED_AT in sizes else len(sizes) - 1
    one = found[place]
    if aim is None or one is None:
        return ""
    drive = one["drive"]
    if drive["failed"] or not aim.is_met(drive["per_second"], drive["p95_ms"], one["queries"]):
        return _NO
    return _FALLS if (_lost(found) or 0) > names.MOST_LOST else _YES


def _yes(is_met: bool) -> str:  # noqa: FBT001 - the only thing it is about
    return _YES if is_met else _NO


def _operations(runs: Sequence[Run]) -> list[tuple[str, int]]:
    every = ((one["name"], one["clients"]) for run in runs for one in run["operations"])
    return list(dict.fromkeys(every))


def _figure(run: Run, name: str, clients: int) -> Mapping[str, Any] | None:
    found = (one for one in run["operations"] if (one["name"], one["clients"]) == (name, clients))
    return next(found, None)


def _trouble(runs: Sequence[Run]) -> list[str]:
    """Name what did not go as it should."""
    return [
        f"{_short(run)}, {one['name']} ({one['clients']}): {one['drive']['trouble']}"
        for run in runs
        for one in run["operations"]
        if one["drive"]["trouble"]
    ]


def _rate(one: Mapping[str, Any] | None) -> str:
    per_second = one["drive"]["per_second"] if one else 0
    return f"{per_second:.0f}" if per_second >= _HUNDRED else f"{per_second:.1f}" if one else ""


def _short(run: Run) -> str:
    size = run["size"]
    for unit, letter in ((1_000_000, "m"), (1_000, "k")):
        if size % unit == 0:
            return f"{size // unit}{letter}"
    return str(size)


def _number(value: float | None) -> str:
    if value is None:
        return ""
    is_whole = abs(value) >= _HUNDRED or value == int(value)
    return f"{value:,.0f}" if is_whole else f"{value:.2f}"


def _size(run: Run) -> int:
    return int(run["size"])
