"""What the acts of a review and a recheck have in common: which answer, by whom, in time or not.

Nobody who had a hand in the answer looks at it again, and no organ looks at its own (arts. 35, 36).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from yimen.access.actor import Actor, Role
from yimen.base.errors import NotFound, Refused
from yimen.base.time import local_day
from yimen.casework.filing import Paper
from yimen.casework.guards import (
    AnotherOrgansTurn,
    Several,
    WrongStage,
    require_choice,
    require_handler,
)
from yimen.casework.papers import keep_paper
from yimen.casework.replies import last_day
from yimen.documents.drawn import route_of
from yimen.documents.relief import remedy
from yimen.law.states import UNDER_REVIEW, State
from yimen.law.turning import Running
from yimen.people.models import Organ
from yimen.people.superiors import superiors
from yimen.registry.clocks import as_running
from yimen.registry.models import (
    Clock,
    Demand,
    Entry,
    Opinion,
    Petition,
    Review,
    ReviewPoint,
)

SUPERVISORY = Organ.Kind.SUPERVISORY
#: The petitioner's window, by the level that it leads to.
WINDOWS = {Review.Level.REVIEW: "review_request", Review.Level.RECHECK: "recheck_request"}
ASKED = {"ask_review", "ask_recheck"}
#: Whoever is named on such a line had a hand in the answer.
HANDS = frozenset(
    {
        *("accept", "decline", "log_contact", "investigate", "ask_extension", "extend"),
        *("refuse_extension", "draft_opinion", "check_opinion", "return_opinion"),
        *("sign_opinion", "issue_opinion", "serve", "execute"),
        *("accept_review", "draft_review", "return_review", "sign_review", "serve_review"),
    }
)
#: Lines that name who handles it from then on.
NAMES = frozenset({"accept", "hand_over", "accept_review", "grant_recusal"})
OPEN = (
    *(Review.Stage.ASKED, Review.Stage.ACCEPTED, Review.Stage.SUBMITTED),
    *(Review.Stage.RETURNED, Review.Stage.SIGNED),
)
#: How long the words may be that are typed into a request.
WRITABLE = (Review.Stage.ACCEPTED, Review.Stage.RETURNED)


class NothingToReview(Refused):
    """There is no written answer to this that a higher organ could look at. Wait for the answer, or ask where it is."""  # noqa: E501  # a message is one line, so that it can be translated


class OtherRemedy(Refused):
    """Another remedy leads against it: its last page says which, and until when. A review of arts. 35 and 36 is for answers under art. 31(6)."""  # noqa: E501  # as above


class SeveralAnswers(Refused):
    """These demands have different answers. Ask for a review of one answer at a time."""


class ReviewedBefore(Refused):
    """The answer was reviewed already. What is left is a recheck by the organ above the reviewing one (art. 36)."""  # noqa: E501  # as above


class NotReviewedYet(Refused):
    """The answer was not reviewed yet. Ask for a review first (art. 35)."""


class NoOrganAbove(Refused):
    """No organ above {organ} is entered in this system. Hand your request in on paper at {receiver}, which must pass it on; have the day confirmed, it counts."""  # noqa: E501  # as above


class NotTheOrganAbove(Refused):
    """A review is asked of the organ above. Choose one of these: {organs}."""


class NothingOwed(Refused):
    """Nothing is to be carried out here: neither the answer nor a review orders it."""


class SayWhatIsWrong(Refused):
    """Write what you ask for: what in the answer is wrong, or what should be changed."""


class HadAHand(Refused):
    """Whoever handled, checked or signed the earlier answer has no part in looking at it again. Choose somebody else."""  # noqa: E501  # as above


class RevokedAnswer(Refused):
    """The earlier answer was revoked, and somebody else must handle it anew. Choose another handler."""  # noqa: E501  # as above


@dataclass(frozen=True, slots=True, kw_only=True)
class Plea:
    """What the petitioner asks of the organ above, and how it reached us."""

    request: str
    facts: str = ""
    late_reason: str = ""
    channel: str = "online"
    paper: Paper | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Disputed:
    """The answer that is disputed: whose, which, after which review; the last day to ask."""

    author: Organ
    opinion: Opinion | None
    earlier: Review | None
    ended_on: date | None


def chosen_demands(petition: Petition, wanted: Iterable[int]) -> list[Demand]:
    """Return the demands that were named, or not found."""
    numbers = set(wanted)
    chosen = [demand for demand in petition.demands.all() if demand.pk in numbers]
    if not chosen or len(chosen) < len(numbers):
        raise NotFound
    return chosen


def disputed(chosen: list[Demand], level: Review.Level) -> Disputed:
    """Return the one answer that these demands have.

    Raises:
        NothingToReview, SeveralAnswers, ReviewedBefore, NotReviewedYet: there is none such.
    """
    opinions = {answer.pk if answer else 0: answer for answer in map(answer_to, chosen)}
    authors = {demand.owner_id: demand.owner for demand in chosen}
    earlier = {last.pk if last else 0: last for last in map(last_served, chosen)}
    if len(opinions) > 1 or len(authors) > 1 or len(earlier) > 1:
        raise SeveralAnswers
    opinion, before = next(iter(opinions.values())), next(iter(earlier.values()))
    if before and before.opinion_id != (opinion.pk if opinion else None):
        before = None  # that review was of an answer which has been replaced
    if opinion is None and not all(_was_declined(demand) for demand in chosen):
        raise NothingToReview
    if opinion is not None and remedy(*map(route_of, chosen)) != "review":
        raise OtherRemedy
    if level == Review.Level.REVIEW and before:
        raise ReviewedBefore
    if level == Review.Level.RECHECK and before is None:
        raise NotReviewedYet
    return Disputed(
        author=next(iter(authors.values())),
        opinion=opinion,
        earlier=before if level == Review.Level.RECHECK else None,
        ended_on=_ended_on(chosen, opinion, level),
    )


def _ended_on(chosen: list[Demand], opinion: Opinion | None, level: Review.Level) -> date | None:
    """Return the last day to ask; of several people that of whoever received it last."""
    own = _window_end(chosen, WINDOWS[level])
    return last_day(opinion, own) if level == Review.Level.REVIEW else own


def answer_to(demand: Demand) -> Opinion | None:
    """Return the last answer to a demand that reached the petitioner."""
    found = Opinion.objects.filter(findings__demand=demand, stage=Opinion.Stage.SERVED)
    return found.select_related("organ").order_by("pk").last()


def last_served(demand: Demand) -> Review | None:
    """Return the last review of a demand that reached the petitioner and left the answer be."""
    found = Review.objects.filter(
        points__demand=demand, stage=Review.Stage.SERVED, level=Review.Level.REVIEW
    ).exclude(points__demand=demand, points__result=ReviewPoint.Result.REDO)
    return found.select_related("organ").order_by("pk").last()


def _was_declined(demand: Demand) -> bool:
    return demand.declines.exists()


def _window_end(chosen: list[Demand], limit: str) -> date | None:
    """Return the last day to ask, by the newest window of these demands."""
    clocks = Clock.objects.filter(demand__in=chosen, limit=limit).order_by("started_on", "pk")
    newest = {clock.demand_id: clock.due_on for clock in clocks}
    return max(newest.values(), default=None)


def organ_above(found: Disputed, wanted: int, petition: Petition, at: datetime) -> Organ:
    """Return the organ that is asked, where the petitioner may choose: the one she chose."""
    answered = found.earlier.organ if found.earlier else found.author
    choices = {organ.pk: organ for organ in superiors(answered, local_day(at))}
    choices.pop(found.author.pk, None)
    if petition.is_sealed:  # whoever may not receive an accusation looks at no answer to one
        choices = {pk: organ for pk, organ in choices.items() if organ.kind == SUPERVISORY}
    if not choices:
        raise NoOrganAbove(organ=answered.name, receiver=petition.receiver.name)
    if not wanted and len(choices) == 1:
        return next(iter(choices.values()))
    if wanted not in choices:
        raise NotTheOrganAbove(organs=Several([organ.name for organ in choices.values()]))
    return choices[wanted]


def take_in(
    chosen: list[Demand],
    found: Disputed,
    above: Organ,
    plea: Plea,
    came_from: dict[int, str],
    *,
    by: Actor,
    at: datetime,
) -> Review:
    """Write the request down, late or not; the file is the organ's above from now on."""
    petition, day = chosen[0].petition, local_day(at)
    if not plea.request.strip():
        raise SayWhatIsWrong
    require_choice(plea.channel, Petition.Channel.values)
    review = Review.objects.create(
        petition=petition,
        level=Review.Level.RECHECK if found.earlier else Review.Level.REVIEW,
        opinion=found.opinion,
        earlier=found.earlier,
        positions=sorted(demand.position for demand in chosen),
        author=found.author,
        organ=above,
        channel="online" if by.role is Role.PETITIONER else plea.channel,
        request=plea.request.strip(),
        facts=plea.facts.strip(),
        ended_on=found.ended_on,
        is_late=found.ended_on is not None and day > found.ended_on,
        late_reason=plea.late_reason.strip(),
        paper=keep_paper(petition, plea.paper, theirs=True, by=by, at=at) if plea.paper else None,
        asked_at=at,
        taken_by_id=by.id or None,
    )
    ReviewPoint.objects.bulk_create(
        ReviewPoint(petition=petition, review=review, demand=demand, came_from=came_from[demand.pk])
        for demand in chosen
    )
    for demand in chosen:
        demand.owner, demand.handler = above, None
    if above.pk not in petition.organs:
        petition.organs = [*petition.organs, above.pk]
    return review


def review_of(demand: Demand, by: Actor, *stages: Review.Stage) -> Review:
    """Return the review that a demand is under; only the reviewing organ acts on it."""
    found = Review.objects.filter(points__demand=demand, stage__in=OPEN)
    review = found.select_related("organ", "author", "opinion", "earlier").order_by("pk").last()
    if review is None:
        raise NotFound
    review.petition = demand.petition
    if by.role not in {Role.SYSTEM, Role.PETITIONER} and review.organ_id != by.organ:
        raise AnotherOrgansTurn(organ=review.organ)
    if stages and review.stage not in stages:
        raise WrongStage
    return review


def demands_under(review: Review) -> list[Demand]:
    """Return the demands of a review, as the locked file holds them."""
    return [d for d in review.petition.demands.all() if d.position in review.positions]


def barred(review: Review) -> set[int]:
    """Return everybody who had a hand in what is reviewed: in the answer, and in the review."""
    lines = list(Entry.objects.filter(petition=review.petition).order_by("seq"))
    asked = max((line.seq for line in lines if _asks_for(line, review)), default=0)
    about = set(review.positions)
    hands: set[int] = set()
    for line in lines:
        if line.seq >= asked or not about & set(line.demands):
            continue
        if line.kind in HANDS and line.staff_id:
            hands.add(line.staff_id)
        if line.kind in NAMES and line.facts.get("handler_staff"):
            hands.add(int(str(line.facts["handler_staff"])))
    return hands


def _asks_for(line: Entry, review: Review) -> bool:
    return line.kind in ASKED and line.facts.get("review") == review.pk


def require_clean_hands(review: Review, *people: int) -> None:
    """Refuse whoever had a hand in the answer; the worker and imports are nobody."""
    if barred(review) & {person for person in people if person}:
        raise HadAHand


def require_carrier(demand: Demand, by: Actor) -> None:
    """Let act whoever owes what was promised, also while another organ looks at the matter."""
    carrier = carrier_of(demand)
    if carrier.pk == demand.owner_id:
        require_handler(demand, by)
        return
    if by.role is not Role.SYSTEM and carrier.pk != by.organ:
        raise AnotherOrgansTurn(organ=carrier)


def carrier_of(demand: Demand) -> Organ:
    """Return who owes what was promised: the organ that answered, while another looks at it."""
    if demand.state not in UNDER_REVIEW:
        news = demand.reopenings.filter(decision="waiting").select_related("left_by").last()
        return news.left_by if news and news.left_by else demand.owner
    found = Review.objects.filter(points__demand=demand, stage__in=OPEN).select_related("author")
    review = found.order_by("pk").last()
    return review.author if review else demand.owner


def require_new_hands(demand: Demand, person: int) -> None:
    """Refuse whoever gave the answer that was revoked, or that another organ looks at now."""
    if demand.state in UNDER_REVIEW:
        found = Review.objects.filter(points__demand=demand, stage__in=OPEN).order_by("pk").last()
        if found:
            found.petition = demand.petition
            require_clean_hands(found, person)
        return
    point = ReviewPoint.objects.filter(demand=demand, review__stage=Review.Stage.SERVED)
    last = point.select_related("review").order_by("pk").last()
    if last is None or last.result != ReviewPoint.Result.REDO or not person:
        return
    newer = Opinion.objects.filter(
        findings__demand=demand, stage=Opinion.Stage.SERVED, served_at__gt=last.review.served_at
    )
    if person in barred(last.review) and not newer.exists():
        raise RevokedAnswer


def left_behind(demand: Demand, review: Review) -> tuple[State, tuple[Running, ...]]:
    """Return where a demand stood before its review was asked for, and what stopped then."""
    point = review.points.get(demand=demand)
    state = State(point.came_from)
    if state == State.CONCLUDED:
        return state, ()
    clocks = Clock.objects.filter(
        demand=demand,
        limit=WINDOWS[Review.Level(review.level)],
        stopped_on=local_day(review.asked_at),
    )
    last = clocks.order_by("pk").last()
    return state, (as_running(last),) if last else ()


def give_back(review: Review, demands: Iterable[Demand]) -> None:
    """Let the demands be the turn of the organ again whose answer it is."""
    for demand in demands:
        demand.owner, demand.handler = review.author, None
