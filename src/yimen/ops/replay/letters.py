"""Print the letters that wait in the queue, in several processes, until none is left."""

from __future__ import annotations

import time
from concurrent.futures import Future, ProcessPoolExecutor, wait

from procrastinate.contrib.django.models import ProcrastinateJob

from yimen.ops.progress import Begin
from yimen.ops.worker import drain

_TASK = "documents.issue"
_WAITING = ("todo", "doing")
_LOOK_AGAIN = 0.5
_PATIENCE = 40


def waiting() -> int:
    """Return how many letters are still to be printed."""
    return ProcrastinateJob.objects.filter(task_name=_TASK, status__in=_WAITING).count()


def failed() -> int:
    """Return how many letters could not be printed."""
    return ProcrastinateJob.objects.filter(task_name=_TASK, status="failed").count()


def print_all(crew: ProcessPoolExecutor, size: int, begin: Begin) -> int:
    """Do the queued jobs with the whole crew; return how many letters were printed."""
    total = left = waiting()
    done = begin(total)
    rounds_in_vain = 0
    while left and rounds_in_vain < _PATIENCE:
        before = left
        work = {crew.submit(drain) for _ in range(size)}
        while work:
            finished, work = wait(work, timeout=_LOOK_AGAIN)
            _raise_what_went_wrong(finished)
            now_left = waiting()
            done(left - now_left)
            left = now_left
        # What a killed process had in hand is free again after a while.
        rounds_in_vain = rounds_in_vain + 1 if left == before else 0
        time.sleep(_LOOK_AGAIN if left else 0)
    return total - left


def _raise_what_went_wrong(finished: set[Future[None]]) -> None:
    for work in finished:
        work.result()
