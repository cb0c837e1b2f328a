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


OBJECTED = line(
    4,
    "object_dispatch",
    "2025-02-27",
    due={"objection_check": "2025-03-04"},
    checking_organ=BUREAU,
    dispatch=1,
    objection=1,
)
OBJECTING = [lodged(), REGISTERED, FORWARDED, OBJECTED]


def test_an_objection_gives_the_turn_to_whoever_checks_it() -> None:
    folded = fold(OBJECTING)
    standing = folded.demands[1]
    assert folded.unexplained == []
    assert (standing.state, standing.owner) == (State.OBJECTED, BUREAU)
    assert due(folded) == {"acceptance_notice": "2025-03-12", "objection_check": "2025-03-04"}


def test_agreed_to_it_lies_where_it_was_sent_from_and_its_first_time_goes_on() -> None:
    back = line(
        5,
        "return_dispatch",
        "2025-03-03",
        due={"dispatch": "2025-03-11"},
        from_organ=HOUSING,
        dispatch=1,
        objection=1,
    )
    folded = fold([*OBJECTING, back])
    standing = folded.demands[1]
    assert folded.unexplained == []
    assert (standing.state, standing.owner, standing.sent_as) == (State.REGISTERED, BUREAU, "")
    assert due(folded) == {"dispatch": "2025-03-11"}


def test_not_founded_it_is_the_organs_turn_again() -> None:
    stays = line(5, "uphold_dispatch", "2025-03-03", to_organ=HOUSING, dispatch=1, objection=1)
    folded = fold([*OBJECTING, stays])
    standing = folded.demands[1]
    assert folded.unexplained == []
    assert (standing.state, standing.owner) == (State.DISPATCHED, HOUSING)
    assert due(folded) == {"acceptance_notice": "2025-03-12"}


def test_a_clock_quietly_stopped_by_an_objection_is_named() -> None:
    """Whoever writes that the notice is due later than the law says is found out."""
    late = line(5, "accept", "2025-03-20", due={"handling": "2025-05-19"}, handler_staff=7)
    assert fold([*OBJECTING, late]).unexplained  # nothing is accepted while it is checked


def test_another_way_and_back_keeps_the_receipt_and_begins_the_time_anew() -> None:
    asked = {"follow_up": "2025-03-27", "elsewhere": "2025-09-01"}
    out = line(3, "route_out", "2025-02-25", due=asked, route=2, guidance=1, lapses_on="2025-09-01")
    gone = fold([lodged(), REGISTERED, out])
    assert (gone.unexplained, gone.demands[1].state, due(gone)) == ([], State.ROUTED_OUT, asked)
    assert gone.demands[1].route == 2
    back = line(
        4, "come_back", "2025-04-02", due={"dispatch": "2025-04-17"}, to_organ=BUREAU, guidance=1
    )
    folded = fold([lodged(), REGISTERED, out, back])
    assert folded.unexplained == []
    assert (folded.demands[1].state, due(folded)) == (
        State.REGISTERED,
        {"dispatch": "2025-04-17"},
    )


def test_a_withdrawal_stops_all_of_the_demands_that_it_names() -> None:
    demands = {"dispatch": "2025-03-11"}
    lines = [
        lodged((1, 2)),
        line(2, "register", "2025-02-24", 1, 2, due=demands),
        line(3, "withdraw", "2025-02-25", 2, channel="online", withdrawal=1),
    ]
    folded = fold(lines)
    assert folded.unexplained == []
    assert (folded.demands[2].state, due(folded, 2)) == (State.WITHDRAWN, {})
    assert due(folded) == demands
