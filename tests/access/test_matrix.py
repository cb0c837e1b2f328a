"""Who may what, for every role and every permission, printed and checked one by one."""

from __future__ import annotations

import sys
from itertools import product

import pytest
from django.db import connection
from tests.access.files import TABLES, a_file, a_reading, an_organ

from yimen.access.actor import ADMINISTRATORS, POSTS, SYSTEM, Actor, Role
from yimen.access.policy import (
    DUTIES,
    POLICY,
    NotYourDuty,
    ever,
    excludes,
    may,
    require,
    rows,
)
from yimen.access.printed import policy_table
from yimen.access.rls import act_as
from yimen.people.models import AdminEntry
from yimen.registry.models import Petition, Reading, Sealed

pytestmark = pytest.mark.django_db

# Whose permission it is, in the order of the roles. Read a column: what one role may.
#  r receptionist  s screener  h handler  c legal checker  H head  S supervisor  L leader  l lawyer
#  o counsellor  m mediator  Y system  E security  A audit  p petitioner  v visitor  x stranger
#  M machine
LETTERS = dict(zip("rshcHSLlomYEApvxM", Role, strict=True))
MATRIX = {
    "petition.read": "rshcHSLlmpM",
    "petition.write": "rshcHSLpM",
    "petition.search_names": "rshcHSL",
    "letter.read": "rshcHSLp",
    "petition.unmask": "rshS",
    "petition.see_code": "rshp",
    "petition.see_readers": "HSp",
    "petition.register": "rshM",
    "petition.attach": "rshpM",
    "petition.link": "rsM",
    "letter.reissue": "rsh",
    "petition.refer": "rsh",
    "demand.screen": "shM",
    "demand.dispatch": "sM",
    "demand.accept": "hHM",
    "demand.tell_later": "rshHM",
    "demand.decline": "H",
    "demand.object": "hH",
    "demand.check_objection": "s",
    "demand.route_out": "sH",
    "demand.come_back": "rshHp",
    "petition.withdraw": "rsp",
    "petition.file_agreement": "p",
    "petition.file_no_agreement": "p",
    "petition.settle": "p",
    "petition.answer_settlement": "rsp",
    "demand.recategorise": "sh",
    "demand.hand_over": "hH",
    "demand.handle": "hM",
    "demand.extend": "H",
    "demand.tell": "M",
    "opinion.draft": "hM",
    "opinion.check": "cM",
    "opinion.return": "cH",
    "opinion.sign": "HM",
    "opinion.issue": "hHM",
    "opinion.serve": "hpM",
    "service.miss": "hH",
    "notice.serve": "hHp",
    "reply.serve": "hHM",
    "demand.execute": "h",
    "demand.report_back": "h",
    "demand.conclude": "M",
    "suggestion.take": "hHM",
    "suggestion.study": "hM",
    "suggestion.reply": "HM",
    "accusation.open": "shHpM",
    "accusation.shut": "M",
    "accusation.name": "shHM",
    "accusation.propose": "shM",
    "accusation.release": "sSHM",
    "accusation.take": "hHM",
    "accusation.answer": "hHM",
    "petition.rate": "pM",
    "petition.cite": "sS",
    "rating.read": "SLpM",
    "demand.answer_repeat": "shM",
    "demand.resume_repeat": "rsh",
    "petition.report_retaliation": "p",
    "petition.join": "shH",
    "petition.bring_along": "shcH",
    "petition.add_roster": "rshM",
    "demand.answer_execution": "rsp",
    "petition.offer_aftercare": "shH",
    "petition.answer_aftercare": "rsp",
    "petition.unclear": "rshH",
    "demand.follow": "rshHp",
    "demand.weigh": "shH",
    "sheet.read": "rshHl",
    "demand.sort": "sh",
    "demand.ask_supplement": "sh",
    "demand.flag_urgent": "rshHSM",
    "demand.raise_dispute": "sH",
    "demand.decide_competence": "sHSL",
    "demand.transfer": "sSM",
    "demand.contribute": "hH",
    "demand.convert": "rshHpM",
    "review.ask": "rsp",
    "review.accept": "hH",
    "review.decline": "H",
    "review.withdraw": "p",
    "review.draft": "h",
    "review.sign": "H",
    "review.serve": "hp",
    "demand.ask_reopen": "rsp",
    "demand.decide_reopen": "sH",
    "demand.mark_breach": "M",
    "demand.recount": "M",
    "demand.ask_hearing": "rshp",
    "demand.decide_hearing": "H",
    "demand.hear": "hcH",
    "demand.ask_recusal": "rshcHp",
    "demand.decide_recusal": "H",
    "petition.bundle": "rshcHSpM",
    "norms.manage": "Y",
    "law.read": "YEM",
    "law.propose": "Y",
    "law.publish": "YE",
    "people.manage": "EM",
    "organs.manage": "YM",
    "administration.audit": "A",
    "readings.audit": "A",
    "petition.lodge": "rshpM",
    "advice.draft": "sS",
    "advice.sign": "S",
    "advice.check": "sS",
    "advice.receive": "hH",
    "advice.answer": "H",
    "advice.watch": "M",
    "sealed.watch": "HSL",
    "hall.serve": "rshlom",
    "hall.enter": "rshlomSL",
    "hall.guide": "rs",
    "hall.watch": "rSL",
    "hall.rate": "v",
    "hall.quality": "SL",
    "calls.make": "rm",
    "outings.go": "rslom",
    "outings.see": "rslomSL",
    "posters.print": "rslomSLY",
    "mediation.work": "m",
    "legal.work": "l",
    "legal.count": "lSLM",
    "heart.work": "o",
    "heart.late": "S",
    "care.help": "o",
    "care.groups": "HSLo",
    "joint.call": "rs",
    "joint.speak": "hH",
    "joint.visit": "rshHl",
    "joint.see": "rshHSLlom",
    "rooms.count": "SLM",
}


def test_the_matrix_names_every_permission() -> None:
    assert set(MATRIX) == {*POLICY, *DUTIES}


@pytest.mark.parametrize("role", list(Role))
def test_the_policy_says_what_the_matrix_says(role: Role) -> None:
    actor = Actor(role=role)
    for permission, letters in MATRIX.items():
        expected = role in {LETTERS[letter] for letter in letters}
        assert (may if permission in DUTIES else ever)(actor, permission) is expected, permission


@pytest.mark.parametrize("role", list(Role))
def test_a_permission_opens_ones_own_files_and_no_others(role: Role) -> None:
    mine, other = an_organ(), an_organ(region="/xg/")
    own = a_file(area="/ym/a/", organs=[mine.pk], rooms=[role.value], code="mine", receiver=mine)
    foreign = a_file(area="/xg/", organs=[other.pk], rooms=[])
    actor = Actor(role=role, organ=mine.pk, area="/ym/", code="mine")
    reach = {own.pk, foreign.pk} if role is Role.SYSTEM else {own.pk}
    for permission in POLICY:
        chosen = set(Petition.objects.filter(rows(actor, permission)).values_list("pk", flat=True))
        scope = POLICY[permission].get(role)
        is_kept = scope is not None and scope.name.startswith("kept")  # of sealed files alone
        assert chosen == (reach if scope and not is_kept else set()), permission


def test_only_the_organ_that_keeps_a_sealed_letter_may_open_it() -> None:
    keeper, other = an_organ(), an_organ()
    own = a_file(organs=[other.pk], receiver=keeper, sealed=True)
    for role in (Role.SCREENER, Role.HANDLER, Role.HEAD):
        for organ, opens in ((keeper, {own.pk}), (other, set())):
            actor = Actor(role=role, id=1, organ=organ.pk, area="/ym/")
            act_as(SYSTEM)
            chosen = Petition.objects.filter(rows(actor, "accusation.open"))
            assert set(chosen.values_list("pk", flat=True)) == opens
            act_as(actor)
            assert Sealed.objects.exists() is bool(opens)


def test_an_unknown_permission_is_an_error_not_an_answer() -> None:
    for ask in (ever, rows, may):
        with pytest.raises(KeyError):
            ask(SYSTEM, "petition.everything")


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
def test_an_administrator_reads_no_content(role: Role) -> None:
    organ = an_organ()
    a_reading(a_file(area="/ym/", organs=[organ.pk], rooms=[role.value], code="mine"))
    act_as(Actor(role=role, id=1, organ=organ.pk, area="/", code="mine"))
    assert not Petition.objects.exists()
    for table, model in TABLES.items():
        assert not model._default_manager.exists(), table
    assert Reading.objects.count() == (1 if role is Role.AUDIT_ADMIN else 0)


@pytest.mark.parametrize("role", list(Role))
def test_only_the_auditor_turns_a_row_number_into_a_case_number(role: Role) -> None:
    petition = a_file()
    act_as(Actor(role=role, area="/"))
    with connection.cursor() as cursor:
        cursor.execute("select number from numbers_of_petitions(%s)", [[petition.pk]])
        found = cursor.fetchall()
        assert found == ([(petition.number,)] if role is Role.AUDIT_ADMIN else [])
        cursor.execute("select current_setting('app.role')")
        assert cursor.fetchone()[0] == role


@pytest.mark.parametrize("role", list(Role))
def test_only_the_auditor_reads_what_administrators_did(role: Role) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into people_adminentry (kind, at, role, staff_id, facts)"
            " values ('signed_in', now(), 'system', 0, '{}')"
        )
    act_as(Actor(role=role, area="/"))
    assert AdminEntry.objects.count() == (1 if role is Role.AUDIT_ADMIN else 0)


def test_an_administrator_is_nothing_else() -> None:
    for one, other in product(POSTS, POSTS):
        either = {one, other}
        assert excludes(one, other) is (one != other and bool(either & ADMINISTRATORS))


def test_a_duty_that_one_has_not_is_refused() -> None:
    require(Actor(role=Role.SECURITY_ADMIN), "people.manage")
    with pytest.raises(NotYourDuty):
        require(Actor(role=Role.SYSTEM_ADMIN), "people.manage")


def test_the_printed_policy_has_every_line_and_every_role() -> None:
    table = policy_table()
    sys.stdout.write(table)  # pytest -rP shows it
    assert all(f"| `{permission}` |" in table for permission in MATRIX)
    assert "in my area" in table
    assert "Audit administrator" in table
