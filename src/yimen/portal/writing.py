"""A petition while it is written: what the form offers, what was typed, what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, cast
from uuid import UUID, uuid4

from django.core.files.uploadedfile import UploadedFile
from django.forms import BaseFormSet
from django.http import HttpRequest
from django.utils.translation import gettext

from yimen.base.errors import Refused
from yimen.base.time import local_day, now
from yimen.people.queries import bureau_on, living_organs, regions
from yimen.portal import uploads
from yimen.portal.drafts import Draft
from yimen.portal.fields import tidy
from yimen.portal.forms import (
    FACTS_MOST,
    MOST_DEMANDS,
    REQUEST_MOST,
    Choices,
    DemandForm,
    DemandFormSet,
    FilingForm,
    answers_of,
    initial_of,
)
from yimen.portal.pages import Shown
from yimen.portal.together import Listed, take_list

FILES = ("attachments", "authorisation")
SIGNERS = "cosigners"
TYPED = ("request", "facts")
CHOSEN = ("receiver", "region", "accused_organ")
#: Questions that are folded away until somebody needs them.
FOLDED = {
    "document": ("id_kind", "id_number", "nationality"),
    "needs": ("needs", "needs_note"),
    "where": ("place", "region", "receiver"),
    "several": ("cosigners", "headcount", "roster"),
}


class NobodyReceives(Refused):
    """No office takes petitions on this site yet. Come to the hall, or call."""


class Offer:
    """What the form lets choose from; the bureau is not a choice but the rule."""

    def __init__(self, bureau: int) -> None:
        """Name the bureau; the rest is asked for when somebody looks at the form."""
        self.bureau = bureau

    @cached_property
    def offices(self) -> Choices:
        """The bureau, which sends it on, and every other office that takes petitions."""
        first = ("", gettext("The petition bureau, which sends it on"))
        taking_in = sorted((pk, name) for pk, name, takes_in in self._living if takes_in)
        return [first, *((str(pk), name) for pk, name in taking_in if pk != self.bureau)]

    @cached_property
    def organs(self) -> Choices:
        """Every organ that there is: any of them can be reported."""
        return [(str(pk), name) for pk, name, _ in self._living]

    @cached_property
    def _living(self) -> list[tuple[int, str, bool]]:
        """The organs of today by name, and whether each takes petitions: read once for both."""
        found = living_organs(local_day(now())).order_by("name")
        return list(found.values_list("pk", "name", "has_reception"))

    @cached_property
    def regions(self) -> Choices:
        """The parts of the district, each with what lies around it."""
        found = list(regions())
        names = {region.path: region.name for region in found}
        return [
            (str(region.pk), _placed(region.path, names))
            for region in found
            if region.parent_id and region.kind != "point"
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The form as it is shown: what was typed, and what is wrong with it."""

    draft: Draft
    offer: Offer
    form: FilingForm
    demands: BaseFormSet[DemandForm]
    refused: list[str] = field(default_factory=list)
    refusal: str = ""
    listed: Listed | None = None
    before: Shown | None = None


def offer() -> Offer:
    """Return the offices and regions that can be chosen today.

    Raises:
        NobodyReceives: no bureau takes petitions here.
    """
    bureau = bureau_on(local_day(now()))
    if not bureau:
        raise NobodyReceives
    return Offer(bureau)


def draft_of(request: HttpRequest) -> tuple[Draft, list[str], Listed]:
    """Read what was typed, lay down the files that came, do what the pressed button says.

    Returned beside the draft: why some of the files were not taken in, and what a list brought.
    """
    ticket = ticket_of(request)
    waits = uploads.unsealed(ticket, request.POST.get("kept", ""))
    papers = uploads.without(ticket, waits.papers, request.POST.get("drop", ""))
    taken = uploads.take_in(ticket, files_of(request), papers)
    listed = take_list(tidy(request.POST.get(SIGNERS, "")), request.FILES.get("roster"))
    draft = Draft(
        ticket=ticket,
        answers=answers_of(request.POST) | {SIGNERS: [listed.text]},
        demands=tuple(_demands_of(request)),
        papers=tuple(taken.papers),
    )
    return draft, [*waits.refused, *taken.refused], listed


def with_new_ticket(draft: Draft) -> Draft:
    """Return the same text as another petition."""
    ticket = uuid4()
    return replace(draft, ticket=ticket, papers=uploads.moved(draft.ticket, ticket, draft.papers))


def fresh(
    draft: Draft, offered: Offer, refused: Iterable[str] = (), listed: Listed | None = None
) -> Written:
    """Return the form with what was typed so far, and without complaints."""
    return Written(
        draft=draft,
        offer=offered,
        form=FilingForm(initial=initial_of(draft.answers)),
        demands=DemandFormSet(prefix="demands", initial=list(draft.demands)),
        refused=list(refused),
        listed=listed,
    )


def sent(
    request: HttpRequest, draft: Draft, offered: Offer, refused: Iterable[str], listed: Listed
) -> Written:
    """Return the form as it was sent, with what is wrong in it beside each answer."""
    given = request.POST.copy()
    given[SIGNERS] = listed.text
    form = FilingForm(given)
    if any(request.POST.get(name) for name in CHOSEN):
        form.offer(offered.offices, offered.regions, offered.organs)
    for one in refused:
        form.add_error("attachments", one)
    if listed.wrong:
        form.add_error("roster", list(listed.wrong))
    demands = DemandFormSet(request.POST, prefix="demands")
    return Written(draft=draft, offer=offered, form=form, demands=demands, listed=listed)


def shown(written: Written) -> Shown:
    """Return what the page of the form shows."""
    form, draft = written.form, written.draft
    form.offer(written.offer.offices, written.offer.regions, written.offer.organs)
    return {
        "form": form,
        "demands": written.demands,
        "can_add": len(written.demands.forms) < MOST_DEMANDS,
        "ticket": draft.ticket,
        "kept": uploads.sealed(draft.ticket, draft.papers),
        "papers": uploads.shown(draft.papers),
        "refused": written.refused,
        "refusal": written.refusal,
        "listed": written.listed,
        "before": written.before,
        "unfolded": {name: _is_filled(form, names) for name, names in FOLDED.items()},
        "uploads": uploads.bounds(),
        "facts_most": FACTS_MOST,
        "request_most": REQUEST_MOST,
        "is_begun": draft.is_begun,
    }


def _demands_of(request: HttpRequest) -> list[dict[str, str]]:
    """Return the demands as typed, with one more or one less if a button asked for it."""
    bound = DemandFormSet(request.POST, prefix="demands")
    demands = [{name: str(form[name].value() or "") for name in TYPED} for form in bound.forms]
    removed = request.POST.get("remove")
    if len(demands) > 1:
        demands = [one for place, one in enumerate(demands) if str(place) != removed]
    if "add" in request.POST and len(demands) < MOST_DEMANDS:
        demands.append({})
    return demands


def files_of(request: HttpRequest) -> Iterable[UploadedFile[bytes]]:
    """Return the files that came with a form."""
    found = (file for name in FILES for file in request.FILES.getlist(name))
    return cast("Iterable[UploadedFile[bytes]]", found)


def ticket_of(request: HttpRequest) -> UUID:
    """Return what makes a form that is sent twice count once."""
    try:
        return UUID(request.POST.get("ticket", ""))
    except ValueError:
        return uuid4()


def _placed(path: str, names: dict[str, str]) -> str:
    """Return a region with those around it, the district apart: street, community."""
    codes = path.strip("/").split("/")
    around = (f"/{'/'.join(codes[:end])}/" for end in range(2, len(codes) + 1))
    return " · ".join(filter(None, (names.get(one, "") for one in around)))


def _is_filled(form: FilingForm, names: Iterable[str]) -> bool:
    boxes: list[Any] = [form[name] for name in names if name in form.fields]
    return any(box.value() or box.errors for box in boxes)
