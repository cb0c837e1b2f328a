"""A page of several forms and buttons, of which one is pressed: the cases of the rooms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from yimen.access.actor import Actor
from yimen.base.errors import NotFound, Refused
from yimen.base.numbers import row_number
from yimen.base.time import now
from yimen.casework.showing import Shown, said
from yimen.people.middleware import Request
from yimen.workbench.door import CONFLICT, UNFIT
from yimen.workbench.forms.asking import Asking

Seen = TypeVar("Seen")
#: How a form is made, and what it is called.
Made = tuple[Callable[..., Asking], str]
#: What can be done now, by name.
Offered = dict[str, Made]


class GoneOn(Refused):
    """That cannot be done any more: somebody went on meanwhile. Load the page again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """A button that was pressed: what its form holds, what is named beside it, by whom, when."""

    told: dict[str, Any]
    sent: Mapping[str, str]
    by: Actor
    at: datetime

    def row(self, name: str) -> int:
        """Return the number of the row that a button names; 0 if it names none."""
        return row_number(self.sent.get(name, ""))


Deed = Callable[[Seen, Press], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """What came of it: done, or why not, and the forms with what was typed."""

    offered: Mapping[str, Made]
    what: str = ""
    reason: str = ""
    status: int = 200
    is_done: bool = False

    def shown(self) -> Shown:
        """Return the forms as a page draws them; the one that was sent is open."""
        forms = []
        for do, (make, title) in self.offered.items():
            form = make(None)
            form.auto_id = f"{do}-%s"  # several forms of one page ask for the same
            forms.append({"do": do, "title": title, "form": form, "is_open": do == self.what})
        return {"forms": forms, "refusal": self.reason}


def press(
    request: Request,
    seen: Seen,
    offered: Mapping[str, Made],
    formed: Mapping[str, Deed[Seen]],
    buttons: Mapping[str, Deed[Seen]],
) -> Pressed:
    """Do what was pressed, if anything was.

    A deed of `formed` needs its form, which is there only as long as it can be done.

    Raises:
        NotFound: there is no such button, or what it names is not there.
    """
    what = request.POST.get("do", "")
    if request.method != "POST":
        return Pressed(offered=offered)
    deed, told = {**formed, **buttons}.get(what), dict[str, Any]()
    if deed is None:
        raise NotFound
    if what in formed:
        if what not in offered:
            return Pressed(offered=offered, reason=said(GoneOn()), status=CONFLICT)
        make, title = offered[what]
        form = make(request.POST)
        offered = {**offered, what: (lambda _data: form, title)}
        if not form.is_valid():
            return Pressed(offered=offered, what=what, status=UNFIT)
        told = form.given()
    at = now()
    try:
        deed(seen, Press(told=told, sent=request.POST.dict(), by=request.actor, at=at))
    except NotFound:
        raise
    except Refused as refusal:
        return Pressed(offered=offered, what=what, reason=said(refusal), status=CONFLICT)
    return Pressed(offered=offered, what=what, is_done=True)
