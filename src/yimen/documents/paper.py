"""A letter in words, before it has a look: what the PDF and the web page both show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from yimen.documents.kinds import Kind
from yimen.documents.speaking import numeral

#: The receipt alone carries the query code: officers print and read every other letter.
ON_THE_RECEIPT = "见登记回执"
#: As far as headings are counted; a thick file goes by its dates.
MOST_NUMBERED = 99


class Look(StrEnum):
    """How large a letter is written."""

    STANDARD = "standard"
    COMPACT = "compact"
    LARGE = "large"


class Verb(StrEnum):
    """What a block does on the page."""

    SAY = "say"
    HEADING = "heading"
    FINE = "fine"
    FACTS = "facts"
    ITEMS = "items"
    CODE = "code"
    FORM = "form"
    SMALL = "small"
    ATTACHMENTS = "attachments"


@dataclass(frozen=True, kw_only=True)
class Row:
    """A label and what stands beside it; an empty text is a line to fill in by hand."""

    label: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Block:
    """One piece of the body, from top to bottom."""

    verb: Verb
    text: str = ""
    lead: str = ""
    strong: bool = False
    items: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A whole letter, word for word."""

    #: None for the papers of a room, which are no letters of a petition.
    kind: Kind | None
    look: Look
    title_lines: tuple[str, ...]
    mark: str
    number: str
    case_number: str
    addressee: str
    blocks: tuple[Block, ...]
    signer: str
    issued_on: date
    dated: str
    notes: tuple[Row, ...]
    foot: tuple[Row, ...]
    scan_url: str
    scan: str
    query_code: str = ""
    seal: str = ""
    #: What to type where nothing can be scanned: the short code of its statement.
    code: str = ""

    @property
    def title(self) -> str:
        """The title in one line."""
        return "".join(self.title_lines)

    def texts(self) -> tuple[str, ...]:
        """Return every piece of text on the paper, in the order of reading."""
        body = (piece for block in self.blocks for piece in _texts(block))
        ends = (piece for row in (*self.notes, *self.foot) for piece in (row.label, row.text))
        head = (self.mark, self.number, self.case_number, self.query_code, self.title)
        tail = (self.signer, self.dated, self.seal, self.scan, self.code)
        return tuple(filter(None, (*head, self.addressee, *body, *tail, *ends)))


def _texts(block: Block) -> tuple[str, ...]:
    rows = (piece for row in block.rows for piece in (row.label, row.text))
    return (block.lead, block.text, *rows, *block.items)


def numbered(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks with headings numbered 一、二、三; one alone needs no number."""
    every = list(blocks)
    several = 1 < sum(block.verb is Verb.HEADING for block in every) <= MOST_NUMBERED
    number = 0
    for block in every:
        if several and block.verb is Verb.HEADING:
            number += 1
            yield replace(block, text=f"{numeral(number)}、{block.text}")
        else:
            yield block
