"""Say whether a letter is genuine, and what was changed in it: offline, by public keys alone."""

from __future__ import annotations

import binascii
import json
import sys
from pathlib import Path

import click

from yimen.base.errors import Refused
from yimen.base.signing import key_name
from yimen.documents.comparing import Change
from yimen.documents.examining import Examined, Verdict, examine, judge, what_changed
from yimen.documents.statement import Statement
from yimen.ops.places import data_folder
from yimen.ops.saying import json_option, print_json, say

NEEDS = "settings"
_KEYS = Path("published") / "keys.json"
_PUBLIC = 32
SAID = {
    Verdict.GENUINE: "Genuine: not one sign was changed since it was signed.",
    Verdict.CHANGED: "Changed: it was made from a genuine letter, and is not as it went out.",
    Verdict.FORGED: "Not genuine: its statement was not signed by the key that it names.",
    Verdict.UNKNOWN_KEY: "Unknown: it is signed with the key {key}, which is not in {keys}.",
    Verdict.NOTHING: "Nothing found: the file carries no statement.",
}


#: A code alone says nothing of the paper that it stands on.
CODE_ALONE = "The code is genuine. Compare the paper with its file, or ask the address below."


class NoKeys(Refused):
    """There are no public keys at {file}. Fetch them from /verify/keys/ and use --key."""


class NotKeys(Refused):
    """{file} holds no public key. It is keys.json as published, or one key of 64 hex digits."""


@click.command(name="verify-document")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--key",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The public keys, as /verify/keys/ hands them out. Default: those of this installation.",
)
@json_option
def verify_document(*, file: Path, key: Path | None, as_json: bool) -> None:
    """Say whether a letter (FILE.pdf, or a text file with its code) is genuine.

    Asks nobody: the public keys are enough. What only the register knows, whether the record that
    the letter quotes still stands and whether a newer version took its place, the address that is
    printed at the end says. Leaves with 0 when genuine, with 1 when not.
    """
    keys = key or data_folder() / _KEYS
    publics = _publics(keys)
    data = file.read_bytes()
    examined = examine(data, publics) if data.startswith(b"%PDF") else _of_text(data, publics)
    changed = None
    if examined.verdict is Verdict.CHANGED and examined.statement:
        changed = what_changed(data, examined.statement)
    if as_json:
        print_json(_as_data(examined, changed))
    else:
        _print(examined, changed, keys, is_file=data.startswith(b"%PDF"))
    sys.exit(0 if examined.verdict is Verdict.GENUINE else 1)


def _of_text(data: bytes, publics: dict[str, bytes]) -> Examined:
    """Judge a code that was scanned and kept as text, with or without the address before it."""
    text = data.decode(errors="replace").strip()
    return judge(text.rstrip("/").rpartition("/")[2], publics)


def _publics(file: Path) -> dict[str, bytes]:
    if not file.is_file():
        raise NoKeys(file=file)
    text = file.read_text(encoding="utf-8").strip()
    try:
        listed = [one["public"] for one in json.loads(text)["keys"]] if text[:1] == "{" else [text]
        found = [bytes.fromhex(one) for one in listed]
    except (ValueError, KeyError, TypeError, binascii.Error):
        raise NotKeys(file=file) from None
    if not found or any(len(one) != _PUBLIC for one in found):
        raise NotKeys(file=file)
    return {key_name(one): one for one in found}


def _print(examined: Examined, changed: list[Change] | None, keys: Path, *, is_file: bool) -> None:
    statement = examined.statement
    name = statement.key if statement else ""
    is_code = examined.verdict is Verdict.GENUINE and not is_file
    said = CODE_ALONE if is_code else SAID[examined.verdict]
    click.echo(say(said).format(key=name, keys=keys))
    if examined.verdict is Verdict.CHANGED:
        _print_changes(changed)
    if statement and examined.verdict in {Verdict.GENUINE, Verdict.CHANGED}:
        _print_statement(statement)


def _print_changes(changed: list[Change] | None) -> None:
    if changed is None:
        click.echo(say("Where cannot be said: its pages or its signed words cannot be read."))
    elif not changed:
        click.echo(say("No word differs: a picture, a layer or what the file says of itself does."))
    for one in changed or []:
        line = say("Page {page}, after “{after}”: was “{was}”, is “{now}”.")
        click.echo(line.format(page=one.page, after=one.after, was=one.was, now=one.now))


def _print_statement(statement: Statement) -> None:
    for label, value in (
        ("Number of the matter", statement.case_number),
        ("Issued at", statement.issued_at.astimezone().isoformat(timespec="seconds")),
        ("Signed with key", statement.key),
        ("Place in the record", f"{statement.seq} · {statement.line}"),
        ("Hash of its words", statement.content),
    ):
        click.echo(f"{say(label)}: {value}")
    click.echo(
        say("Whether the record still stands and this is the newest version: ask /v/{code}").format(
            code=statement
        )
    )


def _as_data(examined: Examined, changed: list[Change] | None) -> dict[str, object]:
    statement = examined.statement
    return {
        "verdict": examined.verdict.value,
        "changes": changed,
        "statement": {
            "text": str(statement),
            "case_number": statement.case_number,
            "issued_at": statement.issued_at,
            "key": statement.key,
            "seq": statement.seq,
            "line": statement.line,
            "content": statement.content,
        }
        if statement
        else None,
    }
