"""The administrators' pages, as each of them and everybody else sees them."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.access.files import a_file, a_reading
from tests.people.folk import PASSWORD, a_person, a_post, acting, an_officer, an_organ

from yimen.access.actor import POSTS, SYSTEM, Actor, Role
from yimen.access.rls import act_as
from yimen.base.time import local_day, now
from yimen.people.audit import note
from yimen.people.models import AdminEntry, Organ, Post, Region, Staff
from yimen.people.queries import posts_of

pytestmark = pytest.mark.django_db
PAGES = {
    "people": Role.SECURITY_ADMIN,
    "new_person": Role.SECURITY_ADMIN,
    "vendors": Role.SECURITY_ADMIN,
    "new_vendor": Role.SECURITY_ADMIN,
    "organs": Role.SYSTEM_ADMIN,
    "new_organ": Role.SYSTEM_ADMIN,
    "audit": Role.AUDIT_ADMIN,
    "readings": Role.AUDIT_ADMIN,
}
WORK = {Role.SECURITY_ADMIN: "people", Role.SYSTEM_ADMIN: "organs", Role.AUDIT_ADMIN: "audit"}


def as_(role: Role) -> Client:
    client = Client()
    client.force_login(an_officer(role))
    return client


def page(name: str, *args: int) -> str:
    return reverse(f"workbench:{name}", args=args)


@pytest.mark.parametrize("role", sorted(POSTS))
def test_each_page_opens_for_its_administrator_alone(role: Role) -> None:
    client = as_(role)
    for name, whose in PAGES.items():
        answer = client.get(page(name))
        assert answer.status_code == (200 if whose is role else 409), name


@pytest.mark.parametrize("role", sorted(WORK))
def test_an_administrator_is_led_to_their_own_work(role: Role) -> None:
    answer = as_(role).get("/desk/")
    assert answer["location"] == page(WORK[role])


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_of_administration_asks_a_stranger_to_sign_in(name: str) -> None:
    answer = Client().get(page(name))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_of_administration_costs_few_queries(
    name: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = as_(PAGES[name])
    for _ in range(5):
        an_officer()
    with django_assert_max_num_queries(16):
        client.get(page(name))


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_of_administration_speaks_both_languages(name: str, language: str) -> None:
    answer = as_(PAGES[name]).get(page(name), headers={"accept-language": language})
    heading = re.search(r"<h1>(.*?)</h1>", answer.content.decode())
    assert heading
    assert bool(re.search("[一-鿿]", heading.group(1))) is (language == "zh-hans")


def test_a_person_is_added_with_a_password_shown_once() -> None:
    client = as_(Role.SECURITY_ADMIN)
    answer = client.post(page("new_person"), {"name": "林晓", "username": "linxiao", "number": ""})
    shown = re.search(r'id="the-password">([^<]+)<', answer.content.decode())
    staff = Staff.objects.get(username="linxiao")
    assert shown
    assert staff.check_password(shown.group(1))
    assert "no-store" in answer["Cache-Control"]
    again = client.get(page("person", staff.pk))
    assert shown.group(1) not in again.content.decode()


def test_what_was_typed_stays_when_a_user_name_is_taken() -> None:
    client = as_(Role.SECURITY_ADMIN)
    taken = a_person().username
    answer = client.post(page("new_person"), {"name": "林晓晓", "username": taken})
    assert answer.status_code == 409
    assert "林晓晓" in answer.content.decode()


def test_a_form_with_gaps_says_which() -> None:
    answer = as_(Role.SECURITY_ADMIN).post(page("new_person"), {})
    assert answer.status_code == 422
    assert "id_name_error" in answer.content.decode()


def test_a_post_is_given_and_ended_on_the_page_of_the_person() -> None:
    client, staff, organ = as_(Role.SECURITY_ADMIN), a_person(), an_organ()
    today = local_day(now())
    sent = {"role": "handler", "organ": organ.pk, "region": "", "starts_on": today.isoformat()}
    answer = client.post(page("give_post", staff.pk), sent, follow=True)
    assert organ.name in answer.content.decode()
    post = posts_of(staff.pk, today)[0]
    answer = client.post(page("end_post", post.pk), follow=True)
    assert answer.status_code == 200
    assert posts_of(staff.pk, today) == []


def test_two_posts_that_exclude_one_another_are_refused_in_words() -> None:
    client, staff = as_(Role.SECURITY_ADMIN), an_officer("handler")
    organ, today = an_organ(), local_day(now())
    sent = {"role": "audit_admin", "organ": organ.pk, "starts_on": today.isoformat()}
    answer = client.post(page("give_post", staff.pk), sent, headers={"accept-language": "zh-hans"})
    assert answer.status_code == 409
    assert Post.objects.filter(staff=staff).count() == 1
    said = re.search(r'role="alert".*?</div>', answer.content.decode(), re.DOTALL)
    assert said
    assert staff.name in said.group()
    assert "承办人" in said.group()
    assert "handler" not in said.group()


def test_an_account_is_closed_and_opened_again() -> None:
    client, staff = as_(Role.SECURITY_ADMIN), an_officer()
    client.post(page("close_account", staff.pk))
    assert not Staff.objects.get(pk=staff.pk).is_active
    answer = client.post(page("readmit_person", staff.pk))
    assert Staff.objects.get(pk=staff.pk).is_active
    assert "the-password" in answer.content.decode()


def test_a_forgotten_password_is_replaced() -> None:
    staff = an_officer()
    answer = as_(Role.SECURITY_ADMIN).post(page("reset_password", staff.pk))
    staff.refresh_from_db()
    assert not staff.check_password(PASSWORD)
    assert "the-password" in answer.content.decode()


@pytest.mark.parametrize("name", ["close_account", "reset_password", "readmit_person", "give_post"])
def test_a_deed_is_never_done_by_a_link(name: str) -> None:
    assert as_(Role.SECURITY_ADMIN).get(page(name, an_officer().pk)).status_code == 405


def test_one_does_not_close_ones_own_account() -> None:
    staff = an_officer(Role.SECURITY_ADMIN)
    client = Client()
    client.force_login(staff)
    assert client.post(page("close_account", staff.pk)).status_code == 409
    staff.refresh_from_db()
    assert staff.is_active


def test_nobody_is_found_under_a_number_that_nobody_has() -> None:
    client = as_(Role.SECURITY_ADMIN)
    assert client.get(page("person", 10**9)).status_code == 404
    assert client.post(page("end_post", 10**9)).status_code == 404
    assert as_(Role.SYSTEM_ADMIN).get(page("organ", 10**9)).status_code == 404


def test_the_list_of_staff_is_filtered_and_turned_page_by_page() -> None:
    client, organ = as_(Role.SECURITY_ADMIN), an_organ()
    made = [a_person(f"同事{n}") for n in range(55)]
    a_post(made[0], "handler", organ)
    body = client.get(page("people"), {"text": "同事3"}).content.decode()
    assert "同事3<" in body
    assert "同事4<" not in body
    body = client.get(page("people"), {"organ": organ.pk}).content.decode()
    assert "同事0<" in body
    assert "同事1<" not in body
    first = client.get(page("people"))
    onward = re.search(r'rel="next" href="([^"]+)"', first.content.decode())
    assert onward
    second = client.get(onward.group(1).replace("&amp;", "&")).content.decode()
    assert "同事54" in second
    assert 'rel="prev"' in second
    assert "同事0<" not in second


@pytest.mark.parametrize("asked", [{"after": "x"}, {"organ": "x"}, {"before": "9" * 40}])
def test_an_address_that_makes_no_sense_filters_nothing(asked: dict[str, str]) -> None:
    assert as_(Role.SECURITY_ADMIN).get(page("people"), asked).status_code == 200


def test_organs_and_regions_are_added_changed_and_ended() -> None:
    client, bureau = as_(Role.SYSTEM_ADMIN), an_organ()
    region = {"name": "沙河街道", "kind": "street", "code": "shahe", "parent": bureau.region_id}
    assert client.post(page("new_region"), region).status_code == 302
    street = Region.objects.get(path="/ym/shahe/")
    sent = {"name": "沙河街道办", "mark": "沙河", "kind": "street_office"}
    sent |= {"region": str(street.pk), "parent": str(bureau.pk), "competence": "subdistrict"}
    assert client.post(page("new_organ"), sent).status_code == 302
    organ = Organ.objects.get(name="沙河街道办")
    assert (organ.parent_id, organ.competence) == (bureau.pk, ["subdistrict"])
    entry = {"phone": "12345", "profile": "futian", "has_reception": "on"}
    alone = client.post(page("organ", organ.pk), entry | {"is_vertical": "on"})
    assert alone.status_code == 409
    entry |= {"guide": str(bureau.pk), "is_vertical": "on"}
    assert client.post(page("organ", organ.pk), entry).status_code == 302
    organ.refresh_from_db()
    assert (organ.phone, organ.profile, organ.has_reception) == ("12345", "futian", True)
    assert (organ.guide_id, organ.is_vertical) == (bureau.pk, True)
    assert "实行垂直领导" in client.get(page("organ", organ.pk)).content.decode()
    today = local_day(now()) + timedelta(days=3)
    ended = {"successor": bureau.pk, "on": today.isoformat()}
    assert client.post(page("end_organ", organ.pk), ended).status_code == 302
    organ.refresh_from_db()
    assert (organ.ends_on, organ.successor_id) == (today, bureau.pk)
    body = client.get(page("organ", organ.pk)).content.decode()
    assert bureau.name in body
    assert page("end_organ", organ.pk) not in body


def test_an_ended_organ_says_that_people_still_hold_posts_there() -> None:
    client, organ, heir = as_(Role.SYSTEM_ADMIN), an_organ(), an_organ()
    a_post(a_person(), organ=organ)
    ended = {"successor": heir.pk, "on": local_day(now()).isoformat()}
    client.post(page("end_organ", organ.pk), ended)
    answer = client.get(page("organ", organ.pk), headers={"accept-language": "en"})
    assert "1 person still holds a post here" in answer.content.decode()


def test_a_post_without_an_end_says_since_when() -> None:
    staff = a_person()
    a_post(staff)
    answer = as_(Role.SECURITY_ADMIN).get(
        page("person", staff.pk), headers={"accept-language": "en"}
    )
    assert re.search(r"since \d+ [A-Z][a-z]+ 20", answer.content.decode())


def test_a_search_for_nobody_leads_back_to_everybody() -> None:
    answer = as_(Role.SECURITY_ADMIN).get(page("people"), {"text": "查无此人"})
    assert f'href="{page("people")}"' in answer.content.decode()


def test_a_region_that_does_not_fit_is_refused_with_what_was_typed() -> None:
    client, bureau = as_(Role.SYSTEM_ADMIN), an_organ()
    sent = {"name": "某某街", "kind": "street", "code": "大街", "parent": bureau.region_id}
    answer = client.post(page("new_region"), sent)
    assert answer.status_code == 409
    assert "某某街" in answer.content.decode()


def test_the_auditor_reads_what_the_others_did() -> None:
    security, staff = as_(Role.SECURITY_ADMIN), a_person("林晓")
    security.post(page("reset_password", staff.pk))
    answer = as_(Role.AUDIT_ADMIN).get(page("audit"), headers={"accept-language": "en"})
    assert "Gave 林晓 a new one-time password." in answer.content.decode()


#: What each kind of line knows, as the acts write it.
KNOWN: dict[str, dict[str, object]] = {
    "vendor_set": {"vendor": 0, "on": "2027-01-31"},
    "post_given": {"staff": 0, "organ": 0, "role": "handler"},
    "post_ended": {"staff": 0, "organ": 0, "role": "handler", "on": "2027-01-31"},
    "organ_ended": {"organ": 0, "successor": 0, "on": "2027-01-31"},
    "norm_added": {"norm": 4, "version": 7},
    "norm_ended": {"norm": 4, "version": 7},
    **{kind: {"change": 9} for kind in ("law_proposed", "law_published", "law_refused")},
    "body_kept": {"region": 0, "body": 3},
}


def test_the_auditor_reads_every_kind_of_line() -> None:
    by = acting(as_(Role.SYSTEM_ADMIN).get(page("organs")))
    auditor = as_(Role.AUDIT_ADMIN)
    for kind in AdminEntry.Kind:
        note(kind, by=by, at=now(), **KNOWN.get(kind.value, {"staff": 0, "organ": 0, "region": 0}))
    answer = auditor.get(page("audit"), headers={"accept-language": "en"})
    assert answer.status_code == 200
    shown = answer.content.decode()
    for said in (
        "Added version 7 of norm 4.",
        "Published change 9 to the rules.",
        "Entered where another lawful way begins in",
        "Set the contract with contractor",
    ):
        assert said in shown


def test_the_auditor_sees_the_number_of_a_file_that_was_read_and_nothing_in_it() -> None:
    petition = a_file()
    a_reading(petition)
    answer = as_(Role.AUDIT_ADMIN).get(page("readings"))
    body = answer.content.decode()
    assert petition.number in body
    assert petition.title not in body
    assert reverse("workbench:petition", args=[petition.pk]) not in body


def test_the_auditor_opens_no_file() -> None:
    petition = a_file()
    for role in (Role.AUDIT_ADMIN, Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN):
        answer = as_(role).get(reverse("workbench:petition", args=[petition.pk]))
        assert answer.status_code == 404


def test_the_log_of_administration_is_turned_page_by_page() -> None:
    act_as(SYSTEM)
    for _ in range(60):
        a_person()
    client = as_(Role.AUDIT_ADMIN)
    first = client.get(page("audit"), {"kind": "staff_added"}).content.decode()
    onward = re.search(r'rel="next" href="([^"]+)"', first)
    assert onward
    second = client.get(onward.group(1).replace("&amp;", "&")).content.decode()
    assert 'rel="prev"' in second
    assert 'rel="next"' not in second


def test_a_change_of_posts_begins_at_the_other_desk() -> None:
    staff = a_person()
    first, second = a_post(staff, "handler"), a_post(staff, "screener")
    client = Client()
    client.force_login(staff)
    assert acting(client.get(page("desk"))).post == first.pk
    answer = client.post(page("take_post"), {"post": second.pk})
    assert answer["Location"] == page("desk")
    assert acting(client.get(page("desk"))) == Actor(
        role=Role.SCREENER, id=staff.pk, post=second.pk, organ=second.organ_id, area="/ym/"
    )


@pytest.mark.parametrize("wanted", ["", "0", "x", "own of another"])
def test_nobody_acts_in_a_post_that_is_not_theirs(wanted: str) -> None:
    other = posts_of(an_officer("head").pk, local_day(now()))[0]
    client = as_(Role.HANDLER)
    sent = str(other.pk) if wanted == "own of another" else wanted
    assert client.post(page("take_post"), {"post": sent}).status_code == 404
    assert acting(client.get(page("desk"))).role is Role.HANDLER
