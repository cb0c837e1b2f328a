"""What proves the record to strangers, and a service to a court: keys, digests, failed attempts."""

from __future__ import annotations

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from yimen.people.models import Staff
from yimen.registry.models.answer import Opinion, Service
from yimen.registry.models.free import FreeWords
from yimen.registry.models.petition import Petition


class PublicKey(models.Model):
    """A key that letters and digests were signed with; it holds until the next one begins.

    Written once, never changed, never removed: an old letter needs its old key.
    """

    class Reason(models.TextChoices):
        """Why this key took the place of the one before."""

        FIRST = "first", _("The first key")
        CHANGED = "changed", _("Changed in the ordinary way")
        LOST = "lost", _("The key before was lost")
        STOLEN = "stolen", _("The key before may be in strange hands")

    name = models.CharField(max_length=8, unique=True)
    public = models.CharField(max_length=64, unique=True)
    reason = models.CharField(max_length=7, choices=Reason, default=Reason.FIRST)
    began_at = models.DateTimeField()
    #: The signature of the key before on this one, where it was at hand.
    endorsed = models.CharField(max_length=128, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Digest(models.Model):
    """One signed sum over every line written since the digest before, which it names."""

    number = models.PositiveIntegerField(primary_key=True)
    made_at = models.DateTimeField()
    #: The row numbers of the lines: after the first, up to and with the last.
    after_line = models.BigIntegerField()
    last_line = models.BigIntegerField()
    lines = models.PositiveBigIntegerField()
    root = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, blank=True)
    key = models.ForeignKey(PublicKey, models.PROTECT, related_name="+")
    said = models.JSONField(encoder=DjangoJSONEncoder)
    hash = models.CharField(max_length=64, unique=True)
    signature = models.CharField(max_length=128)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.hash[:8]}"


class ServiceAttempt(models.Model):
    """Somebody tried to bring a paper to its reader, and it did not reach her."""

    class Outcome(models.TextChoices):
        """Why it did not reach her."""

        ABSENT = "absent", _("Nobody was there")
        MOVED = "moved", _("No longer at this address")
        UNKNOWN = "unknown", _("The address cannot be found")
        RETURNED = "returned", _("Came back with the post")
        OTHER = "other", _("For another reason")

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="service_attempts")
    opinion = models.ForeignKey(Opinion, models.PROTECT, null=True, related_name="service_attempts")
    review = models.ForeignKey(
        "registry.Review", models.PROTECT, null=True, related_name="service_attempts"
    )
    decline = models.ForeignKey(
        "registry.Decline", models.PROTECT, null=True, related_name="service_attempts"
    )
    reply = models.ForeignKey(
        "registry.Reply", models.PROTECT, null=True, related_name="service_attempts"
    )
    method = models.CharField(max_length=9, choices=Service.Method)
    outcome = models.CharField(max_length=8, choices=Outcome)
    parcel = models.CharField(max_length=40, blank=True)
    words = FreeWords(max_length=200, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.petition_id} {self.method} {self.outcome}"
