"""Bring assets, translations and static files up to date; ./start does it too."""

from __future__ import annotations

import click

from yimen.ops.at_hand import choose
from yimen.ops.build import build as bring
from yimen.ops.saying import say

NEEDS = "nothing"


@click.command()
def build() -> None:
    """Make what the running system needs and git does not keep."""
    choose()
    bring(click.echo)
    click.echo(say("Assets, translations and static files are up to date."))
