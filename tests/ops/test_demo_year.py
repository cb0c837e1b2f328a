"""The invented year: the same for a seed, in the order of time, through the acts, never twice."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from itertools import pairwise
from pathlib import Path
from random import Random
from threading import Thread

import pytest
from click.testing import CliRunner
from django.db import connection, transaction

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.base.errors import Refused
from yimen.base.time import LOCAL, local_day
from yimen.law.days import DAYS
from yimen.law.taxonomy import TAXONOMY
from yimen.ops.demo import arrivals, deeds, district, doing, letters, texts, year
from yimen.ops.demo.grammar import RESULTS, bursts, topics
from yimen.ops.demo.planning import Life
from yimen.ops.demo.roster import roster
from yimen.ops.verbs.demo import demo
from yimen.people.models import Organ, Region
from yimen.registry import digests
from yimen.registry.models import Demand, Digest, Entry, Party, Petition
from yimen.registry.verifying import verify

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NOW = datetime(2026, 3, 20, 15, 30, tzinfo=LOCAL)
FIRST, LAST = date(2025, 11, 1), date(2026, 3, 19)
NOON = (time(12, 0, 1), time(13, 59, 59))


def poured(days: int = 100, scale: float = 0.015, seed: int = 1) -> year.Poured:
    stretch = year.Stretch(days=days, scale=scale, seed=seed, printed=3)
    return year.pour(stretch, NOW, lambda _: lambda _: None, 1)


def planned(scale: float = 0.1, seed: int = 1) -> list[Life]:
    district.make()
    return deeds.plan(roster(), FIRST, LAST, scale=scale, seed=seed)


def digest() -> str:
    """Return the digest of all that a year is, but for its secrets and its row numbers."""
    act_as(SYSTEM)
    told: list[object] = [
        Petition.objects.order_by("external_number").values_list(
            "external_number", "channel", "title", "place", "received_at", "state", "headcount"
        ),
        Party.objects.order_by("petition__external_number", "pk").values_list("name", "capacity"),
        Demand.objects.order_by("petition__external_number", "position").values_list(
            "request", "facts", "kind", "category", "state", "owner__name", "handler__name"
        ),
        Entry.objects.order_by("petition__external_number", "seq").values_list(
            "kind", "at", "role", "staff_id", "organ_id"
        ),
    ]
    plain = json.dumps([list(map(list, rows)) for rows in told], default=str, ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()


class UndoneError(Exception):
    pass


def undone(do: Callable[[], None]) -> None:
    with contextlib.suppress(UndoneError), transaction.atomic():
        do()
        raise UndoneError


def test_the_same_seed_makes_the_same_year_and_another_one_another():
    district.make()
    found: list[str] = []

    def make(seed: int) -> None:
        assert poured(days=70, scale=0.015, seed=seed).refused == {}
        found.append(digest())

    for seed in (5, 5, 6):
        undone(lambda seed=seed: make(seed))
    assert found[0] == found[1] != found[2]


def test_what_was_loaded_agrees_with_its_record_and_lies_before_today():
    district.make()
    done = poured()
    assert done.new == done.planned > 20
    assert not done.refused
    assert list(verify()) == []
    act_as(SYSTEM)
    latest = Entry.objects.order_by("-at").values_list("at", flat=True)[0]
    assert local_day(latest) < local_day(NOW)
    assert Demand.objects.values("state").distinct().count() > 4


def test_numbers_follow_the_order_of_coming():
    district.make()
    poured(days=30, scale=0.1)
    act_as(SYSTEM)
    came = Petition.objects.order_by("number").values_list("received_at", flat=True)
    assert list(came) == sorted(came)


def test_a_longer_and_larger_stretch_brings_only_what_is_not_there_yet():
    district.make()
    small = poured(days=12, scale=0.05)
    large = poured(days=30, scale=0.1)
    assert large.already_there == small.planned > 0
    assert large.new == large.planned - small.planned
    assert poured(days=30, scale=0.1).new == 0
    act_as(SYSTEM)
    assert Petition.objects.count() == large.planned


def test_what_an_act_refuses_leaves_the_matter_where_it_stood(monkeypatch: pytest.MonkeyPatch):
    district.make()

    def refuse(*_: object) -> None:
        raise Refused

    monkeypatch.setitem(doing.ACTS, "accept", refuse)
    done = poured(days=30, scale=0.03)
    assert done.refused["accept: Refused"] > 0
    assert list(verify()) == []
    act_as(SYSTEM)
    assert Petition.objects.count() == done.planned
    assert not Demand.objects.filter(accepted_on__isnull=False).exists()
    assert Demand.objects.filter(state="dispatched").exists()


def test_only_the_latest_letters_wait_and_the_others_can_be_put_back():
    district.make()
    done = poured(days=40, scale=0.03)
    assert _waiting() < letters.put_off() > done.planned
    before = letters.put_off()
    assert letters.put_back() == before
    assert letters.put_off() == 0


def _waiting() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*), coalesce(max(priority), 0) from procrastinate_jobs"
            " where status = 'todo'"
        )
        count, priority = cursor.fetchone()
    assert priority < 0
    return int(count)


def test_officers_work_in_the_hours_of_working_days_and_one_thing_after_the_other():
    for life in planned():
        for step in life.steps:
            if step.by and step.deed != "register_on_duty":
                at = step.at.time()
                assert DAYS.is_working(step.at.date()), (life.key, step)
                assert time(9) <= at <= time(17, 30)
                assert not NOON[0] <= at <= NOON[1]
        assert all(one.at <= other.at for one, other in pairwise(life.steps))


def test_late_ones_arise_by_themselves():
    takes = [
        _day(life, "draft") - _day(life, "accept")
        for life in planned()
        if {"accept", "draft"} <= {step.deed for step in life.steps}
    ]
    assert min(takes) < 10
    assert max(takes) > 60


def _day(life: Life, deed: str) -> int:
    return next(step.at.toordinal() for step in life.steps if step.deed == deed)


def test_every_deed_has_its_act():
    assert deeds.ROAD.keys() == doing.ACTS.keys()


def test_a_smaller_scale_has_some_of_a_larger_ones_arrivals():
    small = {one.key: one for one in arrivals.arrivals(FIRST, LAST, 0.2, 3)}
    large = {one.key: one for one in arrivals.arrivals(FIRST, LAST, 1.4, 3)}
    assert 0 < len(small) < len(large)
    assert small.items() <= large.items()


def test_a_year_has_the_shape_of_the_published_one():
    came = list(arrivals.arrivals(date(2025, 1, 1), date(2025, 12, 31), 1.0, 1))
    groups = [one for one in came if one.heads >= 5]
    assert 7000 < len(came) < 8400
    assert 0.88 < sum(one.channel == "online" for one in came) / len(came) < 0.94
    assert 200 < len(groups) < 320
    assert 1600 < sum(one.heads for one in groups) < 2500
    assert max(_by_day(came)) > 4 * len(came) / 365
    assert all(DAYS.is_working(one.at.date()) for one in came if one.channel != "online")


def _by_day(came: list[arrivals.Arrival]) -> Iterator[int]:
    days = [one.at.date() for one in came]
    return (days.count(day) for day in set(days))


def test_every_topic_can_be_written_and_answered():
    place = {"street": "沙河街道", "community": "河湾社区"}
    for topic in [*topics(), *(burst.topic for burst in bursts())]:
        assert TAXONOMY.find(topic.category)
        for heads in (1, 7):
            chance = Random(heads)  # noqa: S311  # invented, not secret
            scene = texts.scene(topic, place, heads, "12000000000", chance)
            said = texts.told(topic, scene, heads, chance)
            answers = [texts.answer(topic, result, scene, chance) for result in RESULTS]
            whole = f"{said}{answers}{texts.duty(topic, scene, chance)}{scene.people}"
            assert "{" not in whole.replace(str(scene.facts), "").replace("{'", ""), topic.category
            assert 3 <= len(said.title) <= 60


def test_every_category_has_an_organ_with_people():
    district.make()
    everybody = roster()
    for topic in topics():
        organ = everybody.organ_for(topic.category, topic.organ, everybody.places[0])
        assert all(everybody.of(organ, role) for role in ("handler", "legal_checker", "head"))


def test_petitions_are_lodged_one_after_the_other():
    order, came = year.Order(), []

    def lodge(place: int) -> None:
        with order.turn(place):
            came.append(place)

    crew = [Thread(target=lodge, args=[place]) for place in (3, 1, 2, 0)]
    for one in crew:
        one.start()
    for one in crew:
        one.join(10)
    assert came == [0, 1, 2, 3]


def test_whoever_loads_the_demo_finds_a_digest_to_verify(
    monkeypatch: pytest.MonkeyPatch, settings: object, tmp_path: Path
):
    settings.YIMEN_DATA = str(tmp_path)  # type: ignore[attr-defined]  # Django's settings
    monkeypatch.setattr("yimen.ops.verbs.demo._load", lambda *_, **__: (0, year.Poured()))
    assert CliRunner().invoke(demo, ["--days", "0"]).exit_code == 0
    assert Digest.objects.count() == 1
    assert not list(digests.verify())


def test_a_district_of_its_own_is_left_alone():
    region = Region.objects.create(path="/x/", name="某区", kind="district")
    Organ.objects.create(name="某区信访局", mark="某信", kind="bureau", region=region)
    told = CliRunner().invoke(demo, ["--days", "1", "--no-letters", "--processes", "1"])
    assert told.exit_code == 2
    assert "某区信访局" in told.output
    assert Organ.objects.count() == 1


@pytest.mark.parametrize("words", [["--days", "5000"], ["--scale", "0"], ["--days", "-1"]])
def test_days_and_scales_that_make_no_sense_are_refused(words: list[str]):
    assert CliRunner().invoke(demo, words).exit_code == 2
