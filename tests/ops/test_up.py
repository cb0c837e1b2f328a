from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.ops.running import Running, wait

from yimen.ops.server import Server

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("up")
    for parent in (folder, *folder.parents[:2]):
        parent.chmod(0o755)
    started = Running(folder)
    yield started
    started.end()


@pytest.mark.parametrize("part", ["web", "worker"])
def test_a_part_that_is_killed_comes_back(running: Running, part: str) -> None:
    wait(lambda: running.part(part))
    killed = running.part(part)
    os.kill(killed, signal.SIGKILL)
    wait(lambda: running.part(part) not in {0, killed})
    wait(running.is_well)


def test_a_database_server_that_is_killed_comes_back_with_its_rows(running: Running) -> None:
    running.ask("create table if not exists kept as select 7 as n")
    killed = Server(running.folder).pid()
    assert killed
    os.kill(killed, signal.SIGKILL)
    wait(lambda: Server(running.folder).pid() not in {None, killed})
    wait(running.is_well)
    assert running.ask("select n from kept") == 7


def test_when_all_is_killed_the_next_start_finds_everything(running: Running) -> None:
    running.ask("create table if not exists kept as select 7 as n")
    server = Server(running.folder).pid()
    assert server
    running.process.kill()
    os.kill(server, signal.SIGKILL)
    running.process.wait()
    running.start()
    assert running.ask("select n from kept") == 7


def test_no_part_outlives_a_supervisor_that_is_killed(running: Running) -> None:
    parts = [running.part("web"), running.part("worker")]
    running.process.kill()
    running.process.wait()
    wait(lambda: not any(Path("/proc", str(pid)).exists() for pid in parts))
    wait(lambda: Server(running.folder).pid() is None)
    running.start()


def test_a_second_start_on_the_same_data_says_who_is_there(running: Running) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "yimen.ops.cli", "--data", str(running.folder), "up"],
        env=running.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert str(running.process.pid) in done.stderr


def test_a_taken_port_is_named_with_another_to_try(running: Running, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        tmp_path.chmod(0o755)
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "yimen.ops.cli",
                "--data",
                str(tmp_path),
                "up",
                "--port",
                str(port),
            ],
            env=running.environment() | {"DATABASE_URL": "postgresql://nobody@127.0.0.1/none"},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert f"--port {port + 1}" in done.stderr


def test_ctrl_c_stops_everything_and_says_where_the_data_is(running: Running) -> None:
    assert running.stop() == 0
    assert Server(running.folder).pid() is None
    assert re.search(rf"kept in {running.folder}", (running.folder / "said").read_text())
    running.start()
