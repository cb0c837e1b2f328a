"""Tell the stories of the demo district: every petition goes down the road through the acts.

Each story is one transaction and carries its own outer number, so that a loading that was
interrupted goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from itertools import chain, repeat
from typing import Any

from django.db import transaction

from yimen.access.actor import SYSTEM, Actor, Role
from yimen.access.rls import act_as
from yimen.base.time import local_day
from yimen.casework.actions.accept import accept
from yimen.casework.actions.ask_extension import ask_extension
from yimen.casework.actions.assign import assign
from yimen.casework.actions.check_opinion import check_opinion
from yimen.casework.actions.conclude import conclude
from yimen.casework.actions.decline import decline
from yimen.casework.actions.draft_opinion import draft_opinion
from yimen.casework.actions.execute import execute
from yimen.casework.actions.extend import extend
from yimen.casework.actions.forward import forward
from yimen.casework.actions.issue_opinion import issue_opinion
from yimen.casework.actions.lodge import lodge
from yimen.casework.actions.log_contact import log_contact
from yimen.casework.actions.miss_service import miss_service
from yimen.casework.actions.rate import rate
from yimen.casework.actions.register import register
from yimen.casework.actions.return_opinion import return_opinion
from yimen.casework.actions.screen import screen
from yimen.casework.actions.serve import serve
from yimen.casework.actions.sign_opinion import sign_opinion
from yimen.casework.actions.tell_extension import tell_extension
from yimen.casework.answering import Draft, Found
from yimen.casework.filing import Ask, Filing, Person
from yimen.documents.actions import issue
from yimen.ops.demo import (
    read,
    stories_advice,
    stories_after,
    stories_hearing,
    stories_lanes,
    stories_legal,
    stories_people,
    stories_rooms,
    stories_sending,
    stories_settling,
    stories_ways,
)
from yimen.ops.demo.later import SIGNED, Later
from yimen.ops.demo.performing import last_of_hers, night_after
from yimen.ops.demo.story import BUREAU, SOURCE, Story, officers, organs_by_key
from yimen.registry.models import Demand, Opinion, Petition

#: Where the stories are written, by subject, in the order in which they are told.
FILES = (
    "stories",
    "stories_ways",
    "stories_lanes",
    "stories_hearing",
    "stories_sending",
    "stories_after",
    "stories_people",
    "stories_rooms",
    "stories_settling",
    "stories_advice",
)
#: What has been done by the time a matter stands where a story leaves it.
DONE = {
    "received": (),
    "registered": ("register", "screen"),
    "dispatched": ("register", "screen", "send"),
    "accepted": ("register", "screen", "send", "accept"),
    "not_accepted": ("register", "screen", "send", "decline"),
}
DONE["handling"] = (*DONE["accepted"], "log_contact", "extension")
DONE["opinion_review"] = (*DONE["handling"], "draft_opinion", "stage")
_SIGNED = (*DONE["handling"], "draft_opinion", "check_opinion", "sign_opinion")
DONE["opinion_issued"] = (*_SIGNED, "issue_opinion")
DONE["served"] = (*DONE["opinion_issued"], "serve", "rate", "execute")
DONE["executing"] = (*DONE["opinion_issued"], "serve")
DONE["concluded"] = (*DONE["served"], "conclude")
DONE |= stories_ways.DONE
DONE |= stories_lanes.DONE


def tell(now: datetime, done: Callable[[int, int], None] = lambda _told, _of: None) -> int:
    """Tell every story that has not been told yet; return how many petitions there are.

    `done` hears after each story how many were told, of how many.
    """
    stories = written()
    offsets: Any = read("road")
    organs = organs_by_key()
    for place, about in enumerate(stories, start=1):
        with transaction.atomic():
            act_as(SYSTEM)
            told = Petition.objects.filter(source=SOURCE, external_number=about["id"])
            if not told.exists():
                _tell(Story(about, now, offsets, officers(organs, local_day(now)), organs))
        done(place, len(stories))
    return len(stories)


def how_many() -> int:
    """Return how many stories there are."""
    return len(written())


def written() -> list[dict[str, Any]]:
    """Return all stories, in the order in which they are told."""
    files: list[Any] = [read(name) for name in FILES]
    return [story for stories in files for story in stories]


@cache
def _people(_files: tuple[str, ...]) -> list[str]:
    """Return everybody who asks in some story: each has one telephone, and it is theirs alone."""
    return sorted({str(about["who"]) for about in written()})


def _tell(story: Story) -> None:
    for told in story.about.get("first", ()):
        LATER[told["do"]](story, told)
    _lodge(story)
    for deed in DONE[story.about["until"]]:
        DEEDS[deed](story)
    for told in story.about.get("then", ()):
        if isinstance(told, str):
            DEEDS[told](story)
        else:
            LATER[told["do"]](story, told)


def _lodge(story: Story) -> None:
    about = story.about
    asks = [about, *about.get("more", [])]
    first = Person(
        name=about["who"],
        kind="organisation" if about.get("organisation") else "person",
        phone=f"1990000{_people(FILES).index(about['who']):04d}",
        address=about.get("address", "一门区某街道某小区"),
        language=about.get("language", ""),
        needs=about.get("needs", ""),
    )
    others = [Person(name=name, capacity="representative") for name in about.get("with", [])]
    filing = Filing(
        channel=about["channel"],
        receiver=story.organs[story.receiver()[1]].pk,
        asks=tuple(Ask(request=one["ask"], facts=one["facts"]) for one in asks),
        people=(first, *others),
        headcount=about.get("headcount", 1),
        source=SOURCE,
        external_number=about["id"],
    )
    online = about["channel"] == "online"
    role, organ = story.receiver()
    counter = story.actors("receptionist" if organ == BUREAU else role, organ)
    at = story.at("lodge")
    story.petition = lodge(filing, by=SYSTEM if online else counter, at=at).petition
    story.see_demands()


def _each(
    act: Callable[..., object], role: str, deed: str, organ: str = ""
) -> Callable[[Story], None]:
    """Make a deed that one officer does to every demand of a story."""

    def do(story: Story) -> None:
        by = story.actors(role, organ or story.about["organ"])
        at = story.at(deed)
        for demand in story.demands:
            act(demand, by=by, at=at, **_with(story, deed, by))

    return do


def _with(story: Story, deed: str, by: Actor) -> dict[str, Any]:
    about = story.about
    match deed:
        case "accept":
            return {"handler": by.id}
        case "log_contact":
            return {"kind": "phone", "words": "已与信访人电话联系，听取诉求并核对情况。"}
        case "execute":
            return {"proof": about.get("executed", "已按意见办理完毕，现场照片和验收材料在卷。")}
        case "decline":
            told = about["decline"]
            return {"reason": told["reason"], "where_to_go": told["where"],
                    "limits_there": told.get("limit", "")}  # fmt: skip
        case _:
            return {}


def _register(story: Story) -> None:
    register(story.petition, by=story.actors(*story.receiver()), at=story.at("register"))


def _screen(story: Story) -> None:
    """Screen every demand, as it says itself, or else as the first."""
    about = story.about
    if "category" not in about:
        return
    by, at = story.actors(*story.receiver()), story.at("screen")
    asks = chain([about], about.get("more", []), repeat(about))
    for demand, asked in zip(story.demands, asks, strict=False):
        told: dict[str, Any] = {"kind": "claim", "route": 6, **about, **asked}
        screen(demand, **{key: told[key] for key in ("kind", "category", "route")}, by=by, at=at)


def _send(story: Story) -> None:
    by = story.actors("screener", "bureau")
    at = story.at("forward")
    to = story.organs[story.about["organ"]].pk
    for demand in story.demands:
        if "assign" in story.about:
            report_by = date.fromordinal(local_day(at).toordinal() + story.about["assign"])
            assign(demand, to=to, report_by=report_by, by=by, at=at)
        else:
            forward(demand, to=to, by=by, at=at)


def _extension(story: Story) -> None:
    told = story.about.get("extension")
    if told:
        demand = story.demands[0]
        asked, decided = story.at("ask_extension"), story.at("extend")
        handler = story.officer("handler")
        ask_extension(demand, days=told["days"], reason=told["reason"], by=handler, at=asked)
        extend(demand, by=story.officer("head"), at=decided)
        tell_extension(demand, by=SYSTEM, at=decided)


def _draft(story: Story) -> None:
    about = story.about
    at = story.at("draft_opinion")
    days = about.get("duty_days", 25)
    draft = Draft(
        findings=tuple(
            Found(
                demand=demand,
                facts=about["found"],
                evidence="现场查看记录、询问记录、相关材料",
                reasons=about["reasons"],
                result=about["result"],
                basis=about["basis"],
            )
            for demand in story.demands
        ),
        duty=about.get("duty", ""),
        duty_by=date.fromordinal(local_day(at).toordinal() + days) if "duty" in about else None,
    )
    by = story.officer("handler")
    story.opinion = draft_opinion(story.petition, draft=draft, by=by, at=at).pk


def _stage(story: Story) -> None:
    """Leave the draft where the story says: submitted, checked, or returned with a remark."""
    stage = story.about.get("stage")
    checker = story.officer("legal_checker")
    if stage == Opinion.Stage.CHECKED:
        check_opinion(story.opinion, by=checker, at=story.at("check_opinion"))
    if stage == Opinion.Stage.RETURNED:
        reason, at = story.about["remark"], story.at("return_opinion")
        return_opinion(story.opinion, reason=reason, by=checker, at=at)


def _check(story: Story) -> None:
    by = story.officer("legal_checker")
    check_opinion(story.opinion, by=by, at=story.at("check_opinion"))


def _sign(story: Story) -> None:
    sign_opinion(story.opinion, by=story.officer("head"), at=story.at("sign_opinion"))


def _issue(story: Story) -> None:
    """Issue the opinion and print it at once: nothing can be served that is not printed."""
    at = story.at("issue_opinion")
    issue_opinion(story.opinion, by=story.officer("handler"), at=at)
    act_as(SYSTEM)
    issue("handling_opinion", petition=story.petition, subject=story.opinion, at=at)
    if missed := story.about.get("missed"):
        by, tried = story.officer("handler"), story.at("serve")
        miss_service(story.opinion, method="in_person", outcome=missed, by=by, at=tried)


def _serve(story: Story) -> None:
    serve(
        story.opinion,
        method="in_person",
        recipient=story.about["who"],
        proved=SIGNED,
        by=story.officer("handler"),
        at=story.at("serve"),
    )


def _rate(story: Story) -> None:
    level = story.about.get("rating")
    if level:
        act_as(SYSTEM)
        code = Petition.objects.get(pk=story.petition).code_blind
        rate(
            story.petition,
            organ=story.organs[story.about["organ"]].pk,
            level=level,
            by=Actor(role=Role.PETITIONER, code=code),
            at=story.at("rate"),
        )


def _execute(story: Story) -> None:
    if story.about.get("result") == "supported":
        _each(execute, "handler", "execute")(story)


def _conclude(story: Story) -> None:
    """Conclude it in the night after her time for it has ended, as the worker does."""
    last = last_of_hers(Demand.objects.filter(pk__in=story.demands))
    if last:
        story.last = min(max(night_after(last), story.last or story.now), story.now)
    for demand in story.demands:
        conclude(demand, by=SYSTEM, at=story.last or story.now)


DEEDS: dict[str, Callable[[Story], None]] = {
    "register": _register,
    "screen": _screen,
    "send": _send,
    "accept": _each(accept, "handler", "accept"),
    "decline": _each(decline, "head", "decline"),
    "log_contact": _each(log_contact, "handler", "log_contact"),
    "extension": _extension,
    "draft_opinion": _draft,
    "stage": _stage,
    "check_opinion": _check,
    "sign_opinion": _sign,
    "issue_opinion": _issue,
    "serve": _serve,
    "rate": _rate,
    "execute": _execute,
    "conclude": _conclude,
    **stories_ways.DEEDS,
    **stories_lanes.DEEDS,
}
#: What a story's `then` may hold besides, each with its day.
LATER: dict[str, Later] = {
    **stories_hearing.LATER,
    **stories_sending.LATER,
    **stories_after.LATER,
    **stories_people.LATER,
    **stories_rooms.LATER,
    **stories_legal.LATER,
    **stories_settling.LATER,
    **stories_advice.LATER,
}
