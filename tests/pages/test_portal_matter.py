"""One's own matter: told in plain words, with dates, reasons, letters and papers."""

from __future__ import annotations

from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import make
from tests.documents.paper_samples import jpeg
from tests.make import PLEA
from tests.pages import citizen
from tests.pages import hall as halls
from tests.pages.citizen import browser, file, letters, opened, questions, served
from tests.pages.hall import Hall

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.base.time import local_day, now
from yimen.casework.actions.ask_review import ask_review
from yimen.casework.actions.attach import attach
from yimen.casework.actions.decline import decline
from yimen.casework.actions.serve import serve
from yimen.casework.actions.unmask import unmask
from yimen.casework.filing import Paper
from yimen.casework.queries.file import file_of
from yimen.documents.refusing import Empty
from yimen.people.models import Organ
from yimen.portal.views import papers
from yimen.registry.entries import ContactLogged
from yimen.registry.models import Entry
from yimen.registry.record import record

#: What no page may ask the database more often than.
MOST = 6


@pytest.mark.parametrize(
    ("stage", "chinese", "english"),
    [
        (halls.lodged, "已经收到，接下来登记。", "We have it. Next it is entered in the register."),
        (halls.registered, "正在确定由哪个单位处理。", "is finding the organ that can settle it."),
        (halls.forwarded, "已转到一门区城市管理局", "which must say whether it takes it up."),
        (halls.accepted, "一门区城市管理局已经受理", "has taken it up and must answer you."),
        (halls.handled, "正在调查办理，要给您答复。", "is looking into it and must answer you."),
        (halls.drafted, "已拟好答复，正在审核。", "has drafted its answer; it is being checked."),
    ],
)
def test_each_stage_is_told_in_plain_words(
    hall: Hall, stage: object, chinese: str, english: str
) -> None:
    petition = stage(hall)  # type: ignore[operator]  # one of the hall's own
    petition = halls.petition_of(getattr(petition, "petition_id", petition.pk))
    for language, words in (("zh-hans", chinese), ("en", english)):
        client, address = opened(petition, language)
        page = client.get(address)
        assert page.status_code == 200
        assert words in page.content.decode()
        assert page.context["next"] is not None


def test_it_says_which_desk_since_when_by_when_and_why(hall: Hall) -> None:
    client, address = opened(halls.accepted(hall), "en")
    answer = client.get(address)
    page = answer.content.decode()
    assert answer.context["desk"]["organ"] == hall.housing.name
    assert answer.context["desk"]["since"] == local_day(now())
    assert f"{hall.housing.name} gives you its answer in writing." in page
    assert "60 days" in page
    assert "Regulations on Petition Work" in page
    assert "day-due" in page
    assert len(answer.context["next"]["why"]["weeks"]) >= 8


def test_the_story_is_for_the_petitioner_without_the_names_of_officers(hall: Hall) -> None:
    client, address = opened(halls.drafted(hall).petition)
    answer = client.get(address)
    page = answer.content.decode()
    for officer in hall.officers.values():
        assert officer.staff.name not in page
    act_as(SYSTEM)
    kinds = set(Entry.objects.values_list("kind", flat=True))
    assert {"lodge", "forward", "accept", "draft_opinion"} <= kinds
    assert 4 <= len(answer.context["steps"]) <= len(kinds)


def test_several_demands_are_told_one_by_one_and_a_shared_step_once(hall: Hall) -> None:
    client, address = opened(halls.accepted(hall, asks=3), "en")
    answer = client.get(address)
    assert [one["number"] for one in answer.context["demands"]] == [1, 2, 3]
    sentences = [step["sentence"] for step in answer.context["steps"]]
    assert len(sentences) == len(set(sentences))
    assert "Demand 1, 2, 3" in answer.content.decode()


def test_a_missed_limit_is_said_plainly_with_the_days_and_the_law(hall: Hall) -> None:
    long_ago = make.on("2025-03-03")  # in a year whose calendar is published
    petition = halls.registered(hall, at=long_ago)
    client, address = opened(petition, "en")
    page = unescape(client.get(address).content.decode())
    assert "days late now. The delay is the organ's, not yours" in page
    assert "Regulations on Petition Work" in page
    client, address = opened(halls.forwarded(hall, at=long_ago), "en")
    page = client.get(address).content.decode()
    assert "Forwarding, assigning or reporting up: due on" in page
    assert "days late." in page


def test_a_measure_of_our_own_that_was_missed_is_no_breach_of_the_law(hall: Hall) -> None:
    petition = halls.lodged(hall, at=now() - timedelta(days=8))
    client, address = opened(petition, "en")
    shown = client.get(address).context
    assert shown["lates"] == []


def test_a_local_promise_is_told_beside_the_limit_of_the_law(hall: Hall) -> None:
    act_as(SYSTEM)
    Organ.objects.filter(pk=hall.bureau.pk).update(profile="futian")
    client, address = opened(halls.registered(hall, at=now() - timedelta(days=6)), "en")
    answer = client.get(address)
    assert "This district had promised to do it by" in answer.content.decode()
    assert answer.context["next"]["due"]["days_late"] == 0
    assert answer.context["lates"] == []


def test_a_notice_of_refusal_leads_on(hall: Hall) -> None:
    petition = halls.forwarded(hall)
    demand = halls.demand_of(petition)
    decline(
        demand.pk,
        reason="属于人民法院管辖",
        where_to_go="一门区人民法院",
        by=hall.by("head"),
        at=now(),
    )
    halls.print_letters()
    client, address = opened(petition)
    answer = client.get(address)
    assert "没有受理。告知书写明了理由" in answer.content.decode()
    notice = next(p for p in answer.context["papers"] if "不予受理" in str(p["title"]))
    assert "一门区人民法院" not in client.get(notice["url"]).content.decode()  # first confirmed
    received = client.post(notice["url"], follow=True)
    assert "一门区人民法院" in received.content.decode()
    after = next(p for p in client.get(address).context["papers"] if p["title"] == notice["title"])
    assert after["url"] != notice["url"]
    assert "一门区人民法院" in client.get(after["url"]).content.decode()


def test_the_page_asks_the_database_no_more_for_a_long_story(hall: Hall) -> None:
    petition = served(hall)
    client, address = opened(petition)
    client.get(address)
    with CaptureQueriesContext(connection) as before:
        client.get(address)
    act_as(SYSTEM)
    petition.refresh_from_db()
    for _ in range(40):
        record(petition, ContactLogged(contact="phone", log=1), by=hall.by("handler"), at=now())
    with CaptureQueriesContext(connection) as after:
        client.get(address)
    assert len(questions(after)) == len(questions(before)) <= MOST


@pytest.mark.usefixtures("hall")
@pytest.mark.parametrize("address", ["/", "/help/", "/file/", "/track/"])
def test_open_pages_ask_the_database_little(address: str) -> None:
    client = browser()
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    assert len(questions(asked)) <= 4


def test_offices_that_read_the_file_are_named_and_never_persons(hall: Hall) -> None:
    petition = halls.accepted(hall)
    handler = hall.by("handler")
    for _ in range(12):
        act_as(handler)
        file_of(handler, petition.pk, at=now(), on=local_day(now()))
    person = citizen.people(petition)[0].pk
    unmask(petition.pk, party=person, what="phone", reason="电话通知进展", by=handler, at=now())
    client, address = opened(petition)
    answer = client.get(address)
    (reader,) = answer.context["readers"]
    assert reader["organ"] == hall.housing.name
    assert reader["times"] == 13
    assert "您的电话" in reader["purpose"]
    assert hall["handler"].staff.name not in answer.content.decode()
    assert "电话通知进展" not in answer.content.decode()


def test_every_letter_can_be_read_and_saved(hall: Hall) -> None:
    client, address = opened(halls.issued(hall).petition)
    papers = client.get(address).context["papers"]
    assert len(papers) == 4
    for paper in papers[1:]:
        page = client.get(paper["url"])
        assert page.status_code == 200
        assert "paper-sheet" in page.content.decode()
        pdf = client.get(paper["pdf_url"])
        assert pdf["Content-Type"] == "application/pdf"
        assert b"".join(pdf.streaming_content).startswith(b"%PDF")
        assert "attachment" in pdf["Content-Disposition"]


def test_letters_and_papers_of_another_matter_are_not_there(hall: Hall) -> None:
    mine, other = halls.forwarded(hall), halls.forwarded(hall)
    halls.print_letters()
    attach(other.pk, paper=Paper(name="x.jpg", data=jpeg()), by=hall.by("screener"), at=now())
    client, address = opened(mine)
    letter = letters(other, "receipt")[0]
    paper = citizen.papers(other)[0]
    for page in (f"letters/{letter.pk}/", f"letters/{letter.pk}/pdf/", f"papers/{paper.pk}/"):
        assert client.get(address + page).status_code == 404
    assert client.get(f"{address}letters/999999/").status_code == 404


def test_letters_between_offices_are_not_the_petitioners(hall: Hall) -> None:
    petition = halls.forwarded(hall)
    halls.print_letters()
    inside = letters(petition, "forwarding_letter")[0]
    client, address = opened(petition)
    assert client.get(f"{address}letters/{inside.pk}/").status_code == 404
    assert "转送函" not in client.get(address).content.decode()


def test_only_what_the_petitioner_handed_in_is_handed_out(hall: Hall) -> None:
    petition = halls.accepted(hall)
    attach(petition.pk, paper=Paper(name="内部.jpg", data=jpeg()), by=hall.by("handler"), at=now())
    client, address = opened(petition)
    page = client.get(address)
    assert page.context["sent"] is None
    paper = citizen.papers(petition)[0]
    assert client.get(f"{address}papers/{paper.pk}/").status_code == 404


def test_words_and_files_are_added_once(hall: Hall) -> None:
    petition = halls.accepted(hall)
    client, address = opened(petition)
    form = client.get(f"{address}papers/add/")
    sent = {"ticket": str(form.context["ticket"]), "note": "又坏了一盏灯。", "send": "1"}
    for _ in range(2):
        answer = client.post(
            f"{address}papers/add/", {**sent, "attachments": [file("新照片.jpg", jpeg())]}
        )
        assert answer["location"] == address
    names = [paper.name for paper in citizen.papers(petition)]
    today = local_day(now())
    assert names == [f"补充说明{today.year}年{today.month}月{today.day}日.txt", "新照片.jpg"]
    page = client.get(address)
    assert "已补充2份材料。" in page.content.decode()
    note = client.get(page.context["sent"]["first"][0]["url"])
    assert b"".join(note.streaming_content).decode() == "又坏了一盏灯。"
    assert "attachment" in note["Content-Disposition"]


def test_what_is_refused_on_its_way_into_the_file_is_added_whole_or_not_at_all(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    petition = halls.accepted(hall)
    client, address = opened(petition)

    def refused_at_the_photo(number: int, *, paper: Paper, **words: object) -> object:
        if paper.name.endswith(".jpg"):
            raise Empty(name=paper.name)
        return attach(number, paper=paper, **words)

    monkeypatch.setattr(papers, "attach", refused_at_the_photo)
    sent = {"note": "又坏了一盏灯。", "send": "1", "attachments": [file("照片.jpg", jpeg())]}
    answer = client.post(f"{address}papers/add/", sent)
    assert answer.status_code == 422
    assert citizen.papers(petition) == []


def test_an_addition_with_a_bad_file_says_which_and_keeps_the_rest(hall: Hall) -> None:
    petition = halls.accepted(hall)
    client, address = opened(petition)
    files = [file("好.jpg", jpeg()), file("坏.exe", b"MZ")]
    answer = client.post(
        f"{address}papers/add/", {"note": "说明", "send": "1", "attachments": files}
    )
    assert answer.status_code == 422
    assert "坏.exe" in str(answer.context["form"].errors)
    assert [p["name"] for p in answer.context["papers"]] == ["好.jpg"]
    assert citizen.papers(petition) == []
    empty = client.post(f"{address}papers/add/", {"note": " ", "send": "1"})
    assert "请写明要补充的内容，或者选择文件。" in empty.content.decode()


def test_who_was_refused_reads_first_why_and_where_to_go(hall: Hall) -> None:
    demand = halls.demand_of(halls.forwarded(hall))
    decline(
        demand.pk,
        reason="属于人民法院管辖",
        where_to_go="一门区人民法院",
        by=hall.by("head"),
        at=now(),
    )
    halls.print_letters()
    client, address = opened(demand.petition)
    notice = letters(demand.petition, "non_acceptance_notice")[0]
    first = client.get(address).context["choices"][0]
    confirm = f"{address}notices/{demand.pk}/"
    assert (first["url"], first["first"]) == (confirm, True)
    # Neither the page of the letter nor its file opens before she has confirmed.
    for way in ("", "pdf/"):
        assert client.get(f"{address}letters/{notice.pk}/{way}").url == confirm
    asked = client.get(confirm)
    assert "自今天起30日内可以请求复查" in asked.content.decode()
    assert client.post(confirm).url == f"{address}letters/{notice.pk}/"
    assert client.get(f"{address}letters/{notice.pk}/").status_code == 200
    choices = client.get(address).context["choices"]
    assert choices[0]["url"] == f"{address}letters/{notice.pk}/"
    assert client.get(confirm).url == address


def test_what_else_was_asked_for_is_said_back(hall: Hall) -> None:
    petition = citizen.filed(
        browser(), ticket=None, cosigners="钱桂兰\n孙志强", confidential="on", wants_publicity="on"
    )
    client, address = opened(petition)
    page = client.get(address).content.decode()
    for said in ("共3人一起提出。", "您要求不把您的身份告诉被反映的单位。", "您同意在不出现姓名"):
        assert said in page
    alone, its = opened(halls.registered(hall))
    assert alone.get(its).context["petition"]["wishes"] == []


@pytest.mark.usefixtures("hall")
def test_of_many_files_the_first_few_show_and_the_rest_unfolds() -> None:
    files = [file(f"照片{n}.jpg", jpeg(width=40 + n)) for n in range(8)]
    petition = citizen.filed(browser(), ticket=None, attachments=files)
    client, address = opened(petition)
    page = client.get(address)
    assert [len(page.context["sent"][part]) for part in ("first", "more")] == [6, 2]
    assert "还有2个文件" in page.content.decode()


def test_a_demand_that_was_withdrawn_is_on_nobodys_desk(hall: Hall) -> None:
    petition = halls.registered(hall, asks=2)
    client, address = opened(petition)
    second = halls.demand_of(petition, 2)
    client.post(f"{address}withdraw/", {"demands": [second.pk], "own_wish": "on"})
    shown = client.get(address).context["demands"]
    assert [one["is_on_desk"] for one in shown] == [True, False]


def test_letters_stand_latest_first_whenever_they_were_printed(hall: Hall) -> None:
    petition = served(hall)
    act_as(SYSTEM)
    first = letters(petition, "receipt")[0]
    type(first).objects.filter(pk=first.pk).update(issued_at=now() - timedelta(days=9))
    client, address = opened(petition)
    days = [paper["on"] for paper in client.get(address).context["papers"]]
    assert days == sorted(days, reverse=True)
    assert days[-1] < days[0]


def test_while_another_organ_looks_at_the_answer_its_own_duty_comes_next(hall: Hall) -> None:
    opinion = halls.issued(hall)
    act_as(SYSTEM)
    opinion.findings.update(result="supported")
    opinion.duty_by = local_day(now()) + timedelta(days=3)
    opinion.save()
    serve(opinion.pk, method="in_person", proved=citizen.SIGNED, by=hall.by("handler"), at=now())
    demand, by = halls.demand_of(opinion.petition), hall.by("screener")
    before = opened(opinion.petition, "en")
    assert "does what the answer says" in before[0].get(before[1]).context["next"]["sentence"]
    ask_review(opinion.petition_id, demands=[demand.pk], plea=PLEA, by=by, at=now())
    client, address = opened(opinion.petition, "en")
    assert "gives you its review opinion" in client.get(address).context["next"]["sentence"]
