"""Papers of the counter: what is signed after registering, and the receipt of a visit."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import override

from yimen.base.errors import NotFound
from yimen.base.time import now
from yimen.casework.oral import counter_paper
from yimen.casework.rating_paper import rating_paper
from yimen.documents.paper import Look
from yimen.documents.render import render_pdf
from yimen.people.middleware import Request
from yimen.rooms.hall.papers import visit_receipt
from yimen.rooms.hall.received import received
from yimen.workbench.door import page
from yimen.workbench.views.rooms_outings import pdf


@page
def to_sign(request: Request, petition_id: int, name: str) -> HttpResponse:
    """Print the registration form or the oral record, to be read back and signed."""
    paper = counter_paper(request.actor, petition_id, name, at=now())
    return pdf(render_pdf(paper, look=Look.COMPACT), f"{name}-{petition_id}.pdf")


@page
def visit(request: Request, ticket_id: int, turn_id: int) -> HttpResponse:
    """Print the receipt of a stay at one's own window."""
    with override("zh-hans"):  # papers are in Chinese, whatever language the page speaks
        stays = received(request.actor, ticket_id)
    found = next((one for one in stays if one.turn == turn_id), None)
    if found is None:
        raise NotFound
    return pdf(render_pdf(visit_receipt(found)), f"visit-{found.number}.pdf")


@page
def rating_form(request: Request, petition_id: int) -> HttpResponse:
    """Print the rating form that is handed over with the answer; nobody fills it in for her."""
    paper = rating_paper(request.actor, petition_id, at=now())
    return pdf(render_pdf(paper, look=Look.COMPACT), f"rating-{petition_id}.pdf")
