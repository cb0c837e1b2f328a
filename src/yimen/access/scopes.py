"""Which petitions: each scope once for Django, once for PostgreSQL, side by side.

Facts that cost somebody a leak: a setting local to a transaction reads as '' afterwards, and
`starts_with(x, '')` is true, hence every `nullif`; a raw LIKE would let an area of % see all. Nor
is LIKE leak-proof: under a row policy PostgreSQL guesses how much it chooses, and guesses ill.

Every scope of an office ends with the sealed lane (art. 30): a sealed file is there for the organs
through whose hands it goes, and never for an organ or a person whom it accuses. Where it is not
there it is nowhere: not on a list, not in a count, not by its number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import BooleanField, F, Func, Q, Value

from yimen.access.actor import Actor


@dataclass(frozen=True, slots=True)
class Scope:
    """One way of choosing petitions: a name, the rule for Django, the rule for PostgreSQL."""

    name: str
    rows: Callable[[Actor], Q]
    sql: str
    #: The same as a row policy has it, where that is shorter.
    short: str = ""


class starts_with(Func):  # noqa: N801 - it is PostgreSQL's function, by its own name
    """The same function on both sides: unlike LIKE it may be asked about before the row policy."""

    function = "starts_with"
    output_field = BooleanField()


_ORGAN = "nullif(nullif(current_setting('app.organ', true), ''), '0')::bigint"
_SELF = "nullif(nullif(current_setting('app.actor', true), ''), '0')::bigint"
_IN_HAND = (
    f"organs @> array[{_ORGAN}] and not barred @> array[{_ORGAN}]"
    f" and {_SELF} is not null and not barred_staff @> array[{_SELF}]"
)
#: The lane in words: open to all whom the rest of a scope lets in, or sealed and in these hands.
_LANE = f"(not is_sealed or {_IN_HAND})"
#: PostgreSQL makes a row policy ready anew for every table of every statement, whether a row is
#: found or not. What concerns sealed files alone lies apart, and is made ready when one is met.
_LANE_APART = "(not is_sealed or is_in_hand(organs, barred, barred_staff))"
APART = f"""create or replace function
    is_in_hand(organs bigint[], barred bigint[], barred_staff bigint[]) returns boolean
    language plpgsql stable as $$ begin return {_IN_HAND}; end $$"""


def _lane(actor: Actor) -> Q:
    """Return the same for Django; whoever is nobody, or of no organ, reads nothing sealed."""
    in_hand = Q(pk__in=[])
    if actor.organ and actor.id:
        in_hand = (
            Q(organs__contains=[actor.organ])
            & ~Q(barred__contains=[actor.organ])
            & ~Q(barred_staff__contains=[actor.id])
        )
    return Q(is_sealed=False) | in_hand


def _office(name: str, rows: Callable[[Actor], Q], sql: str) -> Scope:
    """Make a scope of people in office: its own rule, and the sealed lane's."""
    return Scope(
        name,
        lambda actor: rows(actor) & _lane(actor),
        f"{sql} and {_LANE}",
        f"{sql} and {_LANE_APART}",
    )


def by_role(rules: Iterable[tuple[str, str]]) -> str:
    """Return the rules of all roles as one expression, in which each stands once."""
    whose: dict[str, list[str]] = {}
    for who, rule in rules:
        whose.setdefault(rule, []).append(f"'{who}'")
    role = "current_setting('app.role', true)"
    lines = [f"when {role} in ({', '.join(of)}) then {rule}" for rule, of in whose.items()]
    return f"case {' '.join(lines)} else false end" if lines else "false"


NONE = Scope("nothing", lambda _: Q(pk__in=[]), "false")
EVERYWHERE = Scope("everywhere", lambda _: Q(pk__isnull=False), "true")
IN_MY_AREA = _office(
    "in my area",
    lambda a: Q(starts_with(F("area"), Value(a.area))) if a.area else Q(pk__in=[]),
    "starts_with(area, nullif(current_setting('app.area', true), ''))",
)
#: Who receives people or leads the place has no business in the sealed lane, not even at home.
OPEN_IN_MY_AREA = Scope(
    "open, in my area",
    lambda a: IN_MY_AREA.rows(a) & Q(is_sealed=False),
    "starts_with(area, nullif(current_setting('app.area', true), '')) and not is_sealed",
)
SENT_TO_MY_ORGAN = _office(
    "sent to my organ",
    lambda a: Q(organs__contains=[a.organ]) if a.organ else Q(pk__in=[]),
    f"organs @> array[{_ORGAN}]",
)
RECEIVED_BY_MY_ORGAN = _office(
    "received by my organ",
    lambda a: Q(receiver_id=a.organ) if a.organ else Q(pk__in=[]),
    f"receiver_id = {_ORGAN}",
)
#: The letter of an accusation itself, not its issue sheet, stays with the organ that keeps it.
KEPT_BY_MY_ORGAN = _office(
    "kept by my organ",
    lambda a: Q(is_sealed=True, organs__0=a.organ) if a.organ else Q(pk__in=[]),
    f"is_sealed and organs[1] = {_ORGAN}",
)
KEPT_IN_MY_AREA = _office(
    "kept by my organ, in my area",
    lambda a: IN_MY_AREA.rows(a) & KEPT_BY_MY_ORGAN.rows(a),
    f"starts_with(area, nullif(current_setting('app.area', true), ''))"
    f" and is_sealed and organs[1] = {_ORGAN}",
)
REFERRED_TO_MY_ROOM = _office(
    "referred to my room",
    lambda a: Q(rooms__contains=[a.role.value]),
    "rooms @> array[nullif(current_setting('app.role', true), '')::varchar]",
)
WITH_MY_CODE = Scope(
    "with my query code",
    lambda a: Q(code_blind=a.code) if a.code else Q(pk__in=[]),
    "code_blind = nullif(current_setting('app.code', true), '')",
)
