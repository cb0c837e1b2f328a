"""The library as pages read it: instruments, their versions, and the changes to our own rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Q

from yimen.access.actor import Actor
from yimen.access.policy import require
from yimen.base.errors import NotFound
from yimen.norms.instruments import number
from yimen.norms.models import LawChange, Norm, Trial, Version

_ARTICLE = re.compile(r"^\s*第([一二三四五六七八九十百零]+|\d+)条")
MOST = 200


class Standing(StrEnum):
    """Whether a version counts."""

    COUNTS = "counts"
    TO_COME = "to_come"
    SUPERSEDED = "superseded"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionShown:
    """One version, with its standing on a day."""

    id: int
    number: str
    registration: str
    issued_on: date | None
    starts_on: date
    ends_on: date | None
    standing: Standing
    by: str  # the title of what superseded it
    by_en: str
    by_slug: str
    text: str
    source: str
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NormShown:
    """One instrument; its versions newest first."""

    id: int
    slug: str
    kind: str
    title: str
    title_en: str
    issuer: str
    issuer_en: str
    versions: tuple[VersionShown, ...]

    @property
    def now(self) -> VersionShown:
        """Return the version that counts, or the newest."""
        counts = (one for one in self.versions if one.standing is Standing.COUNTS)
        return next(counts, self.versions[0])


@dataclass(frozen=True, slots=True)
class Passage:
    """One stretch of a text; one that opens an article carries its number."""

    text: str
    article: int = 0


def library(asked: str = "", *, on: date, kind: str = "") -> list[NormShown]:
    """Return the instruments whose names, numbers or texts hold what is asked; all without."""
    found = Norm.objects.prefetch_related("versions__superseded_by__norm")
    for word in asked.split()[:6]:
        found = found.filter(
            Q(title__icontains=word)
            | Q(title_en__icontains=word)
            | Q(issuer__icontains=word)
            | Q(issuer_en__icontains=word)
            | Q(versions__number__icontains=word)
            | Q(versions__registration__icontains=word)
            | Q(versions__text__icontains=word)
        )
    found = found.filter(kind=kind) if kind else found
    shown = [_norm(norm, on) for norm in found.distinct().order_by("pk")[:MOST]]
    return [one for one in shown if one.versions]


def norm(slug: str, *, on: date) -> NormShown:
    """Return one instrument with all its versions.

    Raises:
        NotFound: there is none.
    """
    found = Norm.objects.filter(slug=slug).prefetch_related("versions__superseded_by__norm").first()
    if found is None or not found.versions.all():
        raise NotFound
    return _norm(found, on)


def passages(text: str) -> Iterator[Passage]:
    """Cut a text into its lines; a line that opens an article can be linked to."""
    for line in text.splitlines():
        if line.strip():
            opens = _ARTICLE.match(line)
            yield Passage(line.strip(), number(opens[1]) if opens else 0)


def kinds() -> list[tuple[str, str]]:
    """Return the kinds of instruments, for choosing."""
    return [(value, str(label)) for value, label in Norm.Kind.choices]


def norms_to_choose(actor: Actor) -> list[tuple[int, str]]:
    """Return every instrument by its row number, for who keeps the library."""
    require(actor, "norms.manage")
    return list(Norm.objects.order_by("pk").values_list("pk", "title"))


def changes(actor: Actor) -> list[LawChange]:
    """Return the changes to our rules, the newest first."""
    require(actor, "law.read")
    rows = LawChange.objects.select_related("proposed_by", "decided_by")
    return list(rows[:MOST])


def change(actor: Actor, number: int) -> LawChange:
    """Return one change.

    Raises:
        NotFound: there is none.
    """
    require(actor, "law.read")
    rows = LawChange.objects.select_related("proposed_by", "decided_by")
    found = rows.filter(pk=number).first()
    if found is None:
        raise NotFound
    return found


def trials(actor: Actor, number: int) -> list[Trial]:
    """Return the trials of a change, the newest first."""
    require(actor, "law.read")
    return list(Trial.objects.filter(change=number)[:MOST])


def texts_published() -> list[tuple[int, date, str]]:
    """Return what is published: row number, first day and text, in the order in which it counts."""
    rows = LawChange.objects.filter(stage=LawChange.Stage.PUBLISHED).order_by("starts_on", "pk")
    return list(rows.values_list("pk", "starts_on", "text"))


def _norm(row: Norm, on: date) -> NormShown:
    return NormShown(
        id=row.pk,
        slug=row.slug,
        kind=row.kind,
        title=row.title,
        title_en=row.title_en,
        issuer=row.issuer,
        issuer_en=row.issuer_en,
        versions=tuple(_version(one, on) for one in row.versions.all()),
    )


def _version(row: Version, on: date) -> VersionShown:
    by = row.superseded_by
    return VersionShown(
        id=row.pk,
        number=row.number,
        registration=row.registration,
        issued_on=row.issued_on,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        standing=_standing(row, on),
        by=by.norm.title if by else "",
        by_en=by.norm.title_en if by else "",
        by_slug=by.norm.slug if by else "",
        text=row.text,
        source=row.source,
        mark=row.mark,
    )


def _standing(row: Version, on: date) -> Standing:
    if row.starts_on > on:
        return Standing.TO_COME
    if row.ends_on and row.ends_on <= on:
        return Standing.SUPERSEDED if row.superseded_by_id else Standing.ENDED
    return Standing.COUNTS
