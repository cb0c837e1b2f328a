"""What binds a line of the record to the one before: its canonical form, and the hash of that."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Protocol


class Line(Protocol):
    """What the hash of a line covers; a row of the record has it all."""

    petition_id: int
    seq: int
    kind: str
    demands: list[int]
    facts: dict[str, object]
    at: datetime
    written_at: datetime
    role: str
    staff_id: int
    organ_id: int
    previous: str


class Written(Line, Protocol):
    """A line that carries its own hash."""

    hash: str


def canonical(line: Line) -> str:
    """Return the one way in which a line is written before it is hashed."""
    said = {
        "petition": line.petition_id,
        "seq": line.seq,
        "kind": line.kind,
        "demands": line.demands,
        "facts": line.facts,
        "at": _moment(line.at),
        "written_at": _moment(line.written_at),
        "role": line.role,
        "staff": line.staff_id,
        "organ": line.organ_id,
        "previous": line.previous,
    }
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def hash_of(line: Line) -> str:
    """Return the hash that binds a line to the one before it: SHA-256 over its canonical form."""
    return hashlib.sha256(canonical(line).encode()).hexdigest()


def unbroken(lines: Iterable[Written]) -> bool:
    """Say whether lines, from the first of a record on, follow one another unchanged."""
    before = ""
    for place, line in enumerate(lines, start=1):
        if (line.seq, line.previous) != (place, before) or hash_of(line) != line.hash:
            return False
        before = line.hash
    return True


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
