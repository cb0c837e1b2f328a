"""The page of one matter: everything at once, nothing that is hidden, every reading noted."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import ground
from tests.pages import hall as halls
from tests.pages.hall import Hall

from yimen.access.actor import SYSTEM, Actor, Role
from yimen.access.rls import act_as
from yimen.base.time import now
from yimen.casework.actions.attach import attach
from yimen.casework.actions.lodge import lodge
from yimen.casework.actions.log_contact import log_contact
from yimen.casework.actions.refer import refer
from yimen.casework.filing import Ask, Filing, Paper, Person
from yimen.registry.models import Attachment, Petition, Reading

#: The session, the person, the reading, the file, its names, what she needs, letters that failed.
MOST_QUERIES = 6


def url_of(petition: Petition) -> str:
    return f"/desk/matters/{petition.pk}/"


def opened(hall: Hall, role: str, petition: Petition, language: str = "en") -> HttpResponse:
    return hall[role].client(language).get(url_of(petition))


def readings() -> list[tuple[str, str]]:
    act_as(Actor(role=Role.AUDIT_ADMIN))
    return list(Reading.objects.order_by("pk").values_list("what", "reason"))


def queries_of(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return sum("SAVEPOINT" not in one["sql"] for one in asked)


def test_numbers_are_masked_and_names_shown_to_those_who_may(hall: Hall):
    petition = halls.forwarded(hall, name="欧阳文静")
    for role in ("handler", "receptionist"):
        page = opened(hall, role, petition).content.decode()
        assert "欧阳文静" in page
        for secret in ("13800138000", "11010519491231002X", "幸福路8号3栋201"):
            assert secret not in page
        assert "138****8000" in page
    refer(petition.pk, room="mediator", by=hall.by("handler"), at=now())
    assert "欧阳文静" not in opened(hall, "mediator", petition).content.decode()


def test_a_room_sees_which_letters_there_are_and_is_offered_none_to_open(hall: Hall):
    petition = halls.handled(hall)
    refer(petition.pk, room="lawyer", by=hall.by("handler"), at=now())
    ground.do_jobs()
    offered = opened(hall, "handler", petition).context["letters"]
    assert offered
    assert all(letter["url"] for letter in offered)
    shown = opened(hall, "lawyer", petition)
    assert shown.context["letters"]
    assert f"{url_of(petition)}letters/" not in shown.content.decode()


def test_every_clock_says_why_and_draws_its_days(hall: Hall):
    petition = halls.handled(hall)
    found = opened(hall, "handler", petition)
    clocks = found.context["demands"][0]["clocks"]
    assert [clock["title"] for clock in clocks] == ["Handling"] or clocks
    for clock in clocks:
        assert clock["why"]["because"]
        assert clock["why"]["weeks"]
        kinds = {cell["kind"] for week in clock["why"]["weeks"] for cell in week if cell}
        assert {"start", "due"} <= kinds
        assert all(len(week) == 7 for week in clock["why"]["weeks"])
    assert "Why this date?" in found.content.decode()
    past = found.context["demands"][0]["past_clocks"]
    assert past
    assert all(clock["due"]["tone"] == "done" for clock in past)


def test_what_cannot_be_done_now_is_there_with_its_reason(hall: Hall):
    petition = halls.registered(hall)
    found = opened(hall, "screener", petition)
    demand = found.context["demands"][0]
    sends = {"Forward", "Assign", "Name the lawful way"}
    first, *others = [str(act["label"]) for act in demand["acts"]]
    assert first == "Screen"
    assert not sends & set(others)
    reasons = {str(one["label"]): one["reason"] for one in demand["not_now"]}
    assert set(reasons) >= sends
    assert all(reason.startswith("Screen it first") for reason in reasons.values())


def test_a_reason_names_states_and_acts_in_the_readers_words(hall: Hall):
    petition = halls.accepted(hall)
    found = opened(hall, "handler", petition, "en")
    reasons = [one["reason"] for one in found.context["demands"][0]["not_now"]]
    assert reasons
    assert all("draft_opinion" not in reason and "_" not in reason for reason in reasons)


def test_the_main_buttons_have_keys_in_their_order(hall: Hall):
    petition = halls.handled(hall, asks=2)
    found = opened(hall, "handler", petition)
    acts = [act for demand in found.context["demands"] for act in demand["acts"]]
    keys = [act["key"] for act in [*acts, *found.context["acts"]] if act["key"]]
    assert keys == list(range(1, len(keys) + 1))


def test_the_page_asks_as_often_for_sixty_lines_as_for_one(hall: Hall):
    petition = halls.handled(hall)
    client, url = hall["handler"].client(), url_of(petition)
    few = queries_of(client, url)
    handler, demand = hall.by("handler"), halls.demand_of(petition)
    for n in range(60):
        log_contact(demand.pk, kind="phone", words=f"第{n}次电话联系", by=handler, at=now())
    assert queries_of(client, url) == few
    assert few <= MOST_QUERIES


def test_a_long_record_begins_with_its_newest_lines(hall: Hall):
    petition = halls.handled(hall)
    handler, demand = hall.by("handler"), halls.demand_of(petition)
    for n in range(70):
        log_contact(demand.pk, kind="phone", words=f"第{n}次电话联系", by=handler, at=now())
    found = opened(hall, "handler", petition)
    assert len(found.context["steps"]) == 60
    everything = hall["handler"].client().get(found.context["older_steps_url"].partition("#")[0])
    assert len(everything.context["steps"]) > 70


def test_every_opening_is_noted_and_shown_to_those_who_may_know(hall: Hall):
    petition = halls.forwarded(hall)
    opened(hall, "handler", petition)
    opened(hall, "head", petition)
    page = opened(hall, "head", petition)
    assert len(page.context["readers"]) == 3
    assert "Who has read it" in page.content.decode()
    assert "Who has read it" not in opened(hall, "handler", petition).content.decode()
    lines = hall["supervisor"].client("en").get(f"{url_of(petition)}reads/").context["reads"]
    assert [line["post"] for line in lines][:2] == ["Handler", "Head of organ"]


def test_what_is_hidden_is_shown_once_for_a_reason_that_is_written_down(hall: Hall):
    petition = halls.forwarded(hall)
    party = petition.parties.get()
    client, url = hall["handler"].client("en"), f"{url_of(petition)}parties/{party.pk}/"
    for unfit in ({}, {"what": "phone"}, {"what": "phone", "purpose": "other", "words": ""}):
        refused = client.post(url, unfit)
        assert refused.status_code == 422
        assert "13800138000" not in refused.content.decode()
    assert not [what for what, _ in readings() if what.startswith("unmask")]
    shown = client.post(url, {"what": "phone", "purpose": "contact", "words": "约谈时间"})
    assert "13800138000" in shown.content.decode()
    assert "11010519491231002X" not in shown.content.decode()
    assert shown["Cache-Control"] == "no-store, private" or "no-store" in shown["Cache-Control"]
    assert ("unmask:phone", "To reach the petitioner：约谈时间") in readings()


def test_papers_are_handed_out_alone_and_without_rights(hall: Hall):
    petition = halls.handled(hall)
    name = '现场"照片\n说明.txt'
    attach(
        petition.pk, paper=Paper(name=name, data="灯坏了".encode()), by=hall.by("handler"), at=now()
    )
    act_as(SYSTEM)
    paper = Attachment.objects.get(petition=petition)
    found = hall["handler"].client().get(f"{url_of(petition)}papers/{paper.pk}/")
    assert b"".join(found.streaming_content).decode() == "灯坏了"
    assert found["Content-Disposition"].startswith("attachment;")
    assert "\n" not in found["Content-Disposition"]
    assert found["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in found["Content-Security-Policy"]
    assert (f"attachment:{paper.pk}", "") in readings()


def test_a_letter_reads_on_the_page_as_it_was_printed(hall: Hall):
    opinion = halls.issued(hall)
    client = hall["handler"].client("en")
    found = client.get(url_of(opinion.petition))
    letters = {str(letter["title"]): letter["url"] for letter in found.context["letters"]}
    assert "Receipt of registration" not in letters  # it holds the query code
    page = client.get(letters["Handling opinion"]).content.decode()
    assert "路灯确已损坏" in page
    pdf = client.get(letters["Handling opinion"] + "pdf/")
    assert b"".join(pdf.streaming_content).startswith(b"%PDF-")
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf["Content-Disposition"].startswith("attachment;")


def test_a_letter_is_issued_again_by_its_own_organ_as_a_new_version(hall: Hall):
    opinion = halls.issued(hall)
    handler = hall["handler"].client("en")
    found = handler.get(url_of(opinion.petition))
    letters = {str(letter["title"]): letter["url"] for letter in found.context["letters"]}
    url = letters["Handling opinion"]
    assert f"{url}again/" in handler.get(url).content.decode()
    assert f"{url}again/" not in hall["legal_checker"].client("en").get(url).content.decode()
    assert hall["supervisor"].client().post(f"{url}again/").status_code == 404
    assert handler.get(f"{url}again/").status_code == 405
    again = handler.post(f"{url}again/", follow=True)
    assert "as version 2" in again.content.decode()
    assert again.context["version"] == 2
    assert handler.get(url).context["version"] == 1


def test_texts_of_petitioners_are_never_markup(hall: Hall):
    petition = halls.registered(hall, name="<script>alert(1)</script>")
    page = opened(hall, "screener", petition).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_many_demands_are_listed_at_the_top_with_what_can_be_done_next(hall: Hall):
    petition = halls.handled(hall, asks=3)
    page = opened(hall, "handler", petition)
    places = page.context["places"]
    assert [place["number"] for place in places] == [1, 2, 3]
    assert all(place["next"] for place in places)
    body = page.content.decode()
    assert all(f'href="{place["url"]}"' in body for place in places)
    assert "places" not in opened(hall, "handler", halls.handled(hall, asks=2)).context


def test_what_is_late_of_several_demands_says_whose_and_which(hall: Hall):
    petition = halls.lodged(hall, asks=2, at=now() - timedelta(days=90))
    late = opened(hall, "receptionist", petition).context["late"]
    assert late
    assert all(hall.bureau.name in line and "demand 1, 2" in line for line in late)
    single = halls.lodged(hall, at=now() - timedelta(days=90))
    assert all("demand" not in line for line in opened(hall, "screener", single).context["late"])


def test_handing_over_is_never_the_button_that_stands_out(hall: Hall):
    petition = halls.issued(hall).petition
    petition = halls.petition_of(petition.pk)
    acts = opened(hall, "handler", petition).context["demands"][0]["acts"]
    assert not [act for act in acts if act["first"] and "hand_over" in act["url"]]


def test_long_lists_of_papers_are_folded_and_none_is_left_out(hall: Hall):
    petition = halls.forwarded(hall)
    for n in range(12):
        paper = Paper(name=f"照片{n}.txt", data=f"{n}".encode())
        attach(petition.pk, paper=paper, by=hall.by("handler"), at=now())
    page = opened(hall, "handler", petition)
    assert len(page.context["attachments"]) == 8
    assert len(page.context["more_attachments"]) == page.context["attachments_count"] - 8 == 4
    assert all(f"照片{n}.txt" in page.content.decode() for n in range(12))


def test_more_parties_than_a_page_reads_are_a_link_away(hall: Hall):
    people = tuple(
        Person(name=f"联名{n}", capacity="cosigner" if n else "petitioner") for n in range(105)
    )
    filing = Filing(
        channel="online", receiver=hall.bureau.pk, asks=(Ask(request="请退还余额"),), people=people
    )
    done = lodge(filing, by=hall.by("screener"), at=now())
    petition = halls.petition_of(done.petition)
    page = opened(hall, "receptionist", petition)
    assert page.context["parties_count"] == "100+"
    whole = hall["receptionist"].client().get(page.context["all_parties_url"].partition("#")[0])
    assert "联名104" in whole.content.decode()
    assert "all_parties_url" not in whole.context
