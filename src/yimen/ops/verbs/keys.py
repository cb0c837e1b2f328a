"""The keys that letters and digests are signed with: name them, or change to a new one."""

from __future__ import annotations

import os

import click
from django.db import transaction
from rich.console import Console
from rich.table import Table

from yimen.base import signing
from yimen.base.errors import Refused
from yimen.base.time import now
from yimen.ops.keys import FILE, replace_key
from yimen.ops.places import data_folder
from yimen.ops.saying import json_option, print_json, say
from yimen.registry import keys as published
from yimen.registry.models import PublicKey

NEEDS = "django"
WHY = {"changed": "changed", "lost": "lost", "stolen": "stolen"}


class KeyFromOutside(Refused):
    """The signing key comes from the environment, not from {file}. Change it where it is kept."""


@click.group()
def keys() -> None:
    """Keep the keys by which anybody can verify letters and digests."""


@keys.command(name="list")
@json_option
def list_(*, as_json: bool) -> None:
    """Name every key that ever held, the first first."""
    published.current()
    listed = published.listed()
    if as_json:
        print_json(listed)
        return
    table = Table(say("Key"), say("From"), say("Until"), say("Why"), say("Public half"))
    for one in listed:
        until = one["until"][:10] or say("holds")
        table.add_row(one["name"], one["from"][:10], until, one["reason"], one["public"])
    Console(highlight=False).print(table)


@keys.command()
@click.option("--lost", "why", flag_value="lost", help="The old private key is lost.")
@click.option("--stolen", "why", flag_value="stolen", help="Strangers may have the old one.")
def change(*, why: str | None) -> None:
    """Make a new key and publish it; the old one stays published, for what it signed.

    The new key is signed by the old one where that is at hand and not stolen. Running processes
    take the new key by themselves.
    """
    file = data_folder() / FILE
    if file.is_file() and f"{signing.NAME}=" not in file.read_text(encoding="ascii"):
        raise KeyFromOutside(file=file)
    if why is None:
        published.current()
    old = os.environ.get(signing.NAME, "")
    new = replace_key(data_folder(), signing.NAME)
    public = signing.public_half(new)
    endorsed = ""
    if why is None and old:
        os.environ[signing.NAME] = old
        endorsed = signing.sign(published.KEY, public).hex()
        os.environ[signing.NAME] = new
    reason = PublicKey.Reason(why or "changed")
    with transaction.atomic():
        published.publish(now(), reason, endorsed=endorsed)
    click.echo(say("The key {name} holds from now on.").format(name=signing.key_name(public)))
