"""Find petitions by number, by words, and, for those who may, by name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings

from yimen.access.actor import Actor
from yimen.access.policy import ever
from yimen.registry import words
from yimen.registry.code import tidy_number
from yimen.registry.identity import shown_name
from yimen.registry.models import Party, Petition
from yimen.registry.queries import seen_by

PAGE = 20
AROUND = 36


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One petition that was found; `pieces` are (text, is it a hit) in reading order."""

    petition: int
    number: str
    title: str
    petitioner: str
    state: str
    due_on: date | None
    received_at: datetime
    pieces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One page of hits; `before` is the cursor of the next page, 0 at the end."""

    hits: tuple[Hit, ...]
    before: int = 0


def search(actor: Actor, text: str, *, before: int = 0) -> Found:
    """Return the petitions that hold every word of `text`, best first among the newest.

    A case number, in any way of writing it, leads straight to its petition.
    """
    direct = seen_by(actor).filter(number=as_number(text)).first() if before == 0 else None
    names = ever(actor, "petition.search_names")
    ranked = words.find(text, names=names, size=PAGE + 1, before=before)
    oldest = min((pk for pk, _ in ranked), default=0)
    more = len(ranked) > PAGE
    kept = sorted(ranked, key=lambda hit: (-hit[1], -hit[0]))
    ids = [pk for pk, _ in kept if not (more and pk == oldest)]
    last = min(ids, default=0)
    if direct:
        ids = [direct.pk, *(pk for pk in ids if pk != direct.pk)]
    found = seen_by(actor).filter(pk__in=ids).prefetch_related("demands", "parties")
    by_id = {petition.pk: petition for petition in found}
    hits = [_hit(by_id[pk], text, names=names) for pk in ids if pk in by_id]
    return Found(hits=tuple(hits), before=last if more else 0)


def as_number(text: str) -> str:
    """Return a case number as it is kept, from any way of writing it."""
    year, _, serial = tidy_number(text).partition("-")
    if not (year.isdecimal() and serial.isdecimal()):
        return text.strip()
    mark = text.split("〔", maxsplit=1)[0].strip() if "〔" in text else ""
    return f"{mark or settings.YIMEN_CASE_MARK}〔{year}〕{int(serial):06d}号"


def _hit(petition: Petition, text: str, *, names: bool) -> Hit:
    said = " ".join(f"{d.request} {d.facts}" for d in petition.demands.all())
    first = next(iter(petition.parties.all()), Party())
    return Hit(
        petition=petition.pk,
        number=petition.number,
        title=petition.title,
        petitioner=first.name if names else shown_name(first),
        state=petition.state,
        due_on=petition.due_on,
        received_at=petition.received_at,
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
