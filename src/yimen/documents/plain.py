"""Papers of the rooms: drawn when somebody asks for them, and kept nowhere.

They are no letters of a petition: they carry no statement, are in no list of its papers, and what
they say stays in the room whose paper it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.conf import settings

from yimen.documents.glyphs import clean
from yimen.documents.paper import Block, Look, Paper, Row, Verb, numbered
from yimen.documents.speaking import day_words

_GAP = "\u3000"
#: A signature to be written by hand.
TO_SIGN = "　　　　　（签名）　　年　　月　　日"


def say(*texts: str) -> tuple[Block, ...]:
    """Return a paragraph for each text that is not empty."""
    return tuple(Block(verb=Verb.SAY, text=_clean(text)) for text in texts if text)


def heading(text: str) -> Block:
    """Return a heading."""
    return Block(verb=Verb.HEADING, text=text)


def facts(rows: Mapping[str, str]) -> Block:
    """Return labels with what stands beside each; empty ones are left out."""
    return Block(
        verb=Verb.FACTS,
        rows=tuple(Row(label=label, text=_clean(text)) for label, text in rows.items() if text),
    )


def form(rows: Mapping[str, str]) -> Block:
    """Return a table of labels and answers; an empty answer is a line to fill in by hand."""
    return Block(
        verb=Verb.FORM,
        rows=tuple(Row(label=label, text=_clean(text)) for label, text in rows.items()),
    )


def items(texts: Iterable[str], *, lead: str = "") -> Block:
    """Return a numbered list."""
    return Block(verb=Verb.ITEMS, lead=lead, items=tuple(map(_clean, texts)))


def _clean(text: str) -> str:
    """Take out what has no look, as a letter does, but the wide gap that is left to sign in."""
    return _GAP.join(map(clean, text.split(_GAP)))


def own_paper(title: str, *, on: date, blocks: Iterable[Block]) -> Paper:
    """Put people's own paper together: no office heads it, none signs it, none seals it.

    Its blocks end with the room for their signatures.
    """
    return Paper(
        kind=None,
        look=Look.STANDARD,
        title_lines=(title,),
        mark="",
        number="",
        case_number="",
        addressee="",
        blocks=tuple(numbered(blocks)),
        signer="",
        issued_on=on,
        dated="",
        notes=(),
        foot=(),
        scan_url=settings.YIMEN_URL,
        scan="",
    )


def room_paper(  # a paper has as many parts as it has
    title: str,
    *,
    office: str,
    on: date,
    blocks: Iterable[Block],
    number: str = "",
    case: str = "",
    addressee: str = "",
    foot: Mapping[str, str] | None = None,
) -> Paper:
    """Put a room's paper together; `render_pdf` draws it, `render_html` shows it.

    `office` writes it and signs, `case` is the room's own number of the matter.
    """
    return Paper(
        kind=None,
        look=Look.STANDARD,
        title_lines=(title,),
        mark=office,
        number=number,
        case_number=case,
        addressee=addressee,
        blocks=tuple(numbered(blocks)),
        signer=office,
        issued_on=on,
        dated=day_words(on),
        notes=(),
        foot=tuple(Row(label=label, text=text) for label, text in (foot or {}).items() if text),
        scan_url=settings.YIMEN_URL,
        scan="扫码可以打开本系统。",
    )
