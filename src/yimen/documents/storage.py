"""Files kept by the hash of what they hold: the same paper twice is one file, and none changes."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from django.conf import settings

from yimen.base.turns import beside_others

#: What is waited for by its hash: to keep a paper, or to take it off the disk.
KEPT = "keep a paper"


def put(sha256: str, data: bytes) -> None:
    """Keep bytes under their hash; safe to repeat, whole or not at all, and there after a crash.

    Until our transaction ends nobody takes them off the disk, as sealing another file would.
    """
    beside_others(KEPT, sha256)
    path = path_of(sha256)
    if path.exists():
        path.touch()  # wanted again: no sweep takes it for something old
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, half = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    Path(half).rename(path)
    for folder in (path.parent, path.parent.parent, path.parents[2]):
        _settle(folder)


def path_of(sha256: str) -> Path:
    """Return where the bytes with this hash lie."""
    return Path(settings.YIMEN_DATA) / "files" / sha256[:2] / sha256[2:4] / sha256


def _settle(folder: Path) -> None:
    """Have a folder's list of names on the disk: the database must not outlive its files."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
