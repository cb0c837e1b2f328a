"""What a line of the record can say, and the sentence it is read as.

Facts are ids, codes and dates: names ending in `_organ` and `_staff` are row numbers that the
reader's page turns into names, `_on` and `_by` are dates. Names of people, phone numbers and texts
stay in their own tables, where the law lets them be corrected or erased.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from yimen.registry.entries_aside import (
    CameBack,
    DispatchReturned,
    DispatchUpheld,
    Objected,
    RoutedOut,
    Withdrawn,
)
from yimen.registry.entries_breach import Alerted, Breached, Recounted
from yimen.registry.entries_hearing import HEARING
from yimen.registry.entries_lanes import LANES
from yimen.registry.entries_people import PEOPLE
from yimen.registry.entries_proof import PROOF
from yimen.registry.entries_review import REVIEW
from yimen.registry.entries_sending import SENDING
from yimen.registry.entries_settling import SETTLING
from yimen.registry.entries_supervision import SUPERVISION
from yimen.registry.entries_ways import WAYS
from yimen.registry.said import Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Lodged(Said):
    """It came in, through a channel, at an office."""

    kind = "lodge"
    sentence = _("Received by {receiver_organ} ({channel}).")
    plain = _("{receiver_organ} received it and gave it a number.")
    receiver_organ: int
    received_on: str
    at_bureau: bool
    channel: str
    headcount: int = 1
    profile: str = ""
    #: Whoever filed it said that it accuses somebody: it was under seal before it was screened.
    sealed: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered(Said):
    """An officer entered it in the register."""

    kind = "register"
    sentence = _("Registered.")
    plain = _("It was registered. Next it is found out which organ settles it.")
    #: She handed it in herself, at the organ whose matter it may be, and is still there (art. 23).
    is_here: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldLater(Said):
    """It could not be told on the spot; she is told in writing within the days of art. 23."""

    kind = "tell_later"
    sentence = _("It cannot be told on the spot; the written notice follows in its own time.")
    plain = _("It could not be said at once what becomes of it. {by_organ} tells you in writing.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Screened(Said):
    """Its class, category and way were decided."""

    kind = "screen"
    sentence = _("Screened: {class_}, {category}, {article}.")
    plain = _("It was looked at, to find the organ and the way that fit it.")
    class_: str
    category: str
    route: int | None = None
    #: A second person found no accusation in what was filed as one: the seal came off.
    opens: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Forwarded(Said):
    """It was forwarded to the competent organ."""

    kind = "forward"
    sentence = _("Forwarded to {to_organ}.")
    plain = _("It was forwarded to {to_organ}, which must tell you in writing what happens next.")
    to_organ: int
    dispatch: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned(Said):
    """It was assigned, with a day for the closing report."""

    kind = "assign"
    sentence = _("Assigned to {to_organ}; closing report due by {report_by}.")
    plain = _("It was assigned to {to_organ}, which must report the outcome by {report_by}.")
    to_organ: int
    dispatch: int
    report_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted(Said):
    """The organ accepted it; somebody is named who handles it."""

    kind = "accept"
    sentence = _("Accepted; handler {handler_staff}.")
    plain = _("{by_organ} accepted it. The time to answer you has begun.")
    handler_staff: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Declined(Said):
    """The organ did not accept it, for a reason, with a direction."""

    kind = "decline"
    sentence = _("Not accepted.")
    plain = _("{by_organ} did not accept it. The notice says why, and where you can go.")
    decline: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Recategorised(Said):
    """Its category was mended; the reason is in the log."""

    kind = "recategorise"
    sentence = _("Category mended: from {from_category} to {category}.")
    category: str
    from_category: str
    log: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver(Said):
    """Another person in the organ handles it now."""

    kind = "hand_over"
    sentence = _("Handed over from {from_staff} to {handler_staff}.")
    plain = _("Another person at {by_organ} now handles it.")
    handler_staff: int
    from_staff: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactLogged(Said):
    """Somebody talked to the petitioner, or looked into the facts."""

    kind = "log_contact"
    sentence = _("Contact log: {contact}.")
    plain = _("{by_organ} looked into it ({contact}).")
    contact: str
    log: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionAsked(Said):
    """The handler asked for more time."""

    kind = "ask_extension"
    sentence = _("More time asked for: {days} days.")
    days: int
    extension: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionRefused(Said):
    """The head of the organ gave no more time."""

    kind = "refuse_extension"
    sentence = _("No more time given.")
    extension: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Extended(Said):
    """More time was approved; it counts once the petitioner has been told."""

    kind = "extend"
    sentence = _("Extension of {days} days approved; it counts once the petitioner is told.")
    days: int
    extension: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionTold(Said):
    """The petitioner was told of the new date and its reason; it counts from here."""

    kind = "tell_extension"
    sentence = _("The petitioner was told of the extension by {days} days.")
    plain = _("{by_organ} needs up to {days} more days. The notice gives the reason.")
    days: int
    extension: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionVoid(Said):
    """The notice came after the last day, so the old date stands."""

    kind = "void_extension"
    sentence = _("The extension is void: the petitioner was not told in time.")
    extension: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionDrafted(Said):
    """A draft opinion went to the legality check."""

    kind = "draft_opinion"
    sentence = _("Draft opinion submitted for the legality check.")
    plain = _("{by_organ} has drafted its answer; it is being checked.")
    opinion: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionChecked(Said):
    """The draft passed the legality check."""

    kind = "check_opinion"
    sentence = _("Draft opinion passed the legality check.")
    opinion: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionReturned(Said):
    """The draft went back to the handler, with a remark."""

    kind = "return_opinion"
    sentence = _("Draft opinion returned to the handler.")
    opinion: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionSigned(Said):
    """The head of the organ signed the opinion."""

    kind = "sign_opinion"
    sentence = _("Opinion signed.")
    opinion: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionIssued(Said):
    """The opinion was issued as a numbered document."""

    kind = "issue_opinion"
    sentence = _("Handling opinion issued.")
    plain = _("{by_organ} has issued its written answer.")
    opinion: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Served(Said):
    """The opinion reached the petitioner, with proof."""

    kind = "serve"
    sentence = _("Served: {method}.")
    plain = _("The written answer reached you ({method}). You can now rate it or ask for a review.")
    opinion: int
    service: int
    method: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExecutionUrged(Said):
    """The demand was supported: what the opinion promises must be done."""

    kind = "urge_execution"
    sentence = _("Supported: the opinion must be carried out.")
    plain = _("Your demand is supported. {by_organ} must now do what the answer says.")
    opinion: int
    report_by: str = ""
    #: Whose duty it is, where another organ than that serves the answer ordered it.
    by_organ: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Executed(Said):
    """What the opinion promised was done, with proof."""

    kind = "execute"
    sentence = _("The opinion was carried out; proof on file.")
    plain = _("{by_organ} reports that it did what the answer says.")
    contact: str = ""
    log: int = 0
    execution: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedBack(Said):
    """The organ reported the outcome to whoever assigned it."""

    kind = "report_back"
    sentence = _("Closing report made.")
    dispatch: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated(Said):
    """The petitioner rated the work; the rating itself is sealed from the rated."""

    kind = "rate"
    sentence = _("Rated by the petitioner.")
    plain = _("You rated how it was handled. You can change this until the rating period ends.")
    organ: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Concluded(Said):
    """The time to ask for a review has passed."""

    kind = "conclude"
    sentence = _("Concluded: the time to ask for a review has passed.")
    plain = _("The matter is concluded: the time to ask for a review has passed.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached(Said):
    """A paper was added."""

    kind = "attach"
    sentence = _("A paper was added.")
    plain = _("A paper was added.")
    attachment: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reissued(Said):
    """A letter was issued again, as a new version of the same number."""

    kind = "reissue"
    sentence = _("A letter was issued again, as version {version}.")
    plain = _("A letter was issued again; version {version} is the newest.")
    letter: int
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked(Said):
    """It belongs to another petition."""

    kind = "link"
    sentence = _("Linked to petition {other_number} ({link}).")
    plain = _("It was linked to another petition that it belongs with.")
    link: str
    other_petition: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Referred(Said):
    """It was opened to a room of the hall."""

    kind = "refer"
    sentence = _("Referred to the {room}.")
    plain = _("It was referred to the {room}, which can help besides.")
    room: str
    referral: int


_LINES: tuple[type[Said], ...] = (
    *LANES, *PEOPLE, *PROOF, *HEARING, *WAYS, *REVIEW, *SENDING, *SETTLING,
    *SUPERVISION,
    Breached, Alerted, Recounted,
    Lodged, Registered, ToldLater, Screened, Forwarded, Assigned, Objected, DispatchReturned,
    DispatchUpheld, Accepted, Declined, RoutedOut, CameBack, Recategorised, HandedOver,
    ContactLogged,
    ExtensionAsked, ExtensionRefused, Extended, ExtensionTold, ExtensionVoid, OpinionDrafted,
    OpinionChecked, OpinionReturned, OpinionSigned, OpinionIssued, Served, ExecutionUrged,
    Executed, ReportedBack, Rated, Withdrawn, Concluded, Attached, Reissued, Linked, Referred,
)  # fmt: skip
KINDS: dict[str, type[Said]] = {said.kind: said for said in _LINES}
