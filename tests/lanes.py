"""How suggestions and accusations walk their lanes in the tests."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from yimen.access.actor import Actor
from yimen.casework.actions.answer_accusation import answer_accusation
from yimen.casework.actions.name_accused import name_accused
from yimen.casework.actions.propose_release import propose_release
from yimen.casework.actions.release import release
from yimen.casework.actions.reply_suggestion import reply_suggestion
from yimen.casework.actions.study_suggestion import study_suggestion
from yimen.casework.actions.take_accusation import take_accusation
from yimen.casework.actions.take_suggestion import take_suggestion
from yimen.casework.suggesting import Decided
from yimen.registry.lane import Accused

if TYPE_CHECKING:
    from tests.make import Case, District, Way

ADOPTED = Decided(
    result="partly",
    reasons="信号灯可以设置，全天协管员受编制限制",
    measures="六月底前装好信号灯",
    reward="列入年度优秀建议",
)
STUDY = "现场查看并统计了三天的过街人流"
#: The same matter, without who reports it.
SHEET = "反映一门区城市管理局2024年路灯改造工程未公示招标，负责人与承包人是亲戚。"
ANSWER = "反映的未公示问题属实，已依规处理并责令整改。"
DAYS = {
    "take_suggestion": "03-03 09:00",
    "study_suggestion": "03-10 09:00",
    "reply_suggestion": "03-20 09:00",
    "name_accused": "02-24 14:00",
    "propose_release": "02-25 09:00",
    "release": "02-25 10:00",
    "take_accusation": "03-03 09:00",
    "answer_accusation": "03-20 09:00",
}
#: Places on the lanes, each with the deeds that lead there after the screening.
ROADS = {
    "suggestion_taken": ("send", "take_suggestion"),
    "suggestion_studied": ("send", "take_suggestion", "study_suggestion"),
    "suggestion_told": ("send", "take_suggestion", "study_suggestion", "reply_suggestion"),
    "accused_named": ("name_accused",),
    "release_proposed": ("name_accused", "propose_release"),
    "released": ("name_accused", "propose_release", "release"),
    "accusation_taken": ("name_accused", "propose_release", "release", "take_accusation"),
    "accusation_told": (
        "name_accused", "propose_release", "release", "take_accusation", "answer_accusation",
    ),
}  # fmt: skip


def accused(district: District, organ: str = "urban_management") -> tuple[Accused, ...]:
    """Accuse an organ of the district, and its head by name."""
    return (Accused(organ=district.organs[organ].pk, name="史有才", office="局长"),)


def investigator(district: District, role: str = "handler") -> Actor:
    """Return who works in the district's discipline organ, hired when first asked for."""
    from tests.make import an_officer  # it walks these lanes

    organ = district.organs["supervisory"]
    for post, name in (("handler", "严守一"), ("head", "方正言")):
        if f"discipline_{post}" not in district.officers:
            hired = an_officer(district, post, organ, name)
            district.officers[f"discipline_{post}"] = hired
    return district.officers[f"discipline_{role}"]


def deeds(when: Callable[[str], object]) -> dict[str, Callable[[Case, Way], None]]:
    """Return the deeds of the lanes, each done by the right person on an ordinary day."""

    def each(do: Callable[[Case, int, object], object], deed: str) -> Callable[[Case, Way], None]:
        def done(case: Case, _: Way) -> None:
            for demand in case.demands:
                do(case, demand, when(deed))

        return done

    return {
        "take_suggestion": each(
            lambda c, d, at: take_suggestion(
                d, handler=c.district["handler"].id, by=c.district["handler"], at=at
            ),
            "take_suggestion",
        ),
        "study_suggestion": each(
            lambda c, d, at: study_suggestion(
                d, study=STUDY, decided=ADOPTED, by=c.district["handler"], at=at
            ),
            "study_suggestion",
        ),
        "reply_suggestion": each(
            lambda c, d, at: reply_suggestion(d, decided=ADOPTED, by=c.district["head"], at=at),
            "reply_suggestion",
        ),
        "name_accused": each(
            lambda c, d, at: name_accused(
                d, accused=accused(c.district), level="county", by=c.district["screener"], at=at
            ),
            "name_accused",
        ),
        "propose_release": each(
            lambda c, d, at: propose_release(
                d,
                sheet=SHEET,
                to=c.district.organs["supervisory"].pk,
                by=c.district["screener"],
                at=at,
            ),
            "propose_release",
        ),
        "release": each(lambda c, d, at: release(d, by=c.district["supervisor"], at=at), "release"),
        "take_accusation": each(
            lambda c, d, at: take_accusation(
                d, handler=investigator(c.district).id, by=investigator(c.district), at=at
            ),
            "take_accusation",
        ),
        "answer_accusation": each(
            lambda c, d, at: answer_accusation(
                d, answer=ANSWER, by=investigator(c.district), at=at
            ),
            "answer_accusation",
        ),
    }
