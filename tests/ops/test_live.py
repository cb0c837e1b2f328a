"""Screens hear within a second that something changed at their place, and nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest
from django.db import connection

from yimen.ops import live

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def where(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """Let the news listen to the test's own database."""
    known = connection.get_connection_params()
    names = ("dbname", "user", "password", "host", "port")
    found = {name: known[name] for name in names if known.get(name)}
    monkeypatch.setattr(live, "address", lambda: found)
    monkeypatch.setattr(live, "NEWS", live.News())
    return iter([found])


def run(what: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Run it in a thread of its own: a browser's test may have a loop of its own here."""
    with ThreadPoolExecutor(max_workers=1) as apart:
        apart.submit(lambda: asyncio.run(what())).result()


class Screen:
    """A browser that asked for the news of a path."""

    def __init__(self, path: str) -> None:
        """Ask."""
        self.said: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.leaves = asyncio.Event()
        scope = {"type": "http", "method": "GET", "path": path}
        self.task = asyncio.create_task(live.app(scope, self._receive, self.said.put))

    async def _receive(self) -> dict[str, Any]:
        await self.leaves.wait()
        return {"type": "http.disconnect"}

    async def next(self, seconds: float = 10) -> Any:  # noqa: ANN401  # whatever was sent
        """Return what is sent next."""
        return await asyncio.wait_for(self.said.get(), seconds)

    async def word(self, seconds: float = 10) -> str:
        """Return the next piece of text."""
        return str((await self.next(seconds))["body"].decode())


def test_a_screen_hears_of_its_own_place_within_a_second(where: Iterator[dict[str, Any]]) -> None:
    async def watch() -> None:
        told: dict[str, Any] = next(where)
        mine = Screen("/live/7/")
        assert (await mine.next())["status"] == 200
        assert "data: 7" in await mine.word()
        assert "data: 7" in await mine.word()  # listening has begun: look once more
        async with await psycopg.AsyncConnection.connect(**told, autocommit=True) as other:
            await other.execute("select pg_notify('hall', '8')")
            with pytest.raises(TimeoutError):
                await mine.word(0.5)
            await other.execute("select pg_notify('hall', '7')")
            assert "event: changed\ndata: 7" in await mine.word(1)
        mine.leaves.set()
        await asyncio.wait_for(mine.task, 5)
        assert live.NEWS.listeners == 0

    run(watch)


@pytest.mark.parametrize("path", ["/", "/live/", "/live/x/", "/live/7", "/live/7/8/"])
def test_another_address_is_not_found(path: str) -> None:
    async def ask() -> None:
        assert (await Screen(path).next())["status"] == 404

    run(ask)


def test_of_a_place_that_nobody_watches_any_more_nothing_is_kept(
    where: Iterator[dict[str, Any]],
) -> None:
    async def watch() -> None:
        next(where)
        for place in (10**15, 10**16):
            screen = Screen(f"/live/{place}/")
            await screen.next()
            await screen.word()
            screen.leaves.set()
            await asyncio.wait_for(screen.task, 5)
        assert not vars(live.NEWS)["_ears"]

    run(watch)
