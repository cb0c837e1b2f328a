"""The keys that letters and digests are signed with: one holds, all that ever held stay published.

A letter of ten years ago is verified with the key of ten years ago; so no key is ever taken back
from the list. A key's time ends where the next one's begins.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from yimen.base import signing
from yimen.base.errors import Refused
from yimen.base.time import now
from yimen.registry.models import PublicKey

EDITION = 1
KEY = "key"
SECRETS = "secrets.env"
PUBLISHED = "published"
KEYS_FILE = "keys.json"
_ADD = """
insert into registry_publickey (name, public, reason, began_at, endorsed)
values (%s, %s, %s, %s, %s) on conflict do nothing
"""


class KeyNotPublished(Refused):
    """The key {name} is not the published one. Restart, or run: yimen keys change --lost."""


def current() -> PublicKey:
    """Return the key that holds, which this process has; the very first one is published now.

    Raises:
        KeyNotPublished: this process has another one.
    """
    found = PublicKey.objects.order_by("-pk").first()
    if found is None:
        publish(now(), PublicKey.Reason.FIRST, endorsed="")
        found = PublicKey.objects.order_by("-pk")[0]
    if found.public == signing.public_key().hex():
        return found
    if signing.read_anew(Path(settings.YIMEN_DATA) / SECRETS):
        return current()
    raise KeyNotPublished(name=signing.key_name(signing.public_key()))


def publish(at: datetime, reason: str, *, endorsed: str) -> None:
    """Publish the key of this process as the one that holds from now on."""
    public = signing.public_key()
    with connection.cursor() as cursor:
        cursor.execute(_ADD, [signing.key_name(public), public.hex(), str(reason), at, endorsed])
    put_out(KEYS_FILE, [as_text(listed())])


def listed() -> list[dict[str, Any]]:
    """Return every key that ever held, the first first: what anybody needs to verify."""
    keys = list(PublicKey.objects.order_by("pk"))
    ends = [*(key.began_at.isoformat() for key in keys), ""][1:]
    return [
        {
            "name": key.name,
            "public": key.public,
            "from": key.began_at.isoformat(),
            "until": end,
            "reason": key.reason,
            "endorsed": key.endorsed,
        }
        for key, end in zip(keys, ends, strict=True)
    ]


def was_stolen(name: str) -> bool:
    """Say whether a key may be in strange hands: what it signed is worth what the register says."""
    after = PublicKey.objects.filter(pk__gt=PublicKey.objects.filter(name=name).values("pk")[:1])
    following = after.order_by("pk").first()
    return following is not None and following.reason == PublicKey.Reason.STOLEN


def as_text(keys: list[dict[str, Any]]) -> bytes:
    """Return the list of keys as the file that is published."""
    said = {"edition": EDITION, "algorithm": "Ed25519", "keys": keys}
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def put_out(name: str, parts: Iterable[bytes]) -> None:
    """Write a file into the folder of what is published, piece by piece: whole or not at all."""
    path = out(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, half = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.writelines(parts)
        file.flush()
        os.fsync(file.fileno())
    Path(half).chmod(0o644)
    Path(half).rename(path)


def out(name: str) -> Path:
    """Return where a published file lies."""
    return Path(settings.YIMEN_DATA) / PUBLISHED / name
