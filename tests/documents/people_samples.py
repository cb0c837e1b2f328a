"""One good letter of each kind about repeats, groups, execution and help; all invented."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.documents.heads import (
    ACCOUNTS,
    DEMAND,
    DISPATCH_BY,
    FROM_HOUSING,
    GOVERNMENT,
    HEAD,
    HOUSING,
)

from yimen.documents import content, parts
from yimen.documents.content_people import (
    AftercareOffer,
    ElectionPaper,
    ExecutionNotice,
    ExecutionReport,
    JoinedNotice,
    Mandate,
    PartedNotice,
    PersonalReply,
    RepeatGround,
    RepeatNotice,
    RepeatResumed,
    ReviewExecutionNotice,
)
from yimen.documents.content_review import Level
from yimen.documents.relief import relief

CAME: dict[str, Any] = {
    "received_on": date(2026, 11, 21),
    "channel": parts.Channel.VISIT,
    "demands": (DEMAND,),
}
OPINION = "一门住建访〔2027〕5号"
DUTY = "向信访人退还多收的公共能耗费132元，并在小区公示分摊办法。"

REPEAT_NOTICE = RepeatNotice(
    **HEAD
    | CAME
    | {
        "number": "一门信重〔2026〕3号",
        "ground": RepeatGround.RUNNING,
        "other_number": "一门〔2026〕000098号",
        "other_received_on": date(2026, 11, 2),
        "other_request": "请求查清锦绣花园公共能耗费多收问题。",
        "other_organ": HOUSING,
        "standing": "办理中",
        "reason": "同一人，同一物业公司，同一费用，时间段也相同",
        "due_on": date(2027, 1, 6),
    }
)

SAMPLES: tuple[content.Letter, ...] = (
    REPEAT_NOTICE,
    RepeatResumed(
        **HEAD
        | CAME
        | {
            "number": "一门信重续〔2026〕1号",
            "issued_on": date(2026, 12, 1),
            "answered_on": date(2026, 11, 23),
            "reason": "您补充的缴费记录是2024年的，此前的信访事项只涉及2025年以后",
            "resumed_on": date(2026, 12, 1),
            "receiver": parts.Receiver.BUREAU,
            "next_by": DISPATCH_BY,
        }
    ),
    JoinedNotice(
        **FROM_HOUSING | CAME | {"number": "一门住建合〔2026〕4号", "joined_on": date(2026, 11, 28)}
    ),
    PartedNotice(
        **FROM_HOUSING
        | CAME
        | {
            "number": "一门住建分〔2026〕1号",
            "parted_on": date(2026, 12, 8),
            "reason": "您要求单独办理",
        }
    ),
    ElectionPaper(
        **HEAD
        | CAME
        | {
            "number": "一门信推〔2026〕2号",
            "demands": (DEMAND, ACCOUNTS),
            "mandate": Mandate.GROUP,
            "people": 38,
            "speakers": ("王秀英", "陈大海", "吴桂兰"),
            "principal": "王秀英",
        }
    ),
    PersonalReply(
        **FROM_HOUSING
        | {
            "number": "一门住建访〔2027〕6号",
            "addressee": "陈大海",
            "issued_on": date(2027, 1, 20),
            "received_on": date(2026, 11, 21),
            "channel": parts.Channel.VISIT,
            "first": "王秀英",
            "people": 38,
            "accepted_on": date(2026, 11, 25),
            "opinion_number": OPINION,
            "opinion_on": date(2027, 1, 20),
            "findings": (
                parts.Finding(
                    route=parts.Route.PETITION,
                    request=DEMAND,
                    facts="物业公司按每户每月18元收取，实际分摊应为每户每月11.4元。",
                    evidence="缴费台账；抄表记录。",
                    reasons="公共能耗费应当按实际发生额分摊并公示。",
                    result=parts.Result.SUPPORTED,
                    basis="《物业管理条例》第七条、第四十四条。",
                ),
            ),
            "duty": parts.Execution(
                organ="一门区安心物业服务有限公司", duty=DUTY, by=date(2027, 2, 20)
            ),
            "relief": relief(parts.Route.PETITION, on=date(2027, 1, 20), to=GOVERNMENT),
        }
    ),
    ExecutionNotice(
        **FROM_HOUSING
        | {
            "number": "一门住建执〔2027〕2号",
            "query_code": "",
            "addressee": "一门区住房和建设局有关承办部门、人员",
            "issued_on": date(2027, 1, 21),
            "received_on": date(2026, 11, 21),
            "petitioner": "王秀英",
            "opinion_number": OPINION,
            "opinion_on": date(2027, 1, 20),
            "demands": (DEMAND,),
            "duty": DUTY,
            "by": parts.Deadline(on=date(2027, 2, 20), because="处理意见书确定的日期。"),
        }
    ),
    ReviewExecutionNotice(
        **HEAD
        | {
            "issuer": GOVERNMENT,
            "number": "一门府执〔2027〕1号",
            "query_code": "",
            "addressee": "一门区住房和建设局",
            "issued_on": date(2027, 3, 12),
            "received_on": date(2026, 11, 21),
            "petitioner": "王秀英",
            "level": Level.REVIEW,
            "source": "复查意见书",
            "opinion_number": "一门府复查〔2027〕2号",
            "opinion_on": date(2027, 3, 10),
            "demands": (DEMAND,),
            "duty": DUTY,
            "by": parts.Deadline(on=date(2027, 4, 11), because="复查意见书确定的日期。"),
        }
    ),
    ExecutionReport(
        **FROM_HOUSING
        | CAME
        | {
            "number": "一门住建执告〔2027〕2号",
            "issued_on": date(2027, 2, 10),
            "opinion_number": OPINION,
            "duty": DUTY,
            "done_on": date(2027, 2, 9),
            "proof": "2月8日转账132元，2月9日在三号楼大堂公示分摊办法",
            "paper": "转账回单.pdf",
            "answer_by": parts.Deadline(
                on=date(2027, 2, 25),
                because="自2027年2月10日告知次日起算15日，至2027年2月25日届满"
                "（条文未定天数，按本系统设定）。",
            ),
        }
    ),
    AftercareOffer(
        **HEAD
        | CAME
        | {
            "number": "一门信帮〔2027〕1号",
            "issued_on": date(2027, 3, 3),
            "closed_on": date(2027, 3, 1),
            "carer": parts.Organ(
                name="沙河街道办事处", address="一门区沙河路11号", phone="0755-0000 4401"
            ),
            "words": "社区可以帮您申请临时救助，也可以安排志愿者陪您看病",
        }
    ),
)
