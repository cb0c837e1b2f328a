"""An agreement that the parties of a mediation put into the file: it, its outcome, nothing else."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from yimen.people.models import Staff
from yimen.registry.models.free import FreeWords
from yimen.registry.models.papers import Attachment
from yimen.registry.models.petition import Petition


class Settlement(models.Model):
    """One agreement in the file, which demands it settles, and whether it was kept."""

    class Outcome(models.TextChoices):
        """What became of it; in the file alone, it changes nothing."""

        FILED = "filed", _("In the file")
        SETTLED = "settled", _("Settles what was asked")
        KEPT = "kept", _("Kept")
        RESUMED = "resumed", _("Taken up again")

    class Because(models.TextChoices):
        """Why the petitioner has it taken up again."""

        NOT_KEPT = "not_kept", _("The agreement was not kept")
        VOID = "void", _("The agreement no longer holds")
        OTHER = "other", _("Another reason")

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="settlements")
    #: The committee's own number of the mediation, and its name.
    number = models.CharField(max_length=32)
    committee = models.CharField(max_length=80)
    in_force_on = models.DateField()
    #: The last day by which somebody promised something, and the last to go to court together.
    keep_by = models.DateField(null=True)
    confirm_by = models.DateField(null=True)
    paper = models.ForeignKey(Attachment, models.PROTECT, related_name="+")
    filed_at = models.DateTimeField()
    outcome = models.CharField(max_length=7, choices=Outcome, default=Outcome.FILED)
    positions = ArrayField(models.PositiveSmallIntegerField(), default=list)
    settled_at = models.DateTimeField(null=True)
    #: What the petitioner says of it afterwards, and how it reached us.
    because = models.CharField(max_length=8, choices=Because, blank=True)
    words = FreeWords(blank=True)
    channel = models.CharField(max_length=6, choices=Petition.Channel, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="an_agreement_once", fields=["petition", "number"]),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.outcome}"
