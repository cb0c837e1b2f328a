"""One's own matter, followed like a parcel."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from yimen.access.actor import Actor
from yimen.base.time import local_day, now
from yimen.casework.queries.mine import my_file, readers_of
from yimen.people.middleware import Request
from yimen.portal import presenting
from yimen.portal.pages import matter as of_matter
from yimen.portal.pages import page
from yimen.portal.presenting import Looked
from yimen.portal.views.rate import rates


@require_safe
@of_matter
def matter(request: Request, who: Actor, key: str) -> HttpResponseBase:
    """Show where it is, since when, what comes next, by when, and why by then."""
    at = now()
    looked = Looked(file=my_file(who, at=at, on=local_day(at)), key=key, today=local_day(at))
    readers = readers_of(who, looked.file.petition.pk)
    shown = presenting.matter(looked, readers, rates(who, looked))
    return page(request, "portal/track.html", shown, place="track")
