"""Drive the server: so many clients, each with its next request as soon as the last is answered."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from yimen.ops.bench.client import Answer, Request, Talk, converse

#: Where whoever asks without a session is sent.
TO_LOG_IN = b"location: /account/login/"
_FOUND = 302
_FINE = 200
_MILLISECONDS = 1000
_MEDIAN, _NEARLY_ALL = 0.5, 0.95
_WARM = 0.2

#: Yields the requests of one client, by its number; an end ends the drive for that client.
Source = Callable[[int], Iterator[Request]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drive:
    """What a drive showed: how many were answered, how fast, and what went wrong first."""

    done: int
    failed: int
    sent: int  # the first ones, which only warm up, included
    seconds: float
    per_second: float
    p50_ms: float
    p95_ms: float
    trouble: str = ""
    own_ms: float = 0.0  # what the clients themselves cost, a request


@dataclass(slots=True)
class Seen:
    """What the clients have seen so far."""

    samples: list[float] = field(default_factory=list)
    failed: int = 0
    sent: int = 0
    trouble: str = ""
    last: float = 0.0

    def fail(self, trouble: str) -> None:
        """Count what went wrong, and keep the first in words."""
        self.failed += 1
        self.trouble = self.trouble or trouble


def drive(port: int, source: Source, *, clients: int, seconds: float) -> Drive:
    """Let the clients ask for so many seconds; the first fifth only warms up and is not counted."""
    counted_from = time.perf_counter() + seconds * _WARM
    until = counted_from + seconds
    seen, worked = Seen(), time.thread_time()
    converse(port, [_ask(source(number), counted_from, until, seen) for number in range(clients)])
    own = (time.thread_time() - worked) * _MILLISECONDS / max(seen.sent, 1)
    took = max((seen.last or until) - counted_from, 1e-3)
    return replace(summed(seen, took), sent=seen.sent, own_ms=round(own, 3))


def summed(seen: Seen, seconds: float) -> Drive:
    """Sum up the durations of what was answered."""
    ordered = sorted(seen.samples)
    return Drive(
        done=len(ordered),
        failed=seen.failed,
        sent=len(ordered) + seen.failed,
        seconds=round(seconds, 3),
        per_second=round(len(ordered) / seconds, 1),
        p50_ms=_at(ordered, _MEDIAN),
        p95_ms=_at(ordered, _NEARLY_ALL),
        trouble=seen.trouble,
    )


def is_well(request: Request, answer: Answer) -> bool:
    """Say whether a page was shown, or a form was taken and led on, and not to the log-in."""
    wanted = _FOUND if request.is_post else _FINE
    return answer.status == wanted and TO_LOG_IN not in answer.head


def _ask(requests: Iterator[Request], counted_from: float, until: float, seen: Seen) -> Talk:
    clock = time.perf_counter
    for request in requests:
        began = clock()
        if began >= until:
            return
        try:
            answer = yield request
        except OSError as error:
            seen.fail(f"{request.path}: {type(error).__name__}")
            continue
        ended = clock()
        seen.sent += 1
        if answer is None or not is_well(request, answer):
            seen.fail(f"{request.path}: {answer.status if answer else 0}")
        elif began >= counted_from:
            seen.samples.append(ended - began)
            seen.last = ended


def _at(ordered: list[float], share: float) -> float:
    if not ordered:
        return 0.0
    place = min(int(share * len(ordered)), len(ordered) - 1)
    return round(ordered[place] * _MILLISECONDS, 1)
