"""What is wrong with an installation, and how to mend it."""

from __future__ import annotations

import contextlib
import http.client
import importlib.metadata
import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from typing import Any

import psycopg

from yimen.base.errors import Refused
from yimen.base.time import local_day, now
from yimen.law.days import DAYS
from yimen.law.routes import ROUTES
from yimen.ops import chosen
from yimen.ops.assets import missing_assets
from yimen.ops.at_hand import server_at_hand
from yimen.ops.database import APP_ROLE, address, is_embedded
from yimen.ops.keys import FILE, KEYS
from yimen.ops.places import ROOT, SOURCE, STATIC, data_folder
from yimen.ops.server import Server, binaries
from yimen.ops.supervisor import LIVE

_OLDEST_PYTHON = (3, 11)
_OLDEST_DATABASE = 15
_ENOUGH_DISK = 1024**3
_A_GIGABYTE = 1024**3
_SILENT = 60  # seconds without a sign of life
_TWO_NIGHTS = 49  # hours after which a digest was left out
_SLOW = 600  # seconds that a job may wait


class State(StrEnum):
    """How it stands with one thing."""

    WELL = "well"
    NOTE = "note"
    ILL = "ill"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    what: str
    state: State
    found: str
    mend: str = ""


def examine() -> Iterator[Finding]:
    """Look at everything, in the order in which things depend on each other."""
    for look in (_python, _packages, _data, _disk, _secrets, _assets, _translations, _calendar):
        yield look()
    yield from _choices()
    yield from _database()
    yield _live()


def _well(what: str, found: object) -> Finding:
    return Finding(what, State.WELL, str(found))


def _judge(what: str, found: object, mend: str, *, well: bool) -> Finding:
    return Finding(what, State.WELL if well else State.ILL, str(found), "" if well else mend)


def _python() -> Finding:
    found = sys.version.split()[0]
    mend = "Install Python 3.11 or later, remove .venv, run ./start."
    return _judge("Python", found, mend, well=sys.version_info >= _OLDEST_PYTHON)


def _packages() -> Finding:
    locked = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")
    wanted = re.findall(r"^([a-z0-9-]+)==([^ ;\\]+)( ; .*)?", locked, re.MULTILINE)
    wrong = [
        f"{name} {version}"
        for name, version, only in wanted
        if not only and _has_not(name, version)
    ]
    found = ", ".join(wrong) or f"{len(wanted)} as locked"
    return _judge("Packages", found, "Run ./start: it installs what is locked.", well=not wrong)


def _has_not(name: str, version: str) -> bool:
    try:
        return importlib.metadata.version(name) != version
    except importlib.metadata.PackageNotFoundError:
        return True


def _data() -> Finding:
    folder = data_folder()
    if not folder.is_dir():
        return Finding("Data folder", State.NOTE, "not there yet", "Run ./start.")
    mend = "Give the data folder to the account that runs Yimen."
    return _judge("Data folder", folder, mend, well=os.access(folder, os.W_OK))


def _disk() -> Finding:
    place = next(folder for folder in (data_folder(), *data_folder().parents) if folder.is_dir())
    free = shutil.disk_usage(place).free
    found = f"{free / _A_GIGABYTE:.1f} GB free"
    return _judge("Disk", found, "Make room: at least 1 GB.", well=free > _ENOUGH_DISK)


def _secrets() -> Finding:
    file = data_folder() / FILE
    kept = chosen.pairs(file)
    lacking = [name for name in KEYS if name not in kept and not os.environ.get(name)]
    if lacking:
        new = not (data_folder() / "pg").exists()
        mend = "Run ./start." if new else "Put secrets.env back from your backup."
        return Finding("Secrets", State.NOTE if new else State.ILL, ", ".join(lacking), mend)
    open_to_others = file.is_file() and stat.S_IMODE(file.stat().st_mode) & 0o077
    found = "readable by others" if open_to_others else f"{len(KEYS)} present"
    return _judge(
        "Secrets", found, "Run: chmod 600 secrets.env, in the data folder.", well=not open_to_others
    )


def _live() -> Finding:
    """Say whether the halls' screens hear what happens; without, they ask every two seconds."""
    file = data_folder() / LIVE
    host, _, port = (file.read_text() if file.is_file() else "").strip().rpartition(":")
    if port.isdecimal():
        asked = http.client.HTTPConnection(host, int(port), timeout=2)
        with contextlib.closing(asked), contextlib.suppress(OSError, http.client.HTTPException):
            asked.request("GET", "/live/0/")
            if asked.getresponse().status == HTTPStatus.OK:
                return _well("News for screens", f"{host}:{port}")
    mend = "Run ./start, or: yimen live"
    return Finding("News for screens", State.NOTE, "not served; screens ask instead", mend)


def _assets() -> Finding:
    missing = [path.name for path in missing_assets()]
    if not (STATIC / "staticfiles.json").is_file():
        missing.append("staticfiles.json")
    found = ", ".join(missing) or "in place"
    return _judge("Fonts and static files", found, "Run: yimen build", well=not missing)


def _translations() -> Finding:
    old = [
        catalogue.parts[-4]
        for catalogue in SOURCE.glob("**/locale/*/LC_MESSAGES/*.po")
        if not catalogue.with_suffix(".mo").is_file()
        or catalogue.with_suffix(".mo").stat().st_mtime_ns < catalogue.stat().st_mtime_ns
    ]
    return _judge("Translations", f"{len(old)} to compile", "Run: yimen build", well=not old)


def _calendar() -> Finding:
    year = local_day(now()).year
    awaited = DAYS.awaited(local_day(now()))
    mend = "Publish it under Changes to the rules, or upgrade Yimen (docs/howto/change-a-limit.md)."
    if awaited == year:
        return Finding("Rest days", State.ILL, f"{year} is not on file", mend)
    if awaited:
        return Finding("Rest days", State.NOTE, f"{awaited} is not on file yet", mend)
    return _well("Rest days", f"{year} is on file")


def _choices() -> Iterator[Finding]:
    chosen.read_choices(data_folder())
    debug, https = chosen.flag("YIMEN_DEBUG"), chosen.flag("YIMEN_HTTPS")
    yield _judge("Debugging", "on" if debug else "off", "Unset YIMEN_DEBUG.", well=not debug)
    if not https:
        mend = "Set YIMEN_HTTPS=1 and YIMEN_HOSTS once a proxy with a certificate stands before it."
        yield Finding("HTTPS", State.NOTE, "off", mend)
        return
    said = _ask_django("check", "--deploy", "--fail-level", "WARNING")
    yield _judge("HTTPS", said or "on", "Mend what is named.", well=not said)


def _database() -> Iterator[Finding]:
    try:
        if is_embedded():
            yield _well("Server binaries", binaries())
            if not Server(data_folder()).cluster.is_dir():
                yield Finding("Database", State.NOTE, "not made yet", "Run ./start.")
                return
            running = Server(data_folder()).is_ready()
            found = "runs" if running else "does not run; started for this"
            yield Finding("Server", State.WELL if running else State.NOTE, found)
        with server_at_hand(), psycopg.connect(**_as_libpq(), autocommit=True) as owner:
            for look in (_version, _owner, _role, _worker, _digest, _queue, _doors, _above):
                yield look(owner.cursor())
            yield _migrations()
    except (Refused, psycopg.Error) as problem:
        mend = (
            "Read the log in the data folder, pg/log." if is_embedded() else "Check DATABASE_URL."
        )
        yield Finding("Database", State.ILL, str(problem).strip(), mend)


def _as_libpq() -> dict[str, Any]:
    return dict(address())


def _one(cursor: psycopg.Cursor, question: str) -> tuple[Any, ...]:
    return cursor.execute(question.encode()).fetchone() or ()


def _version(cursor: psycopg.Cursor) -> Finding:
    (number,) = _one(cursor, "select current_setting('server_version_num')::int / 10000")
    mend = "Use PostgreSQL 15 or later."
    return _judge("PostgreSQL", number, mend, well=number >= _OLDEST_DATABASE)


def _owner(cursor: psycopg.Cursor) -> Finding:
    name, mighty = _one(
        cursor,
        "select rolname, rolsuper or rolbypassrls from pg_roles where rolname = current_user",
    )
    mend = "As the database administrator, take superuser and bypassrls from this role."
    return _judge("Owner of the database", name, mend, well=not mighty)


def _role(cursor: psycopg.Cursor) -> Finding:
    found = _one(
        cursor,
        "select rolsuper or rolbypassrls, pg_has_role(current_user, oid, 'member'),"  # noqa: S608 - our own name
        " exists (select 1 from pg_class c where c.relowner = r.oid)"
        f" from pg_roles r where rolname = '{APP_ROLE}'",
    )
    if not found:
        return Finding("Role of the app", State.ILL, "missing", "Run: yimen migrate")
    mighty, ours, owns = found
    if not ours:
        return Finding(
            "Role of the app", State.ILL, "not granted to the owner", "Run: yimen migrate"
        )
    mend = "As the database administrator, take all rights and tables from this role."
    return _judge("Role of the app", APP_ROLE, mend, well=not mighty and not owns)


def _worker(cursor: psycopg.Cursor) -> Finding:
    with contextlib.suppress(psycopg.errors.UndefinedTable):
        (silent,) = _one(
            cursor,
            "select extract(epoch from now() - max(last_heartbeat)) from procrastinate_workers",
        )
        if silent is not None and silent < _SILENT:
            return _well("Worker", "alive")
    mend = "Run ./start, or: yimen worker"
    return Finding("Worker", State.NOTE, "no sign of life", mend)


def _digest(cursor: psycopg.Cursor) -> Finding:
    """Say when the record was summed up last: a night without a digest is a night unproved."""
    hours = None
    with contextlib.suppress(psycopg.errors.UndefinedTable):
        (hours,) = _one(
            cursor, "select extract(epoch from now() - max(made_at)) / 3600 from registry_digest"
        )
    if hours is None:
        return Finding("Daily digest", State.NOTE, "none yet", "The worker makes one each night.")
    found = f"{hours:.0f} hours old"
    mend = "The worker makes one each night: see that it runs, and read its log."
    return _judge("Daily digest", found, mend, well=hours < _TWO_NIGHTS)


def _queue(cursor: psycopg.Cursor) -> Finding:
    try:
        waiting, oldest, failed = _one(
            cursor,
            "select count(*) filter (where status = 'todo'),"
            " coalesce(extract(epoch from now() - min(at) filter (where status = 'todo')), 0),"
            " count(*) filter (where status = 'failed')"
            " from procrastinate_jobs j left join procrastinate_events e"
            " on e.job_id = j.id and e.type = 'deferred'",
        )
    except psycopg.errors.UndefinedTable:
        return Finding("Queue", State.NOTE, "not made yet", "Run: yimen migrate")
    found = f"{waiting} waiting, the oldest for {oldest:.0f} s; {failed} failed"
    mend = "Read the worker's log; failed jobs keep their reason there."
    return _judge("Queue", found, mend, well=oldest < _SLOW and not failed)


def _doors(cursor: psycopg.Cursor) -> Finding:
    """Look for districts where nobody has entered at which doors other lawful ways begin."""
    wanted = len(set(ROUTES.bodies) - ROUTES.varies)
    try:
        found = cursor.execute(
            "select r.name, %s - count(b.id) from people_region r"
            " left join people_body b on b.region_id = r.id"
            " where r.kind = 'district' group by r.id, r.name order by r.name",
            [wanted],
        ).fetchall()
    except psycopg.errors.UndefinedTable:
        return Finding("Doors of other ways", State.NOTE, "not made yet", "Run: yimen migrate")
    lacking = [f"{name} {wanted - number}/{wanted}" for name, number in found if number]
    if not lacking:
        return _well("Doors of other ways", f"{wanted}/{wanted}")
    mend = "As the system administrator, enter them under “Doors of other ways”."
    return Finding("Doors of other ways", State.NOTE, "; ".join(lacking), mend)


def _above(cursor: psycopg.Cursor) -> Finding:
    """Look for organs that answer petitions and have nobody above them to ask for a review."""
    try:
        found = cursor.execute(
            "select o.name from people_organ o where (o.ends_on is null or o.ends_on > now())"
            " and case when o.is_vertical then o.guide_id is null"
            " else o.parent_id is null and o.guide_id is null end"
            " and exists (select 1 from people_post p where p.organ_id = o.id"
            " and p.role = 'handler' and (p.ends_on is null or p.ends_on > now()))"
            " order by o.name"
        ).fetchall()
    except (psycopg.errors.UndefinedTable, psycopg.errors.UndefinedColumn):
        return Finding("Organs above", State.NOTE, "not made yet", "Run: yimen migrate")
    if not found:
        return _well("Organs above", "every organ that answers has one")
    mend = "Name who is above them: until then nobody can ask there for a review online."
    return Finding("Organs above", State.NOTE, "; ".join(name for (name,) in found), mend)


def _migrations() -> Finding:
    said = _ask_django("migrate", "--check")
    found = said.splitlines()[-1] if said else "all done"
    return _judge("Migrations", found, "Run: yimen migrate", well=not said)


def _ask_django(*words: str) -> str:
    """Return what Django complains of, nothing if it does not."""
    done = subprocess.run(
        [sys.executable, "-m", "django", *words],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "yimen.ops.settings",
            "YIMEN_DB_AS_OWNER": "1",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    return (done.stdout + done.stderr).strip() or "failed" if done.returncode else ""
