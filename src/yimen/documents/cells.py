"""From what a cell holds to what a filing needs: text, moments, numbers, choices.

Spreadsheets turn numbers into dates and dates into numbers; whatever they did that can be undone
without guessing is undone here, and the rest is refused with its reason.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta

from yimen.base.errors import Refused
from yimen.base.time import LOCAL

_ERRORS = re.compile(r"#(REF|N/A|VALUE|NAME\?|DIV/0|NULL|NUM)!?")
_ROUNDED = re.compile(r"[+-]?\d+(\.\d+)?[eE]\+?\d+")
_WHOLE = re.compile(r"[+-]?\d+\.0+")
#: More digits than a spreadsheet can keep in a number.
_EXACT = 10**15
_EXCEL_EPOCH = date(1899, 12, 30).toordinal()
_A_DAY = 24 * 60 * 60
#: From 1950 to 2099: what a whole number in a column of dates may mean.
_SERIALS = range(18264, 73051)
_OLDEST = 1950
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_YES = {"是", "同意", "愿意", "公开", "保密", "yes", "y", "true", "1", "1.0", "✓", "√"}
_NO = {"", "否", "不同意", "不愿意", "不公开", "不保密", "no", "n", "false", "0", "0.0", "×", "-"}
_FORMULA = frozenset("=+-@")
_MOMENT = re.compile(
    r"(?P<year>\d{4})[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?"
    r"(?:[T ]*(?P<hour>\d{1,2})[:时点](?P<minute>\d{1,2})(?:[:分](?P<second>\d{1,2})(?:\.\d+)?)?"
    r"[秒分]?)?(?P<zone>Z|[+-]\d{2}:?\d{2})?"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\s*(\d{2}):?(\d{2})(?::?(\d{2}))?)?")


class CellBroken(Refused):
    """{column}: the formula in this cell failed ({text}). Write the value itself."""


class NumberRounded(Refused):
    """{column}: the spreadsheet rounded {text}. Format the column as text and enter it again."""


class NotAMoment(Refused):
    """{column}: “{text}” is not a day. Write it like 2026-03-02 or 2026-03-02 09:30."""


class NotAWholeNumber(Refused):
    """{column}: “{text}” is not a whole number above zero."""


class NotAnAnswer(Refused):
    """{column}: “{text}” is neither yes nor no. Write 是 or 否."""


def text_of(cell: object, column: str) -> str:
    """Return the text of a cell, without what spreadsheets and printers hide in it.

    Raises:
        CellBroken: it holds the error of a formula.
    """
    match cell:
        case None:
            return ""
        case bool():
            return "是" if cell else "否"
        case float():
            return str(int(cell)) if cell.is_integer() else repr(cell)
        case datetime() | date():
            return _day_text(cell)
        case _:
            text = tidy(str(cell))
    if _ERRORS.fullmatch(text):
        raise CellBroken(column=column, text=text)
    return text


def digits_of(cell: object, column: str) -> str:
    """Return a number that is a name: a phone, an identity card, a case; never calculated with.

    Raises:
        NumberRounded: the spreadsheet kept it as a number and lost digits.
    """
    text = text_of(cell, column)
    if isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) >= _EXACT:
        raise NumberRounded(column=column, text=text)
    if _ROUNDED.fullmatch(text):
        raise NumberRounded(column=column, text=text)
    return text.partition(".")[0] if _WHOLE.fullmatch(text) else text


def moment_of(cell: object, column: str, formats: tuple[str, ...] = ()) -> datetime | None:
    """Return the moment a cell names; a day alone is its noon, so that no zone moves it.

    Raises:
        NotAMoment: it names none, or one that cannot be meant.
    """
    match cell:
        case datetime():
            found = _here(cell) if _has_time(cell) else _at_noon(cell.date())
        case date():
            found = _at_noon(cell)
        case int() | float() if _SERIALS.start <= cell < _SERIALS.stop:
            found = _of_serial(float(cell))
        case _:
            text = text_of(cell, column)
            if not text:
                return None
            found = _of_text(text, column, formats)
    if found.year < _OLDEST:
        raise NotAMoment(column=column, text=text_of(cell, column))
    return found


def count_of(cell: object, column: str) -> int | None:
    """Return a whole number above zero, or nothing for an empty cell."""
    text = text_of(cell, column)
    if not text:
        return None
    whole = unicodedata.normalize("NFKC", text).removesuffix("人").strip()
    whole = whole.partition(".")[0] if _WHOLE.fullmatch(whole) else whole
    if not whole.isdecimal() or not 1 <= int(whole) < _EXACT:
        raise NotAWholeNumber(column=column, text=text)
    return int(whole)


def answer_of(cell: object, column: str) -> bool:
    """Return yes or no; an empty cell is no."""
    text = text_of(cell, column)
    said = text.lower()
    if said not in _YES | _NO:
        raise NotAnAnswer(column=column, text=text)
    return said in _YES


def tidy(text: str) -> str:
    """Return a text without control signs, with plain line ends and spaces, without its edges."""
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    kept = "".join(sign for sign in text if sign in "\n\t" or unicodedata.category(sign)[0] != "C")
    if kept[:1] == "'" and kept[1:2] in _FORMULA:
        kept = kept[1:]
    return kept.strip()


def guarded(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula; `tidy` undoes it."""
    return f"'{text}" if text[:1] in _FORMULA else text


def _of_text(text: str, column: str, formats: tuple[str, ...]) -> datetime:
    for form in formats:
        try:
            found = datetime.strptime(text, form)  # noqa: DTZ007 - the zone is given below
        except ValueError:
            continue
        return (
            _here(found)
            if any(code in form for code in ("%H", "%I", "%X"))
            else _at_noon(found.date())
        )
    if formats:
        raise NotAMoment(column=column, text=text)
    try:
        return _parsed(unicodedata.normalize("NFKC", text))
    except ValueError:
        raise NotAMoment(column=column, text=text) from None


def _parsed(text: str) -> datetime:
    if text.isdecimal() and int(text) in _SERIALS:
        return _of_serial(float(text))
    if found := _COMPACT.fullmatch(text):
        parts = [int(part) for part in found.groups() if part]
        return _moment(parts)
    found = _MOMENT.fullmatch(text.strip())
    if not found:
        raise ValueError(text)
    names = ("year", "month", "day", "hour", "minute", "second")
    parts = [int(found[name]) for name in names if found[name]]
    moment = _moment(parts)
    if found["zone"]:
        zone = datetime.fromisoformat(f"2000-01-01T00:00:00{found['zone']}").tzinfo
        moment = moment.replace(tzinfo=zone).astimezone(LOCAL)
    return moment


def _moment(parts: list[int]) -> datetime:
    day = date(*parts[:3])
    if not parts[3:]:
        return _at_noon(day)
    hour, minute, second = (*parts[3:], 0)[:3]
    return datetime.combine(day, time(hour, minute, second), tzinfo=LOCAL)


def _of_serial(serial: float) -> datetime:
    """Return the moment of Excel's day number; the fraction is the time of the day."""
    whole, part = divmod(serial, 1)
    day = date.fromordinal(_EXCEL_EPOCH + int(whole))
    midnight = datetime.combine(day, time.min, tzinfo=LOCAL)
    return midnight + timedelta(seconds=round(part * _A_DAY)) if part else _at_noon(day)


def _has_time(moment: datetime) -> bool:
    return moment.time() != time.min


def _here(moment: datetime) -> datetime:
    return moment.replace(tzinfo=LOCAL) if moment.tzinfo is None else moment.astimezone(LOCAL)


def _at_noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=LOCAL)


def _day_text(cell: date) -> str:
    if isinstance(cell, datetime):
        return cell.isoformat(" ", timespec="seconds") if _has_time(cell) else str(cell.date())
    return cell.isoformat()
