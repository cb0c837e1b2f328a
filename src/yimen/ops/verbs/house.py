"""Write the documents that are made of the code anew; --check only compares them."""

from __future__ import annotations

import sys

import click

from yimen.ops.house import differing, write
from yimen.ops.saying import say

NEEDS = "settings"


@click.command()
@click.option("--check", is_flag=True, help="Change nothing; leave with 1 if a page is stale.")
def house(*, check: bool) -> None:
    """Write docs/generated anew: moves, limits, policy, the record, the tree of files."""
    found = differing() if check else write()
    for name in found:
        click.echo(name)
    if check and found:
        click.echo(say("These pages say something else than the code. Run `yimen house`."))
        sys.exit(1)
    if not found:
        click.echo(say("The generated documents are up to date."))
