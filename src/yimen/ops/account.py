"""The unprivileged account that runs the embedded PostgreSQL when we are root: it refuses root."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

_OURS = "yimen"
_ANYBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Account:
    """A user of the operating system."""

    name: str
    uid: int
    gid: int

    def reaches(self, path: Path) -> bool:
        """Say whether this account can pass through every folder above and enter this one."""
        asked = subprocess.run(
            ["/usr/bin/test", "-x", path],
            user=self.uid,
            group=self.gid,
            extra_groups=[],
            cwd="/",
            check=False,
        )
        return asked.returncode == 0


def server_account(cluster: Path) -> Account | None:
    """Choose who runs the server: whoever owns the cluster, else `yimen`; None: we ourselves."""
    if os.geteuid() != 0:
        return None
    if cluster.exists() and cluster.stat().st_uid != 0:
        return _account(pwd.getpwuid(cluster.stat().st_uid))
    try:
        return _account(pwd.getpwnam(_OURS))
    except KeyError:
        return _account(pwd.getpwnam(_OURS if _made() else _ANYBODY))


def _made() -> bool:
    useradd = shutil.which("useradd")
    if useradd is None:
        return False
    words = [useradd, "--system", "--no-create-home", "--home-dir", "/nonexistent"]
    words += ["--shell", "/usr/sbin/nologin", "--user-group", _OURS]
    return subprocess.run(words, capture_output=True, check=False).returncode == 0


def _account(entry: pwd.struct_passwd) -> Account:
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
