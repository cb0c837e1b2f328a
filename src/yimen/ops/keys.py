"""The secrets of an installation: made at its first start, kept in its data folder alone."""

from __future__ import annotations

import fcntl
import os
import secrets
from pathlib import Path

from yimen.base.errors import Refused
from yimen.ops.chosen import pairs

FILE = "secrets.env"
#: Each name with what it is for; every one holds 32 random bytes, in hex.
KEYS = {
    "YIMEN_SECRET_KEY": "signs sessions and links",
    "YIMEN_FIELD_KEY": "encrypts names and numbers in the database",
    "YIMEN_LANE_KEY": "encrypts the sealed lane, apart from all else",
    "YIMEN_HEART_KEY": "encrypts the keys of the heart room's clients, apart from all else",
    "YIMEN_INDEX_KEY": "finds an encrypted number again without opening it",
    "YIMEN_SIGNING_KEY": "signs letters and the daily digest, so that anybody can verify them",
    "YIMEN_DB_PASSWORD": "opens the embedded database for its owner",
    "YIMEN_DB_ROOT_PASSWORD": "sets the embedded database up",
}
#: Nothing becomes unreadable without it: what it signed stands by its published public half.
REPLACEABLE = frozenset({"YIMEN_SIGNING_KEY"})
#: Keys that came with a later version: an older installation makes them beside its database.
CAME_LATER = frozenset({"YIMEN_LANE_KEY", "YIMEN_HEART_KEY"})
_BYTES = 32


class KeysLost(Refused):
    """The database in {folder} is encrypted with keys that are missing: {names}.

    Put {file} back from your backup. Without it names and numbers cannot be read again.
    """


def load_keys(folder: Path) -> None:
    """Bring the keys into the environment; make those that a new installation lacks."""
    kept = pairs(folder / FILE)
    missing = [name for name in KEYS if name not in kept and not os.environ.get(name)]
    if missing:
        kept = _make(folder)
    for name in KEYS:
        if name in kept:
            os.environ.setdefault(name, kept[name])


def _make(folder: Path) -> dict[str, str]:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / FILE
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(handle, "r+", encoding="ascii") as kept:
        fcntl.flock(kept, fcntl.LOCK_EX)
        found = pairs(file)
        lacking = [name for name in KEYS if name not in found and not os.environ.get(name)]
        new = REPLACEABLE | CAME_LATER if found else REPLACEABLE
        lost = [name for name in lacking if name not in new]
        if lost and (folder / "pg").exists():
            raise KeysLost(folder=folder, names=", ".join(lost), file=file)
        kept.seek(0, os.SEEK_END)
        if not found:
            kept.write("# Made at the first start. Back this file up; show it to nobody.\n")
        for name in lacking:
            found[name] = secrets.token_hex(_BYTES)
            kept.write(f"# {KEYS[name]}\n{name}={found[name]}\n")
        kept.flush()
        os.fsync(kept.fileno())
    return found


def replace_key(folder: Path, name: str) -> str:
    """Put a new key in the place of an old one, which is gone then; return the new one."""
    file = folder / FILE
    new = secrets.token_hex(_BYTES)
    with file.open("r+", encoding="ascii") as kept:
        fcntl.flock(kept, fcntl.LOCK_EX)
        lines = [line for line in kept if not line.startswith(f"{name}=")]
        half = file.with_suffix(".half")
        handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as fresh:
            fresh.writelines([*lines, f"{name}={new}\n"])
            fresh.flush()
            os.fsync(fresh.fileno())
        half.rename(file)
    os.environ[name] = new
    return new
