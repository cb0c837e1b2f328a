"""A heart room with one client, for the tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tests import make
from tests.make import District

from yimen.access.actor import Actor, Role
from yimen.access.rls import act_as
from yimen.rooms.heart.actions.answer import answer
from yimen.rooms.heart.actions.break_confidence import Disclosure, break_confidence
from yimen.rooms.heart.actions.consent import consent
from yimen.rooms.heart.actions.open_client import open_client
from yimen.rooms.heart.actions.plan import plan
from yimen.rooms.heart.actions.raise_crisis import raise_crisis
from yimen.rooms.heart.actions.talk import Note, talk
from yimen.rooms.heart.actions.wish import wish
from yimen.rooms.heart.clients import blind_client

AT = make.on("2025-09-01")
LATER = make.on("2025-09-02")
#: Words that must never lie anywhere in clear.
CALLED, SAID, FEARS = "阿兰密名", "夜里总是睡不着密谈", "害怕再也撑不住密划"
ASKED = "称呼写错了密求"
HEADINGS = {
    "state": SAID,
    "family": "一个人住",
    "talking": "慢一点",
    "support": "妹妹",
    "matter": "拆迁",
}
PLAN = {"signs": FEARS, "helps": "散步", "people": "妹妹", "place": "妹妹家", "contacts": "妹妹"}
EVERYTHING = ("form", "instrument", "follow_up")


@dataclass
class Room:
    """A counsellor, two colleagues, and a client with a code."""

    district: District
    counsellor: Actor
    second: Actor
    supervisor: Actor
    client: int = 0
    code: str = ""

    @property
    def own(self) -> Actor:
        """The client, with the code."""
        return Actor(role=Role.VISITOR, code=blind_client(self.code))

    def opened(self, at: datetime = AT) -> Room:
        """Let somebody come who agrees to talks."""
        act_as(self.counsellor)
        client, self.code = open_client(
            called=CALLED, contact="13912345678", trusted="妹妹", agrees=True, by=self.counsellor,
            at=at,
        )  # fmt: skip
        self.client = client.pk
        return self

    def agrees(self, *scopes: str, at: datetime = AT) -> Room:
        """Let the client agree to more."""
        act_as(self.own)
        for scope in scopes:
            consent(
                scope=scope,
                gives=True,
                supervisor=self.supervisor.id if scope == "supervision" else 0,
                by=self.own,
                at=at,
            )
        act_as(self.counsellor)
        return self

    def full(self) -> Room:
        """Let there be a row in every table of the room."""
        self.opened().agrees(*EVERYTHING)
        act_as(self.counsellor)
        by = self.counsellor
        talk(self.client, note=a_note(), by=by, at=AT)
        talk(
            self.client,
            note=Note(stage="during", planned_at=make.on("2025-09-08"), goal="谈下一步"),
            by=by,
            at=AT,
        )
        answer(self.client, name="phq9", answers=all_of("1"), by=by, at=AT)
        plan(self.client, words=PLAN, by=by, at=AT)
        crisis = raise_crisis(self.client, level="red", by=by, at=AT)
        told = Disclosure(
            ground="danger",
            content="现在有危险，请轻声敲门",
            recipient="120",
            second=self.second.id,
        )
        break_confidence(crisis.pk, disclosure=told, by=by, at=AT)
        wish(self.client, kind="correct", words=ASKED, by=by, at=AT)
        return self


def a_note(*, help_now: bool = False) -> Note:
    """Return the note of a talk that was held."""
    return Note(
        stage="during",
        planned_at=AT,
        goal="睡个好觉",
        headings=HEADINGS,
        needs_help_now=help_now,
        held=True,
    )


def all_of(value: str, **other: str) -> dict[str, str]:
    """Answer every item of PHQ-9 alike, some otherwise."""
    items = (
        "little_interest",
        "down",
        "sleep",
        "tired",
        "appetite",
        "failure",
        "concentrate",
        "slow",
        "harm",
    )
    return dict.fromkeys(items, value) | other


def a_room() -> Room:
    """Return a room in a district."""
    district = make.a_district()
    counsellor = make.an_officer(district, "counsellor", district.bureau, name="沈静")
    second = make.an_officer(district, "counsellor", district.bureau, name="何安")
    supervisor = make.an_officer(district, "counsellor", district.bureau, name="宋导")
    return Room(district, counsellor, second, supervisor)
