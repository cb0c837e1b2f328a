"""From the facts of a letter to its words: the gaps of `letters/*.yaml`, filled.

A wording is a list of blocks. Each has one verb (`paper.Verb`, or `lines`: one paragraph for each
of a list). It may have `when` or `unless`, naming a fact that must or must not be there. `each`
repeats blocks for a list, with a heading for each (`called`, counted by 项 or by `counted`) or for
one alone (`alone`); `choose` picks them by a code. No number of days stands in a wording:
`{days[handling]}` is the law's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import yaml

from yimen.documents.content import Letter
from yimen.documents.kinds import Kind
from yimen.documents.paper import Block, Look, Paper, Row, Verb, numbered
from yimen.documents.speaking import Listed, Spoken, facts_of, numeral
from yimen.law.limits import LIMITS
from yimen.law.routes import NOW
from yimen.registry.code import grouped

LETTERS = Path(__file__).parent / "letters"
VERBS = frozenset(verb.value for verb in Verb)
IN_WORDS = frozenset({Verb.SAY, Verb.FINE, Verb.HEADING, Verb.CODE, Verb.SMALL})

#: Days of the law that no clock runs by: so near the end, legal aid comes before its check.
OUR_OWN = {"legal_aid_first": NOW}

Raw = dict[str, Any]
Facts = Mapping[str, Any]


class InForce:
    """The days of the limits of the law as they are on a day: `{days[handling]}`."""

    def __init__(self, on: date) -> None:
        """Know the day."""
        self._on = on

    def __getitem__(self, limit: str) -> int:
        """Return the days that the law gives on that day."""
        if limit in OUR_OWN:
            return OUR_OWN[limit]
        return LIMITS.applicable(limit, self._on).days or 0


def write(letter: Letter) -> Paper:
    """Put the facts of a letter into words."""
    wording = WORDINGS[letter.kind]
    said = vars(facts_of(letter)) | {"days": InForce(letter.issued_on)}
    title = (said["subject"] and wording.get("about")) or wording["title"]
    blocks = _blocks(letter, wording["blocks"], said)
    return Paper(
        kind=letter.kind,
        look=Look(wording.get("look", "standard")),
        title_lines=tuple(" ".join(part.format_map(said).split("\n")) for part in title),
        mark=said["issuer"].name,
        number=said["number"],
        case_number=said["case_number"],
        addressee=said["addressee"] if wording.get("salutation", True) else "",
        blocks=tuple(numbered(_joined(blocks))),
        signer=said["issuer"].name,
        issued_on=letter.issued_on,
        dated=said["issued_on"],
        notes=_given(COMMON["notes"], said),
        foot=_given(COMMON["foot"], said),
        scan_url=said["scan_url"],
        scan=COMMON["scan"]["petitioner" if letter.to_petitioner else "organ"],
        query_code=grouped("".join(said["query_code"].split())),
        seal=said["seal"],
    )


def _blocks(letter: Letter, raws: list[Raw], said: Facts) -> Iterator[Block]:
    for raw in raws:
        given, absent = raw.get("when"), raw.get("unless")
        if (given and not _find(said, given)) or (absent and _find(said, absent)):
            continue
        if "each" in raw:
            yield from _each(letter, raw, said)
        elif "choose" in raw:
            code = getattr(letter, raw["choose"]).value
            yield from _blocks(letter, raw["is"][code], said)
        elif "lines" in raw:
            yield from (Block(verb=Verb.SAY, text=line) for line in _items(raw, "lines", said))
        else:
            yield from _plain(raw, said)


def _each(letter: Letter, raw: Raw, said: Facts) -> Iterator[Block]:
    several = cast("Listed", _find(said, raw["each"]))
    for number, one in enumerate(several, start=1):
        called = _called(raw, number) if len(several) > 1 else raw.get("alone")
        if called:
            yield Block(verb=Verb.HEADING, text=called)
        yield from _blocks(letter, raw["blocks"], {**said, **vars(one)})


def _called(raw: Raw, number: int) -> str:
    """Return the heading of one of several: 第一项诉求; people are counted as people, 第一位."""
    return f"第{numeral(number)}{raw.get('counted', '项')}{raw['called']}"


def _plain(raw: Raw, said: Facts) -> Iterator[Block]:
    """Yield the block, unless all of its facts are missing; a list of one is a sentence."""
    verb = Verb.SMALL if "small" in raw else Verb(next(key for key in raw if key in VERBS))
    items = _items(raw, "attachments" if verb is Verb.ATTACHMENTS else "items", said)
    text = raw[verb].format_map(said) if verb in IN_WORDS else ""
    if verb is Verb.ITEMS and len(items) == 1:
        verb, text, items = Verb.SAY, items[0], ()
    rows = _rows(raw["form"], said) if verb is Verb.FORM else _given(raw.get("facts", {}), said)
    if text or items or rows:
        lead, strong = raw.get("lead", ""), raw.get("strong", False)
        yield Block(verb=verb, text=text, lead=lead, strong=strong, items=items, rows=rows)


def _joined(blocks: Iterator[Block]) -> Iterator[Block]:
    """Join forms that follow one another: they are one table."""
    for verb, group in groupby(blocks, key=lambda block: block.verb):
        if verb is Verb.FORM:
            yield Block(verb=verb, rows=tuple(row for block in group for row in block.rows))
        else:
            yield from group


def _items(raw: Raw, name: str, said: Facts) -> tuple[str, ...]:
    """Return the sentences of a list, written out in the wording or named by it."""
    listed = raw.get(name, [])
    if isinstance(listed, list):
        return tuple(text.format_map(said) for text in listed)
    several = cast("Listed", _find(said, listed))
    return tuple(raw["as"].format_map(vars(one)) if "as" in raw else str(one) for one in several)


def _rows(raw: Mapping[str, str], said: Facts) -> tuple[Row, ...]:
    return tuple(
        Row(label=label.format_map(said), text=text.format_map(said)) for label, text in raw.items()
    )


def _given(raw: Mapping[str, str], said: Facts) -> tuple[Row, ...]:
    return tuple(row for row in _rows(raw, said) if row.text)


def _find(said: Facts, path: str) -> Spoken:
    found: Spoken = SimpleNamespace(**said)
    for name in path.split("."):
        found = getattr(found, name)
    return found


def _yaml(name: str) -> Raw:
    wording: Raw = yaml.safe_load((LETTERS / f"{name}.yaml").read_text(encoding="utf-8"))
    return wording


COMMON = _yaml("every_letter")
WORDINGS = {kind: _yaml(kind.value) for kind in Kind}
