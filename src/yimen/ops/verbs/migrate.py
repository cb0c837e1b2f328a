"""Bring the database to the shape that this code needs."""

from __future__ import annotations

import click

from yimen.ops.migrating import migrate as bring
from yimen.ops.saying import say

NEEDS = "owner"


@click.command()
@click.option("--quiet", is_flag=True, help="Say nothing when all is well.")
def migrate(*, quiet: bool) -> None:
    """Prepare the roles of the database and run the migrations that have not run yet."""
    bring(verbosity=0 if quiet else 1)
    if not quiet:
        click.echo(say("The database is up to date."))
