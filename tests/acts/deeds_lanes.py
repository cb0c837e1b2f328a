"""The acts of the lanes of suggestions and accusations, each from where it can be done."""

from __future__ import annotations

from typing import Any

from tests import lanes
from tests.make import Case

from yimen.casework.actions.answer_accusation import answer_accusation
from yimen.casework.actions.divide import divide
from yimen.casework.actions.name_accused import name_accused
from yimen.casework.actions.open_sealed import open_sealed
from yimen.casework.actions.propose_release import propose_release
from yimen.casework.actions.release import release
from yimen.casework.actions.reply_suggestion import reply_suggestion
from yimen.casework.actions.shut import shut
from yimen.casework.actions.study_suggestion import study_suggestion
from yimen.casework.actions.take_accusation import take_accusation
from yimen.casework.actions.take_suggestion import take_suggestion

SUGGESTION, ACCUSATION = {"kind": "suggestion"}, {"kind": "accusation"}


def _demand(case: Case) -> int:
    return case.demand


def _petition(case: Case) -> int:
    return case.petition


def _decided(_: Case) -> dict[str, Any]:
    return {"decided": lanes.ADOPTED}


ROWS: dict[str, tuple[Any, ...]] = {
    "take_suggestion": (
        take_suggestion, "dispatched", "handler", _demand, lambda _: {}, SUGGESTION,
    ),
    "study_suggestion": (
        study_suggestion, "suggestion_taken", "handler", _demand,
        lambda c: {"study": lanes.STUDY} | _decided(c), SUGGESTION,
    ),
    "reply_suggestion": (
        reply_suggestion, "suggestion_studied", "head", _demand, _decided, SUGGESTION,
    ),
    "name_accused": (
        name_accused, "screened", "screener", _demand,
        lambda c: {"accused": lanes.accused(c.district)}, ACCUSATION,
    ),
    "propose_release": (
        propose_release, "accused_named", "screener", _demand,
        lambda c: {"sheet": lanes.SHEET, "to": c.district.organs["supervisory"].pk}, ACCUSATION,
    ),
    "release": (
        release, "release_proposed", "supervisor", _demand, lambda _: {}, ACCUSATION,
    ),
    "take_accusation": (
        take_accusation, "released", "discipline_handler", _demand, lambda _: {}, ACCUSATION,
    ),
    "answer_accusation": (
        answer_accusation, "accusation_taken", "discipline_handler", _demand,
        lambda _: {"answer": lanes.ANSWER}, ACCUSATION,
    ),
    "open_sealed": (
        open_sealed, "screened", "screener", _petition,
        lambda _: {"reason": "填写问题摘要"}, ACCUSATION,
    ),
    "divide": (divide, "mixed", "screener", _petition, lambda _: {}, {"asks": 2}),
    "shut": (shut, "screened", "system", _petition, lambda _: {}, ACCUSATION),
}  # fmt: skip
