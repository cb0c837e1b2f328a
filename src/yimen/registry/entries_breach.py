"""Lines of a limit that was missed, or whose date was counted again by a calendar to come."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from yimen.registry.said import Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Breached(Said):
    """The law's own limit passed; whoever petitioned is told, and the organ gets its notice."""

    kind = "breach"
    sentence = _("Time limit missed by {late_organ}: {limit}, due on {due_on} ({code}).")
    plain = _(
        "{late_organ} missed a time limit: {limit}, due on {due_on}. A letter says what you can do."
    )
    late_organ: int
    limit: str
    due_on: str
    code: str
    breach: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Alerted(Said):
    """A date passed that the law does not set: the house alone is told."""

    kind = "alert"
    sentence = _("Reminder for {late_organ}: {limit}, meant for {due_on} ({ground}).")
    late_organ: int
    limit: str
    due_on: str
    ground: str
    breach: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Recounted(Said):
    """The calendar of its year came out, and a provisional date was counted again."""

    kind = "recount"
    sentence = _("The holidays were announced: {limit} is due on {due_on} (before: {was_on}).")
    plain = _("The holidays were announced: {limit} now ends on {due_on} (before: {was_on}).")
    limit: str
    due_on: str
    was_on: str
