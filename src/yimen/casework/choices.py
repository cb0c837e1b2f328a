"""What the lists of the doors offer: the tables' own words, without the tables."""

from __future__ import annotations

from django.utils.functional import Promise

from yimen.law.moves import State
from yimen.people.models import Organ
from yimen.registry.models import (
    Contact,
    Demand,
    Finding,
    Link,
    Opinion,
    Party,
    Petition,
    Rating,
    Service,
)

Choices = list[tuple[str, str | Promise]]

STATES: list[str] = [state.value for state in State]
CHANNELS: Choices = list(Petition.Channel.choices)
CLASSES: Choices = list(Demand.Class.choices)
CAPACITIES: Choices = list(Party.Capacity.choices)
PARTY_KINDS: Choices = list(Party.Kind.choices)
ID_KINDS: Choices = list(Party.IdKind.choices)
REACHES: Choices = list(Party.Reach.choices)
CONTACTS: Choices = list(Contact.Kind.choices)
RESULTS: Choices = list(Finding.Result.choices)
METHODS: Choices = list(Service.Method.choices)
LEVELS: Choices = list(Rating.Level.choices)
LINKS: Choices = list(Link.Kind.choices)
STAGES: Choices = list(Opinion.Stage.choices)
ORGAN_KINDS: Choices = list(Organ.Kind.choices)


def word(choices: Choices, value: str) -> str:
    """Return what a value is called, or the value itself where nobody named it."""
    return str(next((label for known, label in choices if known == value), value))
