"""The lines of the record as a page for people: each kind, what it says, what it holds."""

from __future__ import annotations

from dataclasses import MISSING, fields

from yimen.registry.entries import KINDS
from yimen.registry.said import Said


def records_table() -> str:
    """Return every kind of line as Markdown: what it says to whom, and its facts."""
    return "\n".join(
        [
            "## Lines of the record",
            "",
            "A line without a sentence for the petitioner is work inside the house. Facts are",
            "numbers of rows, codes and dates, never names or texts; those in brackets may be",
            "absent. The day of every clock that a line started or lengthened is in it as well.",
            "",
            "| kind | for staff | for the petitioner | facts |",
            "| --- | --- | --- | --- |",
            *(_line(said) for said in KINDS.values()),
            "",
        ]
    )


def _line(said: type[Said]) -> str:
    facts = [
        f"`{one.name}`" if one.default is MISSING else f"[`{one.name}`]" for one in fields(said)
    ]
    return f"| `{said.kind}` | {said.sentence} | {said.plain} | {', '.join(facts)} |"
