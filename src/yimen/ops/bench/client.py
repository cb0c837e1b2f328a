"""A browser that costs next to nothing: one kept connection, no parsing beyond what is asked."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from urllib.parse import urlencode

_TOKEN = "0123456789abcdefghijABCDEFGHIJ01"  # noqa: S105 - guards nothing: cookie and form agree
_MOST = 1 << 16
_PATIENCE = 30.0
#: A process of the server keeps the connections it has taken: hang up now and then, as people do.
_KEPT = 25


@dataclass(frozen=True, slots=True)
class Request:
    """What a browser sends: a page it wants, or a form; `session` is the cookie of who asks."""

    path: str
    form: tuple[tuple[str, str], ...] | None = None
    session: str = ""

    @property
    def is_post(self) -> bool:
        """Whether a form is sent."""
        return self.form is not None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    body: bytes
    location: str = ""


class Client:
    """One connection to the server, made anew when the server closes it."""

    def __init__(self, port: int) -> None:
        """Name the port; the first request connects."""
        self._port = port
        self._asked = 0
        self._socket: socket.socket | None = None

    def close(self) -> None:
        """Hang up."""
        if self._socket:
            self._socket.close()
            self._socket = None

    def ask(self, request: Request) -> Answer:
        """Send a request and wait for its answer."""
        raw = _written(request)
        self._asked += 1
        if self._asked % _KEPT == 0:
            self.close()
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self._port), _PATIENCE)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            self._socket.sendall(raw)
            return self._read(self._socket)
        except OSError:
            self.close()
            raise

    def _read(self, connection: socket.socket) -> Answer:
        received = b""
        while b"\r\n\r\n" not in received:
            received += _more(connection)
        head, _, body = received.partition(b"\r\n\r\n")
        low = head.lower()
        if b"transfer-encoding: chunked" in low:
            while not body.endswith(b"0\r\n\r\n"):
                body += _more(connection)
        else:
            length = int(_field(low, b"content-length") or 0)
            while len(body) < length:
                body += _more(connection)
        if b"connection: close" in low:
            self.close()
        return Answer(int(head[9:12]), body, _field(head, b"location").decode())


def _more(connection: socket.socket) -> bytes:
    piece = connection.recv(_MOST)
    if not piece:
        raise ConnectionResetError
    return piece


def _field(head: bytes, name: bytes) -> bytes:
    start = head.lower().find(b"\r\n" + name + b":")
    if start < 0:
        return b""
    start += len(name) + 3
    end = head.find(b"\r\n", start)
    return head[start : end if end >= 0 else len(head)].strip()


def _written(request: Request) -> bytes:
    cookies = f"sessionid={request.session}; " if request.session else ""
    head = (
        f"{'POST' if request.is_post else 'GET'} {request.path} HTTP/1.1\r\n"
        "Host: 127.0.0.1\r\nAccept-Language: zh-CN\r\n"
        f"Cookie: {cookies}csrftoken={_TOKEN}\r\n"
    )
    if request.form is None:
        return f"{head}\r\n".encode()
    body = urlencode([("csrfmiddlewaretoken", _TOKEN), *request.form]).encode()
    kind = "Content-Type: application/x-www-form-urlencoded\r\n"
    return f"{head}{kind}Content-Length: {len(body)}\r\n\r\n".encode() + body
