"""Numbers as a browser sends them: whatever else was written there is none."""

from __future__ import annotations

#: So many digits fit a row's number in PostgreSQL.
_MOST_DIGITS = 18


def row_number(text: str) -> int:
    """Return the number of a row from an address or a form; 0 for anything else."""
    is_one = text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS
    return int(text) if is_one else 0
