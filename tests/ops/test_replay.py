"""Replaying real messages: the acts, the true days, the measures. The rows here are invented."""

from __future__ import annotations

import json
import os
from datetime import date, datetime
from pathlib import Path

import pytest
from tests.ops.tables import csv_file

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.base.errors import Refused
from yimen.base.time import LOCAL, local_day
from yimen.documents.tables import FileMissing
from yimen.law.taxonomy import TAXONOMY
from yimen.ops.progress import silent
from yimen.ops.replay import letters
from yimen.ops.replay.measuring import measures
from yimen.ops.replay.messages import NotMessages
from yimen.ops.replay.offices import offices
from yimen.ops.replay.replaying import Replayed, Task, replay
from yimen.people.models import Organ, Region
from yimen.registry.models import Clock, Demand, Entry, Opinion, Petition
from yimen.registry.verifying import verify

pytestmark = pytest.mark.django_db
NOW = datetime(2021, 1, 1, 10, tzinfo=LOCAL)
COLUMNS = ("msg_id", "user", "title", "time", "detail", "reply", "reply_time", "score")
ASKED, REPLIED = "2019-03-04 09:00:00", "2019-03-20 16:30:00"
REAL = Path(os.environ.get("YIMEN_REPLAY_FILE") or "none")


def row(number: str = "7", **changed: str) -> tuple[str, ...]:
    said = {
        "msg_id": number,
        "user": "U1",
        "title": "公交站牌太远",
        "time": ASKED,
        "detail": "小区门口没有公交站，上班要走半小时，希望增设公交线路。",
        "reply": "网友您好：经研究，下季度增设站点。",
        "reply_time": REPLIED,
        "score": "1",
    }
    return tuple((said | changed)[name] for name in COLUMNS)


def replayed(folder: Path, *rows: tuple[str, ...], limit: int | None = None) -> Replayed:
    file = csv_file(folder / "m.csv", *rows, headings=COLUMNS)
    return replay(Task(file=file, limit=limit), NOW, silent)


def one() -> Petition:
    act_as(SYSTEM)
    return Petition.objects.get()


def test_a_message_goes_down_the_whole_road_on_its_true_days(tmp_path: Path):
    done = replayed(tmp_path, row())
    assert (done.new, done.already_there, done.odd) == (1, 0, [])
    petition = one()
    demand = petition.demands.get()
    assert petition.received_at == datetime(2019, 3, 4, 9, tzinfo=LOCAL)
    assert petition.number.startswith("一门〔2019〕")
    assert (petition.channel, petition.source, petition.external_number) == (
        "online",
        "replay",
        "7",
    )
    assert petition.parties.get().name == "U1"
    assert (demand.kind, demand.category) == ("claim", "transport.buses")
    assert demand.owner.competence == ["transport"]
    assert demand.accepted_on == date(2019, 3, 4)
    opinion = Opinion.objects.get()
    assert opinion.findings.get().facts == "网友您好：经研究，下季度增设站点。"
    assert opinion.findings.get().basis == "《信访条例》（2005年）第三十二条"
    assert opinion.served_at == datetime(2019, 3, 20, 16, 30, tzinfo=LOCAL)


def test_every_step_is_a_line_of_the_record_and_the_record_holds(tmp_path: Path):
    replayed(tmp_path, row())
    petition = one()
    assert [entry.kind for entry in Entry.objects.filter(petition=petition)] == [
        "lodge", "register", "screen", "forward", "accept", "log_contact", "draft_opinion",
        "check_opinion", "sign_opinion", "issue_opinion", "serve", "conclude",
    ]  # fmt: skip
    assert all(entry.organ_id for entry in Entry.objects.exclude(kind="conclude"))
    assert list(verify()) == []


def test_an_old_matter_is_concluded_the_day_after_its_time_for_a_review(tmp_path: Path):
    replayed(tmp_path, row())
    petition = one()
    window = Clock.objects.get(limit="review_request")
    assert window.due_on == date(2019, 4, 19)  # thirty days after 20 March
    assert petition.state == "concluded"
    assert petition.closed_at == datetime(2019, 4, 20, tzinfo=LOCAL)
    assert petition.due_on is None


def test_a_matter_whose_time_for_a_review_still_runs_stays_open(tmp_path: Path):
    replayed(tmp_path, row(time="2020-12-01 09:00:00", reply_time="2020-12-20 09:00:00"))
    assert one().state == "served"


def test_a_late_answer_shows_as_late_by_the_right_number_of_days(tmp_path: Path):
    replayed(
        tmp_path,
        row("1", reply_time="2019-05-06 09:00:00"),  # due on 3 May, a holiday: rolled to the 5th
        row("2", reply_time="2019-05-05 23:59:00"),  # the last day
        row("3", reply_time="2019-04-03 09:00:00"),  # thirty days, also by Futian's promise
        row("4", reply_time="2019-04-04 09:00:00"),
    )
    act_as(SYSTEM)
    assert set(Clock.objects.filter(limit="handling").values_list("due_on", flat=True)) == {
        date(2019, 5, 5)
    }
    told = measures()
    assert (told["petitions"], told["answered"]) == (4, 4)
    assert (told["on_time_statutory"], told["on_time_futian"]) == (3, 1)
    assert (told["on_time_statutory_rate"], told["most_days_late"]) == (0.75, 1)
    assert (told["days_median"], told["days_p90"]) == (31, 63)


def test_nothing_is_replayed_twice(tmp_path: Path):
    replayed(tmp_path, row("1"), row("2"), limit=1)
    again = replayed(tmp_path, row("1"), row("2"))
    assert (again.new, again.already_there) == (1, 1)
    act_as(SYSTEM)
    assert Petition.objects.count() == 2


def test_a_message_is_taken_down_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("yimen.ops.replay.road.serve", killed)
        with pytest.raises(KeyboardInterrupt):
            replayed(tmp_path, row())
    act_as(SYSTEM)
    assert not Petition.objects.exists()
    assert replayed(tmp_path, row()).new == 1


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"reply_time": "2019-03-01 00:00:00"}, "older than the message"),
        ({"msg_id": ""}, "msg_id"),
        ({"title": "", "detail": " "}, "neither a title nor a text"),
        ({"time": "2005-04-30 10:00:00"}, "older than the limits"),
        ({"time": ""}, "older than the limits"),
        ({"time": "gestern"}, "not a day"),
        ({"reply_time": "2021-01-02 00:00:00"}, "future"),
    ],
)
def test_an_odd_line_is_reported_and_left_out(tmp_path: Path, changed: dict[str, str], why: str):
    done = replayed(tmp_path, row("1", **changed), row("2"))
    assert done.new == 1
    assert [odd.line for odd in done.odd] == [2]
    assert why in done.odd[0].why


def test_a_number_that_stands_twice_is_taken_once(tmp_path: Path):
    done = replayed(tmp_path, row("1"), row("1"))
    assert done.new == 1
    assert "line 2" in done.odd[0].why
    assert done.odd[0].line == 3


def test_a_message_without_a_reply_stays_open_and_is_reported(tmp_path: Path):
    done = replayed(tmp_path, row(reply="  "))
    assert (done.new, [odd.line for odd in done.odd]) == (1, [2])
    assert one().state == "accepted"
    assert measures()["answered"] == 0
    assert measures()["on_time_statutory_rate"] is None


@pytest.mark.parametrize(
    ("changed", "competence"),
    [
        ({"title": "建议增设公交站"}, "transport"),
        (
            {"title": "举报村干部贪污受贿", "detail": "纪委请查：村支书贪污公款、受贿。"},
            "discipline_inspection",
        ),
    ],
)
def test_what_a_public_board_answered_goes_the_road_of_a_claim(
    tmp_path: Path, changed: dict[str, str], competence: str
):
    replayed(tmp_path, row(**changed))
    demand = one().demands.get()
    assert (demand.kind, demand.owner.competence) == ("claim", [competence])


def test_what_the_bureau_itself_is_competent_for_stays_with_it(tmp_path: Path):
    replayed(tmp_path, row(title="你好", detail="请看一看"))
    act_as(SYSTEM)
    assert Demand.objects.get().owner.kind == Organ.Kind.BUREAU
    assert not Entry.objects.filter(kind="forward").exists()
    assert list(verify()) == []


def test_on_an_empty_installation_organs_are_made_once_and_named_for_the_replay():
    first = offices(NOW)
    assert offices(NOW) == first
    names = list(Organ.objects.values_list("name", flat=True))
    assert all(name.startswith("回放：") for name in names)
    assert set(first.competent) == set(TAXONOMY.competences)
    assert Organ.objects.get(pk=first.bureau).has_reception
    assert Region.objects.get().name == "回放：区"


def test_in_a_district_its_own_organs_are_used():
    region = Region.objects.create(name="试验区", kind="district", path="/sy/")
    bureau = Organ.objects.create(name="信访局", mark="信", kind="bureau", region=region)
    streets = [
        Organ.objects.create(
            name=f"街道{n}", mark=f"街{n}", kind="street_office", region=region,
            competence=["subdistrict"],
        )
        for n in range(3)
    ]  # fmt: skip
    found = offices(NOW)
    assert found.bureau == bureau.pk
    assert {found.for_("subdistrict", str(n)) for n in range(30)} == {s.pk for s in streets}
    assert found.for_("subdistrict", "9") == found.for_("subdistrict", "9")
    assert found.for_("taxation", "9") == bureau.pk  # nobody else is competent


def test_each_message_asks_for_its_letters(tmp_path: Path):
    replayed(tmp_path, row())
    assert letters.waiting() == 6  # receipt, notice, letter, acceptance, opinion, proof of service
    assert letters.failed() == 0


@pytest.mark.parametrize(
    ("text", "refusal"), [("a,b\n1,2", NotMessages), ("msg_id,title\n1,2", NotMessages)]
)
def test_a_file_of_something_else_is_refused(tmp_path: Path, text: str, refusal: type[Refused]):
    (tmp_path / "m.csv").write_text(text)
    with pytest.raises(refusal):
        replay(Task(file=tmp_path / "m.csv"), NOW, silent)
    with pytest.raises(FileMissing):
        replay(Task(file=tmp_path / "none.csv"), NOW, silent)


@pytest.mark.slow
@pytest.mark.skipif(not REAL.is_file(), reason="no real messages here: set YIMEN_REPLAY_FILE")
def test_the_real_messages_go_down_the_road_and_the_record_holds():
    done = replay(Task(file=REAL, limit=60), datetime(2026, 1, 1, tzinfo=LOCAL), silent)
    assert (done.new, done.odd) == (60, [])
    act_as(SYSTEM)
    assert list(verify()) == []
    assert all(
        local_day(petition.received_at) <= local_day(petition.closed_at)  # type: ignore[arg-type]  # all are closed
        for petition in Petition.objects.all()
    )
    assert json.loads(json.dumps(measures()))["answered"] == 60
