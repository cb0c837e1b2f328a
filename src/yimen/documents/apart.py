"""What a stranger sends is read in a process of its own, which can neither grow nor linger.

A module that does so is also a program: it reads a file from its input, within these bounds.
"""

from __future__ import annotations

import resource
import subprocess
import sys

_SECONDS = 10
_MEMORY = 1024 * 1024 * 1024


def read_apart(module: str, data: bytes) -> bytes | None:
    """Return what a module of ours makes of a file, or nothing if it could not in time."""
    try:
        done = subprocess.run(  # noqa: S603  # our own program, with no word of a stranger
            [sys.executable, "-m", module],
            input=data,
            capture_output=True,
            timeout=_SECONDS * 2,
            check=True,
        )
    except (subprocess.SubprocessError, OSError):
        return None
    return done.stdout


def bounded_input() -> bytes:
    """Return the file, and let this process from now on take only so much time and memory."""
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    return sys.stdin.buffer.read()
