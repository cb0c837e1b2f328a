"""Lay out what is published, where every process looks for it."""

from __future__ import annotations

import os
from pathlib import Path

from yimen.norms.published import folder, name_of, take_up
from yimen.norms.queries import texts_published


def lay_out() -> int:
    """Write the file of each published change that is not there yet, or is not what it should be.

    A file that no published change explains is put aside under another name. Returns how many
    files were written or put aside.
    """
    where = folder()
    where.mkdir(parents=True, exist_ok=True)
    wanted = {name_of(number, on): text for number, on, text in texts_published()}
    changed = 0
    for path in where.glob("*.yaml"):
        if path.name not in wanted:
            path.rename(path.with_suffix(".aside"))
            changed += 1
    for name, text in wanted.items():
        changed += _written(where / name, text)
    take_up()
    return changed


def _written(path: Path, text: str) -> bool:
    """Write a file whole, or not at all."""
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    half = path.with_suffix(".half")
    half.write_text(text, encoding="utf-8")
    os.replace(half, path)  # noqa: PTH105 - it takes the place of what is there
    return True
