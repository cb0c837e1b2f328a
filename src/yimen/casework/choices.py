"""What the lists of the doors offer: the tables' own words, without the tables."""

from __future__ import annotations

from django.utils.functional import Promise

from yimen.law.moves import State
from yimen.people.models import Organ
from yimen.registry.models import (
    Accusation,
    Aftercare,
    Bundle,
    Contact,
    Demand,
    Execution,
    Finding,
    Hearing,
    Investigation,
    Link,
    Opinion,
    Party,
    Petition,
    Rating,
    Recusal,
    Repeat,
    Review,
    ReviewPoint,
    Service,
    ServiceAttempt,
    Settlement,
    Suggestion,
)

Choices = list[tuple[str, str | Promise]]

STATES: list[str] = [state.value for state in State]
CHANNELS: Choices = list(Petition.Channel.choices)
CLASSES: Choices = list(Demand.Class.choices)
ADOPTIONS: Choices = list(Suggestion.Result.choices)
OFFICE_LEVELS: dict[str, str | Promise] = dict(Accusation.Level.choices)
CAPACITIES: Choices = list(Party.Capacity.choices)
PARTY_KINDS: Choices = list(Party.Kind.choices)
ID_KINDS: Choices = list(Party.IdKind.choices)
REACHES: Choices = list(Party.Reach.choices)
CONTACTS: Choices = list(Contact.Kind.choices)
RESULTS: Choices = list(Finding.Result.choices)
METHODS: Choices = list(Service.Method.choices)
MISSED: Choices = list(ServiceAttempt.Outcome.choices)
LEVELS: Choices = list(Rating.Level.choices)
LINKS: Choices = list(Link.Kind.choices)
STAGES: Choices = list(Opinion.Stage.choices)
GROUNDS: Choices = list(Repeat.Ground.choices)
CARE: Choices = list(Aftercare.Answer.choices)
EXECUTIONS: Choices = list(Execution.Answer.choices)
SETTLEMENTS: Choices = list(Settlement.Outcome.choices)
AGAIN: Choices = list(Settlement.Because.choices)
ORGAN_KINDS: Choices = list(Organ.Kind.choices)
WISHES: Choices = list(Hearing.Wish.choices)
HEARING_DECISIONS: Choices = list(Hearing.Decision.choices)
CONCLUSIONS: Choices = list(Hearing.Conclusion.choices)
INQUIRIES: Choices = list(Investigation.Kind.choices)
RECUSAL_DECISIONS: Choices = list(Recusal.Decision.choices)
REVIEW_LEVELS: Choices = list(Review.Level.choices)
REVIEW_STAGES: Choices = list(Review.Stage.choices)
REVIEW_GROUNDS: Choices = list(Review.Ground.choices)
REVIEW_ADMITTED: Choices = list(Review.Admitted.choices)
REVIEW_RESULTS: Choices = list(ReviewPoint.Result.choices)
BUNDLE_STATES: Choices = list(Bundle.State.choices)


def word(choices: Choices, value: str) -> str:
    """Return what a value is called, or the value itself where nobody named it."""
    return str(next((label for known, label in choices if known == value), value))
