"""The cast: a fixed handful of invented people, the same in the tests, the demo and the documents.

Officers are those of the demo district, named here by the part they play; `elsewhere` plays the
same parts in a district of its own, to whom our files do not exist.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from yimen.casework.filing import Person
from yimen.ops.demo import read


@dataclass(frozen=True, slots=True)
class Member:
    """One officer: user name, name, role, and the key of the organ."""

    username: str
    name: str
    role: str
    organ: str


#: Who plays which part, by the user names of the demo's cast.
PARTS = {
    "receptionist": "chennuan",
    "screener": "linqing",
    "supervisor": "heyuan",
    "leader": "qinzheng",
    "handler": "zhaohe",
    "second_handler": "sunyi",
    "checker": "wulv",
    "head": "zhengjian",
    "other_handler": "fengjie",
    "other_checker": "weishu",
    "other_head": "jiangping",
    "lawyer": "lvbai",
    "counsellor": "shixin",
    "mediator": "zhanghe",
    "system_admin": "admin_system",
    "security_admin": "admin_security",
    "audit_admin": "admin_audit",
}
_STAFF: Any = read("cast")
OFFICERS: dict[str, Member] = {
    part: Member(username, about["name"], about["role"], about["organ"])
    for part, username in PARTS.items()
    for about in [_STAFF["staff"][username]]
}
#: Officers of another district; the organ is theirs.
ELSEWHERE: dict[str, Member] = {
    "foreign_receptionist": Member("xg_receptionist", "邓远", "receptionist", "bureau"),
    "foreign_screener": Member("xg_screener", "钟望", "screener", "bureau"),
    "foreign_supervisor": Member("xg_supervisor", "白岭", "supervisor", "bureau"),
    "foreign_handler": Member("xg_handler", "罗川", "handler", "housing"),
    "foreign_checker": Member("xg_checker", "严青", "legal_checker", "housing"),
    "foreign_head": Member("xg_head", "史山", "head", "housing"),
}

#: Who looks at an answer again: at the district's government, and at the city's above it.
REVIEWERS: dict[str, Member] = {
    "reviewer": Member("fuhe", "傅和", "handler", "government"),
    "review_head": Member("gaoyuan", "高原", "head", "government"),
    "rechecker": Member("nieyun", "聂云", "handler", "city"),
    "recheck_head": Member("tanmu", "谭睦", "head", "city"),
}

CITIZEN = Person(
    name="周小满",
    id_kind="resident",
    id_number="11010519491231002X",
    phone="138 0013 8000",
    address="一门区沙河街道河湾社区东门3栋201",
)
BLIND = Person(
    name="任清和",
    phone="13900139001",
    address="一门区梅岭街道翠竹社区6栋102",
    reach="phone",
    needs="视力残疾，请用电话告知，文书请念给本人听",
)
WRITES_OFTEN = Person(name="柴守信", phone="13700137002", address="一门区东湖街道柳岸社区1栋501")
FROM_ELSEWHERE = Person(name="江北望", phone="13600136003", address="兴国县潋江镇", reach="post")
COMPANY = Person(
    name="万里建材店",
    kind="organisation",
    id_kind="credit_code",
    id_number="91350211M000100Y43",
    phone="0000-66880000",
)
