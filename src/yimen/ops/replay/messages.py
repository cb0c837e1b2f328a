"""Messages that citizens really wrote, and the replies that they really got, as a file has them.

Columns: msg_id, user, title, time, detail, reply, reply_time; others are not read. Names in the
file are codes given by its publisher.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from yimen.base.errors import Refused
from yimen.base.time import local_day
from yimen.documents.cells import moment_of, text_of
from yimen.documents.tables import Row, Table, opened
from yimen.ops.saying import in_one_line

_NEEDED = ("msg_id", "user", "title", "time", "detail", "reply", "reply_time")
#: Before the Regulations of 2005 none of our limits existed.
_FIRST_DAY = date(2005, 5, 1)


class NotMessages(Refused):
    """{file} has no columns {missing}. The replay reads: {needed}."""


class NumberMissing(Refused):
    """It has no msg_id, so it could not be told from others."""


class NumberTwice(Refused):
    """Its msg_id {number} stands in line {line} already."""


class NothingWritten(Refused):
    """It has neither a title nor a text."""


class TooOld(Refused):
    """It is older than the limits that this system knows ({day})."""


class NotYet(Refused):
    """It lies in the future ({day})."""


class RepliedBefore(Refused):
    """Its reply ({replied}) is older than the message ({asked})."""


class NoReply(Refused):
    """It has no reply: it was taken in and stays open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message with its reply, if it got one."""

    line: int
    number: str
    user: str
    title: str
    text: str
    asked_at: datetime
    reply: str = ""
    replied_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Odd:
    """A line of the file that is not what it should be, and why."""

    line: int
    why: str


def read(file: Path, now: datetime) -> tuple[list[Message], list[Odd]]:
    """Read the file: the messages, oldest first, and the odd lines.

    Raises:
        Refused: the file cannot be read at all.
    """
    messages: list[Message] = []
    odd: list[Odd] = []
    with opened(file, is_heading=lambda cell: cell.strip() in _NEEDED) as table:
        for found in _each(table, now):
            if isinstance(found, Odd):
                odd.append(found)
            else:
                messages.append(found)
                if not found.replied_at:
                    odd.append(Odd(found.line, in_one_line(NoReply())))
    return sorted(messages, key=lambda message: (message.asked_at, message.number)), odd


def _each(table: Table, now: datetime) -> Iterator[Message | Odd]:
    places = {heading: place for place, heading in enumerate(table.headings)}
    missing = [name for name in _NEEDED if name not in places]
    if missing:
        raise NotMessages(file=table.file, missing=", ".join(missing), needed=", ".join(_NEEDED))
    seen: dict[str, int] = {}
    for row in table.rows:
        if row.is_empty:
            continue
        try:
            message = _message(row, places, now)
            if message.number in seen:
                raise NumberTwice(number=message.number, line=seen[message.number])
        except Refused as refusal:
            yield Odd(row.line, in_one_line(refusal))
            continue
        seen[message.number] = row.line
        yield message


def _message(row: Row, places: Mapping[str, int], now: datetime) -> Message:
    cells = {
        name: row.cells[places[name]] if places[name] < len(row.cells) else None for name in _NEEDED
    }
    said = {name: text_of(cells[name], name) for name in ("msg_id", "user", "title", "detail")}
    asked_at = moment_of(cells["time"], "time")
    if not said["msg_id"]:
        raise NumberMissing
    if not said["title"] and not said["detail"]:
        raise NothingWritten
    if asked_at is None or local_day(asked_at) < _FIRST_DAY:
        raise TooOld(day=asked_at.date() if asked_at else "—")
    reply = text_of(cells["reply"], "reply")
    replied_at = moment_of(cells["reply_time"], "reply_time") if reply else None
    if max(asked_at, replied_at or asked_at) > now:
        raise NotYet(day=local_day(max(asked_at, replied_at or asked_at)))
    if replied_at and replied_at < asked_at:
        raise RepliedBefore(replied=local_day(replied_at), asked=local_day(asked_at))
    return Message(
        line=row.line,
        number=said["msg_id"],
        user=said["user"] or said["msg_id"],
        title=said["title"],
        text=said["detail"],
        asked_at=asked_at,
        reply=reply if replied_at else "",
        replied_at=replied_at,
    )
