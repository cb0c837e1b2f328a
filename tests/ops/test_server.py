from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from yimen.ops import keys
from yimen.ops.database import socket_folder
from yimen.ops.server import OtherVersion, Server

pytestmark = pytest.mark.slow


@pytest.fixture
def server(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("data")
    for parent in (folder, *folder.parents[:2]):
        parent.chmod(0o755)  # pytest's own are closed to the server's account
    for name in keys.KEYS:
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    monkeypatch.setenv("YIMEN_THROWAWAY", "1")
    keys.load_keys(folder)
    made = Server(folder)
    yield made
    made.stop()
    if made.cluster != folder / "pg":
        shutil.rmtree(made.cluster, ignore_errors=True)


def ask(server: Server, question: str, *, user: str = "yimen") -> object:
    with psycopg.connect(
        host=str(server.socket),
        port="5432",
        user=user,
        dbname="yimen",
        password=os.environ["YIMEN_DB_PASSWORD"],
    ) as connection:
        row = connection.execute(question.encode()).fetchone()
        return row[0] if row else None


def test_the_first_lease_starts_the_server_and_the_last_one_out_stops_it(server: Server) -> None:
    with server.lease():
        assert server.is_ready()
        with server.lease():
            pass
        assert server.is_ready()
        assert ask(server, "select 1") == 1
    assert server.pid() is None


def test_the_owner_is_no_superuser_and_may_become_the_role_of_the_app(server: Server) -> None:
    with server.lease():
        assert (
            ask(
                server, "select rolsuper or rolbypassrls from pg_roles where rolname = current_user"
            )
            is False
        )
        assert ask(server, "select pg_has_role('yimen_app', 'member')") is True


def test_nobody_enters_without_the_password(server: Server) -> None:
    with server.lease(), pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(
            host=str(server.socket), port="5432", user="yimen", dbname="yimen", password="guess"
        )


def test_it_listens_on_no_network(server: Server) -> None:
    with server.lease():
        assert ask(server, "show listen_addresses") == ""


def test_a_killed_server_starts_again_and_what_was_committed_is_there(server: Server) -> None:
    with server.lease():
        with psycopg.connect(
            host=str(server.socket),
            port="5432",
            user="yimen",
            dbname="yimen",
            password=os.environ["YIMEN_DB_PASSWORD"],
        ) as connection:
            connection.execute("create table kept (n int)")
            connection.execute("insert into kept values (7)")
        os.kill(server.pid() or 0, signal.SIGKILL)
        while server.pid():
            time.sleep(0.01)
        server.revive()
        assert ask(server, "select n from kept") == 7


def test_a_pid_file_that_names_another_process_is_no_server(server: Server) -> None:
    with server.lease():
        pass
    (server.cluster / "postmaster.pid").write_text(f"{os.getpid()}\n{server.cluster}\n")
    assert server.pid() is None
    with server.lease():
        assert server.is_ready()


def test_a_lease_dies_with_its_process(server: Server) -> None:
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"""
from pathlib import Path
from yimen.ops.server import Server
with Server(Path({str(server.folder)!r})).lease():
    print("held", flush=True)
    time.sleep(60)
""",
        ],
        stdout=subprocess.PIPE,
    )
    assert holder.stdout
    assert holder.stdout.readline() == b"held\n"
    holder.kill()
    holder.wait()
    holder.stdout.close()
    assert server.is_ready()
    with server.lease():
        pass
    assert server.pid() is None


def test_data_of_another_version_is_refused(server: Server) -> None:
    with server.lease():
        pass
    (server.cluster / "PG_VERSION").write_text("11\n")
    with pytest.raises(OtherVersion, match="PostgreSQL 11"), server.lease():
        pass


def test_a_data_folder_with_a_long_name_gets_a_short_socket() -> None:
    assert len(str(socket_folder(Path("/" + "long/" * 30)))) < 90
