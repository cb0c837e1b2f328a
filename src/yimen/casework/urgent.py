"""What makes a report of a grave or urgent event whole (art. 25)."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from yimen.base.errors import Refused
from yimen.casework.guards import Several

NAMES = {
    "recipients": _("to whom it is reported"),
    "event": _("what happened or threatens"),
    "happened": _("when"),
    "place": _("where"),
    "affected": _("whom it concerns, how many"),
    "measures": _("what has been done and is proposed"),
}


class FlaggedAlready(Refused):
    """It is marked as urgent already, and waits to be reported. Report it now."""


class ReportIncomplete(Refused):
    """Fill in {missing}: whoever reads the report must be able to act at once."""


class KnownLater(Refused):
    """It cannot have become known after it is reported. Enter an earlier time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Urgent:
    """What is reported: the event, where and when, whom it concerns, what was done."""

    recipients: str
    event: str
    happened: str
    place: str
    affected: str
    measures: str
    known_at: datetime

    def require_whole(self, at: datetime) -> None:
        """Refuse a report that lacks something, or a time that is to come."""
        missing = [
            NAMES[one.name]
            for one in fields(self)
            if one.name in NAMES and not getattr(self, one.name).strip()
        ]
        if missing:
            raise ReportIncomplete(missing=Several(missing))
        if self.known_at > at:
            raise KnownLater
