"""What an officer reads of the limits that were missed: the code, the article, who was told."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from yimen.casework.queries.file import CaseFile
from yimen.casework.showing import language
from yimen.law.breaches import OFFENCES
from yimen.workbench.presenting import day_words, limit_title


def marked(file: CaseFile) -> Iterator[str]:
    """Say of every limit of the law that was missed and marked, by which article, and to whom."""
    words = _(
        "{code}: {organ} missed “{limit}”, due on {day} ({law}). The petitioner and the organ"
        " have been told in writing."
    )
    for row in file.breaches:
        offence = OFFENCES.get(row.code)
        if offence:
            yield words.format(
                code=row.code,
                organ=row.organ.name,
                limit=limit_title(row.limit),
                day=day_words(row.due_on),
                law=offence.law.say(language()),
            )
