"""What the letters and their fields are called on the screen."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LETTERS: dict[str, Promise | str] = {
    "receipt": _("Receipt of registration"),
    "acceptance_notice": _("Notice of acceptance"),
    "non_acceptance_notice": _("Notice of non-acceptance"),
    "forwarding_notice": _("Notice of where it was sent"),
    "forwarding_letter": _("Forwarding letter"),
    "assignment_letter": _("Assignment letter"),
    "extension_notice": _("Notice of extension"),
    "handling_opinion": _("Handling opinion"),
    "service_receipt": _("Receipt of service"),
    "closing_report": _("Closing report"),
}

FIELDS: dict[str, Promise | str] = {
    "accepted_on": _("day of acceptance"),
    "address": _("address"),
    "addressee": _("addressee"),
    "also": _("court, or petition bureau"),
    "answer": _("answer to the demand"),
    "approved_on": _("day of approval"),
    "approver": _("who approved it"),
    "arrived_on": _("day the organ received it"),
    "article": _("article of the law"),
    "articles": _("articles of the relief clause"),
    "ask": _("where to ask for one's data"),
    "assigned_on": _("day of assignment"),
    "assignment_number": _("number of the assignment letter"),
    "basis": _("legal basis"),
    "because": _("why this date"),
    "by": _("last day"),
    "case_number": _("registration number"),
    "channel": _("how it came in"),
    "declined": _("demands not accepted"),
    "demand": _("demand"),
    "demands": _("demands"),
    "document": _("document served"),
    "document_number": _("number of the document served"),
    "due": _("due date"),
    "duty": _("what must be done, by whom, by when"),
    "evidence": _("evidence"),
    "fact": _("facts found"),
    "facts": _("facts found"),
    "findings": _("answers to the demands"),
    "handler": _("handling organ"),
    "holder": _("who holds the personal data"),
    "issued_on": _("date of the letter"),
    "issuer": _("issuing organ"),
    "method": _("way of service"),
    "name": _("name"),
    "new_due": _("new due date"),
    "next_by": _("next date"),
    "notice_by": _("last day for the notice"),
    "number": _("document number"),
    "objection_by": _("last day for an objection"),
    "old_due": _("old due date"),
    "on": _("date"),
    "opinion_number": _("number of the handling opinion"),
    "opinion_on": _("date of the handling opinion"),
    "organ": _("organ"),
    "outcomes": _("results"),
    "paper": _("what the answer is called"),
    "petitioner": _("petitioner"),
    "privacy": _("privacy notice"),
    "query_code": _("query code"),
    "reason": _("reason"),
    "reasons": _("reasons"),
    "received_at": _("time of receipt"),
    "received_on": _("day of receipt"),
    "receiver": _("who registered it"),
    "recipient": _("recipient"),
    "recusal_to": _("where to ask for recusal"),
    "relief": _("relief clause"),
    "report_by": _("last day for the report"),
    "request": _("request"),
    "result": _("result"),
    "retention": _("how long the data are kept"),
    "route": _("way under article 31"),
    "routes": _("ways under article 31"),
    "scan_url": _("address behind the QR code"),
    "sent_on": _("day it was sent"),
    "sentences": _("relief clause"),
    "served_at": _("time of service"),
    "served_on": _("day of service"),
    "servers": _("who served it"),
    "service": _("way of service"),
    "steps": _("steps taken"),
    "to": _("organ it went to"),
    "way": _("forwarded or assigned"),
    "what": _("what was done"),
    "where_to_go": _("where to go instead"),
    "witnesses": _("witnesses"),
}


def name_of(field: str) -> Promise | str:
    """Return what a field is called, in the language of whoever reads it."""
    return FIELDS[field]


def title_of(kind: str) -> Promise | str:
    """Return what a letter is called, in the language of whoever reads it."""
    return LETTERS[kind]
