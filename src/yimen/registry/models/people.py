"""What belongs to people, not to a road: repeats, joint handling, rosters, replies, aftercare."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yimen.people.models import Organ, Staff
from yimen.registry.models.answer import Opinion
from yimen.registry.models.free import FreeWords
from yimen.registry.models.papers import Attachment
from yimen.registry.models.petition import Demand, Party, Petition


class Repeat(models.Model):
    """A demand that was answered with the earlier matter, and where that stood then."""

    class Ground(models.TextChoices):
        """Why it is not handled a second time."""

        RUNNING = "running", _("Runs elsewhere, within its limit")
        FINAL = "final", _("Rechecked, with the same facts and reasons")

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="repeats")
    demand = models.ForeignKey(Demand, models.PROTECT, related_name="repeats")
    other = models.ForeignKey(Petition, models.PROTECT, related_name="repeated_by")
    other_demand = models.ForeignKey(Demand, models.PROTECT, related_name="+")
    ground = models.CharField(max_length=7, choices=Ground)
    #: Where the earlier matter stood when this was answered: it goes on, the answer stays.
    other_state = models.CharField(max_length=16)
    other_organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    other_due_on = models.DateField(null=True)
    reason = FreeWords()
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    resumed_at = models.DateTimeField(null=True)
    resumed_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    resumed_because = FreeWords(blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.demand_id} repeats {self.other_demand_id}"


class Joining(models.Model):
    """A petition is handled together with another one, the leading one, until it parts."""

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="joinings")
    leader = models.ForeignKey(Petition, models.PROTECT, related_name="leads")
    #: Which of its demands are the same matter as which demand of the leading petition.
    positions = ArrayField(models.PositiveSmallIntegerField())
    leader_position = models.PositiveSmallIntegerField(default=1)
    reason = FreeWords()
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    parted_at = models.DateTimeField(null=True)
    parted_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    parted_because = FreeWords(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="joined_once", fields=["petition"], condition=Q(parted_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.petition_id} with {self.leader_id}"


class Roster(models.Model):
    """A list of co-signers that was taken in, and how many of its rows were not."""

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="rosters")
    paper = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="+")
    people = models.PositiveIntegerField()
    left_out = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.petition_id}: {self.people}"


class Reply(models.Model):
    """The answer as it goes to one of several people: theirs to hold, beside the opinion."""

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="replies")
    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="replies")
    party = models.ForeignKey(Party, models.PROTECT, related_name="replies")
    at = models.DateTimeField()
    served_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "replies"
        constraints = [
            models.UniqueConstraint(name="one_reply_each", fields=["opinion", "party"]),
        ]
        indexes = [
            models.Index(name="reply_to_bring", fields=["opinion"], condition=Q(served_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.opinion_id} to {self.party_id}"


class Execution(models.Model):
    """A supported demand was reported as carried out: the proof, and what the petitioner says."""

    class Answer(models.TextChoices):
        """What the petitioner says; silence is none of the other two."""

        WAITING = "waiting", _("Waiting for the petitioner")
        CONFIRMED = "confirmed", _("The petitioner confirms it")
        DISPUTED = "disputed", _("The petitioner says it was not done")

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="executions")
    demand = models.ForeignKey(Demand, models.PROTECT, related_name="executions")
    proof = FreeWords()
    paper = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    answer = models.CharField(max_length=9, choices=Answer, default=Answer.WAITING)
    words = FreeWords(blank=True)
    channel = models.CharField(max_length=6, choices=Petition.Channel, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.demand_id} {self.answer}"


class Aftercare(models.Model):
    """Help that is offered once a matter is closed, and taken or left as the person likes."""

    class Answer(models.TextChoices):
        """What the person says to it; both are right."""

        WAITING = "waiting", _("Offered")
        TAKEN = "taken", _("Taken up")
        LEFT = "left", _("Not wanted")

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="aftercare")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    words = FreeWords()
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    answer = models.CharField(max_length=7, choices=Answer, default=Answer.WAITING)
    channel = models.CharField(max_length=6, choices=Petition.Channel, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "aftercare"

    def __str__(self) -> str:
        return f"{self.petition_id} {self.answer}"
