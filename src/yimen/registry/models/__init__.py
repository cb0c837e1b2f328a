"""The case file. Facts only; nothing here decides."""

from __future__ import annotations

from yimen.registry.models.answer import Finding, Opinion, Rating, Service
from yimen.registry.models.aside import Guidance, Objection, Withdrawal
from yimen.registry.models.clocks import Clock, Extension
from yimen.registry.models.papers import Attachment, Link, Referral
from yimen.registry.models.petition import CHANGING, Demand, Party, Petition
from yimen.registry.models.record import Entry, Reading, SearchWords
from yimen.registry.models.road import Contact, Decline, Dispatch

__all__ = [
    "CHANGING",
    "Attachment",
    "Clock",
    "Contact",
    "Decline",
    "Demand",
    "Dispatch",
    "Entry",
    "Extension",
    "Finding",
    "Guidance",
    "Link",
    "Objection",
    "Opinion",
    "Party",
    "Petition",
    "Rating",
    "Reading",
    "Referral",
    "SearchWords",
    "Service",
    "Withdrawal",
]
