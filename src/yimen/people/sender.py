"""The port through which messages leave the house: a command or an address that the operator names.

Both get one JSON object, {"id", "to", "text"}: a command on its standard input, an address by POST.
A command that ends with 0, or an answer of 200 to 299, has taken it. The same id may come twice,
after a crash at the wrong moment; it is the same message.
"""

from __future__ import annotations

import json
import shlex
import subprocess
import urllib.request

import structlog
from django.conf import settings

#: A sender that takes longer has not taken it.
PATIENCE = 10
_log = structlog.get_logger()


def hand_over(number: int, phone: str, text: str) -> bool:
    """Hand one message to whatever `YIMEN_NOTICES` names; say whether it was taken."""
    where = settings.YIMEN_NOTICES
    data = json.dumps({"id": number, "to": phone, "text": text}).encode()
    is_taken = _post(where, data) if where.startswith("http") else _run(where, data)
    if not is_taken:
        _log.warning("notice_not_taken", notice=number)
    return is_taken


def _post(where: str, data: bytes) -> bool:
    asked = urllib.request.Request(  # noqa: S310  # the operator's own address
        where, data=data, headers={"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(asked, timeout=PATIENCE):  # noqa: S310  # as above
            return True
    except (OSError, ValueError):
        return False


def _run(command: str, data: bytes) -> bool:
    try:
        done = subprocess.run(  # noqa: S603  # the operator's own command
            shlex.split(command), input=data, timeout=PATIENCE, check=False, capture_output=True
        )
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
