"""Which database we use: the embedded one of the data folder, or the one DATABASE_URL names."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from yimen.base.errors import Refused
from yimen.ops import chosen
from yimen.ops.places import data_folder

#: Owns nothing, so that row-level security and grants bind it; all requests and jobs run as it.
APP_ROLE = "yimen_app"
OWNER = "yimen"
NAME = "yimen"
PORT = "5432"
#: The longest path that fits a unix socket's address, with PostgreSQL's file name after it.
_LONGEST_SOCKET_FOLDER = 85


class NoSuchDatabaseUrl(Refused):
    """DATABASE_URL cannot be read. Write it like postgresql://user:password@host:5432/name."""


def is_embedded() -> bool:
    """Say whether we bring our own PostgreSQL."""
    return not chosen.text("DATABASE_URL")


def socket_folder(folder: Path) -> Path:
    """Name the folder of the embedded server's socket: in the data folder, if that serves.

    It does not if its name is too long for a socket, nor if the server lives elsewhere, since its
    account cannot enter the data folder.
    """
    inside = folder / "run"
    if len(os.fsencode(inside)) <= _LONGEST_SOCKET_FOLDER and not (folder / "pg").is_symlink():
        return inside
    short = hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]
    return Path(f"/tmp/yimen-{os.getuid()}-{short}")  # noqa: S108 - ours alone: mode 0700, owner checked


def address() -> dict[str, str]:
    """Return how the owner of the database reaches it, in libpq's words."""
    if is_embedded():
        return {
            "dbname": NAME,
            "user": OWNER,
            "password": os.environ["YIMEN_DB_PASSWORD"],
            "host": str(socket_folder(data_folder())),
            "port": PORT,
        }
    try:
        read = conninfo_to_dict(chosen.text("DATABASE_URL"))
    except ProgrammingError:
        raise NoSuchDatabaseUrl from None
    return {name: str(value) for name, value in read.items()}


def as_app(options: str = "") -> str:
    """Add to libpq's options that the session runs as the app's role from its first statement.

    Django's own `assume_role` cannot be used: it waits for itself when connections are pooled.
    A prepared statement keeps one plan for all values: our statements are written so that one is
    right for all, and planning a file's costs four times what reading it does.
    """
    return f"{options} -c role={APP_ROLE} -c plan_cache_mode=force_generic_plan".strip()


def settings_of_django() -> dict[str, Any]:
    """Return the database as Django's settings want it."""
    found = address()
    if not chosen.flag("YIMEN_DB_AS_OWNER"):
        found["options"] = as_app(found.get("options", ""))
    # Bound on the server, a statement is prepared once for each connection and planned no more.
    options: dict[str, Any] = {"server_side_binding": True, "prepare_threshold": 3}
    pool = chosen.number("YIMEN_POOL", 0) if chosen.text("YIMEN_POOL") else 0
    if pool:
        options["pool"] = {"min_size": 1, "max_size": pool, "timeout": 10}
    known = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST"}
    rest = {name: value for name, value in found.items() if name not in {*known, "port"}}
    return {
        "ENGINE": "django.db.backends.postgresql",
        **{theirs: found.get(ours, "") for ours, theirs in known.items()},
        "PORT": found.get("port", ""),
        "OPTIONS": {**rest, **options},
        "ATOMIC_REQUESTS": True,
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": bool(pool),
    }
