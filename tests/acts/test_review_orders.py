"""What a review orders: the organ is told, it is carried out, and she says whether it was."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client
from tests import ground, make
from tests.acts import after
from tests.make import Case, District

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.casework.actions.confirm_execution import confirm_execution
from yimen.casework.actions.dispute_execution import dispute_execution
from yimen.casework.actions.draft_review import draft_review
from yimen.casework.actions.execute import execute
from yimen.casework.carrying_out import NotYoursToSay
from yimen.casework.filing import Wish
from yimen.documents.models import Letter
from yimen.registry.code import tidy_number
from yimen.registry.models import Execution

DONE = "已更换电缆，验收单在卷"
WORDS = Wish(channel="visit", words="只换了一半")


def ordered(district: District, level: str = "review") -> Case:
    """Let a review, or a recheck, change the answer and name a day."""
    case = make.a_petition(district, f"{level}_accepted")
    act_as(SYSTEM)
    draft = replace(
        make.a_review(case, "change"), duty="更换电缆", duty_by=make.on("2025-06-30").date()
    )
    by = district["reviewer" if level == "review" else "rechecker"]
    draft_review(case.demand, draft=draft, by=by, at=make.when(f"draft_{level}"))
    make.DEEDS[f"sign_{level}"](case, make.Way())
    make.DEEDS[f"serve_{level}"](case, make.Way())
    return case


@pytest.mark.parametrize(
    ("level", "state", "paper"),
    [("review", "review_served", "复查意见书"), ("recheck", "closed_final", "复核意见书")],
)
def test_the_organ_gets_a_notice_and_the_petitioner_confirms(
    district: District, level: str, state: str, paper: str
) -> None:
    case = ordered(district, level)
    assert "review_execution_notice" in after.letters_asked_for()
    ground.do_jobs()
    act_as(SYSTEM)
    notice = Letter.objects.get(petition=case.petition, kind="review_execution_notice")
    assert not notice.is_for_petitioner
    assert all(words in str(notice.content) for words in (paper, "更换电缆", "2025年6月30日"))
    at = make.on("2025-06-02")
    execute(case.demand, proof=DONE, by=district["handler"], at=at)
    ground.do_jobs()
    act_as(SYSTEM)
    report = Letter.objects.get(petition=case.petition, kind="execution_report")
    assert paper in str(report.content)
    assert "更换电缆" in str(report.content)
    confirm_execution(case.demand, by=case.petitioner, at=at)
    assert make.demand_of(case).state == state
    assert Execution.objects.get(demand=case.demand).answer == "confirmed"
    assert "execution_answer" not in after.running(case.demand)
    assert after.differences(case) == []


@pytest.mark.parametrize("level", ["review", "recheck"])
def test_disputed_it_is_owed_once_more(district: District, level: str) -> None:
    case = ordered(district, level)
    at = make.on("2025-06-02")
    execute(case.demand, proof=DONE, by=district["handler"], at=at)
    with after.nothing_changes(), pytest.raises(NotYoursToSay):
        dispute_execution(
            case.demand, wish=WORDS, by=make.an_officer(
                district, "receptionist", district.housing), at=at
        )  # fmt: skip
    dispute_execution(case.demand, wish=WORDS, by=case.petitioner, at=at)
    assert after.running(case.demand)["execution"] == "2025-07-02"
    assert after.differences(case) == []


def test_her_page_leads_to_the_opinion_and_shows_what_was_decided(district: District) -> None:
    case = ordered(district)
    ground.do_jobs()
    client = Client()
    number, code = case.number, case.code
    client.post("/track/", {"number": number, "query_code": code})
    page = client.get(f"/matter/{tidy_number(number)}/")
    (one,) = page.context["demands"]
    act_as(SYSTEM)
    letter = Letter.objects.get(petition=case.petition, kind="review_opinion")
    assert [row["url"].endswith(f"/{letter.pk}/") for row in one["reviewed"]] == [True]
    assert one["reviewed"][0]["url"] in page.content.decode()
    first = page.context["choices"][0]
    assert first["url"] == one["reviewed"][0]["url"]  # before the answer that it changes
    answers = [row for row in page.context["choices"] if "answer of" in row["title"]]
    assert not any(row.get("first") for row in answers)
