"""Try a change to the rules on past petitions: yimen law try CHANGE.yaml --from DAY --to DAY."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from yimen.base.time import local_day, now
from yimen.casework.queries.replay import Found, Window, how_many, replay
from yimen.casework.trying import figures_of
from yimen.law.change import read
from yimen.law.days import DAYS
from yimen.law.limits import LIMITS
from yimen.law.trying import Outcome
from yimen.ops.progress import shown
from yimen.ops.saying import in_our_words, json_option, say

NEEDS = "django"
_DAY = click.DateTime(formats=["%Y-%m-%d"])
#: So many petitions are named on a terminal; --json names them all.
_FEW = 20


@click.group()
def law() -> None:
    """Try changes to the rules before anything is published."""


@law.command("try")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--from", "since", type=_DAY, required=True, help="Petitions received from this day.")
@click.option("--to", "until", type=_DAY, required=True, help="Petitions received up to this day.")
@click.option("--profile", default="", help="As if every place had promised this profile.")
@json_option
def try_(*, file: Path, since: datetime, until: datetime, profile: str, as_json: bool) -> None:
    """Replay past petitions under FILE, and show which dates, breaches and ways would differ.

    Nothing is written and nothing is published. With --json, one line for each petition that
    differs, and the figures in the last line.
    """
    change = read(file.read_text(encoding="utf-8"), LIMITS, DAYS)
    if profile:
        change.on_limits(LIMITS).about(profile)
    window, outcome = Window(since.date(), until.date(), local_day(now())), Outcome()
    few: list[Found] = []
    with shown(say("Petitions"), quiet=as_json) as begin:
        done = begin(how_many(window))
        for found in replay(change, window, outcome, profile=profile, done=done):
            if as_json:
                click.echo(json.dumps(_plain(found), ensure_ascii=False, default=str))
            elif len(few) < _FEW:
                few.append(found)
    if as_json:
        click.echo(json.dumps({"figures": figures_of(outcome)}, ensure_ascii=False))
        return
    _tell(outcome, few, in_our_words(change.title.as_dict()))


def _plain(found: Found) -> dict[str, Any]:
    return {
        "petition": found.number,
        "dates": [asdict(one) for one in found.differing],
        "ways": [
            {"demand": demand, "before": was, "after": will} for demand, was, will in found.ways
        ],
    }


def _tell(outcome: Outcome, few: Iterable[Found], title: str) -> None:
    """Print the figures by limit, then the first petitions that differ."""
    out = Console()
    table = Table(title=title)
    for name in ("limit", "clocks", "nearer", "further", "new", "gone", "late now", "late then"):
        is_name = name == "limit"
        table.add_column(
            say(name), justify="left" if is_name else "right", overflow="fold", no_wrap=not is_name
        )
    for limit, tally in sorted(outcome.limits.items()):
        if tally.nearer or tally.further or tally.new or tally.gone or (
            tally.late_before != tally.late_after
        ):  # fmt: skip
            figures = (tally.clocks, tally.nearer, tally.further, tally.new, tally.gone,
                       tally.late_before, tally.late_after)  # fmt: skip
            table.add_row(_called(limit), *map(str, figures))
    out.print(table)
    for (was, will), number in outcome.ways.most_common(_FEW):
        out.print(f"{was or '–'} → {will or '–'}: {number}")
    for found in few:
        for one in found.differing[:3]:
            out.print(
                f"{found.number} · {one.demand} · {one.limit}: {_day(one.due_before)} →"
                f" {_day(one.due_after)}{_late(one.late_before, one.late_after)}",
                highlight=False,
            )
    out.print(
        say("{total} petitions, {touched} of them would differ.").format(
            total=outcome.petitions, touched=outcome.touched
        )
    )


def _called(limit: str) -> str:
    """Return what a limit is called; one that was only tried has no name but its own."""
    is_known = limit in LIMITS.names()
    return in_our_words(LIMITS.latest(limit).title.as_dict()) if is_known else limit


def _day(on: date | None) -> str:
    return on.isoformat() if on else "–"


def _late(before: bool, after: bool) -> str:  # noqa: FBT001 - two facts of one line
    if before == after:
        return ""
    return " " + (say("would be late") if after else say("would be in time"))
