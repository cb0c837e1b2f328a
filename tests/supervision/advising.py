"""A bureau with petitions behind it, and an advice on its way."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from tests import make
from tests.make import Case, District

from yimen.access.actor import SYSTEM, Actor
from yimen.access.rls import act_as
from yimen.people.models import Organ
from yimen.supervision.actions.answer import Answer, answer
from yimen.supervision.actions.check import check
from yimen.supervision.actions.draft import Drafted, draft
from yimen.supervision.actions.sign import sign
from yimen.supervision.models import Advice, Round

DRAFTED, SIGNED = make.on("2025-03-05", "10:00"), make.on("2025-03-06", "10:00")
ANSWERED, CHECKED = make.on("2025-03-20", "10:00"), make.on("2025-03-21", "10:00")
FACTS = "路灯报修后，多次两个月没有人到现场，答复只写“已转养护单位”。"
PROPOSAL = "报修由专人登记，七日内到现场；答复写明什么时候修好。"
ADOPTED = Answer(adoption="adopted", measures="设报修登记台账，每周通报。")
PARTLY = Answer(adoption="partly", reasons="七日内到现场的人手不足。", measures="设报修登记台账。")


@dataclass
class Bureau:
    """The bureau, two petitions that show the same, and the advice that rests on them."""

    district: District
    cases: list[Case]
    number: int = 0
    more: dict[str, Any] = field(default_factory=dict)

    def __getitem__(self, part: str) -> Actor:
        """Return the officer who plays a part."""
        return self.district[part]

    @property
    def words(self) -> Drafted:
        """An advice as it is usually written."""
        given = Drafted(
            kind="improve_work",
            organ=self.district.housing.pk,
            title="路灯报修",
            facts=FACTS,
            proposal=PROPOSAL,
            numbers=[case.number for case in self.cases],
        )
        return replace(given, **self.more)

    def row(self) -> Advice:
        """Return the advice as it is now."""
        act_as(SYSTEM)
        return Advice.objects.get(pk=self.number)

    def turn(self) -> Round:
        """Return the answer that is due, or the last one."""
        act_as(SYSTEM)
        return Round.objects.filter(advice=self.number).latest("pk")

    def drafted(self, at: datetime = DRAFTED, **more: object) -> Bureau:
        """Draft it."""
        self.more = more
        by = self["screener"]
        act_as(by)
        self.number = draft(drafted=self.words, by=by, at=at).pk
        return self

    def sent(self, at: datetime = SIGNED, **more: object) -> Bureau:
        """Let the supervisor sign it."""
        self.drafted(at=at, **more)
        act_as(self["supervisor"])
        sign(self.number, by=self["supervisor"], at=at)
        return self

    def answered(self, said: Answer = ADOPTED, at: datetime = ANSWERED) -> Bureau:
        """Let the head of the organ answer it."""
        self.sent()
        act_as(self["head"])
        answer(self.number, answer=said, by=self["head"], at=at)
        return self

    def closed(self) -> Bureau:
        """Find the answer enough."""
        self.answered()
        act_as(self["screener"])
        check(self.number, is_enough=True, by=self["screener"], at=CHECKED)
        return self


def a_bureau() -> Bureau:
    """Make a district with two petitions that were handled."""
    district = make.a_district()
    cases = [make.a_petition(district, "handled"), make.a_petition(district, "screened")]
    return Bureau(district, cases)


def powerful(district: District) -> Organ:
    """Return the organ that may hold others accountable; nobody works there in this system."""
    return district.organs["supervisory"]
