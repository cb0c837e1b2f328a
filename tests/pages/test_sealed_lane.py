"""Nobody whom an accusation names, nor theirs, finds it anywhere: every door, post, and SQL."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from tests import ground, lanes, make
from tests.cast import CITIZEN

from yimen.access.actor import POSTS, SYSTEM, Actor
from yimen.access.rls import CHILDREN, RATINGS, READINGS, SEALED, act_as
from yimen.base.errors import NotFound
from yimen.base.time import now
from yimen.casework.actions.link import link
from yimen.casework.actions.name_accused import name_accused
from yimen.casework.actions.register import register
from yimen.casework.actions.screen import screen
from yimen.casework.filing import Paper
from yimen.casework.queries.desk import Wanted, desk_of
from yimen.casework.queries.desk_lists import VIEWS
from yimen.casework.queries.earlier import earlier_of
from yimen.casework.queries.genuine import look_at_file, look_at_statement
from yimen.casework.queries.matter import numbered
from yimen.casework.queries.mine import my_file, readers_of
from yimen.casework.queries.search import search
from yimen.documents.examining import Verdict
from yimen.documents.lane import printed_of
from yimen.documents.models import Letter
from yimen.documents.storage import path_of
from yimen.ops.bulk.exporting import Wanted as Table
from yimen.ops.bulk.exporting import give_out
from yimen.people.models import Staff
from yimen.registry.code import tidy_number
from yimen.registry.models import Attachment, Petition

pytestmark = pytest.mark.django_db
SAID = "史有才把路灯改造包给亲戚"
FACTS = "二〇二四年没有公示招标，造价高一倍。"
SECRET_PAPER = "合同照片.txt"


@dataclass
class Sent:
    """An accusation of the urban management office, released, with everything in it."""

    case: make.Case
    petition: int
    number: str
    letters: list[int] = field(default_factory=list)
    papers: list[int] = field(default_factory=list)
    hashes: list[str] = field(default_factory=list)


@pytest.fixture
def district() -> make.District:
    return make.a_district()


@pytest.fixture(params=[False, True], ids=["found at screening", "filed as one"])
def sent(
    request: pytest.FixtureRequest,
    district: make.District,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> Sent:
    with django_capture_on_commit_callbacks(execute=True):
        filing = make.a_filing(
            district,
            asks=(make.Ask(request=SAID, facts=FACTS),),
            papers=(Paper(name=SECRET_PAPER, data=f"合同第一页 {request.param}".encode()),),
            accuses=request.param,
            accused=lanes.accused(district) if request.param else (),
        )
        case = make.a_petition(district, filing=filing)
        register(case.petition, by=district["screener"], at=make.when("register"))
        ground.do_jobs()
        act_as(SYSTEM)
        hashes = [*Letter.objects.values_list("sha256", flat=True)]
        hashes += Attachment.objects.values_list("sha256", flat=True)
        make.walk(case, "released", make.Way(kind="accusation"), begin="registered")
        ground.do_jobs()
    act_as(SYSTEM)
    return Sent(
        case,
        case.petition,
        case.number,
        list(Letter.objects.filter(petition=case.petition).values_list("pk", flat=True)),
        list(Attachment.objects.filter(petition=case.petition).values_list("pk", flat=True)),
        hashes,
    )


def barred(district: make.District) -> Iterator[tuple[str, Actor]]:
    """Yield everybody who must not know: each post of the accused organ; the accused in any post.

    And an organ below the accused, and one that an accused person leads.
    """
    for role in POSTS:
        yield f"{role} there", make.an_officer(district, role, district.urban, "林晓")
    for role in ("screener", "supervisor", "leader", "receptionist"):
        at = district.bureau if role != "leader" else district.organs["government"]
        yield f"{role} elsewhere in the area", make.an_officer(district, role, at, "史有才")


def client_of(actor: Actor) -> Client:
    client = Client()
    staff = Staff.objects.get(pk=actor.id)
    client.force_login(staff, backend="yimen.people.backend.StaffBackend")
    return client


def pages(sent: Sent) -> list[str]:
    """Return every address that has the petition, its letters or its papers in it."""
    one, demand = sent.petition, sent.case.demand
    plain = ("petition", "registered", "reads", "sealed", "onward")
    found = [reverse(f"workbench:{name}", args=[one]) for name in plain]
    for letter in sent.letters:
        found += [reverse(f"workbench:{n}", args=[one, letter]) for n in ("letter", "letter_pdf")]
    found += [reverse("workbench:attachment", args=[one, paper]) for paper in sent.papers]
    acts = ("screen", "forward", "name_accused", "propose_release", "release", "take_accusation")
    found += [reverse("workbench:act", args=[one, act, demand]) for act in acts]
    return found


@pytest.fixture
def out(district: make.District, sent: Sent) -> list[tuple[str, Actor]]:
    """Name one more of the accused: a person at the bureau, in whatever post."""
    everybody = list(barred(district))
    people = [actor.id for who, actor in everybody if "elsewhere" in who]
    act_as(SYSTEM)
    Petition.objects.filter(pk=sent.petition).update(barred_staff=people)
    return everybody


@pytest.mark.slow
def test_every_page_is_not_found(sent: Sent, out: list[tuple[str, Actor]]):
    for who, actor in out:
        client = client_of(actor)
        for url in pages(sent):
            answer = client.get(url)
            assert answer.status_code in {404, 403, 405, 302}, (who, url)
            if answer.status_code == 302:
                assert str(sent.petition) not in answer["Location"], (who, url)
            page = answer.content.decode() if answer.status_code != 302 else ""
            assert sent.number not in page, (who, url)
            assert "史有才" not in page.replace("史有才</", "</"), (who, url)


def test_no_page_of_their_own_shows_a_trace_of_it(sent: Sent, out: list[tuple[str, Actor]]):
    """Desk, counters, precedents, search, letters to print, and what an error page says."""
    own = ("/desk/", "/desk/counters/", "/desk/precedents/", f"/desk/search/?q={sent.number}",
           f"/desk/search/?q={SAID}", "/desk/news/?view=mine", "/desk/audit/readings/",
           "/desk/no-such-page/")  # fmt: skip
    for who, actor in out:
        client = client_of(actor)
        for url in own:
            page = client.get(url).content.decode()
            page = page.replace(f'value="{sent.number}"', "").replace(f'value="{SAID}"', "")
            for secret in (FACTS, CITIZEN.phone, lanes.SHEET, f"matters/{sent.petition}/"):
                assert secret not in page, (who, url, secret)
        asked = {"name": CITIZEN.name, "phone": CITIZEN.phone, "demands-0-request": SAID}
        page = client.post("/desk/register/earlier/", asked).content.decode()
        assert sent.number not in page, who


def test_only_her_own_code_opens_it(sent: Sent, district: make.District):
    other = make.a_petition(district, "registered")
    year, serial = tidy_number(sent.number).split("-")
    for code in (other.code, "000000000000"):
        client = Client()
        keys = {"number": f"{year}-{serial}", "query_code": code}
        page = client.post("/track/", keys, follow=True)
        assert SAID not in page.content.decode()
        assert client.get(f"/matters/{year}-{serial}/").status_code in {302, 403, 404}
    act_as(district["receptionist"])
    assert not Petition.objects.filter(pk=sent.petition).exists()


def test_no_log_line_says_anything_of_it(
    sent: Sent, out: list[tuple[str, Actor]], caplog: pytest.LogCaptureFixture
):
    for _, actor in out[:4]:
        client_of(actor).get(reverse("workbench:petition", args=[sent.petition]))
    client_of(sent.case.district["screener"]).get(
        reverse("workbench:petition", args=[sent.petition])
    )
    for secret in (SAID, FACTS, CITIZEN.name, "史有才", SECRET_PAPER):
        assert secret not in caplog.text


def test_not_yours_looks_like_not_there(sent: Sent, out: list[tuple[str, Actor]]):
    who, actor = out[2]
    client = client_of(actor)
    theirs = client.get(reverse("workbench:petition", args=[sent.petition]))
    nobodys = client.get(reverse("workbench:petition", args=[sent.petition + 999_999]))
    assert (theirs.status_code, nobodys.status_code) == (404, 404), who
    mark = str(sent.petition)
    assert theirs.content.decode().replace(mark, "").count("<p") == nobodys.content.decode().count(
        "<p"
    )


def test_no_list_count_search_or_suggestion_shows_it(sent: Sent, out: list[tuple[str, Actor]]):
    for who, actor in out:
        act_as(actor)
        for view in VIEWS.get(actor.role, {}):
            desk = desk_of(actor, Wanted(view=view), on=make.on("2025-03-01").date())
            assert all(row.petition != sent.petition for row in desk.rows), (who, view)
            assert sum(desk.tallies.values()) == 0, (who, view)
        for text in (sent.number, SAID, "路灯", "张", CITIZEN.name, "检举控告", "密封"):
            assert not search(actor, text).hits, (who, text)
        near = earlier_of(actor, id_number=CITIZEN.id_number, phone=CITIZEN.phone,
                          name=CITIZEN.name, text=SAID)  # fmt: skip
        assert near == [], who
        assert numbered(actor, sent.number) is None, who


def test_their_own_sql_finds_no_row_of_it(sent: Sent, out: list[tuple[str, Actor]]):
    tables = {**CHILDREN, RATINGS: "petition_id", READINGS: "petition_id", SEALED: "petition_id"}
    for who, actor in out:
        with transaction.atomic(), connection.cursor() as cursor:
            act_as(actor)
            cursor.execute("select count(*) from registry_petition where id = %s", [sent.petition])
            assert cursor.fetchone()[0] == 0, who
            for table, column in tables.items():
                asked = f"select count(*) from {table} where {column} = %s"  # noqa: S608 - ours
                cursor.execute(asked, [sent.petition])
                assert cursor.fetchone()[0] == 0, (who, table)
            cursor.execute("update registry_petition set barred = '{}' where true returning id")
            assert (sent.petition,) not in cursor.fetchall(), who
            cursor.execute("select * from numbers_of_petitions(%s)", [[sent.petition]])
            assert cursor.fetchall() == [], who


def test_an_auditor_outside_sees_that_it_was_read_and_one_inside_does_not(
    sent: Sent, district: make.District
):
    client_of(district["screener"]).get(reverse("workbench:petition", args=[sent.petition]))
    seen = {}
    for organ in (district.urban, district.bureau):
        auditor = make.an_officer(district, "audit_admin", organ)
        with connection.cursor() as cursor:
            act_as(auditor)
            asked = "select count(*) from registry_reading where petition_id = %s"
            cursor.execute(asked, [sent.petition])
            seen[organ.kind] = cursor.fetchone()[0]
        page = client_of(auditor).get("/desk/audit/readings/")
        assert page.status_code in {200, 404}
        if organ == district.urban:
            assert sent.number not in page.content.decode()
    assert seen[district.urban.kind] == 0
    assert seen[district.bureau.kind] > 0


def test_no_other_file_tells_of_it(sent: Sent, district: make.District):
    other = make.a_petition(district, "screened")
    with pytest.raises(NotFound), transaction.atomic():
        link(other.petition, other=sent.petition, kind="related", by=district["screener"],
             at=make.when("send"))  # fmt: skip
    link(sent.petition, other=other.petition, kind="related", by=district["screener"],
         at=make.when("send"))  # fmt: skip
    page = client_of(district["screener"]).get(reverse("workbench:petition", args=[other.petition]))
    assert sent.number not in page.content.decode()


def test_what_it_says_lies_nowhere_in_the_clear(sent: Sent):
    act_as(SYSTEM)
    tables = ["registry_petition", "registry_searchwords", *CHILDREN, SEALED, "procrastinate_jobs"]
    with connection.cursor() as cursor:
        for table in tables:
            if table == "registry_searchwords":
                continue  # the app may not read it; searches above find nothing
            cursor.execute(f"select x::text from {table} x")  # noqa: S608 - our own tables
            rows = " ".join(row[0] for row in cursor.fetchall())
            for secret in (SAID, FACTS, "史有才", CITIZEN.name, SECRET_PAPER, lanes.SHEET):
                assert secret not in rows, (table, secret)
                assert json.dumps(secret)[1:-1] not in rows, (table, secret)
    assert not [one for one in sent.hashes if path_of(one).exists()]


def test_a_table_of_petitions_leaves_it_out(sent: Sent, tmp_path: Path):
    table = tmp_path / "all.csv"
    assert give_out(table, Table(with_numbers=True), now(), lambda _: lambda _: None) == 0
    assert sent.number not in table.read_text(encoding="utf-8-sig")


def test_who_receives_the_sheet_reads_the_sheet_and_nothing_else(
    sent: Sent, district: make.District
):
    client = client_of(lanes.investigator(district))
    page = client.get(reverse("workbench:petition", args=[sent.petition]))
    text = page.content.decode()
    assert page.status_code == 200
    assert lanes.SHEET in text
    assert "严守一（一门区纪委监委）" in text  # the watermark
    for secret in (SAID, FACTS, CITIZEN.name, "史有才"):
        assert secret not in text
    assert client.get(reverse("workbench:sealed", args=[sent.petition])).status_code == 404
    paper = reverse("workbench:attachment", args=[sent.petition, sent.papers[0]])
    assert client.get(paper).status_code == 404
    act_as(SYSTEM)
    sheet = Letter.objects.get(petition=sent.petition, kind="accusation_sheet")
    pdf = client.get(reverse("workbench:letter_pdf", args=[sent.petition, sheet.pk]))
    assert b"".join(pdf.streaming_content).startswith(b"%PDF")
    receipt = Letter.objects.get(petition=sent.petition, kind="receipt")
    hidden = client.get(reverse("workbench:letter", args=[sent.petition, receipt.pk]))
    assert hidden.status_code == 404


def test_the_letter_is_opened_for_a_reason_and_the_petitioner_sees_which_organs_did(
    sent: Sent, district: make.District
):
    client = client_of(district["screener"])
    url = reverse("workbench:sealed", args=[sent.petition])
    assert SAID not in client.get(url).content.decode()
    assert client.post(url, {"words": ""}).status_code == 422
    page = client.post(url, {"words": "核对问题摘要"}).content.decode()
    assert SAID in page
    assert CITIZEN.name in page
    assert "林清" in page or "（一门区信访局）" in page
    act_as(sent.case.petitioner)
    petition = Petition.objects.get(pk=sent.petition)
    last = petition.readings.filter(what="sealed").get()
    assert (last.reason, last.organ_id) == ("核对问题摘要", district.bureau.pk)


def test_her_letter_proves_itself_and_nobody_learns_what_it_says(sent: Sent):
    act_as(sent.case.petitioner)
    letter = Letter.objects.get(petition=sent.petition, kind="accusation_notice")
    assert letter.content == {}
    data = printed_of(letter)
    whole = look_at_file(data)
    code = look_at_statement(letter.code)
    for found in (whole, code):
        assert (found.verdict, found.record_stands) == (Verdict.GENUINE, True)
        assert found.known is not None
        assert found.known.kind == ""
    assert whole.is_whole
    act_as(sent.case.petitioner)
    receipt = Letter.objects.get(petition=sent.petition, kind="receipt")
    known = look_at_statement(receipt.code).known
    assert known is not None
    assert known.kind == "receipt"  # as of any other matter
    changed = look_at_file(data + b"\n% more")
    assert (changed.verdict, changed.places) == (Verdict.CHANGED, None)


def test_the_petitioner_reads_her_own_words(sent: Sent):
    act_as(sent.case.petitioner)
    mine = my_file(sent.case.petitioner, at=now(), on=make.on("2025-03-01").date())
    assert mine.petition.title == SAID
    assert mine.demands[0].demand.request == SAID
    assert mine.attachments[0].name == SECRET_PAPER
    assert {one.kind for one in mine.letters} >= {"receipt", "accusation_notice"}
    assert "accusation_sheet" not in {one.kind for one in mine.letters}
    assert readers_of(sent.case.petitioner, sent.petition) is not None


def test_an_office_that_is_accused_loses_the_letter_at_once(district: make.District):
    case = make.a_petition(district, "screened", kind="accusation")
    by, at = district["screener"], make.when("name_accused")
    to = district.organs["supervisory"].pk
    name_accused(case.demand, accused=lanes.accused(district, "bureau"), to=to, by=by, at=at)
    row = make.petition_of(case)
    assert row.organs == [to]
    for part in ("screener", "receptionist", "supervisor", "leader"):
        act_as(district[part])
        assert not Petition.objects.exists(), part
    ground.do_jobs()
    act_as(lanes.investigator(district))
    page = client_of(lanes.investigator(district)).post(
        reverse("workbench:sealed", args=[case.petition]), {"words": "接收移送的原件"}
    )
    assert "请修好河湾社区东门一段的路灯" in page.content.decode()


def test_a_mistaken_seal_comes_off_before_anybody_was_accused(district: make.District):
    case = make.a_petition(district, "screened", kind="accusation")
    screen(case.demand, kind="claim", category=make.CATEGORY, route=6,
           by=district["screener"], at=make.when("send"))  # fmt: skip
    row, demand = make.petition_of(case), make.demand_of(case)
    assert (row.is_sealed, demand.request) == (False, "请修好河湾社区东门一段的路灯")
    act_as(district["screener"])
    assert [hit.petition for hit in search(district["screener"], "路灯").hits] == [case.petition]


def test_anybody_can_be_entered_as_accused_on_the_page(district: make.District):
    case = make.a_petition(district, "screened", kind="accusation")
    client = client_of(district["screener"])
    url = reverse("workbench:act", args=[case.petition, "name_accused", case.demand])
    page = client.get(url).content.decode()
    for organ in (district.urban, district.housing, district.bureau):
        assert f'value="{organ.pk}"' in page, organ
    client.post(url, {"organ1": district.urban.pk, "name1": "史有才", "level": "county", "to": ""})
    assert district.urban.pk in make.petition_of(case).barred
