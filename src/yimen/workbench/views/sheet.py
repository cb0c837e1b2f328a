"""The screening sheet: can it be handled here, and how? With her time elsewhere before all else."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yimen.base.errors import NotFound, Refused
from yimen.base.time import local_day, now
from yimen.casework.actions.weigh import weigh
from yimen.casework.lapsing import lapse, why_there
from yimen.casework.queries.matter import Matter, note_shown
from yimen.casework.queries.ways import There, hints_of, kept_sheet, sheet_for, there
from yimen.casework.showing import Shown, language, said
from yimen.law.limit import Mark
from yimen.law.routes import AID_DECIDES, NO_TIME, Hint, Standing
from yimen.law.taxonomy import TAXONOMY
from yimen.people.middleware import Request
from yimen.workbench.door import CONFLICT, UNFIT, page
from yimen.workbench.elsewhere import warned
from yimen.workbench.forms.ways import ELSEWHERE, HERE, SheetForm, day_of
from yimen.workbench.names import WAYS
from yimen.workbench.views.act import cover, petition_url

#: What the buttons of the sheet say: look at a row, work the day out, or keep the sheet.
PICK, KEEP = "pick", "keep"


@page
def sheet(request: Request, petition_id: int, subject: int) -> HttpResponse:
    """Show the sheet, work it out with what was typed, or keep it."""
    matter = sheet_for(request.actor, petition_id, subject)
    if request.method != "POST":
        return _shown(request, matter, SheetForm(initial=_kept(matter)))
    typed = request.POST.copy()
    if typed.get(PICK):
        typed["way"], typed["begins"] = request.POST.get(PICK, ""), ""
    form = SheetForm(typed)
    if KEEP not in typed:
        return _shown(request, matter, SheetForm(initial=form.kept()))
    if matter.refusal:
        if isinstance(matter.refusal, NotFound):
            raise matter.refusal
        return _shown(request, matter, form, refusal=said(matter.refusal), status=CONFLICT)
    if not form.is_valid():
        return _shown(request, matter, form, status=UNFIT)
    try:
        weighing = form.weighing()
        weigh(subject, weighing=weighing, by=request.actor, at=now())
    except NotFound:
        raise
    except Refused as refused:
        return _shown(request, matter, form, refusal=said(refused), status=CONFLICT)
    kept = _("Kept. The sheet is printed for the petitioner.")
    if weighing.since and not weighing.is_here:
        kept = _("Kept. The sheet is printed for the petitioner, and her time is watched.")
    messages.success(request, kept)
    return redirect(petition_url(petition_id))


def _kept(matter: Matter) -> dict[str, Any]:
    """Begin with the newest sheet, or with the first way that the words and category suggest."""
    demand = matter.demand
    assert demand is not None  # noqa: S101 - sheet_for has seen to it
    row = kept_sheet(demand)
    if row:
        return {
            "way": row.way,
            "begins": row.begins,
            "since": row.since,
            "answer": HERE if row.is_here else ELSEWHERE,
            "note": row.note,
        }
    hints = [one.way for one in hints_of(demand) if one.way.standing is Standing.OUT]
    usual = TAXONOMY.find(demand.category).route if demand.category else 0
    return {"way": next((one.code for one in hints if one.route == usual), "")}


def _shown(
    request: Request, matter: Matter, form: SheetForm, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    note_shown(matter, by=request.actor, at=now())
    demand, today = matter.demand, local_day(now())
    assert demand is not None  # noqa: S101 - sheet_for has seen to it
    typed = {name: form[name].value() for name in ("way", "begins", "since")}
    since = typed["since"] if hasattr(typed["since"], "year") else day_of(str(typed["since"] or ""))
    found = there(
        matter.petition, str(typed["way"] or ""), str(typed["begins"] or ""), since, on=today
    )
    near = lapse(found.end.on, today) if found and found.end else None
    hints = hints_of(demand)
    context = {
        "petition": cover(matter),
        "back_url": petition_url(matter.petition.pk),
        "demand": {
            "number": demand.position,
            "request": demand.request,
            "facts": demand.facts,
            "category": TAXONOMY.find(demand.category).label(language()) if demand.category else "",
        },
        "hints": [_hint(one, found) for one in hints],
        "found": _there(found, today) if found else None,
        "warning": warned(near) if near else "",
        "ahead": since is not None and since > today,
        "form": form,
        "refusal": refusal,
        "may_keep": matter.refusal is None,
        "cannot": ""
        if matter.refusal is None or isinstance(matter.refusal, NotFound)
        else said(matter.refusal),
        "action_url": request.path,
        "route_out_url": reverse(
            "workbench:act", args=[matter.petition.pk, "route_out", demand.pk]
        ),
    }
    return render(request, "workbench/sheet.html", context, status=status)


def _hint(hint: Hint, found: There | None) -> Shown:
    time, language_ = hint.way.time(), language()
    return {
        "code": hint.way.code,
        "title": hint.way.title.say(language_),
        "way": WAYS.get(hint.way.route, ""),
        "words": hint.words,
        "by_category": hint.by_category,
        "time": time.span.words.say(language_) if time else "",
        "chosen": found is not None and found.way.code == hint.way.code,
    }


def _there(found: There, today: date) -> Shown:
    way, body, in_ = found.way, found.body, language()
    end = found.end
    return {
        "title": way.title.say(in_),
        "article": WAYS.get(way.route, ""),
        "is_beside": way.standing is Standing.BESIDE,
        "kind": found.kind.say(in_),
        "varies": found.varies,
        "name": body.name if body else "",
        "address": body.address if body else "",
        "phone": body.phone if body else "",
        "hours": body.hours if body else "",
        "times": [one.words.say(in_) for one in way.times] or [NO_TIME.say(in_)],
        "caution": found.time.note.say(in_) if found.time and found.time.note else "",
        "last_day": end.on if end else None,
        "why": why_there(found.time, found.since, today)
        if end and found.time and found.since
        else None,
        "needs_day": bool(way.times) and end is None,
        "authority": way.authority.say(in_),
        "papers": way.papers.say(in_),
        "refused": way.refused.say(in_),
        "aid": way.aid,
        "aid_first": AID_DECIDES,
        "basis": way.basis.say(in_),
        "note": way.note.say(in_) if way.note else "",
        "checked_on": way.checked_on,
        "mark": _("read in the full text") if way.mark is Mark.READ else _("still to be checked"),
    }
