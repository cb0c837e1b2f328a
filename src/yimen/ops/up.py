"""Everything at once: what `./start` does when the set-up is done."""

from __future__ import annotations

import contextlib
import fcntl
import importlib
import importlib.util
import os
import shlex
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click
import psycopg
from rich.console import Console
from rich.panel import Panel
from rich.table import Table

from yimen.base.errors import Refused
from yimen.ops import chosen
from yimen.ops.at_hand import server_at_hand
from yimen.ops.build import build
from yimen.ops.database import address, is_embedded
from yimen.ops.logs import FILE, logging_settings
from yimen.ops.places import ROOT, data_folder
from yimen.ops.saying import in_our_words, say
from yimen.ops.server import Server
from yimen.ops.shape import has_its_shape
from yimen.ops.supervisor import (
    Part,
    Supervisor,
    free_port_after,
    reachable,
    refuse_taken_port,
)

_DEMO = "yimen.ops.demo"
_LONGEST_LOG = 20 << 20  # bytes
#: What a first start loads beside the stories, in seconds; the year is offered.
_RECENT = ("--days", "10", "--scale", "0.3")
_YEAR = ("demo", "--days", "365")
#: What an empty house lacks.
_BEGIN = ("begin", "--help")
_WALK = "import sys; from yimen.ops.check import main; sys.exit(main(sys.argv[1]))"


class RunsAlready(Refused):
    """Yimen runs already on the data in {folder}, as process {pid}."""


class NotPrepared(Refused):
    """`yimen {verb}` failed; the lines above say why."""


def run(host: str, port: int, *, empty: bool, check: bool) -> int:
    """Make what is missing, run the parts, watch over them; return the exit code."""
    folder = data_folder()
    with _alone(folder), server_at_hand():
        refuse_taken_port(host, port)
        logging_settings(debug=chosen.flag("YIMEN_DEBUG"))
        build(click.echo)
        if not chosen.text("YIMEN_URL"):  # the letters of the demo lead there too
            os.environ["YIMEN_URL"] = f"http://{reachable(host)}:{port}"
        _prepare(folder, empty=empty)
        if sys.stdout.isatty() and not check:
            os.environ[FILE] = str(_log_of(folder))
        parts = _parts(host, port)
        supervisor = Supervisor(parts, Server(folder) if is_embedded() else None)
        with supervisor.stopping_in_order():
            supervisor.answers(host, port)
            address = f"http://{reachable(host)}:{port}/"
            if check:
                return _walk(supervisor, address)
            _show(address, folder)
            supervisor.watch_while(lambda: True)
            click.echo(say("Stopping ..."))
    click.echo(say("Stopped. Everything is kept in {folder}.").format(folder=folder))
    return 0


def _parts(host: str, port: int) -> list[Part]:
    """Return what runs side by side: pages, jobs, and the news for screens beside the pages."""
    live = free_port_after(host, port)
    os.environ.setdefault("YIMEN_LIVE", f":{live}")
    return [
        Part("web", "--host", host, "--port", str(port)),
        Part("worker"),
        Part("live", "--host", host, "--port", str(live)),
    ]


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Refuse to run twice on the same data."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "up.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise RunsAlready(folder=folder, pid=lock.read().strip()) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def _log_of(folder: Path) -> Path:
    """Name the file of the log; a long one makes room for a new one."""
    file = folder / "log" / "yimen.log"
    file.parent.mkdir(mode=0o700, exist_ok=True)
    if file.exists() and file.stat().st_size > _LONGEST_LOG:
        file.replace(file.with_suffix(".log.1"))
    return file


def _prepare(folder: Path, *, empty: bool) -> None:
    """Migrate; at the first start load the demo district, unless none is wanted."""
    if not has_its_shape():
        _say_verb("migrate", "--quiet")
    loaded = folder / "district"
    if loaded.is_file():
        return
    if not empty and importlib.util.find_spec(_DEMO):
        click.echo(say("Loading the demo district ..."))
        _say_verb("demo", *_RECENT)
    loaded.write_text("empty\n" if empty else "demo\n")


def _say_verb(*words: str) -> None:
    done = subprocess.run([sys.executable, "-m", "yimen.ops.cli", *words], check=False)
    if done.returncode:
        raise NotPrepared(verb=words[0])


def _walk(supervisor: Supervisor, address: str) -> int:
    """Take one petition down the whole road, while the supervisor goes on watching."""
    walk = subprocess.Popen([sys.executable, "-c", _WALK, address])
    supervisor.watch_while(lambda: walk.poll() is None)
    if walk.poll() is None:
        walk.terminate()
    return min(1, abs(walk.wait()))


def _show(address: str, folder: Path) -> None:
    """Say where it is, who may log in, and how to stop it."""
    about = Table.grid(padding=(0, 2))
    about.add_row(say("Citizens"), address)
    about.add_row(say("Staff door"), f"{address}desk/")
    about.add_row(say("Data"), str(folder))
    if _is_demo(folder):
        about.add_row(say("A whole year of petitions"), _command(folder, *_YEAR))
    elif not _has_begun():
        about.add_row(say("First: the district and its administrators"), _command(folder, *_BEGIN))
    if FILE in os.environ:
        about.add_row(say("Log"), os.environ[FILE])
    about.add_row(say("Stop"), "Ctrl-C")
    console = Console(highlight=False)
    console.print(Panel(about, title=say("Yimen is open"), expand=False))
    accounts = _accounts(folder)
    if accounts:
        console.print(accounts)


def _is_demo(folder: Path) -> bool:
    has_words = importlib.util.find_spec(_DEMO) is not None
    return has_words and (folder / "district").read_text().strip() == "demo"


def _has_begun() -> bool:
    """Say whether there is a district; a server that just died is no reason to stop watching it."""
    where: dict[str, Any] = dict(address())
    try:
        with psycopg.connect(**where) as owner:
            found = owner.execute("select exists (select from people_region)").fetchone()
    except psycopg.Error:
        return True
    return bool(found and found[0])


def _command(folder: Path, *words: str) -> str:
    """Return a verb as it is typed here: the program's own path, and the data folder it needs."""
    program = Path(sys.executable).with_name("yimen")
    if program.is_relative_to(Path.cwd()):
        program = program.relative_to(Path.cwd())
    data = () if folder == ROOT / "var" else ("--data", str(folder))
    return shlex.join([str(program), *data, *words])


def _accounts(folder: Path) -> Table | None:
    if not _is_demo(folder):
        return None
    listed: Iterable[Any] = importlib.import_module(_DEMO).accounts()
    table = Table(say("Account"), say("Password"), say("Who it is"), title=say("Demo accounts"))
    for account in listed:
        table.add_row(account.username, account.password, in_our_words(account.who))
    return table
