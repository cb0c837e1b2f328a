"""Hearings, standing aside and the whole file, as the petitioner asks for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yimen.base.time import LOCAL
from yimen.casework.queries.hearing import current, waiting
from yimen.casework.queries.open_reviews import is_signed
from yimen.casework.showing import Shown
from yimen.law.moves import Move
from yimen.portal.choosing import OfOneDemand, open_to
from yimen.portal.fields import Words
from yimen.portal.presenting import Looked

if TYPE_CHECKING:
    from yimen.registry.models import Demand, Hearing

REASON_MOST = 2000
NOTICE = "hearing_notice"


class HearingForm(OfOneDemand):
    """Why the facts should be heard."""

    reason = Words(
        label=_("Why do you want a hearing?"),
        help_text=_("Say what is grave, complex or disputed, and which facts it should show."),
        most=REASON_MOST,
        rows=6,
        missing=_("Say why, in a sentence or two."),
    )


class RecusalForm(OfOneDemand):
    """Who should stand aside, and because of what."""

    part = forms.ChoiceField(
        label=_("Who should stand aside?"),
        choices=[
            ("handler", _("The person who handles my matter")),
            ("legal_checker", _("The person who checks the answer")),
            ("head", _("The head of the organ")),
            ("chair", _("Whoever leads the hearing")),
        ],
        widget=forms.RadioSelect,
        initial="handler",
    )
    relation = Words(
        label=_("What is their own interest in it?"),
        help_text=_(
            "For example kinship, money, an old quarrel, or a part in what you complain of."
        ),
        most=REASON_MOST,
        rows=5,
        missing=_("Say what their interest is, in a sentence or two."),
    )


def hearable(looked: Looked) -> dict[int, str]:
    """Return the demands for which a hearing can be asked now, with what they ask for."""
    return open_to(
        looked.file,
        Move.ASK_HEARING,
        lambda demand: current(demand) is None and not is_signed(demand),
    )


def recusable(looked: Looked) -> dict[int, str]:
    """Return the demands in which somebody may be asked to stand aside now."""
    waits = any(waiting(one.demand) for one in looked.file.demands)
    return {} if waits else open_to(looked.file, Move.ASK_RECUSAL)


def called(looked: Looked) -> Iterator[Shown]:
    """Say first of all when and where a hearing is held."""
    for one in looked.file.demands:
        hearing = current(one.demand)
        if hearing and hearing.opens_at and not hearing.opened_at and hearing.called_at:
            yield _called(looked, one.demand, hearing)


def choices(looked: Looked) -> Iterator[Shown]:
    """Offer what is open: to ask for a hearing, for a recusal, for the whole file."""
    if hearable(looked):
        yield {
            "title": gettext("Request a hearing"),
            "text": gettext(
                "If the facts are grave, complex or disputed, they can be heard in public, with"
                " you. It costs nothing, and no date moves for it."
            ),
            "url": looked.url("hearing"),
            "label": gettext("Read how a hearing goes"),
        }
    if recusable(looked):
        yield {
            "title": gettext("Somebody should stand aside"),
            "text": gettext("If somebody who handles it has an interest of their own in it."),
            "url": looked.url("recusal"),
            "label": gettext("Say who and why"),
        }
    if not looked.file.petition.is_sealed:
        yield {
            "title": gettext("My file as one PDF"),
            "text": gettext(
                "Your letters, what you handed in, and what was done, on numbered pages."
            ),
            "url": looked.url("bundle"),
            "label": gettext("Have it made"),
        }


def _called(looked: Looked, demand: Demand, hearing: Hearing) -> Shown:
    """Say when and where the hearing is, with the way to its notice."""
    letters = (one for one in looked.file.letters if one.kind == NOTICE)
    notice = next((one for one in letters if one.subject == hearing.pk), None)
    opens = hearing.opens_at.astimezone(LOCAL) if hearing.opens_at else None
    when = f"{date_format(opens, 'DATE_FORMAT')} {opens:%H:%M}" if opens else ""
    return {
        "title": gettext("Your hearing"),
        "text": gettext("{when}, {place}. Demand {n}.").format(
            when=when, place=hearing.place, n=demand.position
        ),
        "url": looked.url("letter", notice.pk) if notice else looked.url("matter"),
        "label": gettext("Read the notice and your rights"),
        "first": True,
    }
