"""One good letter of each kind, from the demo district; people and places are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from tests.documents import (
    breach_samples,
    hearing_samples,
    lanes_samples,
    people_samples,
    review_samples,
    sending_samples,
    settling_samples,
    supervision_samples,
)
from tests.documents.heads import (
    ACCOUNTS,
    BUREAU,
    DEMAND,
    DISPATCH_BY,
    DUE,
    FROM_HOUSING,
    GOVERNMENT,
    HEAD,
    HOUSING,
    ISSUED,
    NOTICE_BY,
    OBJECTION_BY,
    SUBJECT,
    TO_ORGAN,
)

from yimen.base.time import LOCAL
from yimen.documents import content, content_ways, parts
from yimen.documents.relief import relief, relief_from_non_acceptance

RECEIPT = content.Receipt(
    **HEAD
    | {
        "number": "一门信登〔2026〕123号",
        "received_at": datetime(2026, 11, 21, 9, 5, tzinfo=LOCAL),
        "channel": parts.Channel.VISIT,
        "demands": (DEMAND,),
        "receiver": parts.Receiver.BUREAU,
        "next_by": DISPATCH_BY,
        "privacy": parts.Privacy(
            holder="一门区信访局",
            retention="按档案管理规定，办结后保存10年",
            ask="到一门区民心路1号接待大厅，或者致电0755-0000 1101",
        ),
        "papers": ("缴费收据复印件6页",),
    }
)

ACCEPTANCE_NOTICE = content.AcceptanceNotice(
    **FROM_HOUSING
    | {
        "number": "一门住建受〔2026〕12号",
        "subject": SUBJECT,
        "received_on": date(2026, 11, 21),
        "channel": parts.Channel.VISIT,
        "forwarded_by": BUREAU.name,
        "arrived_on": date(2026, 11, 23),
        "accepted_on": date(2026, 11, 25),
        "issued_on": date(2026, 11, 25),
        "demands": (DEMAND, ACCOUNTS),
        "route": parts.Route.PETITION,
        "handler": "物业监管科",
        "due": DUE,
        "recusal_to": HOUSING.name,
        "mediation": "您与物业公司之间的退费争议，可以在双方自愿的前提下，"
        "由锦绣社区人民调解委员会免费调解",
    }
)

NON_ACCEPTANCE_NOTICE = content.NonAcceptanceNotice(
    **FROM_HOUSING
    | {
        "number": "一门住建不受〔2026〕3号",
        "received_on": date(2026, 11, 21),
        "channel": parts.Channel.ONLINE,
        "declined": (
            parts.Declined(
                demand="请求责令原用人单位支付2026年3月至8月的工资。",
                fact="您反映的是与原用人单位之间的劳动报酬争议，属于劳动争议仲裁的受案范围。",
                article="《信访工作条例》第二十三条、第三十一条第二项；"
                "《劳动争议调解仲裁法》第二条",
                where_to_go="一门区劳动人事争议仲裁院（一门区同心路20号，"
                "电话0755-0000 3301）。申请仲裁不收费。",
                limit_there="自知道或者应当知道权利被侵害之日起一年内；"
                "劳动关系存续期间拖欠工资的，自劳动关系终止之日起一年内。",
            ),
        ),
        "relief": relief_from_non_acceptance(on=ISSUED, to=GOVERNMENT, also=BUREAU.name),
    }
)

FORWARDING_NOTICE = content.ForwardingNotice(
    **HEAD
    | {
        "number": "一门信转告〔2026〕98号",
        "received_on": date(2026, 11, 21),
        "channel": parts.Channel.LETTER,
        "way": parts.Dispatch.FORWARD,
        "article": "《信访工作条例》第二十二条第一款第一项",
        "sent_on": date(2026, 11, 23),
        "issued_on": date(2026, 11, 23),
        "to": HOUSING,
        "notice_by": NOTICE_BY,
        "demands": (DEMAND,),
    }
)

MATTER: dict[str, Any] = {
    "petitioner": "王秀英",
    "reach": "联系电话138 0000 0000；住址：一门区锦绣花园3栋1201",
    "received_on": date(2026, 11, 21),
    "channel": parts.Channel.VISIT,
    "demands": (DEMAND,),
    "article": "《信访工作条例》第二十二条第一款第一项",
    "notice_by": NOTICE_BY,
    "objection_by": OBJECTION_BY,
    "attachments": ("王秀英来访登记表", "缴费收据复印件6页"),
}

FORWARDING_LETTER = content.ForwardingLetter(
    **TO_ORGAN | MATTER | {"number": "一门信转〔2026〕98号", "subject": "王秀英同志信访事项"}
)

ASSIGNMENT_LETTER = content.AssignmentLetter(
    **TO_ORGAN
    | MATTER
    | {
        "number": "一门信交〔2026〕7号",
        "report_by": parts.Deadline(
            on=date(2027, 1, 15),
            because="由交办机关指定（《信访工作条例》第二十二条第一款第三项）。",
        ),
        "wanted": ("请一并说明全区同类小区的收费核查情况。",),
    }
)

EXTENSION_NOTICE = content.ExtensionNotice(
    **FROM_HOUSING
    | {
        "number": "一门住建延〔2027〕2号",
        "issued_on": date(2027, 1, 18),
        "accepted_on": date(2026, 11, 25),
        "reason": "本事项涉及412户两年的分摊数据，需要委托第三方审计机构核对"
        "电表和收费系统的原始记录，审计报告预计2027年2月5日完成。",
        "approver": parts.Person(name="陈建平", post="副局长"),
        "approved_on": date(2027, 1, 17),
        "old_due": DUE,
        "new_due": parts.Deadline(
            on=date(2027, 2, 23), because="自办理期限届满之日起延长30日（第三十四条）。"
        ),
    }
)

FINDING = parts.Finding(
    route=parts.Route.PETITION,
    request=DEMAND,
    facts="经核查缴费台账、供电合同和抄表记录，2025年1月至2026年8月，物业公司按每户每月18元"
    "收取公共能耗费，实际分摊应为每户每月11.4元，共多收132元。",
    evidence="物业公司缴费台账；供电合同；2025年1月至2026年8月抄表记录；询问笔录2份。",
    reasons="公共能耗费应当按实际发生额分摊并公示。物业公司未按实际用量分摊，也没有公示，"
    "多收部分没有依据。",
    result=parts.Result.SUPPORTED,
    basis="《物业管理条例》第七条、第四十四条。",
)

HANDLING_OPINION = content.HandlingOpinion(
    **FROM_HOUSING
    | {
        "number": "一门住建访〔2027〕5号",
        "issued_on": date(2027, 1, 20),
        "subject": SUBJECT,
        "received_on": date(2026, 11, 21),
        "accepted_on": date(2026, 11, 25),
        "findings": (
            FINDING,
            replace(
                FINDING,
                request=ACCOUNTS,
                facts="物业公司已于2026年12月30日在小区公告栏公示收支明细。",
                reasons="您的请求合理。法律没有规定由我单位代为公开；公示已经完成，"
                "我单位已要求今后按季度公示。",
                result=parts.Result.EXPLAINED,
                basis="《民法典》第二百八十二条、第九百四十三条。",
            ),
        ),
        "duty": parts.Execution(
            organ="一门区安心物业服务有限公司，由我单位物业监管科督促",
            duty="向您退还多收的公共能耗费132元，并在小区公示分摊办法。",
            by=date(2027, 2, 20),
        ),
        "relief": relief(parts.Route.PETITION, on=date(2027, 1, 20), to=GOVERNMENT),
        "service_method": parts.Service.IN_PERSON,
    }
)

SERVICE_RECEIPT = content.ServiceReceipt(
    **TO_ORGAN
    | {
        "issuer": HOUSING,
        "contact": None,
        "number": "一门住建送〔2027〕5号",
        "document": "关于反映锦绣花园小区多收公共能耗费问题的信访处理意见书",
        "document_number": "一门住建访〔2027〕5号",
        "recipient": "王秀英",
        "method": parts.Service.IN_PERSON,
        "address": "一门区锦绣花园3栋1201",
        "servers": ("李芳", "赵海"),
        "issued_on": date(2027, 1, 21),
    }
)

CLOSING_REPORT = content.ClosingReport(
    **TO_ORGAN
    | {
        "issuer": HOUSING,
        "addressee": BUREAU.name,
        "number": "一门住建报〔2027〕9号",
        "issued_on": date(2027, 1, 25),
        "subject": "王秀英同志信访事项",
        "petitioner": "王秀英",
        "assignment_number": "一门信交〔2026〕7号",
        "assigned_on": date(2026, 11, 23),
        "accepted_on": date(2026, 11, 25),
        "steps": (
            parts.Step(on=date(2026, 11, 26), what="与信访人见面，听取其陈述的事实和理由。"),
            parts.Step(on=date(2026, 12, 3), what="到锦绣花园小区现场核查，调取台账和抄表记录。"),
            parts.Step(on=date(2026, 12, 21), what="约谈物业公司负责人，制作询问笔录。"),
        ),
        "outcomes": (
            parts.Outcome(
                demand=DEMAND,
                result=parts.Result.SUPPORTED,
                answer="物业公司退还132元",
                execution="2027年1月22日已经退还，信访人签收。",
            ),
        ),
        "opinion_number": "一门住建访〔2027〕5号",
        "opinion_on": date(2027, 1, 20),
        "service": parts.Service.IN_PERSON,
        "served_on": date(2027, 1, 21),
        "attachments": ("信访处理意见书", "送达回证"),
    }
)

CHECK_BY = parts.Deadline(
    on=date(2026, 12, 2),
    because="自2026年11月27日提出异议次日起算3个工作日，至2026年12月2日届满"
    "（《信访工作条例》第二十三条第三款；条文未定天数，按本系统设定）。",
)
SENT: dict[str, Any] = {
    "way": parts.Dispatch.FORWARD,
    "sent_on": date(2026, 11, 23),
    "objected_on": date(2026, 11, 27),
    "demands": (DEMAND,),
}

OBJECTION_LETTER = content.ObjectionLetter(
    **TO_ORGAN
    | SENT
    | {
        "issuer": HOUSING,
        "addressee": BUREAU.name,
        "number": "一门住建异〔2026〕1号",
        "issued_on": date(2026, 11, 27),
        "reason": "所反映的公共能耗费属于价格行为，依照本区机构职责规定由市场监督管理部门查处；"
        "我单位只负责物业服务合同备案，无权责令退还。",
        "proper": "一门区市场监督管理局",
        "check_by": CHECK_BY,
        "notice_by": NOTICE_BY,
        "sent_number": "一门信转〔2026〕98号",
    }
)

OBJECTION_REPLY = content.ObjectionReply(
    **TO_ORGAN
    | SENT
    | {
        "number": "一门信复〔2026〕2号",
        "issued_on": date(2026, 12, 1),
        "decision": parts.Decision.UPHELD,
        "reason": "物业服务收费的监督检查列在你单位的权责清单第41项，不属于价格执法事项。",
        "notice_by": NOTICE_BY,
    }
)

GUIDANCE_NOTICE = content_ways.GuidanceNotice(
    **HEAD
    | {
        "number": "一门信告〔2026〕15号",
        "received_on": date(2026, 11, 21),
        "channel": parts.Channel.VISIT,
        "demands": ("请求责令原用人单位支付2026年3月至8月的工资。",),
        "route": parts.Route.ARBITRATION,
        "to": parts.Organ(
            name="一门区劳动人事争议仲裁院",
            address="一门区同心路20号二楼",
            phone="0755-0000 3301",
        ),
        "limit_there": "自知道或者应当知道权利被侵害之日起一年内申请仲裁；"
        "劳动关系存续期间拖欠工资的，自劳动关系终止之日起一年内",
        "basis": "《劳动争议调解仲裁法》第二条、第二十七条",
        "reason": "您与原用人单位之间的劳动报酬争议，法律规定由劳动争议仲裁委员会裁决。",
        "papers": "仲裁申请书一式两份、身份证复印件、工资条或者银行流水、考勤记录",
    }
)

GUIDANCE_SHEET = content_ways.GuidanceSheet(
    **HEAD
    | {
        "number": "一门信引〔2026〕15号",
        "received_on": date(2026, 11, 21),
        "channel": parts.Channel.VISIT,
        "demands": ("请求责令原用人单位支付2026年3月至8月的工资。",),
        "direction": content_ways.Direction.ELSEWHERE,
        "way_there": "拖欠工资、解除劳动合同等劳动争议：劳动仲裁",
        "to": parts.Organ(
            name="一门区劳动人事争议仲裁院",
            address="一门区同心路20号二楼",
            phone="0755-0000 3301",
        ),
        "hours": "周一至周五 9:00—12:00，14:00—17:30",
        "counted_from": "劳动关系终止之日（追索在职期间的劳动报酬）",
        "time_there": "1年",
        "last_day": parts.Deadline(
            on=date(2026, 11, 27), because="自2025年11月27日的次日起算1年，至2026年11月27日"
        ),
        "days_left": "6",
        "last_week": "7",
        "answers_there": "收到申请之日起5日内决定是否受理；受理之日起45日内裁决",
        "papers": "仲裁申请书、身份证件、劳动合同、工资支付记录",
        "if_refused": "不予受理或者逾期未作决定的，可以就该争议向人民法院提起诉讼",
        "aid": "7",
        "basis": "《劳动争议调解仲裁法》第二十七条、第二十九条、第四十三条",
        "note": "请带上工资条原件",
        "next_by": DISPATCH_BY,
    }
)

RESUMPTION_NOTICE = content.ResumptionNotice(
    **HEAD
    | {
        "number": "一门信续〔2026〕1号",
        "issued_on": date(2026, 12, 15),
        "received_on": date(2026, 11, 21),
        "channel": parts.Channel.VISIT,
        "demands": (DEMAND,),
        "guided_on": date(2026, 11, 24),
        "there": "一门区劳动人事争议仲裁院",
        "reason": "仲裁院2026年12月12日决定不予受理，认为双方没有劳动关系。",
        "resumed_on": date(2026, 12, 15),
        "receiver": parts.Receiver.BUREAU,
        "next_by": DISPATCH_BY,
    }
)

WITHDRAWAL_NOTICE = content.WithdrawalNotice(
    **HEAD
    | {
        "number": "一门信撤〔2026〕4号",
        "issued_on": date(2026, 11, 30),
        "received_on": date(2026, 11, 21),
        "channel": parts.Channel.VISIT,
        "demands": (DEMAND, ACCOUNTS),
        "withdrawn_on": date(2026, 11, 30),
        "through": parts.Channel.ONLINE,
        "reason": "物业公司已经退费。",
    }
)

SAMPLES: dict[content.Kind, content.Letter] = {
    letter.kind: letter
    for letter in (
        RECEIPT,
        ACCEPTANCE_NOTICE,
        NON_ACCEPTANCE_NOTICE,
        FORWARDING_NOTICE,
        FORWARDING_LETTER,
        ASSIGNMENT_LETTER,
        EXTENSION_NOTICE,
        HANDLING_OPINION,
        SERVICE_RECEIPT,
        CLOSING_REPORT,
        OBJECTION_LETTER,
        OBJECTION_REPLY,
        GUIDANCE_NOTICE,
        GUIDANCE_SHEET,
        RESUMPTION_NOTICE,
        WITHDRAWAL_NOTICE,
        *breach_samples.samples(HEAD, TO_ORGAN, HOUSING, DEMAND),
        *hearing_samples.samples(
            FROM_HOUSING, FROM_HOUSING | {"query_code": "", "addressee": BUREAU.name}, DEMAND
        ),
        *lanes_samples.SAMPLES,
        *people_samples.SAMPLES,
        *review_samples.SAMPLES,
        *sending_samples.SAMPLES,
        *settling_samples.samples(HEAD, HOUSING, DEMAND),
        *supervision_samples.samples(TO_ORGAN, BUREAU, HOUSING),
    )
}
