"""Folding a record: where every demand stands, and what the law cannot explain."""

from __future__ import annotations

from datetime import date

from yimen.law.fold import Folded, Line, fold
from yimen.law.moves import State

RECEIVED = date(2025, 2, 24)
BUREAU, HOUSING, URBAN = 1, 2, 3


def lodged(demands: tuple[int, ...] = (1,), **more: object) -> Line:
    facts = {
        "receiver_organ": BUREAU,
        "received_on": "2025-02-24",
        "at_bureau": True,
        "clocks": {str(d): {"register": {"due": "2025-02-24"}} for d in demands},
    }
    return Line(seq=1, kind="lodge", day=RECEIVED, demands=demands, facts=facts | more)


def line(
    seq: int, kind: str, day: str, *demands: int, due: dict | None = None, **facts: object
) -> Line:
    demands = demands or (1,)
    if due:
        facts["clocks"] = {str(d): {name: {"due": on} for name, on in due.items()} for d in demands}
    return Line(seq=seq, kind=kind, day=date.fromisoformat(day), demands=demands, facts=facts)


REGISTERED = line(2, "register", "2025-02-24", due={"dispatch": "2025-03-11"})
FORWARDED = line(
    3,
    "forward",
    "2025-02-25",
    due={"acceptance_notice": "2025-03-12", "objection": "2025-03-04"},
    to_organ=HOUSING,
)
ACCEPTED = line(4, "accept", "2025-03-03", due={"handling": "2025-05-06"}, handler_staff=7)
ROAD = [lodged(), REGISTERED, FORWARDED, ACCEPTED]


def due(folded: Folded, demand: int = 1) -> dict[str, str]:
    return {name: c.due_on.isoformat() for name, c in folded.demands[demand].clocks.items()}


def test_the_road_leads_to_state_owner_handler_and_clocks() -> None:
    folded = fold(ROAD)
    standing = folded.demands[1]
    assert folded.unexplained == []
    assert (standing.state, standing.owner, standing.handler) == (State.ACCEPTED, HOUSING, 7)
    assert due(folded) == {"handling": "2025-05-06"}


def test_an_empty_record_leads_nowhere() -> None:
    assert fold([]) == Folded()


def test_lines_that_are_no_moves_move_nothing() -> None:
    more = [
        Line(seq=5, kind="attach", day=RECEIVED, facts={"attachment": 1}),
        Line(seq=6, kind="void_extension", day=RECEIVED, demands=(1,), facts={"extension": 1}),
        Line(seq=7, kind="refer", day=RECEIVED, facts={"room": "lawyer", "referral": 1}),
    ]
    assert fold([*ROAD, *more]) == fold(ROAD)


def test_a_told_extension_lengthens_the_limit() -> None:
    more = [
        line(5, "ask_extension", "2025-03-10", days=30, extension=1),
        line(6, "extend", "2025-03-11", days=30, extension=1),
    ]
    approved = fold([*ROAD, *more])
    assert (approved.unexplained, due(approved)) == ([], {"handling": "2025-05-06"})
    told = line(7, "tell_extension", "2025-03-12", due={"handling": "2025-06-03"}, days=30)
    folded = fold([*ROAD, *more, told])
    assert (folded.unexplained, due(folded)) == ([], {"handling": "2025-06-03"})


def test_each_demand_remembers_how_it_was_sent_itself() -> None:
    """One forwarded, one assigned: Futian's thirty days are promised to the forwarded one alone."""
    report = {"assigned_report": "2025-03-31"}
    sent = {"acceptance_notice": "2025-03-12", "objection": "2025-03-04"}
    folded = fold(
        [
            lodged((1, 2), profile="futian"),
            line(
                2,
                "register",
                "2025-02-24",
                1,
                2,
                due={"dispatch": "2025-03-11", "futian.dispatch": "2025-02-27"},
            ),
            line(
                3,
                "forward",
                "2025-02-25",
                1,
                due=sent | {"futian.acceptance_notice": "2025-03-03"},
                to_organ=HOUSING,
            ),
            line(
                4,
                "assign",
                "2025-02-25",
                2,
                due=sent | report,
                to_organ=URBAN,
                report_by="2025-03-31",
            ),
            line(
                5,
                "accept",
                "2025-03-03",
                1,
                due={"handling": "2025-05-06", "futian.handling": "2025-04-02"},
            ),
            line(6, "accept", "2025-03-03", 2, due={"handling": "2025-05-06"}),
        ]
    )
    assert folded.unexplained == []
    assert set(due(folded, 1)) == {"handling", "futian.handling"}
    assert set(due(folded, 2)) == {"handling", "assigned_report"}
    assert (folded.demands[1].owner, folded.demands[2].owner) == (HOUSING, URBAN)


def test_a_repeat_is_no_first_time_matter_from_then_on() -> None:
    first = {"link": "repeat", "other_petition": 9}
    linked = Line(seq=2, kind="link", day=RECEIVED, facts=first)
    folded = fold(
        [
            lodged(profile="xingguo"),
            linked,
            line(3, "register", "2025-02-24", due={"dispatch": "2025-03-11"}),
        ]
    )
    assert (folded.unexplained, set(due(folded))) == ([], {"dispatch"})


def test_a_move_that_the_law_has_not_is_named_and_reading_goes_on() -> None:
    early = line(2, "accept", "2025-02-24", due={"handling": "2025-04-25"})
    folded = fold(
        [lodged(), early, line(3, "register", "2025-02-24", due={"dispatch": "2025-03-11"})]
    )
    assert len(folded.unexplained) == 1
    assert folded.unexplained[0].startswith("line 2, demand 1: It cannot be done now (accept)")
    assert folded.demands[1].state is State.REGISTERED


def test_a_date_that_the_law_does_not_give_is_named() -> None:
    later = line(4, "accept", "2025-03-03", due={"handling": "2025-05-30"}, handler_staff=7)
    folded = fold([*ROAD[:3], later])
    assert folded.unexplained == [
        "line 4: handling is written as due 2025-05-30, the law gives 2025-05-06"
    ]


def test_a_clock_without_a_written_date_is_named() -> None:
    folded = fold([*ROAD[:3], line(4, "accept", "2025-03-03", handler_staff=7)])
    assert folded.unexplained == ["line 4: no date written for handling"]


def test_a_provisional_date_may_be_another_once_the_calendar_is_out() -> None:
    facts = {"clocks": {"1": {"handling": {"due": "2025-05-02", "provisional": True}}}}
    provisional = Line(seq=4, kind="accept", day=date(2025, 3, 3), demands=(1,), facts=facts)
    folded = fold([*ROAD[:3], provisional])
    assert folded.unexplained == []
    assert folded.demands[1].clocks["handling"].is_provisional


def test_a_demand_that_nobody_lodged_is_named() -> None:
    folded = fold(
        [lodged(), line(2, "register", "2025-02-24", 1, 5, due={"dispatch": "2025-03-11"})]
    )
    assert folded.unexplained == ["line 2: there is no demand 5"]
