"""Every act on an agreement of a mediation once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests import make, settled
from tests.make import Case

from yimen.casework.actions.file_agreement import file_agreement
from yimen.casework.actions.file_no_agreement import file_no_agreement
from yimen.casework.actions.keep_settlement import keep_settlement
from yimen.casework.actions.resume_settled import resume_settled
from yimen.casework.actions.settle import settle

ANOTHER = replace(settled.AGREED, number="（2025）一人调字第2号")


def _petition(case: Case) -> int:
    return case.petition


def _agreement(case: Case) -> dict[str, Any]:
    """Name the agreement of the file; where there is none, one is put in first."""
    return {"settlement": settled.filed(case, make.on("2025-04-02"))}


ROWS: dict[str, tuple[Any, ...]] = {
    "file_agreement": (
        file_agreement, "handled", "petitioner", _petition, lambda _: {"agreed": ANOTHER},
    ),
    "file_no_agreement": (
        file_no_agreement, "handled", "petitioner", _petition, lambda _: {"paper": settled.ENDED},
    ),
    "settle": (
        settle,
        "agreement_filed",
        "petitioner",
        _petition,
        lambda c: {**_agreement(c), "demands": c.demands},
    ),
    "keep_settlement": (keep_settlement, "settled", "petitioner", _petition, _agreement),
    "resume_settled": (resume_settled, "settled", "petitioner", _petition, _agreement),
}  # fmt: skip
