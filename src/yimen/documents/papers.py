"""Papers in: what somebody hands in is judged by what it holds, not by its name, and kept.

Pictures are drawn anew, films lose their notes: nothing that was kept says where it was taken.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from yimen.base.errors import NotFound
from yimen.documents.media import RECORDINGS, SUFFIXES, Family, recognise
from yimen.documents.pictures import redrawn
from yimen.documents.recordings import without_notes
from yimen.documents.refusing import Empty, TooBig, TooMany, TooMuchTogether
from yimen.documents.storage import path_of, put

MEGABYTE = 1024 * 1024
MOST_MEGABYTES = 20
#: A recording of a meeting or of a street is long.
MOST_MEGABYTES_RECORDED = 100
MOST_MEGABYTES_TOGETHER = 100
MOST_FILES = 50
LONGEST_NAME = 100
UNNAMED = "附件"
#: What a file name may not hold on some computer that it will be saved on.
FORBIDDEN = str.maketrans(dict.fromkeys('<>:"|?*', "_"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A paper that is kept: the name it is shown by, its hash, what it is, how large."""

    name: str
    sha256: str
    media_type: str
    size: int


def keep(name: str, data: bytes) -> Kept:
    """Keep a paper under the hash of what it holds; the same paper twice is one file.

    Raises:
        Empty, TooBig, WrongType, Unreadable: it cannot be kept; see `refusing`.
    """
    kept, data = made_fit(name, data)
    put(kept.sha256, data)
    return kept


def look_over(name: str, data: bytes) -> Kept:
    """Say what a paper would be kept as, or refuse it; nothing is kept yet.

    Raises:
        Empty, TooBig, WrongType, Unreadable: it could not be kept; see `refusing`.
    """
    return made_fit(name, data)[0]


def open_paper(sha256: str) -> Path:
    """Return where a kept paper lies; whoever asks has been let in by `access` before.

    Raises:
        NotFound: nothing with this hash is kept here.
    """
    path = path_of(sha256)
    if not path.is_file():
        raise NotFound
    return path


def require_size(name: str, data: bytes) -> None:
    """Refuse an empty paper, and one that is too large for what it is."""
    if not data:
        raise Empty(name=name)
    is_recorded = data[4:8] == b"ftyp" or PurePosixPath(name).suffix.lower() in RECORDINGS
    most = MOST_MEGABYTES_RECORDED if is_recorded else MOST_MEGABYTES
    if len(data) > most * MEGABYTE:
        raise TooBig(name=name, most=most)


def require_together(sizes: Iterable[int]) -> None:
    """Refuse more papers in one filing than can be looked through."""
    every = list(sizes)
    if len(every) > MOST_FILES:
        raise TooMany(most=MOST_FILES)
    if sum(every) > MOST_MEGABYTES_TOGETHER * MEGABYTE:
        raise TooMuchTogether(most=MOST_MEGABYTES_TOGETHER)


def tidy_name(name: str) -> str:
    """Return a name as it may be shown and saved: no folders, no invisible signs, not too long."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(sign if sign.isprintable() else " " for sign in last.translate(FORBIDDEN))
    tidy = " ".join(seen.split()).strip(". ")
    suffix = PurePosixPath(tidy).suffix
    if len(tidy) > LONGEST_NAME:
        tidy = tidy[: LONGEST_NAME - len(suffix)].rstrip() + suffix
    return tidy or UNNAMED


def made_fit(name: str, data: bytes) -> tuple[Kept, bytes]:
    """Return how a paper is kept, and its bytes without what they must not tell.

    Raises:
        Empty, TooBig, WrongType, Unreadable: it cannot be kept; see `refusing`.
    """
    shown = tidy_name(name)
    require_size(shown, data)
    media = recognise(shown, data)
    if media.family is Family.PICTURE:
        data = redrawn(shown, media.type, data)
    elif media.family is Family.FILM:
        data = without_notes(data)
    elif media.family is Family.TEXT:
        data = media.text.encode()
    sha256 = hashlib.sha256(data).hexdigest()
    name = _with_suffix(shown, media.type)
    return Kept(name=name, sha256=sha256, media_type=media.type, size=len(data)), data


def _with_suffix(name: str, media_type: str) -> str:
    """Return a name that ends as its kind of file does, so that it opens where it is saved."""
    fitting = SUFFIXES[media_type]
    path = PurePosixPath(name)
    if path.suffix.lower() in fitting:
        return name
    known = {suffix for suffixes in SUFFIXES.values() for suffix in suffixes}
    stem = path.stem if path.suffix.lower() in known else name
    return f"{stem[: LONGEST_NAME - len(fitting[0])]}{fitting[0]}"
