"""Answer the self-check, for oneself; share it with a counsellor, if one likes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from yimen.access.actor import Actor, Role
from yimen.access.rls import behind_walls
from yimen.base.errors import NotFound, Refused
from yimen.base.seal import seal
from yimen.base.time import local_day
from yimen.people.models import Post
from yimen.rooms.care.caring import require_post
from yimen.rooms.care.material import CHECK
from yimen.rooms.care.models import Check


class AnswerAll(Refused):
    """Answer every question, or leave the page: nothing is kept then."""


@transaction.atomic
def check(answers: Sequence[int], *, counsellor: int = 0, by: Actor, at: datetime) -> Check:
    """Keep the answers, sealed; with a `counsellor`, that one reads them too.

    Raises:
        AnswerAll. NotFound: this is no counsellor.
    """
    require_post(by)
    if len(answers) != len(CHECK.questions) or any(a not in CHECK.range for a in answers):
        raise AnswerAll
    if counsellor and not Post.objects.filter(staff=counsellor, role=Role.COUNSELLOR).exists():
        raise NotFound
    with behind_walls(by):
        return Check.objects.create(
            staff_id=by.id, counsellor_id=counsellor or None, version=CHECK.version,
            on=local_day(at), answers_sealed=seal("".join(map(str, answers))), at=at,
        )  # fmt: skip
