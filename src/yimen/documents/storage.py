"""Files kept by the hash of what they hold: the same paper twice is one file, and none changes."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from django.conf import settings


def put(sha256: str, data: bytes) -> None:
    """Keep bytes under their hash; safe to repeat, whole or not at all."""
    path = path_of(sha256)
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, half = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    Path(half).rename(path)


def path_of(sha256: str) -> Path:
    """Return where the bytes with this hash lie."""
    return Path(settings.YIMEN_DATA) / "files" / sha256[:2] / sha256[2:4] / sha256
