"""The shape of every line of the record; what lines there are is in `entries.py`."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One kind of line: `kind` in the table, the sentence for staff, and for the petitioner.

    An empty `plain` keeps the line off the petitioner's page: it is work inside the house.
    """

    kind: ClassVar[str]
    sentence: ClassVar[str]
    plain: ClassVar[str] = ""

    def facts(self) -> dict[str, object]:
        """Return what the line holds besides who and when."""
        return {
            name: value for name, value in asdict(self).items() if value is not None and value != ""
        }
