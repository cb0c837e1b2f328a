"""Give petitions out as a table (.xlsx, .csv) that an import reads again."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from yimen.base.time import now
from yimen.ops.bulk.exporting import Wanted, give_out
from yimen.ops.progress import shown
from yimen.ops.saying import json_option, print_json, say

NEEDS = "django"
_DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command()
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("petitions.xlsx"),
    show_default=True,
    help="The file to write, .xlsx or .csv.",
)
@click.option("--from", "since", type=_DAY, help="Received on this day or later.")
@click.option("--to", "until", type=_DAY, help="Received on this day or earlier.")
@click.option("--state", default="", help="Only petitions at this stage, such as handling.")
@click.option("--organ", default="", help="Only petitions that were with this organ.")
@click.option(
    "--with-numbers",
    is_flag=True,
    help="With identity numbers, phones and addresses; else those columns stay empty.",
)
@json_option
def export(
    *,
    out: Path,
    since: datetime | None,
    until: datetime | None,
    state: str,
    organ: str,
    with_numbers: bool,
    as_json: bool,
) -> None:
    """Write petitions to a table, one row each, oldest first.

    The columns are those of an import, and a few that say how each petition stands. That it was
    exported is kept with every petition, as every other reading.
    """
    wanted = Wanted(
        since=since.date() if since else None,
        until=until.date() if until else None,
        state=state,
        organ=organ,
        with_numbers=with_numbers,
    )
    with shown(say("Petitions"), quiet=as_json) as begin:
        number = give_out(out, wanted, now(), begin)
    if as_json:
        print_json({"file": str(out), "petitions": number})
    else:
        click.echo(say("{number} petitions are in {file}.").format(number=number, file=out))
