"""The answer: opinion, findings, service, and what the petitioner thinks of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yimen.people.models import Organ, Staff
from yimen.registry.models.free import FreeWords
from yimen.registry.models.papers import Attachment
from yimen.registry.models.petition import Demand, Petition


class Opinion(models.Model):
    """One consolidated opinion of one organ on the demands it handles (art. 32)."""

    class Stage(models.TextChoices):
        """How far it has come."""

        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Waiting for the legality check")
        CHECKED = "checked", _("Waiting for signature")
        RETURNED = "returned", _("Returned to the handler")
        SIGNED = "signed", _("Signed")
        ISSUED = "issued", _("Issued")
        SERVED = "served", _("Served")
        DROPPED = "dropped", _("Ended: the petitioner withdrew")

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="opinions")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    stage = models.CharField(max_length=9, choices=Stage, default=Stage.DRAFT)
    drafted_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    drafted_at = models.DateTimeField()
    checked_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)
    issued_at = models.DateTimeField(null=True)
    served_at = models.DateTimeField(null=True)
    #: Why it was sent back, if it was.
    remark = FreeWords(blank=True)
    #: What must be done where a demand is supported, and by when.
    duty = FreeWords(blank=True)
    duty_by = models.DateField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_draft_at_a_time_per_organ",
                fields=["petition", "organ"],
                condition=Q(stage__in=["draft", "returned"]),
            ),
        ]
        indexes = [
            models.Index(
                fields=["organ", "petition"],
                name="opinions_that_wait",
                condition=Q(stage__in=["submitted", "checked"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.petition_id} {self.stage}"


class Finding(models.Model):
    """What an opinion says on one demand."""

    class Result(models.TextChoices):
        """The three results of art. 32."""

        SUPPORTED = "supported", _("Supported")
        EXPLAINED = "explained", _("Explained")
        NOT_SUPPORTED = "not_supported", _("Not supported")

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="findings")
    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="findings")
    demand = models.ForeignKey(Demand, models.PROTECT, related_name="findings")
    request = FreeWords(blank=True)
    facts = FreeWords(blank=True)
    evidence = FreeWords(blank=True)
    reasons = FreeWords(blank=True)
    result = models.CharField(max_length=13, choices=Result, blank=True)
    basis = FreeWords(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="one_finding_per_demand", fields=["opinion", "demand"]),
        ]

    def __str__(self) -> str:
        return f"{self.opinion_id} on {self.demand_id}"


class Service(models.Model):
    """Proof that a paper reached its reader: from here the windows run.

    The paper is one of four: an opinion, a review's opinion, a notice of non-acceptance, or the
    reply to one of several people.
    """

    class Method(models.TextChoices):
        """How it was brought."""

        IN_PERSON = "in_person", _("In person")
        POST = "post", _("By post")
        PLATFORM = "platform", _("Read on the platform")
        NOTICE = "notice", _("By public notice")

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="services")
    opinion = models.ForeignKey(Opinion, models.PROTECT, null=True, related_name="services")
    review = models.ForeignKey(
        "registry.Review", models.PROTECT, null=True, related_name="services"
    )
    decline = models.ForeignKey(
        "registry.Decline", models.PROTECT, null=True, related_name="services"
    )
    reply = models.ForeignKey("registry.Reply", models.PROTECT, null=True, related_name="services")
    method = models.CharField(max_length=9, choices=Method)
    recipient = FreeWords(max_length=80, blank=True)
    proof = FreeWords(max_length=200, blank=True)
    #: The signed receipt, the slip of the post, or the photo of the board.
    paper = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="+")
    #: In person: why she would not sign, and who saw it. By post: the number of the parcel.
    refusal = FreeWords(max_length=200, blank=True)
    witnesses = FreeWords(max_length=120, blank=True)
    parcel = models.CharField(max_length=40, blank=True)
    #: On the notice board: where it hung, and from when.
    place = FreeWords(max_length=120, blank=True)
    posted_on = models.DateField(null=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.petition_id} {self.method}"


class Rating(models.Model):
    """What the petitioner thinks of one organ's work on it. Silence has no row."""

    class Level(models.TextChoices):
        """The three levels of the national rating."""

        SATISFIED = "satisfied", _("Satisfied")
        BASICALLY = "basically", _("Basically satisfied")
        DISSATISFIED = "dissatisfied", _("Not satisfied")

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="ratings")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    level = models.CharField(max_length=12, choices=Level)
    reasons = FreeWords(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="one_rating_per_organ", fields=["petition", "organ"]),
        ]

    def __str__(self) -> str:
        return f"{self.petition_id} {self.organ_id}"
