"""The bureau's advice to organs: drafted and signed here, answered there, checked here."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.access.policy import may
from yimen.base.errors import NotFound, Refused
from yimen.base.numbers import row_number
from yimen.base.time import local_day, now
from yimen.casework.showing import said
from yimen.people.middleware import Request
from yimen.supervision import queries
from yimen.supervision.actions.answer import answer
from yimen.supervision.actions.check import check
from yimen.supervision.actions.draft import draft
from yimen.supervision.actions.hand_back import hand_back
from yimen.supervision.actions.receive import receive
from yimen.supervision.actions.sign import sign
from yimen.workbench.advising import row, shown
from yimen.workbench.door import CONFLICT, UNFIT, page
from yimen.workbench.forms.asking import Asking
from yimen.workbench.forms.supervision import (
    AnswerForm,
    CheckForm,
    DraftForm,
    ReceivedForm,
    RemarkForm,
)
from yimen.workbench.leafing import cursor, turn
from yimen.workbench.pressing import Deed, press
from yimen.workbench.views.letters import ALONE, PDF


@page
def advice(request: Request) -> HttpResponse:
    """Show what waits for this post, what is under way, and page by page what is closed."""
    today, before, after = local_day(now()), cursor(request, "before"), cursor(request, "after")
    rows = [(one, row(one, today)) for one in queries.listed(request.actor, today)]
    past = queries.closed(request.actor, today, before=before, after=after)
    context = {
        "waiting": [shown for one, shown in rows if one.waits],
        "running": [shown for one, shown in rows if not one.waits],
        "closed": [row(one, today) for one in past.rows],
        "older": turn(request, "before", past.older),
        "newer": turn(request, "after", past.newer),
        "leafing": bool(before or after),
        "may_draft": may(request.actor, "advice.draft"),
    }
    return render(request, "workbench/supervision/advice.html", context)


@page
def new(request: Request) -> HttpResponse:
    """Draft an advice; an address may name petitions that it rests on."""
    if not may(request.actor, "advice.draft"):
        raise NotFound
    asked = [row_number(one) for one in request.GET.getlist("cite")]
    cited = queries.numbers_of(request.actor, asked) if asked else []
    return _drafting(request, initial={"numbers": "\n".join(cited)})


@page
def write(request: Request, number: int) -> HttpResponse:
    """Write a draft anew."""
    seen = queries.whole(request.actor, number, local_day(now()))
    one = seen.advice
    if "draft" not in one.acts:
        raise NotFound
    initial = {
        "kind": one.kind, "organ": one.organ_id, "concerned": one.concerned_id or "",
        "title": one.title, "facts": seen.facts, "proposal": seen.proposal,
        "numbers": "\n".join(cited for _row, cited, _title in seen.cited),
    }  # fmt: skip
    return _drafting(request, initial=initial, number=number, remark=one.remark)


@page
def one(request: Request, number: int) -> HttpResponse:
    """Show one advice, and what can be done with it now."""
    today = local_day(now())
    seen = queries.whole(request.actor, number, today)
    # An organ that works here notes its receipt with one press; of a paper the day is asked.
    pressed = {"sign"} if seen.advice.is_ours else {"sign", "receive"}
    offered = {
        act: (FORMS[act], str(TITLES[act]))
        for act in seen.advice.acts
        if act in FORMS and act not in pressed
    }
    formed = {act: deed for act, deed in DEEDS.items() if act not in pressed}
    done = press(request, seen, offered, formed, {act: DEEDS[act] for act in pressed})
    if done.is_done:
        messages.success(request, str(DONE[request.POST["do"]]))
        return redirect(request.path)
    context = done.shown() | {
        "advice": shown(seen, today),
        "id": number,
        "may_write": "draft" in seen.advice.acts,
        "buttons": [(act, TITLES[act]) for act in seen.advice.acts if act in pressed],
    }
    for form in context["forms"]:
        form["is_open"] = form["do"] in {done.what, *AT_ONCE}
    return render(request, "workbench/supervision/one.html", context, status=done.status)


@page
def letter(request: Request, number: int, letter_id: int) -> FileResponse:
    """Hand out one of its letters as it was printed."""
    title, path = queries.letter_of(request.actor, number, letter_id, local_day(now()))
    answer = FileResponse(path.open("rb"), content_type=PDF, filename=f"{title}.pdf")
    answer["Content-Security-Policy"] = ALONE
    return answer


def _drafting(
    request: Request, *, initial: Mapping[str, object], number: int = 0, remark: str = ""
) -> HttpResponse:
    form = DraftForm(request.POST or None, by=request.actor, initial=initial)
    reason = ""
    if request.method == "POST" and form.is_valid():
        try:
            made = draft(**form.given(), advice=number, by=request.actor, at=now())
        except NotFound:
            raise
        except Refused as refusal:
            reason = said(refusal)
        else:
            messages.success(request, _("Kept as a draft. Another person signs it."))
            return redirect("workbench:advice_one", made.pk)
    status = 200 if request.method != "POST" else CONFLICT if reason else UNFIT
    context = {"form": form, "refusal": reason, "id": number, "remark": remark}
    return render(request, "workbench/supervision/draft.html", context, status=status)


#: What an act asks for; what is not here asks for nothing.
FORMS: dict[str, type[Asking]] = {
    "hand_back": RemarkForm,
    "receive": ReceivedForm,
    "answer": AnswerForm,
    "check": CheckForm,
}
#: What stands open: whoever has to do it came for that.
AT_ONCE = ("receive", "answer", "check")
#: What the buttons of an advice do, what they say, and what is said when it is done.
DEEDS: dict[str, Deed[queries.Whole]] = {
    "sign": lambda seen, press: sign(seen.advice.id, by=press.by, at=press.at),
    "hand_back": lambda seen, press: hand_back(
        seen.advice.id, **press.told, by=press.by, at=press.at
    ),
    "receive": lambda seen, press: receive(seen.advice.id, **press.told, by=press.by, at=press.at),
    "answer": lambda seen, press: answer(seen.advice.id, **press.told, by=press.by, at=press.at),
    "check": lambda seen, press: check(seen.advice.id, **press.told, by=press.by, at=press.at),
}
TITLES: dict[str, Promise | str] = {
    "sign": gettext_lazy("Sign and send"),
    "hand_back": gettext_lazy("Hand the draft back"),
    "receive": gettext_lazy("Note the receipt"),
    "answer": gettext_lazy("Answer in writing"),
    "check": gettext_lazy("Check the answer"),
}
DONE: dict[str, Promise | str] = {
    "sign": gettext_lazy("Signed and sent. The organ's time to answer has begun."),
    "hand_back": gettext_lazy("Handed back."),
    "receive": gettext_lazy("The receipt is noted."),
    "answer": gettext_lazy("Answered. The bureau checks it."),
    "check": gettext_lazy("Done."),
}
