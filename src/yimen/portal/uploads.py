"""Files chosen in a form that has not been sent yet: looked over at once, so that none is lost.

The form itself carries, signed, what waits for it; so it needs no session, and a second window
has papers of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext

from yimen.base.errors import Refused
from yimen.casework.filing import Paper
from yimen.casework.showing import said
from yimen.documents import waiting
from yimen.documents.papers import (
    MOST_FILES,
    MOST_MEGABYTES,
    MOST_MEGABYTES_RECORDED,
    MOST_MEGABYTES_TOGETHER,
    look_over,
    require_together,
)
from yimen.documents.refusing import TooMany, TooMuchTogether
from yimen.portal.pages import Shown

_SALT = "yimen.portal.uploads"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One file that waits for its form."""

    paper: UUID
    name: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What waits now, and why some of what came does not."""

    papers: list[Waiting]
    refused: list[str]


def take_in(form: UUID, files: Iterable[UploadedFile[bytes]], before: list[Waiting]) -> Taken:
    """Lay down every file that can be kept; say of every other one why not."""
    taken = list(before)
    refused: list[str] = []
    left_out: list[str] = []
    for file in files:
        try:
            taken.append(_taken(form, file, taken))
        except (TooMany, TooMuchTogether) as refusal:
            left_out.append(file.name or "")
            refused = [one for one in refused if one != said(refusal)] + [said(refusal)]
        except Refused as refusal:
            refused.append(said(refusal))
    if left_out:
        names = gettext(", ").join(left_out)
        refused.append(gettext("These files were not added: {names}.").format(names=names))
    return Taken(papers=taken, refused=refused)


def _taken(form: UUID, file: UploadedFile[bytes], before: list[Waiting]) -> Waiting:
    require_together([*(paper.size for paper in before), file.size or 0])
    data = file.read()
    kept = look_over(file.name or "", data)
    return Waiting(paper=waiting.park(form, data), name=kept.name, size=len(data))


def without(form: UUID, papers: list[Waiting], paper: str) -> list[Waiting]:
    """Forget one of the papers, named by the button that was pressed."""
    dropped = [one for one in papers if one.paper.hex == paper]
    for one in dropped:
        waiting.remove(form, one.paper)
    return [one for one in papers if one not in dropped]


def sealed(form: UUID, papers: Iterable[Waiting]) -> str:
    """Return what the form carries of its papers: signed, and good for this form alone."""
    rows = [[one.paper.hex, one.name, one.size] for one in papers]
    return signing.dumps([form.hex, rows], salt=_SALT) if rows else ""


def unsealed(form: UUID, text: str) -> Taken:
    """Return the papers that wait for this form; a text that we did not sign has none."""
    try:
        of, rows = signing.loads(text, salt=_SALT)
    except signing.BadSignature:
        return Taken(papers=[], refused=[])
    papers = [Waiting(paper=UUID(paper), name=name, size=size) for paper, name, size in rows]
    return still_there(form, papers if of == form.hex else [])


def still_there(form: UUID, papers: Iterable[Waiting]) -> Taken:
    """Return which papers are still there; say of every other one that it must come again."""
    there: list[Waiting] = []
    lost: list[Waiting] = []
    for one in papers:
        (there if waiting.is_parked(form, one.paper) else lost).append(one)
    message = gettext("“{name}” waited too long for the form to be sent. Choose it again.")
    return Taken(papers=there, refused=[message.format(name=one.name) for one in lost])


def moved(form: UUID, to: UUID, papers: Iterable[Waiting]) -> tuple[Waiting, ...]:
    """Let the papers of one form wait for another."""
    return tuple(
        replace(one, paper=waiting.park(to, waiting.parked(form, one.paper))) for one in papers
    )


def fetched(form: UUID, papers: Iterable[Waiting]) -> tuple[Paper, ...]:
    """Return the papers with what they hold, ready to be filed."""
    return tuple(Paper(name=one.name, data=waiting.parked(form, one.paper)) for one in papers)


def shown(papers: Iterable[Waiting]) -> list[Shown]:
    """Return the papers as the form lists them."""
    return [
        {"paper": one.paper.hex, "name": one.name, "size": filesizeformat(one.size)}
        for one in papers
    ]


def bounds() -> Shown:
    """Return how many files, how large, of which kinds."""
    return {
        "count": MOST_FILES,
        "each_mb": MOST_MEGABYTES,
        "recorded_mb": MOST_MEGABYTES_RECORDED,
        "all_mb": MOST_MEGABYTES_TOGETHER,
        "kinds": gettext("photographs, PDF, Word, Excel, text, sound and film"),
    }
