"""Processes that never outlive the one that started them."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

#: Names the process that supervises this one, in the environment of its children.
SUPERVISOR = "YIMEN_SUPERVISOR"
_PR_SET_PDEATHSIG = 1


def die_with_parent() -> None:
    """Ask the kernel to end this process when its parent dies, even by `kill -9`."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def die_with_supervisor() -> None:
    """Do the same if a supervisor started this process; one that died meanwhile counts too."""
    supervisor = os.environ.get(SUPERVISOR)
    if supervisor:
        die_with_parent()
        if os.getppid() != int(supervisor):
            sys.exit(1)
