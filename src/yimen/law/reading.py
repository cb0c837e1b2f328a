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


class BrokenFileError(ValueError):
    """A file of rules cannot be used; the message says where and what to do."""

    def __init__(self, file: str, place: str, fault: str, remedy: str) -> None:
        """Write the complaint the way every complaint about our files is written."""
        where = f'{file}: "{place}"' if place else file
        super().__init__(f"{where}: {fault}. {remedy}")


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
                fault = f"is there twice, near line {node.start_mark.line + 1}"
                raise BrokenFileError(self.file, str(key), fault, "Keep one.")
            seen.add(key)
        return super().construct_mapping(node, deep=deep)


class Fields:
    """One mapping of a file, read field by field."""

    def __init__(self, file: str, place: str, raw: object) -> None:
        """Remember where we are, so that complaints can say it."""
        self.file, self.place = file, place
        if not isinstance(raw, Mapping):
            self.refuse("is not a list of fields", "Write it as `field: value`.")
        self._raw: Mapping[object, object] = raw

    @classmethod
    def of_file(cls, path: Path) -> Fields:
        """Open a YAML file whose top is a mapping; an empty file is an empty mapping."""
        try:
            text = path.read_text(encoding="utf-8")
        except OSError as problem:
            fault = f"cannot be read ({problem.strerror})"
            raise BrokenFileError(str(path), "", fault, "Check the path.") from problem
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
            fault = f"is not YAML ({' '.join(str(problem).split())})"
            raise BrokenFileError(name, "", fault, "Mend the line it names.") from problem
        finally:
            loader.dispose()
        return cls(name, "", {} if raw is None else raw)

    def plain(self) -> dict[str, object]:
        """Return the fields as they were written."""
        return {str(key): value for key, value in self._raw.items()}

    def __contains__(self, key: str) -> bool:
        return key in self._raw

    def refuse(self, fault: str, remedy: str) -> NoReturn:
        """Refuse the file for a fault in this place, and say how to mend it."""
        raise BrokenFileError(self.file, self.place, fault, remedy)

    def allow(self, known: Iterable[str]) -> None:
        """Refuse fields nobody reads: they are usually misspelt."""
        for key in self._raw:
            if key not in set(known):
                self.refuse(f"nobody reads {key!r}", f"Use one of {', '.join(sorted(known))}.")

    def names(self) -> Iterator[str]:
        """Walk the names of the fields."""
        return (str(key) for key in self._raw)

    def get(self, key: str) -> object:
        """Return a field that must be there."""
        if key not in self._raw or self._raw[key] is None:
            self.refuse(f"has no {key}", "Add it.")
        return self._raw[key]

    def text(self, key: str, default: str | None = None) -> str:
        """Return a non-empty word."""
        if default is not None and key not in self._raw:
            return default
        found = self.get(key)
        if not isinstance(found, str) or not found.strip():
            self.refuse(f"{key} is not a word", "Write it in letters, in quotes if needed.")
        return found.strip()

    def number(self, key: str) -> int:
        """Return a whole number, nought or more, that a calendar can count."""
        found = self.get(key)
        if not isinstance(found, int) or isinstance(found, bool) or found < 0:
            self.refuse(f"{key} is not a whole number of nought or more", "Correct it.")
        if found > _MOST:
            self.refuse(f"{key} is more than {_MOST}", "Correct it.")
        return found

    def flag(self, key: str, *, default: bool | None = None) -> bool:
        """Return true or false."""
        if default is not None and key not in self._raw:
            return default
        found = self.get(key)
        if not isinstance(found, bool):
            self.refuse(f"{key} is neither true nor false", "Write true or false.")
        return found

    def day(self, key: str) -> date:
        """Return a date."""
        found = self.get(key)
        if type(found) is not date:
            self.refuse(f"{key} is not a date", "Write it like 2022-05-01, without quotes.")
        return found

    def choice(self, key: str, kind: type[Choice]) -> Choice:
        """Return one member of a fixed set."""
        found = self.text(key)
        if found not in list(kind):
            self.refuse(f"{key} is {found!r}, which is unknown", f"Use one of {', '.join(kind)}.")
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
            self.refuse(f"{key} is not a list", "Begin each line of it with a dash.")
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
