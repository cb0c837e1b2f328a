"""The screening sheet, and what was heard of a matter that was guided to another lawful way."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from yimen.people.models import Organ, Staff
from yimen.registry.models.aside import Guidance
from yimen.registry.models.free import FreeWords
from yimen.registry.models.petition import Demand, Petition


class Sheet(models.Model):
    """What a screener found on the two questions: whether it can be handled here, and how."""

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="sheets")
    demand = models.ForeignKey(Demand, models.PROTECT, related_name="sheets")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    #: Whether it can be handled here: then `way` is what may help beside, or empty.
    is_here = models.BooleanField()
    #: A row of law/routes.yaml, which of its times applies, and from which day it runs.
    way = models.CharField(max_length=40, blank=True)
    begins = models.CharField(max_length=20, blank=True)
    since = models.DateField(null=True)
    #: The last day of the petitioner's own time there.
    lapses_on = models.DateField(null=True)
    note = FreeWords(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.demand_id} {self.way or 'here'}"


class FollowUp(models.Model):
    """One time that it was asked, or told, what came of a demand on another lawful way."""

    class Outcome(models.TextChoices):
        """What is known of it."""

        UNKNOWN = "unknown", _("Not known yet")
        ACCEPTED = "accepted", _("Taken up there")
        REFUSED = "refused", _("Not taken up there")

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="follow_ups")
    demand = models.ForeignKey(Demand, models.PROTECT, related_name="follow_ups")
    guidance = models.ForeignKey(Guidance, models.PROTECT, related_name="follow_ups")
    outcome = models.CharField(max_length=8, choices=Outcome)
    #: Who said what, as it was heard; the number that it has there, if one is known.
    words = FreeWords(blank=True)
    number_there = FreeWords(max_length=60, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.demand_id} {self.outcome}"
