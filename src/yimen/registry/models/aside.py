"""What takes a demand off the straight road: an objection, another lawful way, a withdrawal."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from yimen.people.models import Organ, Staff
from yimen.registry.models.free import FreeWords
from yimen.registry.models.papers import Attachment
from yimen.registry.models.petition import Demand, Petition
from yimen.registry.models.road import Dispatch


class Objection(models.Model):
    """An organ holds that a matter lies outside its field; once for each dispatch (art. 23)."""

    class Decision(models.TextChoices):
        """What whoever sent it said after checking."""

        WAITING = "waiting", _("Being checked")
        AGREED = "agreed", _("Agreed: taken back")
        UPHELD = "upheld", _("Not founded: the dispatch stands")

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="objections")
    demand = models.ForeignKey(Demand, models.PROTECT, related_name="objections")
    dispatch = models.OneToOneField(Dispatch, models.PROTECT, related_name="objection")
    reason = FreeWords()
    #: The organ that it thinks competent, if it knows one.
    proper = models.ForeignKey(Organ, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    decision = models.CharField(max_length=7, choices=Decision, default=Decision.WAITING)
    answer = FreeWords(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.dispatch_id} {self.decision}"


class Guidance(models.Model):
    """Which other lawful way a demand goes, where, and within which time (art. 31)."""

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="guidances")
    demand = models.ForeignKey(Demand, models.PROTECT, related_name="guidances")
    #: The organ that says so, and the number of the way.
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    route = models.PositiveSmallIntegerField()
    #: The row of law/routes.yaml that it follows, if it does, and from which day her time runs.
    way = models.CharField(max_length=40, blank=True)
    begins = models.CharField(max_length=20, blank=True)
    since = models.DateField(null=True)
    #: The last day of the petitioner's time there, where it is known.
    lapses_on = models.DateField(null=True)
    reason = FreeWords()
    organ_there = FreeWords(max_length=120)
    address_there = FreeWords(max_length=200)
    phone_there = FreeWords(max_length=40, blank=True)
    #: The petitioner's own time there: the worst harm a desk can do is to let it lapse.
    limit_there = FreeWords()
    papers = FreeWords(blank=True)
    basis = FreeWords()
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    #: When it came back because nobody took it up there, and what was said there.
    returned_at = models.DateTimeField(null=True)
    returned_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    refusal = FreeWords(blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "guidance"

    def __str__(self) -> str:
        return f"{self.demand_id} by way {self.route}"


class Withdrawal(models.Model):
    """The petitioner's wish that demands be left be, and how it reached us."""

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="withdrawals")
    positions = ArrayField(models.PositiveSmallIntegerField())
    channel = models.CharField(max_length=6, choices=Petition.Channel)
    reason = FreeWords(blank=True)
    #: At a counter: her own words and how she confirmed them, or the paper that she signed.
    wish = FreeWords(blank=True)
    paper = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.petition_id} {self.positions}"
