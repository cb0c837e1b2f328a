"""What the acts on suggestions have in common: what a decision must say (art. 29)."""

from __future__ import annotations

from dataclasses import dataclass

from yimen.base.errors import Refused
from yimen.casework.guards import require_choice, require_reason
from yimen.registry.models import Demand, Suggestion


class NoSuggestion(Refused):
    """It is no suggestion. Screen it again if it is one, or accept it as what it is."""


class NotStudied(Refused):
    """Nobody has studied it yet. Its handler writes the study down first."""


class MeasuresMissing(Refused):
    """Say what will be done of it, and by when: it is adopted."""


class NothingToReward(Refused):
    """Only a suggestion that is adopted, wholly or in part, is proposed for a reward."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What becomes of a suggestion, and why; `reward` is empty where none is proposed."""

    result: str
    reasons: str
    measures: str = ""
    reward: str = ""


def require_suggestion(demand: Demand) -> None:
    """Let only a suggestion be studied."""
    if demand.kind != Demand.Class.SUGGESTION:
        raise NoSuggestion


def suggestion_of(demand: Demand) -> Suggestion:
    """Return how far a suggestion has been studied."""
    require_suggestion(demand)
    return Suggestion.objects.get(demand=demand)


def write(suggestion: Suggestion, decided: Decided) -> None:
    """Put a proposal or a decision into the row; the caller saves it.

    Raises:
        NoSuchChoice, SayWhy, MeasuresMissing, NothingToReward: it is not complete.
    """
    suggestion.result = require_choice(decided.result, Suggestion.Result.values)
    suggestion.reasons = require_reason(decided.reasons)
    is_adopted = suggestion.result != Suggestion.Result.NOT_ADOPTED
    if is_adopted and not decided.measures.strip():
        raise MeasuresMissing
    if decided.reward.strip() and not is_adopted:
        raise NothingToReward
    suggestion.measures = decided.measures.strip()
    suggestion.reward = decided.reward.strip()
