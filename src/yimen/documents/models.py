"""Letters and the counters that number them."""

from __future__ import annotations

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yimen.people.models import Organ
from yimen.registry.models import Opinion, Petition


class Letter(models.Model):
    """One paper that went out: its number, its content, and the file that was made of it.

    Issuing it again makes a new version with the same number; no version is ever overwritten.
    """

    class Kind(models.TextChoices):
        """The papers of the road and of what leads off it."""

        RECEIPT = "receipt", _("Receipt of registration")
        FORWARDING_NOTICE = "forwarding_notice", _("Notice of where it was sent")
        FORWARDING_LETTER = "forwarding_letter", _("Forwarding letter")
        ASSIGNMENT_LETTER = "assignment_letter", _("Assignment letter")
        ACCEPTANCE_NOTICE = "acceptance_notice", _("Notice of acceptance")
        NON_ACCEPTANCE_NOTICE = "non_acceptance_notice", _("Notice of non-acceptance")
        EXTENSION_NOTICE = "extension_notice", _("Notice of extension")
        HANDLING_OPINION = "handling_opinion", _("Handling opinion")
        SERVICE_RECEIPT = "service_receipt", _("Receipt of service")
        CLOSING_REPORT = "closing_report", _("Closing report")
        OBJECTION_LETTER = "objection_letter", _("Objection to a dispatch")
        OBJECTION_REPLY = "objection_reply", _("Reply to an objection")
        GUIDANCE_NOTICE = "guidance_notice", _("Notice of the lawful way")
        RESUMPTION_NOTICE = "resumption_notice", _("Notice that it is taken up again")
        WITHDRAWAL_NOTICE = "withdrawal_notice", _("Confirmation of withdrawal")

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="letters")
    #: The row that it is about, by its kind: a dispatch, a demand, an opinion, a service.
    subject = models.BigIntegerField(default=0)
    opinion = models.ForeignKey(Opinion, models.PROTECT, null=True, related_name="letters")
    kind = models.CharField(max_length=24, choices=Kind)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    version = models.PositiveSmallIntegerField(default=1)
    number = models.CharField(max_length=40)
    is_for_petitioner = models.BooleanField()
    content = models.JSONField(encoder=DjangoJSONEncoder)
    issued_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["petition", "kind"], name="letters_of_a_petition")]
        constraints = [
            models.UniqueConstraint(
                name="a_number_and_version_once", fields=["organ", "year", "serial", "version"]
            ),
            models.CheckConstraint(name="letters_count_from_one", condition=Q(serial__gte=1)),
        ]

    def __str__(self) -> str:
        return self.number


class Counter(models.Model):
    """The last number an organ gave in a year; taken in the letter's own transaction."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_counter_a_year", fields=["organ", "year"]),
        ]

    def __str__(self) -> str:
        return f"{self.organ_id} {self.year} {self.last}"
