"""A bar on the terminal for what takes a while: on stderr, so that data may go to stdout."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

#: Called after so many more are done.
Done = Callable[[int], None]
#: Called with how many there are in all, if that is known.
Begin = Callable[[int | None], Done]


@contextlib.contextmanager
def shown(what: str, *, quiet: bool) -> Iterator[Begin]:
    """Show how far the work has come, unless nobody looks."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = Console(stderr=True)
    with Progress(*columns, TimeRemainingColumn(), console=console, disable=quiet) as bar:

        def begin(total: int | None) -> Done:
            task = bar.add_task(what, total=total)
            return lambda more: bar.advance(task, more)

        yield begin


def silent(_: int | None) -> Done:
    """Show nothing, as in tests."""
    return lambda _: None
