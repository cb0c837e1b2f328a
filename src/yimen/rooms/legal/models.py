"""A consultation, who is on the other side, the opinion, legal aid, and who takes it over.

Source: Lawyers Law (2017), arts. 38 and 39; Legal Aid Law (2022), arts. 43 and 44. What a client
says is sealed; names of the other side are found again by their blind index alone.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yimen.people.models import Organ, Staff
from yimen.registry.models import Petition


class Consultation(models.Model):
    """One client before one lawyer, free of charge, with or without a petition."""

    class Stage(models.TextChoices):
        """How far it has come."""

        OPEN = "open", _("Being advised")
        ADVISED = "advised", _("Advice given")
        CLOSED = "closed", _("Closed")

    class Can(models.TextChoices):
        """Whether it can be handled in the petition procedure."""

        HERE = "here", _("Yes, in the petition procedure")
        ELSEWHERE = "elsewhere", _("Not here: another lawful way is open")
        NOT = "not", _("No lawful way is open for it")

    class Outcome(models.TextChoices):
        """What came of it, as it is counted."""

        PETITION = "petition", _("Entered the petition procedure")
        LED = "led", _("Led to a lawful way, not accepted there yet")
        ACCEPTED = "accepted", _("Led to a lawful way and accepted there")
        OTHER = "other", _("Something else: an answer was enough")

    number = models.CharField(max_length=32, unique=True)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    area = models.CharField(max_length=100)
    lawyer = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    petition = models.ForeignKey(Petition, models.PROTECT, null=True, related_name="+")
    stage = models.CharField(max_length=7, choices=Stage, default=Stage.OPEN)
    client_sealed = models.BinaryField()
    client_blind = models.CharField(max_length=64, db_index=True)
    phone_sealed = models.BinaryField(default=bytes)
    code_blind = models.CharField(max_length=64, unique=True)
    #: So many people came with this matter: what is counted in person-times.
    people = models.PositiveSmallIntegerField(default=1)
    facts_sealed = models.BinaryField()
    opened_at = models.DateTimeField()
    #: The two questions: can it be handled? and how?
    can = models.CharField(max_length=9, choices=Can, blank=True)
    #: A row of the law's list of ways, which of its times, from when, and when that ends.
    way = models.CharField(max_length=40, blank=True)
    begins = models.CharField(max_length=40, blank=True)
    since = models.DateField(null=True)
    lapses_on = models.DateField(null=True)
    #: The petition's own screening sheet from which the answer was taken; 0 for none.
    sheet = models.BigIntegerField(default=0)
    direction_sealed = models.BinaryField(default=bytes)
    how_sealed = models.BinaryField(default=bytes)
    expect_sealed = models.BinaryField(default=bytes)
    advised_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-opened_at", "-pk"]
        indexes = [
            models.Index(fields=["lawyer", "stage"], name="consultations_of_a_lawyer"),
        ]
        constraints = [
            models.UniqueConstraint(
                name="one_lawyer_for_a_petition",
                fields=["petition"],
                condition=Q(petition__isnull=False) & ~Q(stage="closed"),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Side(models.Model):
    """Somebody on the other side of a matter."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="sides")
    name_sealed = models.BinaryField()
    name_blind = models.CharField(max_length=64, db_index=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.consultation_id}/{self.pk}"


class Check(models.Model):
    """That a lawyer asked whether a conflict of interest stands in the way, and the yes or no."""

    lawyer = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    names = models.PositiveSmallIntegerField()
    is_conflict = models.BooleanField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.lawyer_id} {self.at}"


class Opinion(models.Model):
    """A legal opinion: what it assumes, the law, the ways, the risks. It is the client's."""

    class Consent(models.TextChoices):
        """How the client said that it may go to the file."""

        NONE = "", _("Not asked, or not given")
        CODE = "code", pgettext_lazy("legal room", "With the code, on the platform")
        PAPER = "paper", _("On paper")

    consultation = models.OneToOneField(Consultation, models.PROTECT, related_name="opinion")
    facts_sealed = models.BinaryField()
    law_sealed = models.BinaryField()
    ways_sealed = models.BinaryField()
    cautions_sealed = models.BinaryField()
    written_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True)
    consent = models.CharField(max_length=5, choices=Consent, default=Consent.NONE, blank=True)
    consented_at = models.DateTimeField(null=True)
    #: When it was put into the petition's file, by an act of its own.
    handed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.consultation_id}"


class Aid(models.Model):
    """Legal aid asked for: seven days to decide, three to assign (L1)."""

    class Decision(models.TextChoices):
        """What the legal aid centre said."""

        NONE = "", _("Not decided yet")
        GRANTED = "granted", _("Granted")
        REFUSED = "refused", _("Not granted")

    consultation = models.OneToOneField(Consultation, models.PROTECT, related_name="aid")
    body = models.CharField(max_length=120)
    asked_on = models.DateField()
    decide_by = models.DateField()
    #: Her own time ends in less than seven days: it may be granted before it is examined.
    is_urgent = models.BooleanField(default=False)
    decision = models.CharField(max_length=7, choices=Decision, default=Decision.NONE, blank=True)
    decided_on = models.DateField(null=True)
    assign_by = models.DateField(null=True)
    assigned_on = models.DateField(null=True)
    lawyer_sealed = models.BinaryField(default=bytes)

    class Meta:
        ordering = ["decide_by", "pk"]

    def __str__(self) -> str:
        return f"{self.consultation_id} {self.decide_by}"


class HandOver(models.Model):
    """One lawyer gives a matter to another, who gets it once the client agrees."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="hand_overs")
    giver = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    taker = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    consented_at = models.DateTimeField(null=True)
    consented_by = models.CharField(max_length=5, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_hand_over_waits",
                fields=["consultation"],
                condition=Q(consented_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.consultation_id} {self.giver_id} {self.taker_id}"
