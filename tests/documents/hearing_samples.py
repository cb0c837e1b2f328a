"""The papers of a hearing, an investigation and a recusal, each whole."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.make import on

from yimen.documents import content, parts
from yimen.documents import content_hearing as papers


def samples(
    to_her: dict[str, Any], to_organ: dict[str, Any], demand: str
) -> tuple[content.Letter, ...]:
    """Return one of each; the heads are those of the other samples."""
    answer_by = parts.Deadline(on=date(2027, 1, 21), because="自受理之日次日起60日。")
    held = {"held_from": date(2026, 12, 10), "held_to": date(2026, 12, 11)}
    members = ("李某（律师）", "王某（居民代表）")
    asked = {"asked_on": date(2026, 11, 27), "wish": papers.Wish.PETITIONER}
    why = "涉及多户居民，事实有争议，需要当面查清"
    return (
        papers.HearingRequest(
            **to_her | {"number": "一门住建〔2026〕71号"},
            **asked,
            through=parts.Channel.ONLINE,
            demands=(demand,),
            reason=why,
            decide_by=parts.Deadline(on=date(2026, 12, 8), because="自提出之日次日起7个工作日。"),
        ),
        papers.HearingDecision(
            **to_her | {"number": "一门住建〔2026〕72号"},
            **asked,
            demands=(demand,),
            decision=papers.Heard.REFUSED,
            reason=why,
            answer_by=answer_by,
        ),
        papers.HearingNotice(
            **to_her | {"number": "一门住建〔2026〕73号"},
            demands=(demand,),
            opens_at=on("2026-12-10", "14:30"),
            ends_on=date(2026, 12, 11),
            place="一门区政务路1号二楼听证室",
            chair="郑鉴",
            members=members,
            clerk="赵禾",
            answer_by=answer_by,
        ),
        papers.HearingRecord(
            **to_her | {"number": "一门住建〔2026〕74号"},
            demands=(demand,),
            opened_at=on("2026-12-10", "14:30"),
            closed_at=on("2026-12-11", "16:00"),
            place="二楼听证室",
            chair="郑鉴",
            members=members,
            clerk="赵禾",
            present="信访人本人；承办单位一人",
            statements="信访人：物业费重复收取。\n承办单位：正在核对账目。",
            questions="问：什么时候核对完？\n答：月底以前。",
            evidence="收据四张，双方没有异议。",
            last_word="希望尽快退费。",
            signed="信访人、主持人、记录人核对后签名",
        ),
        papers.HearingVote(
            **to_organ | {"number": "一门住建〔2026〕75号"},
            **held,
            demands=(demand,),
            chair="郑鉴",
            votes=(
                papers.Vote(
                    name="李某", standing="律师", vote=papers.Conclusion.SUPPORT, reason="收据属实"
                ),
                papers.Vote(
                    name="王某",
                    standing="居民代表",
                    vote=papers.Conclusion.PART,
                    reason="其中一张是其他年度的",
                ),
            ),
            tally="1名听证员认为诉求应当予以支持，1名听证员认为诉求应当部分予以支持",
            conclusion=papers.Conclusion.SUPPORT,
        ),
        papers.HearingReport(
            **to_her | {"number": "一门住建〔2026〕76号"},
            **asked,
            **held,
            demands=(demand,),
            place="二楼听证室",
            chair="郑鉴",
            members=members,
            facts="四张收据中三张属于同一年度。",
            tally="2名听证员认为诉求应当予以支持",
            conclusion=papers.Conclusion.SUPPORT,
            reasons="同一年度不应当重复收费。",
            answer_by=answer_by,
        ),
        papers.InvestigationRecord(
            **to_organ | {"number": "一门住建〔2026〕77号"},
            demands=(demand,),
            inquiry=papers.Inquiry.TALK,
            began_at=on("2026-12-01", "09:00"),
            ended_at=on("2026-12-01", "10:00"),
            place="河湾社区居委会",
            investigators=("赵禾", "孙义"),
            persons="王某，社区网格员",
            words="问：收据是谁开的？\n答：物业公司财务。",
            signed="王某核对后签名",
        ),
        papers.RecusalDecision(
            **to_her | {"number": "一门住建〔2026〕78号"},
            **asked,
            demands=(demand,),
            who="赵禾",
            relation="承办人是被反映的物业公司经理的妻弟",
            decision=papers.Aside.GRANTED,
            reason="经核实，二人有近亲属关系",
            decided_by="郑鉴",
            successor="孙义",
            answer_by=answer_by,
        ),
    )
