"""Free words in a file: in the clear where it is open, encrypted where it is sealed (art. 30).

Whoever writes such a column need not think of it, and whoever reads it gets the words. A row of a
sealed file holds them under the lane's own key, bound to their column and their petition.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidTag
from django.db import models

from yimen.base.seal import seal_apart, unseal_apart

if TYPE_CHECKING:
    Text = models.TextField[str, str]
else:
    Text = models.TextField

#: What such words begin with: a sign that nobody can type, then the petition, then the rest.
MARK = "\ue000"


class FreeWords(Text):
    """A text that somebody wrote into a petition's file."""

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """Be an ordinary text to the migrations: the column is one."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> object:  # noqa: FBT001  # Django's
        """Return what the row keeps: the words, or under seal what nobody can read."""
        words = super().pre_save(model_instance, add)
        petition = getattr(model_instance, "petition", None)
        if not words or petition is None or not petition.is_sealed:
            return words
        return self.shut(str(words), petition.pk)

    def from_db_value(self, value: str | None, _expression: object, _connection: object) -> object:
        """Return the words, wherever they lay."""
        return self.opened(value) if value and value[0] == MARK else value

    def shut(self, words: str, petition: int) -> str:
        """Return words as the row of a sealed file keeps them."""
        sealed = seal_apart(words.encode(), self._place(petition))
        return f"{MARK}{petition}:{base64.b64encode(sealed).decode()}"

    def opened(self, kept: str) -> str:
        """Return the words of a sealed row; what was never sealed stays as it is."""
        petition, _, rest = kept[len(MARK) :].partition(":")
        try:
            raw = base64.b64decode(rest, validate=True)
            return unseal_apart(raw, self._place(int(petition))).decode()
        except (ValueError, binascii.Error, InvalidTag):
            return kept

    def _place(self, petition: int) -> str:
        return f"petition {petition} {self.model._meta.db_table}.{self.column}"


def words_of(model: type[models.Model]) -> list[FreeWords]:
    """Return the columns of a table that hold free words."""
    return [field for field in model._meta.concrete_fields if isinstance(field, FreeWords)]
