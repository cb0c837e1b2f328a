"""What the bench is made of: texts with gaps, search words, browsers in one loop."""

from __future__ import annotations

import re
import socketserver
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest
from django.conf import settings
from django.shortcuts import resolve_url

from yimen.base.seal import blind
from yimen.ops.bench.client import Answer, Request, Talk, converse
from yimen.ops.bench.driving import TO_LOG_IN, drive, is_well
from yimen.ops.bench.gaps import Gapped, gapped
from yimen.ops.bench.loading import vector
from yimen.ops.bench.roads import ORGAN, ROW
from yimen.registry import words
from yimen.registry.code import blind_code

CLIENTS = 3


class Page(BaseHTTPRequestHandler):
    """Answers pages, takes forms, and hangs up on those who ask for it."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self.path == "/away":
            self.close_connection = True
            return
        body = b"x" * 300_000
        self.send_response(200 if self.path == "/page" else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(302)
        self.send_header("Content-Length", "0")
        self.send_header("Set-Cookie", "sessionid=abc; Path=/")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def port() -> Iterator[int]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Page) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


def test_each_client_asks_until_its_requests_end(port: int) -> None:
    seen = drive(port, lambda _: iter([Request("/page")] * 60), clients=CLIENTS, seconds=30)
    assert (seen.sent, seen.failed) == (60 * CLIENTS, 0)


def test_what_is_not_found_or_hung_up_on_has_failed_and_the_first_is_named(port: int) -> None:
    seen = drive(port, lambda _: iter([Request("/none"), Request("/away")]), clients=1, seconds=9)
    assert seen.failed == 2
    assert seen.trouble == "/none: 404"


def test_a_form_that_leads_to_the_log_in_was_not_taken() -> None:
    form = Request("/desk/", (("send", "1"),))
    assert is_well(form, Answer(302, b"HTTP/1.1 302 Found\r\nlocation: /desk/\r\n"))
    assert not is_well(form, Answer(302, b"HTTP/1.1 302 Found\r\n" + TO_LOG_IN + b"?next=%2F\r\n"))
    assert TO_LOG_IN.decode().endswith(resolve_url(settings.LOGIN_URL))


def test_a_browser_keeps_the_session_it_is_given(port: int) -> None:
    given: list[str] = []

    def talk() -> Talk:
        answer: Answer | None = yield Request("/form", (("name", "王"),))
        given.append(answer.session() if answer else "")

    converse(port, [talk()])
    assert given == ["abc"]


def test_a_gap_is_filled_wherever_its_number_stood() -> None:
    text = gapped(f'{{"petition":{ROW},"to_organ":{ORGAN},"share":"5%"}}')
    assert Gapped(text).fill({"row": "12", "organ": "34"}) == (
        '{"petition":12,"to_organ":34,"share":"5%"}'
    )


def test_search_words_made_fast_are_those_of_a_filing() -> None:
    text = "闽〔2026〕000012号 路灯不亮，路灯坏了。GB50016 路灯"
    places: dict[str, list[str]] = {}
    for token, place in re.findall(r"'(\S+)':(\d+)", vector(text)):
        places.setdefault(token, []).append(place)
    assert words.vector(text) == " ".join(f"'{t}':{','.join(at)}" for t, at in places.items())


def test_a_query_code_made_fast_opens_what_it_should() -> None:
    assert blind("2026-12/123456789012", "query code") == blind_code(
        "闽〔2026〕000012号", "123456789012"
    )
