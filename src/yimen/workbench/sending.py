"""How a demand was sorted, ruled on, helped with, handled simply, as the staff's page says it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yimen.base.time import local_day
from yimen.casework.showing import Shown
from yimen.law.moves import Move
from yimen.workbench.presenting import day_words

if TYPE_CHECKING:
    from yimen.casework.queries.file import CaseFile, DemandShown
    from yimen.registry.models import (
        Assistance,
        Dispatch,
        Extension,
        Ruling,
        Simple,
        Sorting,
        Supplement,
    )

#: What most demands never need: it lies folded below the other buttons.
RARE = frozenset(
    {
        Move.SPLIT_DEMAND,
        Move.MERGE_DEMANDS,
        Move.FLAG_URGENT,
        Move.REPORT_UP,
        Move.PROPOSE_SIMPLE,
        Move.DROP_SIMPLE,
    }
)
#: What is done beside the road: never the button that stands out.
ASIDE = RARE | {
    Move.ASK_SUPPLEMENT,
    Move.REPORT_URGENT,
    Move.RAISE_DISPUTE,
    Move.ASK_ASSISTANCE,
    Move.CONVERT_TO_ORDINARY,
    Move.TRANSFER,
    Move.ACCEPT_SIMPLE,
}


def here_url(shown: DemandShown) -> str:
    """Return where somebody who stands here is told at once, for whoever may tell her."""
    waits = any(act.move == Move.TELL_LATER and not act.refusal for act in shown.acts)
    of = [shown.demand.petition_id, shown.demand.pk]
    return reverse("workbench:on_the_spot", args=of) if waits else ""


def sending(file: CaseFile, shown: DemandShown) -> list[Shown]:
    """Return what happened beside the road to a demand, each with its heading and its words."""
    demand = shown.demand
    place = demand.position
    return [
        *(_sorted(row, place) for row in file.sortings if place in {row.kept, *row.others}),
        *(_noted(row) for row in demand.dispatches.all() if row.note),
        *(_lengthened(row) for row in shown.extensions),
        *(_simple(row) for row in demand.simples.all()),
        *(_ruled(row) for row in demand.rulings.all()),
        *(_helped(row) for row in demand.assistances.all()),
        *(_wanted(row, file) for row in demand.supplements.all()),
    ]


def _sorted(row: Sorting, place: int) -> Shown:
    others = _(", ").join(map(str, row.others))
    if row.kind == "split":
        title = _("Split on {day} into demands {kept}, {others}")
    elif row.kind == "apart":
        title = _("On {day}: demands {others} were given an open file of their own")
    else:
        title = _("Merged on {day}: demands {others} into demand {kept}")
    said = [row.reason]
    if row.words and place == row.kept:
        said.append(_("First asked in the words: “{words}”").format(words=row.words))
    return {
        "title": title.format(day=_day(row.at), kept=row.kept, others=others),
        "lines": said,
    }


def _noted(row: Dispatch) -> Shown:
    title = _("Note from {organ} to {to}, {day}").format(
        organ=row.from_organ.name, to=row.to_organ.name, day=_day(row.sent_at)
    )
    return {"title": title, "lines": [*_lines(row.note)]}


def _simple(row: Simple) -> Shown:
    said = [str(row.get_ground_display())]
    if row.answered_at:
        told = _("Answered on {day}, {how}: {proof}")
        said.append(
            told.format(day=_day(row.answered_at), how=row.get_answer_by_display(), proof=row.proof)
        )
    if row.dropped_at:
        ended = _("Ordinary procedure since {day}: {why}. {reason}")
        said.append(
            ended.format(
                day=_day(row.dropped_at), why=row.get_because_display(), reason=row.reason
            ).strip()
        )
    return {"title": _("Simplified procedure"), "lines": said}


def _ruled(row: Ruling) -> Shown:
    title = _("Whose it is: put to {organ} on {day} ({body})").format(
        organ=row.organ.name, day=_day(row.at), body=row.get_body_display()
    )
    said = [row.reason]
    if row.decided_at and row.competent:
        decided = _("Decided on {day}: {organ}. {reason}")
        said.append(
            decided.format(day=_day(row.decided_at), organ=row.competent.name, reason=row.decision)
        )
    if row.document:
        said.append(_("Written decision: {number}").format(number=row.document))
    return {"title": title, "lines": said}


def _lengthened(row: Extension) -> Shown:
    """Tell of an extension: what the handler asked for, and what was decided."""
    asked = ngettext(
        "{n} more day asked for on {day}", "{n} more days asked for on {day}", row.days
    )
    said = [row.reason, row.get_decision_display()]
    if row.answer:
        said.append(row.answer)
    return {"title": asked.format(n=row.days, day=_day(row.asked_at)), "lines": said}


def _helped(row: Assistance) -> Shown:
    title = _("{organ} assists, asked on {day}").format(organ=row.organ.name, day=_day(row.at))
    said = [row.question]
    if row.answered_at:
        given = _("Contribution of {day}: {answer}")
        said.append(given.format(day=_day(row.answered_at), answer=row.answer))
    else:
        said.append(_("Awaited by {day}.").format(day=day_words(row.answer_by)))
    return {"title": title, "lines": said}


def _wanted(row: Supplement, file: CaseFile) -> Shown:
    title = _("Further papers asked for on {day}").format(day=_day(row.at))
    came = [p for p in file.attachments if p.at >= row.at and p.is_from_petitioner]
    brought = (
        ngettext("{n} paper came since then.", "{n} papers came since then.", len(came)).format(
            n=len(came)
        )
        if came
        else _("Nothing has come yet; no limit waits for it.")
    )
    return {"title": title, "lines": [*_lines(row.wanted), row.reason, brought]}


def _lines(text: str) -> Iterator[str]:
    return (line.strip() for line in text.splitlines() if line.strip())


def _day(moment: datetime) -> str:
    return day_words(local_day(moment))
