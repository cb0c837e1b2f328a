"""What is added to a petition: papers, links, referrals to a room."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from yimen.people.models import Staff
from yimen.registry.models.free import FreeWords
from yimen.registry.models.petition import Petition


class Attachment(models.Model):
    """One paper handed in, kept by the hash of what it holds."""

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="attachments")
    name = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    media_type = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    is_from_petitioner = models.BooleanField(default=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.petition_id} {self.sha256[:8]}"


class Link(models.Model):
    """One petition belongs to another, and why somebody says so."""

    class Kind(models.TextChoices):
        """How two petitions belong together."""

        REPEAT = "repeat", _("Same person, same matter")
        RELATED = "related", _("Related matter")

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="links")
    other = models.ForeignKey(Petition, models.PROTECT, related_name="linked_from")
    kind = models.CharField(max_length=8, choices=Kind)
    reason = FreeWords(max_length=200, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="linked_once", fields=["petition", "other"]),
        ]

    def __str__(self) -> str:
        return f"{self.petition_id} {self.kind} {self.other_id}"


class Referral(models.Model):
    """A petition is open to a room, until somebody closes it."""

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="referrals")
    room = models.CharField(max_length=16)
    reason = FreeWords(max_length=200, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.petition_id} to {self.room}"
