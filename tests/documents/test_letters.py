"""What a letter must say, and when it cannot be written."""

from __future__ import annotations

import json
from dataclasses import MISSING, fields, replace
from datetime import date, datetime
from types import SimpleNamespace

import pytest
from tests.documents import letter_samples as sample

from yimen.base.errors import Refused
from yimen.base.time import LOCAL
from yimen.documents import content, content_review, names, parts
from yimen.documents.kinds import Kind
from yimen.documents.paper import Paper, Verb
from yimen.documents.relief import relief
from yimen.documents.speaking import WORDS, Spoken, facts_of, numeral
from yimen.documents.stored import OtherEdition, from_json, paper_from_json, to_json
from yimen.documents.wording import VERBS, WORDINGS, write
from yimen.law.moves import MOVES

EVERY = [pytest.param(letter, id=kind.value) for kind, letter in sample.SAMPLES.items()]
WHOLES = [
    sample.BUREAU,
    sample.HEAD["contact"],
    sample.DUE,
    sample.RECEIPT.privacy,
    sample.NON_ACCEPTANCE_NOTICE.declined[0],
    sample.FINDING,
    sample.HANDLING_OPINION.duty,
    sample.HANDLING_OPINION.relief,
    sample.CLOSING_REPORT.steps[0],
    sample.CLOSING_REPORT.outcomes[0],
]


def said(letter: content.Letter) -> str:
    """Return every word of a letter in one line."""
    return "\n".join(write(letter).texts())


def needed(whole: parts.Whole) -> list[str]:
    """Return the fields that may not be empty."""
    return [each.name for each in fields(whole) if each.default is MISSING]


@pytest.mark.parametrize(
    "whole", [*sample.SAMPLES.values(), *WHOLES], ids=lambda w: type(w).__name__
)
def test_a_letter_that_lacks_a_fact_is_not_written(whole: parts.Whole):
    for name in needed(whole):
        empty = () if isinstance(getattr(whole, name), tuple) else None
        with pytest.raises(parts.Incomplete) as refusal:
            replace(whole, **{name: empty})
        assert refusal.value.facts["missing"] is names.FIELDS[name]


def test_blank_and_invisible_text_is_no_fact():
    for blank in ("", "  \n", "\u200b\u3000"):
        with pytest.raises(parts.Incomplete):
            replace(sample.RECEIPT, addressee=blank)


@pytest.mark.parametrize("letter", EVERY)
def test_the_query_code_is_on_papers_to_the_petitioner_and_on_no_other(letter: content.Letter):
    if letter.to_petitioner:
        assert "4829 1057 3364" in write(letter).texts()
        with pytest.raises(parts.Incomplete):
            replace(letter, query_code="")
    else:
        assert not write(letter).query_code
        with pytest.raises(content.CodeNotForOrgans):
            replace(letter, query_code="482910573364")


@pytest.mark.parametrize("letter", EVERY)
def test_every_letter_has_the_common_header(letter: content.Letter):
    paper = write(letter)
    assert (paper.number, paper.case_number) == (letter.number, letter.case_number)
    assert paper.mark == paper.signer == letter.issuer.name
    assert (
        paper.dated
        == f"{letter.issued_on.year}年{letter.issued_on.month}月{letter.issued_on.day}日"
    )
    assert paper.scan_url == letter.scan_url
    assert [row.text for row in paper.foot] == [letter.issuer.address, letter.issuer.phone]


@pytest.mark.parametrize("letter", EVERY)
def test_no_fact_of_a_letter_is_left_out_of_its_words(letter: content.Letter):
    unsaid = UNSAID | CHOOSING.get(letter.kind, set())
    told = {name: fact for name, fact in vars(facts_of(letter)).items() if name not in unsaid}
    for fact in _facts(list(told.values())):
        for line in fact.split("\n"):
            assert line in said(letter)


#: The code is grouped, the address is a picture, codes choose sentences, a form greets nobody.
UNSAID = {"query_code", "scan_url", "receiver", "route", "addressee", "cause"}
#: Of this letter alone: elsewhere a ground is said, here it chooses the reason and the law.
CHOOSING = {Kind.REPEAT_NOTICE: {"ground"}}
#: Empty is allowed for these in some letters of their kind, and not in the sample.
NEEDED = {"query_code", "duty", "notice_by", "due_on"}


def _facts(spoken: list[Spoken]) -> list[str]:
    """Return every single fact in what is spoken, but for a person's post."""
    flat = [fact for fact in spoken if isinstance(fact, str)]
    for fact in spoken:
        if isinstance(fact, tuple):
            flat += _facts(list(fact))
        elif isinstance(fact, SimpleNamespace):
            hidden = {"post", "route", "routes"}
            flat += _facts([part for name, part in vars(fact).items() if name not in hidden])
    return flat


@pytest.mark.parametrize("letter", EVERY)
def test_no_gap_of_the_wording_stays_open(letter: content.Letter):
    assert not set("{}") & set(said(letter))


@pytest.mark.parametrize("letter", EVERY)
def test_a_letter_with_nothing_but_what_it_needs_can_be_written(letter: content.Letter):
    bare = {
        each.name: each.default
        for each in fields(letter)
        if each.default is not MISSING
        and each.name not in {"query_code", "duty", "notice_by", "due_on"}
    }
    assert write(replace(letter, **bare)).blocks


@pytest.mark.parametrize("letter", EVERY)
def test_a_letter_is_kept_as_json_and_read_back_unchanged(letter: content.Letter):
    assert from_json(json.loads(json.dumps(to_json(letter)))) == letter
    assert paper_from_json(json.loads(json.dumps(to_json(write(letter))))) == write(letter)


def test_a_letter_of_another_edition_is_not_guessed_at():
    with pytest.raises(OtherEdition, match="expected edition 1, found 2"):
        from_json(to_json(sample.RECEIPT) | {"edition": 2})


def test_a_receipt_says_what_comes_next_by_when_and_why():
    words = said(sample.RECEIPT)
    assert "您于2026年11月21日9时05分以来访形式提出的信访事项" in words
    assert "最迟在2026年12月7日，我单位把您的信访事项转送或者交办给有权处理的机关、单位" in words
    assert sample.DISPATCH_BY.because in words
    assert "保存期限：按档案管理规定，办结后保存10年。" in words


def test_an_organ_that_registers_promises_its_own_answer():
    words = said(replace(sample.RECEIPT, receiver=parts.Receiver.ORGAN))
    assert "我单位书面告知您接收情况以及处理途径和程序" in words


def test_an_acceptance_says_both_that_it_is_received_and_that_it_is_accepted():
    words = said(sample.ACCEPTANCE_NOTICE)
    assert "由一门区信访局转来，我单位于2026年11月23日收到" in words
    assert "自2026年11月25日起受理" in words
    assert "第三十一条第六项" in words
    assert "最迟在2027年1月25日" in words
    assert "可以向一门区住房和建设局申请其回避" in words


def test_a_forwarded_matter_is_not_accepted_without_the_day_it_arrived():
    with pytest.raises(parts.Incomplete):
        replace(sample.ACCEPTANCE_NOTICE, arrived_on=None)


@pytest.mark.parametrize("route", parts.Route)
def test_every_way_of_article_31_has_its_procedure_in_the_acceptance(route: parts.Route):
    words = said(replace(sample.ACCEPTANCE_NOTICE, route=route))
    assert f"第三十一条第{numeral(route.value)}项" in words or route is parts.Route.SUGGESTION


def test_a_non_acceptance_says_where_to_go_and_what_to_do_against_it():
    words = said(sample.NON_ACCEPTANCE_NOTICE)
    assert "一门区劳动人事争议仲裁院" in words
    assert "自收到本告知书之日起30日内，请求一门区人民政府" in words
    assert "第四十条督办" in words


def test_where_no_limit_is_known_the_petitioner_is_told_to_hurry():
    (one,) = sample.NON_ACCEPTANCE_NOTICE.declined
    letter = replace(sample.NON_ACCEPTANCE_NOTICE, declined=(replace(one, limit_there=""),))
    assert "请尽快提出" in said(letter)


def test_a_forwarding_notice_without_demands_names_no_content():
    letter = replace(sample.FORWARDING_NOTICE, demands=())
    assert "涉及的诉求" not in said(letter)
    assert "一门区安居路8号三楼302室" in said(letter)


def test_whoever_it_was_taken_back_from_is_named_to_the_petitioner():
    letter = replace(sample.FORWARDING_NOTICE, before="一门区交通运输局")
    assert "此前由一门区交通运输局接收，现已收回" in said(letter)
    assert "现已收回" not in said(sample.FORWARDING_NOTICE)


@pytest.mark.parametrize("letter", [sample.FORWARDING_LETTER, sample.ASSIGNMENT_LETTER])
def test_the_note_to_the_organ_stands_in_its_letter(letter: content.ForwardingLetter):
    assert "请三日内先行围挡。" in said(replace(letter, note="请三日内先行围挡"))


def test_a_forwarding_notice_that_cannot_say_where_to_find_the_organ_is_refused():
    with pytest.raises(parts.Incomplete):
        replace(sample.FORWARDING_NOTICE, to=parts.Organ(name="某局"))


def test_an_assignment_asks_for_a_report_by_a_day():
    assert "最迟在2027年1月15日向我单位反馈办理结果，提交办结报告" in said(sample.ASSIGNMENT_LETTER)
    assert "最迟在2026年11月30日提出异议" in said(sample.ASSIGNMENT_LETTER)


def test_an_extension_that_brings_no_later_day_is_refused():
    for day in (sample.DUE.on, date(2027, 1, 1)):
        with pytest.raises(content.NotLater):
            replace(
                sample.EXTENSION_NOTICE, new_due=replace(sample.EXTENSION_NOTICE.new_due, on=day)
            )


def test_an_opinion_answers_each_demand_under_its_own_heading():
    headings = [b.text for b in write(sample.HANDLING_OPINION).blocks if b.verb is Verb.HEADING]
    assert headings == [
        "一、第一项诉求", "二、第二项诉求", "三、执行", "四、不服怎么办",
    ]  # fmt: skip
    assert "对该项请求予以支持。" in said(sample.HANDLING_OPINION)
    assert "对该项请求作出解释说明。" in said(sample.HANDLING_OPINION)


def test_a_supported_demand_needs_somebody_to_carry_it_out():
    with pytest.raises(parts.Incomplete):
        replace(sample.HANDLING_OPINION, duty=None)


def test_an_opinion_with_a_relief_clause_of_another_way_is_refused():
    wrong = relief(parts.Route.DUTY, on=sample.ISSUED, to=sample.GOVERNMENT, also="一门区人民法院")
    with pytest.raises(content.ReliefDoesNotFit):
        replace(sample.HANDLING_OPINION, relief=wrong)


def test_a_refusal_to_sign_needs_a_witness_and_a_time():
    refused = {"refusal": "受送达人拒绝签收"}
    with pytest.raises(parts.Incomplete):
        replace(sample.SERVICE_RECEIPT, **refused)
    with pytest.raises(parts.Incomplete):
        replace(sample.SERVICE_RECEIPT, **refused, witnesses=("周敏（锦绣社区居委会）",))
    letter = replace(
        sample.SERVICE_RECEIPT,
        **refused,
        witnesses=("周敏（锦绣社区居委会）",),
        served_at=datetime(2027, 1, 21, 15, 30, tzinfo=LOCAL),
    )
    assert "2027年1月21日15时30分" in said(letter)
    assert "收件人签名或者盖章" not in said(letter)


def test_how_it_is_to_be_served_is_a_wish_and_how_it_was_is_on_the_receipt():
    assert "拟送达方式" in said(sample.HANDLING_OPINION)
    receipt = said(sample.SERVICE_RECEIPT)
    assert "送达方式" in receipt
    assert "拟送达" not in receipt


def test_who_is_rated_does_not_report_the_rating():
    words = said(sample.CLOSING_REPORT)
    assert "评价由信访人自行作出" in words
    assert "满意" not in words


def test_what_a_recheck_orders_waits_for_no_further_recheck():
    review = sample.SAMPLES[Kind.REVIEW_EXECUTION_NOTICE]
    recheck = replace(review, level=content_review.Level.RECHECK, source="复核意见书")
    assert "信访人请求复核的，执行不停止。" in said(review)
    assert "第三十六条" not in said(review)
    assert "请求复核" not in said(recheck)
    assert "第三十六条" in said(recheck)
    assert write(recheck).title == "信访复核意见执行通知书"


def test_what_was_not_accepted_is_reviewed_by_its_own_number():
    kept = {"answer_number": "", "answer_on": None, "refusal_number": "一门住建〔2026〕9号"}
    for kind in (Kind.REVIEW_REQUEST, Kind.REVIEW_ACCEPTANCE, Kind.REVIEW_OPINION):
        words = said(replace(sample.SAMPLES[kind], **kept, refusal_on=date(2026, 12, 1)))
        assert "不予受理告知书文号\n一门住建〔2026〕9号" in words
        assert "不予受理告知书日期\n2026年12月1日" in words
        assert "处理意见文号" not in words
    assert "对该项诉求的原不予受理予以撤销" in words
    assert "对该项诉求的原处理意见予以撤销" not in words


def test_how_an_accusation_is_answered_follows_its_own_rules():
    for kind in (Kind.ACCUSATION_SHEET, Kind.ACCUSATION_NOTICE):
        words = said(sample.SAMPLES[kind])
        assert "第二十三条第四款，按照有关规定执行" in words
        assert "比照该条第三款的15日" in words


def test_a_title_names_the_matter_where_it_has_a_name():
    assert write(sample.HANDLING_OPINION).title == f"关于{sample.SUBJECT}的信访处理意见书"
    assert write(replace(sample.HANDLING_OPINION, subject="")).title == "信访处理意见书"
    assert "\n" not in write(replace(sample.HANDLING_OPINION, subject="一\n二")).title


def test_an_answer_under_another_way_is_a_reply_and_not_a_petition_opinion():
    clause = relief(parts.Route.DUTY, on=sample.ISSUED, to=sample.GOVERNMENT, also="一门区人民法院")
    finding = replace(sample.FINDING, route=parts.Route.DUTY)
    letter = replace(sample.HANDLING_OPINION, findings=(finding,), relief=clause)
    assert write(letter).title.endswith("信访事项答复意见书")
    assert "申请行政复议" in said(letter)
    assert "请求一门区人民政府复查" not in said(letter)


def test_headings_are_numbered_unless_there_is_only_one():
    assert [numeral(n) for n in (1, 9, 10, 11, 20, 21, 99)] == [
        "一", "九", "十", "十一", "二十", "二十一", "九十九",
    ]  # fmt: skip
    assert "要求" in write(sample.SAMPLES[Kind.OVERDUE_SLIP]).texts()
    texts = write(sample.NON_ACCEPTANCE_NOTICE).texts()
    assert {"一、不予受理的诉求", "二、对本告知不服怎么办"} <= set(texts)


def test_a_sentence_has_one_full_stop_whatever_the_clerk_typed():
    for ask in ("致电0755-0000 1101", "致电0755-0000 1101。"):
        privacy = replace(sample.RECEIPT.privacy, ask=ask)
        assert "致电0755-0000 1101。" in said(replace(sample.RECEIPT, privacy=privacy))
        assert "。。" not in said(replace(sample.RECEIPT, privacy=privacy))


def test_text_that_would_mislead_the_eye_is_taken_out():
    paper = write(
        replace(sample.RECEIPT, demands=("甲\u202e乙\u202c\x00丙\r\n\r\n 丁\ufeff\u200d",))
    )
    assert "甲乙丙\n丁" in paper.texts()


@pytest.mark.parametrize("kind", Kind)
def test_every_block_of_a_wording_has_one_verb_that_is_known(kind: Kind):
    for raw in _flat(WORDINGS[kind]["blocks"]):
        verbs = set(raw) & (VERBS | {"each", "choose", "lines"})
        assert len(verbs) == 1 or verbs == {"small", "items"}, raw
        known = {"when", "unless", "lead", "strong", "as", "is", "blocks"}
        known |= {"called", "counted", "alone"}
        assert set(raw) - verbs <= known, raw


def _flat(blocks: list[dict]) -> list[dict]:
    inner = [raw for block in blocks for raw in _flat(block.get("blocks", []))]
    chosen = [raw for block in blocks for way in block.get("is", {}).values() for raw in _flat(way)]
    return [*blocks, *inner, *chosen]


@pytest.mark.parametrize(
    "codes",
    [parts.Channel, parts.Receiver, parts.Dispatch, parts.Route, parts.Result, parts.Service,
     parts.Decision],
)  # fmt: skip
def test_every_code_has_its_word(codes: type):
    assert set(WORDS[codes.__name__.lower()]) == {code.value for code in codes}


def test_a_dispatch_is_upheld_with_the_day_on_which_the_notice_is_due():
    with pytest.raises(parts.Incomplete):
        replace(sample.OBJECTION_REPLY, notice_by=None)
    agreed = replace(sample.OBJECTION_REPLY, decision=parts.Decision.AGREED, notice_by=None)
    assert "收回" in said(agreed)
    assert "第二十四条" not in said(agreed)
    assert "第二十四条" in said(sample.OBJECTION_REPLY)


def test_nobody_is_guided_to_an_organ_without_an_address():
    with pytest.raises(parts.Incomplete):
        replace(sample.GUIDANCE_NOTICE, to=parts.Organ(name="一门区劳动人事争议仲裁院"))


def test_the_time_there_stands_before_the_place():
    text = said(sample.GUIDANCE_NOTICE)
    assert text.index("一年内申请仲裁") < text.index("同心路20号")


def test_every_refusal_of_a_letter_fills_its_own_message():
    with pytest.raises(Refused) as refusal:
        replace(sample.RECEIPT, number="")
    assert set(refusal.value.facts) == {"missing"}


def test_every_kind_has_a_letter_a_wording_and_a_name():
    assert set(content.LETTERS) == set(WORDINGS) == set(Kind) == set(sample.SAMPLES)
    assert set(names.LETTERS) == {kind.value for kind in Kind}
    assert all(isinstance(write(letter), Paper) for letter in sample.SAMPLES.values())


def test_members_of_a_hearing_are_counted_as_people():
    words = said(sample.SAMPLES[Kind.HEARING_VOTE])
    assert "第一位听证员意见" in words
    assert "项听证员" not in words


def test_every_letter_that_a_move_sends_has_a_name():
    sent = {kind for step in MOVES.values() for kind in step.paper.split(", ") if kind}
    assert sent <= set(names.LETTERS)
