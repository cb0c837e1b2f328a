"""What is measured over HTTP: for each operation the requests that its clients send."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from urllib.parse import quote
from uuid import uuid4

from yimen.ops.bench import floor, people, texts
from yimen.ops.bench.client import Request
from yimen.ops.bench.driving import Source
from yimen.ops.bench.loading import code_of
from yimen.ops.bench.names import ACT, BARE, DESKS, FILED_ROWS, INTAKE, PETITIONS, SEARCHES, TRACK
from yimen.ops.bench.rows import ask, one
from yimen.registry.code import blind_code, tidy_number

_SAMPLE = 2_000
_OPENED = 20
_PAGE, _HUNDREDTH = 30, 99
_SUPERVISOR, _LAWYER = "heyuan", "lvbai"


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One thing to measure: its group, how its clients ask, its line in the log, its floor."""

    name: str
    group: str
    prepare: Callable[[], Source]
    route: str
    floor: str = BARE


def repeated(path: str, session: str = "") -> Source:
    """Ask for the same page again and again."""
    request = Request(path, session=session)
    return lambda _: itertools.repeat(request)


def _bare() -> Source:
    return repeated(floor.PATH)


def filing(chance: Random) -> tuple[tuple[str, str], ...]:
    """Return the filing form as a citizen fills it in."""
    told = texts.story(chance)
    return (
        ("send", "1"),
        ("ticket", uuid4().hex),
        ("on_behalf", "self"),
        ("kind", "person"),
        ("contact", "self"),
        ("prefers", "online"),
        ("name", told.name),
        ("address", told.place),
        ("phone", f"131{chance.randrange(10**8):08d}"),
        ("place", told.place),
        ("demands-TOTAL_FORMS", "1"),
        ("demands-INITIAL_FORMS", "0"),
        ("demands-0-request", told.request),
        ("demands-0-facts", told.facts),
    )


def _intake() -> Source:
    def source(client: int) -> Iterator[Request]:
        chance = Random(uuid4().int + client)  # noqa: S311 - invented data, not a secret
        while True:
            yield Request("/file/", form=filing(chance))

    return source


def _desk() -> Source:
    return repeated("/desk/?view=area", people.called(_SUPERVISOR))


def _deep_desk() -> Source:
    """Ask for page 100 of the area's desk, or for the last page of a shorter one."""
    waiting = one("select count(*) from registry_demand where due_on is not null")
    skipped = max(min(_PAGE * _HUNDREDTH, waiting - _PAGE) - 1, 0)
    due_on, row = ask(
        "select due_on, id from registry_demand where due_on is not null"
        " order by due_on, id offset %s limit 1",
        [skipped],
    )[0]
    return repeated(f"/desk/?view=area&after={due_on}~{row}", people.called(_SUPERVISOR))


def busiest() -> tuple[int, int]:
    """Return the organ with the most to do, and its handler."""
    organ, handler = ask(
        "select owner_id, handler_id from registry_demand where handler_id is not null"
        " and due_on is not null group by 1, 2 order by count(*) desc, 1 limit 1"
    )[0]
    return int(str(organ)), int(str(handler))


def _handlers_desk() -> Source:
    return repeated("/desk/", people.signed_in(busiest()[1]))


def _rooms_desk() -> Source:
    return repeated("/desk/", people.called(_LAWYER))


def _petition() -> Source:
    return _opened("", people.called(_SUPERVISOR))


def _handlers_petition() -> Source:
    organ, handler = busiest()
    return _opened(f"where organs @> array[{organ}]::bigint[]", people.signed_in(handler))


def _opened(where: str, session: str) -> Source:
    found = ask(f"select id from registry_petition {where} order by random() limit {_SAMPLE}")  # noqa: S608 - our own words
    pages = [Request(f"/desk/matters/{row[0]}/", session=session) for row in found]

    def source(client: int) -> Iterator[Request]:
        chance = Random(client)  # noqa: S311 - chooses a page
        while True:
            yield texts.pick(pages, chance.random())

    return source


def _search(word: str) -> Callable[[], Source]:
    path = f"/desk/search/?q={quote(word)}"
    return lambda: repeated(path, people.called(_SUPERVISOR))


def _accept() -> Source:
    """Accept matters that were sent to an organ and wait there, each once."""
    found = ask(
        "select d.petition_id, d.id, p.staff_id from registry_demand d"
        " join people_post p on p.organ_id = d.owner_id and p.role = 'handler'"
        " where d.state = 'dispatched'"
        " and p.id = (select min(id) from people_post"
        "   where organ_id = d.owner_id and role = 'handler')"
        " order by random()"
    )
    waiting = iter(found)  # shared by the clients: next() on it is one step of the interpreter

    def source(_: int) -> Iterator[Request]:
        for petition, demand, handler in waiting:
            yield Request(
                f"/desk/matters/{petition}/accept/{demand}/",
                form=(("handler", str(handler)),),
                session=people.signed_in(int(str(handler))),
            )

    for _, _, handler in found:
        people.signed_in(int(str(handler)))
    return source


def _track() -> Source:
    """Follow matters as their petitioners do, each in a browser where the code was given."""
    found = ask(
        "select id, number from registry_petition where ticket is null and source = ''"
        " order by random() limit %s",
        [_SAMPLE],
    )

    def source(client: int) -> Iterator[Request]:
        mine = found[client * _OPENED % len(found) :][:_OPENED] or found[:_OPENED]
        keys = [(tidy_number(str(number)), int(str(row)), str(number)) for row, number in mine]
        session = people.following(
            [(key, blind_code(number, code_of(row))) for key, row, number in keys]
        )
        pages = [Request(f"/matter/{key}/", session=session) for key, _, _ in keys]
        return itertools.cycle(pages)

    return source


_FILE = "desk/matters/<int:petition_id>/"
_WORDS = (texts.RARE, texts.COMMON, texts.SHORT, texts.NAME)
_DESKS = (_desk, _deep_desk, _handlers_desk, _rooms_desk)
OPERATIONS: tuple[Operation, ...] = (
    Operation(name=BARE, group="floor", prepare=_bare, route="", floor=""),
    Operation(name=INTAKE, group="intake", prepare=_intake, route="file/", floor=FILED_ROWS),
    *(
        Operation(name=name, group="desk", prepare=prepare, route="desk/")
        for name, prepare in zip(DESKS, _DESKS, strict=True)
    ),
    *(
        Operation(name=name, group="petition", prepare=prepare, route=_FILE)
        for name, prepare in zip(PETITIONS, (_petition, _handlers_petition), strict=True)
    ),
    *(
        Operation(name=name, group="search", prepare=_search(word), route="desk/search/")
        for name, word in zip(SEARCHES, _WORDS, strict=True)
    ),
    Operation(
        name=ACT,
        group="act",
        prepare=_accept,
        route=f"{_FILE}<slug:act>/<int:subject>/",
        floor=FILED_ROWS,
    ),
    Operation(name=TRACK, group="track", prepare=_track, route="matter/<str:key>/"),
)
