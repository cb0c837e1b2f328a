"""One good letter of each kind about a suggestion and about an accusation; all invented."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.documents.heads import BUREAU, FROM_HOUSING, HEAD, NOTICE_BY, TO_ORGAN

from yimen.documents import content, parts
from yimen.documents.content_lanes import (
    AccusationNotice,
    AccusationReply,
    AccusationSheet,
    SuggestionNotice,
    SuggestionReply,
)

DISCIPLINE = parts.Organ(
    name="一门区纪律检查委员会", address="一门区清风路3号", phone="0755-0000 1230"
)
CAME: dict[str, Any] = {
    "received_on": date(2026, 11, 21),
    "channel": parts.Channel.ONLINE,
    "demands": ("建议在锦绣路增设夜间公交，方便下夜班的人回家。",),
}
SEALED: dict[str, Any] = {"received_on": date(2026, 11, 21), "contact": None}

SAMPLES: tuple[content.Letter, ...] = (
    SuggestionNotice(
        **FROM_HOUSING
        | CAME
        | {
            "number": "一门住建建〔2026〕3号",
            "taken_on": date(2026, 11, 24),
            "handler": "一门区住房和建设局",
            "answer_by": parts.Deadline(
                on=date(2027, 1, 25),
                because="自2026年11月24日接收次日起算60日，至2027年1月23日；该日为星期六，"
                "顺延至下一个工作日2027年1月25日（条文未定天数，按本系统设定）。",
            ),
        }
    ),
    SuggestionReply(
        **FROM_HOUSING
        | CAME
        | {
            "number": "一门住建建复〔2027〕1号",
            "issued_on": date(2027, 1, 12),
            "study": "我单位统计了锦绣路四个站点三周的夜间客流，并征求了公交公司的意见。",
            "adoption": parts.Adoption.PARTLY,
            "reasons": "二十三时以前客流集中，可以延长末班车；二十三时以后平均每班不足两人，"
            "暂不具备开行条件。",
            "measures": "自2027年3月1日起，12路末班车由二十一时延长到二十三时。",
            "reward": "推荐参评年度优秀建议",
        }
    ),
    AccusationSheet(
        **TO_ORGAN
        | SEALED
        | {
            "number": "一门信密〔2026〕2号",
            "case_number": "密封〔2026〕2号",
            "addressee": DISCIPLINE.name,
            "seal_number": "密封〔2026〕2号",
            "level": "县（区）管理的人员",
            "sent_on": date(2026, 11, 24),
            "issues": "反映某单位一名负责人在2024年路灯改造项目中，没有公示招标，"
            "将工程交由亲属承包，造价明显偏高。",
            "notice_by": NOTICE_BY.on,
        }
    ),
    AccusationNotice(
        **HEAD
        | SEALED
        | {
            "number": "一门信密告〔2026〕2号",
            "sent_on": date(2026, 11, 24),
            "to": DISCIPLINE,
            "notice_by": NOTICE_BY.on,
            "whole": "整件",
        }
    ),
    AccusationReply(
        **HEAD
        | SEALED
        | {
            "number": "一门纪反〔2027〕2号",
            "issuer": DISCIPLINE,
            "addressee": "王秀英",
            "issued_on": date(2027, 2, 3),
            "answer": f"您通过{BUREAU.name}反映的问题，经初步核实，已经立案审查调查",
        }
    ),
)
