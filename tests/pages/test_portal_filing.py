from __future__ import annotations

import pytest
from tests.documents import paper_samples
from tests.pages import citizen
from tests.pages.citizen import TYPED, asked, browser, english, file, filed, people, typed, wrong
from tests.pages.hall import Hall

from yimen.access.actor import SYSTEM
from yimen.base.seal import unseal
from yimen.base.time import now
from yimen.people.actions.add_region import add_region
from yimen.registry.code import tidy_number
from yimen.registry.models import Petition

pytestmark = pytest.mark.usefixtures("hall")
SCRIPT = "<script>alert('1')</script>"


def test_four_answers_without_scripts_and_without_an_account_file_a_petition() -> None:
    client = browser()
    page = client.get("/file/").content.decode()
    assert 'name="demands-0-request"' in page
    answer = client.post("/file/", TYPED)
    assert (answer.status_code, answer["location"]) == (302, "/receipt/"), wrong(answer)
    receipt = client.get("/receipt/").content.decode()
    petition = citizen.latest()
    code = citizen.code_of(petition)
    assert petition.number in receipt
    assert f"{code[:4]} {code[4:8]} {code[8:]}" in receipt
    assert petition.channel == "online"
    assert [d.request for d in asked(petition)] == [TYPED["demands-0-request"]]
    assert [p.name for p in people(petition)] == ["赵秀英"]


def test_the_bureau_takes_it_in_unless_another_office_is_chosen(hall: Hall) -> None:
    assert filed(browser()).receiver_id == hall.bureau.pk
    hall.housing.has_reception = True
    hall.housing.save()
    assert filed(browser(), ticket=None, receiver=str(hall.housing.pk)).receiver_id == (
        hall.housing.pk
    )


def test_an_office_that_takes_no_petitions_cannot_be_chosen(hall: Hall) -> None:
    hall.housing.has_reception = True
    hall.housing.save()
    answer = browser().post("/file/", typed(receiver="999999"))
    assert answer.status_code == 422
    assert "receiver" in answer.context["form"].errors


def test_the_region_of_the_problem_is_kept_where_one_is_named(hall: Hall) -> None:
    street = add_region(
        name="沙河街道", kind="street", code="shahe", parent=hall.region.pk, by=SYSTEM, at=now()
    )
    petition = filed(browser(), region=str(street.pk), place="沙河东路12号")
    assert petition.region_id == street.pk
    assert petition.place == "沙河东路12号"
    assert petition.area == hall.region.path


def test_several_demands_are_added_and_removed_without_scripts_and_without_complaints() -> None:
    client = browser()
    answer = client.post("/file/", typed(name="", send=None, add="demand"))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.count('class="demand"') == 2
    assert TYPED["demands-0-request"] in page
    assert "field-error" not in page
    two = citizen.demands("第一件", "第二件")
    page = client.post("/file/", {**typed(send=None, remove="0"), **two}).content.decode()
    assert page.count('class="demand"') == 1
    assert "第二件" in page
    assert "第一件" not in page


def test_each_demand_is_filed_apart_and_an_empty_box_is_none() -> None:
    client = browser()
    boxes = citizen.demands("修路灯", "退物业费", "补发工资")
    petition = filed(client, **{**boxes, "demands-TOTAL_FORMS": "4"})
    assert [d.request for d in asked(petition)] == ["修路灯", "退物业费", "补发工资"]


def test_more_than_ten_demands_are_too_many_for_one_form() -> None:
    answer = browser().post(
        "/file/", {**typed(), **citizen.demands(*[f"第{n}件" for n in range(1, 12)])}
    )
    assert answer.status_code == 422
    page = (
        browser()
        .post("/file/", {**typed(send=None), **citizen.demands(*["件"] * 10)})
        .content.decode()
    )
    assert 'name="add"' not in page


@pytest.mark.parametrize(
    ("left_out", "said"),
    [
        ("demands-0-request", "请用一两句话写明您要求什么。"),
        ("demands-0-facts", "请写明事情的经过和您的理由，简短也可以。"),
        ("name", "请填写您的姓名，答复上会使用这个姓名。"),
        ("address", "请填写住址，或者写明现在住在哪里。"),
    ],
)
def test_what_is_missing_is_said_beside_its_box_and_first_on_the_page(
    left_out: str, said: str
) -> None:
    answer = browser().post("/file/", typed(**{left_out: None}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count(said) == 2
    assert f'href="#id_{left_out}"' in page
    assert Petition.objects.count() == 0


def test_nothing_typed_is_lost_when_something_is_wrong() -> None:
    given = typed(
        address=None, phone="138 0013 8000", place="幸福路", needs=["sign", "large_print"],
        needs_note="听力不好", id_number="11010519491231002X", prefers="phone", confidential="on",
    )  # fmt: skip
    page = browser().post("/file/", given).content.decode()
    for value in ("138 0013 8000", "幸福路", "听力不好", "11010519491231002X", "赵秀英"):
        assert f'value="{value}"' in page
    assert TYPED["demands-0-facts"] in page
    for checked in ("sign", "large_print", "phone"):
        assert f'value="{checked}" id="id_' in page
        assert "checked" in page.split(f'value="{checked}" id="id_')[1][:60]


@pytest.mark.parametrize(
    ("box", "most", "over", "said"),
    [("request", 500, 1, "多了1个字：这里最多填500个字。"),
     ("facts", 10_000, 37, "多了37个字：这里最多填10000个字。")],
)  # fmt: skip
def test_a_text_that_is_too_long_says_by_how_much_and_stays(
    box: str, most: int, over: int, said: str
) -> None:
    longest = "长" * (most - 2) + "\r\n短"
    assert filed(browser(), **{f"demands-0-{box}": longest}).pk
    answer = browser().post("/file/", typed(**{f"demands-0-{box}": longest + "字" * over}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "长" * (most - 2) in page


def test_what_looks_like_a_script_is_shown_as_text_everywhere() -> None:
    boxes = ("demands-0-request", "demands-0-facts", "name", "address", "place", "needs_note")
    client = browser()
    hostile = {box: f"{SCRIPT}{box}" for box in boxes}
    page = client.post("/file/", typed(**hostile, phone=SCRIPT)).content.decode()
    assert SCRIPT not in page
    assert "&lt;script&gt;" in page
    petition = filed(client, **hostile)
    for address in ("/receipt/", f"/matter/{tidy_number(petition.number)}/"):
        page = client.get(address).content.decode()
        assert petition.number in page
        assert SCRIPT not in page
    assert SCRIPT in asked(petition)[0].request


def test_signs_that_do_something_unseen_are_taken_out() -> None:
    petition = filed(browser(), name="赵\u2028秀\x00英\x1b", **{"demands-0-facts": "一\r\n二\x00"})
    assert people(petition)[0].name == "赵 秀 英"
    assert asked(petition)[0].facts == "一\n二"


@pytest.mark.parametrize("broken", ["TOTAL_FORMS", "INITIAL_FORMS"])
def test_a_form_without_its_counts_is_refused_and_not_a_fault(broken: str) -> None:
    answer = browser().post("/file/", typed(**{f"demands-{broken}": "x"}))
    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("more", "box", "said"),
    [
        ({"prefers": "phone"}, "phone", "请填写电话，或者选择其他告知方式。"),
        ({"phone": "call me"}, "phone", "请填写电话号码，例如"),
        ({"phone": "12"}, "phone", "请填写电话号码，例如"),
        ({"contact": "other"}, "contact_name", "请填写联系人姓名。"),
        ({"on_behalf": "agent"}, "principal", "请填写您所代理的人的姓名。"),
        ({"on_behalf": "agent"}, "authority", "请写明您凭什么代理"),
        ({"kind": "organisation"}, "organisation", "请填写单位全称。"),
        ({"id_kind": "resident", "id_number": "110105194912310021"}, "id_number", "这个号码不对"),
        ({"id_kind": "credit_code", "id_number": "123"}, "id_number", "这个号码不对"),
        ({"id_kind": "passport", "id_number": "!"}, "id_number", "证件号码应为5至20位"),
        ({"id_number": "E12345678"}, "id_number", "请在上面选择证件类型。"),
        ({"headcount": "many"}, "headcount", "请填写整数"),
        ({"headcount": "-1"}, "headcount", "请填写整数"),
        ({"prefers": "pigeon"}, "prefers", "pigeon"),
        ({"cosigners": "某" * 81}, "cosigners", "第1行：姓名超过80个字"),
    ],
)  # fmt: skip
def test_an_answer_that_cannot_be_right_says_what_to_do(
    more: dict[str, str], box: str, said: str
) -> None:
    answer = browser().post("/file/", typed(**more))
    assert answer.status_code == 422
    assert said in str(answer.context["form"].errors[box])


@pytest.mark.parametrize(
    "number",
    ["13800138000", "+86 138-0013-8000", "0755 8888 6666 转 12", "＋４４ ２０ ７９４６ ０９５８"],
)
def test_telephones_of_every_kind_can_be_given(number: str) -> None:
    assert filed(browser(), phone=number, prefers="phone").pk


def test_a_resident_number_tells_its_kind_by_itself_and_lies_sealed() -> None:
    person = people(filed(browser(), id_number="11010519491231002x"))[0]
    assert person.id_kind == "resident"
    assert unseal(person.id_sealed) == "11010519491231002X"
    assert b"1101" not in bytes(person.id_sealed)


def test_a_foreigner_files_with_a_passport() -> None:
    petition = filed(
        english(),
        name="Mary O'Neill",
        nationality="Irish",
        id_kind="passport",
        id_number="PA1234567",
    )
    person = people(petition)[0]
    assert (person.name, person.nationality, person.id_kind) == (
        "Mary O'Neill",
        "Irish",
        "passport",
    )


def test_an_agent_files_for_somebody_else_who_stays_the_petitioner() -> None:
    petition = filed(
        browser(),
        on_behalf="agent",
        principal="赵老太",
        authority="儿子，有委托书",
        phone="13800138000",
    )
    first, agent = people(petition)
    assert (first.capacity, first.name, first.phone_blind) == ("petitioner", "赵老太", "")
    assert (agent.capacity, agent.name, agent.authority) == ("agent", "赵秀英", "儿子，有委托书")
    assert unseal(agent.phone_sealed) == "13800138000"


def test_the_one_for_whom_an_agent_files_can_have_a_contact_of_their_own() -> None:
    petition = filed(
        browser(), on_behalf="agent", principal="赵老太", authority="儿子", contact="other",
        contact_phone="0755-88886666", contact_address="养老院",
    )  # fmt: skip
    first, agent = people(petition)
    assert unseal(first.phone_sealed) == "075588886666"
    assert unseal(first.address_sealed) == "养老院"
    assert unseal(agent.address_sealed) == TYPED["address"]


def test_somebody_else_can_be_the_contact() -> None:
    petition = filed(browser(), contact="other", contact_name="赵小明", contact_phone="13900139000")
    first, contact = people(petition)
    assert (first.capacity, contact.capacity) == ("petitioner", "companion")
    assert (contact.name, contact.authority) == ("赵小明", "联系人")


def test_an_organisation_files_through_somebody_who_works_there() -> None:
    petition = filed(english(), kind="organisation", organisation="幸福路商户协会")
    first, agent = people(petition)
    assert (first.kind, first.name) == ("organisation", "幸福路商户协会")
    assert (agent.capacity, agent.name, agent.authority) == ("agent", "赵秀英", "本单位经办人")


def test_hundreds_sign_one_online_petition() -> None:
    names = [f"联名人{n}" for n in range(300)]
    petition = filed(browser(), cosigners="\n".join([*names, "", "赵秀英 ", names[0]]))
    found = people(petition)
    assert len(found) == 301
    assert {p.capacity for p in found[1:]} == {"cosigner"}
    assert petition.headcount == 301


def test_the_headcount_may_be_more_than_the_names() -> None:
    assert filed(browser(), headcount="1200").headcount == 1200


def test_needs_are_written_down_in_the_language_of_the_office() -> None:
    petition = filed(english(), needs=["large_print", "dialect"], needs_note="hard of hearing")
    assert people(petition)[0].needs == "大字版文书；会讲我的方言或语言的工作人员；hard of hearing"


def test_wishes_are_kept() -> None:
    petition = filed(browser(), confidential="on", wants_publicity="on")
    assert (petition.wants_confidentiality, petition.wants_publicity) == (True, True)


def test_files_chosen_in_the_form_come_along_with_it() -> None:
    files = [file("路灯.jpg", paper_samples.jpeg()), file("合同.pdf", paper_samples.pdf())]
    petition = filed(browser(), attachments=files)
    assert [p.name for p in citizen.papers(petition)] == ["路灯.jpg", "合同.pdf"]
    assert all(p.is_from_petitioner for p in citizen.papers(petition))


@pytest.mark.parametrize("number", ["1380013", "138 0013 80001", "+86 138 0013 800", "13800138"])
def test_a_mobile_number_with_a_digit_too_few_or_too_many_is_sent_back(number: str) -> None:
    answer = browser().post("/file/", typed(phone=number))
    assert answer.status_code == 422
    assert "手机号码是11位数字" in answer.content.decode()


@pytest.mark.parametrize(
    "number",
    ["１３８ 0013 8000", "+86 138-0013-8000", "0755-8888 6666", "8888666", "+1 3055550100"],
)
def test_a_number_that_can_be_called_is_taken(number: str) -> None:
    assert filed(browser(), ticket=None, phone=number).pk


@pytest.mark.parametrize("written", ["12", "１２", "12人", "约12人左右", "12 people"])
def test_a_number_of_people_is_taken_as_people_write_it(written: str) -> None:
    assert filed(browser(), ticket=None, headcount=written).headcount == 12


def test_names_written_in_a_row_are_names_too() -> None:
    petition = filed(browser(), cosigners="钱桂兰、孙志强，李 梅\n周明")
    names = [one.name for one in people(petition) if one.capacity == "cosigner"]
    assert names == ["钱桂兰", "孙志强", "李 梅", "周明"]


def test_a_telephone_is_told_which_kinds_of_files_can_be_kept() -> None:
    page = browser().get("/file/").content.decode()
    assert 'accept="image/jpeg,' in page
    assert "heic" not in page
