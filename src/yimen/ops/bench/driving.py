"""Drive the server: so many clients, each with its next request as soon as the last is answered."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from yimen.ops.bench.client import Answer, Client, Request

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


@dataclass(slots=True)
class _Seen:
    samples: list[float]
    failed: int = 0
    sent: int = 0
    trouble: str = ""
    last: float = 0.0


def drive(port: int, source: Source, *, clients: int, seconds: float) -> Drive:
    """Let the clients ask for so many seconds; the first fifth only warms up and is not counted."""
    counted_from = time.perf_counter() + seconds * _WARM
    until = counted_from + seconds
    seen = [_Seen([]) for _ in range(clients)]
    threads = [
        threading.Thread(target=_ask, args=(port, source(number), counted_from, until, one))
        for number, one in enumerate(seen)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ended = max((one.last for one in seen), default=0.0) or until
    samples = [sample for one in seen for sample in one.samples]
    trouble = next((one.trouble for one in seen if one.trouble), "")
    failed = sum(one.failed for one in seen)
    found = summed(samples, failed, trouble, max(ended - counted_from, 1e-3))
    return replace(found, sent=sum(one.sent for one in seen))


def summed(samples: list[float], failed: int, trouble: str, seconds: float) -> Drive:
    """Sum up the durations of what was answered."""
    ordered = sorted(samples)
    return Drive(
        done=len(ordered),
        failed=failed,
        sent=len(ordered) + failed,
        seconds=round(seconds, 3),
        per_second=round(len(ordered) / seconds, 1),
        p50_ms=_at(ordered, _MEDIAN),
        p95_ms=_at(ordered, _NEARLY_ALL),
        trouble=trouble,
    )


def is_well(request: Request, answer: Answer) -> bool:
    """Say whether a page was shown, or a form was taken and led on."""
    return answer.status == (_FOUND if request.is_post else _FINE)


def _ask(
    port: int, requests: Iterator[Request], counted_from: float, until: float, seen: _Seen
) -> None:
    client = Client(port)
    for request in requests:
        began = time.perf_counter()
        if began >= until:
            break
        try:
            answer = client.ask(request)
        except OSError as error:
            seen.failed += 1
            seen.trouble = seen.trouble or f"{request.path}: {type(error).__name__}"
            continue
        ended = time.perf_counter()
        seen.sent += 1
        if not is_well(request, answer):
            seen.failed += 1
            seen.trouble = seen.trouble or f"{request.path}: {answer.status}"
        elif began >= counted_from:
            seen.samples.append(ended - began)
            seen.last = ended
    client.close()


def _at(ordered: list[float], share: float) -> float:
    if not ordered:
        return 0.0
    place = min(int(share * len(ordered)), len(ordered) - 1)
    return round(ordered[place] * _MILLISECONDS, 1)
