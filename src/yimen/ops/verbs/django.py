"""(hidden) Pass a command to Django: yimen django makemigrations registry."""

from __future__ import annotations

import click
from django.core.management import execute_from_command_line

NEEDS = "owner"


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
def django(words: tuple[str, ...]) -> None:
    """Pass a command to Django, as the owner of the database."""
    execute_from_command_line(["yimen django", *words])
