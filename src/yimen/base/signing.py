"""Sign what strangers should be able to verify, and verify it: Ed25519, one key at a time.

The private key is 32 random bytes in the data folder. Whoever has the public key can verify a
signature without asking anybody; each purpose has its own prefix, so that a signature made for one
is worth nothing for another.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from yimen.base.errors import Refused

NAME = "YIMEN_SIGNING_KEY"
#: How many hex digits name a key; its whole public half is published beside them.
NAME_DIGITS = 8
SIGNATURE = 64


class NoSigningKey(Refused):
    """There is no key to sign with. Run ./start: it makes one in the data folder."""


def public_key() -> bytes:
    """Return the public half of the key that this process signs with."""
    return _private().public_key().public_bytes_raw()


def public_half(private: str) -> bytes:
    """Return the public half of a private key that is written in hex."""
    return (
        Ed25519PrivateKey.from_private_bytes(bytes.fromhex(private)).public_key().public_bytes_raw()
    )


def key_name(public: bytes) -> str:
    """Return the short name of a public key, by which a signature says whose it is."""
    return hashlib.sha256(public).hexdigest()[:NAME_DIGITS]


def sign(purpose: str, data: bytes) -> bytes:
    """Sign data for one purpose."""
    return _private().sign(_message(purpose, data))


def is_signed(purpose: str, data: bytes, signature: bytes, public: bytes) -> bool:
    """Say whether this key signed this data for this purpose."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, _message(purpose, data))
    except (InvalidSignature, ValueError):
        return False
    return True


def read_anew(file: Path) -> bool:
    """Take the signing key from a file of NAME=value lines; say whether it is another than before.

    A key may be changed while a process runs.
    """
    before = os.environ.get(NAME)
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    found = [line.partition("=")[2].strip() for line in lines if line.startswith(f"{NAME}=")]
    if found:
        os.environ[NAME] = found[-1]
    return os.environ.get(NAME) != before


def _private() -> Ed25519PrivateKey:
    written = os.environ.get(NAME, "")
    if not written:
        raise NoSigningKey
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(written))


def _message(purpose: str, data: bytes) -> bytes:
    return b"yimen " + purpose.encode() + b"\0" + data
