"""What comes near a search that found nothing: a wrong character, an organ's everyday name.

The second step of a search, with the same two locks. It looks at a bounded number of petitions and
for a bounded time: on a register of a million it gives up rather than keep somebody waiting.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import OperationalError, connection, transaction

from yimen.access.actor import Actor
from yimen.access.policy import POLICY
from yimen.access.scopes import SENT_TO_MY_ORGAN
from yimen.people.queries import every_organ
from yimen.registry import words

#: How many petitions are looked at, how many organs a word may mean, how long each step may take.
MOST, ORGANS, PATIENCE = 60, 3, "300ms"
MOST_RUNS = 4
SHORTEST = 2
#: An organ is meant by a word of three characters and more, even if one of them is wrong.
FORGIVING = 3
_OPEN_AT = """
select d.petition_id from registry_demand d
where d.owner_id = %s and d.due_on is not null order by d.due_on, d.id limit %s
"""


def near(actor: Actor, text: str, *, names: bool) -> list[int]:
    """Return petitions that come near these words; who may read them, the caller asks."""
    runs = words.RUNS.findall(text.lower())[:MOST_RUNS]
    meant = {run: organs for run in runs if (organs := _organs(run))}
    rest = " ".join(run for run in runs if run not in meant)
    organs = list(dict.fromkeys(organ for fits in meant.values() for organ in fits))
    for organ in organs if rest else ():
        if found := _sent_to(actor, organ, rest, names=names):
            return found
    found = _by_words(actor, text, names=names)
    if organs and not rest:
        found += _patiently(lambda: _open_at(organs))
    for left_out in range(len(runs)) if len(runs) > 1 and not found else ():
        others = [run for at, run in enumerate(runs) if at != left_out]
        found += _by_words(actor, " ".join(others), names=names)
    return list(dict.fromkeys(found))


def _by_words(actor: Actor, text: str, *, names: bool, organ: int = 0) -> list[int]:
    return _patiently(lambda: words.near(text, names=names, size=MOST, by=actor, organ=organ))


def _sent_to(actor: Actor, organ: int, rest: str, *, names: bool) -> list[int]:
    """Return what was sent to an organ and comes near the rest of the words."""
    is_bound = POLICY["petition.read"].get(actor.role) is SENT_TO_MY_ORGAN
    if is_bound and organ != actor.organ:
        return []
    return _by_words(actor, rest, names=names, organ=organ)


def _open_at(organs: list[int]) -> list[int]:
    """Return what lies open at some organs, soonest due first."""
    found: list[int] = []
    with connection.cursor() as cursor:
        for organ in organs:
            cursor.execute(_OPEN_AT, [organ, MOST // len(organs)])
            found += [int(petition) for (petition,) in cursor.fetchall()]
    return found


def _patiently(ask: Callable[[], list[int]]) -> list[int]:
    """Ask, and stop asking after a moment: nothing comes near then."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select current_setting('statement_timeout')")
            (before,) = cursor.fetchone()
            cursor.execute("select set_config('statement_timeout', %s, true)", [PATIENCE])
            found = ask()
            cursor.execute("select set_config('statement_timeout', %s, true)", [before])
            return found
    except OperationalError:  # it took too long
        return []


def _organs(run: str) -> list[int]:
    """Return the organs that a word can mean, likeliest first: its characters in their order."""
    if run[0].isascii() or len(run) < SHORTEST:
        return []
    fits: list[tuple[int, int, int]] = []
    for pk, name in every_organ():
        missed = len(run) - _in_order(run, name)
        if missed <= (len(run) >= FORGIVING):
            fits.append((missed, len(name), pk))
    return [pk for _, _, pk in sorted(fits)[:ORGANS]]


def _in_order(run: str, name: str) -> int:
    """Return how many characters of a word stand in a name in the same order, gaps allowed."""
    best = [0] * (len(name) + 1)
    for mark in run:
        row = [0]
        for at, other in enumerate(name):
            row.append(best[at] + 1 if mark == other else max(best[at + 1], row[at]))
        best = row
    return best[-1]
