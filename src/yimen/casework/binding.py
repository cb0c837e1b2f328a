"""From a file to its bundle: which papers and lines go into it, for whom, and in which order.

Hers is what went to the petitioner and what she handed in; everything goes to those who judge. The
query code is in neither: the receipt is drawn from the words that were kept without it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime

import structlog
from django.db import DatabaseError, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext, override

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.base.time import LOCAL, local_day, now
from yimen.documents.bundling import PDF, Bound, Line, Piece, Whole, Words, bind
from yimen.documents.models import Letter
from yimen.documents.names import title_of
from yimen.documents.render import render_pdf
from yimen.documents.storage import path_of, put
from yimen.documents.stored import paper_from_json
from yimen.registry.models import Attachment, Bundle, Opinion, Petition, Review
from yimen.registry.telling import tell, tell_petitioner

_log = structlog.get_logger()
CODED = Letter.Kind.RECEIPT
#: The answers that one has to receive before they can be read.
REVIEWS = frozenset({"review_opinion", "recheck_opinion"})
MEGABYTE = 1024 * 1024


def make(bundle_id: int, language: str) -> None:
    """Draw a bundle and keep it; how far it is can be read while it is drawn.

    Of a file that was sealed meanwhile nothing is kept.
    """
    with transaction.atomic():
        act_as(SYSTEM)
        row = Bundle.objects.select_related("petition__receiver", "organ").get(pk=bundle_id)
        if row.petition.is_sealed:
            return
        with override(language):
            whole = _whole(row)
        _note(row.pk, state=Bundle.State.MAKING, total=len(whole.pieces) + 1)
    try:
        bound = bind(whole, lambda done, total: _progress(row.pk, done, total))
    except (DatabaseError, OSError):
        raise  # it is tried again
    except Exception:
        _note(row.pk, state=Bundle.State.FAILED)
        raise
    with transaction.atomic():
        _keep(row, bound)


def _keep(row: Bundle, bound: Bound) -> None:
    """Keep what was drawn; the file is held meanwhile, so that nobody seals it in between."""
    act_as(SYSTEM)
    if Petition.objects.select_for_update().get(pk=row.petition_id).is_sealed:
        return
    sha256 = hashlib.sha256(bound.data).hexdigest()
    put(sha256, bound.data)
    _note(
        row.pk,
        state=Bundle.State.READY,
        pages=bound.pages,
        sha256=sha256,
        size=len(bound.data),
        left_out=bound.left_out,
        ready_at=now(),
    )
    _log.info("bundle_made", bundle=row.pk, pages=bound.pages)


def _progress(bundle: int, done: int, total: int) -> None:
    _note(bundle, done=done, total=total)


@transaction.atomic
def _note(bundle: int, **how: object) -> None:
    act_as(SYSTEM)
    Bundle.objects.filter(pk=bundle).update(**how)


def _whole(row: Bundle) -> Whole:
    petition, hers = row.petition, row.is_for_petitioner
    entries = petition.entries.filter(seq__lte=row.head_seq).order_by("seq")
    told = tell_petitioner(entries) if hers else tell(entries)
    lines = tuple(
        Line(
            seq=one.seq,
            at=_moment(one.at),
            sentence=one.plain if hers else one.sentence,
            who=one.organ if hers else " ".join(filter(None, [one.who, one.organ])),
        )
        for one in told
    )
    dated = [*_letters(petition, hers=hers), *_handed_in(petition, hers=hers)]
    pieces = tuple(piece for _, piece in sorted(dated, key=lambda one: one[0]))
    return Whole(
        words=_words(row, len(pieces), len(lines)),
        maker=row.organ.name if row.organ else petition.receiver.name,
        on=local_day(row.at),
        pieces=pieces,
        lines=lines,
        hash=row.head_hash,
    )


def _letters(petition: Petition, *, hers: bool) -> Iterable[tuple[datetime, Piece]]:
    """Yield the letters as they went out; an answer is hers once it has reached her."""
    unserved = set(petition.reviews.exclude(stage=Review.Stage.SERVED).values_list("pk", flat=True))
    for letter in petition.letters.select_related("opinion", "organ").order_by("issued_at", "pk"):
        waits = letter.opinion is not None and letter.opinion.stage != Opinion.Stage.SERVED
        waits = waits or (letter.kind in REVIEWS and letter.subject in unserved)
        if hers and (waits or not letter.is_for_petitioner):
            continue
        version = gettext(" (version {n})").format(n=letter.version) if letter.version > 1 else ""
        title = f"{title_of(letter.kind)} {letter.number}{version}"
        coded = letter.kind == CODED
        yield (
            letter.issued_at,
            Piece(
                title=title,
                on=local_day(letter.issued_at),
                media_type=PDF,
                path=None if coded else path_of(letter.sha256),
                data=render_pdf(paper_from_json(letter.content)) if coded else b"",
                facts=((gettext("Fingerprint"), letter.sha256),),
                is_ours=True,
            ),
        )


def _handed_in(petition: Petition, *, hers: bool) -> Iterable[tuple[datetime, Piece]]:
    """Yield the papers that came in: for her, her own."""
    found = petition.attachments.all()
    if hers:
        found = found.filter(is_from_petitioner=True)
    for paper in found.order_by("pk"):
        yield paper.at, _paper(paper)


def _paper(paper: Attachment) -> Piece:
    return Piece(
        title=gettext("Paper: {name}").format(name=paper.name),
        on=local_day(paper.at),
        media_type=paper.media_type,
        path=path_of(paper.sha256),
        facts=(
            (gettext("Kind of file"), paper.media_type),
            (gettext("Size"), f"{paper.size / MEGABYTE:.2f} MB"),
            (gettext("Handed in on"), date_format(local_day(paper.at), "DATE_FORMAT")),
            (gettext("Fingerprint"), paper.sha256),
        ),
    )


def _words(row: Bundle, papers: int, lines: int) -> Words:
    petition = row.petition
    made = _moment(row.at)
    maker = gettext("The petitioner") if row.is_for_petitioner else _maker(row)
    return Words(
        title=gettext("The file as one paper"),
        subject=petition.title,
        facts=(
            (gettext("Number"), petition.number),
            (gettext("Received on"), date_format(local_day(petition.received_at), "DATE_FORMAT")),
            (gettext("Received by"), petition.receiver.name),
            (gettext("Made for"), maker),
            (gettext("As it stood at"), made),
            (
                gettext("Holds"),
                gettext("{papers} papers and {lines} lines of the record").format(
                    papers=papers, lines=lines
                ),
            ),
        ),
        notes=_notes(row),
        contents=gettext("Contents"),
        columns=(gettext("No."), gettext("Paper"), gettext("Date"), gettext("Page")),
        record=gettext("The record of the handling"),
        record_note=gettext("Every line as it was written, in its order; none is ever changed."),
        record_columns=(
            gettext("No."),
            gettext("Time"),
            gettext("What happened then"),
            gettext("By whom"),
        ),
        pattern=gettext("Page {page} of {pages}"),
        mark=f"{petition.number} · {made}",
        not_printed=gettext(
            "This cannot be printed. It is kept in the file, under this fingerprint."
        ),
        hash_label=gettext("Fingerprint of the last line: "),
    )


def _notes(row: Bundle) -> tuple[str, ...]:
    whose = (
        gettext(
            "It holds the letters that went to you, what you handed in, and the record for you."
        )
        if row.is_for_petitioner
        else gettext("It holds every letter, every paper handed in, and every line of the record.")
    )
    return (
        whose,
        gettext(
            "Letters stand in it as they went out. To verify one, use the letter by itself: only"
            " that file carries its signed statement."
        ),
        gettext("It holds personal data. Keep it as the file itself is kept."),
    )


def _maker(row: Bundle) -> str:
    return row.organ.name if row.organ else row.petition.receiver.name


def _moment(at: datetime) -> str:
    here = at.astimezone(LOCAL)
    return f"{date_format(here.date(), 'DATE_FORMAT')} {here:%H:%M}"
