"""Instruments with their versions, changes to our rules, and trials of such changes."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yimen.people.models import Staff


class Norm(models.Model):
    """One instrument: a law, a rule, or a document of the place."""

    class Kind(models.TextChoices):
        """Who makes such a rule."""

        LAW = "law", _("Law")
        REGULATION = "regulation", _("Administrative regulation")
        PARTY = "party", _("Regulation of the Party and the State Council")
        RULE = "rule", _("Rule of a ministry or bureau")
        LOCAL = "local", _("Local document")

    slug = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(max_length=120)
    title_en = models.CharField(max_length=160, blank=True)
    issuer = models.CharField(max_length=80, blank=True)
    issuer_en = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title


class Version(models.Model):
    """One version of an instrument; it is ended or superseded, never rewritten."""

    norm = models.ForeignKey(Norm, models.PROTECT, related_name="versions")
    #: 文号: the number that its maker gave it.
    number = models.CharField(max_length=60, blank=True)
    #: 登记号: under which a normative document of the place is registered.
    registration = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    starts_on = models.DateField()
    #: The first day on which it no longer counts.
    ends_on = models.DateField(null=True, blank=True)
    superseded_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="supersedes"
    )
    #: The text as the district has pasted it; we bring none.
    text = models.TextField(blank=True)
    #: Where it was taken from, or how sure we are of its days.
    source = models.CharField(max_length=200, blank=True)
    mark = models.CharField(max_length=1, blank=True)
    added_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.UniqueConstraint(name="one_version_a_day", fields=["norm", "starts_on"]),
            models.CheckConstraint(
                name="a_version_ends_after_it_starts",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=models.F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.norm_id} {self.starts_on}"


class LawChange(models.Model):
    """A change to our own rules: proposed by one person, published or refused by another."""

    class Stage(models.TextChoices):
        """What became of it."""

        PROPOSED = "proposed", _("Waits for a second person")
        PUBLISHED = "published", _("Published")
        REFUSED = "refused", _("Turned down")

    title = models.CharField(max_length=120)
    title_en = models.CharField(max_length=160)
    #: The file as it was written; what is published is this, unchanged.
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    starts_on = models.DateField()
    stage = models.CharField(max_length=9, choices=Stage, default=Stage.PROPOSED)
    reason = models.TextField(blank=True)
    proposed_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="two_people_publish",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=models.F("proposed_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on} {self.stage}"


class Trial(models.Model):
    """A change tried on past petitions: how far it is, and what differs, in figures alone."""

    class Stage(models.TextChoices):
        """How far it has come."""

        WAITING = "waiting", _("Waits its turn")
        RUNNING = "running", _("Being worked out")
        DONE = "done", _("Worked out")
        FAILED = "failed", _("Broke off")

    change = models.ForeignKey(LawChange, models.PROTECT, related_name="trials")
    since = models.DateField()
    until = models.DateField()
    profile = models.CharField(max_length=20, blank=True)
    stage = models.CharField(max_length=7, choices=Stage, default=Stage.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(null=True)
    result = models.JSONField(default=dict)
    asked_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.change_id} {self.since} {self.until}"
