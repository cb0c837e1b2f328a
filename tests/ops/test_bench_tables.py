"""Runs of several sizes make one table, with the aims and whether they are met."""

from __future__ import annotations

from yimen.ops.bench import names, tables

MACHINE = {
    "at": "2026-01-05T10:00+08:00",
    "processor": "some",
    "cores": "2",
    "memory": "23 GB",
    "postgresql": "18.4",
    "python": "3.11",
    "load before": "0.1",
}


def run(size: int, desks: float, **more: object) -> dict:
    drive = {"per_second": desks, "p95_ms": 30.0, "failed": 0, "trouble": "", "own_ms": 0.05}
    figure = {"drive": drive, "queries": 7.0, "cpu_ms": 3.5, "database_ms": 1.0, "of_floor": 0.1}
    name = names.DESKS[0]
    return {
        "machine": MACHINE,
        "size": size,
        "operations": [{"name": name, "clients": clients, **figure} for clients in (1, 8, 32)],
        "measures": {"sweep": {"seconds_per_million": 2.5}},
        "burst": None,
        **more,
    }


def line(runs: list[dict], start: str) -> list[str]:
    lines = tables.markdown(runs).splitlines()
    found = next(line for line in lines if line.startswith(f"| {start}"))
    return [cell.strip() for cell in found.strip("|").split("|")]


def test_sizes_stand_side_by_side_the_smallest_first() -> None:
    cells = line([run(1_000_000, 290), run(10_000, 300), run(200_000, 295)], "desk, first page")
    assert [cells[place] for place in (2, 6, 10)] == ["300", "295", "290"]
    assert cells[-2:] == ["-3 %", "yes"]


def test_an_aim_is_judged_at_the_size_it_is_told_for() -> None:
    assert line([run(10_000, 300), run(200_000, 200)], "desk, first page")[-1] == "no"
    assert line([run(10_000, 900), run(200_000, 255)], "desk, first page")[-1] == (
        "falls by more than a tenth"
    )


def test_a_figure_with_failures_meets_no_aim() -> None:
    failing = run(200_000, 300)
    failing["operations"][1]["drive"] |= {"failed": 1, "trouble": "/desk/: 500"}
    assert line([failing], "desk, first page")[-1] == "no"
    assert "200k, desk, first page (8): /desk/: 500" in tables.markdown([failing])


def test_the_sweep_has_its_aim_too() -> None:
    assert line([run(10_000, 300)], "sweep")[-1] == "yes"
    slow = run(10_000, 300, measures={"sweep": {"seconds_per_million": 11.0}})
    assert line([slow], "sweep")[-1] == "no"


def test_a_rush_that_nobody_failed_in_and_that_ends_soon_meets_its_aim() -> None:
    seen = {"p50_ms": 100.0, "p95_ms": 200.0, "failed": 0}
    rush = {"steps": [{"rate": 1, "drive": seen}], "recovered_after_s": 0.4, "unfinished": 0}
    assert line([run(10_000, 300, burst=rush)], "recovery")[1:] == [
        "0.4 s",
        "≤ 5 s, none failed",
        "yes",
    ]
    assert line([run(10_000, 300, burst=rush | {"unfinished": 1})], "recovery")[-1] == "no"
