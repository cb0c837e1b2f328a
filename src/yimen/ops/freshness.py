"""Know whether a step of the set-up must be done again: a stamp for what it was done with."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from yimen.ops.places import BUILT


def fingerprint(files: Iterable[Path]) -> str:
    """Sum up what these files hold; a missing file counts as empty."""
    summed = hashlib.sha256()
    for file in files:
        summed.update(file.name.encode())
        summed.update(file.read_bytes() if file.is_file() else b"")
    return summed.hexdigest()


def glance(files: Iterable[Path]) -> str:
    """Sum up names, sizes and dates of these files: quicker than reading them."""
    summed = hashlib.sha256()
    for file in sorted(files):
        seen = file.stat()
        summed.update(f"{file}\0{seen.st_size}\0{seen.st_mtime_ns}\n".encode())
    return summed.hexdigest()


class Stamp:
    """What a step was last done with, kept beside the virtual environment it fills."""

    def __init__(self, step: str, state: str) -> None:
        """Name the step and the state it is to be done for."""
        self._file = BUILT / "stamps" / step
        self._state = state

    def holds(self) -> bool:
        """Say whether the step was done for this very state."""
        return self._file.is_file() and self._file.read_text() == self._state

    def set(self) -> None:
        """Note that the step is done for this state."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.write_text(self._state)
