"""The lanes of suggestions (art. 29) and of accusations (art. 30)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from yimen.people.models import Organ, Staff
from yimen.registry.models.free import FreeWords
from yimen.registry.models.petition import Demand, Petition


class Suggestion(models.Model):
    """How a suggestion was studied, and what was decided of it, with reasons."""

    class Result(models.TextChoices):
        """What becomes of a suggestion (art. 29)."""

        ADOPTED = "adopted", _("Adopted")
        PARTLY = "partly", _("Adopted in part")
        NOT_ADOPTED = "not_adopted", _("Not adopted")

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="suggestions")
    demand = models.OneToOneField(Demand, models.PROTECT, related_name="suggestion")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    #: The study: what was looked into, what is proposed, and why.
    study = FreeWords(blank=True)
    result = models.CharField(max_length=11, choices=Result, blank=True)
    reasons = FreeWords(blank=True)
    #: What will be done of it, and whether it is proposed for a reward.
    measures = FreeWords(blank=True)
    reward = FreeWords(blank=True)
    studied_at = models.DateTimeField(null=True)
    studied_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    replied_at = models.DateTimeField(null=True)
    replied_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.demand_id} {self.result}"


class Accusation(models.Model):
    """What the sealed lane does with an accusation: whom it accuses, where it goes, who let it go.

    Texts lie encrypted under the lane's own key; what goes out is the issue sheet alone.
    """

    class Level(models.TextChoices):
        """At whose level the accused hold office; their discipline body is competent for them."""

        VILLAGE = "village", _("Village or community")
        TOWNSHIP = "township", _("Township or sub-district")
        COUNTY = "county", _("County or district")
        ABOVE = "above", _("Above the district")

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="accusations")
    demand = models.OneToOneField(Demand, models.PROTECT, related_name="accusation")
    #: Whom it accuses, sealed; the row numbers that follow from it are on the petition.
    accused_sealed = models.BinaryField(default=bytes)
    level = models.CharField(max_length=8, choices=Level, blank=True)
    named_at = models.DateTimeField(null=True)
    named_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    #: The issue sheet, sealed: the matter without the person who reports it.
    sheet_sealed = models.BinaryField(default=bytes)
    to_organ = models.ForeignKey(Organ, models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    proposed_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    released_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    #: The number under which the sealed envelope goes out.
    seal_number = models.CharField(max_length=40, blank=True)
    taken_at = models.DateTimeField(null=True)
    taken_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    #: What the petitioner is told in the end, sealed.
    answer_sealed = models.BinaryField(default=bytes)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.demand_id} sealed"


class Sealed(models.Model):
    """One thing of the sealed lane, encrypted: the words and names of a file, a paper, a letter.

    `what` is `content`, `attachment:3` or `letter:12`; it is bound into the encryption, so that no
    row can be read as another's.
    """

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="sealed")
    what = models.CharField(max_length=40)
    #: Whether only the organ that keeps the letter itself may open it, or everybody in the lane.
    is_kept = models.BooleanField(default=True)
    data = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "sealed"
        constraints = [
            models.UniqueConstraint(name="sealed_once", fields=["petition", "what"]),
        ]

    def __str__(self) -> str:
        return f"{self.petition_id} {self.what}"
