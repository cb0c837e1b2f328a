"""Who was offered support and took it: consent, talks, and what was written, all of it sealed.

Everything that could say anything about a person lies in `*_sealed` columns, each encrypted with
the key of that one client; without the key they are noise, and a key can be destroyed.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yimen.people.models import Organ, Staff
from yimen.registry.models import Petition


class Client(models.Model):
    """Somebody who asked for support. No number, no petition, no list of earlier visits."""

    code_blind = models.CharField(max_length=64, unique=True)
    #: The client's own key, sealed with the room's; empty once it was destroyed.
    key_sealed = models.BinaryField()
    counsellor = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    called_sealed = models.BinaryField(default=bytes)
    contact_sealed = models.BinaryField(default=bytes)
    #: Somebody whom the client chose, for an emergency.
    trusted_sealed = models.BinaryField(default=bytes)
    #: Who agreed for a child under fourteen (PIPL art. 31).
    guardian_sealed = models.BinaryField(default=bytes)
    since = models.DateTimeField()
    #: When consent ended: from then on nobody opens anything.
    stopped_at = models.DateTimeField(null=True)
    #: A supervisor of the counsellor, as long as the client has agreed to it.
    supervisor = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    erase_after = models.DateField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.pk)


class Consent(models.Model):
    """What a client agreed to, in which words, and when it was taken back."""

    class Scope(models.TextChoices):
        """One consent for each thing, never all at once (PIPL arts. 14, 29)."""

        TALKS = "talks", _("Talks, and notes of them")
        FORM = "form", _("The wellbeing form")
        INSTRUMENT = "instrument", _("A questionnaire")
        FOLLOW_UP = "follow_up", _("Being contacted afterwards")
        SUPERVISION = "supervision", _("Supervision of the counsellor")
        HAND_OVER = "hand_over", _("Going on with another counsellor")

    client = models.ForeignKey(Client, models.PROTECT, related_name="consents")
    scope = models.CharField(max_length=12, choices=Scope)
    #: Version of the words that were agreed to.
    version = models.CharField(max_length=20)
    manner = models.CharField(max_length=10)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_consent_at_a_time",
                fields=["client", "scope"],
                condition=Q(withdrawn_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.client_id} {self.scope}"


class Talk(models.Model):
    """One talk, before, during or after a visit; the note is its author's."""

    class Stage(models.TextChoices):
        """When in the course of a visit it was."""

        BEFORE = "before", _("Before the visit")
        DURING = "during", _("During the visit")
        AFTER = "after", _("After the visit")

    client = models.ForeignKey(Client, models.PROTECT, related_name="talks")
    author = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    #: Who reads the note: its author, or whoever goes on if the client wishes it to go along.
    reader = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    supervisor = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    stage = models.CharField(max_length=6, choices=Stage)
    planned_at = models.DateTimeField()
    held_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    goal_sealed = models.BinaryField(default=bytes)
    #: Five headings and the one question, as sealed JSON.
    note_sealed = models.BinaryField(default=bytes)

    class Meta:
        ordering = ["planned_at", "pk"]

    def __str__(self) -> str:
        return f"{self.client_id} {self.stage}"


class Answer(models.Model):
    """A questionnaire or the wellbeing form, answered; the answers are sealed, none is counted."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="answers")
    instrument = models.CharField(max_length=20)
    version = models.CharField(max_length=20)
    answers_sealed = models.BinaryField()
    at = models.DateTimeField()
    #: When the consent to it was taken back: from then on nobody reads it.
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.client_id} {self.instrument}"


class Task(models.Model):
    """Somebody must talk to this client, by then: a human task, never a message to others."""

    class Why(models.TextChoices):
        """What raised it."""

        ANSWER = "answer", _("An answer asks for it")
        PLAN = "plan", _("A safety plan is open")
        ASKED = "asked", _("The client asked")

    client = models.ForeignKey(Client, models.PROTECT, related_name="tasks")
    why = models.CharField(max_length=6, choices=Why)
    raised_at = models.DateTimeField()
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["due_at", "pk"]

    def __str__(self) -> str:
        return f"{self.client_id} {self.why}"


class Plan(models.Model):
    """A safety plan in the client's own words; the newest is in force."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="plans")
    words_sealed = models.BinaryField()
    at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.client_id)


class Crisis(models.Model):
    """Danger now: what was decided, by which two people, and when the client was told."""

    class Level(models.TextChoices):
        """Green: distress. Amber: thoughts, no plan. Red: plan, means or attempt."""

        GREEN = "green", _("Distress, no thoughts of harm")
        AMBER = "amber", _("Thoughts of harm, no plan")
        RED = "red", _("A plan, means or an attempt")

    client = models.ForeignKey(Client, models.PROTECT, related_name="crises")
    level = models.CharField(max_length=5, choices=Level)
    #: The client's room: whoever is asked to agree decides as a counsellor of it.
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    raised_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    #: Breaking confidence takes two: who proposes, and who agrees.
    ground = models.CharField(max_length=20, blank=True)
    content_sealed = models.BinaryField(default=bytes)
    recipient_sealed = models.BinaryField(default=bytes)
    proposed_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    #: Who was asked to agree, and alone learns of it.
    second = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    agreed_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    told_client_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "crises"
        constraints = [
            models.CheckConstraint(
                name="two_people_break_a_confidence",
                condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=models.F("proposed_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.client_id} {self.level}"


class Wish(models.Model):
    """What a client asks about the own data: to see, correct, erase it, or have it explained."""

    class Kind(models.TextChoices):
        """The rights of PIPL arts. 44 to 48."""

        SEE = "see", _("See what is kept of me, and have a copy")
        CORRECT = "correct", _("Have something corrected or added")
        ERASE = "erase", _("Have everything erased")
        EXPLAIN = "explain", _("Have explained how it is used")

    client = models.ForeignKey(Client, models.PROTECT, related_name="wishes")
    #: Who answers; it outlasts the consent, for the right does.
    counsellor = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=7, choices=Kind)
    words_sealed = models.BinaryField(default=bytes)
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    answered_at = models.DateTimeField(null=True)
    is_granted = models.BooleanField(null=True)
    answer_sealed = models.BinaryField(default=bytes)
    #: When a granted correction was carried out, by whom, and what was changed.
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    done_sealed = models.BinaryField(default=bytes)

    #: Granted, and still to be carried out.
    TO_DO = Q(kind="correct", is_granted=True, done_at=None)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="asked_once_until_answered",
                fields=["client", "kind"],
                condition=Q(answered_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.client_id} {self.kind}"


class Need(models.Model):
    """The three words that a petitioner sets on a petition; they say nothing about any talk."""

    petition = models.OneToOneField(Petition, models.PROTECT, related_name="+")
    needs_pause = models.BooleanField(default=False)
    needs_companion_or_interpreter = models.BooleanField(default=False)
    do_not_contact_by_phone = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.petition_id)
