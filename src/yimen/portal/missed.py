"""What a petitioner reads when a limit was missed: whose duty, which article, what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import ngettext

from yimen.casework.queries.mine import MyDemand, MyFile
from yimen.casework.showing import Shown, language
from yimen.law.breaches import OFFENCES, may_now
from yimen.law.limits import LIMITS

LETTER = "overdue_notice"


def lates(one: MyDemand, today: date) -> Iterable[str]:
    """Say of every limit of the law that an organ missed by how much, running or done."""
    for clock in one.clocks:
        if not clock.is_breach:
            continue
        facts = {
            "what": LIMITS.latest(clock.limit).title.say(language()),
            "due": date_format(clock.due_on, "DATE_FORMAT"),
            "done": date_format(clock.stopped_on or today, "DATE_FORMAT"),
            "n": clock.days_late,
            "law": LIMITS.latest(clock.limit).law.say(language()),
        }
        if clock.stopped_on is None:
            message = ngettext(
                "{what}: due on {due}, {n} day late now. The delay is the organ's, not yours; you"
                " need not do anything. {law}",
                "{what}: due on {due}, {n} days late now. The delay is the organ's, not yours; you"
                " need not do anything. {law}",
                clock.days_late,
            )
        else:
            message = ngettext(
                "{what}: due on {due}, done on {done}, {n} day late.",
                "{what}: due on {due}, done on {done}, {n} days late.",
                clock.days_late,
            )
        yield message.format(**facts).strip()


def remedies(file: MyFile, letter_url: Callable[[int], str]) -> Iterable[Shown]:
    """Return, for each breach: what was not done, by which article, what she may do, the letter.

    What was done after all needs no remedy any more; its letter stays.
    """
    printed = {one.subject: one.pk for one in file.letters if one.kind == LETTER}
    running = {clock.limit for one in file.demands for clock in one.clocks if not clock.stopped_on}
    for row in file.breaches:
        offence = OFFENCES[row.code]
        above = row.above.name if row.above_id != row.organ_id else ""
        may = may_now(offence, row.organ.name, above) if row.limit in running else ()
        yield {
            "duty": offence.duty.say(language()),
            "organ": row.organ.name,
            "law": offence.law.say(language()),
            "may": [words.say(language()) for words in may],
            "letter_url": letter_url(printed[row.pk]) if row.pk in printed else "",
        }
