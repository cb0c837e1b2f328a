"""What a citizen can do about a simple matter and a paper that is asked for: choices and a form."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yimen.base.time import local_day
from yimen.law.moves import State
from yimen.portal.choosing import OfOneDemand
from yimen.portal.fields import Words

if TYPE_CHECKING:
    from yimen.casework.queries.mine import MyFile
    from yimen.casework.showing import Shown
    from yimen.portal.presenting import Looked
    from yimen.registry.models import Supplement

REASON_MOST = 500
#: Where a short reply can stand when she asks for more.
ANSWERED = frozenset({State.OPINION_ISSUED, State.SERVED, State.EXECUTING, State.EXECUTED})


class OrdinaryForm(OfOneDemand):
    """Which demand, if there are several; a reason, if one likes."""

    reason = Words(
        label=_("Why you ask for it"),
        help_text=_("You need not say."),
        most=REASON_MOST,
        rows=3,
        required=False,
    )


def convertible(file: MyFile) -> dict[int, str]:
    """Return the demands that she may have handled in the ordinary procedure."""
    return {
        one.demand.pk: f"{one.demand.position}. {one.demand.request}"
        for one in file.demands
        for simple in one.demand.simples.all()
        if not simple.dropped_at
        and (
            one.demand.state == State.SIMPLE
            or (one.demand.state in ANSWERED and simple.answered_at)
        )
    }


def choices(looked: Looked) -> Iterable[Shown]:
    """Return which papers are asked for, and that the ordinary procedure can be had."""
    for row in _wanted(looked.file):
        yield {
            "title": gettext("Further papers are asked for"),
            "text": gettext(
                "Asked on {day}: {wanted}. No time limit waits for it; if you do not have"
                " it, say so."
            ).format(
                day=date_format(local_day(row.at), "DATE_FORMAT"),
                wanted=gettext("; ").join(row.wanted.splitlines()),
            ),
            "url": looked.url("add_papers"),
            "label": gettext("Add papers"),
            "first": True,
        }
    if convertible(looked.file):
        yield {
            "title": gettext("Ask for the ordinary procedure"),
            "text": gettext(
                "It is handled in short. You can have it handled in the ordinary procedure, with a"
                " full written answer, and need not say why."
            ),
            "url": looked.url("ordinary"),
            "label": gettext("Ask for the ordinary procedure"),
        }


def to_add(looked: Looked) -> Iterable[Shown]:
    """Offer to add something; where papers are asked for, that is offered already."""
    if not _wanted(looked.file):
        yield {
            "title": gettext("If something new has come up"),
            "text": gettext("New facts, a correction, photographs, papers: at any time."),
            "url": looked.url("add_papers"),
            "label": gettext("Add something"),
        }


def _wanted(file: MyFile) -> list[Supplement]:
    """Return what is asked for and has not come."""
    return [
        row
        for one in file.demands
        if one.demand.state not in {State.SERVED, State.CONCLUDED}
        for row in one.demand.supplements.all()
        if not any(paper.at >= row.at for paper in file.attachments)
    ]
