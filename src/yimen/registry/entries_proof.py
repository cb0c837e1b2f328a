"""Lines about proof: what was served beside the road, and what did not reach its reader."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from yimen.registry.said import Said


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceMissed(Said):
    """It was tried, and did not reach the petitioner; her windows do not run yet."""

    kind = "miss_service"
    sentence = _("Service tried and failed: {method}, {missed}.")
    plain = _(
        "{by_organ} tried to bring you the written answer ({method}; {missed}). Your time to ask"
        " for a review has not begun."
    )
    opinion: int
    attempt: int
    method: str
    missed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeServed(Said):
    """The notice of non-acceptance reached the petitioner; she may ask the organ above now."""

    kind = "serve_notice"
    sentence = _("Notice of non-acceptance served: {method}.")
    plain = _(
        "The notice that it was not accepted reached you ({method}). You can ask the organ above"
        " to look at it."
    )
    decline: int
    service: int
    method: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperMissed(Said):
    """A review's opinion or a notice was brought, and did not reach the petitioner."""

    kind = "miss_paper"
    sentence = _("Service of the paper tried and failed: {method}, {missed}.")
    plain = _(
        "{by_organ} tried to bring you its paper ({method}; {missed}). The time that runs from"
        " receiving it has not begun."
    )
    attempt: int
    method: str
    missed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyServed(Said):
    """One of several people has their own reply; their own time to ask for a review runs."""

    kind = "serve_reply"
    sentence = _("The answer served on one of those who asked together: {method}.")
    reply: int
    service: int
    method: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyMissed(Said):
    """One of several people was not reached with their own reply."""

    kind = "miss_reply"
    sentence = _("Bringing it to one of those who asked together failed: {method}, {missed}.")
    reply: int
    attempt: int
    method: str
    missed: str


PROOF = (ServiceMissed, NoticeServed, PaperMissed, ReplyServed, ReplyMissed)
