"""The clocks that run on a demand, and what lengthens them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yimen.people.models import Staff
from yimen.registry.models.free import FreeWords
from yimen.registry.models.petition import Demand, Petition


class Clock(models.Model):
    """One limit running on one demand."""

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="clocks")
    demand = models.ForeignKey(Demand, models.PROTECT, related_name="clocks")
    limit = models.CharField(max_length=40)
    started_on = models.DateField()
    nominal_on = models.DateField(null=True)
    due_on = models.DateField()
    is_provisional = models.BooleanField(default=False)
    #: Days added by an extension that was noticed in time.
    extra = models.PositiveSmallIntegerField(default=0)
    stopped_on = models.DateField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="a_limit_runs_once_at_a_time",
                fields=["demand", "limit"],
                condition=Q(stopped_on__isnull=True),
            ),
        ]
        indexes = [
            models.Index(
                fields=["limit", "due_on"],
                name="clocks_running",
                condition=Q(stopped_on__isnull=True),
            ),
            models.Index(
                fields=["stopped_on"],
                name="clocks_stopped_late",
                condition=Q(stopped_on__gt=F("due_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.limit} {self.due_on}"


class Extension(models.Model):
    """One asking for more time: who asked, who decided, when the petitioner was told."""

    class Decision(models.TextChoices):
        """What the head of the organ said."""

        ASKED = "asked", _("Waiting for a decision")
        APPROVED = "approved", _("Approved")
        REFUSED = "refused", _("Refused")
        VOID = "void", _("Void: not told in time, or withdrawn")

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="extensions")
    demand = models.ForeignKey(Demand, models.PROTECT, related_name="extensions")
    days = models.PositiveSmallIntegerField()
    reason = FreeWords()
    asked_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    decision = models.CharField(max_length=8, choices=Decision, default=Decision.ASKED)
    decided_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    answer = FreeWords(blank=True)
    told_at = models.DateTimeField(null=True)
    due_before = models.DateField(null=True)
    due_after = models.DateField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="extended_once",
                fields=["demand"],
                condition=Q(decision__in=["asked", "approved"]),
            ),
        ]
        indexes = [
            models.Index(
                fields=["demand"], name="extensions_that_wait", condition=Q(decision="asked")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.demand_id} +{self.days}"
