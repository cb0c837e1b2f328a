"""What is signed of a letter: its content's hash, its case, and its place in the record.

Written as one run of capital letters and digits, so that a QR code is small and anybody can copy
it. It names no person: whoever sees the code alone learns a case number and nothing else.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from yimen.base import signing
from yimen.base.errors import Refused

EDITION = 1
PURPOSE = "letter"
#: How many signs of a content's hash are printed for typing, in groups.
SHORT, GROUP = 12, 4
_KEY, _HASH, _NUMBER = 4, 32, 4
#: What is easily mistaken for a sign of our alphabet.
_ALIKE = str.maketrans("0189", "OIBG")
_OURS = re.compile(r"[^A-Z2-7]")


class NotAStatement(Refused):
    """No letter has this code. Scan it again, or type the short code printed beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What the office states about one letter; hashes and the key's name are in hex."""

    key: str
    content: str
    case_number: str
    seq: int
    line: str
    issued_at: datetime
    signature: bytes = b""

    def __str__(self) -> str:
        """Return it as the QR code says it."""
        return _in_letters(self.body() + self.signature)

    @property
    def short(self) -> str:
        """The code that is printed beside the QR code, to be typed."""
        return _in_letters(bytes.fromhex(self.content))[:SHORT]

    def body(self) -> bytes:
        """Return the bytes that are signed."""
        case = self.case_number.encode()
        return b"".join(
            (
                bytes([EDITION]),
                bytes.fromhex(self.key),
                bytes.fromhex(self.content),
                self.seq.to_bytes(_NUMBER),
                bytes.fromhex(self.line),
                int(self.issued_at.timestamp()).to_bytes(_NUMBER),
                bytes([len(case)]),
                case,
            )
        )

    def is_signed_by(self, public: bytes) -> bool:
        """Say whether this key signed it."""
        return signing.key_name(public) == self.key and signing.is_signed(
            PURPOSE, self.body(), self.signature, public
        )


def signed(
    *, key: str, content: str, case_number: str, place: tuple[int, str], issued_at: datetime
) -> Statement:
    """State it, signed with the key that holds; `place` is a line's number and hash."""
    plain = Statement(
        key=key,
        content=content,
        case_number=case_number,
        seq=place[0],
        line=place[1],
        issued_at=issued_at,
    )
    signature = signing.sign(PURPOSE, plain.body())
    return read(_in_letters(plain.body() + signature))


def read(text: str) -> Statement:
    """Read a statement back.

    Raises:
        NotAStatement: it is none.
    """
    tidy = tidied(text)
    try:
        raw = base64.b32decode(tidy + "=" * (-len(tidy) % 8))
        return _read(raw)
    except (binascii.Error, ValueError, IndexError, OverflowError, OSError):
        raise NotAStatement from None


def tidied(text: str) -> str:
    """Return what somebody scanned or typed as the signs of our alphabet."""
    return _OURS.sub("", text.upper().translate(_ALIKE))


def grouped(short: str) -> str:
    """Return a short code as it is printed: three groups of four."""
    return "-".join(short[at : at + GROUP] for at in range(0, len(short), GROUP))


def _read(raw: bytes) -> Statement:
    at = 0

    def take(size: int) -> bytes:
        nonlocal at
        part = raw[at : at + size]
        if len(part) != size:
            raise ValueError
        at += size
        return part

    if take(1)[0] != EDITION:
        raise ValueError
    key, content = take(_KEY).hex(), take(_HASH).hex()
    seq, line = int.from_bytes(take(_NUMBER)), take(_HASH).hex()
    issued_at = datetime.fromtimestamp(int.from_bytes(take(_NUMBER)), tz=UTC)
    case_number = take(take(1)[0]).decode()
    signature = take(signing.SIGNATURE)
    if at != len(raw):
        raise ValueError
    return Statement(
        key=key,
        content=content,
        case_number=case_number,
        seq=seq,
        line=line,
        issued_at=issued_at,
        signature=signature,
    )


def _in_letters(raw: bytes) -> str:
    return base64.b32encode(raw).decode().rstrip("=")
