"""Letters and attachments for download: through access, and written down."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.utils.safestring import SafeString

from yimen.access.actor import Actor, Role
from yimen.access.policy import ever
from yimen.base.errors import NotFound
from yimen.base.time import LOCAL
from yimen.documents.lane import InMemory, letter_paper, paper_of, printed_of
from yimen.documents.models import Letter
from yimen.documents.storage import path_of
from yimen.documents.web import render_html
from yimen.people.queries import names_of_organs, names_of_staff
from yimen.registry import readings
from yimen.registry.models import Attachment, Demand
from yimen.registry.queries import seen_by


def letter_for(actor: Actor, letter_id: int, *, at: datetime) -> tuple[Letter, Path | InMemory]:
    """Return a letter and its file to whoever may read the petition; the reading is noted."""
    letter = Letter.objects.select_related("petition", "organ").filter(pk=letter_id).first()
    may_read = letter and seen_by(actor, "letter.read").filter(pk=letter.petition_id).exists()
    if letter is None or not may_read:
        raise NotFound
    if actor.role is Role.PETITIONER and not letter.is_for_petitioner:
        raise NotFound
    if letter.kind == Letter.Kind.RECEIPT and not sees_code(actor, letter.petition_id):
        raise NotFound
    readings.note(letter.petition_id, f"letter:{letter.pk}", by=actor, at=at)
    if letter.petition.is_sealed:
        return letter, InMemory(printed_of(letter, watermark=watermark(actor, at)))
    return letter, path_of(letter.sha256)


def page_of(letter: Letter) -> SafeString:
    """Return a letter as a piece of a web page, in the very words in which it went out."""
    return render_html(letter_paper(letter))


def may_reissue(actor: Actor, letter: Letter) -> bool:
    """Say whether this actor may issue a letter again: its own organ, in a post that writes."""
    return ever(actor, "letter.reissue") and letter.organ_id == actor.organ


def sees_code(actor: Actor, petition_id: int) -> bool:
    """Say whether this actor may see the query code: the petitioner, and whoever receives her."""
    return seen_by(actor, "petition.see_code").filter(pk=petition_id).exists()


def watermark(actor: Actor, at: datetime) -> str:
    """Return who looks at a sealed page, and when; the petitioner's own copy has no mark."""
    if actor.role is Role.PETITIONER:
        return ""
    who = names_of_staff({actor.id}).get(actor.id, actor.role.value)
    organ = names_of_organs({actor.organ}).get(actor.organ, "")
    return f"{who}（{organ}）{at.astimezone(LOCAL):%Y-%m-%d %H:%M:%S}"


def attachment_for(
    actor: Actor, attachment_id: int, *, at: datetime
) -> tuple[Attachment, Path | InMemory]:
    """Return an attachment and its file to whoever may read the petition."""
    paper = Attachment.objects.select_related("petition").filter(pk=attachment_id).first()
    if paper is None or not seen_by(actor).filter(pk=paper.petition_id).exists():
        raise NotFound
    if actor.role is Role.PETITIONER and not paper.is_from_petitioner:
        raise NotFound
    readings.note(paper.petition_id, f"attachment:{paper.pk}", by=actor, at=at)
    if paper.petition.is_sealed:
        paper.name, data = paper_of(paper)
        return paper, InMemory(data)
    return paper, path_of(paper.sha256)


def may_go_apart(demand: Demand) -> list[tuple[int, str]]:
    """Return the papers among which to choose those of the open part of a mixed letter.

    Asked when the last of several demands is screened; under seal a paper keeps its plain number.
    """
    others = [one for one in demand.petition.demands.all() if one.pk != demand.pk]
    if not others or any(one.screened_at is None for one in others):
        return []
    rows = Attachment.objects.filter(petition=demand.petition_id, is_from_petitioner=True)
    return list(rows.order_by("pk").values_list("pk", "name"))
