"""Why a paper that somebody hands in cannot be kept, and what to do instead."""

from __future__ import annotations

from yimen.base.errors import Refused


class PaperRefused(Refused):
    """“{name}” cannot be kept. Hand it in at the counter, or by post."""


class Empty(PaperRefused):
    """“{name}” is empty. Choose the file again."""


class TooBig(PaperRefused):
    """“{name}” is larger than {most} MB. Make it smaller, or hand it in at the counter."""


class TooManyPixels(TooBig):
    """The picture “{name}” is too large to open. Send it in a smaller size."""


class TooMany(PaperRefused):
    """Add at most {most} files to one petition. Bring the rest to the counter."""


class TooMuchTogether(PaperRefused):
    """Together the files are larger than {most} MB. Leave out the largest, or bring it to us."""


class WrongType(PaperRefused):
    """“{name}” is of a kind we do not keep. Add JPEG, PNG, PDF, DOCX, XLSX, TXT, MP3 or MP4."""


class NotWhatItSays(WrongType):
    """“{name}” does not hold what its name says. Open it, save it again, and add the new file."""


class HeicPicture(WrongType):
    """“{name}” is a HEIC picture, which not everybody can open. Save it as JPEG and add that."""


class OldDocument(WrongType):
    """“{name}” is an old or locked Word, Excel or WPS file. Save it as PDF, DOCX or XLSX."""


class WithMacros(WrongType):
    """“{name}” contains a program (macros). Save it as PDF, or as DOCX or XLSX without macros."""


class Unreadable(PaperRefused):
    """“{name}” cannot be opened; it may be damaged or locked. Save it again and add the new one."""
