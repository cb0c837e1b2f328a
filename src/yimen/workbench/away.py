"""What is taken down while the line is down lies in the browser, sealed to whoever wrote it.

The form that opens without a line brings a public key: it can seal, and read nothing. The private
key comes with the page to whoever is signed in, and is kept by no browser. A device that is lost,
or signed in to by somebody else, holds nothing that can be read.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode

from cryptography.hazmat.primitives.asymmetric import ec

from yimen.access.actor import Actor
from yimen.base.seal import blind

_CURVE = ec.SECP256R1()
#: The order of the curve's group: a private key is a number from 1 to one less.
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_BYTES = 32


def away_key(actor: Actor, *, private: bool) -> str:
    """Return this person's key as a browser takes it, with or without its private half."""
    secret = int(blind(str(actor.id), "away"), 16) % (_ORDER - 1) + 1
    point = ec.derive_private_key(secret, _CURVE).public_key().public_numbers()
    key = {"kty": "EC", "crv": "P-256", "x": _text(point.x), "y": _text(point.y)}
    return json.dumps(key | ({"d": _text(secret)} if private else {}))


def _text(number: int) -> str:
    return urlsafe_b64encode(number.to_bytes(_BYTES)).decode().rstrip("=")
