"""Was this person here before, and with this matter? Found by rules, shown with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from yimen.access.actor import Actor
from yimen.access.policy import ever
from yimen.law.screening import suggest
from yimen.registry import words
from yimen.registry.identity import id_index, phone_index
from yimen.registry.models import Petition
from yimen.registry.queries import seen_by

MOST = 8
SHORTEST = 2
_SAME = """
select petition_id from registry_party where {column} = %s::text and {column} <> ''
order by petition_id desc limit {most}
"""
#: How many of the words that tell what a text is about another one must share.
TELLING = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """An earlier petition that may belong to this one, and by what it was found.

    `because` is a set of: `identity`, `phone`, `name`, `words`.
    """

    petition: int
    number: str
    title: str
    state: str
    received_at: datetime
    receiver: str
    because: frozenset[str]


def earlier_of(
    actor: Actor, *, id_number: str = "", phone: str = "", name: str = "", text: str = ""
) -> list[Earlier]:
    """Return earlier petitions of the same person or matter that this actor may read.

    The same identity number or phone is found by its blind index; names and words by the search.
    """
    because: dict[int, set[str]] = {}
    _by_number(id_number, phone, because)
    if len(name.strip()) >= SHORTEST and ever(actor, "petition.search_names"):
        for petition in _named(actor, name.strip()):
            because.setdefault(petition, set()).add("name")
    if len(text.strip()) >= SHORTEST:
        for petition in _alike(actor, text):
            because.setdefault(petition, set()).add("words")
    found = seen_by(actor).filter(pk__in=because).select_related("receiver")
    ranked = sorted(found, key=lambda p: (-len(because[p.pk]), -p.pk))[:MOST]
    return [_earlier(petition, frozenset(because[petition.pk])) for petition in ranked]


def _named(actor: Actor, name: str) -> list[int]:
    """Return the newest petitions of people with exactly this name, found through the words."""
    near = [pk for pk, _ in words.find(name, names=True, size=MOST * MOST, by=actor)]
    same = Petition.objects.filter(pk__in=near, parties__name=name).order_by("-pk").distinct()
    return list(same.values_list("pk", flat=True)[:MOST])


def _alike(actor: Actor, text: str) -> list[int]:
    """Return the newest petitions that say the same, or at least name the same things."""
    found = words.find(text, names=False, size=MOST, by=actor)
    if not found:
        telling = " ".join(suggest(text)[0].words[:TELLING])
        found = words.find(telling, names=False, size=MOST, by=actor)
    return [pk for pk, _ in found]


def _by_number(id_number: str, phone: str, because: dict[int, set[str]]) -> None:
    """Ask each blind index, which leaves out who gave no number: the statement must say so too."""
    for reason, column, blind in (
        ("identity", "id_blind", id_index(id_number)),
        ("phone", "phone_blind", phone_index(phone)),
    ):
        if not blind:
            continue
        with connection.cursor() as cursor:
            cursor.execute(_SAME.format(column=column, most=MOST), [blind])
            for (petition,) in cursor.fetchall():
                because.setdefault(petition, set()).add(reason)


def _earlier(petition: Petition, because: frozenset[str]) -> Earlier:
    return Earlier(
        petition=petition.pk,
        number=petition.number,
        title=petition.title,
        state=petition.state,
        received_at=petition.received_at,
        receiver=petition.receiver.name,
        because=because,
    )
