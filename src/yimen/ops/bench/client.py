"""Browsers that cost next to nothing: one loop for all, and no parsing beyond what is asked.

The clients share the machine with the server, so what they cost falls on what they measure. A
request is bytes made beforehand; of an answer only the first lines are kept, the rest is counted.
"""

from __future__ import annotations

import heapq
import itertools
import select
import socket
import time
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

_TOKEN = "0123456789abcdefghijABCDEFGHIJ01"  # noqa: S105 - guards nothing: cookie and form agree
_MOST = 1 << 18
_PATIENCE = 30.0
_LOOK = 1.0
_END, _LAST = b"\r\n\r\n", b"0\r\n\r\n"
#: A process of the server keeps the connections it has taken: hang up now and then, as people do.
_KEPT = 25

Form = tuple[tuple[str, str], ...]


class Request:
    """What a browser sends: a page it wants, or a form; `session` is the cookie of who asks."""

    __slots__ = ("is_post", "path", "raw")

    def __init__(self, path: str, form: Form | None = None, session: str = "") -> None:
        """Write it as it is sent."""
        self.path, self.is_post = path, form is not None
        cookies = f"sessionid={session}; " if session else ""
        head = (
            f"{'GET' if form is None else 'POST'} {path} HTTP/1.1\r\n"
            "Host: 127.0.0.1\r\nAccept-Language: zh-CN\r\n"
            f"Cookie: {cookies}csrftoken={_TOKEN}\r\n"
        )
        if form is None:
            self.raw = f"{head}\r\n".encode()
        else:
            body = urlencode((("csrfmiddlewaretoken", _TOKEN), *form)).encode()
            kind = "Content-Type: application/x-www-form-urlencoded\r\n"
            self.raw = f"{head}{kind}Content-Length: {len(body)}\r\n\r\n".encode() + body


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: its number, and its first lines."""

    status: int
    head: bytes

    def session(self) -> str:
        """Return the session that the server gave to this browser, if it did."""
        _, found, rest = self.head.partition(b"sessionid=")
        return rest.partition(b";")[0].decode() if found else ""


#: One browser: yields what it sends, or the moment until which it waits; gets the answers.
Talk = Generator[Request | float, Answer | None, None]


def converse(port: int, talks: Iterable[Talk]) -> None:
    """Let all browsers talk with the server until each has come to its end."""
    _Room(port).hear([_Browser(port, talk) for talk in talks])


class _Browser:
    """One browser, with the connection it keeps."""

    __slots__ = ("_asked", "_port", "head", "sent_at", "socket", "talk", "to_come")

    def __init__(self, port: int, talk: Talk) -> None:
        self._port, self._asked, self.talk = port, 0, talk
        self.socket: socket.socket | None = None
        self.head, self.to_come, self.sent_at = b"", 0, 0.0

    def send(self, request: Request) -> tuple[int, bool]:
        """Send a request; return the number of the connection, and whether it is new."""
        self._asked += 1
        if self._asked % _KEPT == 0:
            self.close()
        is_new = self.socket is None
        if self.socket is None:
            self.socket = socket.create_connection(("127.0.0.1", self._port), _PATIENCE)
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.head, self.to_come, self.sent_at = b"", -1, time.perf_counter()
        self.socket.sendall(request.raw)
        return self.socket.fileno(), is_new

    def hear(self, buffer: memoryview) -> bool:
        """Read what has come; say whether the answer is complete."""
        number = self.socket.recv_into(buffer) if self.socket else 0
        if not number:
            raise ConnectionResetError
        if self.to_come >= 0:
            self.to_come -= number
            return self.to_come <= 0
        received = self.head + bytes(buffer[:number])
        head, found, body = received.partition(_END)
        self.head = head if found else received
        if not found:
            return False
        low = head.lower()
        if b"transfer-encoding: chunked" in low:
            self.head = received  # rare: read on until the last piece
            return body.endswith(_LAST)
        _, _, rest = low.partition(b"content-length:")
        self.to_come = int(rest.partition(b"\r\n")[0] or 0) - len(body)
        return self.to_come <= 0

    def answer(self) -> Answer:
        """Return what was heard."""
        if b"onnection: close" in self.head:
            self.close()
        return Answer(int(self.head[9:12]), self.head)

    def close(self) -> None:
        """Hang up."""
        if self.socket:
            self.socket.close()
            self.socket = None


class _Room:
    """Where the browsers sit: woken when an answer or a moment has come."""

    def __init__(self, port: int) -> None:
        self._port, self._poll = port, select.epoll()
        self._asking: dict[int, _Browser] = {}
        self._waiting: list[tuple[float, int, _Browser]] = []
        self._places = itertools.count()
        self._buffer = memoryview(bytearray(_MOST))
        self._look_again = 0.0

    def hear(self, browsers: list[_Browser]) -> None:
        """Go on until the last has ended."""
        for browser in browsers:
            self._go_on(browser, browser.talk.__next__)
        while self._asking or self._waiting:
            for number, _ in self._poll.poll(self._until_next()):
                self._read(number)
            self._wake()
        self._poll.close()

    def _go_on(self, browser: _Browser, step: Callable[[], Request | float]) -> None:
        """Take the next wish of a browser, and see to it."""
        while True:
            try:
                wish = step()
            except StopIteration:
                browser.close()
                return
            if not isinstance(wish, Request):
                browser.close()
                heapq.heappush(self._waiting, (wish, next(self._places), browser))
                return
            try:
                number, is_new = browser.send(wish)
            except OSError as error:
                browser.close()
                step = partial(browser.talk.throw, error)
                continue
            if is_new:
                self._poll.register(number, select.EPOLLIN)
            self._asking[number] = browser
            return

    def _read(self, number: int) -> None:
        browser = self._asking[number]
        try:
            if not browser.hear(self._buffer):
                return
        except OSError as error:
            self._fail(number, error)
            return
        del self._asking[number]
        self._go_on(browser, partial(browser.talk.send, browser.answer()))

    def _fail(self, number: int, error: OSError) -> None:
        browser = self._asking.pop(number)
        browser.close()
        self._go_on(browser, partial(browser.talk.throw, error))

    def _wake(self) -> None:
        """Let those go on whose moment has come; end the patience of those who wait too long."""
        now = time.perf_counter()
        while self._waiting and self._waiting[0][0] <= now:
            browser = heapq.heappop(self._waiting)[2]
            self._go_on(browser, browser.talk.__next__)
        if now > self._look_again:
            self._look_again = now + _LOOK
            for number in [n for n, one in self._asking.items() if now - one.sent_at > _PATIENCE]:
                self._fail(number, TimeoutError())

    def _until_next(self) -> float:
        if not self._waiting:
            return _LOOK
        return min(_LOOK, max(0.0, self._waiting[0][0] - time.perf_counter()))
