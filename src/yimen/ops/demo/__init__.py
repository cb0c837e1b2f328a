"""The demo district 一门区: who may log in. Its stories and its days are beside."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path

import yaml

from yimen.ops.places import data_folder

HERE = Path(__file__).parent
WORDS = [
    "lamp",
    "river",
    "stone",
    "paper",
    "cloud",
    "garden",
    "bridge",
    "window",
    "letter",
    "harbour",
    "maple",
    "lotus",
]
#: Whom a newcomer needs for a walk down the road, in its order, and what each is called.
SHOWN = {
    "chennuan": {"zh": "接谈员，区人民来访接待厅", "en": "Receptionist at the district hall"},
    "linqing": {"zh": "甄别转送，区信访局", "en": "Screener at the petition bureau"},
    "fengjie": {"zh": "承办人，区城管局", "en": "Handler, city management"},
    "weishu": {"zh": "合法性审核，区城管局", "en": "Legal checker, city management"},
    "jiangping": {"zh": "单位负责人，区城管局", "en": "Head of organ, city management"},
    "zhaohe": {"zh": "承办人，区住建局", "en": "Handler, housing"},
    "heyuan": {"zh": "督办，区信访局", "en": "Supervisor at the petition bureau"},
    "lvbai": {"zh": "律师，法律工作室", "en": "Lawyer in the legal room"},
    "shixin": {"zh": "心理咨询师，心访工作室", "en": "Counsellor in the heart room"},
    "zhanghe": {"zh": "人民调解员，人民调解室", "en": "Mediator in the mediation room"},
    "admin_security": {"zh": "安全管理员（人员与岗位）", "en": "Security administrator (posts)"},
    "admin_system": {"zh": "系统管理员（单位与区域）", "en": "System administrator (organs)"},
    "admin_audit": {"zh": "审计管理员", "en": "Audit administrator"},
}


@dataclass(frozen=True, slots=True)
class Account:
    """One demo account: `who` says in zh and en what this person does."""

    username: str
    password: str
    who: dict[str, str]


def accounts() -> list[Account]:
    """Return the demo accounts that a newcomer needs, all with this installation's password."""
    word = password()
    return [Account(username, word, who) for username, who in SHOWN.items()]


def password() -> str:
    """Return the demo password of this installation, made at random when first asked for."""
    file = data_folder() / "demo-password"
    if not file.exists():
        file.touch(mode=0o600)
        chosen = [secrets.choice(WORDS) for _ in range(3)]
        file.write_text("-".join([*chosen, str(secrets.randbelow(90) + 10)]))
    return file.read_text().strip()


def read(name: str) -> object:
    """Return one of the data files beside this one."""
    return yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
