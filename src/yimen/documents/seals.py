"""The file of a letter, sealed: any byte that differs afterwards breaks the seal.

The words of the letter lie in the file as they were hashed, its statement and the seal among its
keywords. The seal is a signature over the whole file with the place of the seal left blank.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import dataclass, replace
from typing import Any

from yimen.base import signing
from yimen.documents.paper import Paper
from yimen.documents.stored import paper_from_json, to_json

EDITION = 1
PURPOSE = "letter file"
STATEMENT, SEAL = "yimen-statement:", "yimen-seal:"
#: The file in the file: what the statement's hash is the hash of.
WORDS = "yimen-letter.json"
_SIGNS = 103  # a signature in letters and digits
BLANK = "A" * _SIGNS
_STATEMENT = re.compile(STATEMENT.encode() + rb"([A-Z2-7]{180,800})")
_SEAL = re.compile(SEAL.encode() + rb"([A-Z2-7]{103})")


class NotSealable(RuntimeError):
    """The printed file has no blank place for its seal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What a letter carries besides what is seen: its statement, and its words as hashed."""

    statement: str
    words: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What a file says of itself: the statement, the seal, and what the seal is over."""

    statement: str
    seal: bytes
    blank: bytes

    def is_whole(self, public: bytes) -> bool:
        """Say whether no byte of the file was changed after this key sealed it."""
        return signing.is_signed(PURPOSE, self.blank, self.seal, public)


def words_of(paper: Paper, salt: str) -> bytes:
    """Return the words of a letter as they are hashed.

    The salt keeps whoever sees only the hash from finding a name by trying.
    """
    plain = to_json(replace(paper, scan_url="", code=""))
    said = {"edition": EDITION, "salt": salt, "paper": plain}
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def paper_of(words: bytes) -> Paper:
    """Return the letter that was hashed."""
    said: dict[str, Any] = json.loads(words)
    return paper_from_json(said["paper"])


def seal(pdf: bytes) -> bytes:
    """Seal a file that was printed with a blank place for it."""
    place = f"{SEAL}{BLANK}".encode()
    if not pdf.count(place):
        raise NotSealable
    signature = signing.sign(PURPOSE, hashlib.sha256(pdf).digest())
    signs = base64.b32encode(signature).decode().rstrip("=")
    return pdf.replace(place, f"{SEAL}{signs}".encode())


def carried(data: bytes) -> Carried | None:
    """Return what a file carries, if it carries one statement and one seal."""
    statements, seals = set(_STATEMENT.findall(data)), set(_SEAL.findall(data))
    if len(statements) != 1 or len(seals) > 1:
        return None
    signs = seals.pop() if seals else b""
    blank = data.replace(SEAL.encode() + signs, f"{SEAL}{BLANK}".encode()) if signs else b""
    return Carried(
        statement=statements.pop().decode(),
        seal=base64.b32decode(signs + b"=") if signs else b"",
        blank=hashlib.sha256(blank).digest(),
    )
