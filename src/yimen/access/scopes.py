"""Which petitions: each scope once for Django, once for PostgreSQL, side by side.

Facts that cost somebody a leak: a setting local to a transaction reads as '' afterwards, and
`starts_with(x, '')` is true, hence every `nullif`; a raw LIKE would let an area of % see all. Nor
is LIKE leak-proof: under a row policy PostgreSQL guesses how much it chooses, and guesses ill.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import BooleanField, F, Func, Q, Value

from yimen.access.actor import Actor


@dataclass(frozen=True, slots=True)
class Scope:
    """One way of choosing petitions: a name, the rule for Django, the rule for PostgreSQL."""

    name: str
    rows: Callable[[Actor], Q]
    sql: str


class _starts_with(Func):  # noqa: N801 - it is PostgreSQL's function, by its own name
    """The same function on both sides: unlike LIKE it may be asked about before the row policy."""

    function = "starts_with"
    output_field = BooleanField()


NONE = Scope("nothing", lambda _: Q(pk__in=[]), "false")
EVERYWHERE = Scope("everywhere", lambda _: Q(pk__isnull=False), "true")
IN_MY_AREA = Scope(
    "in my area",
    lambda a: Q(_starts_with(F("area"), Value(a.area))) if a.area else Q(pk__in=[]),
    "starts_with(area, nullif(current_setting('app.area', true), ''))",
)
SENT_TO_MY_ORGAN = Scope(
    "sent to my organ",
    lambda a: Q(organs__contains=[a.organ]) if a.organ else Q(pk__in=[]),
    "organs @> array[nullif(nullif(current_setting('app.organ', true), ''), '0')::bigint]",
)
RECEIVED_BY_MY_ORGAN = Scope(
    "received by my organ",
    lambda a: Q(receiver_id=a.organ) if a.organ else Q(pk__in=[]),
    "receiver_id = nullif(nullif(current_setting('app.organ', true), ''), '0')::bigint",
)
REFERRED_TO_MY_ROOM = Scope(
    "referred to my room",
    lambda a: Q(rooms__contains=[a.role.value]),
    "rooms @> array[nullif(current_setting('app.role', true), '')::varchar]",
)
WITH_MY_CODE = Scope(
    "with my query code",
    lambda a: Q(code_blind=a.code) if a.code else Q(pk__in=[]),
    "code_blind = nullif(current_setting('app.code', true), '')",
)
