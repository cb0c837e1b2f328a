"""Reception rooms, sessions, who is invited, what was said, and what was promised by when.

Source: Regulations (2022), arts. 18 and 24; joint reception as the founding papers describe it.
What people said is sealed; who comes, where and when is not.
"""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Func, Q, Value
from django.utils.translation import gettext_lazy as _

from yimen.people.models import Organ, Region, Staff
from yimen.registry.models import Petition


class Room(models.Model):
    """A room of the house in which people can sit down together."""

    name = models.CharField(max_length=80, unique=True)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    area = models.CharField(max_length=100)
    address = models.CharField(max_length=120)
    seats = models.PositiveSmallIntegerField(default=12)
    is_open = models.BooleanField(default=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Session(models.Model):
    """One meeting on one petition: in a single room with one officer, or with all whom it needs."""

    class Kind(models.TextChoices):
        """How many rooms of the house it takes, or whether neighbours and deputies hear it too."""

        SINGLE = "single", _("Single room")
        JOINT = "joint", _("Joint session")
        #: 评理: held only where the petitioner wishes it.
        REASON = "reason", _("Public reasoning")

    class State(models.TextChoices):
        """How far it has come."""

        PLANNED = "planned", _("Planned")
        HELD = "held", _("Was held")
        CALLED_OFF = "called_off", _("Called off")

    number = models.CharField(max_length=32, unique=True)
    petition = models.ForeignKey(Petition, models.PROTECT, related_name="+")
    #: The file's own number and area: who is invited reads it here and not in the file.
    petition_number = models.CharField(max_length=32)
    area = models.CharField(max_length=100)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=6, choices=Kind)
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    #: A room of the house, or another place in words.
    room = models.ForeignKey(Room, models.PROTECT, null=True, related_name="sessions")
    place = models.CharField(max_length=120, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    #: The petitioner wants the counsellor at the table.
    wants_support = models.BooleanField(default=False)
    convener = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    #: Who sits at the table: people in office, their organs, and codes of the others.
    staff = ArrayField(models.BigIntegerField(), default=list)
    organs = ArrayField(models.BigIntegerField(), default=list)
    codes = ArrayField(models.CharField(max_length=64), default=list)
    agenda_sealed = models.BinaryField(default=bytes)
    planned_at = models.DateTimeField()
    moved_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)
    #: The minutes: what was asked for, what each said, what was found, what comes of it.
    asked_sealed = models.BinaryField(default=bytes)
    said_sealed = models.BinaryField(default=bytes)
    found_sealed = models.BinaryField(default=bytes)
    written_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    #: The written opinion of all who sat there, if they give one.
    opinion_sealed = models.BinaryField(default=bytes)
    opinion_at = models.DateTimeField(null=True)
    called_off_sealed = models.BinaryField(default=bytes)

    class Meta:
        ordering = ["starts_at", "pk"]
        indexes = [
            models.Index(fields=["petition"], name="sessions_of_a_petition"),
            models.Index(fields=["area", "starts_at"], name="sessions_of_an_area"),
        ]
        constraints = [
            models.CheckConstraint(
                name="a_session_ends", condition=Q(ends_at__gt=models.F("starts_at"))
            ),
            # A range of one number is a number that GiST compares without any extension:
            # btree_gist is not on every server, and needs more than an owner on some.
            ExclusionConstraint(
                name="one_session_in_a_room_at_a_time",
                expressions=[
                    (
                        Func("room", "room", Value("[]"), function="int8range"),
                        RangeOperators.OVERLAPS,
                    ),
                    (
                        Func(
                            "starts_at",
                            "ends_at",
                            function="tstzrange",
                            output_field=DateTimeRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(room__isnull=False) & ~Q(state="called_off"),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Invitation(models.Model):
    """Somebody who is asked to come, and what they answered."""

    class Part(models.TextChoices):
        """In which capacity: 1 + 1 + 1 + N."""

        OFFICER = "officer", _("Petition officer")
        LAWYER = "lawyer", _("Lawyer")
        COUNSELLOR = "counsellor", _("Counsellor")
        MEDIATOR = "mediator", _("Mediator")
        ORGAN = "organ", _("Responsible organ")
        GUEST = "guest", _("Invited person")

    class Answer(models.TextChoices):
        """What they said."""

        ASKED = "asked", _("Not answered yet")
        COMES = "comes", _("Comes")
        SENDS = "sends", _("Sends somebody else")
        CANNOT = "cannot", _("Cannot come")

    session = models.ForeignKey(Session, models.PROTECT, related_name="invitations")
    part = models.CharField(max_length=10, choices=Part)
    organ = models.ForeignKey(Organ, models.PROTECT, null=True, related_name="+")
    staff = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    #: Name and office of a guest, who has a code of their own.
    name_sealed = models.BinaryField(default=bytes)
    code_blind = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001 - none is not a code
    answer = models.CharField(max_length=6, choices=Answer, default=Answer.ASKED)
    note_sealed = models.BinaryField(default=bytes)
    answered_at = models.DateTimeField(null=True)
    came = models.BooleanField(null=True)

    class Meta:
        ordering = ["session", "pk"]

    def __str__(self) -> str:
        return f"{self.session_id} {self.part}"


class Commitment(models.Model):
    """What an organ promised at the table, by when; it stays on its page until it is kept."""

    class State(models.TextChoices):
        """What became of it."""

        OPEN = "open", _("Not kept yet")
        REPORTED = "reported", _("Reported as kept")
        KEPT = "kept", _("Kept")

    session = models.ForeignKey(Session, models.PROTECT, related_name="commitments")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    #: Who answers for it; 0 where the organ has not said.
    staff = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    what_sealed = models.BinaryField()
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    proof_sealed = models.BinaryField(default=bytes)
    reported_at = models.DateTimeField(null=True)
    kept_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(
                fields=["organ", "due_on"], name="promises_not_kept", condition=~Q(state="kept")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id} {self.due_on}"


class Visit(models.Model):
    """Going to where the problem is: who went, and what was found."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="visits")
    at = models.DateTimeField()
    place = models.CharField(max_length=120)
    present_sealed = models.BinaryField(default=bytes)
    found_sealed = models.BinaryField(default=bytes)
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.session_id} {self.at}"


class Moved(models.Model):
    """When and where a session was to be before it was moved."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="moves")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=220)
    why_sealed = models.BinaryField()
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "moved"

    def __str__(self) -> str:
        return f"{self.session_id} {self.at}"
