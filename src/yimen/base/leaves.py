"""Turn the leaves of a long list by its row numbers: no page costs more than another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)
SIZE = 50


@dataclass(frozen=True, slots=True)
class Leaf(Generic[M]):
    """The rows of one page, the newest first, and from which rows to turn; 0 at either end."""

    rows: list[M]
    older: int
    newer: int


def leaf(found: models.QuerySet[M], *, before: int = 0, after: int = 0) -> Leaf[M]:
    """Return the newest rows of a list, or those next to a row, older or newer than it."""
    if after:
        rows = list(found.filter(pk__gt=after).order_by("pk")[: SIZE + 1])
    else:
        found = found.filter(pk__lt=before) if before else found
        rows = list(found.order_by("-pk")[: SIZE + 1])
    has_more, rows = len(rows) > SIZE, rows[:SIZE]
    if after:
        rows.reverse()
    is_older, is_newer = (True, has_more) if after else (has_more, bool(before))
    return Leaf(
        rows=rows,
        older=rows[-1].pk if rows and is_older else 0,
        newer=rows[0].pk if rows and is_newer else 0,
    )
