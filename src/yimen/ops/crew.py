"""Several processes for a long piece of work: Python does one thing at a time in each."""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

from django.db import connections

from yimen.ops.processes import die_with_parent


@contextlib.contextmanager
def hired(size: int) -> Iterator[ProcessPoolExecutor]:
    """Have so many processes at hand, each with a database connection of its own.

    They are copies of this one as it is now, so hire them before threads are started, and before a
    letter is drawn: its printer starts some.
    """
    connections.close_all()
    copies = multiprocessing.get_context("fork")
    crew = ProcessPoolExecutor(size, mp_context=copies, initializer=_begin)
    try:
        for begun in [crew.submit(_is_there) for _ in range(size)]:
            begun.result()
        yield crew
    except BaseException:
        for child in multiprocessing.active_children():
            child.terminate()
        raise
    finally:
        crew.shutdown(cancel_futures=True)


def _begin() -> None:
    """Leave Ctrl-C to the first process, which ends this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    die_with_parent()


def _is_there() -> bool:
    return True
