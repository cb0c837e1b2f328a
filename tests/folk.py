"""How repeats, joint handling, execution and aftercare come about in the tests."""

from __future__ import annotations

from django.db import transaction
from tests import cast, make
from tests.make import Case

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.casework.actions.add_roster import add_roster
from yimen.casework.actions.answer_repeat import answer_repeat
from yimen.casework.actions.flag_unclear import flag_unclear
from yimen.casework.actions.join import join
from yimen.casework.actions.offer_aftercare import offer_aftercare
from yimen.documents.actions import issue
from yimen.documents.rosters import Read, read_roster
from yimen.law.moves import State
from yimen.registry.models import Reply

WHY = "同一人就同一路段的路灯再次提出，没有新的事实和理由"
LIST = "姓名,联系电话\n柴守信,13700137002\n任清和,13900139001\n"


def a_list(text: str = LIST) -> Read:
    """Read a list of two who sign too."""
    return read_roster("名册.csv", text.encode())


def earlier(case: Case) -> Case:
    """Let the same have been asked before, and be handled elsewhere."""
    return make.a_petition(case.district, "handled")


def neighbour(case: Case, until: str = "screened") -> Case:
    """Let somebody else ask for the same."""
    filing = make.a_filing(case.district, people=(cast.WRITES_OFTEN,))
    return make.a_petition(case.district, until, filing=filing)


def repeat(case: Case) -> None:
    """Answer it with the earlier matter."""
    other, by = earlier(case).demand, case.district["screener"]
    at = make.on("2025-03-14")
    answer_repeat(case.demand, other_demand=other, reason=WHY, by=by, at=at)


def joining(case: Case) -> None:
    """Join it to another petition that leads."""
    _join(case, neighbour(case, "handled"))


def leading(case: Case) -> None:
    """Join another petition to it, which lags behind."""
    _join(neighbour(case, "registered"), case)


def caring(case: Case) -> None:
    """Offer help once it is closed."""
    organ, by = case.district.urban.pk, case.district["screener"]
    words, at = "社区可以每周上门看望", make.on("2025-05-07")
    offer_aftercare(case.petition, organ=organ, words=words, by=by, at=at)


def blur(case: Case) -> None:
    """Have its organ say that nobody can make out whom to write to."""
    by, at = case.district["handler"], make.on("2025-02-25")
    flag_unclear(case.petition, words=WHY, unusable=True, by=by, at=at)


def sign_up(case: Case) -> None:
    """Let two more sign the same petition."""
    by, at = case.district["receptionist"], make.on("2025-02-24", "12:00")
    add_roster(case.petition, read=a_list(), by=by, at=at)


@transaction.atomic
def print_replies(case: Case) -> None:
    """Print the answer to each of those who signed too, as the worker does when it was issued."""
    act_as(SYSTEM)
    for reply in replies(case):
        issue("personal_reply", petition=case.petition, subject=reply, at=make.when("issue"))


@transaction.atomic
def replies(case: Case) -> list[int]:
    """Return the replies to those who signed too."""
    act_as(SYSTEM)
    return list(Reply.objects.filter(petition=case.petition).values_list("pk", flat=True))


def _join(case: Case, leader: Case) -> None:
    by, at = case.district["screener"], make.on("2025-03-06")
    join(case.petition, leader=leader.petition, positions=[1], reason=WHY, by=by, at=at)


make.DEEDS |= {
    "answer_repeat": lambda case, _: repeat(case),
    "join": lambda case, _: joining(case),
    "lead": lambda case, _: leading(case),
    "offer_aftercare": lambda case, _: caring(case),
    "flag_unclear": lambda case, _: blur(case),
    "sign_up": lambda case, _: sign_up(case),
    "print_replies": lambda case, _: print_replies(case),
}
_registered = make.ROAD["registered"]
make.ROAD["replies_printed"] = (
    *(*_registered, "sign_up"),
    *(*make.ROAD["printed"][len(_registered) :], "print_replies"),
)
make.ROAD["one_of_three_served"] = (*make.ROAD["replies_printed"], "serve")
make.ROAD["linked"] = (*make.ROAD["screened"], "answer_repeat")
make.ROAD["unclear"] = (*_registered, "flag_unclear")
make.ROAD["joined"] = (*make.ROAD["handled"], "join")
make.ROAD["leading"] = (*make.ROAD["handled"], "lead")
make.ROAD["cared_for"] = (*make.ROAD["concluded"], "offer_aftercare")
make.TO_STATE |= {State.LINKED: ("linked", {})}
