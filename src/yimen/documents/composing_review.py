"""What the papers of a review, a recheck and a reopening draw from the case file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from yimen.base.time import local_day
from yimen.documents import content, content_people, content_review, parts, speaking
from yimen.documents.drawn import (
    above,
    deadline,
    first_party,
    head,
    person_of,
    petitioner_of,
)
from yimen.documents.models import Letter
from yimen.documents.relief import relief_after_review
from yimen.people.models import Staff
from yimen.registry.identity import shown_phone
from yimen.registry.models import (
    Decline,
    Demand,
    Finding,
    Hearing,
    Petition,
    Reopening,
    Review,
    ReviewPoint,
)

LIMITS = {"review": "review_opinion", "recheck": "recheck_opinion"}
LETTERS = {"review": "review_opinion", "recheck": "recheck_opinion"}
SOURCE = {"review": "复查意见书", "recheck": "复核意见书"}
NOT_NUMBERED = "—"
ADMITTED = {"excused": "有正当理由", "not_told": "此前没有依法告知权利和期限"}
CONCLUDED = {
    "support": "诉求应当予以支持",
    "part": "诉求应当部分予以支持",
    "not": "诉求不能予以支持",
}


def review_request(petition: Petition, review_id: int, day: date) -> content.Letter:
    """Hand the request to the organ above, word for word, with the day it was made."""
    row = _review(review_id)
    first = first_party(petition)
    return content_review.ReviewRequest(
        **head(petition, petition.receiver, day, to_petitioner=False)
        | {"addressee": row.organ.name},
        contact=person_of(row.taken_by or petition.recorder, petition.receiver.phone),
        **_about(petition, row),
        petitioner=petitioner_of(petition),
        reach=shown_phone(first) if first else "",
        channel=parts.Channel(row.channel),
        request=row.request,
        facts=row.facts,
        received_on=_served_on(row),
        ended_on=row.ended_on if row.is_late else None,
        late_reason=row.late_reason or ("未说明" if row.is_late else ""),
        due=_due(row),
        papers=(row.paper.name,) if row.paper else (),
    )


def review_acceptance(petition: Petition, review_id: int, day: date) -> content.Letter:
    """Say that it is looked at, by whom, until when."""
    row = _review(review_id)
    late = f"{ADMITTED[row.admitted]}（{row.answer}）" if row.admitted else ""
    return content_review.ReviewAcceptance(
        **head(petition, row.organ, day),
        contact=person_of(_reviewer(row) or row.decided_by, row.organ.phone),
        **_about(petition, row),
        due=_due(row),
        recusal_to=row.organ.name,
        late=late,
        hearing="可以" if row.level == Review.Level.RECHECK else "",
    )


def review_refusal(petition: Petition, review_id: int, day: date) -> content.Letter:
    """Say why not, and where to go."""
    row = _review(review_id)
    return content_review.ReviewRefusal(
        **head(petition, row.organ, day),
        contact=person_of(row.decided_by, row.organ.phone),
        **_about(petition, row),
        refused_for=content_review.ReviewGround(row.ground),
        reason=row.answer,
        where_to_go=row.where_to_go,
        also=petition.receiver.name,
        ended_on=row.ended_on if row.is_late else None,
    )


def review_opinion(petition: Petition, review_id: int, day: date) -> content.Letter:
    """Say what becomes of the answer, and where one may go against that."""
    row = _review(review_id)
    return content_review.ReviewOpinion(
        **head(petition, row.organ, day),
        **_opinion(petition, row, day),
        relief=relief_after_review("recheck", on=day, to=above(row.organ, day)),
    )


def recheck_opinion(petition: Petition, review_id: int, day: date) -> content.Letter:
    """Say what becomes of the answer and its review; that is final."""
    row = _review(review_id)
    return content_review.RecheckOpinion(
        **head(petition, row.organ, day),
        **_opinion(petition, row, day),
        hearing=_heard(row),
        relief=relief_after_review("final", on=day, to=parts.Organ(name=row.organ.name)),
    )


def reopening_notice(petition: Petition, news_id: int, day: date) -> content.Letter:
    """Say that it is taken up again, and what comes next."""
    row = Reopening.objects.select_related("demand", "decided_by").get(pk=news_id)
    at_bureau = petition.receiver.is_bureau
    limit = "dispatch" if at_bureau else "direct_notice"
    return content_review.ReopeningNotice(
        **head(petition, petition.receiver, day),
        **_received(petition, row),
        receiver=parts.Receiver.BUREAU if at_bureau else parts.Receiver.ORGAN,
        next_by=deadline(
            row.demand, limit, since=local_day(row.decided_at) if row.decided_at else day
        ),
    )


def reopening_refusal(petition: Petition, news_id: int, day: date) -> content.Letter:
    """Say that nothing is new in it, and why."""
    row = Reopening.objects.select_related("demand", "decided_by").get(pk=news_id)
    return content_review.ReopeningRefusal(
        **head(petition, petition.receiver, day),
        **_received(petition, row),
        also=petition.receiver.name,
    )


def ordered_above(demand: Demand, *, before: datetime) -> Review | None:
    """Return the last served review that orders something to be done on a demand."""
    found = Review.objects.filter(points__demand=demand, served_at__lte=before).exclude(duty="")
    return found.order_by("pk").last()


def owed_by(row: Review) -> dict[str, Any]:
    """Return what a review orders, and by which paper."""
    letter = _letter(row.petition, LETTERS[row.level], row.pk)
    return {
        "source": SOURCE[row.level],
        "opinion_number": letter.number if letter else NOT_NUMBERED,
        "duty": row.duty,
    }


def review_execution_notice(petition: Petition, review_id: int, day: date) -> content.Letter:
    """Urge the organ whose answer was looked at to do what was decided, by its day."""
    row = _review(review_id)
    demands = [point.demand for point in row.points.select_related("demand__petition")]
    served = local_day(row.served_at) if row.served_at else day
    by = (
        parts.Deadline(on=row.duty_by, because=f"{SOURCE[row.level]}确定的日期。")
        if row.duty_by
        else deadline(demands[0], "execution", since=served)
    )
    return content_people.ReviewExecutionNotice(
        **head(petition, row.organ, day, to_petitioner=False) | {"addressee": row.author.name},
        level=content_review.Level(row.level),
        contact=person_of(row.drafted_by, row.organ.phone),
        received_on=local_day(petition.received_at),
        petitioner=petitioner_of(petition),
        opinion_on=local_day(row.signed_at) if row.signed_at else served,
        demands=tuple(demand.request for demand in demands),
        by=by,
        **owed_by(row),
    )


REVIEW: dict[str, Callable[[Petition, int, date], content.Letter]] = {
    "review_request": review_request,
    "review_acceptance": review_acceptance,
    "review_refusal": review_refusal,
    "review_opinion": review_opinion,
    "recheck_opinion": recheck_opinion,
    "review_execution_notice": review_execution_notice,
    "reopening_notice": reopening_notice,
    "reopening_refusal": reopening_refusal,
}


def _review(number: int) -> Review:
    found = Review.objects.select_related(
        "organ", "author", "opinion", "earlier__organ", "decided_by", "drafted_by", "paper"
    )
    return found.get(pk=number)


def _about(petition: Petition, row: Review) -> dict[str, Any]:
    answered = row.opinion_id or 0
    answer = _letter(petition, "handling_opinion", answered)
    answer = answer or _letter(petition, "simple_reply", answered)
    before = _letter(petition, "review_opinion", row.earlier_id or 0)
    demands = list(petition.demands.filter(position__in=row.positions))
    refused = _refused(row)
    refusal = _letter(petition, "non_acceptance_notice", refused.pk) if refused else None
    return {
        "level": content_review.Level(row.level),
        "author": row.author.name,
        "demands": tuple(demand.request for demand in demands),
        "asked_on": local_day(row.asked_at),
        "answer_number": answer.number if answer else "",
        "answer_on": local_day(answer.issued_at) if answer else None,
        "refusal_number": refusal.number if refusal else "",
        "refusal_on": local_day(refusal.issued_at) if refusal else None,
        "reviewer": row.earlier.organ.name if row.earlier else "",
        "review_number": before.number if before else "",
    }


def _letter(petition: Petition, kind: str, subject: int) -> Letter | None:
    return petition.letters.filter(kind=kind, subject=subject).last() if subject else None


def _refused(row: Review) -> Decline | None:
    """Return what says that it is not accepted, where that is disputed and no answer."""
    if row.opinion_id:
        return None
    before = Decline.objects.filter(petition=row.petition_id, at__lte=row.asked_at)
    return before.filter(demand__position__in=row.positions).last()


def _served_on(row: Review) -> date | None:
    """Return when the disputed paper reached the petitioner."""
    disputed = row.earlier or row.opinion or _refused(row)
    served = disputed.served_at if disputed else None
    return local_day(served) if served else None


def _reviewer(row: Review) -> Staff | None:
    """Return who looks at it, once somebody does."""
    return row.points.select_related("demand__handler")[0].demand.handler


def _due(row: Review) -> parts.Deadline:
    demand = row.points.select_related("demand__petition")[0].demand
    return deadline(demand, LIMITS[row.level], since=local_day(row.asked_at))


def _opinion(petition: Petition, row: Review, day: date) -> dict[str, Any]:
    points = list(row.points.select_related("demand"))
    redone = [point for point in points if point.result == ReviewPoint.Result.REDO]
    return {
        "contact": person_of(row.drafted_by, row.organ.phone),
        **_about(petition, row),
        "request": row.request,
        "examined": row.examined,
        "points": tuple(_point(row, point) for point in points),
        "redo": row.author.name if redone else "",
        "redo_all": row.author.name if len(redone) == len(points) else "",
        "duty": parts.Execution(organ=row.author.name, duty=row.duty, by=row.duty_by or day)
        if row.duty
        else None,
    }


def _point(row: Review, point: ReviewPoint) -> content_review.Point:
    finding = Finding.objects.filter(opinion=row.opinion_id, demand=point.demand_id).first()
    result = content_review.ReviewResult(point.result)
    return content_review.Point(
        request=point.demand.request,
        answered=finding.reasons if finding else "",
        facts=point.facts,
        reasons=point.reasons,
        result=result,
        decision=point.decision,
        basis=point.basis,
    )


def _heard(row: Review) -> str:
    """Return what came of a hearing in this recheck, if there was one."""
    demands = row.points.values("demand")
    held = Hearing.objects.filter(
        demand__in=demands, organ=row.organ_id, opened_at__gte=row.asked_at
    ).exclude(conclusion="")
    hearing = held.order_by("pk").last()
    if hearing is None or hearing.opened_at is None:
        return ""
    day = speaking.day_words(local_day(hearing.opened_at))
    return f"{day}举行听证，听证结论：{CONCLUDED[hearing.conclusion]}。{hearing.reasons}"


def _received(petition: Petition, row: Reopening) -> dict[str, Any]:
    return {
        "contact": person_of(row.decided_by, petition.receiver.phone),
        "received_on": local_day(petition.received_at),
        "channel": parts.Channel(petition.channel),
        "demands": (row.demand.request,),
        "asked_on": local_day(row.asked_at),
        "reason": row.answer,
    }
