"""How the facts are found in the open: hearings, investigations, and who must stand aside."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yimen.people.models import Organ, Staff
from yimen.registry.models.free import FreeWords
from yimen.registry.models.papers import Attachment
from yimen.registry.models.petition import Demand, Petition


class Hearing(models.Model):
    """One hearing on one demand, from the asking to its conclusion (arts. 31(6), 36)."""

    class Wish(models.TextChoices):
        """Who wants it held."""

        PETITIONER = "petitioner", _("The petitioner")
        ORGAN = "organ", _("The organ that handles it")

    class Decision(models.TextChoices):
        """What the head of the organ said."""

        WAITING = "waiting", _("To be decided")
        GRANTED = "granted", _("A hearing is held")
        REFUSED = "refused", _("No hearing is held")

    class Conclusion(models.TextChoices):
        """What follows from it for the demand."""

        SUPPORT = "support", _("The demand is to be supported")
        PART = "part", _("The demand is to be supported in part")
        NOT = "not", _("The demand cannot be supported")

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="hearings")
    demand = models.ForeignKey(Demand, models.PROTECT, related_name="hearings")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    wish = models.CharField(max_length=10, choices=Wish)
    channel = models.CharField(max_length=6, choices=Petition.Channel)
    reason = FreeWords()
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    decision = models.CharField(max_length=8, choices=Decision, default=Decision.WAITING)
    answer = FreeWords(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    #: The notice: when it went out, for when and where, led by whom, open to the public or why not.
    called_at = models.DateTimeField(null=True)
    opens_at = models.DateTimeField(null=True)
    ends_on = models.DateField(null=True)
    place = FreeWords(max_length=200, blank=True)
    chair = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    clerk = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    is_public = models.BooleanField(default=True)
    closed_because = FreeWords(blank=True)
    #: The record of what was said.
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    present = FreeWords(blank=True)
    statements = FreeWords(blank=True)
    questions = FreeWords(blank=True)
    evidence = FreeWords(blank=True)
    last_word = FreeWords(blank=True)
    signed = FreeWords(blank=True)
    paper = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="+")
    #: What came of it.
    facts = FreeWords(blank=True)
    conclusion = models.CharField(max_length=7, choices=Conclusion, blank=True)
    reasons = FreeWords(blank=True)
    concluded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_hearing_at_a_time",
                fields=["demand"],
                condition=Q(decision__in=["waiting", "granted"], concluded_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(
                fields=["organ"], name="hearings_to_decide", condition=Q(decision="waiting")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.demand_id} {self.decision}"


class Member(models.Model):
    """Somebody who hears with the chair, and what they think in the end."""

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="hearing_members")
    hearing = models.ForeignKey(Hearing, models.PROTECT, related_name="members")
    #: Of the organ's own staff, or somebody from outside with a name and a standing.
    staff = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    name = FreeWords(max_length=80)
    standing = FreeWords(max_length=120, blank=True)
    #: Nothing in a file is removed: called anew, a hearing keeps who was called before.
    is_seated = models.BooleanField(default=True)
    vote = models.CharField(max_length=7, choices=Hearing.Conclusion, blank=True)
    reason = FreeWords(blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.hearing_id} {self.pk}"


class HearingDays(models.Model):
    """The days of one hearing, which no limit counts in a recheck: the only pause there is."""

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="hearing_days")
    demand = models.ForeignKey(Demand, models.PROTECT, related_name="hearing_days")
    hearing = models.OneToOneField(Hearing, models.PROTECT, related_name="days")
    first_on = models.DateField()
    last_on = models.DateField()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "hearing days"
        constraints = [
            models.CheckConstraint(
                name="a_hearing_ends_after_it_begins",
                condition=Q(last_on__gte=models.F("first_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.demand_id} {self.first_on} {self.last_on}"


class Investigation(models.Model):
    """One talk with somebody who knows, or one look at a place, written down and signed."""

    class Kind(models.TextChoices):
        """What was done."""

        TALK = "talk", _("Questioned somebody")
        SITE = "site", _("Inspected a place")

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="investigations")
    demand = models.ForeignKey(Demand, models.PROTECT, related_name="investigations")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=4, choices=Kind)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    place = FreeWords(max_length=200)
    #: Who was questioned or present, each with what they are in this matter.
    persons = FreeWords()
    second = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    #: Questions and answers line by line, or what was seen and measured.
    words = FreeWords()
    signed = FreeWords()
    paper = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.demand_id} {self.kind}"


class Recusal(models.Model):
    """Somebody should stand aside in a matter: who says so, why, and what was decided (art. 28)."""

    class Decision(models.TextChoices):
        """What whoever is above them said."""

        WAITING = "waiting", _("To be decided")
        GRANTED = "granted", _("Stands aside")
        REFUSED = "refused", _("Stays")

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="recusals")
    demand = models.ForeignKey(Demand, models.PROTECT, related_name="recusals")
    whom = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    #: The organ whose head decides: their own, or the one above where it is the head.
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    wish = models.CharField(max_length=10, choices=Hearing.Wish)
    channel = models.CharField(max_length=6, choices=Petition.Channel)
    relation = FreeWords()
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    decision = models.CharField(max_length=8, choices=Decision, default=Decision.WAITING)
    answer = FreeWords(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    successor = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_recusal_at_a_time",
                fields=["petition"],
                condition=Q(decision="waiting"),
            ),
        ]
        indexes = [
            models.Index(
                fields=["organ"], name="recusals_to_decide", condition=Q(decision="waiting")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.demand_id} {self.decision}"


class Bundle(models.Model):
    """Everything served and recorded of a petition, as one PDF; made in the background."""

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("Waiting to be made")
        MAKING = "making", _("Being made")
        READY = "ready", _("Ready")
        FAILED = "failed", _("It could not be made")

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="bundles")
    #: For whom it was made: what is hers goes to the petitioner, everything to those who judge.
    is_for_petitioner = models.BooleanField()
    organ = models.ForeignKey(Organ, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)
    #: The last line of the record that it holds, and its hash.
    head_seq = models.PositiveIntegerField(default=0)
    head_hash = models.CharField(max_length=64, blank=True)
    #: What stands in it by a sheet alone, for it cannot be printed.
    left_out = ArrayField(models.CharField(max_length=200), default=list)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    ready_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.petition_id} {self.state}"
