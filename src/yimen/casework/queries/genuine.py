"""Whether a letter is genuine, for anybody who holds it: no person is ever named here.

Whoever asks is a stranger. The answer says what a stranger may know who has the paper in hand: the
kind of letter, the organ, the day, its numbers; whether its file was changed and where, in the
words of the file that was brought, never in ours; whether the record it quotes still stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from yimen.access.actor import STRANGER, SYSTEM
from yimen.access.rls import act_as
from yimen.base.time import local_day
from yimen.documents import pdf_words
from yimen.documents.comparing import changes
from yimen.documents.examining import Examined, Verdict, examine, judge
from yimen.documents.lane import UNDER_SEAL
from yimen.documents.models import Letter, OfficeLetter
from yimen.documents.statement import SHORT, tidied
from yimen.documents.storage import path_of
from yimen.registry import digests, keys
from yimen.registry.chain import unbroken
from yimen.registry.models import Digest, Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a file differs: on which page, after which words, and what stands there now."""

    page: int
    after: str
    now: str
    is_missing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What anybody who holds a letter may know of it from the register.

    Of letters of the sealed lane the kind stays empty: it would say what the matter is; others
    say of a sealed matter what they say of any. `is_followed` where the number is that of a
    petition, which its petitioner follows.
    """

    kind: str
    organ: str
    number: str
    case_number: str
    version: int
    issued_on: date
    newer_on: date | None = None
    newer_version: int = 0
    is_followed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What was found out about a letter.

    `is_whole` is about the file's bytes, `record_stands` about the line it quotes; each is none
    where it could not be asked. `digest` is the number of the digest that covers that line.
    """

    verdict: Verdict
    known: Known | None = None
    is_whole: bool | None = None
    places: tuple[Place, ...] | None = None
    record_stands: bool | None = None
    seq: int = 0
    signed_by: str = ""
    is_key_stolen: bool = False
    digest: int = 0


#: A letter of a petition, or one between offices.
Held = Letter | OfficeLetter


def look_at_file(data: bytes) -> Looked:
    """Say whether a file is a letter of ours, and as it went out."""
    with _as_system():
        examined = examine(data, _publics())
        letter = _by_statement(examined) or _held(sha256=sha256(data).hexdigest())
        if letter is None:
            return _without_letter(examined)
        is_whole = sha256(data).hexdigest() == letter.sha256
        if examined.verdict is Verdict.NOTHING:  # printed before letters were signed
            examined = Examined(verdict=Verdict.GENUINE)
        if not is_whole:
            examined = Examined(verdict=Verdict.CHANGED, statement=examined.statement)
        return _found(examined, letter, is_whole, None if is_whole else _places(data, letter))


def look_at_statement(text: str) -> Looked:
    """Say the same of a code that was scanned: the statement itself, or the short code."""
    with _as_system():
        tidy = tidied(text)
        if len(tidy) == SHORT:
            letter = _held(code=tidy)
            if letter is None:
                return Looked(verdict=Verdict.NOTHING)
            return _found(judge(letter.statement, _publics()), letter)
        examined = judge(text, _publics())
        letter = _by_statement(examined)
        return _found(examined, letter) if letter else _without_letter(examined)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summed:
    """One digest, as the public list shows it."""

    number: int
    made_at: datetime
    lines: int
    root: str
    hash: str
    key: str


def published(most: int) -> tuple[list[Summed], int]:
    """Return the latest digests, and how many there are."""
    found = Digest.objects.select_related("key").order_by("-number")
    rows = [
        Summed(
            number=one.number,
            made_at=one.made_at,
            lines=one.lines,
            root=one.root,
            hash=one.hash,
            key=one.key.name,
        )
        for one in found[:most]
    ]
    return rows, rows[0].number if rows else 0


def published_digest(number: int) -> bytes | None:
    """Return a digest as the file that is published."""
    found = Digest.objects.select_related("key").filter(number=number).first()
    return digests.as_text(found) if found else None


def published_keys() -> bytes:
    """Return the list of keys as the file that is published."""
    return keys.as_text(keys.listed())


@contextmanager
def _as_system() -> Iterator[None]:
    """Look where no stranger may; what is returned is made of what a stranger may know."""
    act_as(SYSTEM)
    try:
        yield
    finally:
        act_as(STRANGER)


def _publics() -> dict[str, bytes]:
    return {one["name"]: bytes.fromhex(one["public"]) for one in keys.listed()}


def _by_statement(examined: Examined) -> Held | None:
    if examined.verdict is not Verdict.GENUINE and examined.verdict is not Verdict.CHANGED:
        return None
    statement = examined.statement
    if statement is None:
        return None
    return _held(code=statement.short, statement=str(statement))


def _held(**facts: str) -> Held | None:
    """Return the letter that is kept with these, wherever it is kept."""
    of_petition = Letter.objects.filter(**facts).select_related("organ", "petition").first()
    if of_petition:
        return of_petition
    return OfficeLetter.objects.filter(**facts).select_related("organ", "line").first()


def _without_letter(examined: Examined) -> Looked:
    """Say what signatures alone say; signed by us and not in the register is not genuine."""
    ours = examined.verdict in {Verdict.GENUINE, Verdict.CHANGED}
    return Looked(
        verdict=Verdict.FORGED if ours else examined.verdict,
        signed_by=examined.statement.key if examined.statement else "",
        record_stands=False if ours else None,
    )


def _found(
    examined: Examined,
    letter: Held,
    is_whole: bool | None = None,  # noqa: FBT001  # the third of three answers is: not asked
    places: tuple[Place, ...] | None = None,
) -> Looked:
    statement = examined.statement
    line = _line(letter, statement.seq) if statement else None
    stands = None
    if statement:
        stands = line is not None and line.hash == statement.line and _chain_stands(line)
    return Looked(
        verdict=examined.verdict,
        known=_known(letter),
        is_whole=is_whole,
        places=places,
        record_stands=stands,
        seq=statement.seq if statement else 0,
        signed_by=statement.key if statement else "",
        is_key_stolen=statement is not None and keys.was_stolen(statement.key),
        digest=_digest_of(line) if line and stands else 0,
    )


def _known(letter: Held) -> Known:
    if isinstance(letter, OfficeLetter):
        return Known(
            kind=letter.kind,
            organ=letter.organ.name,
            number=letter.number,
            case_number="",
            version=1,
            issued_on=local_day(letter.issued_at),
            is_followed=False,
        )
    same = {"petition": letter.petition_id, "kind": letter.kind, "subject": letter.subject}
    latest = Letter.objects.filter(**same).order_by("-version")[0]
    newer = latest if latest.version > letter.version else None
    return Known(
        kind="" if letter.kind in UNDER_SEAL else letter.kind,
        organ=letter.organ.name,
        number=letter.number,
        case_number=letter.petition.number,
        version=letter.version,
        issued_on=local_day(letter.issued_at),
        newer_on=local_day(newer.issued_at) if newer else None,
        newer_version=newer.version if newer else 0,
    )


def _line(letter: Held, seq: int) -> Entry | None:
    if isinstance(letter, OfficeLetter):
        return letter.line if letter.line.seq == seq else None
    return Entry.objects.filter(petition=letter.petition_id, seq=seq).first()


def _chain_stands(line: Entry) -> bool:
    found = Entry.objects.filter(petition=line.petition_id, seq__lte=line.seq).order_by("seq")
    return unbroken(found)


def _digest_of(line: Entry) -> int:
    found = Digest.objects.filter(after_line__lt=line.pk, last_line__gte=line.pk).first()
    return found.number if found else 0


def _places(data: bytes, letter: Held) -> tuple[Place, ...] | None:
    """Say where a file differs from the one that went out, in its own words alone.

    Of a sealed letter not even that: whoever tries word after word would learn what it says.
    """
    if isinstance(letter, Letter) and letter.petition.is_sealed:
        return None
    path = path_of(letter.sha256)
    now = pdf_words.read(data)
    if now is None or not path.is_file():
        return None
    was = pdf_words.read_here(path.read_bytes())
    return tuple(
        Place(page=one.page, after=one.after, now=one.now, is_missing=bool(one.was))
        for one in changes(was.pages, now.pages)
    )
