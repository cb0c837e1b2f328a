"""Lines after the answer: review, recheck, an order to do it anew, new facts."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from yimen.registry.said import Said


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewAsked(Said):
    """The petitioner asked the organ above to look at the answer; late or not, it is written."""

    kind = "ask_review"
    sentence = _("Review asked of {to_organ} ({channel}); in time until {ended_on}.")
    plain = _("You asked {to_organ} to review the answer ({channel}).")
    to_organ: int
    review: int
    channel: str
    is_late: bool = False
    ended_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecheckAsked(Said):
    """The petitioner asked the organ above the reviewing one to look at both."""

    kind = "ask_recheck"
    sentence = _("Recheck asked of {to_organ} ({channel}); in time until {ended_on}.")
    plain = _("You asked {to_organ} for a recheck ({channel}).")
    to_organ: int
    review: int
    channel: str
    is_late: bool = False
    ended_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewAccepted(Said):
    """The request is accepted; somebody is named who had no hand in the answer."""

    kind = "accept_review"
    sentence = _("Request accepted by {by_organ}; reviewer {handler_staff}.")
    plain = _("{by_organ} accepted your request. Its time to decide runs since you asked.")
    review: int
    handler_staff: int = 0
    admitted: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDeclined(Said):
    """The request is not accepted, for a reason; the matter stands where it stood."""

    kind = "decline_review"
    sentence = _("Request not accepted: {review_ground}. Back to {to_organ}.")
    plain = _("{by_organ} did not accept your request. The notice says why, and where you can go.")
    review: int
    to_organ: int
    review_ground: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewWithdrawn(Said):
    """The petitioner took the request back; the answer stands as it stood."""

    kind = "withdraw_review"
    sentence = _("The petitioner took the request back. Back to {to_organ}.")
    plain = _("You took your request back. The answer of {to_organ} stands as it stood.")
    review: int
    to_organ: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDrafted(Said):
    """A draft of the review went to whoever signs."""

    kind = "draft_review"
    sentence = _("Draft of the review submitted for signature.")
    plain = _("{by_organ} has drafted its opinion on your request.")
    review: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewReturned(Said):
    """The draft went back to the reviewer, with a remark."""

    kind = "return_review"
    sentence = _("Draft of the review returned to the reviewer.")
    review: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewSigned(Said):
    """The head of the reviewing organ signed; it is a numbered document now."""

    kind = "sign_review"
    sentence = _("Review opinion signed and issued.")
    plain = _("{by_organ} has issued its opinion on your request.")
    review: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewServed(Said):
    """The review opinion reached the petitioner, with proof."""

    kind = "serve_review"
    sentence = _("Review opinion served: {method}.")
    plain = _("The review opinion reached you ({method}). You can still ask for a recheck.")
    review: int
    to_organ: int
    method: str
    service: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecheckServed(Said):
    """The recheck opinion reached the petitioner: it is final."""

    kind = "serve_recheck"
    sentence = _("Recheck opinion served: {method}. It is final.")
    plain = _("The recheck opinion reached you ({method}). It is final; new facts can reopen it.")
    review: int
    to_organ: int
    method: str
    service: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RedoOrdered(Said):
    """The answer is revoked, and whoever gave it must handle it anew, by another person."""

    kind = "order_redo"
    sentence = _("Answer revoked: {to_organ} handles it anew, by somebody else ({method}).")
    plain = _("The answer is revoked. {to_organ} must handle it anew, and its time begins again.")
    review: int
    to_organ: int
    method: str
    service: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyPassedOn(Said):
    """The organ that answered no longer exists; its successor owes what it owed."""

    kind = "pass_duty"
    sentence = _("{from_organ} no longer exists: {to_organ} owes the file and the execution.")
    plain = _("{from_organ} no longer exists. {to_organ} owes what it owed; every date stays.")
    review: int | None = None
    reopening: int | None = None
    to_organ: int
    from_organ: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenAsked(Said):
    """New facts or new reasons came in on a settled matter."""

    kind = "ask_reopen"
    sentence = _("New facts or reasons came in ({channel}); {to_organ} looks at them.")
    plain = _("You handed in new facts or reasons. {to_organ} must tell you in writing.")
    reopening: int
    to_organ: int
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenRefused(Said):
    """Nothing new was found; it stays settled, with the organ whose matter it was."""

    kind = "refuse_reopen"
    sentence = _("Nothing new: not taken up again.")
    plain = _("{by_organ} found nothing new in it. The notice says why.")
    reopening: int
    to_organ: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened(Said):
    """It is taken up again, as a matter that was just received."""

    kind = "reopen"
    sentence = _("Taken up again because of new facts or reasons.")
    plain = _("{by_organ} takes it up again because of what you handed in.")
    reopening: int


REVIEW = (
    ReviewAsked, RecheckAsked, ReviewAccepted, ReviewDeclined, ReviewWithdrawn, ReviewDrafted,
    ReviewReturned, ReviewSigned, ReviewServed, RecheckServed, RedoOrdered, DutyPassedOn,
    ReopenAsked, ReopenRefused, Reopened,
)  # fmt: skip
