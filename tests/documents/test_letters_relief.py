"""Which relief an answer carries: the table, row by row."""

from __future__ import annotations

from datetime import date

import pytest
from tests.documents import letter_samples as sample

from yimen.documents import parts
from yimen.documents.parts import Route
from yimen.documents.relief import (
    BY_PAPER,
    CLAUSES,
    NoRelief,
    TwoReliefs,
    relief,
    relief_after_review,
    relief_from_non_acceptance,
)
from yimen.law.limits import LIMITS

DAY = date(2026, 11, 21)
COURT = "一门区人民法院"

TABLE = [
    # an opinion under the sixth way is open to review alone: it is not justiciable
    (Route.PETITION, ["30日内", "请求一门区人民政府复查", "政府大院2号楼", "0755-0000 1000"],
     ["行政复议", "诉讼"], ["《信访工作条例》第三十五条"]),
    # the fourth way has its own procedure, and so its own remedies
    (Route.ADMINISTRATIVE, ["60日内", "申请行政复议", "6个月内", f"向{COURT}提起行政诉讼"],
     ["复查", "30日"],
     ["《行政复议法》第二十条", "《行政诉讼法》第四十四条、第四十六条"]),
    # failure to perform a duty goes to reconsideration first
    (Route.DUTY, ["60日内", "应当先申请行政复议", "15日内", "6个月内"],
     ["复查", "30日"],
     ["《行政复议法》第二十条、第二十三条", "《行政诉讼法》第四十五条、第四十六条"]),
]  # fmt: skip


@pytest.mark.parametrize(("route", "there", "absent", "articles"), TABLE)
def test_the_way_of_article_31_chooses_the_clause(
    route: Route, there: list[str], absent: list[str], articles: list[str]
):
    clause = relief(route, on=DAY, to=sample.GOVERNMENT, also=COURT)
    words = "".join(clause.sentences)
    assert all(piece in words for piece in there)
    assert not any(piece in words for piece in absent)
    assert list(clause.articles) == articles
    assert clause.routes == (route,)


@pytest.mark.parametrize(
    "route", [Route.SUGGESTION, Route.LITIGATION, Route.ARBITRATION, Route.PARTY_APPEAL]
)
def test_a_demand_that_goes_elsewhere_gets_no_clause_of_ours(route: Route):
    with pytest.raises(NoRelief):
        relief(route, on=DAY, to=sample.GOVERNMENT, also=COURT)


def test_two_remedies_on_one_paper_are_refused():
    with pytest.raises(TwoReliefs) as refusal:
        relief(Route.PETITION, Route.DUTY, on=DAY, to=sample.GOVERNMENT, also=COURT)
    assert refusal.value.facts == {"one": "31(6)", "other": "31(5)"}


def test_several_demands_of_one_way_share_a_clause():
    one = relief(Route.PETITION, on=DAY, to=sample.GOVERNMENT)
    assert relief(Route.PETITION, Route.PETITION, on=DAY, to=sample.GOVERNMENT) == one


def test_a_clause_without_an_address_or_a_court_is_refused():
    with pytest.raises(parts.Incomplete):
        relief(Route.PETITION, on=DAY, to=parts.Organ(name="一门区人民政府"))
    with pytest.raises(parts.Incomplete):
        relief(Route.DUTY, on=DAY, to=sample.GOVERNMENT)


def test_the_days_of_a_review_are_those_of_the_law_on_that_day():
    days = LIMITS.on("review_request", DAY).days
    clause = relief_from_non_acceptance(on=DAY, to=sample.GOVERNMENT, also=sample.BUREAU.name)
    assert f"{days}日内" in clause.sentences[0]


def test_every_clause_says_how_sure_we_are_and_covers_ways_that_exist():
    covered = [route for name, clause in CLAUSES.items() if name not in BY_PAPER
               for route in clause.routes]  # fmt: skip
    assert sorted(covered) == [Route.ADMINISTRATIVE, Route.DUTY, Route.PETITION]
    assert all(set(CLAUSES[name].routes) == set(Route) for name in BY_PAPER)


def test_a_review_leads_to_a_recheck_and_a_recheck_to_no_further_level():
    days = LIMITS.on("recheck_request", DAY).days
    review = "".join(relief_after_review("recheck", on=DAY, to=sample.GOVERNMENT).sentences)
    final = "".join(relief_after_review("final", on=DAY, to=sample.GOVERNMENT).sentences)
    assert f"{days}日内，请求{sample.GOVERNMENT.name}复核" in review
    assert "最终意见" in final
    assert "可以随时提出" in final  # new facts: the end is of the procedure, not of her rights
    assert not any(word in final for word in ("请求复查", "请求复核", "日内"))
