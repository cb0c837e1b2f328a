"""Reading in the care room: one's own, what is open to all, and figures of ten and more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef

from yimen.access.actor import Actor, Role
from yimen.access.rls import behind_walls
from yimen.access.rooms import WALLS, require_room
from yimen.access.walls import rows
from yimen.base.errors import NotFound
from yimen.base.seal import unseal
from yimen.law.headcounts import FEWEST_SHOWN
from yimen.people.models import Post, Staff
from yimen.people.queries import held_on
from yimen.rooms.care.caring import require_post, seen_slots
from yimen.rooms.care.material import CHECK
from yimen.rooms.care.models import Check, Event, SignUp, Slot

KINDS = Event.Kind.choices
_QUARTER = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Mood:
    """How one completed quarter was answered, roughly: whose answers they are cannot be told.

    `people` is a full ten that so many reached, and each mean stands to the half point. Whoever
    removes a self-check later changes both, and from exact figures before and after it anybody
    could work out the answers that were taken away.
    """

    year: int
    quarter: int
    people: int
    means: tuple[float, ...]


def free_slots(by: Actor, at: datetime) -> list[Slot]:
    """Return the times that can be taken, soonest first."""
    require_post(by)
    found = Slot.objects.filter(rows(by, WALLS["care_slot"]), state="free", starts_at__gt=at)
    return list(found.exclude(counsellor=by.id).select_related("counsellor"))


def my_slots(by: Actor) -> list[Slot]:
    """Return the talks that this person has booked or had."""
    require_post(by)
    return list(seen_slots(by).filter(staff=by.id).select_related("counsellor"))


def offered_slots(by: Actor, since: datetime) -> list[Slot]:
    """Return the times that a counsellor offers, with who has taken them."""
    require_post(by)
    found = seen_slots(by).filter(counsellor=by.id, starts_at__gte=since)
    return list(found.exclude(state="cancelled").select_related("staff"))


def words_of(slot: Slot, by: Actor) -> str:
    """Return what was written beforehand, to the two whom it concerns."""
    if by.id not in {slot.staff_id, slot.counsellor_id} or not slot.words_sealed:
        return ""
    return unseal(slot.words_sealed)


def events(by: Actor, since: datetime) -> list[Event]:
    """Return the events that are not over yet."""
    require_post(by)
    found = Event.objects.filter(rows(by, WALLS["care_event"]), closes_at__gt=since)
    return list(found.exclude(is_cancelled=True))


def event_of(by: Actor, event_id: int) -> Event:
    """Return one event.

    Raises:
        NotFound: there is none.
    """
    require_post(by)
    found = Event.objects.filter(rows(by, WALLS["care_event"]), pk=event_id).first()
    if found is None:
        raise NotFound
    return found


def going_to(by: Actor) -> set[int]:
    """Return the events for which this person has signed up."""
    seen = SignUp.objects.filter(rows(by, WALLS["care_signup"]), staff=by.id)
    return set(seen.values_list("event", flat=True))


def names_of(by: Actor, event_id: int) -> list[SignUp]:
    """Return who signed up, to the organiser until the night after the event."""
    event = event_of(by, event_id)
    if event.organiser_id != by.id:
        return []
    seen = SignUp.objects.filter(rows(by, WALLS["care_signup"]), event=event)
    return list(seen.select_related("staff"))


def checks_of(by: Actor) -> list[tuple[Check, list[int]]]:
    """Return this person's own self-checks with their answers, newest first."""
    require_post(by)
    seen = Check.objects.filter(rows(by, WALLS["care_check"]), staff=by.id)
    return [(one, _answers(one)) for one in seen]


def shared_checks(by: Actor) -> list[tuple[Check, list[int]]]:
    """Return the self-checks that colleagues share with this counsellor."""
    require_post(by)
    seen = Check.objects.filter(rows(by, WALLS["care_check"]), counsellor=by.id)
    return [(one, _answers(one)) for one in seen.select_related("staff")]


def counsellors(by: Actor, on: date) -> list[tuple[int, str]]:
    """Return the counsellors with whom a self-check can be shared."""
    held = Staff.objects.filter(
        Exists(Post.objects.filter(held_on(on), staff=OuterRef("pk"), role=Role.COUNSELLOR)),
        is_active=True,
    )
    return sorted({(one.pk, one.name) for one in held if one.pk != by.id})


def moods(by: Actor, today: date) -> list[Mood]:
    """Return the figures of completed quarters in which ten people and more answered.

    Whole quarters that are over, each by itself: from two figures no third can be taken away.
    """
    require_room(by, "care.groups")
    with behind_walls(by):
        asked = list(Check.objects.filter(version=CHECK.version, on__lt=_quarter_begins(today)))
    found: dict[tuple[int, int], dict[int, list[int]]] = {}
    for one in sorted(asked, key=lambda check: (check.at, check.pk)):
        when = (one.on.year, (one.on.month - 1) // _QUARTER + 1)
        found.setdefault(when, {})[one.staff_id] = _answers(one)  # each person once: the last
    return [
        Mood(
            year=year,
            quarter=quarter,
            people=len(people) // FEWEST_SHOWN * FEWEST_SHOWN,
            means=tuple(_means(people)),
        )
        for (year, quarter), people in sorted(found.items(), reverse=True)
        if len(people) >= FEWEST_SHOWN
    ]


def _quarter_begins(day: date) -> date:
    return date(day.year, (day.month - 1) // _QUARTER * _QUARTER + 1, 1)


def _answers(check: Check) -> list[int]:
    return [int(digit) for digit in unseal(check.answers_sealed)]


def _means(people: dict[int, list[int]]) -> Iterator[float]:
    for place in range(len(CHECK.questions)):
        mean = sum(answers[place] for answers in people.values()) / len(people)
        yield round(2 * mean) / 2
