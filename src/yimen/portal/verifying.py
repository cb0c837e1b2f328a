"""What was found out about a letter, in words for anybody: the verdict, the checks, the places."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yimen.casework.queries.genuine import Known, Looked, Place
from yimen.casework.showing import Shown
from yimen.documents.examining import Verdict
from yimen.documents.names import title_of

#: How each verdict looks, its heading, and what it means.
SAID: dict[str, tuple[str, Promise, Promise]] = {
    "genuine": (
        "good",
        _("Genuine: this is exactly the letter that went out"),
        _("Not one sign of the file was changed after it was signed."),
    ),
    "on_file": (
        "good",
        _("A letter with this code was issued"),
        _(
            "Compare what follows with your paper. Whether each word on the paper is right, only"
            " its file shows: upload it if you have it."
        ),
    ),
    "replaced": (
        "warn",
        _("Genuine, but a newer version took its place"),
        _("What counts is the newer version. Follow the matter to read it, or ask the organ."),
    ),
    "broken": (
        "bad",
        _("The record that this letter quotes is no longer as it was"),
        _("The letter was signed by us, but our record was changed since. Tell the organ above."),
    ),
    "stolen": (
        "warn",
        _("In our register, but signed with a key that was withdrawn"),
        _("That key may have been in strange hands. What is in our register counts."),
    ),
    "changed": (
        "bad",
        _("Changed: this file is not as it went out"),
        _("It was made from a letter of ours and changed afterwards. Do not rely on it."),
    ),
    "forged": (
        "bad",
        _("Not ours: no such letter was ever issued"),
        _("It carries a code, but no letter of our register belongs to it. Do not rely on it."),
    ),
    "unknown_key": (
        "bad",
        _("Not ours: it is signed with a key that we never published"),
        _("Perhaps another office issued it; ask there. Do not rely on it before."),
    ),
    "nothing": (
        "warn",
        _("Nothing found by which we could tell"),
        _(
            "The file or code carries nothing of ours. A scan, a photo or a file that was printed"
            " again loses it: scan the QR code on the paper, or type the code beside it."
        ),
    ),
}


def shown(looked: Looked, *, from_file: bool) -> Shown:
    """Return the page that says what was found out."""
    kind = _kind(looked, from_file=from_file)
    tone, title, text = SAID[kind]
    return {
        "verdict": {"kind": kind, "tone": tone, "title": str(title), "text": str(text)},
        "facts": _facts(looked.known) if looked.known else None,
        "newer": _newer(looked.known) if looked.known else "",
        "checks": list(_checks(looked)),
        "places": [_place(one) for one in looked.places or ()],
        "is_unreadable": looked.is_whole is False and looked.places is None,
        "is_sealed": looked.known is not None and not looked.known.kind,
        "digest": looked.digest,
        "follow_url": _follow(looked.known) if looked.known and looked.known.is_followed else "",
    }


def _kind(looked: Looked, *, from_file: bool) -> str:
    if looked.verdict is not Verdict.GENUINE:
        return looked.verdict.value
    if looked.record_stands is False:
        return "broken"
    if looked.is_key_stolen:
        return "stolen"
    if looked.known and looked.known.newer_version:
        return "replaced"
    return "genuine" if from_file else "on_file"


def _facts(known: Known) -> Shown:
    return {
        "kind": title_of(known.kind) if known.kind else "",
        "organ": known.organ,
        "number": known.number,
        "case_number": known.case_number,
        "on": known.issued_on,
        "version": known.version,
    }


def _newer(known: Known) -> str:
    if known.newer_on is None:
        return ""
    return gettext("Version {version} was issued on {day}.").format(
        version=known.newer_version, day=date_format(known.newer_on, "DATE_FORMAT")
    )


def _checks(looked: Looked) -> Iterator[Shown]:
    """Say one by one what was checked, and how it came out."""
    if looked.signed_by:
        signed = gettext("Signed with our key {key}.").format(key=looked.signed_by)
        ours = looked.verdict in {Verdict.GENUINE, Verdict.CHANGED}
        unsigned = gettext("The signature is not one of ours.")
        yield {"well": ours, "text": signed if ours else unsigned}
    if looked.is_whole is not None:
        whole = gettext("The file is the one that we keep, sign for sign.")
        other = gettext("The file is not the one that we keep.")
        yield {"well": looked.is_whole, "text": whole if looked.is_whole else other}
    if looked.record_stands is not None and looked.seq:
        stands = gettext("The record up to line {n}, which the letter quotes, stands unchanged.")
        fell = gettext("The record up to line {n}, which the letter quotes, was changed.")
        text = stands if looked.record_stands else fell
        yield {"well": looked.record_stands, "text": text.format(n=looked.seq)}
    if looked.known and not looked.known.newer_version:
        yield {"well": True, "text": gettext("No newer version has taken its place.")}


def _place(place: Place) -> Shown:
    if not place.now:
        text = gettext("Page {page}, after “{after}”: something is missing.")
    elif place.is_missing:
        text = gettext("Page {page}, after “{after}”: now “{now}”, before something else.")
    else:
        text = gettext("Page {page}, after “{after}”: “{now}” was added.")
    return {"text": text.format(page=place.page, after=place.after, now=place.now)}


def _follow(known: Known) -> str:
    return f"{reverse('portal:track')}?{urlencode({'number': known.case_number})}"
