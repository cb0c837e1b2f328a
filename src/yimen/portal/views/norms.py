"""The norm library, for everybody: to read, to search, and to see what counts today."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse

from yimen.base.time import local_day, now
from yimen.casework.showing import language
from yimen.norms import queries
from yimen.people.middleware import Request
from yimen.portal.pages import Shown, door, page
from yimen.portal.words import MARKS, STANDINGS

MOST_ASKED = 80


@door
def library(request: Request) -> HttpResponse:
    """Show the instruments; with words, those that hold them."""
    asked, kind = request.GET.get("q", "").strip()[:MOST_ASKED], request.GET.get("kind", "")
    kinds = queries.kinds()
    chosen = kind if kind in dict(kinds) else ""
    found = queries.library(asked, on=local_day(now()), kind=chosen)
    context = {
        "asked": asked,
        "chosen": chosen,
        "kinds": kinds,
        "norms": [_listed(one, dict(kinds)) for one in found],
    }
    return page(request, "portal/norms.html", context)


@door
def norm(request: Request, slug: str) -> HttpResponse:
    """Show one instrument: its versions, and the text of one of them."""
    found = queries.norm(slug, on=local_day(now()))
    wanted = _day(request.GET.get("from", ""))
    shown = next((one for one in found.versions if one.starts_on == wanted), found.now)
    context = {
        "norm": _listed(found, dict(queries.kinds())),
        "versions": [_version(one, current=one is shown) for one in found.versions],
        "shown": _version(shown, current=True),
        "passages": list(queries.passages(shown.text)),
    }
    return page(request, "portal/norm.html", context)


def _listed(one: queries.NormShown, kinds: dict[str, str]) -> Shown:
    is_english = not language().startswith("zh")
    return {
        "slug": one.slug,
        "title": (is_english and one.title_en) or one.title,
        "other": one.title if is_english and one.title_en else "",
        "issuer": (is_english and one.issuer_en) or one.issuer,
        "kind": kinds[one.kind],
        "now": _version(one.now, current=False),
    }


def _version(one: queries.VersionShown, *, current: bool) -> Shown:
    label, tone = STANDINGS[one.standing]
    return {
        "number": one.number,
        "registration": one.registration,
        "issued_on": one.issued_on,
        "starts_on": one.starts_on,
        "ends_on": one.ends_on,
        "state": {"label": label, "tone": tone},
        "by": one.by if language().startswith("zh") else one.by_en or one.by,
        "by_slug": one.by_slug,
        "source": one.source,
        "mark": MARKS.get(one.mark, ""),
        "has_text": bool(one.text),
        "current": current,
    }


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
