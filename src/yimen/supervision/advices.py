"""What the acts on an advice have in common: refusals, who may do what when, what it may say.

The docstring of a refusal is its message: what stands in the way, and what to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yimen.access.actor import Actor, Role
from yimen.access.in_hand import in_hand
from yimen.access.policy import may
from yimen.base.errors import NotFound, Refused
from yimen.base.seal import unseal
from yimen.casework.guards import Several, require_other
from yimen.law.clock import Due, counted
from yimen.people.models import Organ, Post
from yimen.people.queries import held_on, living_organs, successor
from yimen.people.superiors import levels, superiors
from yimen.registry.models import Party, Petition
from yimen.supervision.models import Advice, Round

ANSWER = "advice_answer"
State = Advice.State
#: At which point each act is done.
POINTS = {
    "sign": State.DRAFT,
    "hand_back": State.DRAFT,
    "draft": State.DRAFT,
    "receive": State.SENT,
    "answer": State.SENT,
    "check": State.ANSWERED,
}
#: Who manages officials of every organ of its place (有管理权限的机关), beside the organ above.
MANAGING = frozenset({Organ.Kind.SUPERVISORY.value, Organ.Kind.PARTY.value})
SHORTEST_NAME, SHORTEST_ADDRESS = 2, 6
_NUMBERS = re.compile(r"\d{11}|\d{17}[\dXx]")


class WriteAll(Refused):
    """Fill in {missing}: an organ can answer only what it can read."""


class NotToOurselves(Refused):
    """An advice goes to another organ, not to your own."""


class HasNoPower(Refused):
    """{organ} cannot hold {concerned} accountable. Choose the discipline organ, a Party organ, or one above it (art. 40)."""  # noqa: E501  # a message is one line, so that it can be translated


class NotOurLevel(Refused):
    """{organ} is not of your level or below. Advise an organ of your place; what was decided above goes to your own government or Party committee (arts. 14, 40)."""  # noqa: E501  # as above


class CannotBeCited(Refused):
    """Not open to be cited: {numbers}. Enter the numbers of petitions in your area, one on each line; nothing under seal is cited."""  # noqa: E501  # as above


class SaysWho(Refused):
    """The advice still says {what}. Take it out: it says how many petitioned and what about, never who."""  # noqa: E501  # as above


class CitedIsShut(Refused):
    """A petition on which it rests is not open to you any more. Hand the draft back."""


class NotAtThisStage(Refused):
    """The advice is “{stage}” now, and this cannot be done. Load the page again."""


class ReceivedAlready(Refused):
    """Its receipt is noted already."""


class NotThatDay(Refused):
    """The day of receipt must lie between {first} and {last}."""


class SayWhatIsMissing(Refused):
    """Say what is missing: without it nobody can answer better."""


@dataclass(frozen=True, slots=True)
class Place:
    """An advice in hand, and whether the organ that it goes to is here, or is to be succeeded."""

    advice: Advice
    is_here: bool


def place_of(number: int, act: str, by: Actor, on: date) -> Place:
    """Return an advice, locked, on which this act can be done now.

    Raises:
        NotFound: there is none, or it is not theirs to do. NotAtThisStage: it has gone on.
        SamePerson: two people do this, and one must not be both.
    """
    advice = in_hand(Advice.objects.select_related("bureau", "organ", "concerned"), number, by)
    here = goes_on(advice, on) or advice.organ_id in at_work({advice.organ_id}, on)
    if not has_duty(act, advice, by, is_here=here):
        raise NotFound
    if advice.state != POINTS[act]:
        raise NotAtThisStage(stage=advice.get_state_display())
    if act in {"sign", "hand_back"}:
        require_other(by, advice.drafted_by_id)
    return Place(advice, here)


def has_duty(act: str, advice: Advice, by: Actor, *, is_here: bool) -> bool:
    """Say whether an act on this advice is for this post, at whatever point it stands.

    Where nobody of the organ works here, the bureau enters what its paper says.
    """
    ours, theirs = by.organ == advice.bureau_id, by.organ == advice.organ_id
    enters = ours and not is_here and may(by, "advice.check")
    match act:
        case "draft":
            return ours and may(by, "advice.draft")
        case "sign" | "hand_back":
            return ours and may(by, "advice.sign")
        case "receive":
            return enters or (theirs and may(by, "advice.receive"))
        case "answer":
            return enters or (theirs and may(by, "advice.answer"))
        case _:
            return ours and may(by, "advice.check")


def at_work(organs: set[int], on: date) -> set[int]:
    """Return which of these organs exist and have a head in this system, who can answer."""
    heads = Post.objects.filter(held_on(on), Q(staff__is_active=True), role=Role.HEAD)
    living = living_organs(on).filter(pk__in=organs)
    return set(heads.filter(organ__in=living).values_list("organ", flat=True))


def heirs_of(advice: Advice, on: date) -> tuple[Organ, Organ] | None:
    """Return who has its two sides once dissolved ones are succeeded to; nothing if all stays.

    A successor is not its own bureau, and never gets a call to hold itself accountable.
    """
    owes = advice.state == State.SENT
    organ = (successor(advice.organ, on) if owes else None) or advice.organ
    bureau = successor(advice.bureau, on) or advice.bureau
    if organ == bureau or (organ, bureau) == (advice.organ, advice.bureau):
        return None
    try:
        require_power(advice.kind, organ, advice.concerned, on)
    except HasNoPower:
        return None
    return organ, bureau


def goes_on(advice: Advice, on: date) -> bool:
    """Say whether a successor gets it in the coming night, and nobody enters anything meanwhile."""
    sides = heirs_of(advice, on)
    return sides is not None and sides[0] != advice.organ


def due_of(row: Round) -> Due | None:
    """Return until when it is to be answered, counted by the calendar that is known now."""
    return counted(ANSWER, row.since_on) if row.since_on else None


def is_due_before(row: Round, day: date) -> bool:
    """Say whether its last day lies before a day."""
    due = due_of(row)
    return due is not None and due.on < day


def require_words(words: dict[Promise, str]) -> None:
    """Refuse what lacks any of these, by their names."""
    missing = [name for name, text in words.items() if not text.strip()]
    if missing:
        raise WriteAll(missing=Several(missing))


def require_power(kind: str, organ: Organ, concerned: Organ | None, on: date) -> None:
    """Let a call to hold somebody accountable go only to who can (有管理权限, art. 40 para. 3).

    The organ whose work it is about does not judge itself, and neither does one below it, nor one
    of another place.
    """
    if kind != Advice.Kind.HOLD_ACCOUNTABLE or concerned is None:
        return
    above = {one.pk for one in superiors(concerned, on)}
    manages = organ.kind in MANAGING and concerned.region.path.startswith(organ.region.path)
    if organ.pk == concerned.pk or not (organ.pk in above or manages):
        raise HasNoPower(organ=organ.name, concerned=concerned.name)


def require_level(kind: str, organ: Organ, bureau: Organ, on: date) -> None:
    """Let what improves work or a policy go to organs of the bureau's own level and below.

    It guides the work of these (art. 14 item 5), and tells its own government of a policy (art. 40
    para. 2); who may hold somebody accountable is asked by `require_power`.
    """
    if kind == Advice.Kind.HOLD_ACCOUNTABLE:
        return
    ours, _above = levels(bureau, on)
    if not ours.filter(pk=organ.pk).exists():
        raise NotOurLevel(organ=organ.name)


def require_faceless(texts: Sequence[str], petitions: Iterable[Petition]) -> None:
    """Refuse an advice by which somebody who petitioned could be recognised.

    Raises:
        SaysWho: a name, a number or an address of theirs stands in it.
    """
    said = "\n".join(texts)
    cited = list(petitions)
    found: list[Promise] = [_("a case number") for one in cited if one.number in said]
    if _NUMBERS.search(said):
        found.append(_("a telephone or identity number"))
    for one in Party.objects.filter(petition__in=cited):
        if len(one.name) >= SHORTEST_NAME and one.name in said:
            found.append(_("a name"))
        address = unseal(one.address_sealed)
        if len(address) >= SHORTEST_ADDRESS and address in said:
            found.append(_("an address"))
    if found:
        raise SaysWho(what=Several(list(dict.fromkeys(found))))
