"""What every sample of a letter begins with: the district, the dates, the head; all invented."""

from __future__ import annotations

from datetime import date
from typing import Any

from yimen.documents import parts

BUREAU = parts.Organ(name="一门区信访局", address="一门区民心路1号", phone="0755-0000 1101")
HOUSING = parts.Organ(
    name="一门区住房和建设局", address="一门区安居路8号三楼302室", phone="0755-0000 2208"
)
GOVERNMENT = parts.Organ(
    name="一门区人民政府", address="一门区政府大院2号楼", phone="0755-0000 1000"
)
ISSUED = date(2026, 11, 21)

DEMAND = "锦绣花园小区物业公司自2025年起多收公共能耗费，请求核查并责令退还。"
ACCOUNTS = "请求公开2025年以来小区公共收益的收支明细。"
SUBJECT = "反映锦绣花园小区多收公共能耗费问题"

DISPATCH_BY = parts.Deadline(
    on=date(2026, 12, 7),
    because="自2026年11月21日收到次日起算15日，至2026年12月6日；该日为星期日，"
    "顺延至下一个工作日2026年12月7日（《信访工作条例》第二十二条）。",
)
NOTICE_BY = parts.Deadline(
    on=date(2026, 12, 8),
    because="自2026年11月23日收到转送（交办）次日起算15日，至2026年12月8日届满"
    "（《信访工作条例》第二十三条第三款）。",
)
OBJECTION_BY = parts.Deadline(
    on=date(2026, 11, 30),
    because="自2026年11月23日收到转送（交办）次日起算5个工作日，至2026年11月30日届满"
    "（《信访工作条例》第二十三条第三款）。",
)
DUE = parts.Deadline(
    on=date(2027, 1, 25),
    because="自2026年11月25日受理次日起算60日，至2027年1月24日；该日为星期日，"
    "顺延至下一个工作日2027年1月25日（《信访工作条例》第三十四条）。",
)

HEAD: dict[str, Any] = {
    "number": "一门信受〔2026〕12号",
    "case_number": "一门〔2026〕000123号",
    "issuer": BUREAU,
    "issued_on": ISSUED,
    "addressee": "王秀英",
    "scan_url": "https://xf.yimen.example/track/?number=2026-123",
    "contact": parts.Person(name="李芳", post="科员", phone="0755-0000 2210"),
    "query_code": "482910573364",
}
TO_ORGAN = HEAD | {"query_code": "", "addressee": HOUSING.name}
FROM_HOUSING = HEAD | {"issuer": HOUSING}
