"""What each letter says, as plain facts: the fields the law asks of it, and nothing else.

A letter that lacks one of them is not written. Its words are in `letters/*.yaml`, not here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from yimen.base.errors import Refused
from yimen.documents.kinds import Kind
from yimen.documents.parts import (
    Channel,
    Deadline,
    Decision,
    Declined,
    Dispatch,
    Execution,
    Finding,
    Organ,
    Outcome,
    Person,
    Privacy,
    Receiver,
    Relief,
    Result,
    Route,
    Service,
    Step,
    Whole,
)


class CodeNotForOrgans(Refused):
    """A letter to an organ may not carry the petitioner's query code. Leave the code out."""


class NotLater(Refused):
    """An extension must end after {old}. Choose a later day than that."""


class ReliefDoesNotFit(Refused):
    """The relief clause does not fit article 31({route}). Choose it by the way of the demand."""


LETTERS: dict[Kind, type[Letter]] = {}


@dataclass(frozen=True, kw_only=True)
class Letter(Whole):
    """What every letter has in common."""

    kind: ClassVar[Kind]
    to_petitioner: ClassVar[bool] = True

    number: str
    case_number: str
    issuer: Organ
    issued_on: date
    addressee: str
    scan_url: str
    contact: Person | None = None
    query_code: str = ""
    subject: str = ""
    service_method: Service | None = None
    seal: str = ""

    def __init_subclass__(cls) -> None:
        """Be known by its kind; those of a subject lie in a file of their own."""
        if "kind" in cls.__dict__:
            LETTERS[cls.kind] = cls

    def __post_init__(self) -> None:
        """Refuse what lacks a fact, and a query code that would reach an organ."""
        super().__post_init__()
        if self.to_petitioner:
            self.need("query_code")
        elif self.query_code:
            raise CodeNotForOrgans


@dataclass(frozen=True, kw_only=True)
class Receipt(Letter):
    """登记回执: it is registered, this is your code, this comes next."""

    kind = Kind.RECEIPT

    received_at: datetime
    channel: Channel
    demands: tuple[str, ...]
    receiver: Receiver
    next_by: Deadline
    privacy: Privacy
    papers: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AcceptanceNotice(Letter):
    """受理告知书: it is accepted, by this way, by this day."""

    kind = Kind.ACCEPTANCE_NOTICE

    received_on: date
    channel: Channel
    accepted_on: date
    demands: tuple[str, ...]
    route: Route
    handler: str
    due: Deadline
    recusal_to: str
    forwarded_by: str = ""
    arrived_on: date | None = None
    mediation: str = ""

    def __post_init__(self) -> None:
        """Refuse a forwarded matter without the day it arrived: the notice's limit runs from it."""
        super().__post_init__()
        if self.forwarded_by:
            self.need("arrived_on")


@dataclass(frozen=True, kw_only=True)
class NonAcceptanceNotice(Letter):
    """不予受理告知书: which demand, why not, where to go instead."""

    kind = Kind.NON_ACCEPTANCE_NOTICE

    received_on: date
    channel: Channel
    declined: tuple[Declined, ...]
    relief: Relief


@dataclass(frozen=True, kw_only=True)
class ForwardingNotice(Letter):
    """去向告知书: where it went, and what that organ owes you. A sealed matter lists no demands."""

    kind = Kind.FORWARDING_NOTICE

    received_on: date
    channel: Channel
    way: Dispatch
    article: str
    sent_on: date
    to: Organ
    notice_by: Deadline
    demands: tuple[str, ...] = ()
    report_by: date | None = None
    #: The organ that had it before, and has handed it back.
    before: str = ""
    #: Who decided that it is theirs, where it was disputed: then there is no objection any more.
    decided_by: str = ""

    def __post_init__(self) -> None:
        """Refuse a notice that does not say where to find the organ."""
        super().__post_init__()
        self.to.need("address")


@dataclass(frozen=True, kw_only=True)
class ForwardingLetter(Letter):
    """转送函: this matter is yours; answer it, or object in time."""

    kind = Kind.FORWARDING_LETTER
    to_petitioner = False

    petitioner: str
    received_on: date
    channel: Channel
    demands: tuple[str, ...]
    article: str
    notice_by: Deadline
    objection_by: Deadline
    reach: str = ""
    note: str = ""
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AssignmentLetter(ForwardingLetter):
    """交办函: the same, and report the result by this day."""

    kind = Kind.ASSIGNMENT_LETTER

    report_by: Deadline
    wanted: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ExtensionNotice(Letter):
    """延期办理告知书: it takes longer, once, for this reason, until this day."""

    kind = Kind.EXTENSION_NOTICE

    accepted_on: date
    reason: str
    approver: Person
    approved_on: date
    old_due: Deadline
    new_due: Deadline

    def __post_init__(self) -> None:
        """Refuse an extension that brings the due date no further."""
        super().__post_init__()
        if self.new_due.on <= self.old_due.on:
            raise NotLater(old=self.old_due.on)


@dataclass(frozen=True, kw_only=True)
class HandlingOpinion(Letter):
    """信访处理意见书: for each demand facts, reasons, result and law; and the relief."""

    kind = Kind.HANDLING_OPINION

    received_on: date
    accepted_on: date
    findings: tuple[Finding, ...]
    relief: Relief
    duty: Execution | None = None
    inquiry: str = ""
    attachments: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse support that nobody has to carry out, and a relief clause of another way."""
        super().__post_init__()
        for finding in self.findings:
            if finding.route not in self.relief.routes:
                raise ReliefDoesNotFit(route=finding.route.value)
            if finding.result is Result.SUPPORTED:
                self.need("duty")


@dataclass(frozen=True, kw_only=True)
class ServiceReceipt(Letter):
    """送达回证: what was handed over, how, when, and who signed. Blank lines are filled by hand."""

    kind = Kind.SERVICE_RECEIPT
    to_petitioner = False

    document: str
    document_number: str
    recipient: str
    method: Service
    address: str
    servers: tuple[str, ...]
    served_at: datetime | None = None
    signed_by: str = ""
    relation: str = ""
    refusal: str = ""
    witnesses: tuple[str, ...] = ()
    proof: str = ""
    remarks: str = ""

    def __post_init__(self) -> None:
        """Refuse a refusal that nobody witnessed or nobody dated."""
        super().__post_init__()
        if self.refusal:
            self.need("witnesses")
            self.need("served_at")


@dataclass(frozen=True, kw_only=True)
class ClosingReport(Letter):
    """办结报告: to the organ that assigned it, what was done and how it ended."""

    kind = Kind.CLOSING_REPORT
    to_petitioner = False

    petitioner: str
    assignment_number: str
    assigned_on: date
    steps: tuple[Step, ...]
    accepted_on: date | None = None
    #: Empty where it ended without an opinion: settled, or not accepted; then in so many words.
    outcomes: tuple[Outcome, ...] = ()
    ending: str = ""
    opinion_number: str = ""
    opinion_on: date | None = None
    service: Service | None = None
    served_on: date | None = None
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Objected(Letter):
    """What both papers about an objection say: to which sending, of what, and why."""

    to_petitioner = False

    way: Dispatch
    sent_on: date
    objected_on: date
    demands: tuple[str, ...]
    reason: str


@dataclass(frozen=True, kw_only=True)
class ObjectionLetter(Objected):
    """异议书: to whoever sent it, why it is not ours, and whose it is."""

    kind = Kind.OBJECTION_LETTER

    check_by: Deadline
    notice_by: Deadline
    sent_number: str = ""
    proper: str = ""


@dataclass(frozen=True, kw_only=True)
class ObjectionReply(Objected):
    """异议核实意见: to the organ that objected, agreed or not, and why."""

    kind = Kind.OBJECTION_REPLY

    decision: Decision
    notice_by: Deadline | None = None

    def __post_init__(self) -> None:
        """Refuse to uphold without the day by which the organ must tell the petitioner."""
        super().__post_init__()
        if self.decision is Decision.UPHELD:
            self.need("notice_by")


@dataclass(frozen=True, kw_only=True)
class Received(Letter):
    """What a paper says first that ends or resumes a matter: which demands, of when."""

    received_on: date
    channel: Channel
    demands: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ResumptionNotice(Received):
    """重新办理告知书: not taken up there, so it goes on here, with its first date."""

    kind = Kind.RESUMPTION_NOTICE

    guided_on: date
    there: str
    reason: str
    resumed_on: date
    receiver: Receiver
    next_by: Deadline


@dataclass(frozen=True, kw_only=True)
class WithdrawalNotice(Received):
    """撤回确认书: withdrawn at your own wish; what that means, and that you may come again."""

    kind = Kind.WITHDRAWAL_NOTICE

    withdrawn_on: date
    through: Channel
    reason: str = ""
