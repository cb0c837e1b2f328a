"""One good letter of each kind about reviews, rechecks and reopenings; all invented."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.documents.heads import (
    ACCOUNTS,
    DEMAND,
    DISPATCH_BY,
    GOVERNMENT,
    HEAD,
    HOUSING,
)

from yimen.documents import content, parts
from yimen.documents.content_review import (
    Level,
    Point,
    RecheckOpinion,
    ReopeningNotice,
    ReopeningRefusal,
    ReviewAcceptance,
    ReviewGround,
    ReviewOpinion,
    ReviewRefusal,
    ReviewRequest,
    ReviewResult,
)
from yimen.documents.relief import relief_after_review

CITY = parts.Organ(name="一门市人民政府", address="一门市市民中心", phone="0755-0000 0001")
DUE = parts.Deadline(
    on=date(2027, 3, 12),
    because="自2027年2月10日收到请求次日起算30日，至2027年3月12日届满"
    "（《信访工作条例》第三十五条）。",
)
FINAL_DUE = parts.Deadline(
    on=date(2027, 4, 29),
    because="自2027年3月30日收到请求次日起算30日，至2027年4月29日届满"
    "（《信访工作条例》第三十六条）。",
)
REVIEW: dict[str, Any] = {
    "level": Level.REVIEW,
    "author": HOUSING.name,
    "demands": (DEMAND, ACCOUNTS),
    "asked_on": date(2027, 2, 10),
    "answer_number": "一门住建访〔2027〕1号",
    "answer_on": date(2027, 1, 6),
}
RECHECK: dict[str, Any] = REVIEW | {
    "level": Level.RECHECK,
    "asked_on": date(2027, 3, 30),
    "reviewer": GOVERNMENT.name,
    "review_number": "一门府复查〔2027〕2号",
}
FROM_GOVERNMENT = HEAD | {"issuer": GOVERNMENT, "issued_on": date(2027, 2, 12)}
FROM_CITY = HEAD | {"issuer": CITY, "issued_on": date(2027, 4, 20)}

REFUNDED = Point(
    request=DEMAND,
    answered="多收部分没有依据，应当退还。",
    facts="抄表记录缺2025年3月至5月三个月，原意见按平均数推算，没有说明。",
    reasons="推算没有依据，应当按供电公司的结算单计算。",
    result=ReviewResult.REDO,
    basis="《信访工作条例》第三十二条、第三十五条。",
)
SHOWN = Point(
    request=ACCOUNTS,
    answered="物业公司已经公示，今后按季度公示。",
    facts="公示只有合计数，没有明细。",
    reasons="业主有权了解明细。",
    result=ReviewResult.CHANGE,
    decision="由住房和建设局督促物业公司在2027年4月30日以前公布逐项明细。",
    basis="《民法典》第二百八十二条。",
)
DUTY = parts.Execution(organ=HOUSING.name, duty="督促物业公司公布收支明细。", by=date(2027, 4, 30))

SAMPLES: tuple[content.Letter, ...] = (
    ReviewRequest(
        **HEAD
        | REVIEW
        | {
            "number": "一门信查请〔2027〕2号",
            "query_code": "",
            "addressee": GOVERNMENT.name,
            "issued_on": date(2027, 2, 11),
            "petitioner": "王秀英",
            "reach": "138 0000 0000",
            "channel": parts.Channel.ONLINE,
            "request": "请重新计算2025年3月至5月的公共能耗费，并公布明细。",
            "facts": "这三个月没有抄表，原意见是推算的。",
            "received_on": date(2027, 1, 8),
            "ended_on": date(2027, 2, 8),
            "late_reason": "1月20日至2月9日住院，附出院小结",
            "papers": ("出院小结.pdf",),
            "due": DUE,
        }
    ),
    ReviewAcceptance(
        **FROM_CITY
        | RECHECK
        | {
            "number": "一门市核受〔2027〕1号",
            "issued_on": date(2027, 4, 2),
            "due": FINAL_DUE,
            "recusal_to": CITY.name,
            "late": "有正当理由（住院期间不能提出）",
            "hearing": "可以",
        }
    ),
    ReviewRefusal(
        **FROM_CITY
        | RECHECK
        | {
            "number": "一门市复不受〔2027〕1号",
            "refused_for": ReviewGround.LATE,
            "reason": "您2027年2月20日收到复查意见书，3月22日是最后一日，您3月30日提出，"
            "没有说明原因",
            "where_to_go": "复查意见照常生效；多收的费用，您仍可以向一门区人民法院起诉物业公司",
            "also": "一门区信访局",
            "ended_on": date(2027, 3, 22),
        }
    ),
    ReviewOpinion(
        **FROM_GOVERNMENT
        | REVIEW
        | {
            "number": "一门府复查〔2027〕2号",
            "issued_on": date(2027, 3, 8),
            "request": "请重新计算2025年3月至5月的公共能耗费，并公布明细。",
            "examined": "查阅原案卷，向供电公司调取结算单，2027年2月25日听取您的陈述。",
            "points": (REFUNDED, SHOWN),
            "redo": HOUSING.name,
            "duty": DUTY,
            "relief": relief_after_review("recheck", on=date(2027, 3, 8), to=CITY),
        }
    ),
    RecheckOpinion(
        **FROM_CITY
        | RECHECK
        | {
            "number": "一门市复核〔2027〕1号",
            "request": "请由我市直接确定退费金额。",
            "examined": "查阅原办理和复查案卷。",
            "hearing": "2027年4月12日举行听证，听证结论：诉求应当予以支持。"
            "金额可以依据结算单确定。",
            "points": (REFUNDED, SHOWN),
            "redo": HOUSING.name,
            "duty": DUTY,
            "relief": relief_after_review("final", on=date(2027, 4, 20), to=CITY),
        }
    ),
    ReopeningNotice(
        **HEAD
        | {
            "number": "一门信启〔2027〕1号",
            "issued_on": date(2027, 5, 10),
            "received_on": date(2026, 11, 21),
            "channel": parts.Channel.VISIT,
            "demands": (DEMAND,),
            "asked_on": date(2027, 5, 6),
            "reason": "您提交的供电合同补充协议此前没有审查过，可能影响分摊金额",
            "receiver": parts.Receiver.BUREAU,
            "next_by": DISPATCH_BY,
        }
    ),
    ReopeningRefusal(
        **HEAD
        | {
            "number": "一门信不启〔2027〕1号",
            "issued_on": date(2027, 5, 10),
            "received_on": date(2026, 11, 21),
            "channel": parts.Channel.VISIT,
            "demands": (DEMAND,),
            "asked_on": date(2027, 5, 6),
            "reason": "您提交的收据与办结时已经审查的六页收据相同",
            "also": "一门区信访局",
        }
    ),
)
