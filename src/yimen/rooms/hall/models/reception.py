"""Reception places, their hours and windows, the tickets taken there, and appointments."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yimen.people.models import Organ, Region, Staff
from yimen.registry.models import Petition, Rating


class Point(models.TextChoices):
    """The seven service points of a hall: what somebody comes to a window for."""

    REGISTRATION = "registration", _("Registration")
    SCREENING = "screening", _("Screening")
    GUIDANCE = "guidance", _("Guidance")
    LEGAL_AID = "legal_aid", _("Legal help")
    SUPPORT = "support", _("Someone to talk to")
    MEDIATION = "mediation", _("Mediation")
    HANDLING = "handling", _("Handling")


class Place(models.Model):
    """One place where people are received: a hall, a street's room, a bus."""

    class Kind(models.TextChoices):
        """What sort of place it is."""

        HALL = "hall", _("Reception hall")
        STREET = "street", _("Sub-district reception")
        THEMED = "themed", _("Reception for one subject")
        MOBILE = "mobile", _("Mobile reception")
        AFTER_HOURS = "after_hours", _("After-hours reception")

    name = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.HALL)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    #: The region's path: what "in my area" compares.
    area = models.CharField(max_length=100)
    address = models.CharField(max_length=120)
    phone = models.CharField(max_length=40, blank=True)
    #: How many visitors may be inside at once; 0 for as many as come.
    capacity = models.PositiveSmallIntegerField(default=0)
    #: Appointments: how long one is, and how many there are at a time for each point.
    slot_minutes = models.PositiveSmallIntegerField(default=30)
    per_slot = models.PositiveSmallIntegerField(default=2)
    is_open = models.BooleanField(default=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="a_slot_has_minutes", condition=Q(slot_minutes__gte=5)),
        ]

    def __str__(self) -> str:
        return self.name


class Hours(models.Model):
    """When a place is open on a day of the week; a day without hours is closed."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="hours")
    #: 1 Monday to 7 Sunday.
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        ordering = ["weekday", "opens"]
        verbose_name_plural = "hours"
        constraints = [
            models.CheckConstraint(
                name="hours_lie_on_a_weekday", condition=Q(weekday__gte=1, weekday__lte=7)
            ),
            models.CheckConstraint(name="hours_end_later", condition=Q(closes__gt=F("opens"))),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens}-{self.closes}"


class Closure(models.Model):
    """Days on which a place is closed, or open at other hours, and why."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="closures")
    first = models.DateField()
    last = models.DateField()
    #: Other hours than usual; both empty for closed.
    opens = models.TimeField(null=True)
    closes = models.TimeField(null=True)
    reason = models.CharField(max_length=120)

    class Meta:
        ordering = ["first"]
        constraints = [
            models.CheckConstraint(name="closures_end_later", condition=Q(last__gte=F("first"))),
        ]

    def __str__(self) -> str:
        return f"{self.first} {self.reason}"


class Window(models.Model):
    """A window of a place: which point it serves, who sits there, whom it calls."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="windows")
    area = models.CharField(max_length=100)
    name = models.CharField(max_length=20)
    point = models.CharField(max_length=12, choices=Point)
    staff = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(null=True)
    #: What the hall's screen says: the number called here, how often, since when.
    calling = models.CharField(max_length=8, blank=True)
    called_at = models.DateTimeField(null=True)
    times_called = models.PositiveSmallIntegerField(default=0)
    is_used = models.BooleanField(default=True)

    class Meta:
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(name="one_window_of_a_name", fields=["place", "name"]),
            models.UniqueConstraint(
                name="nobody_sits_at_two_windows",
                fields=["staff"],
                condition=Q(staff__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Line(models.Model):
    """One day of one point: how many wait, how many were served, how long it took.

    Kept by the acts, so that a waiting time can be told without looking at anybody's ticket.
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="lines")
    area = models.CharField(max_length=100)
    day = models.DateField()
    point = models.CharField(max_length=12, choices=Point)
    waiting = models.PositiveIntegerField(default=0)
    served = models.PositiveIntegerField(default=0)
    #: Seconds waited and served, in all, by those who were served.
    waited = models.PositiveIntegerField(default=0)
    taken = models.PositiveIntegerField(default=0)
    #: How many still waited when the day was over.
    unserved = models.PositiveIntegerField(default=0, db_default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_line_a_day", fields=["place", "day", "point"]),
        ]

    def __str__(self) -> str:
        return f"{self.place_id} {self.day} {self.point}"


class Roll(models.Model):
    """The last number given at a place on a day."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    day = models.DateField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(name="one_roll_a_day", fields=["place", "day"])]

    def __str__(self) -> str:
        return f"{self.place_id} {self.day} {self.last}"


class Appointment(models.Model):
    """A time kept free for somebody at one point of a place."""

    class State(models.TextChoices):
        """What became of it."""

        BOOKED = "booked", _("Booked")
        CANCELLED = "cancelled", _("Cancelled")
        CAME = "came", _("Came")
        MISSED = "missed", _("Did not come")

    place = models.ForeignKey(Place, models.PROTECT, related_name="appointments")
    area = models.CharField(max_length=100)
    point = models.CharField(max_length=12, choices=Point)
    day = models.DateField()
    starts = models.TimeField()
    code_blind = models.CharField(max_length=64, unique=True)
    name_sealed = models.BinaryField(default=bytes)
    phone_sealed = models.BinaryField(default=bytes)
    needs = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.BOOKED)
    reminded_at = models.DateTimeField(null=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["day", "starts", "pk"]
        indexes = [
            models.Index(fields=["place", "day", "starts"], name="appointments_of_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.starts}"


class Ticket(models.Model):
    """One visit of one person or group: a number for the day, carried from point to point.

    It holds no name. Who looks after somebody at a window learns it there.
    """

    class State(models.TextChoices):
        """Where the visitor is."""

        WAITING = "waiting", _("Waiting")
        CALLED = "called", _("Called")
        SERVED = "served", _("At the window")
        HELD = "held", _("Away for a moment")
        DONE = "done", _("Done")
        MISSED = "missed", _("Did not come when called")
        LEFT = "left", _("Left")
        UNSERVED = "unserved", _("Not served that day")

    class Need(models.TextChoices):
        """What lets somebody be called sooner: need alone, never who the person is."""

        NONE = "", _("None of these")
        AGE = "age", _("Old age")
        DISABILITY = "disability", _("A disability")
        ILLNESS = "illness", _("Illness or pregnancy")
        CHILDREN = "children", _("Small children along")
        DISTANCE = "distance", _("Came from far away")

    class Source(models.TextChoices):
        """Who took it."""

        SELF = "self", _("By the visitor")
        GUIDE = "guide", _("By the guide")
        APPOINTMENT = "appointment", _("By appointment")

    place = models.ForeignKey(Place, models.PROTECT, related_name="tickets")
    area = models.CharField(max_length=100)
    day = models.DateField()
    serial = models.PositiveIntegerField()
    number = models.CharField(max_length=8)
    code_blind = models.CharField(max_length=64, unique=True)
    point = models.CharField(max_length=12, choices=Point)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    source = models.CharField(max_length=11, choices=Source)
    need = models.CharField(max_length=10, choices=Need, blank=True, default=Need.NONE)
    language = models.CharField(max_length=40, blank=True)
    needs = models.CharField(max_length=200, blank=True)
    #: How many came with this ticket, and how many of them beside the visitor as companions.
    people = models.PositiveSmallIntegerField(default=1)
    companions = models.PositiveSmallIntegerField(default=0)
    taken_at = models.DateTimeField()
    #: When the wait for the present point began, and the place in its order.
    joined_at = models.DateTimeField()
    order_at = models.DateTimeField()
    called_at = models.DateTimeField(null=True)
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    window = models.ForeignKey(Window, models.PROTECT, null=True, related_name="tickets")
    times_called = models.PositiveSmallIntegerField(default=0)
    appointment = models.OneToOneField(Appointment, models.PROTECT, null=True)
    petition = models.ForeignKey(Petition, models.PROTECT, null=True, related_name="+")
    #: A form sent twice carries the same mark and takes one number.
    mark = models.UUIDField(null=True, unique=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="a_number_once_a_day", fields=["place", "day", "serial"]),
            models.UniqueConstraint(
                name="one_visitor_at_a_window",
                fields=["window"],
                condition=Q(state__in=["called", "served"]),
            ),
        ]
        indexes = [
            models.Index(
                fields=["place", "point", "order_at", "id"],
                name="tickets_that_wait",
                condition=Q(state="waiting"),
            ),
            models.Index(fields=["place", "day", "state"], name="tickets_of_a_day"),
        ]

    def __str__(self) -> str:
        return self.number


class Turn(models.Model):
    """One stay at one window: what was said, what happens next, and who received the visitor."""

    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="turns")
    area = models.CharField(max_length=100)
    window = models.ForeignKey(Window, models.PROTECT, related_name="+")
    point = models.CharField(max_length=12, choices=Point)
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    #: When the wait for this window began; the wait for an earlier one is counted there.
    joined_at = models.DateTimeField(null=True)
    called_at = models.DateTimeField()
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    #: For the receipt that the visitor takes along.
    said = models.TextField(blank=True)
    next_step = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.ticket_id} at {self.window_id}"


class VisitRating(models.Model):
    """What a visitor thinks of a visit. Silence has no row; of when it was given nothing is kept.

    It counts for the point where she was received last, in the month of the visit.
    """

    ticket = models.OneToOneField(Ticket, models.PROTECT, related_name="rating")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    point = models.CharField(max_length=12, choices=Point)
    #: Its first day.
    month = models.DateField()
    level = models.CharField(max_length=12, choices=Rating.Level)
    words_sealed = models.BinaryField(default=bytes)

    class Meta:
        indexes = [models.Index(fields=["place", "month"], name="ratings_of_a_month")]
        constraints = [
            models.CheckConstraint(
                name="nobody_rates_support", condition=~Q(point=Point.SUPPORT.value)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place_id} {self.month} {self.point}"
