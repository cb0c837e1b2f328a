"""Read our YAML strictly: every complaint names the file, the place, the fault and the remedy."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import NoReturn, TypeVar

import yaml

from yimen.law.words import Words

try:
    from yaml import CSafeLoader as SafeLoader
except ImportError:  # PyYAML built without libyaml: slower, otherwise the same
    from yaml import SafeLoader  # type: ignore[assignment]  # both read alike

Choice = TypeVar("Choice", bound=StrEnum)
#: What PyYAML raises, besides its own, of a day such as 30 February or a number that is none.
_NOT_YAML = (yaml.YAMLError, ValueError, LookupError, AttributeError, TypeError, RecursionError)
#: No rule counts further: days beyond it would leave the calendar.
_MOST = 99_999
KEEP_ONE = Words("请只保留一个。", "Keep one.")
_CORRECT = Words("请改正。", "Correct it.")


class BrokenFileError(ValueError):
    """A file of rules cannot be used; `words` say where and what to do, in both languages."""

    def __init__(self, file: str, place: str, fault: Words, remedy: Words) -> None:
        """Write the complaint the way every complaint about our files is written."""
        zh = f"{file}：“{place}”" if place else file
        en = f'{file}: "{place}"' if place else file
        self.words = Words(
            f"{zh}：{fault.zh}。{remedy.zh}",
            f"{en}: {fault.en}. {remedy.en}",
        )
        super().__init__(self.words.en)


class _Loader(SafeLoader):
    """A safe loader that refuses the same key twice, where YAML would keep the last."""

    file = ""

    def construct_mapping(
        self,
        node: yaml.MappingNode,
        deep: bool = False,  # noqa: FBT001, FBT002 - PyYAML's own signature
    ) -> dict[Hashable, object]:
        seen: set[Hashable] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, Hashable):
                continue  # the loader itself refuses it, and names the line
            if key in seen:
                twice = Words("重复出现，在第{line}行附近", "is there twice, near line {line}")
                fault = twice.format(line=node.start_mark.line + 1)
                raise BrokenFileError(self.file, str(key), fault, KEEP_ONE)
            seen.add(key)
        return super().construct_mapping(node, deep=deep)


class Fields:
    """One mapping of a file, read field by field."""

    def __init__(self, file: str, place: str, raw: object) -> None:
        """Remember where we are, so that complaints can say it."""
        self.file, self.place = file, place
        if not isinstance(raw, Mapping):
            self.refuse(
                Words("不是一组字段", "is not a list of fields"),
                Words("请写成“字段: 值”。", "Write it as `field: value`."),
            )
        self._raw: Mapping[object, object] = raw

    @classmethod
    def of_file(cls, path: Path) -> Fields:
        """Open a YAML file whose top is a mapping; an empty file is an empty mapping."""
        try:
            text = path.read_text(encoding="utf-8")
        except OSError as problem:
            fault = Words("不能读取（{why}）", "cannot be read ({why})").format(
                why=problem.strerror
            )
            remedy = Words("请检查路径。", "Check the path.")
            raise BrokenFileError(str(path), "", fault, remedy) from problem
        return cls.of_text(text, path.name)

    @classmethod
    def of_text(cls, text: str, name: str) -> Fields:
        """Open a YAML text whose top is a mapping, under the name that complaints shall say."""
        loader = _Loader(text)
        loader.file = name
        try:
            raw = loader.get_single_data()
        except BrokenFileError:
            raise
        except _NOT_YAML as problem:
            fault = Words("不是有效的YAML（{why}）", "is not YAML ({why})")
            remedy = Words("请改正括号里所说的那一行。", "Mend the line it names.")
            why = " ".join(str(problem).split())
            raise BrokenFileError(name, "", fault.format(why=why), remedy) from problem
        finally:
            loader.dispose()
        return cls(name, "", {} if raw is None else raw)

    def plain(self) -> dict[str, object]:
        """Return the fields as they were written."""
        return {str(key): value for key, value in self._raw.items()}

    def __contains__(self, key: str) -> bool:
        return key in self._raw

    def refuse(self, fault: Words, remedy: Words, **facts: object) -> NoReturn:
        """Refuse the file for a fault in this place, and say how to mend it."""
        said = fault.format(**facts), remedy.format(**facts)
        raise BrokenFileError(self.file, self.place, *said)

    def allow(self, known: Iterable[str]) -> None:
        """Refuse fields nobody reads: they are usually misspelt."""
        for key in self._raw:
            if key not in set(known):
                self.refuse(
                    Words("没有{key!r}这个字段", "nobody reads {key!r}"),
                    Words("可以用的有：{known}。", "Use one of {known}."),
                    key=key,
                    known=", ".join(sorted(known)),
                )

    def names(self) -> Iterator[str]:
        """Walk the names of the fields."""
        return (str(key) for key in self._raw)

    def get(self, key: str) -> object:
        """Return a field that must be there."""
        if key not in self._raw or self._raw[key] is None:
            self.refuse(Words("缺少{key}", "has no {key}"), Words("请补上。", "Add it."), key=key)
        return self._raw[key]

    def text(self, key: str, default: str | None = None) -> str:
        """Return a non-empty word."""
        if default is not None and key not in self._raw:
            return default
        found = self.get(key)
        if not isinstance(found, str) or not found.strip():
            self.refuse(
                Words("{key}不是文字", "{key} is not a word"),
                Words("请写成文字，必要时加引号。", "Write it in letters, in quotes if needed."),
                key=key,
            )
        return found.strip()

    def number(self, key: str) -> int:
        """Return a whole number, nought or more, that a calendar can count."""
        found = self.get(key)
        if not isinstance(found, int) or isinstance(found, bool) or found < 0:
            fault = Words("{key}不是零或者正整数", "{key} is not a whole number of nought or more")
            self.refuse(fault, _CORRECT, key=key)
        if found > _MOST:
            fault = Words("{key}大于{most}", "{key} is more than {most}")
            self.refuse(fault, _CORRECT, key=key, most=_MOST)
        return found

    def flag(self, key: str, *, default: bool | None = None) -> bool:
        """Return true or false."""
        if default is not None and key not in self._raw:
            return default
        found = self.get(key)
        if not isinstance(found, bool):
            self.refuse(
                Words("{key}既不是true也不是false", "{key} is neither true nor false"),
                Words("请写true或者false。", "Write true or false."),
                key=key,
            )
        return found

    def day(self, key: str) -> date:
        """Return a date."""
        found = self.get(key)
        if type(found) is not date:
            self.refuse(
                Words("{key}不是日期", "{key} is not a date"),
                Words(
                    "请写成2022-05-01的样子，不加引号。",
                    "Write it like 2022-05-01, without quotes.",
                ),
                key=key,
            )
        return found

    def choice(self, key: str, kind: type[Choice]) -> Choice:
        """Return one member of a fixed set."""
        found = self.text(key)
        if found not in list(kind):
            self.refuse(
                Words("{key}写的是{found!r}，没有这个值", "{key} is {found!r}, which is unknown"),
                Words("可以用的有：{known}。", "Use one of {known}."),
                key=key,
                found=found,
                known=", ".join(kind),
            )
        return kind(found)

    def words(self, key: str) -> Words:
        """Return a phrase that has both languages."""
        inner = self.inside(key)
        inner.allow({"zh", "en"})
        return Words(inner.text("zh"), inner.text("en"))

    def words_or_none(self, key: str) -> Words | None:
        """Return a phrase that has both languages, or nothing where there is none."""
        return self.words(key) if key in self else None

    def inside(self, key: str) -> Fields:
        """Step into a field that is a mapping itself."""
        return Fields(self.file, self._under(key), self.get(key))

    def sequence(self, key: str) -> list[object]:
        """Return a list; a field that is absent is an empty one."""
        found = self._raw.get(key) or []
        if not isinstance(found, list):
            self.refuse(
                Words("{key}不是列表", "{key} is not a list"),
                Words("请在它的每一行前面写一个短横线。", "Begin each line of it with a dash."),
                key=key,
            )
        return found

    def each(self, key: str) -> list[Fields]:
        """Step into each mapping of a list."""
        place = self._under(key)
        return [
            Fields(self.file, f"{place} {number}", raw)
            for number, raw in enumerate(self.sequence(key), start=1)
        ]

    def _under(self, key: str) -> str:
        return f"{self.place}: {key}" if self.place else key
