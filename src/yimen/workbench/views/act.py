"""Any act on a matter: read what will happen, fill in what it needs, do it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yimen.access.actor import Actor
from yimen.base.errors import NotFound, Refused
from yimen.base.time import LOCAL, local_day, now
from yimen.casework.guards import WrongStage
from yimen.casework.queries.matter import (
    Done,
    Matter,
    last_line,
    matter_for,
    next_date,
    note_shown,
)
from yimen.casework.queries.on_the_spot import tells_at_once
from yimen.casework.showing import said
from yimen.law.moves import MOVES, NotAllowedNow
from yimen.people.middleware import Request
from yimen.workbench import once
from yimen.workbench.deed import Deed
from yimen.workbench.deeds import DEEDS, explained, will
from yimen.workbench.door import CONFLICT, UNFIT, page, refused
from yimen.workbench.forms.asking import ActForm
from yimen.workbench.presenting import articles, day_words, in_words, limit_title, onward_url, state
from yimen.workbench.shutting import shown_to


@page
def act(request: Request, petition_id: int, act: str, subject: int) -> HttpResponse:
    """Show the page of one act, or do it."""
    deed = DEEDS.get(act)
    if deed is None:
        raise NotFound
    matter = matter_for(request.actor, act, petition_id, subject, at=now())
    if request.method != "POST":
        if matter.refusal:
            return refused(request, matter.refusal, back_url=petition_url(petition_id))
        return _shown(request, deed, matter, _form(request, deed, matter))
    form = _form(request, deed, matter, bound=True)
    if matter.refusal:
        return _came_second(request, deed, matter, form, matter.refusal)
    if not form.is_valid():
        return _shown(request, deed, matter, form, status=UNFIT)
    return _done(request, deed, matter, form, subject)


def _form(request: Request, deed: Deed, matter: Matter, *, bound: bool = False) -> ActForm:
    sent = (request.POST, request.FILES) if bound else ()
    known = {name: request.GET[name] for name in deed.form.from_address if name in request.GET}
    day = local_day(now())
    return deed.form(*sent, initial=known, matter=matter, actor=request.actor, today=day)


def _done(
    request: Request, deed: Deed, matter: Matter, form: ActForm, subject: int
) -> HttpResponse:
    petition = matter.petition.pk
    if deed.once and not once.is_first_use(request.POST.get(once.FIELD, "")):
        messages.info(request, _("This was done already; nothing was done twice."))
        return redirect(petition_url(petition))
    onward = onward_url(matter.petition, matter.demand)
    is_here = tells_at_once(matter.demand, deed.act)
    try:
        done = deed.run(subject, **({"at": now()} | form.given()), by=request.actor)
    except (NotAllowedNow, WrongStage) as refusal:
        return _came_second(request, deed, matter, form, refusal)
    except NotFound:
        raise
    except Refused as refusal:
        return _shown(request, deed, matter, form, reason=said(refusal))
    if is_here:  # the notice is handed over while she stands there
        messages.success(request, f"{deed.done} {what_next(done)}")
        return redirect("workbench:on_the_spot", petition, subject)
    messages.success(
        request,
        said_and_on(f"{deed.done} {what_next(done)}", onward, draft=f"{deed.act}-{request.path}"),
    )
    return redirect(petition_url(petition))


def _came_second(
    request: Request, deed: Deed, matter: Matter, form: ActForm, refusal: Refused
) -> HttpResponse:
    """Say what happened meanwhile, and keep what was typed: it is not judged any more."""
    petition = matter.petition.pk
    again = done_before(request, petition, deed.act)
    if again:
        return again
    kept = deed.form(initial=form.kept(), matter=matter, actor=form.actor, today=form.today)
    return _shown(request, deed, matter, kept, reason=second(request.actor, petition, refusal))


def done_before(request: Request, petition: int, act: str) -> HttpResponse | None:
    """Send whoever presses a button twice to what the first press has done."""
    last = last_line(request.actor, petition)
    if last is None or not last.is_mine or last.told.kind != act:
        return None
    messages.info(request, _("This was done already; nothing was done twice."))
    return redirect(petition_url(petition))


def second(actor: Actor, petition: int, refusal: Refused) -> str:
    """Say to whoever came second what happened meanwhile: who did what, and when."""
    last = last_line(actor, petition)
    if last is None or last.is_mine:
        return said(refusal)
    told = last.told
    who = _("{who} ({organ})").format(who=told.who, organ=told.organ) if told.organ else told.who
    return _(
        "Meanwhile {who} was here, at {time}: {what} What you wrote is still below;"
        " nothing of it has been done."
    ).format(
        who=who,
        time=date_format(told.written_at.astimezone(LOCAL), "H:i"),
        what=told.sentence,
    )


def said_and_on(sentence: str, onward: str, *, draft: str = "") -> str:
    """Return what was done, and the link to what follows on the desk; its draft is done with."""
    done = format_html('<span data-draft-done="{}">{}</span>', draft, sentence)
    if not onward:
        return done
    return format_html(
        '{} <a class="onward" href="{}" data-key="g" aria-keyshortcuts="g">{}</a>',
        done,
        onward,
        _("Next on my desk"),
    )


def what_next(done: Done) -> str:
    """Say which limit comes next for what an act returned, and when."""
    coming = next_date(done)
    if coming is None:
        return ""
    limit, on = coming
    left = (on - local_day(now())).days
    if left == 0:
        return _("Next: {limit}, due today.").format(limit=limit_title(limit))
    if left < 0:
        return _("Next: {limit}, which was due on {day}.").format(
            limit=limit_title(limit), day=day_words(on)
        )
    return ngettext(
        "Next: {limit}, by {day} ({n} day left).",
        "Next: {limit}, by {day} ({n} days left).",
        left,
    ).format(limit=limit_title(limit), day=day_words(on), n=left)


def petition_url(petition: int) -> str:
    """Return the address of a petition's page."""
    return reverse("workbench:petition", args=[petition])


def cover(matter: Matter) -> dict[str, Any]:
    """Return what the pages of an act say on top of the matter."""
    petition = matter.petition
    return {
        "number": petition.number,
        "title": in_words(petition.title),
        "state": state(petition.state),
    }


def _shown(
    request: Request,
    deed: Deed,
    matter: Matter,
    form: ActForm,
    *,
    reason: str = "",
    status: int = 200,
) -> HttpResponse:
    if request.FILES:
        messages.warning(request, _("Choose the files again: a browser does not keep them."))
    note_shown(matter, by=request.actor, at=now())
    demand, today = matter.demand, local_day(now())
    article = MOVES[deed.move].article if deed.move else ""
    context = {
        "petition": cover(matter),
        "back_url": petition_url(matter.petition.pk),
        "demand": {
            "number": demand.position,
            "request": in_words(demand.request),
            "facts": demand.facts,
            "open": deed.act in {"screen", "forward", "assign", "accept", "decline"},
        }
        if demand
        else None,
        "act": {
            "title": deed.label,
            "label": deed.label,
            "danger": deed.danger,
            "draft": f"{deed.act}-{request.path}",
            "explain": explained(deed, form),
            "law": articles(article) if article else "",
        },
        "will": will(deed, matter, at=now(), today=today),
        "form": form,
        "refusal": reason,
        "letter_preview": deed.preview(form) if deed.preview else [],
        "action_url": request.path,
        "again": once.ticket() if deed.once else "",
        "watermark": shown_to(request.actor, matter.petition),
    }
    return render(request, "workbench/act.html", context, status=CONFLICT if reason else status)
