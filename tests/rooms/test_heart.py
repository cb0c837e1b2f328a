"""The heart room: nothing without consent, two people for a confidence, and nobody looks in."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from tests import make
from tests.rooms import hearts
from tests.rooms.hearts import AT, LATER, Room, a_note, a_room, all_of

from yimen.access.actor import STRANGER, SYSTEM, Actor, Role
from yimen.access.rls import act_as
from yimen.base.errors import NotFound
from yimen.rooms.heart import tasks as nightly
from yimen.rooms.heart.actions.answer import answer
from yimen.rooms.heart.actions.ask_for_talk import ask_for_talk
from yimen.rooms.heart.actions.break_confidence import Disclosure, break_confidence
from yimen.rooms.heart.actions.cancel import cancel
from yimen.rooms.heart.actions.close_crisis import TellFirst, close_crisis
from yimen.rooms.heart.actions.consent import consent
from yimen.rooms.heart.actions.do_task import do_task
from yimen.rooms.heart.actions.erase import erase
from yimen.rooms.heart.actions.hand_over import hand_over
from yimen.rooms.heart.actions.open_client import open_client
from yimen.rooms.heart.actions.plan import plan
from yimen.rooms.heart.actions.raise_crisis import raise_crisis
from yimen.rooms.heart.actions.talk import Note, talk
from yimen.rooms.heart.actions.tell_client import tell_client
from yimen.rooms.heart.clients import (
    ChooseSomebody,
    ConsentMissing,
    DecidedAlready,
    OnlyWhenRed,
    SayWhatIsNeeded,
    TwoPeople,
    WordsChanged,
    blind_client,
)
from yimen.rooms.heart.keys import KeyDestroyed, unseal
from yimen.rooms.heart.models import Answer, Client, Consent, Crisis, Plan, Talk, Task, Wish
from yimen.rooms.heart.queries import asked_of, clients_of, file_of, kept_long_enough, mine

pytestmark = pytest.mark.django_db
RED = Disclosure(ground="danger", content="现在有危险", recipient="120", second=0)


@pytest.fixture
def room() -> Room:
    return a_room()


def told(room: Room, **other: object) -> Disclosure:
    return Disclosure(
        **{
            "ground": "danger",
            "content": "现在有危险",
            "recipient": "120",
            "second": room.second.id,
        }
        | other
    )


def test_nobody_is_a_client_without_having_agreed(room: Room) -> None:
    act_as(room.counsellor)
    with pytest.raises(ConsentMissing):
        open_client(called="小周", agrees=False, by=room.counsellor, at=AT)
    act_as(SYSTEM)
    assert not Client.objects.exists()


@pytest.mark.parametrize("role", [r for r in Role if r is not Role.COUNSELLOR])
@pytest.mark.usefixtures("room")
def test_nobody_but_a_counsellor_opens_a_file(role: Role) -> None:
    act_as(SYSTEM)
    with pytest.raises(NotFound):
        open_client(agrees=True, by=Actor(role=role, id=1, organ=1, area="/"), at=AT)


def test_each_thing_needs_a_consent_of_its_own(room: Room) -> None:
    room.opened()
    by = room.counsellor
    with pytest.raises(ConsentMissing):
        answer(room.client, name="phq9", answers=all_of("0"), by=by, at=AT)
    with pytest.raises(ConsentMissing):
        answer(room.client, name="wellbeing", answers={"today": "fine"}, by=by, at=AT)
    after = Note(stage="after", planned_at=LATER)
    with pytest.raises(ConsentMissing):
        talk(room.client, note=after, by=by, at=AT)
    act_as(SYSTEM)
    assert not Answer.objects.exists()
    assert not Talk.objects.exists()


def test_withdrawing_stops_every_use_at_once(room: Room) -> None:
    room.full()
    act_as(room.own)
    consent(scope="talks", gives=False, by=room.own, at=LATER)
    act_as(room.counsellor)
    assert clients_of(room.counsellor) == []
    by = room.counsellor
    tries = (
        lambda: file_of(by, room.client),
        lambda: talk(room.client, note=a_note(), by=by, at=LATER),
        lambda: plan(room.client, words={}, by=by, at=LATER),
        lambda: raise_crisis(room.client, level="amber", by=by, at=LATER),
        lambda: consent(room.client, scope="talks", gives=True, by=by, at=LATER),
    )
    for one in tries:
        with pytest.raises(NotFound):
            one()
    for model in (Client, Consent, Talk, Answer, Task, Plan, Crisis):
        assert not model.objects.exists(), model
    assert Wish.objects.count() == 1  # the right outlasts the consent
    act_as(room.second)
    assert asked_of(room.second) == []
    act_as(room.own)
    seen = mine(room.own)
    assert seen.has_stopped
    assert not any(one.stands for one in seen.consents)


def test_a_consent_is_given_again_as_easily(room: Room) -> None:
    room.full()
    act_as(room.own)
    consent(scope="talks", gives=False, by=room.own, at=AT)
    consent(scope="talks", gives=True, by=room.own, at=LATER)
    act_as(room.counsellor)
    seen = file_of(room.counsellor, room.client)
    assert seen.agrees("talks")
    assert not seen.agrees("instrument")
    assert seen.answers == ()  # what was closed stays closed


@pytest.mark.parametrize(("scope", "name"), [("instrument", "phq9"), ("form", "wellbeing")])
def test_answers_close_with_their_own_consent(room: Room, scope: str, name: str) -> None:
    room.opened().agrees("form", "instrument")
    by = room.counsellor
    answer(room.client, name="phq9", answers=all_of("1"), by=by, at=AT)
    answer(room.client, name="wellbeing", answers={"today": "fine"}, by=by, at=AT)
    act_as(room.own)
    consent(scope=scope, gives=False, by=room.own, at=LATER)
    act_as(room.counsellor)
    left = set(Answer.objects.values_list("instrument", flat=True))
    assert left == {"phq9", "wellbeing"} - {name}


def test_without_follow_up_a_planned_call_is_off(room: Room) -> None:
    room.opened().agrees("follow_up")
    talk(room.client, note=Note(stage="after", planned_at=LATER), by=room.counsellor, at=AT)
    act_as(room.own)
    assert len(mine(room.own).talks) == 1
    consent(scope="follow_up", gives=False, by=room.own, at=AT)
    assert mine(room.own).talks == ()


def test_new_words_need_a_new_consent(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    room.opened()
    for module in ("clients", "queries", "actions.consent"):
        monkeypatch.setattr(f"yimen.rooms.heart.{module}.VERSION", "2027-01")
    with pytest.raises(ConsentMissing):
        talk(room.client, note=a_note(), by=room.counsellor, at=LATER)
    consent(room.client, scope="talks", gives=True, by=room.counsellor, at=LATER)
    talk(room.client, note=a_note(), by=room.counsellor, at=LATER)


def test_item_nine_above_zero_brings_a_person_and_no_message(room: Room) -> None:
    room.opened().agrees("instrument")
    answer(room.client, name="phq9", answers=all_of("0", harm="1"), by=room.counsellor, at=AT)
    task = Task.objects.get()
    assert (task.due_at - AT).total_seconds() == 3600
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from procrastinate_jobs")
        assert cursor.fetchone() == (0,)
        cursor.execute("select count(*) from registry_entry")
        assert cursor.fetchone() == (0,)


def test_item_nine_of_zero_makes_no_task(room: Room) -> None:
    room.opened().agrees("instrument")
    answer(room.client, name="phq9", answers=all_of("3", harm="0"), by=room.counsellor, at=AT)
    assert not Task.objects.exists()


def test_a_yes_to_the_safety_question_brings_a_person(room: Room) -> None:
    room.opened()
    talk(room.client, note=a_note(help_now=True), by=room.counsellor, at=AT)
    task = Task.objects.get()
    do_task(room.client, task=task.pk, by=room.counsellor, at=LATER)
    assert file_of(room.counsellor, room.client).tasks == ()


def test_a_plan_and_an_amber_sign_bring_a_contact_within_three_days(room: Room) -> None:
    room.opened()
    plan(room.client, words=hearts.PLAN, by=room.counsellor, at=AT)
    raise_crisis(room.client, level="amber", by=room.counsellor, at=AT)
    assert {(one.due_at - AT).total_seconds() for one in Task.objects.all()} == {72 * 3600}


def test_what_cannot_be_answered_is_not_kept(room: Room) -> None:
    room.opened().agrees("form")
    act_as(room.own)
    said = {"today": "dreadful", "sleep": "badly", "helps": "pause,room,x", "score": "9"}
    answer(name="wellbeing", answers=said, by=room.own, at=AT)
    act_as(room.counsellor)
    (given,) = file_of(room.counsellor, room.client).answers
    assert len(given.answers) == 2
    assert given.total is None


@pytest.mark.parametrize("name", ["phq9", "gad7", "nonsense"])
def test_a_client_alone_at_a_screen_gets_no_long_questionnaire(room: Room, name: str) -> None:
    room.opened().agrees("instrument")
    act_as(room.own)
    with pytest.raises(NotFound):
        answer(name=name, answers={}, by=room.own, at=AT)


def test_a_total_is_read_in_words_for_the_counsellor(room: Room) -> None:
    room.opened().agrees("instrument")
    answer(room.client, name="phq9", answers=all_of("1"), by=room.counsellor, at=AT)
    (given,) = file_of(room.counsellor, room.client).answers
    assert (given.total, given.band) == (9, "轻")


def test_two_people_break_a_confidence(room: Room) -> None:
    room.opened()
    by = room.counsellor
    crisis = raise_crisis(room.client, level="red", by=by, at=AT).pk
    with pytest.raises(TwoPeople):
        break_confidence(crisis, disclosure=told(room, second=by.id), by=by, at=AT)
    break_confidence(crisis, disclosure=told(room), by=by, at=AT)
    with pytest.raises(TwoPeople):
        break_confidence(crisis, by=by, at=AT)
    act_as(room.supervisor)  # somebody of the room who was not asked learns nothing
    assert asked_of(room.supervisor) == []
    with pytest.raises(NotFound):
        break_confidence(crisis, by=room.supervisor, at=AT)
    act_as(room.second)
    (asked,) = asked_of(room.second)
    assert asked.content == "现在有危险"
    assert not Client.objects.exists()
    break_confidence(crisis, words=asked.words, by=room.second, at=LATER)
    assert asked_of(room.second) == []
    act_as(by)
    with pytest.raises(DecidedAlready):
        break_confidence(crisis, disclosure=told(room, content="另一件事"), by=by, at=LATER)


def test_nobody_agrees_to_what_was_changed_after_it_was_read(room: Room) -> None:
    room.full()
    act_as(room.second)
    (read,) = asked_of(room.second)
    act_as(room.counsellor)
    changed = told(room, content="请派车到家里")
    break_confidence(read.id, disclosure=changed, by=room.counsellor, at=AT)
    act_as(room.second)
    with pytest.raises(WordsChanged):
        break_confidence(read.id, words=read.words, by=room.second, at=LATER)
    (read,) = asked_of(room.second)
    assert read.content == "请派车到家里"
    break_confidence(read.id, words=read.words, by=room.second, at=LATER)


def test_a_colleague_may_say_no(room: Room) -> None:
    room.full()
    act_as(room.second)
    (asked,) = asked_of(room.second)
    break_confidence(asked.id, agrees=False, by=room.second, at=LATER)
    assert asked_of(room.second) == []
    act_as(room.counsellor)
    (danger,) = file_of(room.counsellor, room.client).crises
    assert danger.agreed_at is None


def test_postgresql_itself_asks_for_two(room: Room) -> None:
    room.full()
    act_as(SYSTEM)
    with pytest.raises(IntegrityError), transaction.atomic():
        Crisis.objects.update(agreed_by=room.counsellor.id, agreed_at=AT)


@pytest.mark.parametrize(
    ("other", "refusal"),
    [
        ({"content": " "}, SayWhatIsNeeded),
        ({"recipient": ""}, SayWhatIsNeeded),
        ({"ground": "whim"}, NotFound),
        ({"second": 0}, TwoPeople),
    ],
)
def test_a_disclosure_says_the_least_that_helps_and_why(
    room: Room, other: dict, refusal: type[Exception]
) -> None:
    room.opened()
    crisis = raise_crisis(room.client, level="red", by=room.counsellor, at=AT).pk
    with pytest.raises(refusal):
        break_confidence(crisis, disclosure=told(room, **other), by=room.counsellor, at=AT)


def test_danger_is_a_ground_on_red_alone(room: Room) -> None:
    room.opened()
    crisis = raise_crisis(room.client, level="amber", by=room.counsellor, at=AT).pk
    with pytest.raises(OnlyWhenRed):
        break_confidence(crisis, disclosure=told(room), by=room.counsellor, at=AT)


def test_the_client_is_told_before_a_crisis_is_closed(room: Room) -> None:
    room.full()
    act_as(SYSTEM)
    crisis = Crisis.objects.get().pk
    act_as(room.second)
    (asked,) = asked_of(room.second)
    break_confidence(crisis, words=asked.words, by=room.second, at=AT)
    act_as(room.counsellor)
    with pytest.raises(TellFirst):
        close_crisis(room.client, crisis=crisis, by=room.counsellor, at=LATER)
    tell_client(room.client, crisis=crisis, by=room.counsellor, at=LATER)
    assert close_crisis(room.client, crisis=crisis, by=room.counsellor, at=LATER).closed_at


def test_a_supervisor_reads_notes_as_long_as_the_client_agrees(room: Room) -> None:
    room.full().agrees("supervision")
    act_as(room.supervisor)
    seen = file_of(room.supervisor, room.client)
    assert [one.headings["state"] for one in seen.talks if one.held_at] == [hearts.SAID]
    assert (seen.tasks, seen.answers, seen.crises, seen.plan, seen.contact) == ((), (), (), {}, "")
    for model in (Answer, Task, Plan, Crisis, Consent):
        assert not model.objects.exists(), model
    with pytest.raises(NotFound):
        talk(room.client, note=a_note(), by=room.supervisor, at=LATER)
    act_as(room.own)
    consent(scope="supervision", gives=False, by=room.own, at=LATER)
    act_as(room.supervisor)
    assert not Client.objects.exists()
    assert not Talk.objects.exists()


def test_supervision_is_by_somebody_else_of_the_room(room: Room) -> None:
    room.opened()
    stranger = make.an_officer(room.district, "counsellor", room.district.housing)
    handler = make.an_officer(room.district, "handler", room.district.bureau)
    for other in (0, room.counsellor.id, stranger.id, handler.id):
        with pytest.raises(ChooseSomebody):
            consent(
                room.client, scope="supervision", gives=True, supervisor=other,
                by=room.counsellor, at=AT,
            )  # fmt: skip


@pytest.mark.parametrize("with_notes", [True, False])
def test_a_client_goes_on_with_another_only_by_consent(
    room: Room,
    with_notes: bool,  # noqa: FBT001  # as pytest gives it
) -> None:
    room.full()
    by, to = room.counsellor, room.second
    with pytest.raises(ConsentMissing):
        hand_over(room.client, to=to.id, by=by, at=LATER)
    hand_over(room.client, to=to.id, with_notes=with_notes, agreed=True, by=by, at=LATER)
    assert not Talk.objects.exists()
    with pytest.raises(NotFound):
        file_of(by, room.client)
    act_as(to)
    held = [one for one in file_of(to, room.client).talks if one.held_at]
    assert bool(held) is with_notes
    assert [one.id for one in clients_of(to)] == [room.client]


def test_a_client_chooses_another_counsellor_alone(room: Room) -> None:
    room.opened()
    act_as(room.own)
    hand_over(to=room.second.id, by=room.own, at=LATER)
    assert mine(room.own).counsellor == "何安"
    with pytest.raises(ChooseSomebody):
        hand_over(to=room.second.id, by=room.own, at=LATER)


def test_access_ends_with_the_post(room: Room) -> None:
    room.full()
    elsewhere = Actor(
        role=Role.COUNSELLOR, id=room.counsellor.id, organ=room.district.housing.pk, area="/"
    )
    as_handler = Actor(
        role=Role.HANDLER, id=room.counsellor.id, organ=room.counsellor.organ, area="/"
    )
    for who in (elsewhere, as_handler):
        act_as(who)
        assert not Client.objects.exists()
        assert not Talk.objects.exists()
        with pytest.raises(NotFound):
            file_of(who, room.client)


def test_who_asks_twice_waits_once(room: Room) -> None:
    room.opened()
    act_as(room.own)
    ask_for_talk(by=room.own, at=AT)
    ask_for_talk(by=room.own, at=LATER)
    act_as(room.counsellor)
    assert Task.objects.count() == 1


def test_either_side_calls_a_talk_off(room: Room) -> None:
    room.full()
    act_as(room.own)
    (next_talk,) = mine(room.own).talks
    cancel(talk=next_talk.id, by=room.own, at=AT)
    assert mine(room.own).talks == ()
    with pytest.raises(NotFound):
        cancel(talk=next_talk.id, by=room.own, at=AT)


def test_a_client_never_reads_the_note_nor_the_total(room: Room) -> None:
    room.full()
    act_as(room.own)
    assert not Talk.objects.filter(held_at__isnull=False).exists()
    for model in (Answer, Task, Crisis):
        assert not model.objects.exists(), model


def test_erased_on_the_clients_wish_nothing_can_be_read(room: Room) -> None:
    room.full()
    act_as(SYSTEM)
    before, talked = Client.objects.get(), Talk.objects.filter(held_at__isnull=False).get()
    act_as(room.own)
    erase(by=room.own, at=LATER)
    with pytest.raises(NotFound):
        mine(room.own)
    act_as(SYSTEM)
    client = Client.objects.get()
    assert bytes(client.key_sealed) == b""
    assert client.code_blind != before.code_blind
    with pytest.raises(KeyDestroyed):
        unseal(client, talked.note_sealed, "note")
    for model in (Client, Talk):
        for row in model.objects.values():
            sealed = [bytes(v) for name, v in row.items() if name.endswith("_sealed")]
            assert not any(sealed), model
    for model in (Consent, Answer, Task, Plan, Crisis, Wish):
        assert not model.objects.exists(), model
    assert Talk.objects.count() == 1  # the day of the one that was held, for sums


def test_what_nobody_added_to_for_three_years_is_erased_at_night(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.full()
    act_as(SYSTEM)
    last = Client.objects.get().erase_after
    assert last.isoformat() >= "2028-09-01"
    assert kept_long_enough(last) == []
    monkeypatch.setattr(nightly, "now", lambda: make.on("2028-09-10"))
    for _ in range(2):
        nightly.erase_old(timestamp=0)
    assert Client.objects.get().erased_at


def test_nobody_else_erases(room: Room) -> None:
    room.opened()
    for who in (room.counsellor, room.second, STRANGER):
        act_as(who)
        with pytest.raises(NotFound):
            erase(room.client, by=who, at=LATER)


def test_a_wrong_code_opens_nothing(room: Room) -> None:
    room.full()
    for code in ("000000000000", ""):
        who = Actor(role=Role.VISITOR, code=blind_client(code) if code else "")
        act_as(who)
        with pytest.raises(NotFound):
            mine(who)
        assert not Client.objects.exists()
