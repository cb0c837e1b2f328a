"""A key for each client, sealed with the room's own; destroyed, nothing of the client can be read.

AES-256-GCM. What is sealed is bound to its client and its place, so that it cannot be moved.
"""

from __future__ import annotations

import json
import os
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from yimen.base.errors import Refused
from yimen.rooms.heart.models import Client

NONCE, LENGTH = 12, 32


class KeyDestroyed(Refused):
    """What was written here was erased for good, as the client wished or the time had come."""


def new_key() -> bytes:
    """Return a new client's key, sealed with the room's."""
    return _sealed(_room(), os.urandom(LENGTH), b"key")


def seal(client: Client, text: str, place: str) -> bytes:
    """Encrypt what was said, for this client and this place alone."""
    return _sealed(_key(client), text.strip().encode(), _bound(client, place)) if text else b""


def unseal(client: Client, sealed: bytes | memoryview, place: str) -> str:
    """Decrypt it again.

    Raises:
        KeyDestroyed: the client's key is gone.
    """
    raw = bytes(sealed)
    return _opened(_key(client), raw, _bound(client, place)).decode() if raw else ""


def seal_all(client: Client, facts: dict[str, Any], place: str) -> bytes:
    """Encrypt several things at once."""
    return seal(client, json.dumps(facts, ensure_ascii=False), place)


def unseal_all(client: Client, sealed: bytes | memoryview, place: str) -> dict[str, Any]:
    """Decrypt several things at once."""
    text = unseal(client, sealed, place)
    found: dict[str, Any] = json.loads(text) if text else {}
    return found


def _key(client: Client) -> bytes:
    raw = bytes(client.key_sealed)
    if not raw:
        raise KeyDestroyed
    return _opened(_room(), raw, b"key")


def _bound(client: Client, place: str) -> bytes:
    return f"{client.code_blind}/{place}".encode()


def _sealed(key: bytes, data: bytes, bound: bytes) -> bytes:
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, data, bound)


def _opened(key: bytes, raw: bytes, bound: bytes) -> bytes:
    return AESGCM(key).decrypt(raw[:NONCE], raw[NONCE:], bound)


@cache
def _room() -> bytes:
    return bytes.fromhex(os.environ["YIMEN_HEART_KEY"])
