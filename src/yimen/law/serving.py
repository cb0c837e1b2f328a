"""What proves that a paper reached its reader, and how long a notice must hang.

The Regulations let the windows run from receipt and leave service to practice; the Civil Procedure
Law (arts. 87-95) is followed by analogy: brought in person or left before a witness, by post, read
on the platform, and by public notice only where nothing else reached her.
"""

from __future__ import annotations

from datetime import date

#: Civil Procedure Law, art. 95, by analogy: what hung for so many days counts as served.
NOTICE_DAYS = 30


def notice_ends(posted_on: date) -> date:
    """Return the day on which a notice counts as served; the day of posting is not counted."""
    return date.fromordinal(posted_on.toordinal() + NOTICE_DAYS)
