"""Committees, mediators, and a case: its parties, its talks, and what they agreed on.

Source: People's Mediation Law (2010), arts. 7-8, 17-34. Everything said here is sealed.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yimen.people.models import Organ, Region, Staff
from yimen.registry.models import Petition


class Committee(models.Model):
    """A people's mediation committee: a mass organisation, no part of the bureau (art. 7)."""

    name = models.CharField(max_length=80, unique=True)
    #: The character(s) that open its case numbers: 一 in （2026）一人调字第3号.
    mark = models.CharField(max_length=12, unique=True)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    address = models.CharField(max_length=120)
    phone = models.CharField(max_length=40, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Mediator(models.Model):
    """Somebody on a committee's roster, from whom the parties choose (art. 19)."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="mediators")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    #: What they know well, in words that the parties understand.
    fields = models.CharField(max_length=200, blank=True)
    languages = models.CharField(max_length=80, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="once_on_a_roster", fields=["committee", "staff"]),
        ]

    def __str__(self) -> str:
        return f"{self.committee_id} {self.staff_id}"


class Case(models.Model):
    """One dispute that parties wish to talk about with a mediator."""

    class Origin(models.TextChoices):
        """Who began it (art. 17)."""

        PARTY = "party", _("A party applied")
        OFFER = "offer", _("The committee offered it")

    class Stage(models.TextChoices):
        """How far it has come."""

        ASKED = "asked", _("Waiting for everybody's consent")
        TALKING = "talking", _("Being mediated")
        AGREED = "agreed", _("Agreed")
        REFUSED = "refused", _("A party does not wish it")
        ENDED = "ended", _("Ended without an agreement")

    number = models.CharField(max_length=32, unique=True)
    committee = models.ForeignKey(Committee, models.PROTECT, related_name="cases")
    #: The organ whose mediators see what was asked for, until somebody is chosen.
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    #: The petition from which it was referred, if it was; nothing goes back but by consent.
    petition = models.ForeignKey(Petition, models.PROTECT, null=True, related_name="+")
    origin = models.CharField(max_length=5, choices=Origin)
    stage = models.CharField(max_length=7, choices=Stage, default=Stage.ASKED)
    kind = models.CharField(max_length=80)
    dispute_sealed = models.BinaryField(default=bytes)
    wishes_sealed = models.BinaryField(default=bytes)
    #: Blind indexes of every party's code: who holds one of them sees the case.
    codes = ArrayField(models.CharField(max_length=64), default=list)
    #: The mediators of the case, and those whom a party has named and the other not yet agreed to.
    mediators = ArrayField(models.BigIntegerField(), default=list)
    #: Who mediated it before, and who is named to go on once every party accepts them; 0: nobody.
    former = ArrayField(models.BigIntegerField(), default=list)
    next_mediator = models.BigIntegerField(default=0)
    is_public = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    accepted_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    #: Every party agreed to more time (M1).
    is_longer = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True)
    #: Who ended it: a party, the mediator, or nobody because it was agreed.
    ended_by = models.CharField(max_length=10, blank=True)
    end_sealed = models.BinaryField(default=bytes)
    told_case_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["committee", "stage", "due_on"], name="cases_of_a_committee"),
        ]

    def __str__(self) -> str:
        return self.number


class Party(models.Model):
    """One side of a dispute; each has a code of their own, and may end it at any time (art. 23)."""

    class Side(models.TextChoices):
        """Who asked, and who was asked."""

        APPLICANT = "applicant", _("Applicant")
        OTHER = "other", _("Other party")

    class Consent(models.TextChoices):
        """Whether they wish to be mediated."""

        ASKED = "asked", _("Has been asked")
        GIVEN = "given", _("Agrees")
        REFUSED = "refused", _("Does not agree")
        WITHDRAWN = "withdrawn", _("Ended it")

    case = models.ForeignKey(Case, models.PROTECT, related_name="parties")
    side = models.CharField(max_length=9, choices=Side)
    position = models.PositiveSmallIntegerField()
    code_blind = models.CharField(max_length=64, unique=True)
    name_sealed = models.BinaryField()
    phone_sealed = models.BinaryField(default=bytes)
    address_sealed = models.BinaryField(default=bytes)
    agent_sealed = models.BinaryField(default=bytes)
    consent = models.CharField(max_length=9, choices=Consent, default=Consent.ASKED)
    consented_at = models.DateTimeField(null=True)
    #: How it was said: with the code, or at the counter with a signature.
    consented_by = models.CharField(max_length=10, blank=True)
    #: When the notice of rights and duties was read (arts. 23, 24).
    told_rights_at = models.DateTimeField(null=True)
    #: The mediator whom this party wishes; 0 leaves it to the committee.
    wishes_mediator = models.BigIntegerField(default=0)
    #: Whom of those named to go on this party has accepted (art. 23).
    accepts_mediator = models.BigIntegerField(default=0)
    wants_longer = models.BooleanField(default=False)
    #: Whether this side agrees that the agreement and its outcome are put into a petition's file.
    tells_case = models.BooleanField(default=False)

    class Meta:
        ordering = ["case", "position"]
        verbose_name_plural = "parties"
        constraints = [
            models.UniqueConstraint(name="parties_are_numbered", fields=["case", "position"]),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.position}"


class Talk(models.Model):
    """One meeting, its record, or an inquiry of the mediator (art. 27)."""

    class Kind(models.TextChoices):
        """What it was."""

        MEETING = "meeting", _("Mediation meeting")
        ALONE = "alone", _("Talk with one party")
        INQUIRY = "inquiry", _("Inquiry")
        VISIT = "visit", _("Follow-up visit")

    case = models.ForeignKey(Case, models.PROTECT, related_name="talks")
    kind = models.CharField(max_length=7, choices=Kind)
    planned_at = models.DateTimeField()
    place = models.CharField(max_length=80)
    held_at = models.DateTimeField(null=True)
    #: Who was there, and what was said; signed on paper or read back.
    present_sealed = models.BinaryField(default=bytes)
    record_sealed = models.BinaryField(default=bytes)
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["planned_at", "pk"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind}"


class Agreement(models.Model):
    """What the parties agreed on, in the words of art. 29; an oral one is noted (art. 28)."""

    class Form(models.TextChoices):
        """How it was made."""

        WRITTEN = "written", _("Written")
        ORAL = "oral", _("Oral, noted by the mediator")

    case = models.OneToOneField(Case, models.PROTECT, related_name="agreement")
    form = models.CharField(max_length=7, choices=Form)
    facts_sealed = models.BinaryField()
    points_sealed = models.BinaryField()
    terms_sealed = models.BinaryField()
    drafted_at = models.DateTimeField()
    #: In force when everybody, the mediator and the committee have signed.
    sealed_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    in_force_on = models.DateField(null=True)
    #: Both wish a court to confirm it; the last day for the joint application (M2).
    confirm_by = models.DateField(null=True)
    wishes_confirmation = ArrayField(models.BigIntegerField(), default=list)
    reminded = models.PositiveSmallIntegerField(default=0)
    applied_on = models.DateField(null=True)
    decision = models.CharField(max_length=10, blank=True)
    decided_on = models.DateField(null=True)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["in_force_on"],
                name="agreements_to_confirm",
                condition=Q(applied_on__isnull=True, in_force_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.form}"


class Signature(models.Model):
    """One party's signature under the agreement, and how it was given."""

    class Manner(models.TextChoices):
        """How somebody signed."""

        CODE = "code", _("With the code, on the platform")
        PAPER = "paper", _("Signed on paper")
        PRINT = "print", _("With a fingerprint on paper")

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="signatures")
    party = models.ForeignKey(Party, models.PROTECT, related_name="signatures")
    manner = models.CharField(max_length=5, choices=Manner)
    #: The hash of the words that were signed.
    words = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="a_party_signs_once", fields=["agreement", "party"]),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.party_id}"


class Duty(models.Model):
    """One thing that a party has promised, by when, and whether it was done (art. 31)."""

    class State(models.TextChoices):
        """What became of it."""

        OPEN = "open", _("Still to be done")
        KEPT = "kept", pgettext_lazy("what a side promised", "Done")
        BROKEN = "broken", _("Not done")

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="duties")
    party = models.ForeignKey(Party, models.PROTECT, related_name="duties")
    what_sealed = models.BinaryField()
    due_on = models.DateField()
    state = models.CharField(max_length=6, choices=State, default=State.OPEN)
    proof_sealed = models.BinaryField(default=bytes)
    asked_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name_plural = "duties"
        indexes = [
            models.Index(fields=["due_on"], name="duties_that_are_open", condition=Q(state="open")),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.due_on}"


class Reminder(models.Model):
    """Something that one party is reminded of; the mediator's task until it has reached them."""

    class Kind(models.TextChoices):
        """What it reminds of."""

        CONFIRM = "confirm", _("Joint application to a court")
        FOLLOW = "follow", _("Whether a promise was kept")

    class How(models.TextChoices):
        """How it reached them."""

        PAGE = "page", _("Read on the platform")
        PHONE = "phone", _("Told by telephone")
        PAPER = "paper", _("The notice was handed over")

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="reminders")
    party = models.ForeignKey(Party, models.PROTECT, related_name="reminders")
    kind = models.CharField(max_length=7, choices=Kind)
    #: On which day of the limit, where it is one of several; or of which promise.
    day = models.PositiveSmallIntegerField(default=0)
    duty = models.ForeignKey(Duty, models.PROTECT, null=True, related_name="reminders")
    last_on = models.DateField()
    made_at = models.DateTimeField()
    reached_at = models.DateTimeField(null=True)
    how = models.CharField(max_length=5, choices=How, blank=True)
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="reminded_once_a_day",
                fields=["agreement", "party", "day"],
                condition=Q(duty__isnull=True),
            ),
            models.UniqueConstraint(
                name="reminded_once_of_a_promise",
                fields=["duty", "party"],
                condition=Q(duty__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.party_id} {self.kind}"


class Paper(models.Model):
    """A paper of the file: signed scans, evidence, vouchers. Sealed like everything here."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="papers")
    name_sealed = models.BinaryField()
    data_sealed = models.BinaryField()
    kind = models.CharField(max_length=20)
    size = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind}"
