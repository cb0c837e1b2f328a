"""A name or an address that nobody can make out: since when, why, and how it became clear."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from yimen.people.models import Staff
from yimen.registry.models.free import FreeWords
from yimen.registry.models.petition import Petition


class UnclearSender(models.Model):
    """Whoever petitioned cannot be written to, from one day to another or until now."""

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="unclear")
    #: What cannot be made out, and what is known since.
    words = FreeWords()
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    known = FreeWords(blank=True)
    cleared_at = models.DateTimeField(null=True)
    cleared_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="unclear_once", fields=["petition"], condition=Q(cleared_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.petition_id} since {self.at}"
