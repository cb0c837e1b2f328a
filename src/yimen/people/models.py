"""Regions, organs, staff and their posts."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yimen.access.actor import POSTS

ROLES = [role.value for role in POSTS]


class Region(models.Model):
    """A district, a street, a community or a point, as a node of one tree."""

    class Kind(models.TextChoices):
        """The four levels of a district's reception network."""

        DISTRICT = "district", _("District")
        STREET = "street", _("Sub-district")
        COMMUNITY = "community", _("Community")
        POINT = "point", _("Service point")

    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=10, choices=Kind)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True)
    #: Codes from the root down, with both slashes: `/ym/shahe/`. Areas are prefixes of it.
    path = models.CharField(max_length=100, unique=True)

    class Meta:
        ordering = ["path"]
        constraints = [
            models.CheckConstraint(
                name="region_path_has_both_slashes",
                condition=Q(path__startswith="/") & Q(path__endswith="/"),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Organ(models.Model):
    """An organ or unit that receives, handles or supervises (art. 2)."""

    class Kind(models.TextChoices):
        """Every kind of organ to which the Regulations apply (arts. 2, 48)."""

        BUREAU = "bureau", _("Petition bureau")
        PARTY = "party", _("Party organ")
        CONGRESS = "congress", _("People's congress")
        GOVERNMENT = "government", _("Government")
        DEPARTMENT = "department", _("Government department")
        STREET_OFFICE = "street_office", _("Sub-district office")
        BRANCH_OFFICE = "branch_office", _("Local office of a department")
        CPPCC = "cppcc", _("Political consultative conference")
        SUPERVISORY = "supervisory", _("Supervisory commission")
        COURT = "court", _("People's court")
        PROCURATORATE = "procuratorate", _("People's procuratorate")
        MASS = "mass", _("Mass organisation")
        ENTERPRISE = "enterprise", _("State-owned enterprise")
        INSTITUTION = "institution", _("Public institution")

    name = models.CharField(max_length=80, unique=True)
    #: The character(s) that open its document numbers: 一门信 in 一门信〔2026〕12号.
    mark = models.CharField(max_length=12, unique=True)
    kind = models.CharField(max_length=14, choices=Kind)
    region = models.ForeignKey(Region, models.PROTECT)
    #: Who leads it: the government of a department, the department of its local office.
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="subordinates"
    )
    #: The superior department (上级主管部门): a review may be asked of it as well, or of it alone.
    guide = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="guided")
    #: Led from above alone (垂直领导), as taxation is.
    is_vertical = models.BooleanField(default=False)
    #: Who answers in its place since `ends_on` (art. 24).
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors"
    )
    ends_on = models.DateField(null=True, blank=True)
    #: Keys of law/keywords.yaml that say what it is competent for.
    competence = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    address = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    hours = models.CharField(max_length=120, blank=True)
    #: The local profile of stricter limits that it has promised to keep.
    profile = models.CharField(max_length=20, blank=True)
    #: Whether citizens may lodge with it directly.
    has_reception = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="an_organ_that_ends_has_a_successor",
                condition=Q(ends_on__isnull=True) | Q(successor__isnull=False),
            ),
            models.CheckConstraint(
                name="no_organ_succeeds_itself",
                condition=Q(successor__isnull=True) | ~Q(successor=F("pk")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_bureau(self) -> bool:
        """Whether it forwards and assigns (art. 22) rather than handles."""
        return self.kind == Organ.Kind.BUREAU


class Body(models.Model):
    """A body outside this system at which another lawful way begins, as a region knows it."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="bodies")
    #: A key of `bodies` in law/routes.yaml.
    kind = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=200)
    phone = models.CharField(max_length=40, blank=True)
    hours = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "bodies"
        constraints = [
            models.UniqueConstraint(
                name="one_body_of_a_kind_in_a_region", fields=["region", "kind"]
            )
        ]

    def __str__(self) -> str:
        return self.name


class StaffManager(BaseUserManager["Staff"]):
    """Finds staff by user name; people are made by acts."""


class Staff(AbstractBaseUser):
    """One person who works here: one account, never shared."""

    username = models.CharField(_("User name"), max_length=40, unique=True)
    name = models.CharField(max_length=40)
    #: Shown on receipts instead of the name where the person prefers it.
    number = models.CharField(max_length=20, blank=True)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    joined_on = models.DateField(null=True, blank=True)

    #: The posts held today, where the session's person was fetched with them.
    posts_today: list[Post]

    objects: ClassVar[StaffManager] = StaffManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Vendor(models.Model):
    """A contractor to whom work is entrusted, such as a psychological service; no organ.

    Source: Personal Information Protection Law, art. 21: a contract says for what and how long.
    """

    name = models.CharField(max_length=80, unique=True)
    #: What is entrusted to them.
    service = models.CharField(max_length=200)
    starts_on = models.DateField()
    #: The first day after the contract.
    ends_on = models.DateField()

    class Meta:
        ordering = ["ends_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="a_contract_ends_after_it_starts", condition=Q(ends_on__gt=F("starts_on"))
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A role in an organ and a region, from a day to a day."""

    staff = models.ForeignKey(Staff, models.PROTECT, related_name="posts")
    role = models.CharField(max_length=16)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="posts")
    region = models.ForeignKey(Region, models.PROTECT)
    #: Under whose contract it is held; it ends with the contract at the latest.
    vendor = models.ForeignKey(Vendor, models.PROTECT, null=True, blank=True, related_name="posts")
    starts_on = models.DateField()
    #: The first day on which it is no longer held; none while no end is known.
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="a_post_is_for_people", condition=Q(role__in=ROLES)),
            models.CheckConstraint(
                name="a_post_ends_after_it_starts",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="a_post_under_a_contract_ends",
                condition=Q(vendor__isnull=True) | Q(ends_on__isnull=False),
            ),
            models.UniqueConstraint(
                name="one_such_post_at_a_time",
                fields=["staff", "role", "organ", "region"],
                condition=Q(ends_on__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["organ", "role"], name="posts_of_an_organ")]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.role} {self.organ_id}"


class AdminEntry(models.Model):
    """One line of what administrators did and who signed in: ids and codes only.

    Written once; the database refuses to change it.
    """

    class Kind(models.TextChoices):
        """What can be done to people, posts, regions and organs."""

        SIGNED_IN = "signed_in", _("Signed in")
        PASSWORD_CHANGED = "password_changed", _("Changed their own password")
        STAFF_ADDED = "staff_added", _("Opened an account")
        STAFF_CHANGED = "staff_changed", _("Changed the name or number of a person")
        STAFF_DEACTIVATED = "staff_deactivated", _("Closed an account")
        STAFF_READMITTED = "staff_readmitted", _("Opened a closed account again")
        PASSWORD_RESET = "password_reset", _("Gave a new one-time password")
        POST_GIVEN = "post_given", _("Gave a post")
        POST_ENDED = "post_ended", _("Ended a post")
        VENDOR_SET = "vendor_set", _("Entered a contractor, or until when the contract runs")
        REGION_ADDED = "region_added", _("Added a region")
        ORGAN_ADDED = "organ_added", _("Added an organ")
        ORGAN_CHANGED = "organ_changed", _("Changed the entry of an organ")
        ORGAN_ENDED = "organ_ended", _("Ended an organ")
        PLACE_SET = "place_set", _("Set up a reception place")
        NORM_ADDED = "norm_added", _("Added a version of a norm")
        NORM_ENDED = "norm_ended", _("Ended a version of a norm")
        LAW_PROPOSED = "law_proposed", _("Proposed a change to the rules")
        LAW_PUBLISHED = "law_published", _("Published a change to the rules")
        LAW_REFUSED = "law_refused", _("Refused a change to the rules")
        BODY_KEPT = "body_kept", _("Entered where another lawful way begins")

    kind = models.CharField(max_length=24, choices=Kind)
    at = models.DateTimeField()
    #: Who did it, in which capacity; 0 for the command line.
    role = models.CharField(max_length=16)
    staff_id = models.BigIntegerField(default=0)
    facts = models.JSONField(default=dict)

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "admin entries"
        indexes = [models.Index(fields=["staff_id", "-id"], name="admin_entries_of_a_person")]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.kind}"


class FailedLogin(models.Model):
    """How often a name or number was tried in vain, and until when it must wait."""

    name_blind = models.CharField(max_length=64, primary_key=True)
    failures = models.PositiveIntegerField(default=0)
    waits_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.failures} failures"


class Notice(models.Model):
    """One short message to somebody's telephone: where to be and when, and nothing of a matter."""

    class State(models.TextChoices):
        """What became of it."""

        WAITS = "waits", _("To be sent")
        CALL = "call", _("To be told by telephone")
        FAILED = "failed", _("Could not be sent: to be told by telephone")
        SENT = "sent", _("Sent")
        TOLD = "told", _("Told by telephone")
        VOID = "void", _("No longer needed")

    #: What it is about, so that nothing is told twice.
    key = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=20)
    #: The role whose work it is to telephone, in this area, where nothing is sent.
    told_by = models.CharField(max_length=16)
    area = models.CharField(max_length=100)
    phone_sealed = models.BinaryField()
    name_sealed = models.BinaryField(default=bytes)
    facts = models.JSONField(default=dict)
    state = models.CharField(max_length=6, choices=State)
    tries = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField()
    #: After this it is of no use to anybody.
    until = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["until", "pk"]

    def __str__(self) -> str:
        return f"{self.key} {self.state}"
