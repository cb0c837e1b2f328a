"""Every kind of deed of the demo's year: who does it, how long it takes, what comes after it.

What is added to the table at the end needs its act in `doing.ACTS` besides.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from yimen.law.days import DAYS
from yimen.ops.demo.hours import A_DAY, Hours
from yimen.ops.demo.lanes import ACCUSATION, LANES, takes
from yimen.ops.demo.planning import Deed, Life, Plan, Step
from yimen.ops.demo.roster import BUREAU, Officer, Roster

_DAY = timedelta(hours=24)
_ROOM = 400  # days of the calendar beyond the last one
#: How habits show: how much slower or quicker, how often a draft comes back or time is asked for.
_SLOWNESS = {"late": 2.3, "quick": 0.55}
_RETURNED, _SELDOM = {"returned": 0.45}, 0.07
_EXTENDS, _ASKS, _IS_GIVEN = {"extends": 0.3}, 0.03, 0.78
#: In days after acceptance: who comes to an extension later than this does without.
_STILL_ASKS, _STILL_DECIDES = 57, 59
_ASKED_AGAIN = 0.25  # of what was guided elsewhere, before it is known that it was taken up
_EVENING, _NIGHT, _SEEN_ON_DUTY = time(17, 25), time(23), 0.96
_OBJECTS_WITHIN = 4 * A_DAY


# Who does it.


def _nobody(_: Plan, __: Life) -> tuple[Officer, ...]:
    return ()


def _counter(plan: Plan, life: Life) -> tuple[Officer, ...]:
    if life.arrival.channel == "online":
        return ()
    if life.receiver == BUREAU:
        return plan.district.of(BUREAU, "receptionist")
    return plan.district.of(life.receiver, "handler")


def _screeners(plan: Plan, life: Life) -> tuple[Officer, ...]:
    if life.receiver == BUREAU:
        return plan.district.of(BUREAU, "screener")
    return plan.district.of(life.receiver, "handler")


def _on_duty(plan: Plan, _: Life) -> tuple[Officer, ...]:
    return plan.district.of(BUREAU, "receptionist")


def _same_screener(plan: Plan, life: Life) -> tuple[Officer, ...]:
    return (life.screener,) if life.screener else _screeners(plan, life)


def _handlers(plan: Plan, life: Life) -> tuple[Officer, ...]:
    return (life.handler,) if life.handler else plan.district.of(life.sent_to, "handler")


def _head(plan: Plan, life: Life) -> tuple[Officer, ...]:
    return plan.district.of(life.sent_to, "head")[:1]


def _checker(plan: Plan, life: Life) -> tuple[Officer, ...]:
    return plan.district.of(life.sent_to, "legal_checker")[:1]


# What comes after it.


def _lodged(plan: Plan, life: Life, step: Step) -> None:
    # What comes in the evening is to be registered the same day: somebody is on duty for that.
    evening = _EVENING <= step.at.time() < _NIGHT and DAYS.is_working(step.at.date())
    if evening and step.by is None and life.chance.random() < _SEEN_ON_DUTY:
        wait = timedelta(minutes=life.chance.randint(5, 50))
        plan.then(life, "register_on_duty", step.at + wait)
    else:
        plan.then(life, "register", step.at + timedelta(minutes=4))


def _registered_on_duty(plan: Plan, life: Life, step: Step) -> None:
    plan.then(life, "link" if life.origin else "screen", step.at)


def _registered(plan: Plan, life: Life, step: Step) -> None:
    life.screener = step.by
    plan.then(life, "link" if life.origin else "screen", step.at)


def _linked(plan: Plan, life: Life, step: Step) -> None:
    life.screener = step.by
    plan.then(life, "screen", step.at)


def _screened(plan: Plan, life: Life, step: Step) -> None:
    life.screener = step.by
    if life.receiver != BUREAU:
        life.sent_to, life.handler = life.receiver, step.by
        plan.later(life, takes(life), step.at, life.chance.random() * 3)
    elif life.fate.kind == ACCUSATION:
        plan.then(life, "name_accused", step.at)
    elif life.leads_elsewhere:
        plan.then(life, "route_out", step.at)
    else:
        plan.then(life, "send", step.at)


def _routed_out(plan: Plan, life: Life, step: Step) -> None:
    life.routed = True
    if life.fate.comes_back:
        plan.then(life, "come_back", step.at + _DAY * life.chance.randint(10, 24))
    elif life.chance.random() < _ASKED_AGAIN:
        plan.later(life, "ask_again", step.at, life.chance.randint(14, 24))
    else:
        plan.later(life, "taken_up_there", step.at, life.chance.randint(8, 24))


def _asked_again(plan: Plan, life: Life, step: Step) -> None:
    plan.later(life, "taken_up_there", step.at, life.chance.randint(8, 24))


def _came_back(plan: Plan, life: Life, step: Step) -> None:
    life.screener = step.by
    plan.then(life, "screen", step.at)


def _sent(plan: Plan, life: Life, step: Step) -> None:
    goes_wrong = bool(life.wrong) and not life.sent_to
    life.sent_to = life.wrong if goes_wrong else life.organ
    life.sent_at, life.handler = step.at, None
    life.steps[-1] = Step(step.at, step.deed, step.by, life.sent_to)
    if goes_wrong:
        deed = "object" if life.fate.astray == "object" else "decline_wrong"
        plan.later(life, deed, step.at, life.chance.random() * 2)
    elif life.fate.astray == "doubt":
        plan.later(life, "doubt", step.at, life.chance.random() * 2)
    elif life.fate.refused:
        plan.later(life, "decline", step.at, 1 + life.chance.random() * 5)
    else:
        plan.later(life, takes(life), step.at, life.chance.random() * 4)


def _objected(plan: Plan, life: Life, step: Step) -> None:
    # Only within five working days; who comes to it later says so as a refusal.
    late = life.sent_at and plan.hours.minute_of(step.at) - plan.hours.minute_of(life.sent_at)
    if late and late > _OBJECTS_WITHIN:
        life.steps.pop()
        plan.then(life, takes(life) if step.deed == "doubt" else "decline_wrong", step.at)
    elif step.deed == "doubt":
        plan.later(life, "uphold", step.at, life.chance.random() * 2)
    else:
        plan.later(life, "take_back", step.at, life.chance.random() * 2)


def _taken_back(plan: Plan, life: Life, step: Step) -> None:
    life.screener = step.by
    plan.then(life, "send", step.at)


def _upheld(plan: Plan, life: Life, step: Step) -> None:
    plan.later(life, takes(life), step.at, life.chance.random() * 3)


def _accepted(plan: Plan, life: Life, step: Step) -> None:
    life.handler, life.accepted_at = step.by, step.at
    plan.later(life, "contact", step.at, (1 + life.chance.random() * 4) * _slowness(life))


def _heard(plan: Plan, life: Life, step: Step) -> None:
    life.contacts += 1
    colleagues = plan.district.of(life.sent_to, "handler")
    if life.fate.withdrawn:
        plan.then(life, "withdraw", _at_home(life, step.at, 1, 8))
    elif life.contacts < life.fate.contacts:
        plan.later(life, "contact", step.at, 1 + life.chance.random() * 6)
    elif life.fate.handed_over and len(colleagues) > 1:
        plan.later(life, "hand_over", step.at, life.chance.random() * 3)
    else:
        _look_into(plan, life, step)


def _handed_over(plan: Plan, life: Life, step: Step) -> None:
    others = [one for one in plan.district.of(life.sent_to, "handler") if one is not step.by]
    life.handler = life.chance.choice(others)
    life.steps[-1] = Step(step.at, step.deed, step.by, life.handler.key)
    _look_into(plan, life, step)


def _look_into(plan: Plan, life: Life, step: Step) -> None:
    """Have the facts looked into for a while; some need more time than the law gives at first."""
    habit = life.handler.habit if life.handler else ""
    begun = life.accepted_at or step.at
    if not life.extended and life.chance.random() < _EXTENDS.get(habit, _ASKS):
        life.extended = True
        plan.then(life, "ask_extension", max(step.at, begun + _DAY * life.chance.randint(36, 52)))
    else:
        plan.later(life, "draft", step.at, 9 * life.fate.pace * _slowness(life))


def _asked_for_time(plan: Plan, life: Life, step: Step) -> None:
    if life.accepted_at and step.at > life.accepted_at + _DAY * _STILL_ASKS:
        life.steps.pop()
        plan.then(life, "draft", step.at)
        return
    is_given = life.chance.random() < _IS_GIVEN
    plan.then(life, "extend" if is_given else "refuse_extension", step.at)


def _time_decided(plan: Plan, life: Life, step: Step) -> None:
    plan.later(life, "draft", step.at, life.chance.uniform(4, 22 if step.deed == "extend" else 9))
    last = life.accepted_at and life.accepted_at + _DAY * _STILL_DECIDES
    if last and step.at > last:
        life.steps.pop()


def _drafted(plan: Plan, life: Life, step: Step) -> None:
    life.drafts += 1
    habit = step.by.habit if step.by else ""
    share = _RETURNED.get(habit, _SELDOM) / life.drafts**2
    is_returned = life.chance.random() < share
    plan.later(life, "return" if is_returned else "check", step.at, 0.3 + life.chance.random())


def _returned(plan: Plan, life: Life, step: Step) -> None:
    plan.later(life, "draft", step.at, 1 + life.chance.random() * 4)


def _checked(plan: Plan, life: Life, step: Step) -> None:
    plan.later(life, "sign", step.at, 0.2 + life.chance.random() * 1.5)


def _signed(plan: Plan, life: Life, step: Step) -> None:
    plan.then(life, "issue", step.at + timedelta(minutes=20))


def _issued(plan: Plan, life: Life, step: Step) -> None:
    if life.fate.reads_online:
        plan.then(life, "read_answer", _at_home(life, step.at, 0, 6))
    else:
        plan.later(life, "serve", step.at, 0.5 + life.chance.random() * 4)


def _served(plan: Plan, life: Life, step: Step) -> None:
    if life.fate.rates and not life.origin:
        plan.then(life, "rate", _at_home(life, step.at, 0, 22))
    if life.fate.result == "supported":
        if not life.fate.never_done:
            plan.later(life, "execute", step.at, (3 + life.chance.random() * 14) * _slowness(life))
    elif life.fate.assigned:
        plan.later(life, "report", step.at, 1 + life.chance.random() * 4)


def _executed(plan: Plan, life: Life, step: Step) -> None:
    if life.fate.assigned:
        plan.later(life, "report", step.at, 1 + life.chance.random() * 4)


def _nothing(_: Plan, __: Life, ___: Step) -> None:
    return


def _slowness(life: Life) -> float:
    habit = life.handler.habit if life.handler else ""
    return _SLOWNESS.get(habit, 1.0)


def _at_home(life: Life, at: datetime, least: int, most: int) -> datetime:
    """Return a moment some days later at which people sit at their telephones."""
    day = at + _DAY * life.chance.randint(least, most)
    evening = day.replace(
        hour=life.chance.choice((7, 8, 12, 12, 18, 19, 20, 20, 21, 22)),
        minute=life.chance.randrange(60),
    )
    return max(evening, at + timedelta(minutes=life.chance.randint(10, 90)))


#: Every kind of deed.
ROAD: Mapping[str, Deed] = {
    "lodge": Deed(_counter, 12, _lodged),
    "register": Deed(_screeners, 2.5, _registered),
    "register_on_duty": Deed(_on_duty, 2.5, _registered_on_duty, is_on_duty=True),
    "link": Deed(_same_screener, 2, _linked),
    "screen": Deed(_same_screener, 4, _screened),
    "route_out": Deed(_same_screener, 4, _routed_out),
    "ask_again": Deed(_screeners, 4, _asked_again),
    "taken_up_there": Deed(_screeners, 3, _nothing),
    "come_back": Deed(_screeners, 6, _came_back),
    "send": Deed(_same_screener, 2.5, _sent),
    "object": Deed(_handlers, 10, _objected),
    "doubt": Deed(_handlers, 10, _objected),
    "take_back": Deed(_screeners, 6, _taken_back),
    "uphold": Deed(_screeners, 8, _upheld),
    "accept": Deed(_handlers, 5, _accepted),
    "decline": Deed(_head, 10, _nothing),
    "decline_wrong": Deed(_head, 8, _nothing),
    "contact": Deed(_handlers, 18, _heard, is_slow=True),
    "hand_over": Deed(_handlers, 6, _handed_over),
    "ask_extension": Deed(_handlers, 10, _asked_for_time),
    "extend": Deed(_head, 6, _time_decided),
    "refuse_extension": Deed(_head, 6, _time_decided),
    "withdraw": Deed(_nobody, 0, _nothing),
    "draft": Deed(_handlers, 55, _drafted, is_slow=True),
    "check": Deed(_checker, 18, _checked),
    "return": Deed(_checker, 15, _returned),
    "sign": Deed(_head, 5, _signed),
    "issue": Deed(_handlers, 4, _issued),
    "serve": Deed(_handlers, 9, _served),
    "read_answer": Deed(_nobody, 0, _served),
    "rate": Deed(_nobody, 0, _nothing),
    "execute": Deed(_handlers, 20, _executed, is_slow=True),
    "report": Deed(_handlers, 10, _nothing),
    **LANES,
}


def plan(
    district: Roster, first: date, last: date, *, scale: float = 1.0, seed: int = 1
) -> list[Life]:
    """Plan a stretch of days; the same district, days, scale and seed give the same plan."""
    hours = Hours(first, date.fromordinal(last.toordinal() + _ROOM))
    return Plan(district, ROAD, hours, scale=scale, seed=seed).lives(first, last)
