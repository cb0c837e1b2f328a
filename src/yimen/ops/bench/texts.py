"""Invented petitions: what is asked for, where, by whom. No person, firm or place is real."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, TypeVar

import yaml

import yimen.law
from yimen.law.taxonomy import TAXONOMY

Thing = TypeVar("Thing")

#: What a search is measured by: a word in few petitions, in very many, of two characters, a name.
RARE, COMMON, SHORT = "沉香木雕", "小区", "井盖"
NAME = "欧阳望舒"
_ONE_IN = 4000
_TWO_CHARACTERS = 0.75
_STREETS = ("沙河", "梅岭", "莲塘", "东湖", "西园", "石桥", "竹溪", "枫林", "云台", "海晏")
_ROADS = ("惠民", "和平", "长安", "光明", "学府", "滨河", "春晓", "翠湖", "安居", "兴业")
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国文斌海燕志雪梅家豪晓东振宇思远怡"
_ASKED = (
    "请尽快解决{place}的{word}问题。",
    "要求有关部门查明{word}一事并书面答复。",
    "希望协调处理{place}{word}造成的损失。",
    "请依法处理{word}，并告知办理时限。",
    "请求落实关于{word}的承诺。",
)
_TOLD = (
    "我是{place}的住户，自{month}月起{word}一直没有人管，多次反映没有结果。",
    "{place}共有{n}户受到影响，其中老人和孩子较多，出行很不方便。",
    "去年{month}月曾答应{n}天内处理，到现在仍未见动静。",
    "我们先后找过物业和社区，都说不归他们管，互相推来推去。",
    "小区居民代表与施工方协商过{n}次，对方始终不愿意承担责任。",
    "涉及金额约{n}万元，合同、票据和照片都可以提供。",
    "夜里噪声很大，{word}的情况周末更加严重。",
    "希望到现场看一看，听一听群众的意见。",
    "此前打过热线，工单已经关闭，但是问题还在。",
    "同一条街上的{other}也有类似情况，请一并核查。",
    "如需补充材料，请电话联系，工作日白天都方便。",
    "下雨天积水有{n}厘米深，{other}已经无法正常使用。",
)
#: Share no divisor with the number of sentences.
_STEPS = (1, 5, 7, 11)


@dataclass(frozen=True, slots=True)
class Story:
    """One invented petition: what it is about, in which words, and who tells it."""

    category: str
    competence: str
    title: str
    place: str
    request: str
    facts: str
    name: str


def story(chance: Random) -> Story:
    """Invent a petition; the same chance gives the same one."""
    one = chance.random
    category, competence, words = pick(_matters(), one())
    word, other = pick(words, one()), pick(words, one())
    place = f"{pick(_STREETS, one())}街道{pick(_ROADS, one())}路{1 + int(one() * 380)}号"
    request = pick(_ASKED, one()).format(word=word, place=place)
    # So many sentences one after the other, from any on, in steps that meet none of them twice.
    first, step, many = int(one() * len(_TOLD)), pick(_STEPS, one()), 1 + int(one() * 3)
    number, month = 2 + int(one() * 95), 1 + int(one() * 12)
    facts = "".join(
        [
            _TOLD[(first + step * further) % len(_TOLD)].format(
                word=word, other=other, place=place, n=number + further, month=month
            )
            for further in range(many)
        ]
    )
    rare = int(one() * _ONE_IN)
    facts += f"门口的{RARE}也被损坏。" if rare == 1 else ""
    name = NAME if rare <= 1 else _name(chance)
    return Story(category, competence, request[:60], place, request, facts, name)


def pick(several: Sequence[Thing], chance: float) -> Thing:
    """Choose one of several by a number from 0 to 1; `Random.choice` takes six times as long."""
    return several[int(chance * len(several))]


def _name(chance: Random) -> str:
    one = chance.random
    given = pick(_GIVEN, one()) + (pick(_GIVEN, one()) if one() < _TWO_CHARACTERS else "")
    return pick(_SURNAMES, one()) + given


@cache
def _matters() -> list[tuple[str, str, list[str]]]:
    """Return every kind of matter that an opinion answers, with the words that hint at it."""
    file = Path(yimen.law.__file__).with_name("keywords.yaml")
    hints: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))["categories"]
    return [
        (code, TAXONOMY.find(code).competence, words["strong"])
        for code, words in hints.items()
        if words.get("strong") and TAXONOMY.find(code).competence != "letters_bureau"
    ]
