"""Who asks for the same too: one person on each line, typed by hand or read from a list.

A list fills the box: what was read of it can be looked at and mended before it is sent, and a row
that could not be read holds up no other.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from yimen.base.errors import Refused
from yimen.casework.showing import said
from yimen.documents.rosters import COLUMNS, LeftOut, NobodyOnIt, Read, Signer, read_roster
from yimen.portal.fields import Words, uploading

MOST, LONGEST_LINE = 500, 260
#: So many rows are named; whoever has more begins with these.
NAMED = 20
TABLES = ".csv,.xlsx"
#: Between the parts of a line; a line without any number may also be names in a row.
_BETWEEN = re.compile(r"[|｜]")
_COMMAS = re.compile(r"[,，;；、]")
#: Many write the number right behind the name, with a gap alone.
_AFTER_A_NAME = re.compile(r"^([^\d+,，;；、|｜]+?)\s+(\+?\d)")
_IDENTITY = re.compile(r"\d{17}[\dXx]|[A-Za-z]{1,2}\d{6,9}")
_TELEPHONE = re.compile(r"[+\d][\d ()\-]{6,19}")


class Together(forms.Form):
    """The questions; the rest of the filing form comes after them."""

    cosigners = Words(
        label=_("Those who ask for the same, one person on each line"),
        help_text=_(
            "The name is enough. Telephone and address, after a comma, let the answer reach each of"
            " them. Your own name need not be among them."
        ),
        most=MOST * LONGEST_LINE,
        rows=6,
        required=False,
    )
    roster = forms.FileField(
        label=_("Or take them from a list"),
        help_text=_("A table (XLSX or CSV), one person on each row. It fills the box above."),
        required=False,
        widget=forms.FileInput(uploading("#together") | {"accept": TABLES}),
    )

    def clean_cosigners(self) -> Read:
        """Read the lines; name those that cannot be read."""
        text = self.cleaned_data["cosigners"]
        if not text.strip():
            return Read((), ())
        read = read_lines(text)
        if len(read.people) > MOST:
            message = gettext("At most {most} people fit here. Add a longer list as a file below.")
            raise ValidationError(message.format(most=MOST))
        if read.left_out:
            raise ValidationError(named(read.left_out))
        return read


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list has put into the box, and what is said of it."""

    text: str
    words: tuple[str, ...] = ()
    #: Why some of it, or all, did not go in.
    wrong: tuple[str, ...] = ()


def take_list(text: str, file: UploadedFile[bytes] | None) -> Listed:
    """Put the good rows of a list into the box, behind what stands there; name the others."""
    if file is None:
        return Listed(text)
    try:
        read = read_roster(file.name or "", file.read())
    except Refused as refusal:
        return Listed(text, wrong=(said(refusal),))
    lines = [line for line in text.splitlines() if line.strip()]
    new = [line for line in map(_line, read.people) if line not in lines]
    if len(lines) + len(new) > MOST:
        message = gettext("At most {most} people fit here. Add a longer list as a file below.")
        return Listed(text, wrong=(message.format(most=MOST),))
    words = ngettext(
        "{n} person of the list stands in the box now.",
        "{n} people of the list stand in the box now.",
        len(read.people),
    ).format(n=len(read.people))
    wrong: tuple[str, ...] = ()
    if read.left_out:
        wrong = (
            gettext(
                "These rows could not be read. Write them into the box, or send it without them:"
            ),
            *named(read.left_out),
        )
    return Listed("\n".join([*lines, *new]), (words,), wrong)


def read_lines(text: str) -> Read:
    """Read what was typed, as a table is read; a refusal names the line of the box."""
    table, lines = io.StringIO(), list[int]()
    rows = csv.writer(table)
    rows.writerow([names[0] for names in COLUMNS.values()])
    written = set[tuple[str, ...]]()
    for place, line in enumerate(text.splitlines(), start=1):
        for cells in _rows(line):
            if tuple(cells) not in written:
                written.add(tuple(cells))
                rows.writerow(cells)
                lines.append(place)
    try:
        read = read_roster("box.csv", table.getvalue().encode())
    except NobodyOnIt:
        return Read((), ())
    left_out = tuple(LeftOut(lines[one.line - 2], one.because) for one in read.left_out)
    return Read(read.people, left_out)


def named(left_out: Iterable[LeftOut]) -> list[str]:
    """Name rows with their line and what is wrong with each."""
    rows = list(left_out)
    said_of = [
        gettext("Line {n}: {why}").format(n=one.line, why=said(one.because)) for one in rows[:NAMED]
    ]
    if len(rows) > NAMED:
        said_of.append(gettext("And {n} more.").format(n=len(rows) - NAMED))
    return said_of


def _rows(line: str) -> Iterable[list[str]]:
    """Yield the people of a line: one with all that is said of them, or several by name alone."""
    is_one = _BETWEEN.search(line) or any(sign.isdigit() for sign in line)
    line = _AFTER_A_NAME.sub(r"\1,\2", line)
    parts = (_BETWEEN if _BETWEEN.search(line) else _COMMAS).split(line)
    cells = [" ".join(part.split()) for part in parts]
    if is_one:
        yield _sorted(cells)
    else:
        yield from ([cell, "", "", ""] for cell in cells if cell)


def _sorted(cells: list[str]) -> list[str]:
    """Put what follows a name into its column, by what it looks like."""
    name, number, phone, address = cells[0], "", "", list[str]()
    for cell in filter(None, cells[1:]):
        if not number and _IDENTITY.fullmatch(cell):
            number = cell
        elif not phone and _TELEPHONE.fullmatch(cell):
            phone = cell
        else:
            address.append(cell)
    return [name, number, phone, "，".join(address)]


def _line(one: Signer) -> str:
    return " | ".join(filter(None, [one.name, one.id_number, one.phone, one.address]))


def without(read: Read, name: str) -> Read:
    """Return the others: whoever files has named themselves among them, as many do."""
    return Read(tuple(one for one in read.people if one.name != name), read.left_out)
