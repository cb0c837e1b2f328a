"""Who may hold which post, when, and what becomes of two that must not meet."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connection
from tests.people.folk import (
    AT,
    AUDITOR,
    DAY,
    KEEPER,
    LONG_AGO,
    SECURITY,
    a_person,
    a_post,
    an_officer,
    an_organ,
)

from yimen.access.actor import ADMINISTRATORS, POSTS, SYSTEM, Actor, Role
from yimen.access.policy import NotYourDuty
from yimen.access.rls import act_as
from yimen.base.errors import NotFound, Refused
from yimen.people import guards
from yimen.people.actions.add_region import add_region
from yimen.people.actions.end_organ import end_organ
from yimen.people.actions.end_post import end_post
from yimen.people.actions.give_post import give_post
from yimen.people.models import AdminEntry, Organ, Post, Staff
from yimen.people.queries import actor_of, holds_post, posts_of

TOMORROW = DAY + timedelta(days=1)


@pytest.mark.django_db
def test_a_post_makes_an_actor() -> None:
    staff, organ = a_person(), an_organ()
    post = a_post(staff, "screener", organ)
    assert actor_of(posts_of(staff.pk, DAY)[0]) == Actor(
        role=Role.SCREENER, id=staff.pk, post=post.pk, organ=organ.pk, area="/ym/"
    )


@pytest.mark.django_db
def test_a_post_may_be_for_a_smaller_region_than_its_organ() -> None:
    organ = an_organ()
    street = add_region(
        name="沙河", kind="street", code="shahe", parent=organ.region_id, by=KEEPER, at=AT
    )
    post = give_post(
        a_person().pk,
        role="receptionist",
        organ=organ.pk,
        region=street.pk,
        starts_on=DAY,
        by=SECURITY,
        at=AT,
    )
    assert actor_of(post).area == "/ym/shahe/"


@pytest.mark.django_db
@pytest.mark.parametrize("one", sorted(POSTS))
def test_an_administrator_holds_no_other_kind_of_post(one: str) -> None:
    for other in sorted(ADMINISTRATORS - {one}):
        staff, organ = a_person(), an_organ()
        a_post(staff, one, organ)
        with pytest.raises(guards.NotBoth) as refused:
            a_post(staff, other, organ)
        assert staff.name in str(refused.value)


@pytest.mark.django_db
def test_an_officer_may_hold_several_posts() -> None:
    staff = a_person()
    for role in ("handler", "head", "screener"):
        a_post(staff, role)
    assert len(posts_of(staff.pk, DAY)) == 3


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("starts_on", "ends_on", "meets"),
    [
        (date(2026, 1, 1), date(2026, 3, 1), False),  # ends on the day the other begins
        (date(2026, 1, 1), date(2026, 3, 2), True),  # one day of both
        (date(2026, 3, 31), None, True),
        (date(2026, 4, 1), None, False),  # begins on the day the other ends
        (date(2026, 1, 1), None, True),
        (date(2026, 3, 10), date(2026, 3, 11), True),
    ],
)
def test_only_posts_of_the_same_days_exclude_one_another(
    starts_on: date, ends_on: date | None, *, meets: bool
) -> None:
    staff = a_person()
    a_post(staff, "audit_admin", None, date(2026, 3, 1), date(2026, 4, 1))
    try:
        a_post(staff, "handler", None, starts_on, ends_on)
    except guards.NotBoth:
        assert meets
    else:
        assert not meets


@pytest.mark.django_db(transaction=True)
def test_of_two_posts_given_at_once_that_exclude_one_another_one_is_refused() -> None:
    staff, organ = a_person(), an_organ()
    together = Barrier(2)

    def give(role: str) -> Refused | None:
        try:
            together.wait(timeout=10)
            a_post(staff, role, organ)
        except Refused as refusal:
            return refusal
        finally:
            connection.close()
        return None

    for one, other in (("audit_admin", "security_admin"), ("system_admin", "handler")):
        Post.objects.all().delete()
        with ThreadPoolExecutor(2) as two:
            said = list(two.map(give, [one, other]))
        assert [type(refusal) for refusal in said if refusal] == [guards.NotBoth]
        assert Post.objects.count() == 1


@pytest.mark.django_db
def test_the_same_post_is_given_once() -> None:
    staff, organ = a_person(), an_organ()
    a_post(staff, "handler", organ)
    with pytest.raises(guards.HeldAlready):
        a_post(staff, "handler", organ, DAY)


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["petitioner", "stranger", "system", "king", ""])
def test_no_post_makes_a_person_a_machine(role: str) -> None:
    with pytest.raises(guards.NoSuchRole):
        a_post(a_person(), role)


@pytest.mark.django_db
def test_a_post_is_given_in_an_organ_that_exists_then() -> None:
    old, new = an_organ(), an_organ()
    end_organ(old.pk, successor=new.pk, on=TOMORROW, by=KEEPER, at=AT)
    a_post(a_person(), "handler", old, DAY)
    with pytest.raises(guards.OrganEnded):
        a_post(a_person(), "handler", old, TOMORROW)


@pytest.mark.django_db
def test_a_post_ends_after_it_starts() -> None:
    for ends_on in (DAY, DAY - timedelta(days=1)):
        with pytest.raises(guards.EndsBeforeItStarts):
            a_post(a_person(), "handler", None, DAY, ends_on)


@pytest.mark.django_db
def test_nobody_gives_or_ends_a_post_of_their_own() -> None:
    staff = an_officer("security_admin")
    own = posts_of(staff.pk, DAY)[0]
    by = actor_of(own)
    with pytest.raises(guards.NotToYourself):
        give_post(staff.pk, role="handler", organ=own.organ_id, starts_on=DAY, by=by, at=AT)
    with pytest.raises(guards.NotToYourself):
        end_post(own.pk, on=DAY, by=by, at=AT)


@pytest.mark.django_db
@pytest.mark.parametrize("by", [KEEPER, AUDITOR, Actor(role=Role.HEAD, id=1)], ids=str)
def test_only_the_security_administrator_gives_and_ends_posts(by: Actor) -> None:
    staff = an_officer()
    post = posts_of(staff.pk, DAY)[0]
    with pytest.raises(NotYourDuty):
        give_post(staff.pk, role="head", organ=post.organ_id, starts_on=DAY, by=by, at=AT)
    with pytest.raises(NotYourDuty):
        end_post(post.pk, on=DAY, by=by, at=AT)


@pytest.mark.django_db
def test_a_post_that_ends_today_is_not_held_today() -> None:
    staff = an_officer()
    post = posts_of(staff.pk, DAY)[0]
    end_post(post.pk, on=DAY, by=SECURITY, at=AT)
    assert posts_of(staff.pk, DAY) == []
    assert len(posts_of(staff.pk, DAY - timedelta(days=1))) == 1
    assert not holds_post(staff.pk, "handler", post.organ_id, DAY)
    with pytest.raises(guards.EndedBefore):
        end_post(post.pk, on=DAY, by=SECURITY, at=AT)


@pytest.mark.django_db
def test_a_post_that_has_not_begun_can_be_taken_back() -> None:
    post = a_post(a_person(), "handler", None, TOMORROW)
    assert end_post(post.pk, on=DAY, by=SECURITY, at=AT).ends_on == TOMORROW
    assert posts_of(post.staff_id, TOMORROW) == []


@pytest.mark.django_db
def test_somebody_always_remains_who_can_manage_accounts() -> None:
    last = an_officer("security_admin")
    post = posts_of(last.pk, DAY)[0]
    with pytest.raises(guards.LastSecurityAdministrator):
        end_post(post.pk, on=DAY, by=SECURITY, at=AT)
    an_officer("security_admin")
    end_post(post.pk, on=DAY, by=SECURITY, at=AT)


@pytest.mark.django_db
@pytest.mark.parametrize("missing", ["staff", "organ", "region"])
def test_what_is_not_there_is_not_found(missing: str) -> None:
    there = {"staff": a_person().pk, "organ": an_organ().pk, "region": 0} | {missing: 10**9}
    with pytest.raises(NotFound):
        give_post(
            there["staff"],
            role="handler",
            organ=there["organ"],
            region=there["region"],
            starts_on=DAY,
            by=SECURITY,
            at=AT,
        )


@pytest.mark.django_db
def test_a_post_that_is_not_there_does_not_end() -> None:
    with pytest.raises(NotFound):
        end_post(10**9, on=DAY, by=SECURITY, at=AT)


@pytest.mark.django_db
def test_posts_given_and_ended_leave_their_lines() -> None:
    post = a_post(a_person(), "handler", None, LONG_AGO)
    end_post(post.pk, on=DAY, by=SECURITY, at=AT)
    act_as(AUDITOR)
    given, ended = AdminEntry.objects.filter(kind__startswith="post").order_by("pk")
    assert given.facts == {
        "staff": post.staff_id,
        "post": post.pk,
        "role": "handler",
        "organ": post.organ_id,
        "region": post.region_id,
    }
    assert (given.role, given.staff_id) == (SYSTEM.role, SYSTEM.id)
    assert (ended.role, ended.staff_id) == (SECURITY.role, SECURITY.id)
    assert ended.facts == {
        "staff": post.staff_id,
        "post": post.pk,
        "role": "handler",
        "organ": post.organ_id,
        "on": DAY.isoformat(),
    }


@pytest.mark.django_db
def test_the_builders_made_what_they_say() -> None:
    an_officer()
    assert (Staff.objects.count(), Organ.objects.count(), Post.objects.count()) == (1, 1, 1)
