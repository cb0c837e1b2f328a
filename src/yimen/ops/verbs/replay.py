"""Take real messages with their real replies down the whole road, on their true days."""

from __future__ import annotations

import os
from contextlib import nullcontext
from pathlib import Path

import click

from yimen.base.errors import Refused
from yimen.base.time import now
from yimen.ops.crew import hired
from yimen.ops.progress import shown
from yimen.ops.replay import letters
from yimen.ops.replay.measuring import measures
from yimen.ops.replay.replaying import Replayed, Task
from yimen.ops.replay.replaying import replay as replay_all
from yimen.ops.saying import in_one_line, json_option, print_json, say

NEEDS = "django"
_UNUSABLE = 2
_SHOWN = 20


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--limit", type=click.IntRange(1), help="Only the oldest so many messages.")
@click.option("--no-letters", is_flag=True, help="Leave the letters in the queue for the worker.")
@click.option("--processes", type=click.IntRange(1), help="So many at a time; else one a core.")
@json_option
def replay(
    *, file: Path, limit: int | None, no_letters: bool, processes: int | None, as_json: bool
) -> None:
    """Replay FILE: messages of citizens and the replies they got (CSV or XLSX).

    It reads the columns msg_id, user, title, time, detail, reply and reply_time. Every message is
    lodged, registered, screened by the words of the law's list, forwarded, accepted, answered and
    served through the very acts that officers use, at the times the file tells; then its letters
    are printed, and it is measured how many answers were in time. A message that has been replayed
    before is passed over, so the command may be given again, also after it was broken off.

    Leaves with 0 when done, odd lines or not, and with 2 when the file cannot be used.
    """
    size = processes or os.cpu_count() or 1
    try:
        with hired(size) as crew:
            with shown(say("Petitions"), quiet=as_json) as begin:
                done = replay_all(Task(file=file, limit=limit), now(), begin, crew)
            printed = 0
            with nullcontext() if no_letters else shown(say("Letters"), quiet=as_json) as begin:
                printed = letters.print_all(crew, size, begin) if begin else 0
    except Refused as refusal:
        click.echo(in_one_line(refusal), err=True)
        raise SystemExit(_UNUSABLE) from None
    told = {**measures(), "new": done.new, "already_there": done.already_there}
    told |= {"letters_printed": printed, "letters_waiting": letters.waiting()}
    told |= {"letters_failed": letters.failed()}
    if as_json:
        print_json({**told, "odd": done.odd})
    else:
        _print(told, done)


def _print(told: dict[str, object], done: Replayed) -> None:
    for odd in done.odd[:_SHOWN]:
        click.echo(say("Line {line}: {reason}").format(line=odd.line, reason=odd.why))
    if len(done.odd) > _SHOWN:
        click.echo(say("… and {more} more.").format(more=len(done.odd) - _SHOWN))
    rates = {name: _percent(value) for name, value in told.items() if name.endswith("_rate")}
    for sentence in _SENTENCES:
        click.echo(say(sentence).format(**told | rates))


def _percent(rate: object) -> str:
    return f"{rate:.1%}" if isinstance(rate, float) else "—"


_SENTENCES = (
    "{new} petitions replayed, {already_there} were there already; {petitions} in all.",
    "{answered} answered; half of them within {days_median} days, nine of ten within {days_p90}.",
    "In time by law: {on_time_statutory} ({on_time_statutory_rate}).",
    "In time by Futian's promise: {on_time_futian} ({on_time_futian_rate}).",
    "{letters_printed} letters printed, {letters_waiting} waiting, {letters_failed} failed.",
)
