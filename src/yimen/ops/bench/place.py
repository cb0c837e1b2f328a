"""The bench's own database and folder: never those of the installation.

To all it starts, the bench looks like another installation: a database of its own by DATABASE_URL,
a data folder that is thrown away.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from urllib.parse import quote, urlencode

import psycopg
from psycopg import sql

from yimen.base.errors import Refused
from yimen.ops.database import address
from yimen.ops.freshness import fingerprint
from yimen.ops.shape import shape

HERE = Path(__file__).parent
_NAME = "yimen_bench_{size}"
_THEN = " in "


class MayNotCreate(Refused):
    """The user of the database may not create databases. Have that allowed: it needs its own."""


def name_of(size: int) -> str:
    """Name the database for so many petitions."""
    return _NAME.format(size=size)


def mark_of(size: int) -> str:
    """Sum up what the content of a database depends on: the tables, the loader, the keys."""
    made_by = [HERE / f"{name}.py" for name in ("loading", "gaps", "patterns", "roads", "texts")]
    key = hashlib.sha256(os.environ["YIMEN_INDEX_KEY"].encode()).hexdigest()[:8]
    return f"{size} {shape()} {fingerprint(sorted(made_by))[:16]} {key}"


def is_loaded(size: int) -> bool:
    """Say whether the database is there and holds what this code would load."""
    return _note_on(size)[0] == mark_of(size)


def loaded_in(size: int) -> float:
    """Return in how many seconds it was loaded."""
    return float(_note_on(size)[1])


def make(size: int) -> None:
    """Make the database anew, empty."""
    drop(size)
    with _server() as server:
        try:
            server.execute(
                sql.SQL("create database {} template template0").format(_identifier(size))
            )
        except psycopg.errors.InsufficientPrivilege:
            raise MayNotCreate from None


def drop(size: int) -> None:
    """Drop the database, if it is there."""
    with _server() as server:
        server.execute(sql.SQL("drop database if exists {} with (force)").format(_identifier(size)))


def note_loaded(size: int, seconds: float) -> None:
    """Write on the database what it holds, and in how many seconds it was loaded."""
    note = f"{mark_of(size)}{_THEN}{seconds:.1f}"
    with _server() as server:
        server.execute(
            sql.SQL("comment on database {} is {}").format(_identifier(size), sql.Literal(note))
        )


def move_in(size: int, folder: Path) -> None:
    """Make the bench's database and folder those of this process, and of all that it starts."""
    os.environ["DATABASE_URL"] = _url(name_of(size))
    os.environ["YIMEN_DATA"] = str(folder)


def _note_on(size: int) -> tuple[str, str]:
    """Read what is written on the database: what it holds, and how long that took."""
    with _server() as server:
        row = server.execute(
            "select shobj_description(oid, 'pg_database') from pg_database where datname = %s",
            [name_of(size)],
        ).fetchone()
    mark, _, seconds = str(row[0] if row and row[0] else "").partition(_THEN)
    return mark, seconds or "0"


def _url(name: str) -> str:
    known = address()
    rest = {key: value for key, value in known.items() if key not in {"dbname", "user", "password"}}
    who = f"{quote(known.get('user', ''))}:{quote(known.get('password', ''))}"
    return f"postgresql://{who}@/{name}?{urlencode(rest)}"


def _identifier(size: int) -> sql.Identifier:
    return sql.Identifier(name_of(size))


def _server() -> psycopg.Connection:
    return psycopg.connect(**address(), autocommit=True)  # type: ignore[arg-type]  # libpq's words
