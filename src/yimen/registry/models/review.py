"""What follows an answer: a review, a recheck, and new facts that open a settled matter again."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yimen.people.models import Organ, Staff
from yimen.registry.models.answer import Opinion
from yimen.registry.models.free import FreeWords
from yimen.registry.models.papers import Attachment
from yimen.registry.models.petition import Demand, Petition


class Review(models.Model):
    """One request that a higher organ look at an answer, and what came of it (arts. 35, 36)."""

    class Level(models.TextChoices):
        """The first look, at the answer; the second, at the review too."""

        REVIEW = "review", _("Review")
        RECHECK = "recheck", _("Recheck")

    class Stage(models.TextChoices):
        """How far it has come."""

        ASKED = "asked", _("Asked for")
        ACCEPTED = "accepted", _("Accepted")
        SUBMITTED = "submitted", _("Waiting for signature")
        RETURNED = "returned", _("Returned to the reviewer")
        SIGNED = "signed", _("Signed")
        SERVED = "served", _("Served")
        DECLINED = "declined", _("Not accepted")
        WITHDRAWN = "withdrawn", _("Taken back by the petitioner")

    class Ground(models.TextChoices):
        """Why a request is not accepted."""

        LATE = "late", _("The time to ask had passed, without a reason that excuses it")
        NO_ANSWER = "no_answer", _("There is no written answer yet that could be reviewed")
        OTHER_WAY = "other_way", _("The law gives another procedure for it")
        NOT_PARTY = "not_party", _("Whoever asks is not the petitioner, nor acts for her")

    class Admitted(models.TextChoices):
        """Why a late request is accepted all the same."""

        EXCUSED = "excused", _("There is a reason that excuses the delay")
        NOT_TOLD = "not_told", _("The petitioner was not properly told of the right or its time")

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="reviews")
    level = models.CharField(max_length=7, choices=Level)
    #: The answer that is disputed, or none: that the organ did not accept it.
    opinion = models.ForeignKey(Opinion, models.PROTECT, null=True, related_name="reviews")
    #: For a recheck: the review that is disputed besides.
    earlier = models.ForeignKey("self", models.PROTECT, null=True, related_name="rechecks")
    positions = ArrayField(models.PositiveSmallIntegerField())
    #: Who answered, and who looks at it.
    author = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    stage = models.CharField(max_length=9, choices=Stage, default=Stage.ASKED)

    channel = models.CharField(max_length=6, choices=Petition.Channel)
    request = FreeWords()
    facts = FreeWords(blank=True)
    #: The last day on which it was in time; none where nothing shows when the time began.
    ended_on = models.DateField(null=True)
    is_late = models.BooleanField(default=False)
    late_reason = FreeWords(blank=True)
    paper = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    taken_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    admitted = models.CharField(max_length=8, choices=Admitted, blank=True)
    ground = models.CharField(max_length=9, choices=Ground, blank=True)
    #: Why it is accepted although late, or why it is not accepted; and where to go then.
    answer = FreeWords(blank=True)
    where_to_go = FreeWords(blank=True)

    #: How it was examined: files, visits, a hearing.
    examined = FreeWords(blank=True)
    duty = FreeWords(blank=True)
    duty_by = models.DateField(null=True)
    drafted_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    drafted_at = models.DateTimeField(null=True)
    remark = FreeWords(blank=True)
    signed_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)
    served_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["organ", "petition"],
                name="reviews_that_wait",
                condition=Q(stage__in=["asked", "submitted"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.petition_id} {self.level} {self.stage}"


class ReviewPoint(models.Model):
    """What a review says on one demand."""

    class Result(models.TextChoices):
        """What becomes of the answer."""

        MAINTAIN = "maintain", _("Maintained")
        CHANGE = "change", _("Changed")
        REVOKE = "revoke", _("Revoked")
        REDO = "redo", _("Revoked, to be handled anew")

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="review_points")
    review = models.ForeignKey(Review, models.PROTECT, related_name="points")
    demand = models.ForeignKey(Demand, models.PROTECT, related_name="review_points")
    #: Where the demand stood when the review was asked for.
    came_from = models.CharField(max_length=16)
    dispute = FreeWords(blank=True)
    facts = FreeWords(blank=True)
    reasons = FreeWords(blank=True)
    result = models.CharField(max_length=8, choices=Result, blank=True)
    #: Where it is changed: what the answer says from now on.
    decision = FreeWords(blank=True)
    basis = FreeWords(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="one_point_per_demand", fields=["review", "demand"]),
        ]

    def __str__(self) -> str:
        return f"{self.review_id} on {self.demand_id}"


class Reopening(models.Model):
    """New facts or new reasons in a settled matter, and whether it is taken up again (art. 36)."""

    class Decision(models.TextChoices):
        """What was said to them."""

        WAITING = "waiting", _("Being looked at")
        TAKEN_UP = "taken_up", _("Taken up again")
        REFUSED = "refused", _("Nothing new: not taken up again")

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="reopenings")
    demand = models.ForeignKey(Demand, models.PROTECT, related_name="reopenings")
    channel = models.CharField(max_length=6, choices=Petition.Channel)
    news = FreeWords()
    paper = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    taken_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    #: Whose matter it was: it gets it back where nothing is new, and owes meanwhile what it owed.
    left_by = models.ForeignKey(Organ, models.PROTECT, null=True, related_name="+")
    decision = models.CharField(max_length=8, choices=Decision, default=Decision.WAITING)
    answer = FreeWords(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.demand_id} {self.decision}"
