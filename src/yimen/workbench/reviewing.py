"""How a review, a recheck and new facts are shown beside their demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from yimen.access.actor import Actor
from yimen.access.policy import ever
from yimen.base.time import local_day
from yimen.casework.choices import (
    CHANNELS,
    METHODS,
    REVIEW_ADMITTED,
    REVIEW_GROUNDS,
    REVIEW_LEVELS,
    REVIEW_RESULTS,
    REVIEW_STAGES,
    word,
)
from yimen.casework.queries.open_reviews import OPINIONS
from yimen.casework.reviewing import OPEN
from yimen.casework.showing import Shown

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from yimen.documents.models import Letter
    from yimen.registry.models import Demand, Reopening, Review, ReviewPoint

OUT = frozenset({"signed", "served"})


def reviews(actor: Actor, demand: Demand, letters: Iterable[Letter]) -> list[Shown]:
    """Return every request about a demand, the newest first, then what was handed in as new."""
    points = sorted(demand.review_points.all(), key=lambda one: one.review_id, reverse=True)
    opinions = {one.subject: one for one in letters if one.kind in OPINIONS}
    opens = ever(actor, "letter.read")
    found = [
        _review(actor, point.review, point)
        | {"url": _url(opinions.get(point.review_id)) if opens else ""}
        for point in points
    ]
    return [*found, *(_news(row) for row in demand.reopenings.all())]


def _review(actor: Actor, review: Review, point: ReviewPoint) -> Shown:
    is_seen = review.organ_id == actor.organ or review.stage in OUT
    rows = [
        (_("Asked"), f"{_day(review.asked_at)} · {word(CHANNELS, review.channel)}"),
        (_("Organ"), review.organ.name),
        (_("What is asked for"), review.request),
        (_("Facts and reasons"), review.facts),
        (_("In time"), _in_time(review)),
        (_("Decided"), _decided(review)),
        (_("Sent back"), review.remark if is_seen else ""),
        (_("Result"), word(REVIEW_RESULTS, point.result) if is_seen and point.result else ""),
        (_("The answer from now on"), point.decision if is_seen else ""),
        (_("Reached the petitioner"), _served(review)),
    ]
    return {
        "title": word(REVIEW_LEVELS, review.level),
        "stage": word(REVIEW_STAGES, review.stage),
        "is_open": review.stage in OPEN,
        "result": word(REVIEW_RESULTS, point.result) if is_seen and point.result else "",
        "rows": [{"label": label, "text": text} for label, text in rows if text],
    }


def _url(letter: Letter | None) -> str:
    if letter is None:
        return ""
    return reverse("workbench:letter", args=[letter.petition_id, letter.pk])


def _in_time(review: Review) -> str:
    if not review.is_late or review.ended_on is None:
        return ""
    return _("Late: the last day was {day}. Reason given: {reason}").format(
        day=date_format(review.ended_on, "DATE_FORMAT"), reason=review.late_reason or _("none")
    )


def _decided(review: Review) -> str:
    why = word(REVIEW_GROUNDS, review.ground) if review.ground else ""
    why = why or (word(REVIEW_ADMITTED, review.admitted) if review.admitted else "")
    return " · ".join(filter(None, (why, review.answer)))


def _served(review: Review) -> str:
    services = list(review.services.all())
    if not services:
        return ""
    last = services[-1]
    proof = (last.recipient, last.parcel, last.refusal, last.witnesses, last.proof)
    how = word(METHODS, last.method)
    return " · ".join(filter(None, (_day(last.at), how, *proof)))


def _news(row: Reopening) -> Shown:
    rows = [
        (_("Handed in"), f"{_day(row.asked_at)} · {word(CHANNELS, row.channel)}"),
        (_("What is new"), row.news),
        (_("Why"), row.answer),
    ]
    return {
        "title": _("New facts or reasons"),
        "stage": str(row.get_decision_display()),
        "is_open": row.decision == "waiting",
        "rows": [{"label": label, "text": text} for label, text in rows if text],
    }


def _day(moment: datetime) -> str:
    return date_format(local_day(moment), "DATE_FORMAT")
