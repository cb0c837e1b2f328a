"""What goes on around the hall: ways on the posters, hours outside the house, counts by hand."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from yimen.people.models import Staff


class Channel(models.Model):
    """One way to reach a petition office at one level, as the posters around the hall show it."""

    class Level(models.TextChoices):
        """Whose it is, from the country down."""

        COUNTRY = "country", _("Country")
        PROVINCE = "province", _("Province")
        CITY = "city", _("City")
        DISTRICT = "district", _("District")

    level = models.CharField(max_length=8, choices=Level)
    name = models.CharField(max_length=60)
    #: Where it is on the web; drawn as a QR code.
    url = models.CharField(max_length=200, blank=True)
    #: Telephone, postal address, hours: whatever helps who has no telephone with a camera.
    words = models.CharField(max_length=160, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class Outing(models.Model):
    """An hour outside the house: among neighbours, in an industrial park, in a school. No names."""

    class Kind(models.TextChoices):
        """What was done there."""

        RECEPTION = "reception", _("Reception on the spot")
        POLICY = "policy", _("Policy talk")
        LEGAL = "legal", _("Talk on the law")
        WELLBEING = "wellbeing", _("Talk on wellbeing")
        FOLLOW_UP = "follow_up", _("Visits after an answer")

    class Ground(models.TextChoices):
        """What sort of place it was."""

        COMMUNITY = "community", _("Community")
        PARK = "park", _("Industrial park")
        SITE = "site", _("Building site")
        SCHOOL = "school", _("School")
        OTHER = "other", _("Other")

    kind = models.CharField(max_length=9, choices=Kind)
    ground = models.CharField(max_length=9, choices=Ground)
    title = models.CharField(max_length=80)
    place = models.CharField(max_length=120)
    area = models.CharField(max_length=100)
    starts_at = models.DateTimeField()
    #: How many people were there, once it is over; never who.
    people = models.PositiveIntegerField(null=True)
    is_cancelled = models.BooleanField(default=False)
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-starts_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class Tally(models.Model):
    """What one person counted by hand on a day: so many, and never who."""

    class Kind(models.TextChoices):
        """What nobody may write down with a name, and reports ask for all the same."""

        CALMED = "calmed", _("Upset people calmed")
        SETTLED = "settled", _("Petition matters settled with help from here")

    kind = models.CharField(max_length=7, choices=Kind)
    day = models.DateField()
    area = models.CharField(max_length=100)
    n = models.PositiveSmallIntegerField(default=0)
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["day", "pk"]
        verbose_name_plural = "tallies"
        constraints = [
            models.UniqueConstraint(
                name="one_tally_a_person_and_day", fields=["by", "day", "kind"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.kind} {self.n}"
