# ruff: noqa: INP001 - a script of its own, not part of a package
"""Measure how often our keyword hints find the office or the field that a set of letters names.

    python bench/keywords.py PATH/offices.csv       columns: title, detail, dept
    python bench/keywords.py PATH/fields.csv SPLIT  columns: title, detail, label, split

No data is part of this repository; give the path of your own.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from pathlib import Path
from typing import TextIO

from yimen.law.screening import suggest, suggest_office
from yimen.law.taxonomy import TAXONOMY

OFFICES = {
    "公安": "public_security",
    "教育": "education",
    "交通运输": "transport",
    "街道": "subdistrict",
    "人社": "human_resources",
    "城管": "urban_management",
    "园区": "park_office",
    "住建": "housing_construction",
    "自然资源": "natural_resources",
    "水务": "water",
    "发改": "development_reform",
    "市场监管": "market_regulation",
    "电力": "utilities",
    "生态环境": "ecology",
    "卫健": "health",
    "农业农村": "agriculture_forestry",
    "法院": "justice",
    "文旅体广": "culture_tourism_sports",
    "医保": "medical_insurance",
    "公积金": "housing_fund",
    "民政": "civil_affairs",
    "税务": "taxation",
    "退役": "veterans",
}


class Tally:
    """Hits per label, first and among the first three."""

    def __init__(self) -> None:
        """Start with nothing counted."""
        self.of: Counter[str] = Counter()
        self.first: Counter[str] = Counter()
        self.among_three: Counter[str] = Counter()
        self.unsaid = 0

    def add(self, label: str, ranked: list[str], fallback: str) -> None:
        """Count one letter."""
        self.of[label] += 1
        self.first[label] += ranked[0] == label
        self.among_three[label] += label in ranked[:3]
        self.unsaid += ranked[0] == fallback

    def print(self, out: TextIO) -> None:
        """Write the rates, whole and by label."""
        whole = self.of.total()
        out.write(f"letters {whole}, no suggestion {self.unsaid}\n")
        out.write(f"first right {self.first.total() / whole:.3f}\n")
        out.write(f"among the first three {self.among_three.total() / whole:.3f}\n")
        rates = [self.first[label] / times for label, times in self.of.items()]
        out.write(f"mean over labels {sum(rates) / len(rates):.3f}\n")
        out.writelines(
            f"  {label}: {self.first[label]} of {times}\n" for label, times in self.of.most_common()
        )


def main(path: Path, split: str = "") -> None:
    """Read the letters and print the rates."""
    tally = Tally()
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if split and row.get("split") != split:
                continue
            if row.get("dept"):
                tally.add(*_office(row))
            elif row.get("label"):
                tally.add(*_field(row))
    tally.print(sys.stdout)


def _office(row: dict[str, str]) -> tuple[str, list[str], str]:
    named = row["dept"].partition("/")[0]
    ranked = [one.competence for one in suggest_office(row["detail"], row["title"])]
    return OFFICES.get(named, named), ranked, "letters_bureau"


def _field(row: dict[str, str]) -> tuple[str, list[str], str]:
    raw = row.get("has_raw", "True") == "True"
    text = row["detail"] or row.get("text_raw", "") if raw else row["text_tok"]
    fields = [TAXONOMY.find(one.category).path[0].zh for one in suggest(text, row["title"])]
    return row["label"], list(dict.fromkeys(fields)), "其他"


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:3])
