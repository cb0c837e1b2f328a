"""The bundles of a file: how far they are, and their PDF for whom they were made."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.db.models import QuerySet

from yimen.access.actor import Actor, Role
from yimen.access.policy import ever
from yimen.base.errors import NotFound
from yimen.casework.choices import BUNDLE_STATES, word
from yimen.casework.showing import Shown
from yimen.documents.storage import path_of
from yimen.registry import readings
from yimen.registry.models import Bundle, Petition
from yimen.registry.queries import seen_by


def file_for_bundle(actor: Actor, petition_id: int) -> Petition:
    """Return the petition of which a bundle may be made.

    Raises:
        NotFound: there is none, it is not theirs to bind, or it lies under seal.
    """
    found = seen_by(actor, "petition.bundle").filter(pk=petition_id, is_sealed=False).first()
    if found is None:
        raise NotFound
    return found


def may_bind(actor: Actor, petition: Petition) -> bool:
    """Say whether this actor may have the file as one PDF."""
    return ever(actor, "petition.bundle") and not petition.is_sealed


def last_bundle(actor: Actor, petition_id: int) -> Bundle | None:
    """Return the newest bundle that was made for this actor's organ, or for the petitioner."""
    petition = file_for_bundle(actor, petition_id)
    return _theirs(actor, petition).last()


def bundle_for(
    actor: Actor, petition_id: int, bundle_id: int, *, at: datetime
) -> tuple[Bundle, Path]:
    """Return a bundle that is ready, and its file; the reading is noted.

    Raises:
        NotFound: it is not ready, or was made for somebody else.
    """
    petition = file_for_bundle(actor, petition_id)
    bundle = _theirs(actor, petition).filter(pk=bundle_id, state=Bundle.State.READY).first()
    if bundle is None:
        raise NotFound
    readings.note(petition.pk, "bundle", by=actor, at=at)
    return bundle, path_of(bundle.sha256)


def progress(bundle: Bundle) -> Shown:
    """Return how far a bundle is: waiting, being made, ready or failed, and what it holds."""
    return {
        "state": bundle.state,
        "words": word(BUNDLE_STATES, bundle.state),
        "is_ready": bundle.state == Bundle.State.READY,
        "is_failed": bundle.state == Bundle.State.FAILED,
        "done": bundle.done,
        "total": bundle.total,
        "pages": bundle.pages,
        "at": bundle.at,
        "left_out": bundle.left_out,
    }


def is_out_of_date(bundle: Bundle, petition: Petition) -> bool:
    """Say whether something was recorded since."""
    return bundle.head_seq < petition.head_seq


def _theirs(actor: Actor, petition: Petition) -> QuerySet[Bundle]:
    hers = actor.role is Role.PETITIONER
    found = petition.bundles.filter(is_for_petitioner=hers)
    return found.filter(organ_id=actor.organ) if actor.organ else found.filter(organ__isnull=True)
