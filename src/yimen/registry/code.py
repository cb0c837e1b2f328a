"""The query code: what a petitioner needs, beside the number, to see her own file.

Twelve digits in three groups, because digits can be read aloud in every dialect and typed on
every phone. The last digit is a check digit (ISO 7064, mod 11, 10), so a slip of the tongue is
told from a wrong code. A code opens only the petition whose number it was given with.
"""

from __future__ import annotations

import secrets
import unicodedata

from stdnum.iso7064 import mod_11_10

from yimen.base.seal import blind

DIGITS = 11
GROUP = 4


def new_code() -> str:
    """Return a new random query code, twelve digits without gaps."""
    digits = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    return digits + mod_11_10.calc_check_digit(digits)


def is_code(code: str) -> bool:
    """Say whether this could be a query code: twelve digits whose last one fits the rest."""
    return len(code) == DIGITS + 1 and mod_11_10.is_valid(code)


def tidy_code(typed: str) -> str:
    """Return the digits of what somebody typed: full-width digits, spaces and dashes are fine."""
    return "".join(ch for ch in unicodedata.normalize("NFKC", typed) if ch.isdecimal())


def tidy_number(typed: str) -> str:
    """Return a case number as it is kept, from what somebody typed.

    Only year and serial matter: `2026-123`, `一门〔2026〕123号` and `[2026]000123` are the same.
    """
    text = unicodedata.normalize("NFKC", typed)
    runs = "".join(ch if ch.isdecimal() else " " for ch in text).split()
    return f"{runs[0]}-{int(runs[1])}" if len(runs) == 2 else text.strip()  # noqa: PLR2004  # year and serial


def grouped(code: str) -> str:
    """Return a code as it is printed and read aloud: 4829 1057 3364; words stay as they are."""
    if not code.isdecimal():
        return code
    return " ".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def blind_code(number: str, code: str) -> str:
    """Return what the file keeps of a code, bound to its number."""
    return blind(f"{tidy_number(number)}/{code}", "query code")
