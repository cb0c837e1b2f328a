"""Whatever is killed while people file: what was acknowledged is there once, jobs are done once."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from tests.ops.running import Running, wait

from yimen.ops.server import Server

pytestmark = pytest.mark.slow
TOKEN = "0123456789abcdefghijABCDEFGHIJ01"
FILED = 302


class Citizen(threading.Thread):
    """Files one petition after another; whatever is not acknowledged is sent once more."""

    def __init__(self, port: int, number: int) -> None:
        super().__init__(daemon=True)
        self.port, self.number = port, number
        self.going = True
        self.acknowledged: list[str] = []

    def run(self) -> None:
        ticket = uuid4().hex
        while self.going:
            if self._sends(ticket):
                self.acknowledged.append(ticket)
                ticket = uuid4().hex
            else:
                time.sleep(0.2)

    def _sends(self, ticket: str) -> bool:
        form = {
            "csrfmiddlewaretoken": TOKEN, "send": "1", "ticket": ticket, "on_behalf": "self",
            "kind": "person", "contact": "self", "prefers": "online",
            "name": f"试验人{self.number}", "address": "一门区某街道", "phone": "13000000000",
            "place": "某路", "demands-TOTAL_FORMS": "1", "demands-INITIAL_FORMS": "0",
            "demands-0-request": "请修好路灯", "demands-0-facts": f"路灯不亮。{ticket}",
        }  # fmt: skip
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        headers = {
            "Cookie": f"csrftoken={TOKEN}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        try:
            asked.request("POST", "/file/", urlencode(form), headers)
            return asked.getresponse().status == FILED
        except (OSError, http.client.HTTPException):
            return False
        finally:
            asked.close()


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    for parent in (tmp_path, *tmp_path.parents[:3]):
        parent.chmod(0o755)
    started = Running(tmp_path, is_empty=False)
    yield started
    started.end()


def test_nothing_acknowledged_is_lost_and_nothing_is_done_twice(running: Running) -> None:
    wait(lambda: left(running) == 0, 120)
    citizens = [Citizen(running.port, number) for number in range(3)]
    for citizen in citizens:
        citizen.start()
    for part in ("web", "worker", "server", "worker", "web"):
        time.sleep(2)
        kill(running, part)
    wait(running.is_well, 120)
    time.sleep(2)
    for citizen in citizens:
        citizen.going = False
    for citizen in citizens:
        citizen.join(30)
    tickets = [ticket for citizen in citizens for ticket in citizen.acknowledged]
    assert len(tickets) > len(citizens)
    wait(lambda: left(running) == 0, 180)

    kept = "select count(*) from registry_petition where ticket = any(%s::uuid[])"
    assert running.ask(kept, tickets) == len(tickets)
    assert running.ask("select count(*) from procrastinate_jobs where status = 'failed'") == 0
    assert running.ask(RECEIPTS.format("> 1")) == 0
    words = ["--data", str(running.folder), "verify"]
    done = subprocess.run(
        [sys.executable, "-m", "yimen.ops.cli", *words],
        env=running.environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


#: Petitions with so many receipts.
RECEIPTS = """
select count(*) from registry_petition p
where (select count(*) from documents_letter l
       where l.petition_id = p.id and l.kind = 'receipt') {}
"""


def left(running: Running) -> int:
    """Return how many jobs are not done yet."""
    found = running.ask(
        "select count(*) from procrastinate_jobs where status in ('todo', 'doing')"
        " and (scheduled_at is null or scheduled_at < now() + interval '1 hour')"
    )
    return int(str(found))


def kill(running: Running, part: str) -> None:
    """Kill a part as a power cut would, if it is there."""
    pid = Server(running.folder).pid() if part == "server" else running.part(part)
    if pid:
        os.kill(pid, signal.SIGKILL)
