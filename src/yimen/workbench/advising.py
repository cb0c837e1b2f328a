"""An advice of the bureau as its pages show it: its date and why, its answers, its history."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from yimen.access.actor import Actor
from yimen.access.policy import may
from yimen.base.time import local_day
from yimen.casework.queries.file import CaseFile
from yimen.casework.showing import Shown, due, language, reason
from yimen.documents.names import title_of
from yimen.supervision.queries import Shown as Advice
from yimen.supervision.queries import Whole
from yimen.workbench.presenting import day_words

#: How each state looks.
TONES = {"draft": "new", "sent": "waiting", "answered": "moving", "closed": "done"}


def advice_url(actor: Actor, file: CaseFile) -> str:
    """Return where an advice is drafted that rests on this matter, for those who draft them."""
    cites = may(actor, "advice.draft") and not file.petition.is_sealed
    return f"{reverse('workbench:advice_new')}?cite={file.petition.pk}" if cites else ""


def row(one: Advice, today: date) -> Shown:
    """Return one line of the list."""
    turn = one.turn
    done = turn is not None and turn.answered_at is not None
    return {
        "url": reverse("workbench:advice_one", args=[one.id]),
        "title": one.title,
        "number": one.number,
        "label": one.label,
        "state": {"label": one.state_label, "tone": TONES[one.state]},
        "to": one.organ if one.is_ours else "",
        "bureau": "" if one.is_ours else one.bureau,
        "remark": one.remark,
        "adoption": turn.adoption_label if turn and done else "",
        "due": due(one.due.on, today, provisional=one.due.provisional) if one.due else None,
        "waits_for_paper": one.state == "sent" and one.due is None,
    }


def shown(seen: Whole, today: date) -> Shown:
    """Return one advice, its date with the reason, its answers and its history."""
    one = seen.advice
    return row(one, today) | {
        "facts": seen.facts,
        "proposal": seen.proposal,
        "organ": one.organ,
        "sent_to": seen.sent_to if seen.sent_to != one.organ else "",
        "from": one.bureau,
        "concerned": one.concerned,
        "late": _late(one, today),
        "why": reason(one.due, today, drawn=True) if one.due else None,
        "turns": [turn for turn in one.turns if turn.answered_at],
        "cited": seen.cited,
        "letters": [
            {
                "url": reverse("workbench:advice_letter", args=[one.id, letter.id]),
                "title": title_of(letter.kind),
                "number": letter.number,
                "on": local_day(letter.issued_at),
            }
            for letter in seen.letters
        ],
        "heir": one.heir,
        "goes_on": one.goes_on,
        "steps": sorted(_steps(seen), key=lambda step: step["at"])[::-1],
    }


def _late(one: Advice, today: date) -> str:
    """Return what the law attaches to leaving advice unanswered, once its last day has passed."""
    if one.due is None or one.due.on >= today or one.due.limit.consequence is None:
        return ""
    return one.due.limit.consequence.say(language())


def _steps(seen: Whole) -> Iterator[Shown]:
    """Yield what happened; how a draft came about is for the bureau alone."""
    one = seen.advice
    if one.is_ours:
        yield {"at": one.drafted_at, "sentence": _("Drafted."), "actor": one.drafted_by}
    if one.signed_at:
        sent = _("Signed and sent to {organ}.").format(organ=seen.sent_to)
        yield {"at": one.signed_at, "sentence": sent, "actor": one.signed_by}
    if one.received_at:
        yield {"at": one.received_at, "sentence": _("Receipt noted."), "actor": one.received_by}
    for turn in one.turns:
        if turn.late_at and turn.due:
            late = _("Not answered by {day}.").format(day=day_words(turn.due.on))
            yield {"at": turn.late_at, "sentence": late, "actor": "", "tone": "late"}
        if turn.answered_at:
            said = _("Answered: {adoption}.").format(adoption=turn.adoption_label)
            yield {"at": turn.answered_at, "sentence": said, "actor": turn.answered_by}
        if turn.checked_at:
            said = (
                _("The answer is enough.") if turn.is_enough else _("A fuller answer is asked for.")
            )
            yield {
                "at": turn.checked_at,
                "sentence": said,
                "actor": turn.checked_by,
                "more": turn.remark,
            }
