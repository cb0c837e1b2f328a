"""What the care room keeps: times with a counsellor, workshops and who comes, self-checks."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yimen.people.models import Staff


class Slot(models.Model):
    """A time that a counsellor keeps free for a colleague, and who has taken it.

    While free it is everybody's to take; once taken only two people see it.
    """

    class State(models.TextChoices):
        """What became of it."""

        FREE = "free", _("Free")
        BOOKED = "booked", _("Booked")
        HELD = "held", _("Took place")
        CANCELLED = "cancelled", _("Cancelled")

    counsellor = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    staff = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=50)
    place = models.CharField(max_length=80)
    state = models.CharField(max_length=9, choices=State, default=State.FREE)
    #: What the person wrote beforehand; gone once the talk took place or was called off.
    words_sealed = models.BinaryField(default=bytes)

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_talk_at_a_time",
                fields=["counsellor", "starts_at"],
                condition=~Q(state="cancelled"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at} {self.state}"


class Event(models.Model):
    """A workshop, a training, a lecture for the staff; how many came, and no names."""

    class Kind(models.TextChoices):
        """What sort of event it is."""

        WORKSHOP = "workshop", _("Workshop")
        TRAINING = "training", _("Training")
        LECTURE = "lecture", _("Lecture")
        SALON = "salon", _("Talking circle")

    kind = models.CharField(max_length=8, choices=Kind)
    title = models.CharField(max_length=80)
    about = models.CharField(max_length=400, blank=True)
    place = models.CharField(max_length=80)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    #: The midnight after it: from then on its names are nobody's.
    closes_at = models.DateTimeField()
    capacity = models.PositiveSmallIntegerField()
    organiser = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    is_cancelled = models.BooleanField(default=False)
    #: Kept by the acts, so that nobody need look at names to know.
    signed = models.PositiveSmallIntegerField(default=0)
    came = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="an_event_ends_later", condition=Q(ends_at__gt=F("starts_at"))
            ),
            models.CheckConstraint(
                name="no_more_than_the_room_holds", condition=Q(signed__lte=F("capacity"))
            ),
        ]

    def __str__(self) -> str:
        return self.title


class SignUp(models.Model):
    """Somebody who wishes to come to an event, and whether they came."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="sign_ups")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    #: As the event's: who may look at the name, and until when.
    organiser = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    closes_at = models.DateTimeField()
    came = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(name="signed_up_once", fields=["event", "staff"])]

    def __str__(self) -> str:
        return f"{self.event_id} {self.staff_id}"


class Check(models.Model):
    """A self-check: its answers are the person's, and a counsellor's if the person shares them."""

    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    counsellor = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    version = models.CharField(max_length=20)
    on = models.DateField()
    #: One answer for each question, as digits.
    answers_sealed = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["on"], name="checks_of_a_quarter")]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.on}"
