"""What happens to a demand on its way: sent, declined, looked into."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yimen.people.models import Organ, Staff
from yimen.registry.models.free import FreeWords
from yimen.registry.models.petition import Demand, Petition


class Dispatch(models.Model):
    """One sending of one demand to an organ (art. 22)."""

    class Kind(models.TextChoices):
        """Forwarded, or assigned with a date and a report."""

        FORWARD = "forward", _("Forwarded")
        ASSIGN = "assign", _("Assigned")

    class Outcome(models.TextChoices):
        """What became of it."""

        OPEN = "open", _("Waiting for the organ")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Not accepted")
        RETURNED = "returned", _("Taken back after an objection")
        ENDED = "ended", _("Ended: withdrawn, or another lawful way")

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="dispatches")
    demand = models.ForeignKey(Demand, models.PROTECT, related_name="dispatches")
    kind = models.CharField(max_length=8, choices=Kind)
    from_organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    to_organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    report_by = models.DateField(null=True)
    reported_at = models.DateTimeField(null=True)
    report = FreeWords(blank=True)
    note = FreeWords(blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome, default=Outcome.OPEN)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "dispatches"

    def __str__(self) -> str:
        return f"{self.demand_id} to {self.to_organ_id}"


class Decline(models.Model):
    """Why a demand was not accepted, and where its petitioner can go (arts. 23, 44)."""

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="declines")
    demand = models.ForeignKey(Demand, models.PROTECT, related_name="declines")
    reason = FreeWords()
    article = FreeWords(max_length=80, blank=True)
    where_to_go = FreeWords()
    limits_there = FreeWords(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    served_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(name="notice_to_bring", fields=["demand"], condition=Q(served_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.demand_id} not accepted"


class Contact(models.Model):
    """One entry of the contact log: that somebody talked to the person, or looked, and saw."""

    class Kind(models.TextChoices):
        """How the facts were heard or seen."""

        MEETING = "meeting", _("Met the petitioner")
        PHONE = "phone", _("Talked by phone")
        WRITING = "writing", _("Heard in writing")
        SITE = "site", _("Visited the place")
        INQUIRY = "inquiry", _("Inquired elsewhere")
        EXECUTION = "execution", _("Carried out the opinion")
        CATEGORY = "category", _("Mended the category")

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="contacts")
    demand = models.ForeignKey(Demand, models.PROTECT, related_name="contacts")
    kind = models.CharField(max_length=10, choices=Kind)
    words = FreeWords()
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.demand_id} {self.kind}"
