"""Turn the pages of a long list by addresses, with what was asked for kept in them."""

from __future__ import annotations

from urllib.parse import urlencode

from yimen.base.numbers import row_number
from yimen.people.middleware import Request


def cursor(request: Request, way: str) -> int:
    """Return the row next to which a page begins: `before` it or `after` it; 0 if none is named."""
    return row_number(request.GET.get(way, ""))


def turn(request: Request, way: str, row: int) -> str:
    """Return the address of the next page that way; empty where there is none."""
    if not row:
        return ""
    kept = {name: value for name, value in request.GET.items() if name not in {"after", "before"}}
    return f"{request.path}?{urlencode(kept | {way: str(row)})}"
