"""Numbers that name a person: how they are tidied, sealed, found again and shown masked."""

from __future__ import annotations

import unicodedata

from yimen.base.seal import blind, unseal
from yimen.registry.models import Party

COUNTRY = "86"
MOBILE = 11


def tidy_id(number: str) -> str:
    """Return an identity number as it is compared: no gaps, capital letters, half-width."""
    return "".join(unicodedata.normalize("NFKC", number).upper().split())


def tidy_phone(phone: str) -> str:
    """Return a phone number as it is compared: digits only, without the country's code."""
    digits = "".join(ch for ch in unicodedata.normalize("NFKC", phone) if ch.isdigit())
    if digits.startswith(COUNTRY) and len(digits) > MOBILE:
        digits = digits[len(COUNTRY) :]
    return digits


def id_index(number: str) -> str:
    """Return the blind index of an identity number, or nothing for nothing."""
    return blind(tidy_id(number), "identity number")


def phone_index(phone: str) -> str:
    """Return the blind index of a phone number, or nothing for nothing."""
    return blind(tidy_phone(phone), "phone number")


def masked(text: str, *, first: int, last: int) -> str:
    """Return a number with its middle hidden: 4403************18."""
    hidden = len(text) - first - last
    return text[:first] + "*" * hidden + text[len(text) - last :] if hidden > 0 else "*" * len(text)


def shown_id(party: Party) -> str:
    """Return the identity number of a party as a page may show it without a reason."""
    return masked(unseal(party.id_sealed), first=4, last=2)


def shown_phone(party: Party) -> str:
    """Return the phone number of a party as a page may show it without a reason."""
    return masked(unseal(party.phone_sealed), first=3, last=4)


def shown_address(party: Party) -> str:
    """Return the opening of an address; the house number stays hidden."""
    address = unseal(party.address_sealed)
    return address[:6] + "…" if address else ""


def shown_name(party: Party) -> str:
    """Return a name as those see it who may not know it: the family name and stars."""
    return masked_name(party.name)


def masked_name(name: str) -> str:
    """Return the family name and stars for the rest."""
    return name[:1] + "*" * max(len(name) - 1, 1) if name else ""
