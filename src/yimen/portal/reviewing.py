"""Asking the organ above to look again: what is offered on a matter's page, and what it asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from yimen.casework.choices import REVIEW_LEVELS, REVIEW_RESULTS, word
from yimen.casework.explaining import why_clock
from yimen.casework.filing import Paper
from yimen.casework.queries.mine import MyDemand, MyFile
from yimen.casework.queries.open_reviews import (
    PETITION_WAY,
    is_reviewed,
    open_review,
    window,
)
from yimen.casework.replies import LIMIT, last_day
from yimen.casework.reviewing import Plea
from yimen.casework.showing import Shown
from yimen.law.limits import LIMITS
from yimen.law.moves import MOVES, Move, State
from yimen.portal.choosing import offer
from yimen.portal.fields import ACCEPTED, Words
from yimen.portal.forms import Asked

if TYPE_CHECKING:
    from yimen.casework.queries.file import ClockShown
    from yimen.portal.presenting import Looked
    from yimen.registry.models import Review

MOST = 2000
OPINIONS = {"review": "review_opinion", "recheck": "recheck_opinion"}
NOTICE = "non_acceptance_notice"
#: Until it is signed, a request can be taken back.
CAN_BE_TAKEN_BACK = frozenset({"asked", "accepted", "submitted", "returned"})
SIGNED, SERVED = "signed", "served"


class PaperForm(Asked):
    """A form with a paper, if she has one."""

    paper = forms.FileField(
        label=_("A paper or photograph, if you have one"),
        required=False,
        widget=forms.FileInput({"accept": ACCEPTED}),
    )

    def handed_in(self) -> Paper | None:
        """Return the paper, as it came."""
        sent = self.cleaned_data.get("paper")
        return Paper(name=sent.name, data=sent.read()) if sent else None


class AskForm(PaperForm):
    """What she asks of the organ above."""

    demands = forms.TypedMultipleChoiceField(
        label=_("With which answer do you disagree?"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one.")},
    )
    to = forms.TypedChoiceField(
        label=_("Which organ above shall look at it?"),
        help_text=_("The law lets you choose; both decide by the same rules and in the same time."),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )
    request = Words(
        label=_("What do you ask for?"),
        help_text=_("For example: that the answer is revoked, or what should be changed in it."),
        missing=_("Write what you ask for, in a sentence or two."),
        most=MOST,
        rows=3,
    )
    facts = Words(
        label=_("What is wrong with the answer?"),
        help_text=_("Facts that are missing or not right, rules that were not followed."),
        required=False,
        most=MOST,
        rows=6,
    )
    late_reason = Words(
        label=_("Why does it come only now?"),
        help_text=_(
            "For example illness, or that nobody told you of your right or its time. You need not"
            " prove it here; papers help."
        ),
        required=False,
        most=MOST,
        rows=3,
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: Any = None,  # noqa: ANN401  # Django's own
        *,
        found: Mapping[int, str],
        organs: Mapping[int, str],
        first: int,
        is_late: bool,
    ) -> None:
        """Ask only what is open: which demands, which organ, and about a delay."""
        super().__init__(data, files)
        offer(self, "demands", found, [first])
        offer(self, "to", organs, next(iter(organs), None))
        if not is_late:
            del self.fields["late_reason"]
        self.order_fields(["demands", "to", "request", "facts", "late_reason", "paper"])

    def given(self) -> dict[str, Any]:
        """Return what the act takes."""
        said = self.cleaned_data
        return {
            "demands": said["demands"],
            "to": said["to"],
            "plea": Plea(
                request=said["request"],
                facts=said["facts"],
                late_reason=said.get("late_reason", ""),
                paper=self.handed_in(),
            ),
        }


class NewsForm(PaperForm):
    """What is new."""

    news = Words(
        label=_("What is new?"),
        help_text=_("A fact that was not known, a paper that was not there, another reason."),
        missing=_("Write what is new, in a sentence or two."),
        most=MOST,
        rows=6,
    )

    field_order = ("news", "paper")


def choices(looked: Looked) -> Iterator[Shown]:
    """Yield what can be done after an answer: look again, receive, take back, something new."""
    for review in looked.file.reviews:
        if waits_to_be_received(looked.file, review):
            yield _receive(looked, review)
    seen: set[tuple[int, str]] = set()
    for one in looked.file.demands:
        key = (one.opinion.pk if one.opinion else -one.demand.pk, one.demand.state)
        if key in seen:
            continue
        seen.add(key)
        if can_be_asked(one):
            yield _ask(looked, one)
    yield from _back(looked)
    for one in looked.file.demands:
        if one.demand.state in MOVES[Move.ASK_REOPEN].ways and not _waits(one):
            yield _anew(looked, one)


def can_be_asked(one: MyDemand) -> bool:
    """Say whether somebody above can be asked to look at the answer to a demand."""
    demand = one.demand
    move = Move.ASK_RECHECK if is_reviewed(demand) else Move.ASK_REVIEW
    own_way = demand.state == State.NOT_ACCEPTED or (demand.route or PETITION_WAY) == PETITION_WAY
    return own_way and demand.state in MOVES[move].ways


def window_of(one: MyDemand) -> ClockShown | None:
    """Return the newest of the time limits within which she may ask."""
    found = [clock for clock in one.clocks if clock.limit == window(one.demand)]
    return max(found, key=lambda clock: clock.started_on, default=None)


def is_late(one: MyDemand, today: date) -> bool:
    """Say whether the time to ask is over: of several people, for each of them."""
    clock = window_of(one)
    if clock is None:
        return False
    of_several = one.opinion is not None and not is_reviewed(one.demand)
    last = last_day(one.opinion, clock.due_on) if of_several else clock.due_on
    return last is not None and last < today


def each_has_time(today: date) -> str:
    """Say that each of several people who asked together has their own time."""
    days = LIMITS.on(LIMIT, today).days or 0
    return ngettext(
        "Each who signed has their own {n} day, from the day on which they received their own"
        " answer; nobody else's consent is needed. It is not known of everybody that this time"
        " is over.",
        "Each who signed has their own {n} days, from the day on which they received their own"
        " answer; nobody else's consent is needed. It is not known of everybody that this time"
        " is over.",
        days,
    ).format(n=days)


def waits_to_be_received(file: MyFile, review: Review) -> bool:
    """Say whether a review opinion is printed, but has not reached her yet."""
    return review.stage == SIGNED and letter_of(file, review) != 0


def letter_of(file: MyFile, review: Review) -> int:
    """Return the latest print of a review opinion."""
    kind = OPINIONS[review.level]
    found = (one.pk for one in file.letters if one.kind == kind and one.subject == review.pk)
    return next(found, 0)


def replaced(file: MyFile) -> set[int]:
    """Return the opinions that were looked at above, with the outcome in her hands."""
    return {one.opinion_id for one in file.reviews if one.stage == SERVED and one.opinion_id}


def to_read(looked: Looked) -> Iterator[Shown]:
    """Yield what was decided above, the last first: it says what the answer is from now on."""
    for review in sorted(looked.file.reviews, key=lambda review: review.pk, reverse=True):
        letter = letter_of(looked.file, review)
        if review.stage != SERVED or not letter:
            continue
        points = (p for one in looked.file.demands for p in one.demand.review_points.all())
        found = (word(REVIEW_RESULTS, p.result) for p in points if p.review_id == review.pk)
        yield {
            "title": gettext("The opinion of {organ}").format(organ=review.organ.name),
            "text": gettext(", ").join(dict.fromkeys(map(str, found))),
            "url": looked.url("letter", letter),
            "label": gettext("Read the opinion"),
            "first": True,
        }


def reviewed(looked: Looked, one: MyDemand) -> list[Shown]:
    """Return what was decided above on one demand, each with its opinion to read."""
    return [
        {
            "label": word(REVIEW_LEVELS, point.review.level),
            "result": word(REVIEW_RESULTS, point.result) if point.result else "",
            "url": looked.url("letter", letter_of(looked.file, point.review)),
        }
        for point in sorted(one.demand.review_points.all(), key=lambda point: point.review_id)
        if point.review.stage == SERVED and letter_of(looked.file, point.review)
    ]


def hidden_letters(looked: Looked) -> dict[int, str]:
    """Return the letters that are to be received first, each with the page that says so."""
    file = looked.file
    pages = {
        (OPINIONS[review.level], review.pk): looked.url("receive_review", review.pk)
        for review in file.reviews
        if waits_to_be_received(file, review)
    }
    pages |= {
        (NOTICE, notice): looked.url("receive_notice", one.demand.pk)
        for one in file.demands
        if (notice := unserved_notice(one))
    }
    asked = ((letter.pk, pages.get((letter.kind, letter.subject))) for letter in file.letters)
    return {letter: page for letter, page in asked if page}


def unserved_notice(one: MyDemand) -> int:
    """Return the notice that a demand is not accepted, while she has not received it."""
    declined = list(one.demand.declines.all())
    waits = declined and one.demand.state == State.NOT_ACCEPTED and not declined[-1].served_at
    return declined[-1].pk if waits else 0


def _ask(looked: Looked, one: MyDemand) -> Shown:
    clock, is_second = window_of(one), is_reviewed(one.demand)
    shown: Shown = {
        "title": gettext("Ask for a recheck if you disagree with the review")
        if is_second
        else gettext("Ask for a review if you disagree"),
        "text": gettext(
            "The organ above looks at it again; nobody who had a hand in it takes part."
        ),
        "url": looked.url("ask_review", one.demand.pk),
        "label": gettext("Ask for a recheck") if is_second else gettext("Ask for a review"),
    }
    if clock and clock.due_on >= looked.today:
        return shown | {"until": clock.due_on, "why": why_clock(clock, looked.today)}
    if clock and not is_late(one, looked.today):
        shown["text"] = each_has_time(looked.today)
    elif clock:
        shown["text"] = gettext(
            "The time to ask has passed. If there is a reason why you could not ask in time, or"
            " nobody told you of your right, you may still ask: it is registered and answered."
        )
    return shown


def _receive(looked: Looked, review: Review) -> Shown:
    return {
        "title": gettext("Read the opinion of {organ}").format(organ=review.organ.name),
        "text": gettext("It has looked at your request and answers in writing."),
        "url": looked.url("receive_review", review.pk),
        "label": gettext("Read the opinion"),
        "first": True,
    }


def _back(looked: Looked) -> Iterator[Shown]:
    seen: set[int] = set()
    for one in looked.file.demands:
        review = open_review(one.demand)
        if review and review.stage in CAN_BE_TAKEN_BACK and review.pk not in seen:
            seen.add(review.pk)
            yield {
                "title": gettext("Take your request back"),
                "text": gettext("Only if you want to. The answer then stands as it stood."),
                "url": looked.url("take_back", one.demand.pk),
                "label": gettext("Read what that means"),
            }


def _anew(looked: Looked, one: MyDemand) -> Shown:
    return {
        "title": gettext("Something new has come up"),
        "text": gettext(
            "Only the same facts and reasons are settled. New ones you can hand in at any time, and"
            " you get an answer in writing."
        ),
        "url": looked.url("news", one.demand.pk),
        "label": gettext("Hand in what is new"),
    }


def _waits(one: MyDemand) -> bool:
    return any(row.decision == "waiting" for row in one.demand.reopenings.all())
