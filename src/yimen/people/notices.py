"""Short messages to telephones: sent where a sender is set up, read out by staff where not.

A message says where to be and when, and nothing of a matter: anybody may look at a telephone that
lies on a table. Each has a key, so that whoever asks twice tells once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from yimen.access.actor import Actor, Role
from yimen.access.rls import behind_walls
from yimen.access.walls import rows
from yimen.access.walls_people import PEOPLE
from yimen.base.errors import NotFound
from yimen.base.later import later
from yimen.base.seal import unseal
from yimen.people.models import Notice
from yimen.people.sender import hand_over

#: What is sent is written in the language of the land; a page shows it in the reader's.
WRITTEN_IN = "zh-hans"
KEPT = timedelta(hours=7 * 24)
OPEN = (Notice.State.WAITS, Notice.State.CALL, Notice.State.FAILED)


class NotSentYet(Exception):  # not an error: the queue tries again
    """The sender did not take it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """The words of one kind of message, and whose work it is to telephone."""

    words: str | Promise
    told_by: Role


#: Every message that can go out. Words name a place and a time; `contact` is whom to ask.
KINDS: Mapping[str, Kind] = {
    "appointment": Kind(
        words=_(
            "Reminder: {place} expects you on {day} at {time}. If you cannot come, cancel with"
            " your code or tell us: {contact}."
        ),
        told_by=Role.RECEPTIONIST,
    ),
    # A mediator sees nobody of another one's case: where no sender is set up, it stays on the desk
    # of the case's own.
    "mediation": Kind(
        words=_(
            "Reminder: something that you wished to do ends on {day}. Look with your code, or ask:"
            " {contact}."
        ),
        told_by=Role.SYSTEM,
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Whom a message is for, what it names, in which area, and until when it is of use."""

    key: str
    phone_sealed: bytes
    facts: Mapping[str, str]
    area: str
    until: datetime
    name_sealed: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToCall:
    """One message to read out on the telephone."""

    id: int
    name: str
    phone: str
    words: str
    until: datetime
    has_failed: bool


@transaction.atomic
def notify(kind: str, about: About, *, by: Actor, at: datetime) -> bool:
    """Have somebody told, once; say whether there is a telephone to tell it to.

    Where no sender is set up (`YIMEN_NOTICES`), it is listed for staff to telephone.
    """
    if not about.phone_sealed:
        return False
    sends = bool(settings.YIMEN_NOTICES)
    with behind_walls(by):
        made, is_new = Notice.objects.get_or_create(
            key=about.key,
            defaults={
                "kind": kind, "told_by": KINDS[kind].told_by, "area": about.area,
                "phone_sealed": about.phone_sealed, "name_sealed": about.name_sealed,
                "facts": dict(about.facts), "at": at, "until": about.until,
                "state": Notice.State.WAITS if sends else Notice.State.CALL,
            },
        )  # fmt: skip
    if is_new and sends:
        later("people.tell", lock=f"notice:{made.pk}", notice=made.pk)
    return True


def call_off(key: str, *, by: Actor, at: datetime) -> None:
    """Take back a message that is not needed any more, if it is not out yet."""
    with behind_walls(by):
        Notice.objects.filter(key=key, state__in=OPEN).update(state=Notice.State.VOID, done_at=at)


def send(notice: int, *, by: Actor, at: datetime) -> None:
    """Hand a message to the sender; one that somebody has told, or that is of no use, is left.

    Raises:
        NotSentYet: the sender did not take it; it is listed for the telephone meanwhile.
    """
    with transaction.atomic(), behind_walls(by):
        waiting = Notice.objects.select_for_update().filter(pk=notice, state__in=OPEN)
        found = waiting.filter(until__gt=at).first()
        if found is None:
            return
        is_out = hand_over(found.pk, unseal(found.phone_sealed), _words(found, WRITTEN_IN))
        found.state = Notice.State.SENT if is_out else Notice.State.FAILED
        found.tries += 1
        found.done_at = at if is_out else None
        found.save(update_fields=["state", "tries", "done_at"])
    if not is_out:
        raise NotSentYet


def to_call(by: Actor, at: datetime) -> list[ToCall]:
    """Return what this person may read out on the telephone, soonest first."""
    seen = Notice.objects.filter(rows(by, PEOPLE["people_notice"]), until__gt=at)
    return [
        ToCall(
            id=one.pk,
            name=unseal(one.name_sealed),
            phone=unseal(one.phone_sealed),
            words=_words(one),
            until=one.until,
            has_failed=one.state == Notice.State.FAILED,
        )
        for one in seen.filter(state__in=(Notice.State.CALL, Notice.State.FAILED))
    ]


@transaction.atomic
def told(notice: int, *, by: Actor, at: datetime) -> None:
    """Note that it was told by telephone.

    Raises:
        NotFound: there is none that is theirs to tell.
    """
    seen = Notice.objects.filter(rows(by, PEOPLE["people_notice"]), pk=notice, state__in=OPEN)
    if not seen.exists():
        raise NotFound
    with behind_walls(by):
        open_ = Notice.objects.filter(pk=notice, state__in=OPEN)
        open_.update(state=Notice.State.TOLD, done_at=at, by_id=by.id)


def forget_old(at: datetime) -> None:
    """Forget messages, with their telephones, a week after they were of use."""
    Notice.objects.filter(until__lt=at - KEPT).delete()


def _words(notice: Notice, language: str | None = None) -> str:
    words = KINDS[notice.kind].words
    with override(language or get_language()):
        day = date_format(date.fromisoformat(notice.facts["day"]), "DATE_FORMAT")
        return str(words).format(**{**notice.facts, "day": day})
