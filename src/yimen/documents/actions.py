"""Letters out: numbered without gaps, never overwritten, kept by the hash of what was printed."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime

from django.db import connection, transaction

from yimen.base.errors import NotFound
from yimen.base.rows import Rows
from yimen.base.time import local_day
from yimen.documents.composing import COMPOSE
from yimen.documents.content import Letter as Content
from yimen.documents.drawn import service_wished
from yimen.documents.lane import put_letter_away
from yimen.documents.models import Letter
from yimen.documents.paper import ON_THE_RECEIPT
from yimen.documents.render import render_pdf
from yimen.documents.seals import seal
from yimen.documents.stamping import stamped
from yimen.documents.storage import put
from yimen.documents.stored import to_json
from yimen.documents.wording import write
from yimen.people.models import Organ
from yimen.registry.models import Petition

#: Which row a letter's `subject` is, by its kind: the demand or the opinion to file it under.
OF_OPINION = frozenset({"handling_opinion", "simple_reply"})
#: What is served, so that a time begins on the day of which it is proved.
SERVED = OF_OPINION | {
    "review_opinion",
    "recheck_opinion",
    "non_acceptance_notice",
    "personal_reply",
}
_FILE = Rows(Petition, "receiver", "recorder", where="t.id = %s", then="for update of t")
_ISSUER = Rows(Organ, where="t.name = %s")
_VERSIONS = Rows(
    Letter, where="t.petition_id = %s and t.kind = %s and t.subject = %s", order="t.version"
)


@transaction.atomic
def issue(kind: str, *, petition: int, subject: int = 0, at: datetime) -> Letter:
    """Issue a letter: composed from the file as it is now, numbered, printed, kept.

    `subject` is the row that the letter is about: a dispatch, a demand, an opinion, a service, an
    extension or a refusal, by its kind. A letter about the same subject gets the next version of
    the same number; asked twice for the same moment, as a job may be, it is issued once.
    """
    file = _FILE.first([petition])
    if file is None:
        raise NotFound
    versions = _VERSIONS.all([petition, kind, subject])
    for known in versions:
        if known.issued_at == at:
            return known
    before = versions[-1] if versions else None
    written = COMPOSE[kind](file, subject, local_day(at))
    if kind in SERVED:
        written = replace(written, service_method=service_wished(file))
    organ = _ISSUER.all([written.issuer.name])[0]
    serial = before.serial if before else next_serial(organ.pk, local_day(at).year)
    year = before.year if before else local_day(at).year
    number = f"{organ.mark}〔{year}〕{serial}号"
    return _keep(
        Letter(
            petition=file,
            kind=kind,
            subject=subject,
            opinion_id=subject if kind in OF_OPINION else None,
            organ=organ,
            year=year,
            serial=serial,
            version=before.version + 1 if before else 1,
            number=number,
            issued_at=at,
        ),
        replace(written, number=number),
    )


def next_serial(organ: int, year: int) -> int:
    """Take the next document number of an organ and year; a rolled-back letter gives it back."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into documents_counter (organ_id, year, last) values (%s, %s, 1)"
            " on conflict (organ_id, year) do update set last = documents_counter.last + 1"
            " returning last",
            [organ, year],
        )
        return int(cursor.fetchone()[0])


def _keep(letter: Letter, written: Content) -> Letter:
    """Print it and keep it: the file as it went out, and its words, but never the query code."""
    kept = replace(written, query_code=ON_THE_RECEIPT) if written.query_code else written
    given = stamped(letter, kept=write(kept), printed=write(written))
    printed = seal(render_pdf(given.printed, stamp=given.stamp))
    letter.content = to_json(given.kept)
    letter.statement, letter.code = given.stamp.statement, given.kept.code
    letter.is_for_petitioner = written.to_petitioner
    letter.sha256 = hashlib.sha256(printed).hexdigest()
    letter.size = len(printed)
    if letter.petition.is_sealed:
        return _keep_sealed(letter, printed)
    put(letter.sha256, printed)
    letter.save(force_insert=True)
    return letter


def _keep_sealed(letter: Letter, printed: bytes) -> Letter:
    """Keep a letter of the sealed lane where nothing lies in the clear."""
    words, letter.content = letter.content, {}
    letter.save(force_insert=True)
    letter.content = words
    put_letter_away(letter, printed, at=letter.issued_at)
    return letter
