"""Keep what people hand in, and have letters written: what nearly every act ends with."""

from __future__ import annotations

from datetime import datetime

from yimen.access.actor import SYSTEM, Actor
from yimen.access.rls import act_as
from yimen.base.later import later
from yimen.casework.filing import Paper
from yimen.documents.lane import put_paper_away
from yimen.documents.papers import made_fit
from yimen.documents.storage import put
from yimen.registry.models import Attachment, Petition


def keep_paper(
    petition: Petition, paper: Paper, *, theirs: bool, by: Actor, at: datetime
) -> Attachment:
    """Keep a paper with the file: one of theirs, the petitioners', or one of the organ's.

    In a sealed file its name and bytes go under seal at once, and never on the disk in the clear.
    """
    kept, data = made_fit(paper.name, paper.data)
    if not petition.is_sealed:
        put(kept.sha256, data)
    attachment = Attachment.objects.create(
        petition=petition,
        name=kept.name,
        sha256=kept.sha256,
        media_type=kept.media_type,
        size=kept.size,
        at=at,
        by_id=by.id or None,
        is_from_petitioner=theirs,
    )
    if petition.is_sealed:
        act_as(SYSTEM)
        put_paper_away(attachment, data, at=at)
        act_as(by)
    return attachment


def write_letter(
    kind: str, petition: int, *, subject: int = 0, at: datetime, priority: int = 0
) -> None:
    """Queue a letter: written once the act holds, after the earlier ones of its petition."""
    later(
        "documents.issue",
        lock=f"petition-{petition}",
        priority=priority,
        kind=kind,
        petition=petition,
        subject=subject,
        at=at.isoformat(),
    )
