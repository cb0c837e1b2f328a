"""The simplified procedure: where it fits, where it does not, and how a short reply is given.

Source: Measures for the Simplified Handling of Petitions (2022), art. 4 (read), and what art. 5 of
the text of 2016 excludes, which is taken to go on. Who is in doubt takes the ordinary procedure.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yimen.base.errors import Refused
from yimen.casework.guards import Several
from yimen.law.headcounts import COLLECTIVE
from yimen.registry.clocks import running
from yimen.registry.models import Demand, Dispatch, Finding, Simple

PETITION_WAY = 6
#: A short reply says yes, or explains; whoever would be told no has the ordinary procedure.
ANSWERS = (Finding.Result.SUPPORTED.value, Finding.Result.EXPLAINED.value)


class NotSimple(Refused):
    """The simplified procedure does not fit: {because}. Use the ordinary one."""


class ProposedAlready(Refused):
    """The simplified procedure was proposed already. The organ decides when it accepts."""


class NothingProposed(Refused):
    """The simplified procedure was not proposed here. There is nothing to drop."""


class NotAnsweredSimply(Refused):
    """It was not answered in the simplified procedure. Ask for a review instead."""


class RefusalNeedsOrdinary(Refused):
    """What may not be supported is not answered in short. Convert it to the ordinary procedure."""


class ShortReplyIncomplete(Refused):
    """Fill in {missing}: a short reply is still a whole one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A short reply: its result, what was found and said, the rule, and how it was told."""

    result: str
    facts: str
    answer: str
    basis: str
    told_by: str
    proof: str


PARTS = {
    "facts": _("the facts found"),
    "answer": _("the answer"),
    "basis": _("the legal basis"),
    "proof": _("who was told, when and how"),
}


def against(demand: Demand) -> Iterator[Promise | str]:
    """Yield every reason why the simplified procedure does not fit this demand."""
    petition = demand.petition
    before = Simple.objects.filter(demand=demand).first()
    if not petition.is_first_time:
        yield _("it is not the first time")
    if demand.kind == Demand.Class.ACCUSATION:
        yield _("it is an accusation")
    if demand.kind == Demand.Class.CLAIM and demand.route != PETITION_WAY:
        yield _("a statutory procedure answers it")
    if demand.sent_as == Dispatch.Kind.ASSIGN:
        yield _("it was assigned from above")
    if petition.headcount >= COLLECTIVE:
        yield _("many people ask together")
    if demand.assistances.exists() or demand.rulings.exists():
        yield _("several organs have a part in it")
    if "urgent_report" in running(demand) or petition.urgent_reports.exists():
        yield _("it is grave or urgent")
    if demand.extensions.exists():
        yield _("more time was asked for")
    if before and before.dropped_at:
        yield _("it was taken out of the simplified procedure before")


def require_simple(demand: Demand) -> None:
    """Refuse what the simplified procedure excludes, with every reason at once."""
    reasons = list(against(demand))
    if reasons:
        raise NotSimple(because=Several(reasons))


def require_reply(reply: Reply) -> None:
    """Refuse a short reply that says no, or leaves out what an answer must say."""
    if reply.result not in ANSWERS:
        raise RefusalNeedsOrdinary
    missing = [name for part, name in PARTS.items() if not getattr(reply, part).strip()]
    if missing:
        raise ShortReplyIncomplete(missing=Several(missing))
