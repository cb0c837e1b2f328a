"""Whether a service is proved: each way of serving asks for its own proof, and no other will do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from yimen.access.actor import Actor
from yimen.base.errors import Refused
from yimen.base.time import local_day
from yimen.casework.filing import Paper
from yimen.casework.papers import keep_paper
from yimen.law.serving import NOTICE_DAYS, notice_ends
from yimen.registry.models import Attachment, Petition, Service


class SignatureMissing(Refused):
    """Add the signed receipt as a file; or, where signing was refused, say why and who saw it."""


class WitnessMissing(Refused):
    """Who saw that signing was refused? Name at least one witness."""


class ParcelMissing(Refused):
    """Enter the number of the parcel: it proves on which day the post delivered it."""


class NoticeIsTheLastWay(Refused):
    """A public notice comes only after another way has failed. Note that attempt first."""


class NoticeIncomplete(Refused):
    """For a notice add where it hung, since when, and a photo of it there."""


class NoticeTooShort(Refused):
    """The notice must hang for {days} days: it counts as served on {first} at the earliest."""


class NoticeTooEarly(Refused):
    """The notice may hang since {first} at the earliest, the day on which another way failed."""


class ParcelCameBack(Refused):
    """Enter the number of the parcel that came back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proved:
    """What proves one service; which of it is needed depends on the way."""

    paper: Paper | None = None
    refusal: str = ""
    witnesses: str = ""
    parcel: str = ""
    place: str = ""
    posted_on: date | None = None
    #: The paper, where it is in the file already: one list that several people have signed.
    kept: Attachment | None = None


def require_proved(method: str, proved: Proved, at: datetime, *, tried: date | None) -> None:
    """Refuse a service by an officer that its way does not prove; `tried`: when another way failed.

    Raises:
        SignatureMissing, WitnessMissing: in person.
        ParcelMissing: by post.
        NoticeIsTheLastWay, NoticeIncomplete, NoticeTooEarly, NoticeTooShort: by public notice.
    """
    if method == Service.Method.IN_PERSON:
        _require_hand(proved)
    elif method == Service.Method.POST and not proved.parcel.strip():
        raise ParcelMissing
    elif method == Service.Method.NOTICE:
        _require_notice(proved, local_day(at), tried=tried)


def kept(petition: Petition, proved: Proved, by: Actor, at: datetime) -> Attachment | None:
    """Keep the paper that proves it, once, with the papers of the file."""
    if proved.kept or proved.paper is None:
        return proved.kept
    return keep_paper(petition, proved.paper, theirs=False, by=by, at=at)


def _require_hand(proved: Proved) -> None:
    if proved.refusal.strip():
        if not proved.witnesses.strip():
            raise WitnessMissing
    elif proved.paper is None:
        raise SignatureMissing


def _require_notice(proved: Proved, on: date, *, tried: date | None) -> None:
    if tried is None:
        raise NoticeIsTheLastWay
    if not proved.place.strip() or proved.posted_on is None or proved.paper is None:
        raise NoticeIncomplete
    if proved.posted_on < tried:
        raise NoticeTooEarly(first=tried)
    first = notice_ends(proved.posted_on)
    if on < first:
        raise NoticeTooShort(days=NOTICE_DAYS, first=first)
