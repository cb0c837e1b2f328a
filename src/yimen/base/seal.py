"""Encrypt what must not lie in clear, and find it again without opening it.

AES-256-GCM with a random nonce for values; HMAC-SHA-256 under a second key for the blind index,
which answers "is it exactly this number?" and nothing else. Accusations have a key of their own,
and each of their texts is bound to its place. Keys come from the data folder.
"""

from __future__ import annotations

import hmac
import os
from functools import cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12


def seal(text: str) -> bytes:
    """Encrypt a value; the empty value stays empty."""
    if not text:
        return b""
    nonce = os.urandom(NONCE)
    return nonce + _cipher().encrypt(nonce, text.encode(), None)


def seal_words(text: str) -> bytes:
    """Encrypt what somebody wrote, without the spaces at its edges."""
    return seal(text.strip())


def unseal(sealed: bytes | memoryview) -> str:
    """Decrypt a sealed value."""
    raw = bytes(sealed)
    return _cipher().decrypt(raw[:NONCE], raw[NONCE:], None).decode() if raw else ""


def blind(text: str, purpose: str) -> str:
    """Return the keyed index of a value: 64 hex digits, or nothing for nothing."""
    if not text:
        return ""
    return hmac.digest(_index_key(), f"{purpose}:{text}".encode(), "sha256").hex()


def seal_apart(data: bytes, place: str) -> bytes:
    """Encrypt under the key of the sealed lane; it can be read at this place and nowhere else."""
    if not data:
        return b""
    nonce = os.urandom(NONCE)
    return nonce + _cipher_apart().encrypt(nonce, data, place.encode())


def unseal_apart(sealed: bytes | memoryview, place: str) -> bytes:
    """Decrypt what was sealed at this place."""
    raw = bytes(sealed)
    return _cipher_apart().decrypt(raw[:NONCE], raw[NONCE:], place.encode()) if raw else b""


@cache
def _cipher_apart() -> AESGCM:
    return AESGCM(bytes.fromhex(os.environ["YIMEN_LANE_KEY"]))


@cache
def _cipher() -> AESGCM:
    return AESGCM(bytes.fromhex(os.environ["YIMEN_FIELD_KEY"]))


@cache
def _index_key() -> bytes:
    return bytes.fromhex(os.environ["YIMEN_INDEX_KEY"])
