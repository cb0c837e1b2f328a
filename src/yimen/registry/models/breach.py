"""A limit that was missed: told to the petitioner as a breach, or kept in the house as an alert."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from yimen.people.models import Organ
from yimen.registry.models.clocks import Clock
from yimen.registry.models.petition import Demand, Petition


class Breach(models.Model):
    """One clock that passed: which duty, whose, by which article, and why it is called late."""

    class Ground(models.TextChoices):
        """The law's own date, or one of those that alert the house alone."""

        LAW = "law", _("A limit of the law")
        LOCAL = "local", _("A promise of the place")
        MEASURE = "measure", _("A measure of this system")
        PROVISIONAL = "provisional", _("A provisional date")

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="breaches")
    demand = models.ForeignKey(Demand, models.PROTECT, related_name="breaches")
    clock = models.ForeignKey(Clock, models.PROTECT, related_name="breaches")
    limit = models.CharField(max_length=40)
    due_on = models.DateField()
    ground = models.CharField(max_length=11, choices=Ground)
    #: The code of the article, as law/breaches.yaml has it; empty for an alert.
    code = models.CharField(max_length=12, blank=True)
    #: Whose duty it was, who tells the petitioner, and who sends the organ its notice.
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    told_by = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    above = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "breaches"
        constraints = [
            models.UniqueConstraint(name="a_clock_is_missed_once", fields=["clock", "ground"]),
        ]

    def __str__(self) -> str:
        return f"{self.limit} {self.due_on}"


class Sweep(models.Model):
    """Until which day a nightly look at the register has been made."""

    name = models.CharField(max_length=40, primary_key=True)
    done_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.name} {self.done_on}"
