"""How demands are put in order and sent on: sorted, supplemented, reported up, ruled on, helped."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yimen.people.models import Organ, Staff
from yimen.registry.models.free import FreeWords
from yimen.registry.models.petition import Demand, Petition
from yimen.registry.models.road import Dispatch


class Sorting(models.Model):
    """Demands split or merged: which, why, and in which words the first was asked."""

    class Kind(models.TextChoices):
        """One became several, or several became one."""

        SPLIT = "split", _("Split")
        MERGED = "merged", _("Merged")
        DIVIDED = "apart", _("In files of their own")

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="sortings")
    kind = models.CharField(max_length=6, choices=Kind)
    #: Positions: of the demand that was split or kept, and of those born of it or merged into it.
    kept = models.PositiveSmallIntegerField()
    others = ArrayField(models.PositiveSmallIntegerField())
    #: The petitioner's own words, as they stood before.
    words = FreeWords(blank=True)
    reason = FreeWords()
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.petition_id} {self.kind} {self.kept}"


class Supplement(models.Model):
    """What the petitioner is asked to bring, why, and who helps; no clock waits for it."""

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="supplements")
    demand = models.ForeignKey(Demand, models.PROTECT, related_name="supplements")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    wanted = FreeWords()
    reason = FreeWords()
    help = FreeWords(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.demand_id} supplement"


class UrgentReport(models.Model):
    """A grave or urgent event as it was reported: the event, never a judgement of a person."""

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="urgent_reports")
    demand = models.ForeignKey(Demand, models.PROTECT, related_name="urgent_reports")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    recipients = FreeWords()
    event = FreeWords()
    happened = FreeWords(max_length=120)
    place = FreeWords(max_length=200)
    affected = FreeWords()
    measures = FreeWords()
    known_at = models.DateTimeField()
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.petition_id} urgent"


class Ruling(models.Model):
    """A higher organ is asked whose a matter is, and says it (arts. 22(1), 24)."""

    class Cause(models.TextChoices):
        """Why it was asked."""

        DISPUTE = "dispute", _("Disputed between organs")
        REPORT = "report", _("Grave, urgent or unclear: reported up")

    class Body(models.TextChoices):
        """Who decides (art. 24)."""

        SUPERIOR = "superior", _("The common superior")
        MEETING = "meeting", _("The joint meeting on petition work")
        GOVERNMENT = "government", _("The Party committee or government")

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="rulings")
    demand = models.ForeignKey(Demand, models.PROTECT, related_name="rulings")
    cause = models.CharField(max_length=7, choices=Cause)
    #: The sending in dispute, where there was one.
    dispatch = models.ForeignKey(Dispatch, models.PROTECT, null=True, related_name="rulings")
    from_organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    #: In whose hands the decision lies, and between which organs.
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    body = models.CharField(max_length=10, choices=Body)
    between = ArrayField(models.BigIntegerField(), default=list, blank=True)
    reason = FreeWords()
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    competent = models.ForeignKey(Organ, models.PROTECT, null=True, related_name="+")
    decision = FreeWords(blank=True)
    document = FreeWords(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_ruling_at_a_time",
                fields=["demand"],
                condition=Q(decided_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.demand_id} {self.cause}"


class Precedent(models.Model):
    """One page of the book: whose such matters are, once decided. It names no petition, nobody."""

    category = models.CharField(max_length=80, db_index=True)
    #: The path of the region where it counts.
    area = models.CharField(max_length=100)
    competent = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    body = models.CharField(max_length=10, choices=Ruling.Body)
    between = ArrayField(models.BigIntegerField(), default=list, blank=True)
    rule = models.TextField()
    decided_on = models.DateField()

    class Meta:
        ordering = ["-decided_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.category}: {self.competent_id}"


class Assistance(models.Model):
    """One organ asks another for its part; the one that asks answers for the whole."""

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="assistances")
    demand = models.ForeignKey(Demand, models.PROTECT, related_name="assistances")
    from_organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    question = FreeWords()
    answer_by = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    answer = FreeWords(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="asked_once_at_a_time",
                fields=["demand", "organ"],
                condition=Q(answered_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(
                fields=["organ", "answer_by"],
                name="contributions_that_wait",
                condition=Q(answered_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.demand_id} asks {self.organ_id}"


class Simple(models.Model):
    """The simplified procedure on one demand: why it fits, how it was told, how it ended."""

    class Ground(models.TextChoices):
        """Where the procedure fits: the five cases of the Measures, art. 4."""

        CLEAR = "clear", _("Facts and responsibility clear, little dispute, easy to settle")
        INQUIRY = "inquiry", _("An inquiry, suggestion or thanks that can be answered at once")
        URGENT = "urgent", _("Daily life, and time matters")
        PROMISED = "promised", _("The organ has promised or decided it already")
        OTHER = "other", _("Otherwise simple")

    class Told(models.TextChoices):
        """How the petitioner is told."""

        PHONE = "phone", _("By phone")
        MESSAGE = "message", _("By text message")
        ONLINE = "online", _("On the platform")
        PAPER = "paper", _("On paper")

    class Because(models.TextChoices):
        """Why it went on in the ordinary procedure."""

        UNSUITABLE = "unsuitable", _("It proved not simple")
        REFUSAL = "refusal", _("It may not be supported")
        ASKED = "asked", _("The petitioner asked for it")
        TIME = "time", _("Its short time has passed")

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="simples")
    demand = models.ForeignKey(Demand, models.PROTECT, related_name="simples")
    ground = models.CharField(max_length=8, choices=Ground)
    proposed_at = models.DateTimeField(null=True)
    proposed_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    told_by = models.CharField(max_length=7, choices=Told, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    answer_by = models.CharField(max_length=7, choices=Told, blank=True)
    #: Who was spoken to, or where it was sent: what proves that it was told.
    proof = FreeWords(max_length=200, blank=True)
    opinion = models.ForeignKey(
        "registry.Opinion", models.PROTECT, null=True, related_name="simples"
    )
    dropped_at = models.DateTimeField(null=True)
    because = models.CharField(max_length=10, choices=Because, blank=True)
    reason = FreeWords(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(name="simple_once", fields=["demand"])]

    def __str__(self) -> str:
        return f"{self.demand_id} simple"
