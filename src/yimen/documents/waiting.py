"""Papers that wait: uploaded into a form that has not been sent, forgotten when it never is.

They lie beside the kept files, in a folder for each form; nobody is shown them.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings

from yimen.base.errors import NotFound, Refused

#: All papers that wait for their forms together, in bytes: nobody can fill the disk from outside.
ROOM = 5 * 1024**3


class NoRoomToWait(Refused):
    """Too many papers wait to be sent just now. Send the form without them, and add them later."""


def park(form: UUID, data: bytes) -> UUID:
    """Lay a paper down until its form is sent; return what fetches it again.

    Raises:
        NoRoomToWait: everything that waits together would take more than the room there is.
    """
    if len(data) + sum(paper.stat().st_size for paper in _root().glob("*/*")) > ROOM:
        raise NoRoomToWait
    folder = _folder(form)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    paper = uuid4()
    place = folder / paper.hex
    place.touch(mode=0o600)
    place.write_bytes(data)
    return paper


def parked(form: UUID, paper: UUID) -> bytes:
    """Return a paper that was laid down for this form.

    Raises:
        NotFound: it waited too long, or was never there.
    """
    place = _folder(form) / paper.hex
    if not place.is_file():
        raise NotFound
    return place.read_bytes()


def is_parked(form: UUID, paper: UUID) -> bool:
    """Say whether a paper still waits for this form."""
    return (_folder(form) / paper.hex).is_file()


def remove(form: UUID, paper: UUID) -> None:
    """Forget one paper."""
    (_folder(form) / paper.hex).unlink(missing_ok=True)


def forget(form: UUID) -> None:
    """Forget every paper of a form: it was sent, or given up."""
    shutil.rmtree(_folder(form), ignore_errors=True)


def sweep(before: float) -> int:
    """Forget the papers of forms that nobody touched since a moment; return how many forms."""
    old = [folder for folder in _root().glob("*") if folder.stat().st_mtime < before]
    for folder in old:
        shutil.rmtree(folder, ignore_errors=True)
    return len(old)


def _root() -> Path:
    return Path(settings.YIMEN_DATA) / "waiting"


def _folder(form: UUID) -> Path:
    return _root() / form.hex
