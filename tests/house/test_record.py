"""Every kind of line is a sentence in both languages, and holds no names, numbers or texts."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest
from django.utils import translation
from tests import make
from tests.acts.after import lines
from tests.make import District

from yimen.access.actor import SYSTEM
from yimen.access.rls import act_as
from yimen.ops.build import compile_messages
from yimen.registry.entries import KINDS
from yimen.registry.models import Entry
from yimen.registry.telling import Told, tell

#: What a line may be made of: dates, codes, and numbers of rows.
CODES = {
    "channel": "online", "class_": "claim", "category": make.CATEGORY,
    "from_category": make.OTHER_CATEGORY, "contact": "phone",
    "method": "post", "link": "repeat", "room": "lawyer", "profile": "futian", "at_bureau": True,
    "received_on": "2025-02-24", "report_by": "2025-03-31", "route": 6, "days": 30, "headcount": 3,
    "version": 2, "repeat_ground": "running", "care": "taken", "steps": 3,
    "answer_by": "2025-03-31", "since_on": "2025-03-03", "told_by": "phone", "moved": True,
    "because": "asked",
    "whole": 1, "kept": 1, "missed": "absent",
    "limit": "handling", "due_on": "2025-05-06", "was_on": "2025-05-05",
    "code": "B45-1", "ground": "local",
    "wish": "petitioner", "conclusion": "support", "inquiry": "talk",
    "opens_on": "2025-03-18", "first_on": "2025-03-18", "last_on": "2025-03-19",
    "way": "labour_arbitration", "lapses_on": "2025-03-31",
    "adoption": "partly", "is_late": True, "ended_on": "2025-05-06", "admitted": "excused",
    "review_ground": "late", "settled_because": "not_kept", "sealed": True, "opens": True,
    "is_here": True, "chain_on": "2025-02-24", "ask_by": "2025-03-25",
}  # fmt: skip


@pytest.fixture
def district(db: None) -> District:  # noqa: ARG001  # the district stands in the database
    compile_messages()
    return make.a_district()


def told(district: District, kind: str, language: str) -> Told:
    """Have a line of a kind read, by an officer of the organ."""
    facts: dict[str, object] = {}
    petition = make.a_petition(district).petition
    for one in fields(KINDS[kind]):
        if one.name in CODES:
            facts[one.name] = CODES[one.name]
        elif one.name.endswith("_organ") or one.name == "organ":
            facts[one.name] = district.housing.pk
        elif one.name.endswith("_staff"):
            facts[one.name] = district["handler"].id
        else:
            facts[one.name] = petition
    entry = Entry(
        petition_id=petition, seq=1, kind=kind, demands=[1], facts=facts, role="handler",
        at=make.when("lodge"), written_at=make.when("lodge"), hash="0" * 64,
        staff_id=district["handler"].id, organ_id=district.housing.pk,
    )  # fmt: skip
    act_as(SYSTEM)
    with translation.override(language):
        return tell([entry])[0]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_of_line_is_a_sentence(district: District, kind: str, language: str):
    line = told(district, kind, language)
    for sentence in filter(None, (line.sentence, line.plain)):
        assert "{" not in sentence
        assert "  " not in sentence
        assert sentence[-1] in "。."
        assert sentence[0] not in " ,，。"
        chinese = bool(
            re.search(r"[一-鿿]", re.sub(r"一门区[^ ，。]*局|赵禾|一门〔.*?号", "", sentence))
        )
        assert chinese is (language == "zh-hans"), sentence
    assert line.sentence
    assert line.who == "赵禾"
    assert line.organ == district.housing.name


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_line_holds_numbers_of_rows_codes_and_dates_only(kind: str):
    references = {
        "attempt", "dispatch", "decline", "log", "extension", "opinion", "service", "organ",
        "attachment", "letter", "other_petition", "hearing", "investigation", "recusal",
        "referral", "objection", "guidance", "withdrawal",
        "breach", "repeat", "joining", "roster", "execution", "aftercare", "unclear",
        "sheet", "follow_up", "assistance", "ruling", "report", "sorting", "supplement",
        "review", "reopening", "suggestion", "accusation", "settlement",
        "advice", "reply",
    }  # fmt: skip
    for one in fields(KINDS[kind]):
        is_reference = one.name in references or one.name.endswith(("_organ", "_staff"))
        assert is_reference or one.name in CODES, f"{kind}: {one.name}"
        assert is_reference is (one.type in {"int", "int | None"} and one.name not in CODES)


def test_no_name_number_or_text_of_anybody_is_in_the_record(district: District):
    case = make.a_petition(district, "executed", result="supported")
    written = " ".join(str(line.facts) for line in lines(case))
    for secret in (
        "周小满",
        "13800138000",
        "11010519491231002X",
        "路灯",
        "电缆",
        "赵禾",
        case.code,
    ):
        assert secret not in written


def test_a_line_of_the_machine_does_not_begin_with_nothing(district: District):
    case = make.a_petition(district, "extended")
    for language, expected in (("en", "The organ that handles it needs"), ("zh-hans", "承办单位")):
        with translation.override(language):
            act_as(SYSTEM)
            (line,) = tell(line for line in lines(case) if line.kind == "tell_extension")
        assert line.plain.startswith(expected)
        assert line.who


def test_the_article_of_a_screening_follows_its_class(district: District):
    expected = {"claim": "31(6)", "suggestion": "29", "accusation": "30"}
    for kind, article in expected.items():
        case = make.a_petition(district, "screened", kind=kind)
        act_as(SYSTEM)
        with translation.override("en"):
            assert f"art. {article}." in tell(lines(case)[-1:])[0].sentence
