"""Letters and the counters that number them."""

from __future__ import annotations

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yimen.people.models import Organ
from yimen.registry.models import Entry, Opinion, Petition


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
        GUIDANCE_SHEET = "guidance_sheet", _("Screening and guidance sheet")
        RESUMPTION_NOTICE = "resumption_notice", _("Notice that it is taken up again")
        WITHDRAWAL_NOTICE = "withdrawal_notice", _("Confirmation of withdrawal")
        REVIEW_REQUEST = "review_request", _("Request for review or recheck")
        REVIEW_ACCEPTANCE = "review_acceptance", _("Acceptance of a request for review")
        REVIEW_REFUSAL = "review_refusal", _("Non-acceptance of a request for review")
        REVIEW_OPINION = "review_opinion", _("Review opinion")
        RECHECK_OPINION = "recheck_opinion", _("Recheck opinion")
        REOPENING_NOTICE = "reopening_notice", _("Notice that a settled matter is reopened")
        REOPENING_REFUSAL = "reopening_refusal", _("Notice that a matter stays settled")
        SORTING_NOTICE = "sorting_notice", _("Notice that demands were sorted")
        SUPPLEMENT_NOTICE = "supplement_notice", _("Request for further papers")
        REFERRAL_LETTER = "referral_letter", _("Letter asking whose matter it is")
        DESIGNATION_NOTICE = "designation_notice", _("Decision on whose matter it is")
        URGENT_REPORT = "urgent_report", _("Report of a grave or urgent matter")
        ASSISTANCE_LETTER = "assistance_letter", _("Letter asking for assistance")
        TRANSFER_NOTICE = "transfer_notice", _("Notice of transfer to a successor")
        SIMPLE_NOTICE = "simple_notice", _("Notice of simplified handling")
        SIMPLE_REPLY = "simple_reply", _("Reply in the simplified procedure")
        ORDINARY_NOTICE = "ordinary_notice", _("Notice of the ordinary procedure")
        REPEAT_NOTICE = "repeat_notice", _("Answer to a repeat")
        REPEAT_RESUMED = "repeat_resumed", _("Notice that a repeat is taken up")
        JOINED_NOTICE = "joined_notice", _("Notice of joint handling")
        PARTED_NOTICE = "parted_notice", _("Notice of separate handling")
        ELECTION_PAPER = "election_paper", _("Election of representatives, or mandate")
        PERSONAL_REPLY = "personal_reply", _("Reply to one of several")
        EXECUTION_NOTICE = "execution_notice", _("Notice to carry out an opinion")
        REVIEW_EXECUTION_NOTICE = (
            "review_execution_notice",
            _("Notice to carry out a review opinion"),
        )
        EXECUTION_REPORT = "execution_report", _("Report of what was carried out")
        AFTERCARE_OFFER = "aftercare_offer", _("Offer of help")
        HEARING_REQUEST = "hearing_request", _("Request for a hearing")
        HEARING_DECISION = "hearing_decision", _("Decision on a hearing")
        HEARING_NOTICE = "hearing_notice", _("Notice of a hearing")
        HEARING_RECORD = "hearing_record", _("Record of a hearing")
        HEARING_VOTE = "hearing_vote", _("Opinions of the members of a hearing")
        HEARING_REPORT = "hearing_report", _("Report on a hearing")
        INVESTIGATION_RECORD = "investigation_record", _("Record of an investigation")
        RECUSAL_DECISION = "recusal_decision", _("Decision on a recusal")
        SUGGESTION_NOTICE = "suggestion_notice", _("Notice that a suggestion is studied")
        SUGGESTION_REPLY = "suggestion_reply", _("Reply to a suggestion")
        ACCUSATION_SHEET = "accusation_sheet", _("Sealed transfer sheet")
        ACCUSATION_NOTICE = "accusation_notice", _("Notice of a sealed transfer")
        ACCUSATION_REPLY = "accusation_reply", _("Answer under seal")
        OVERDUE_NOTICE = "overdue_notice", _("Notice that a time limit was missed")
        OVERDUE_SLIP = "overdue_slip", _("Notice to an organ that is late")
        SETTLEMENT_NOTICE = "settlement_notice", _("Confirmation that an agreement settles it")
        SETTLEMENT_RESUMED = "settlement_resumed", _("Notice that it is handled again")

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
    #: What was signed of it, as its QR code says it, and the short code printed beside.
    statement = models.TextField(blank=True)
    code = models.CharField(max_length=12, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["petition", "kind"], name="letters_of_a_petition"),
            models.Index(fields=["code"], name="letters_by_code", condition=~Q(code="")),
            models.Index(fields=["sha256"], name="letters_by_hash"),
        ]
        constraints = [
            models.UniqueConstraint(
                name="a_number_and_version_once", fields=["organ", "year", "serial", "version"]
            ),
            models.CheckConstraint(name="letters_count_from_one", condition=Q(serial__gte=1)),
        ]

    def __str__(self) -> str:
        return self.number


class OfficeLetter(models.Model):
    """One paper from office to office, about no single petition, behind a wall of its own."""

    class Kind(models.TextChoices):
        """What offices write to each other."""

        ADVICE_LETTER = "advice_letter", _("Advice of the petition bureau")
        ADVICE_REPLY = "advice_reply", _("Answer to an advice")

    kind = models.CharField(max_length=24, choices=Kind)
    #: The row that it is about, by its kind: an advice.
    subject = models.BigIntegerField()
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    number = models.CharField(max_length=40)
    content = models.JSONField(encoder=DjangoJSONEncoder)
    #: The line of a petition's record that it quotes: nobody rewrites that behind the letter.
    line = models.ForeignKey(Entry, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    statement = models.TextField()
    code = models.CharField(max_length=12)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["subject"], name="letters_of_an_office"),
            models.Index(fields=["code"], name="office_letters_by_code"),
            models.Index(fields=["sha256"], name="office_letters_by_hash"),
        ]
        constraints = [
            models.UniqueConstraint(
                name="an_office_number_once", fields=["organ", "year", "serial"]
            ),
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
