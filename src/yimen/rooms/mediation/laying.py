"""How the papers of a mediation are laid out: whose they are, and how they name the sides."""

from __future__ import annotations

from datetime import date, datetime

from yimen.base.time import local_day
from yimen.documents.paper import Block, Paper
from yimen.documents.plain import form, own_paper, room_paper
from yimen.documents.speaking import day_words
from yimen.rooms.mediation.queries import KINDS, Whole

#: Two sides need no numbers.
TWO = 2


def headed(whole: Whole, on: date, title: str, *blocks: Block, to: str = "") -> Paper:
    """Lay out what the committee writes, under its name and the number of the case."""
    committee = whole.case.committee
    return room_paper(
        title,
        office=committee.name,
        on=on,
        blocks=blocks,
        number=whole.case.number,
        addressee=to,
        foot={"地址": committee.address, "电话": committee.phone},
    )


def owned(on: date, title: str, *blocks: Block) -> Paper:
    """Lay out what the parties themselves write and sign."""
    return own_paper(title, on=on, blocks=blocks)


def kind_of(whole: Whole) -> str:
    """Say what the dispute is about, as a committee counts it."""
    return str(dict(KINDS).get(whole.case.kind, whole.case.kind))


def day_of(moment: datetime) -> str:
    """Write the day of a moment."""
    return day_words(local_day(moment))


def called(whole: Whole, place: int) -> str:
    """Say which side this is."""
    several = str(place) if len(whole.sides) > TWO else ""
    return f"对方当事人{several}" if place else "申请人"


def who(whole: Whole, *labels: str) -> Block:
    """Lay out who the sides are; what they told nobody they write by hand."""
    rows: dict[str, str] = {}
    for label, side in zip(labels, whole.sides, strict=True):
        rows |= {label: side.name, f"{label}证件号码": "", f"{label}住址": side.address,
                 f"{label}电话": side.phone}  # fmt: skip
        if side.agent:
            rows[f"{label}代理人"] = side.agent
    return form(rows)


def person(whole: Whole, place: int) -> str:
    """Say who a side is, with what it told, in one line."""
    side = whole.sides[place]
    told = {"电话": side.phone, "住址": side.address, "代理人": side.agent}
    rest = (f"{label}：{text}" for label, text in told.items() if text)
    return "　".join((side.name, *rest))
