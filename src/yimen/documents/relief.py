"""Which relief an answer carries. One table, `letters/relief.yaml`; one paper, one relief."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from yimen.base.errors import Refused
from yimen.documents.names import name_of
from yimen.documents.parts import Incomplete, Organ, Relief, Route
from yimen.law.limits import LIMITS

TABLE = Path(__file__).parent / "letters" / "relief.yaml"
NON_ACCEPTANCE = "non_acceptance"
#: Clauses that are chosen by the paper that carries them, not by the way of art. 31.
BY_PAPER = frozenset({NON_ACCEPTANCE, "recheck", "final"})


class TwoReliefs(Refused):
    """These demands have different remedies. Write one paper for art. {one}, one for {other}."""


class NoRelief(Refused):
    """A demand under article {route} is not answered by an opinion. Say where it goes instead."""


@dataclass(frozen=True, kw_only=True)
class Clause:
    """One row of the table."""

    name: str
    paper: str
    routes: tuple[Route, ...]
    law: tuple[str, ...]
    say: tuple[str, ...]
    limit: str = ""
    days: int = 0
    months: int = 0
    after: int = 0

    def days_on(self, day: date) -> int:
        """Return the days that the law gave on this day."""
        return LIMITS.on(self.limit, day).days or 0 if self.limit else self.days

    def fill(self, on: date, to: Organ, also: str) -> Relief:
        """Write the clause out: to whom, where, within how many days."""
        if any("{where}" in sentence for sentence in self.say) and not to.where:
            to.need("address")
        if not also and any("{also}" in sentence for sentence in self.say):
            raise Incomplete(missing=name_of("also"))
        gaps = {
            "days": self.days_on(on),
            "months": self.months,
            "after": self.after,
            "to": to.name,
            "where": _where(to),
            "also": also,
        }
        return Relief(
            paper=self.paper,
            routes=self.routes,
            sentences=tuple(sentence.format_map(gaps) for sentence in self.say),
            articles=self.law,
        )


def relief(*routes: Route, on: date, to: Organ, also: str = "") -> Relief:
    """Choose the clause by the way of art. 31; demands with two different clauses are refused.

    `to` is the organ to turn to: the next higher one for a review, the reconsideration organ
    otherwise; `also` is the court that hears the suit, where there is one.
    """
    return _one_clause(routes).fill(on, to, also)


def remedy(*routes: Route) -> str:
    """Name the clause that answers under these ways of art. 31 carry.

    Raises:
        TwoReliefs: they need two different papers.
        NoRelief: one of them is not answered by an opinion at all.
    """
    return _one_clause(routes).name


def relief_from_non_acceptance(*, on: date, to: Organ, also: str) -> Relief:
    """Return the clause of a notice of non-acceptance; `also` is the letters bureau."""
    return CLAUSES[NON_ACCEPTANCE].fill(on, to, also)


def relief_after_review(name: str, *, on: date, to: Organ) -> Relief:
    """Return the clause of a review opinion (`recheck`), or of a recheck opinion (`final`)."""
    return CLAUSES[name].fill(on, to, "")


def _one_clause(routes: tuple[Route, ...]) -> Clause:
    chosen = {clause.name: clause for clause in map(_clause, routes)}
    if len(chosen) > 1:
        one, other, *_ = chosen.values()
        raise TwoReliefs(one=_articles(one.routes), other=_articles(other.routes))
    (clause,) = chosen.values()
    return clause


def _clause(route: Route) -> Clause:
    for clause in CLAUSES.values():
        if route in clause.routes and clause.name not in BY_PAPER:
            return clause
    raise NoRelief(route=_articles((route,)))


def _articles(routes: tuple[Route, ...]) -> str:
    names = (f"31({route.value})" if route else "29" for route in routes)
    return ", ".join(names)


def _where(organ: Organ) -> str:
    if organ.where:
        return organ.where
    return f"地址：{organ.address}" + (f"；电话：{organ.phone}" if organ.phone else "")


def _load(path: Path) -> dict[str, Clause]:
    table: dict[str, dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {name: _read(name, row) for name, row in table.items()}


def _read(name: str, row: dict[str, Any]) -> Clause:
    return Clause(
        name=name,
        paper=row["paper"],
        routes=tuple(map(Route, row["routes"])),
        law=tuple(row["law"]),
        say=tuple(row["say"]),
        limit=row.get("limit", ""),
        days=row.get("days", 0),
        months=row.get("months", 0),
        after=row.get("after", 0),
    )


CLAUSES = _load(TABLE)
