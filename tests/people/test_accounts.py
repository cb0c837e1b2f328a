"""Accounts: one for each person, opened and closed by an administrator, never shared."""

from __future__ import annotations

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from tests.people.folk import (
    AT,
    AUDITOR,
    DAY,
    KEEPER,
    SECURITY,
    a_person,
    a_post,
    an_officer,
)

from yimen.access.actor import Actor
from yimen.access.policy import NotYourDuty
from yimen.access.rls import act_as
from yimen.people import guards
from yimen.people.actions.add_staff import add_staff
from yimen.people.actions.change_staff import change_staff
from yimen.people.actions.deactivate_staff import deactivate_staff
from yimen.people.actions.readmit_staff import readmit_staff
from yimen.people.actions.reset_password import reset_password
from yimen.people.models import AdminEntry, Staff
from yimen.people.passwords import SIGNS, one_time
from yimen.people.patience import FREE, failed, of_username, wait_left
from yimen.people.queries import posts_of

pytestmark = pytest.mark.django_db


def kinds() -> list[str]:
    act_as(AUDITOR)
    return list(AdminEntry.objects.order_by("pk").values_list("kind", flat=True))


def test_a_new_account_has_a_password_for_one_use() -> None:
    admitted = add_staff(username="Lin.Xiao ", name="林晓", by=SECURITY, at=AT)
    staff = Staff.objects.get(pk=admitted.staff)
    assert (staff.username, admitted.username) == ("lin.xiao", "lin.xiao")
    assert staff.must_change_password
    assert staff.check_password(admitted.password)
    assert staff.joined_on == DAY
    assert kinds() == ["staff_added"]


def test_the_audit_trail_holds_neither_names_nor_passwords() -> None:
    admitted = add_staff(username="linxiao", name="林晓", number="0042", by=SECURITY, at=AT)
    act_as(AUDITOR)
    facts = str(AdminEntry.objects.get().facts)
    for secret in ("林晓", "linxiao", "0042", admitted.password):
        assert secret not in facts


def test_a_password_for_one_use_passes_our_own_rules_and_is_never_the_same() -> None:
    given = {one_time() for _ in range(200)}
    assert len(given) == 200
    for password in given:
        validate_password(password)
        assert set(password) <= {*SIGNS, "-"}


@pytest.mark.parametrize("username", ["", "x", "a b", "a/b", "x" * 41, "a@b"])
def test_a_user_name_is_simple(username: str) -> None:
    with pytest.raises(guards.NotAUsername):
        add_staff(username=username, name="林晓", by=SECURITY, at=AT)


def test_two_people_never_share_a_user_name_in_any_writing() -> None:
    add_staff(username="lin", name="林晓", by=SECURITY, at=AT)
    for same in ("lin", "LIN", "ｌｉｎ", " lin "):
        with pytest.raises(guards.UsernameTaken):
            add_staff(username=same, name="林某", by=SECURITY, at=AT)


def test_a_name_can_be_corrected() -> None:
    staff = a_person("林小")
    change_staff(staff.pk, name="林晓", number="7", by=SECURITY, at=AT)
    staff.refresh_from_db()
    assert (staff.name, staff.number) == ("林晓", "7")
    with pytest.raises(guards.NameMissing):
        change_staff(staff.pk, name=" ", by=SECURITY, at=AT)


def test_a_closed_account_holds_no_post() -> None:
    staff = an_officer()
    later = a_post(staff, "head", None, DAY.replace(year=2027))
    deactivate_staff(staff.pk, by=SECURITY, at=AT)
    staff.refresh_from_db()
    later.refresh_from_db()
    assert not staff.is_active
    assert posts_of(staff.pk, DAY) == []
    assert later.ends_on == later.starts_on
    with pytest.raises(guards.AccountClosed):
        deactivate_staff(staff.pk, by=SECURITY, at=AT)
    with pytest.raises(guards.AccountClosed):
        a_post(staff, "handler")
    with pytest.raises(guards.AccountClosed):
        reset_password(staff.pk, by=SECURITY, at=AT)


def test_who_comes_back_gets_a_new_password_and_no_post() -> None:
    staff = an_officer()
    with pytest.raises(guards.AccountOpen):
        readmit_staff(staff.pk, by=SECURITY, at=AT)
    before = staff.password
    deactivate_staff(staff.pk, by=SECURITY, at=AT)
    admitted = readmit_staff(staff.pk, by=SECURITY, at=AT)
    staff.refresh_from_db()
    assert staff.is_active
    assert staff.must_change_password
    assert staff.password != before
    assert staff.check_password(admitted.password)
    assert posts_of(staff.pk, DAY) == []


def test_a_new_password_ends_the_old_one_the_sessions_and_the_waiting() -> None:
    staff = an_officer()
    key = of_username(staff.username)
    for _ in range(FREE):
        failed(key, AT)
    before = staff.get_session_auth_hash()
    admitted = reset_password(staff.pk, by=SECURITY, at=AT)
    staff.refresh_from_db()
    assert staff.get_session_auth_hash() != before
    assert staff.check_password(admitted.password)
    assert wait_left(key, AT) == 0


def test_nobody_manages_their_own_account() -> None:
    staff = an_officer("security_admin")
    an_officer("security_admin")
    by = Actor(role=SECURITY.role, id=staff.pk)
    for act in (deactivate_staff, reset_password):
        with pytest.raises(guards.NotToYourself):
            act(staff.pk, by=by, at=AT)


def test_the_last_security_administrator_stays() -> None:
    with pytest.raises(guards.LastSecurityAdministrator):
        deactivate_staff(an_officer("security_admin").pk, by=SECURITY, at=AT)


@pytest.mark.parametrize("by", [KEEPER, AUDITOR], ids=["system", "audit"])
def test_only_the_security_administrator_manages_accounts(by: Actor) -> None:
    staff = an_officer()
    with pytest.raises(NotYourDuty):
        add_staff(username="somebody", name="某", by=by, at=AT)
    with pytest.raises(NotYourDuty):
        change_staff(staff.pk, name="某", by=by, at=AT)
    for act in (deactivate_staff, reset_password, readmit_staff):
        with pytest.raises(NotYourDuty):
            act(staff.pk, by=by, at=AT)


@pytest.mark.parametrize(
    "password",
    [
        "short 1",  # fewer than ten signs
        "1234567890",  # digits alone
        "justletters",  # letters alone
        "password123",  # known to everybody
        "linxiao2026",  # close to the user name
    ],
)
def test_a_weak_password_is_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password, Staff(username="linxiao", name="林晓"))


@pytest.mark.parametrize(
    "password", ["seven blue kettles", "雨夜 三只 红灯笼 七号", "k7mp-2xqd-9rtw"]
)
def test_words_that_do_not_belong_together_make_a_good_password(password: str) -> None:
    validate_password(password, Staff(username="linxiao", name="林晓"))
