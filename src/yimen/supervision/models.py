"""An advice of the bureau, the petitions on which it rests, and each time it is answered.

Source: Regulations (2022), arts. 40 and 45(3). What is written is sealed; who wrote when is not.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yimen.people.models import Organ, Staff
from yimen.registry.models import Petition


class Advice(models.Model):
    """What the bureau advises an organ, after what it saw in several petitions (三项建议)."""

    class Kind(models.TextChoices):
        """The three kinds there are (art. 40)."""

        IMPROVE_WORK = "improve_work", _("To improve work")
        IMPROVE_POLICY = "improve_policy", _("To improve a policy")
        HOLD_ACCOUNTABLE = "hold_accountable", _("To hold somebody accountable")

    class State(models.TextChoices):
        """How far it has come; asked for a fuller answer, it is with the organ again."""

        DRAFT = "draft", _("Draft")
        SENT = "sent", _("With the organ")
        ANSWERED = "answered", _("Answered, to be checked")
        CLOSED = "closed", _("Closed")

    #: That of its letter; a draft has none.
    number = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=16, choices=Kind)
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    bureau = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    #: Whose work it is about, where another organ may hold them accountable.
    concerned = models.ForeignKey(Organ, models.PROTECT, null=True, related_name="+")
    title_sealed = models.BinaryField()
    facts_sealed = models.BinaryField()
    proposal_sealed = models.BinaryField()
    drafted_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    #: What whoever was to sign wants changed first.
    remark_sealed = models.BinaryField(default=bytes)
    signed_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)
    received_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    received_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "advice"
        indexes = [
            models.Index(fields=["bureau", "-id"], name="advice_of_a_bureau"),
            models.Index(fields=["organ", "-id"], name="advice_to_an_organ"),
        ]
        constraints = [
            models.CheckConstraint(
                name="what_is_sent_is_signed_and_numbered",
                condition=Q(state="draft") | (~Q(number="") & Q(signed_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="signed_by_another_than_drafted",
                condition=Q(signed_by__isnull=True) | ~Q(signed_by=models.F("drafted_by")),
            ),
            models.CheckConstraint(
                name="no_advice_to_ourselves", condition=~Q(organ=models.F("bureau"))
            ),
        ]

    def __str__(self) -> str:
        return self.number or str(self.pk)


class Citation(models.Model):
    """A petition on which an advice rests; the letter says how many, and never which."""

    advice = models.ForeignKey(Advice, models.PROTECT, related_name="citations")
    petition = models.ForeignKey(Petition, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="cited_once", fields=["advice", "petition"]),
        ]

    def __str__(self) -> str:
        return f"{self.advice_id} {self.petition_id}"


class Round(models.Model):
    """One time that an answer is due: since when, what was answered, whether it was enough."""

    class Adoption(models.TextChoices):
        """What becomes of the advice (art. 40 para. 4)."""

        ADOPTED = "adopted", _("Adopted")
        PARTLY = "partly", _("Adopted in part")
        NOT_ADOPTED = "not_adopted", _("Not adopted")

    advice = models.ForeignKey(Advice, models.PROTECT, related_name="rounds")
    #: The day from which the limit runs: the advice is there, or a fuller answer is asked for.
    since_on = models.DateField(null=True)
    late_at = models.DateTimeField(null=True)
    adoption = models.CharField(max_length=12, choices=Adoption, blank=True)
    reasons_sealed = models.BinaryField(default=bytes)
    measures_sealed = models.BinaryField(default=bytes)
    done_by = models.DateField(null=True)
    #: The organ has nobody here: the bureau entered what its paper says.
    on_paper = models.BooleanField(default=False)
    answered_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    is_enough = models.BooleanField(null=True)
    check_sealed = models.BinaryField(default=bytes)
    checked_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["since_on"],
                name="advice_not_answered",
                condition=Q(answered_at__isnull=True, late_at__isnull=True),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                name="one_answer_due_at_a_time",
                fields=["advice"],
                condition=Q(answered_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.advice_id} {self.since_on}"
