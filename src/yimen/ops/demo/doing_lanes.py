"""Do the deeds of the two lanes, in the words of each petition of the demo's year."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from yimen.casework.actions.answer_accusation import answer_accusation
from yimen.casework.actions.name_accused import name_accused
from yimen.casework.actions.propose_release import propose_release
from yimen.casework.actions.release import release
from yimen.casework.actions.reply_suggestion import reply_suggestion
from yimen.casework.actions.study_suggestion import study_suggestion
from yimen.casework.actions.take_accusation import take_accusation
from yimen.casework.actions.take_suggestion import take_suggestion
from yimen.casework.suggesting import Decided
from yimen.ops.demo import texts
from yimen.ops.demo.grammar import fill
from yimen.registry.lane import Accused

if TYPE_CHECKING:
    from yimen.ops.demo.doing import Telling
    from yimen.ops.demo.planning import Step

_RESULTS = {"supported": "adopted", "explained": "partly", "not_supported": "not_adopted"}
_REWARD, _REWARDED = "列入本年度优秀人民建议", 0.2


def _take(telling: Telling, step: Step) -> None:
    act = take_suggestion if telling.life.fate.kind == "suggestion" else take_accusation
    by = telling.actor(step)
    for demand in telling.demands:
        act(demand, handler=by.id, by=by, at=step.at)


def _decided(telling: Telling) -> tuple[str, Decided]:
    """Return the study and what is decided, the same each time a life asks."""
    life, chance = telling.life, telling.chance
    said = texts.answer(life.topic, life.fate.result, telling.scene, chance)
    result = _RESULTS[life.fate.result]
    adopted = result != "not_adopted"
    measures = texts.duty(life.topic, telling.scene, chance) if adopted else ""
    reward = _REWARD if adopted and chance.random() < _REWARDED else ""
    reasons = said["reasons"] or said["facts"]
    return said["facts"], Decided(result=result, reasons=reasons, measures=measures, reward=reward)


def _study(telling: Telling, step: Step) -> None:
    study, telling.decided = _decided(telling)
    for demand in telling.demands:
        study_suggestion(
            demand, study=study, decided=telling.decided, by=telling.actor(step), at=step.at
        )


def _reply(telling: Telling, step: Step) -> None:
    decided = telling.decided or _decided(telling)[1]
    for demand in telling.demands:
        reply_suggestion(demand, decided=decided, by=telling.actor(step), at=step.at)


def _name(telling: Telling, step: Step) -> None:
    street = telling.district.organ_for(telling.life.topic.category, "street", telling.life.place)
    accused = (Accused(organ=telling.district.organs[street], office="工作人员"),)
    for demand in telling.demands:
        name_accused(demand, accused=accused, level="township", by=telling.actor(step), at=step.at)


def _propose(telling: Telling, step: Step) -> None:
    facts = telling.scene.facts
    about = fill(telling.life.topic.said["title"][0], facts, telling.chance)
    sheet = f"{about}：涉及{facts['street']}有关工作人员，请按照管理权限核查。"
    to = telling.district.organs[telling.life.organ]
    for demand in telling.demands:
        propose_release(demand, sheet=sheet, to=to, by=telling.actor(step), at=step.at)


def _release(telling: Telling, step: Step) -> None:
    for demand in telling.demands:
        release(demand, by=telling.actor(step), at=step.at)


def _answer(telling: Telling, step: Step) -> None:
    life = telling.life
    said = texts.answer(life.topic, life.fate.result, telling.scene, telling.chance)
    for demand in telling.demands:
        answer_accusation(demand, answer=said["facts"], by=telling.actor(step), at=step.at)


ACTS: Mapping[str, Callable[[Telling, Step], None]] = {
    "take_suggestion": _take,
    "study_suggestion": _study,
    "reply_suggestion": _reply,
    "name_accused": _name,
    "propose_release": _propose,
    "release": _release,
    "take_accusation": _take,
    "answer_accusation": _answer,
}
