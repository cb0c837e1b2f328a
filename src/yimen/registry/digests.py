"""The daily digest: one signed sum over every line of the record, published where others keep it.

Each digest covers the lines written since the one before, in the order of their row numbers, and
names the one before by its hash. So whoever keeps a single digest can prove, for ever, what the
record held up to then: a line changed, removed or slipped in later, with every hash of its chain
written anew, gives another sum. It says nothing of words and papers, which the law lets us mend.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.base import signing
from yimen.base.merkle import Tree
from yimen.base.time import LOCAL, local_day
from yimen.registry import keys
from yimen.registry.chain import hash_of
from yimen.registry.models import Digest, Entry, PublicKey

EDITION = 1
PURPOSE = "digest"
LEAF = 32
_CHUNK = 2_000
_ONE_AT_A_TIME = 71_202_611
_ADD = """
insert into registry_digest
    (number, made_at, after_line, last_line, lines, root, previous, key_id, said, hash, signature)
values (%s, %s, %s, %s, %s, %s, %s, %s, %s::jsonb, %s, %s)
"""


@dataclass(frozen=True, slots=True)
class Broken:
    """One thing that does not agree with a digest."""

    digest: int
    what: str


def make(at: datetime) -> Digest:
    """Make the digest of this day and publish it; asked twice on a day, it is made once."""
    with transaction.atomic():
        act_as(SYSTEM)
        end = _seal_off()
    with transaction.atomic():
        act_as(SYSTEM)
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
        before = Digest.objects.order_by("-number").first()
        if before and local_day(before.made_at) == local_day(at):
            return before
        digest = _made(before, end, at)
        publish(digest)
    return digest


def publish(digest: Digest) -> None:
    """Write a digest, the hashes of its lines and the list of keys as files for everybody."""
    keys.put_out(keys.KEYS_FILE, [keys.as_text(keys.listed())])
    keys.put_out(file_of(digest.number), [as_text(digest)])


def file_of(number: int, suffix: str = "json") -> str:
    """Return the name of a digest's file in the folder of what is published."""
    return f"digests/{number:06d}.{suffix}"


def as_text(digest: Digest) -> bytes:
    """Return a digest as the file that is published, the same in thirty years."""
    whole = {
        "said": digest.said,
        "hash": digest.hash,
        "key": digest.key.name,
        "signature": digest.signature,
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def verify(
    done: Callable[[int], None] = lambda _: None, kept: Mapping[str, Any] | None = None
) -> Iterator[Broken]:
    """Yield whatever in today's record does not extend a published digest.

    `kept` is a digest as somebody outside has kept it. `done` hears how many lines were read.
    """
    act_as(SYSTEM)
    publics = {key.pk: bytes.fromhex(key.public) for key in PublicKey.objects.all()}
    before: Digest | None = None
    for digest in Digest.objects.select_related("key").order_by("number"):
        for what in (
            *_form(digest, before, publics[digest.key_id]),
            *_file(digest),
            *_lines(digest, done),
        ):
            yield Broken(digest.number, what)
        before = digest
    last = before.number if before else 0
    yield from _vanished(last)
    if kept is not None:
        yield from _unlike(kept)


def count() -> int:
    """Return how many lines the digests cover."""
    return sum(Digest.objects.values_list("lines", flat=True))


def is_sound(whole: Mapping[str, Any], public: bytes) -> bool:
    """Say whether a published digest bears its own hash and the signature of this key."""
    text = _canonical(whole["said"])
    signature = bytes.fromhex(str(whole["signature"]))
    is_hashed = hashlib.sha256(text).hexdigest() == whole["hash"]
    return is_hashed and signing.is_signed(PURPOSE, text, signature, public)


def _made(before: Digest | None, end: int, at: datetime) -> Digest:
    number = before.number + 1 if before else 1
    after = before.last_line if before else 0
    tree = Tree()
    keys.put_out(file_of(number, "lines"), _summed(tree, _between(after, end)))
    key = keys.current()
    said = {
        "edition": EDITION,
        "number": number,
        "made_at": at.astimezone(LOCAL).isoformat(timespec="seconds"),
        "after_line": after,
        "last_line": end,
        "lines": tree.leaves,
        "root": tree.root(),
        "previous": before.hash if before else "",
        "keys": [one["name"] for one in keys.listed()],
    }
    text = _canonical(said)
    signature = signing.sign(PURPOSE, text).hex()
    row: list[Any] = [number, at, after, end, tree.leaves, tree.root(), said["previous"], key.pk]
    row += [text.decode(), hashlib.sha256(text).hexdigest(), signature]
    with connection.cursor() as cursor:
        cursor.execute(_ADD, row)
    return Digest.objects.select_related("key").get(number=number)


def _summed(tree: Tree, lines: Iterable[Entry]) -> Iterator[bytes]:
    """Add lines to a tree; yield what was added."""
    for line in lines:
        leaf = bytes.fromhex(hash_of(line))
        tree.add(leaf)
        yield leaf


def _seal_off() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select seal_off_lines()")
        return int(cursor.fetchone()[0])


def _between(after: int, last: int) -> Iterator[Entry]:
    found = Entry.objects.filter(pk__gt=after, pk__lte=last).order_by("pk")
    return found.iterator(chunk_size=_CHUNK)


def _canonical(said: Mapping[str, Any]) -> bytes:
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _form(digest: Digest, before: Digest | None, public: bytes) -> Iterator[str]:
    """Name what is wrong with a digest itself: its columns, its signature, its place in the row."""
    said = digest.said
    if (digest.number, digest.root, digest.lines, digest.after_line, digest.last_line) != (
        said["number"], said["root"], said["lines"], said["after_line"], said["last_line"],
    ):  # fmt: skip
        yield "its row says something else than what was signed"
    if not is_sound(json.loads(as_text(digest)), public):
        yield "its signature does not fit"
    expected = (before.number + 1, before.hash, before.last_line) if before else (1, "", 0)
    if (digest.number, said["previous"], digest.after_line) != expected:
        yield "it does not follow the digest before it"


def _file(digest: Digest) -> Iterator[str]:
    file = keys.out(file_of(digest.number))
    if not file.is_file():
        yield "its published file is missing"
    elif json.loads(file.read_bytes())["hash"] != digest.hash:
        yield "its published file is another digest"


def _lines(digest: Digest, done: Callable[[int], None]) -> Iterator[str]:
    """Sum the lines of today up again; name the first that is not the one summed then."""
    tree = Tree()
    then = _kept(digest.number)
    first: Entry | None = None
    for line in _between(digest.after_line, digest.last_line):
        leaf = bytes.fromhex(hash_of(line))
        if first is None and leaf != next(then, b""):
            first = line
        tree.add(leaf)
        if tree.leaves % _CHUNK == 0:
            done(_CHUNK)
    done(tree.leaves % _CHUNK)
    if tree.root() == digest.root:
        return
    yield f"today's lines give another sum: {tree.leaves} lines now, {digest.lines} then"
    if first is not None and _is_summed(digest):
        yield f"from line {first.seq} of petition {first.petition.number} on, it is not as it was"


def _kept(number: int) -> Iterator[bytes]:
    """Yield the hashes of a digest's lines, as they were written beside it."""
    path = keys.out(file_of(number, "lines"))
    if path.is_file():
        with path.open("rb") as file:
            while leaf := file.read(LEAF):
                yield leaf


def _is_summed(digest: Digest) -> bool:
    """Say whether the kept hashes are those that the digest summed up."""
    tree = Tree()
    for leaf in _kept(digest.number):
        tree.add(leaf)
    return tree.root() == digest.root


def _vanished(last: int) -> Iterator[Broken]:
    for file in sorted(keys.out("digests").glob("*.json")):
        if file.stem.isdecimal() and int(file.stem) > last:
            yield Broken(int(file.stem), "it was published, and is no longer in the database")


def _unlike(kept: Mapping[str, Any]) -> Iterator[Broken]:
    number = int(kept["said"]["number"])
    ours = Digest.objects.filter(number=number).values_list("hash", flat=True).first()
    theirs = hashlib.sha256(_canonical(kept["said"])).hexdigest()
    if ours != theirs:
        yield Broken(number, "the digest that was kept elsewhere is another one")
