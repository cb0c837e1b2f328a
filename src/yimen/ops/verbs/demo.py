"""Load the demo district: invented people, some dozens of petitions in every state."""

from __future__ import annotations

import click
from rich.console import Console
from rich.progress import Progress

from yimen.base.time import now
from yimen.ops.demo import accounts, district, stories
from yimen.ops.saying import json_option, print_json, say
from yimen.ops.worker import drain

NEEDS = "django"


@click.command()
@click.option("--letters/--no-letters", default=True, help="Print the letters now, or leave them.")
@json_option
def demo(*, letters: bool, as_json: bool) -> None:
    """Load the demo district 一门区. Loading it again goes on where the first time stopped."""
    district.make()
    with Progress(console=Console(stderr=True), disable=as_json) as bar:
        task = bar.add_task(say("Petitions"), total=None)
        total = stories.tell(now(), lambda done, of: bar.update(task, completed=done, total=of))
        if letters:
            bar.add_task(say("Letters"), total=None)
            drain()
    if as_json:
        print_json({"petitions": total, "accounts": accounts()})
        return
    click.echo(say("The demo district is loaded: {total} petitions.").format(total=total))
