"""A petition that is being written: kept, sealed, in the session until it is sent or given up."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from cryptography.exceptions import InvalidTag
from django.contrib.sessions.backends.base import SessionBase

from yimen.base.seal import seal, unseal
from yimen.portal.uploads import Waiting

DRAFT = "draft"
SENT = "sent"
_MOST_SENT = 20
#: Answers that are written, not chosen.
_WRITTEN = frozenset(
    {"principal", "authority", "organisation", "name", "address", "phone", "contact_name",
     "contact_phone", "contact_address", "id_number", "nationality", "needs_note", "cosigners",
     "headcount", "place"}
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What was typed so far: the form's ticket, the answers, the demands, the papers."""

    ticket: UUID = field(default_factory=uuid4)
    answers: Mapping[str, list[str]] = field(default_factory=dict)
    demands: tuple[Mapping[str, str], ...] = ()
    papers: tuple[Waiting, ...] = ()

    @property
    def fingerprint(self) -> str:
        """What tells this text from another one that carries the same ticket."""
        papers = [[one.name, one.size] for one in self.papers]
        said = json.dumps([dict(self.answers), list(map(dict, self.demands)), papers])
        return self.words + hashlib.sha256(said.encode()).hexdigest()[:16]

    @property
    def words(self) -> str:
        """What tells these words from others, whatever papers come along."""
        said = json.dumps([dict(self.answers), list(map(dict, self.demands))])
        return hashlib.sha256(said.encode()).hexdigest()[:16]

    @property
    def is_begun(self) -> bool:
        """Whether anything was written or handed in; what was only chosen is soon chosen again."""
        typed = [*self.demands, {k: v[-1] for k, v in self.answers.items() if v and k in _WRITTEN}]
        return bool(self.papers) or any(any(one.values()) for one in typed)


def keep(session: SessionBase, draft: Draft) -> None:
    """Keep a draft; numbers and names in it lie sealed, as everywhere."""
    plain = {
        "ticket": draft.ticket.hex,
        "answers": dict(draft.answers),
        "demands": list(map(dict, draft.demands)),
        "papers": [[one.paper.hex, one.name, one.size] for one in draft.papers],
    }
    session[DRAFT] = base64.b64encode(seal(json.dumps(plain))).decode()


def kept(session: SessionBase) -> Draft | None:
    """Return the draft of this browser, if there is one that we can still open."""
    try:
        plain: dict[str, Any] = json.loads(unseal(base64.b64decode(session.get(DRAFT, ""))) or "{}")
    except (binascii.Error, InvalidTag):
        return None
    if not plain:
        return None
    return Draft(
        ticket=UUID(plain["ticket"]),
        answers=plain["answers"],
        demands=tuple(plain["demands"]),
        papers=tuple(
            Waiting(paper=UUID(paper), name=name, size=size)
            for paper, name, size in plain["papers"]
        ),
    )


def forget(session: SessionBase) -> None:
    """Forget the draft."""
    session.pop(DRAFT, None)


def note_sent(session: SessionBase, draft: Draft) -> None:
    """Remember that a form was sent, and with which text."""
    sent = dict(session.get(SENT, {}))
    sent[draft.ticket.hex] = draft.fingerprint
    session[SENT] = dict(list(sent.items())[-_MOST_SENT:])


def was_sent_otherwise(session: SessionBase, draft: Draft) -> bool:
    """Say whether this very form was sent before with another text: then it is a new matter."""
    before = session.get(SENT, {}).get(draft.ticket.hex, "")
    return bool(before) and before != draft.fingerprint


def was_sent(session: SessionBase, draft: Draft) -> bool:
    """Say whether this form was sent before with this very text."""
    return bool(session.get(SENT, {}).get(draft.ticket.hex, "") == draft.fingerprint)


def sent_as(session: SessionBase, draft: Draft) -> UUID | None:
    """Return the other ticket under which this browser has sent these very words before.

    Whoever goes back from the receipt finds the words in the boxes, under a new ticket and without
    the papers: sending them once more must not file a second petition.
    """
    same = draft.fingerprint if draft.papers else draft.words
    for ticket, before in session.get(SENT, {}).items():
        if before.startswith(same) and ticket != draft.ticket.hex:
            return UUID(ticket)
    return None
