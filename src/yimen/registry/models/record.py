"""The record, who read the file, and the words to find it by."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from yimen.people.models import Organ, Staff
from yimen.registry.models.free import FreeWords
from yimen.registry.models.petition import Petition

#: Kilobytes of new words that wait to be sorted in: filing is spared most of it, a search reads
#: so much more.
PENDING = 256


class Reading(models.Model):
    """Somebody read this file. Kept apart from the record: reading changes nothing."""

    petition = models.ForeignKey(
        Petition,
        models.PROTECT,
        related_name="readings",
        db_index=False,  # has one, below
    )
    staff = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    organ = models.ForeignKey(Organ, models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=16)
    #: `file`, `letter:12`, `attachment:3`, `unmask:phone`.
    what = models.CharField(max_length=40)
    reason = FreeWords(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["petition", "-id"], name="readings_of_a_petition")]

    def __str__(self) -> str:
        return f"{self.petition_id} {self.what}"


class Entry(models.Model):
    """One line of the record. Written once; the database refuses to change it."""

    petition = models.ForeignKey(
        Petition,
        models.PROTECT,
        related_name="entries",
        db_index=False,  # has one, below
    )
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=24)
    #: Positions of the demands it concerns; none for the petition as a whole.
    demands = ArrayField(models.PositiveSmallIntegerField(), default=list)
    facts = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    #: When it happened, and when this server wrote it down.
    at = models.DateTimeField()
    written_at = models.DateTimeField()
    role = models.CharField(max_length=16)
    staff_id = models.BigIntegerField(default=0)
    organ_id = models.BigIntegerField(default=0)
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["petition_id", "seq"]
        verbose_name_plural = "entries"
        constraints = [
            models.UniqueConstraint(name="lines_are_numbered", fields=["petition", "seq"]),
        ]

    def __str__(self) -> str:
        return f"{self.petition_id} {self.seq} {self.kind}"


class SearchWords(models.Model):
    """The words of a petition, for a search that asks by words first and the policy next.

    Row policies make PostgreSQL skip an index on anything but plain equality, so the words lie
    in a table of their own that only the function `petitions_with_words` may read.
    """

    petition_id = models.BigIntegerField(primary_key=True)
    words = SearchVectorField()
    names = SearchVectorField()

    class Meta:
        verbose_name_plural = "search words"
        indexes = [
            GinIndex(fields=["words"], name="search_by_words", gin_pending_list_limit=PENDING),
            GinIndex(fields=["names"], name="search_by_names", gin_pending_list_limit=PENDING),
        ]

    def __str__(self) -> str:
        return str(self.petition_id)
