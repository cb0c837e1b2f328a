"""The case file. Facts only; nothing here decides."""

from __future__ import annotations

from yimen.registry.models.answer import Finding, Opinion, Rating, Service
from yimen.registry.models.aside import Guidance, Objection, Withdrawal
from yimen.registry.models.breach import Breach, Sweep
from yimen.registry.models.clocks import Clock, Extension
from yimen.registry.models.hearing import (
    Bundle,
    Hearing,
    HearingDays,
    Investigation,
    Member,
    Recusal,
)
from yimen.registry.models.lanes import Accusation, Sealed, Suggestion
from yimen.registry.models.papers import Attachment, Link, Referral
from yimen.registry.models.people import (
    Aftercare,
    Execution,
    Joining,
    Repeat,
    Reply,
    Roster,
)
from yimen.registry.models.petition import CHANGING, Demand, Party, Petition
from yimen.registry.models.proof import Digest, PublicKey, ServiceAttempt
from yimen.registry.models.record import Entry, Reading, SearchWords
from yimen.registry.models.review import Reopening, Review, ReviewPoint
from yimen.registry.models.road import Contact, Decline, Dispatch
from yimen.registry.models.sending import (
    Assistance,
    Precedent,
    Ruling,
    Simple,
    Sorting,
    Supplement,
    UrgentReport,
)
from yimen.registry.models.settlement import Settlement
from yimen.registry.models.unclear import UnclearSender
from yimen.registry.models.ways import FollowUp, Sheet

__all__ = [
    "CHANGING",
    "Accusation",
    "Aftercare",
    "Assistance",
    "Attachment",
    "Breach",
    "Bundle",
    "Clock",
    "Contact",
    "Decline",
    "Demand",
    "Digest",
    "Dispatch",
    "Entry",
    "Execution",
    "Extension",
    "Finding",
    "FollowUp",
    "Guidance",
    "Hearing",
    "HearingDays",
    "Investigation",
    "Joining",
    "Link",
    "Member",
    "Objection",
    "Opinion",
    "Party",
    "Petition",
    "Precedent",
    "PublicKey",
    "Rating",
    "Reading",
    "Recusal",
    "Referral",
    "Reopening",
    "Repeat",
    "Reply",
    "Review",
    "ReviewPoint",
    "Roster",
    "Ruling",
    "Sealed",
    "SearchWords",
    "Service",
    "ServiceAttempt",
    "Settlement",
    "Sheet",
    "Simple",
    "Sorting",
    "Suggestion",
    "Supplement",
    "Sweep",
    "UnclearSender",
    "UrgentReport",
    "Withdrawal",
]
