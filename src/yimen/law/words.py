"""The same words in the two languages of the house."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """One phrase, in Chinese and in English."""

    zh: str
    en: str

    def __getitem__(self, language: str) -> str:
        """Return the phrase in `zh` or `en`; any other key is an error."""
        if language == "zh":
            return self.zh
        if language == "en":
            return self.en
        raise KeyError(language)

    def say(self, language: str) -> str:
        """Return the phrase for a language code such as `zh-hans` or `en-gb`."""
        return self.zh if language.lower().startswith("zh") else self.en

    def format(self, **facts: object) -> Words:
        """Return the phrase with its gaps filled, in both languages."""
        return Words(self.zh.format(**facts), self.en.format(**facts))

    def __str__(self) -> str:
        """Say it in English, for logs and the command line."""
        return self.en

    def as_dict(self) -> dict[str, str]:
        """Return both, ready to be written as JSON."""
        return {"zh": self.zh, "en": self.en}
