"""Find petitions by number, by words, and, for those who may, by name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import connection

from yimen.access.actor import Actor
from yimen.access.policy import asking, ever, where
from yimen.casework.queries.near import near
from yimen.registry import words
from yimen.registry.code import tidy_number
from yimen.registry.identity import masked_name

PAGE = 20
AROUND = 36
_HITS = """
select p.id, p.number, p.title, p.state, p.due_on, p.received_at,
  coalesce((select x.name from registry_party x where x.petition_id = p.id
    order by x.id limit 1), ''),
  coalesce((select string_agg(d.request || ' ' || d.facts, ' ' order by d.position)
    from registry_demand d where d.petition_id = p.id), ''),
  coalesce((select o.name from registry_demand d join people_organ o on o.id = d.owner_id
    where d.petition_id = p.id order by d.position limit 1), '')
from registry_petition p
where (p.id = any(%(ids)s::bigint[]) or p.number = %(number)s::text) and ({rule})
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One petition that was found; `pieces` are (text, is it a hit) in reading order."""

    petition: int
    number: str
    title: str
    petitioner: str
    state: str
    organ: str
    due_on: date | None
    received_at: datetime
    pieces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One page of hits; `before` is the cursor of the next page, 0 at the end.

    `is_near` says that nothing holds every word, and that these come near.
    """

    hits: tuple[Hit, ...]
    before: int = 0
    is_near: bool = False


def search(actor: Actor, text: str, *, before: int = 0) -> Found:
    """Return the petitions that hold every word of `text`, best first among the newest.

    A case number, in any way of writing it, leads straight to its petition.
    """
    names = ever(actor, "petition.search_names")
    ranked = words.find(text, names=names, size=PAGE + 1, before=before, by=actor)
    oldest = min((pk for pk, _ in ranked), default=0)
    more = len(ranked) > PAGE
    kept = sorted(ranked, key=lambda hit: (-hit[1], -hit[0]))
    ids = [pk for pk, _ in kept if not (more and pk == oldest)]
    last = min(ids, default=0)
    number = "" if before else as_number(text)
    found = _fetched(actor, ids, number)
    direct = [pk for pk, row in found.items() if row[1] == number]
    shown = [*direct, *(pk for pk in ids if pk in found and pk not in direct)]
    if not shown and not before:
        return _nearly(actor, text, names=names)
    hits = [_hit(found[pk], text, names=names) for pk in shown]
    return Found(hits=tuple(hits), before=last if more else 0)


def as_number(text: str) -> str:
    """Return a case number as it is kept, from any way of writing it."""
    year, _, serial = tidy_number(text).partition("-")
    if not (year.isdecimal() and serial.isdecimal()):
        return text.strip()
    mark = text.split("〔", maxsplit=1)[0].strip() if "〔" in text else ""
    return f"{mark or settings.YIMEN_CASE_MARK}〔{year}〕{int(serial):06d}号"


def _nearly(actor: Actor, text: str, *, names: bool) -> Found:
    """Return what comes near: most pairs of characters in common first, among the newest."""
    ids = near(actor, text, names=names)
    if not ids:
        return Found(hits=())
    pairs = words.pairs(text)
    found = _fetched(actor, ids, "").values()
    ranked = sorted(found, key=lambda row: (-_common(row, pairs, names=names), -row[0]))[:PAGE]
    asked = " ".join(pairs)
    return Found(hits=tuple(_hit(row, asked, names=names) for row in ranked), is_near=True)


def _common(row: tuple[Any, ...], pairs: list[str], *, names: bool) -> int:
    said = f"{row[2]} {row[7]} {row[6] if names else ''}".lower()
    return sum(pair in said for pair in pairs)


def _fetched(actor: Actor, ids: list[int], number: str) -> dict[int, tuple[Any, ...]]:
    """Return what hits show, and of the petition with this number, as far as it is theirs."""
    with connection.cursor() as cursor:
        cursor.execute(
            _HITS.format(rule=where(actor, "petition.read")),
            {**asking(actor), "ids": f"{{{','.join(map(str, ids))}}}", "number": number},
        )
        return {row[0]: row for row in cursor.fetchall()}


def _hit(row: tuple[Any, ...], text: str, *, names: bool) -> Hit:
    petition, number, title, state, due_on, received_at, name, said, organ = row
    return Hit(
        petition=petition,
        number=number,
        title=title,
        petitioner=name if names else masked_name(name),
        state=state,
        organ=organ,
        due_on=due_on,
        received_at=received_at,
        pieces=pieces(said, text),
    )


def pieces(said: str, text: str) -> tuple[tuple[str, bool], ...]:
    """Cut a text around the first word that was asked for, and mark every word in the piece."""
    runs = [run for run in words.RUNS.findall(text.lower()) if run]
    low = said.lower()
    places = [low.find(run) for run in runs if run in low]
    start = max(min(places) - AROUND, 0) if places else 0
    piece = said[start : start + AROUND * 4]
    marked: list[tuple[str, bool]] = [("…", False)] if start else []
    while piece:
        ahead = [(piece.lower().find(run), run) for run in runs if run in piece.lower()]
        if not ahead:
            marked.append((piece, False))
            break
        at, run = min(ahead)
        if at:
            marked.append((piece[:at], False))
        marked.append((piece[at : at + len(run)], True))
        piece = piece[at + len(run) :]
    return tuple(marked)
