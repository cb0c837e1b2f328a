"""One good letter of each kind of sorting, sending and the simplified procedure; all invented."""

from __future__ import annotations

from datetime import date, datetime

from tests.documents import heads as before

from yimen.base.time import LOCAL
from yimen.documents import content, parts
from yimen.documents import content_sending as said
from yimen.documents.relief import relief

CAME = {"received_on": date(2026, 11, 21), "channel": parts.Channel.ONLINE}
SIMPLE_BY = parts.Deadline(
    on=date(2026, 12, 9),
    because="自2026年11月25日受理次日起算10个工作日，至2026年12月9日届满（《信访事项简易办理办法》）。",
)
DECIDE_BY = parts.Deadline(
    on=date(2026, 12, 8),
    because="自2026年12月1日报请决定由谁受理次日起算5个工作日，至2026年12月8日届满。",
)
LAMP = "河湾社区东门到公交站一段的路灯不亮，请修好。"

SORTING_NOTICE = said.SortingNotice(
    **before.HEAD
    | CAME
    | {
        "number": "一门信并〔2026〕3号",
        "demands": (before.DEMAND, before.ACCOUNTS),
        "way": said.Sorted.SPLIT,
        "sorted_on": date(2026, 11, 23),
        "before": "物业公司多收公共能耗费，账也不公开，请查清退钱并公布账目。",
        "reason": "退费和公开账目由不同的单位办理，分开以后各自答复，更清楚。",
        "next_by": before.DISPATCH_BY,
    }
)
SUPPLEMENT_NOTICE = said.SupplementNotice(
    **before.FROM_HOUSING
    | CAME
    | {
        "number": "一门建补〔2026〕6号",
        "demands": (before.DEMAND,),
        "wanted": ("2025年以来的缴费票据或者转账记录", "物业服务合同（没有的可以不交）"),
        "reason": "用来核对多收的金额。",
        "to": before.HOUSING,
        "help": "票据遗失的，可以由我局向物业公司调取；不方便出门的，工作人员可以上门拍照。",
        "next_by": before.DUE,
    }
)
REFERRAL_LETTER = said.ReferralLetter(
    **before.HEAD
    | {
        "number": "一门建请〔2026〕1号",
        "issuer": before.HOUSING,
        "query_code": "",
        "addressee": before.GOVERNMENT.name,
        "issued_on": date(2026, 12, 1),
        "cause": said.Cause.DISPUTE,
        "body": said.Body.SUPERIOR,
        "received_on": date(2026, 11, 21),
        "demands": (before.DEMAND,),
        "organs": (before.HOUSING.name, "一门区市场监督管理局"),
        "objection": "公共能耗费属于价格行为，由市场监管部门监督检查。",
        "check": "物业服务收费的监督检查列在住建部门的权责清单，异议不成立。",
        "reason": "双方权责清单表述不一致，建议明确由一个部门牵头受理。",
        "decide_by": DECIDE_BY,
        "notice_by": before.NOTICE_BY,
    }
)
DESIGNATION_NOTICE = said.DesignationNotice(
    **before.TO_ORGAN
    | {
        "number": "一门府定〔2026〕2号",
        "issuer": before.GOVERNMENT,
        "issued_on": date(2026, 12, 4),
        "cause": said.Cause.DISPUTE,
        "body": said.Body.SUPERIOR,
        "asked_on": date(2026, 12, 1),
        "demands": (before.DEMAND,),
        "organs": (before.HOUSING.name, "一门区市场监督管理局"),
        "question": "物业公共能耗费的收取由哪个部门受理。",
        "competent": before.HOUSING.name,
        "reason": "物业服务收费的监督检查列在住房和建设局权责清单第41项。",
        "notice_by": before.NOTICE_BY,
        "document": "一门府办函〔2026〕88号",
    }
)
URGENT_REPORT = said.UrgentReport(
    **before.TO_ORGAN
    | {
        "number": "一门信急〔2026〕1号",
        "addressee": "一门区人民政府、区应急管理局",
        "event": "河湾社区旧堤渗水，水位仍在上涨，下游三百户可能被淹。",
        "happened": "2026年11月21日早上七时左右",
        "place": "沙河街道河湾社区旧堤东段",
        "affected": "下游居民约三百户，其中有行动不便的老人二十余人。",
        "measures": "已电话通知街道组织转移；建议立即派员抢险，并开放河湾小学安置。",
        "known_at": datetime(2026, 11, 21, 8, 10, tzinfo=LOCAL),
        "reported_at": datetime(2026, 11, 21, 8, 40, tzinfo=LOCAL),
        "received_on": date(2026, 11, 21),
    }
)
ASSISTANCE_LETTER = said.AssistanceLetter(
    **before.TO_ORGAN
    | {
        "number": "一门建协〔2026〕4号",
        "issuer": before.HOUSING,
        "addressee": "一门区市场监督管理局",
        "demands": (before.DEMAND,),
        "question": "请核查该物业公司收费公示和计量器具检定情况，并说明能否责令退费。",
        "answer_by": date(2026, 12, 10),
        "handle_by": before.DUE,
    }
)
TRANSFER_NOTICE = said.TransferNotice(
    **before.FROM_HOUSING
    | CAME
    | {
        "number": "一门建移〔2026〕9号",
        "demands": (before.DEMAND,),
        "gone": "一门区房屋事务中心",
        "to": before.HOUSING,
        "next_by": before.DUE,
    }
)
SIMPLE_NOTICE = said.SimpleNotice(
    **before.FROM_HOUSING
    | CAME
    | {
        "number": "一门建简〔2026〕7号",
        "demands": (LAMP,),
        "accepted_on": date(2026, 11, 25),
        "ground": said.Ground.URGENT,
        "told_by": said.Told.PHONE,
        "reply_by": SIMPLE_BY,
        "ordinary_by": before.DUE,
        "handler": before.HOUSING.name,
    }
)
SIMPLE_REPLY = said.SimpleReply(
    **before.FROM_HOUSING
    | CAME
    | {
        "number": "一门建简〔2026〕8号",
        "issued_on": date(2026, 11, 27),
        "demands": (LAMP,),
        "accepted_on": date(2026, 11, 25),
        "facts": "现场查看，七盏路灯因保险丝烧断不亮。",
        "result": parts.Result.SUPPORTED,
        "answer": "11月26日已经更换，全部恢复照明。",
        "basis": "《城市照明管理规定》第二十条",
        "told_by": said.Told.PHONE,
        "told_at": datetime(2026, 11, 27, 10, 20, tzinfo=LOCAL),
        "relief": relief(
            parts.Route.PETITION, on=date(2026, 11, 27), to=before.GOVERNMENT, also=""
        ),
    }
)
ORDINARY_NOTICE = said.OrdinaryNotice(
    **before.FROM_HOUSING
    | CAME
    | {
        "number": "一门建普〔2026〕2号",
        "issued_on": date(2026, 12, 2),
        "demands": (LAMP,),
        "accepted_on": date(2026, 11, 25),
        "turn": said.Turn.ASKED,
        "due": before.DUE,
        "handler": before.HOUSING.name,
        "recusal_to": before.HOUSING.name,
    }
)

SAMPLES: tuple[content.Letter, ...] = (
    SORTING_NOTICE,
    SUPPLEMENT_NOTICE,
    REFERRAL_LETTER,
    DESIGNATION_NOTICE,
    URGENT_REPORT,
    ASSISTANCE_LETTER,
    TRANSFER_NOTICE,
    SIMPLE_NOTICE,
    SIMPLE_REPLY,
    ORDINARY_NOTICE,
)
