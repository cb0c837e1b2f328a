"""One's own matter, followed like a parcel."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from yimen.access.actor import Actor
from yimen.base.time import local_day, now
from yimen.casework.queries.mine import my_file, readers_of
from yimen.people.middleware import Request
from yimen.portal import accusing, elsewhere, heard, joint, presenting, said, settling
from yimen.portal.pages import matter as of_matter
from yimen.portal.pages import page
from yimen.portal.presenting import Looked
from yimen.portal.views.rate import rates
from yimen.rooms.joint.beside import HERS


@require_safe
@of_matter
def matter(request: Request, who: Actor, key: str) -> HttpResponseBase:
    """Show where it is, since when, what comes next, by when, and why by then."""
    at = now()
    today = local_day(at)
    looked = Looked(file=my_file(who, at=at, on=today, beside=HERS), key=key, today=today)
    readers = readers_of(who, looked.file.petition.pk)
    shown = presenting.matter(looked, readers, rates(who, looked))
    shown["rest"] = accusing.rest_shown(looked.file.rest)
    shown["sessions"] = joint.sessions(who, looked)
    shown["lapses"] = elsewhere.lapses(looked)
    shown["choices"] = [
        *heard.called(looked),
        *said.to_say(looked),
        *settling.choices(looked),
        *elsewhere.to_tell(looked),
        *shown["choices"],
        *heard.choices(looked),
        *said.to_report(looked),
        *presenting.to_withdraw(looked),
    ]
    return page(request, "portal/track.html", shown, place="track")
