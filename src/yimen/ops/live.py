"""News for the screens of a hall, as they happen: server-sent events from PostgreSQL's LISTEN.

A page of its own would hold one of the few threads that answer petitions, for hours. So this runs
apart, asynchronously, on a port beside the pages': one connection listens, and every screen and
phone that asked hears only that something changed at its place. What changed it asks the pages.
Nothing here knows a ticket, a name or a petition.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import psycopg
import structlog

from yimen.ops.database import address, as_app

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

CHANNEL = "hall"
PATH = re.compile(r"^/live/(\d{1,18})/$")
#: A sign of life, so that a dead line is noticed on both sides; and when a screen asks again.
BEAT = 15.0
RETRY_MS = 1000
_AGAIN = 1.0
#: More than this many screens and phones at once are asked to come back later.
MOST = 2000
_log = structlog.get_logger()


class News:
    """Who listens to which place, and the one connection that hears PostgreSQL."""

    def __init__(self) -> None:
        """Begin with nobody; the connection is made with the first who listens."""
        self._ears: defaultdict[str, set[asyncio.Event]] = defaultdict(set)
        self._hearing: asyncio.Task[None] | None = None

    @property
    def listeners(self) -> int:
        """How many screens and phones listen now."""
        return sum(len(ears) for ears in self._ears.values())

    @contextlib.asynccontextmanager
    async def of(self, place: str) -> AsyncIterator[asyncio.Event]:
        """Listen to a place, as long as somebody is there."""
        if self._hearing is None or self._hearing.done():
            self._hearing = asyncio.create_task(self._hear())
        ear = asyncio.Event()
        self._ears[place].add(ear)
        try:
            yield ear
        finally:
            self._ears[place].discard(ear)
            if not self._ears[place]:  # anybody may name a place that is none
                del self._ears[place]

    async def _hear(self) -> None:
        """Hear PostgreSQL; after a break, tell everybody to look again."""
        while True:
            try:
                where: dict[str, Any] = dict(address())
                where["options"] = as_app(where.get("options", ""))
                async with await psycopg.AsyncConnection.connect(**where, autocommit=True) as line:
                    await line.execute(f"listen {CHANNEL}")
                    for place in list(self._ears):
                        self._tell(place)
                    async for heard in line.notifies():
                        self._tell(heard.payload)
            except psycopg.Error as error:
                _log.warning("not_listening", because=type(error).__name__)
            await asyncio.sleep(_AGAIN)

    def _tell(self, place: str) -> None:
        for ear in self._ears.get(place, ()):
            ear.set()


NEWS = News()


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer `/live/<place>/` with events until the other side goes; all else is not found."""
    if scope["type"] != "http":
        return
    found = PATH.match(scope["path"])
    if found is None or scope["method"] != "GET":
        await _short(send, 404)
        return
    if NEWS.listeners >= MOST:
        await _short(send, 503)
        return
    await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
    await _say(send, f"retry: {RETRY_MS}\nevent: changed\ndata: {found[1]}\n\n")
    gone = asyncio.create_task(_until_gone(receive))
    try:
        async with NEWS.of(found[1]) as ear:
            while not gone.done():
                await _next(ear, gone)
                word = f"event: changed\ndata: {found[1]}\n\n" if ear.is_set() else ": still\n\n"
                ear.clear()
                if not gone.done():
                    await _say(send, word)
    finally:
        gone.cancel()


async def _next(ear: asyncio.Event, gone: asyncio.Task[None]) -> None:
    """Wait for news, for the end, or for the next sign of life."""
    heard = asyncio.create_task(ear.wait())
    try:
        await asyncio.wait({heard, gone}, timeout=BEAT, return_when=asyncio.FIRST_COMPLETED)
    finally:
        heard.cancel()


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _say(send: Send, text: str) -> None:
    await send({"type": "http.response.body", "body": text.encode(), "more_body": True})


async def _short(send: Send, status: int) -> None:
    await send({"type": "http.response.start", "status": status, "headers": []})
    await send({"type": "http.response.body", "body": b""})


#: Anybody may listen: a number of a place is all that is told.
_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"access-control-allow-origin", b"*"),
    (b"x-accel-buffering", b"no"),
]
