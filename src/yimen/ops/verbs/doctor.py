"""Say what is wrong with this installation, and how to mend it."""

from __future__ import annotations

from dataclasses import asdict

import click
from rich.console import Console
from rich.table import Table

from yimen.ops.doctor import State, examine
from yimen.ops.saying import json_option, print_json, say

NEEDS = "nothing"
_SIGN = {State.WELL: "[green]✓[/]", State.NOTE: "[yellow]![/]", State.ILL: "[red]✗[/]"}


@click.command()
@json_option
def doctor(*, as_json: bool) -> None:
    """Look at everything an installation stands on; leave with 1 if something is ill."""
    findings = list(examine())
    if as_json:
        print_json([asdict(finding) for finding in findings])
    else:
        table = Table.grid(padding=(0, 2))
        for one in findings:
            table.add_row(_SIGN[one.state], say(one.what), say(one.found), say(one.mend))
        Console(highlight=False).print(table)
    if any(finding.state is State.ILL for finding in findings):
        raise SystemExit(1)
