"""The petition, its demands, and the people in it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yimen.law.moves import State
from yimen.people.models import Organ, Region, Staff

#: A demand is on somebody's desk as long as a duty has a date.
IS_DUE = Q(due_on__isnull=False)
STATES = [(state.value, state.value) for state in State]


class Petition(models.Model):
    """One filing: who, when, through which door, in which words."""

    class Channel(models.TextChoices):
        """Art. 17: the five channels; a hand-over names its source besides."""

        ONLINE = "online", _("Online")
        LETTER = "letter", _("Letter")
        PHONE = "phone", _("Phone call")
        FAX = "fax", _("Fax")
        VISIT = "visit", _("Visit")

    number = models.CharField(max_length=32, unique=True)
    #: Blind index of the query code; the code itself is on the receipt alone.
    code_blind = models.CharField(max_length=64, unique=True)
    #: The query code, sealed, so that a lost receipt can be printed again.
    code_sealed = models.BinaryField(default=bytes)
    channel = models.CharField(max_length=6, choices=Channel)
    title = models.CharField(max_length=120)
    place = models.CharField(max_length=200, blank=True)
    received_at = models.DateTimeField()
    registered_at = models.DateTimeField(null=True)
    #: When the last of its demands was concluded or not accepted.
    closed_at = models.DateTimeField(null=True)
    # Nobody looks for petitions by these three, and every filing would pay for their indexes.
    receiver = models.ForeignKey(Organ, models.PROTECT, db_index=False, related_name="+")
    recorder = models.ForeignKey(Staff, models.PROTECT, null=True, db_index=False, related_name="+")
    region = models.ForeignKey(Region, models.PROTECT, db_index=False, related_name="+")
    #: The region's path: what "in my area" compares.
    area = models.CharField(max_length=100)
    #: Every organ that this file has been sent to, the receiver first.
    organs = ArrayField(models.BigIntegerField(), default=list)
    #: Roles of the rooms with an open referral.
    rooms = ArrayField(models.CharField(max_length=16), default=list, blank=True)
    #: An accusation (art. 30): there only for the organs through whose hands it goes, `organs`.
    is_sealed = models.BooleanField(default=False, db_default=False)
    #: The organs and people in office who must not know of it: whom it accuses, and who is theirs.
    barred = ArrayField(models.BigIntegerField(), default=list, blank=True)
    barred_staff = ArrayField(models.BigIntegerField(), default=list, blank=True)
    #: Who stands aside in this matter after a recusal, and does nothing in it any more (art. 28).
    recused = ArrayField(models.BigIntegerField(), default=list, blank=True)
    #: State of the least advanced demand, and the soonest date of any running clock.
    state = models.CharField(max_length=16, choices=STATES, default=State.RECEIVED.value)
    due_on = models.DateField(null=True)
    headcount = models.PositiveIntegerField(default=1)
    wants_publicity = models.BooleanField(default=False)
    wants_confidentiality = models.BooleanField(default=False)
    is_first_time = models.BooleanField(default=True)
    #: The local profile of stricter limits under which it was lodged.
    profile = models.CharField(max_length=20, blank=True)
    source = models.CharField(max_length=60, blank=True)
    external_number = models.CharField(max_length=60, blank=True)
    #: A form sent twice carries the same ticket and files once.
    ticket = models.UUIDField(null=True, unique=True)
    #: The last line of the record: its place and its hash.
    head_seq = models.PositiveIntegerField(default=0)
    head_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_petition_per_outer_number",
                fields=["source", "external_number"],
                condition=~Q(external_number=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on", "id"], name="desk_of_a_room", condition=IS_DUE & ~Q(rooms=[])
            ),
            models.Index(fields=["id"], name="the_sealed_lane", condition=Q(is_sealed=True)),
        ]

    def __str__(self) -> str:
        return self.number


class Demand(models.Model):
    """One thing asked for: the unit of answer."""

    class Class(models.TextChoices):
        """The three classes of matters (arts. 29, 30, 31)."""

        SUGGESTION = "suggestion", _("Suggestion")
        ACCUSATION = "accusation", _("Accusation")
        CLAIM = "claim", _("Claim")

    petition = models.ForeignKey(
        Petition,
        models.PROTECT,
        related_name="demands",
        db_index=False,  # has one, below
    )
    position = models.PositiveSmallIntegerField()
    request = models.TextField()
    facts = models.TextField(blank=True)
    kind = models.CharField(max_length=10, choices=Class, blank=True)
    category = models.CharField(max_length=80, blank=True)
    #: Number of the way in art. 31 that answers it.
    route = models.PositiveSmallIntegerField(null=True)
    state = models.CharField(max_length=16, choices=STATES, default=State.RECEIVED.value)
    entered_at = models.DateTimeField()
    screened_at = models.DateTimeField(null=True)
    #: How it was last sent: forwarded or assigned.
    sent_as = models.CharField(max_length=8, blank=True)
    #: Whose turn it is: the organ, and the person in it.
    owner = models.ForeignKey(Organ, models.PROTECT, db_index=False, related_name="+")
    handler = models.ForeignKey(Staff, models.PROTECT, null=True, db_index=False, related_name="+")
    due_on = models.DateField(null=True)
    accepted_on = models.DateField(null=True)

    class Meta:
        ordering = ["petition_id", "position"]
        constraints = [
            models.UniqueConstraint(name="demands_are_numbered", fields=["petition", "position"]),
        ]
        indexes = [
            models.Index(
                fields=["owner", "due_on", "id"], name="desk_of_an_organ", condition=IS_DUE
            ),
            models.Index(
                fields=["handler", "due_on", "id"], name="desk_of_a_handler", condition=IS_DUE
            ),
            models.Index(fields=["due_on", "id"], name="desk_of_an_area", condition=IS_DUE),
            models.Index(
                fields=["owner", "state", "due_on", "id"],
                name="state_in_an_organ",
                condition=IS_DUE,
            ),
            models.Index(
                fields=["state", "due_on", "id"], name="state_in_an_area", condition=IS_DUE
            ),
            models.Index(fields=["entered_at"], name="moved_lately", condition=IS_DUE),
            models.Index(
                fields=["owner", "due_on", "id"],
                name="unassigned_in_an_organ",
                condition=IS_DUE & Q(handler__isnull=True),
            ),
            models.Index(
                fields=["owner", "-entered_at", "-id"],
                name="answered_by_an_organ",
                condition=~IS_DUE,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.petition_id}/{self.position}"


class Party(models.Model):
    """Somebody in a petition, in one capacity, as they named themselves in this filing.

    Numbers are sealed; their blind indexes find the same person again. A correction here leaves
    what was said in another filing as it was.
    """

    class Capacity(models.TextChoices):
        """In which capacity somebody takes part (arts. 17, 20)."""

        PETITIONER = "petitioner", _("Petitioner")
        REPRESENTATIVE = "representative", _("Representative")
        COSIGNER = "cosigner", _("Co-signer")
        AGENT = "agent", _("Agent")
        COMPANION = "companion", _("Companion")

    class Kind(models.TextChoices):
        """Art. 17: citizens, legal persons, other organisations."""

        PERSON = "person", _("Person")
        ORGANISATION = "organisation", _("Organisation")

    class IdKind(models.TextChoices):
        """Which document a number belongs to; art. 48 lets foreigners petition too."""

        NONE = "", _("None given")
        RESIDENT = "resident", _("Resident identity card")
        TRAVEL_PERMIT = "travel_permit", _("Travel permit (Hong Kong, Macao, Taiwan)")
        PASSPORT = "passport", _("Passport")
        CREDIT_CODE = "credit_code", _("Unified social credit code")

    class Reach(models.TextChoices):
        """How the person wants to hear from us."""

        ONLINE = "online", _("Online, with the query code")
        PHONE = "phone", _("Phone")
        MESSAGE = "message", _("Text message")
        POST = "post", _("Post")

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="parties")
    capacity = models.CharField(max_length=14, choices=Capacity)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.PERSON)
    name = models.CharField(max_length=80, blank=True)
    nationality = models.CharField(max_length=40, blank=True)
    id_kind = models.CharField(max_length=14, choices=IdKind, blank=True, default=IdKind.NONE)
    id_sealed = models.BinaryField(default=bytes)
    id_blind = models.CharField(max_length=64, blank=True, default="")
    phone_sealed = models.BinaryField(default=bytes)
    phone_blind = models.CharField(max_length=64, blank=True, default="")
    address_sealed = models.BinaryField(default=bytes)
    reach = models.CharField(max_length=8, choices=Reach, default=Reach.ONLINE)
    #: Language or dialect, and what helps: an interpreter, large print, a separate room.
    language = models.CharField(max_length=40, blank=True)
    needs = models.CharField(max_length=200, blank=True)
    #: For an agent: on what authority, and how far it goes.
    authority = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "parties"
        indexes = [
            models.Index(fields=["id_blind"], name="by_id_blind", condition=~Q(id_blind="")),
            models.Index(
                fields=["phone_blind"], name="by_phone_blind", condition=~Q(phone_blind="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.petition_id} {self.capacity}"


#: What stays as it was filed; an act writes the rest of the row anew, and never the long texts.
AS_FILED = {
    Petition: {
        "id", "number", "code_blind", "code_sealed", "channel", "title", "place", "received_at",
        "receiver", "recorder", "region", "area", "headcount", "wants_publicity",
        "wants_confidentiality", "profile", "source", "external_number", "ticket",
    },
    Demand: {"id", "petition", "position", "request", "facts"},
}  # fmt: skip
CHANGING = {
    model: tuple(f.name for f in model._meta.concrete_fields if f.name not in fixed)
    for model, fixed in AS_FILED.items()
}
