"""The rows that were left out, as they were, each with its line and reason: to mend and repeat."""

from __future__ import annotations

import csv
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from yimen.documents.cells import guarded, text_of
from yimen.documents.tables import Row
from yimen.ops.bulk.fields import FIELDS, folded

_TOLD = ("line", "reason")


class BadRows:
    """Written beside the file as FILE.bad.csv, and only if there is a bad row."""

    def __init__(self, beside: Path, headings: tuple[str, ...]) -> None:
        """Name the file; nothing is written yet."""
        stem = beside.stem.removesuffix(".bad")
        self.file = beside.with_name(f"{stem}.bad.csv")
        if self.file == beside:
            self.file = beside.with_name(f"{stem}.bad.again.csv")
        ours = {folded(FIELDS[key].title.zh) for key in _TOLD}
        self._kept = [place for place, text in enumerate(headings) if folded(text) not in ours]
        self._headings = [headings[place] for place in self._kept]
        self._open: IO[str] | None = None
        self._writer: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._open:
            self._open.close()

    def add(self, row: Row, reason: str) -> None:
        """Write one row with its reason."""
        if self._open is None:
            self._open = self.file.open("w", encoding="utf-8-sig", newline="")
            self._writer = csv.writer(self._open)
            self._writer.writerow([*self._headings, *(FIELDS[key].title.zh for key in _TOLD)])
        cells = [row.cells[place] if place < len(row.cells) else "" for place in self._kept]
        self._writer.writerow([*map(_plain, cells), row.line, reason])


def _plain(cell: object) -> str:
    return guarded(cell if isinstance(cell, str) else text_of(cell, ""))
