"""Which acts of a review, a recheck or a reopening are offered; and what their pages show."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from yimen.access.actor import Actor, Role
from yimen.base.errors import NotFound, Refused
from yimen.base.time import local_day
from yimen.casework import guards
from yimen.casework.hearing import HearingNotOver, hearing_of
from yimen.casework.reopening import NoNewsWaits
from yimen.casework.reviewing import OPEN, answer_to, barred, last_served
from yimen.documents.models import Letter
from yimen.law.moves import UNDER_REVIEW, Move, State
from yimen.people.models import Organ, Staff
from yimen.people.queries import holders
from yimen.people.superiors import superiors
from yimen.registry.gathering import Part
from yimen.registry.models import Decline, Demand, Petition, Reopening, Review, ReviewPoint
from yimen.registry.queries import seen_by

Stage = Review.Stage
#: The permission that each act on a demand asks for.
PERMISSIONS: dict[Move, str] = {
    Move.ACCEPT_REVIEW: "review.accept",
    Move.DECLINE_REVIEW: "review.decline",
    Move.DRAFT_REVIEW: "review.draft",
    Move.SIGN_REVIEW: "review.sign",
    Move.RETURN_REVIEW: "review.sign",
    Move.SERVE_REVIEW: "review.serve",
    Move.SERVE_RECHECK: "review.serve",
    Move.SERVE_NOTICE: "notice.serve",
    Move.MISS_PAPER: "service.miss",
    Move.ASK_REVIEW: "review.ask",
    Move.ASK_RECHECK: "review.ask",
    Move.ASK_REOPEN: "demand.ask_reopen",
    Move.REOPEN: "demand.decide_reopen",
    Move.REFUSE_REOPEN: "demand.decide_reopen",
}
#: At which stage of a review an act is next.
STAGES: dict[Move, frozenset[str]] = {
    Move.ACCEPT_REVIEW: frozenset({Stage.ASKED}),
    Move.DECLINE_REVIEW: frozenset({Stage.ASKED}),
    Move.DRAFT_REVIEW: frozenset({Stage.ACCEPTED, Stage.RETURNED}),
    Move.SIGN_REVIEW: frozenset({Stage.SUBMITTED}),
    Move.RETURN_REVIEW: frozenset({Stage.SUBMITTED}),
    Move.SERVE_REVIEW: frozenset({Stage.SIGNED}),
    Move.SERVE_RECHECK: frozenset({Stage.SIGNED}),
    Move.MISS_PAPER: frozenset({Stage.SIGNED}),
}
OPINIONS = frozenset({"review_opinion", "recheck_opinion"})
NEWS = frozenset({Move.REOPEN, Move.REFUSE_REOPEN})
#: What is done with a notice of non-acceptance until it has reached her.
NOTICE = frozenset({Move.SERVE_NOTICE, Move.MISS_PAPER})
#: What the organ that answered still owes while another looks at its answer.
OWED = frozenset({Move.EXECUTE, Move.REPORT_BACK})
ONCE_ANSWERED = frozenset({State.REVIEW, State.REVIEW_SERVED, State.RECHECK, State.CLOSED_FINAL})
#: Only a claim that went the petition's own way is reviewed (art. 31(6)).
PETITION_WAY = 6
#: The rows that a page of a petition needs for them.
PARTS: dict[str, Part] = {
    "declines": Part(model=Decline, into=("demand",)),
    "reviews": Part(model=Review),
    "review_points": Part(model=ReviewPoint, into=("demand",)),
    "reopenings": Part(model=Reopening, into=("demand",)),
}
#: The same for the petitioner, who reads no draft.
HERS: dict[str, Part] = {
    "declines": Part(model=Decline, into=("demand",)),
    "reviews": Part(model=Review, without=("remark", "examined", "duty")),
    "review_points": Part(
        model=ReviewPoint, into=("demand",), without=("facts", "reasons", "decision", "basis")
    ),
    "reopenings": Part(model=Reopening, into=("demand",)),
}


def last_review(demand: Demand) -> Review | None:
    """Return the last request about a demand, open or over."""
    points = list(demand.review_points.all())
    last = max(points, key=lambda point: point.review_id, default=None)
    return last.review if last else None


def open_review(demand: Demand) -> Review | None:
    """Return the request that a demand is under."""
    found = last_review(demand)
    return found if found and found.stage in OPEN else None


def is_signed(demand: Demand) -> bool:
    """Say whether the opinion of the organ above is signed: nothing is heard any more."""
    review = open_review(demand)
    return review is not None and review.stage == Stage.SIGNED


def is_done_anew(demand: Demand) -> bool:
    """Say whether the review that a demand is under orders it to be handled anew."""
    review = open_review(demand)
    return review is not None and any(
        point.result == ReviewPoint.Result.REDO
        for point in demand.review_points.all()
        if point.review_id == review.pk
    )


def is_reviewed(demand: Demand) -> bool:
    """Say whether the answer that stands was reviewed, so that a recheck is what is left."""
    found = last_review(demand)
    return (
        found is not None
        and found.stage == Stage.SERVED
        and found.level == Review.Level.REVIEW
        and not any(
            point.result == ReviewPoint.Result.REDO
            for point in demand.review_points.all()
            if point.review_id == found.pk
        )
    )


def offered(actor: Actor, demand: Demand, move: Move) -> bool:
    """Say whether such an act has anything to be done to, and is this organ's to do."""
    if move is Move.EXECUTE and demand.state in ONCE_ANSWERED and not _is_owed(demand):
        return False
    if move in OWED and is_away(demand):
        return _owes(actor, demand)
    if move in STAGES or move in NOTICE:
        return _is_next(actor, demand, move)
    if move in {Move.ASK_REVIEW, Move.ASK_RECHECK}:
        return _can_be_asked(demand, move)
    news = waiting_news(demand)
    if move in NEWS:
        return news is not None and demand.owner_id == actor.organ
    return news is None if move is Move.ASK_REOPEN else True


def is_away(demand: Demand) -> bool:
    """Say whether another organ looks at the matter, while the one that answered owes the rest."""
    news = waiting_news(demand)
    lent = news is not None and news.left_by_id not in {None, demand.owner_id}
    return lent or demand.state in UNDER_REVIEW


def _owes(actor: Actor, demand: Demand) -> bool:
    news = waiting_news(demand)
    return news.left_by_id == actor.organ if news else demand.owner_id != actor.organ


def _is_next(actor: Actor, demand: Demand, move: Move) -> bool:
    if demand.state == State.NOT_ACCEPTED:
        return move in NOTICE and demand.owner_id == actor.organ and is_unserved(demand)
    review = open_review(demand)
    if review is None or move not in STAGES:
        return False
    return review.organ_id == actor.organ and review.stage in STAGES[move]


def is_unserved(demand: Demand) -> bool:
    """Say whether the notice that a demand is not accepted has yet to reach the petitioner."""
    notices = list(demand.declines.all())
    return bool(notices) and notices[-1].served_at is None


def _is_owed(demand: Demand) -> bool:
    running = (clock for clock in demand.clocks.all() if clock.stopped_on is None)
    return any(clock.limit == "execution" for clock in running)


def _can_be_asked(demand: Demand, move: Move) -> bool:
    if demand.state != State.NOT_ACCEPTED and (demand.route or PETITION_WAY) != PETITION_WAY:
        return False
    return is_reviewed(demand) is (move is Move.ASK_RECHECK)


def refusal_of(actor: Actor, demand: Demand, move: Move) -> Refused | None:
    """Return why this act cannot be done by this person, as far as the page shows."""
    if move in NEWS and waiting_news(demand) is None:
        return NoNewsWaits()
    review = open_review(demand)
    if (move in STAGES or move in NOTICE) and not _is_next(actor, demand, move):
        turn = review.organ if review else demand.owner
        is_ours = turn.pk == actor.organ
        return guards.WrongStage() if is_ours else guards.AnotherOrgansTurn(organ=turn)
    return _by_hand(actor, demand, move, review) if review else None


def _by_hand(actor: Actor, demand: Demand, move: Move, review: Review) -> Refused | None:
    if move in {Move.SIGN_REVIEW, Move.RETURN_REVIEW} and actor.id == review.drafted_by_id:
        return guards.SamePerson()
    if move is not Move.DRAFT_REVIEW:
        return None
    if hearing_of(demand):
        return HearingNotOver(position=demand.position)
    elsewhere = demand.handler_id and demand.handler_id != actor.id
    return guards.NotYourMatter() if actor.role is Role.HANDLER and elsewhere else None


def beside(demand: Demand, demands: Iterable[Demand]) -> list[Demand]:
    """Return the demands that can be disputed in one request with this one, itself among them."""
    mine = answer_to(demand)
    number = mine.pk if mine else 0
    fits = []
    for other in demands:
        same = other.state == demand.state and other.owner_id == demand.owner_id
        if other.pk == demand.pk or (
            same and number and getattr(answer_to(other), "pk", 0) == number
        ):
            fits.append(other)
    return fits


def organs_above(demand: Demand, *, at: datetime) -> list[Organ]:
    """Return the organs of which a review of this answer, or a recheck, may be asked."""
    before = last_served(demand) if is_reviewed(demand) else None
    answered = before.organ if before else demand.owner
    return [one for one in superiors(answered, local_day(at)) if one.pk != demand.owner_id]


def window(demand: Demand) -> str:
    """Name the limit that runs, or ran, for asking."""
    return "recheck_request" if is_reviewed(demand) else "review_request"


def reviewers(review: Review, petition: Petition, *, at: datetime) -> list[Staff]:
    """Return who can look at it: handlers of the reviewing organ with no hand in the answer."""
    review.petition = petition
    out = barred(review)
    found = holders("handler", review.organ_id, local_day(at))
    return [one for one in found if one.pk not in out]


def waiting_news(demand: Demand) -> Reopening | None:
    """Return the new facts that wait for an answer."""
    return next((row for row in demand.reopenings.all() if row.decision == "waiting"), None)


def petition_of(by: Actor, demand: int) -> int:
    """Return the petition of a demand, if whoever asks may ask for its review.

    Raises:
        NotFound: it is not theirs.
    """
    found = Demand.objects.filter(pk=demand, petition__in=seen_by(by, "review.ask"))
    number = found.values_list("petition_id", flat=True).first()
    if number is None:
        raise NotFound
    return int(number)


def to_be_received(letter: Letter) -> int:
    """Return the review whose opinion this letter is, if it has not reached the petitioner yet."""
    if letter.kind not in OPINIONS:
        return 0
    found = Review.objects.filter(pk=letter.subject, stage=Stage.SIGNED)
    return found.values_list("pk", flat=True).first() or 0
