"""The two papers of an advice of the bureau, from the demo district."""

from __future__ import annotations

from datetime import date
from typing import Any

from yimen.documents import content, parts
from yimen.documents.content_supervision import AdviceLetter, AdviceReply
from yimen.law.clock import due
from yimen.law.days import DAYS
from yimen.law.limits import LIMITS

SENT, ANSWERED = date(2026, 11, 23), date(2026, 12, 18)
SUBJECT = "物业服务收费公示和监督"
NUMBER = "一门信〔2026〕131号"


def samples(
    to_organ: dict[str, Any], bureau: parts.Organ, housing: parts.Organ
) -> tuple[content.Letter, ...]:
    """Write both: the bureau advises, and the organ adopts a part of it."""
    counted = due(SENT, LIMITS.on("advice_answer", SENT), DAYS)
    return (
        AdviceLetter(
            **to_organ
            | {"number": NUMBER, "case_number": NUMBER, "issued_on": SENT, "contact": None},
            subject=SUBJECT,
            advice=parts.Advice.IMPROVE_WORK,
            facts="2026年以来，多个小区反映物业服务企业不公示收费依据。受理告知多次超过期限，"
            "答复只引用合同条款，没有说明核查过程。",
            total=3,
            matters=("物业管理2件", "住房公积金1件"),
            proposal="对物业服务收费公示情况开展一次检查，公布结果；受理告知由专人登记、按日核对；"
            "答复意见写明查了什么、依据什么。",
            reply_by=parts.Deadline(on=counted.on, because=counted.because.zh),
        ),
        AdviceReply(
            **to_organ
            | {
                "number": "一门住建〔2026〕88号",
                "case_number": NUMBER,
                "issuer": housing,
                "issued_on": ANSWERED,
                "addressee": bureau.name,
                "contact": None,
            },
            subject=SUBJECT,
            advice=parts.Advice.IMPROVE_WORK,
            received_on=SENT,
            adoption=parts.Adoption.PARTLY,
            reasons="答复格式由市局统一规定，本局不能自行更改，已向市局报告。",
            measures="自2027年1月起，每季度检查一次收费公示；受理告知由办公室按日核对。",
            done_by=date(2027, 3, 31),
        ),
    )
