"""How long the heart room waits and keeps: P1, P3 and P7 of the register of clocks."""

from __future__ import annotations

from datetime import date, timedelta

from yimen.law.days import DAYS
from yimen.law.span import End, Measure, Span, last_day
from yimen.law.words import Words

#: P1: after a sign of danger somebody talks to the client within so many hours [D].
CONTACT_WITHIN = timedelta(hours=72)
#: Where somebody may be in danger now, a person is asked to come within the hour [D].
AT_ONCE = timedelta(hours=1)
#: P7: notes are kept for three years after the last entry (hotline guide of 2021 [P]), and an
#: impact assessment at least as long (PIPL art. 56); then they are erased.
COUNSELLING_RECORDS = Span(3, Measure.YEARS)
#: P3: who asks to see, have corrected or have erased what is kept of them is answered in time
#: (PIPL arts. 45 to 50: 及时); so many working days are our own promise [D].
ANSWER_ON_DATA = Span(15, Measure.WORKING_DAYS)
LAW_ON_DATA = Words(
    "《个人信息保护法》第四十五条至第五十条（及时答复；天数是本室的承诺）",
    "Personal Information Protection Law, arts. 45 to 50 (in good time; the days are our promise)",
)


def erase_after(last_entry: date) -> date:
    """Return the last day on which counselling notes are kept."""
    return last_day(last_entry, COUNSELLING_RECORDS, DAYS).on


def answer_by(asked_on: date) -> End:
    """Return until when a person's request about their data is answered, and why."""
    return last_day(asked_on, ANSWER_ON_DATA, DAYS)
