"""What a receipt of service says: which paper, to whom, how, when, and what proves it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from yimen.documents import content, parts
from yimen.documents.drawn import ANSWERS, NOBODY, address_of, head, petitioner_of
from yimen.documents.lane import letter_paper
from yimen.documents.models import Letter
from yimen.documents.speaking import day_words
from yimen.people.models import Organ
from yimen.registry.identity import shown_address
from yimen.registry.models import Petition, Service

#: What stands in the place of a signature where nobody signs.
UNSIGNED = {"platform": "本人在网上确认收到", "notice": "公告送达，无人签收"}


def service_receipt(petition: Petition, service_id: int, day: date) -> content.ServiceReceipt:
    """Say what was handed over, how, when, and what proves it."""
    found = Service.objects.select_related(
        "opinion__organ", "review__organ", "decline", "reply__opinion__organ", "reply__party", "by"
    )
    row = found.get(pk=service_id)
    reader = row.reply.party if row.reply else None
    letter = _served_letter(petition, row)
    organ = _server(row, letter)
    return content.ServiceReceipt(
        **head(petition, organ, day, to_petitioner=False),
        document=_title_of(letter),
        document_number=letter.number if letter else NOBODY,
        recipient=reader.name if reader else petitioner_of(petition),
        method=parts.Service(row.method),
        address=(shown_address(reader) or NOBODY) if reader else address_of(petition),
        servers=(row.by.name if row.by else organ.name,),
        served_at=row.at,
        signed_by=UNSIGNED.get(row.method, "" if row.refusal else row.recipient),
        refusal=row.refusal,
        witnesses=tuple(filter(None, (row.witnesses.strip(),))),
        proof=proof_of(row),
    )


def _served_letter(petition: Petition, row: Service) -> Letter | None:
    """Return the print that was served: of an opinion, of a review's, of a notice, of a reply."""
    kinds: tuple[str, ...] = ANSWERS
    if row.review:
        kinds = (f"{row.review.level}_opinion",)
    elif row.decline_id:
        kinds = ("non_acceptance_notice",)
    elif row.reply_id:
        kinds = ("personal_reply",)
    subject = row.review_id or row.decline_id or row.reply_id or row.opinion_id or 0
    return petition.letters.select_related("organ").filter(kind__in=kinds, subject=subject).last()


def _server(row: Service, letter: Letter | None) -> Organ:
    """Return the organ whose paper it is."""
    answer = row.review or row.opinion or (row.reply.opinion if row.reply else None)
    if answer:
        return answer.organ
    return letter.organ if letter else row.petition.receiver


def proof_of(row: Service) -> str:
    """Say what proves a service: the paper, the parcel, the board, the click."""
    pieces = [row.proof]
    if row.parcel:
        pieces.append(f"邮件号{row.parcel}")
    if row.place:
        posted = f"，自{day_words(row.posted_on)}起" if row.posted_on else ""
        pieces.append(f"张贴于{row.place}{posted}")
    if row.paper_id:
        pieces.append("照片在卷" if row.place else "签收件在卷")
    if row.method == Service.Method.PLATFORM:
        pieces.append("凭查询码打开，由本人确认收到，系统留有记录")
    return "；".join(filter(None, pieces))


def _title_of(letter: Letter | None) -> str:
    """Return what the answer calls itself: an opinion, or a reply under another procedure."""
    return letter_paper(letter).title if letter else "信访处理意见书"


SERVED: dict[str, Callable[[Petition, int, date], content.Letter]] = {
    "service_receipt": service_receipt,
}
