"""Sounds and films: whether they are whole, and what they say about the place, taken out.

MP4, M4A, MOV and 3GP are boxes in boxes, each with its length and a name of four letters. Notes
about the recording (place, maker, phone) lie in boxes of their own; those are blanked in place, so
that everything else stays where the film looks for it.
"""

from __future__ import annotations

from collections.abc import Iterator

MP3, M4A, MP4, MOV, THREE_GP = (
    "audio/mpeg",
    "audio/mp4",
    "video/mp4",
    "video/quicktime",
    "video/3gpp",
)
HEIC = "image/heic"

_BRANDS = {
    b"qt  ": MOV,
    b"M4A ": M4A,
    b"M4B ": M4A,
    b"3gp": THREE_GP,
    b"3g2": THREE_GP,
    b"hei": HEIC,
    b"hev": HEIC,
    b"mif1": HEIC,
    b"msf1": HEIC,
    b"avif": HEIC,
    b"avis": HEIC,
    b"iso": MP4,
    b"mp4": MP4,
    b"M4V": MP4,
    b"avc1": MP4,
    b"MSNV": MP4,
    b"dash": MP4,
    b"mmp4": MP4,
    b"f4v ": MP4,
}
_HEADER = 8
_LONG_HEADER = 16
#: Boxes that hold other boxes on the way to a note, and the notes themselves.
_FOLDERS = frozenset({b"moov", b"trak", b"mdia", b"minf"})
_NOTES = frozenset({b"udta", b"meta", b"uuid", b"loci"})
_FREE = b"free"
_PICTURES = b"vide"

#: MPEG audio: how many frames in a row make a sound of it, and how far in the first may lie.
_FRAMES = 3
_SEARCHED = 64 * 1024
_BITRATES = {
    (3, 1): (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (2, 1): (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    (0, 1): (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_MPEG_1 = 3


def film_type(data: bytes) -> str:
    """Return the type that a file of boxes says it is; a film without pictures is a sound."""
    brand = data[8:12]
    found = next((kind for start, kind in _BRANDS.items() if brand.startswith(start)), "")
    if found != MP4:
        return found
    indexes = (
        data[body:after] for name, body, after in _boxes(data, 0, len(data)) if name == b"moov"
    )
    return MP4 if _PICTURES in next(indexes, _PICTURES) else M4A


def is_whole(data: bytes) -> bool:
    """Say whether a file of boxes has its index and its content, and ends where it says."""
    names = set()
    end = 0
    for name, _, after in _boxes(data, 0, len(data)):
        names.add(name)
        end = after
    return {b"ftyp", b"moov", b"mdat"} <= names and end == len(data)


def without_notes(data: bytes) -> bytes:
    """Blank the notes that phones put into films: where, when and by which phone."""
    blanked = bytearray(data)
    for start, body, after in _notes(data, 0, len(data)):
        blanked[start + 4 : start + _HEADER] = _FREE
        blanked[body:after] = bytes(after - body)
    return bytes(blanked)


def is_mp3(data: bytes) -> bool:
    """Say whether this is MPEG sound: after its tag, several frames follow one another."""
    start = _after_tag(data)
    if start < 0:
        return False
    first = data.find(b"\xff", start, start + _SEARCHED) if start else 0
    while first >= 0:
        if _frames_from(data, first):
            return True
        first = data.find(b"\xff", first + 1, start + _SEARCHED) if start else -1
    return False


def _notes(data: bytes, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    here = start
    for name, body, after in _boxes(data, start, end):
        if name in _NOTES:
            yield here, body, after
        elif name in _FOLDERS:
            yield from _notes(data, body, after)
        here = after


def _boxes(data: bytes, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield name, beginning of the body and end of each box; stop at the first broken one."""
    while start + _HEADER <= end:
        size = int.from_bytes(data[start : start + 4])
        name = data[start + 4 : start + _HEADER]
        body = start + _HEADER
        if size == 1:
            size = int.from_bytes(data[body : start + _LONG_HEADER])
            body = start + _LONG_HEADER
        elif size == 0:
            size = end - start
        after = start + size
        if after < body or after > end:
            return
        yield name, body, after
        start = after


def _after_tag(data: bytes) -> int:
    """Return where the sound begins: behind an ID3 tag, whose length is in four times 7 bits."""
    if not data.startswith(b"ID3"):
        return 0 if data.startswith(b"\xff") else -1
    length = 0
    for byte in data[6:10]:
        length = length << 7 | byte & 0x7F
    return 10 + length


def _frames_from(data: bytes, at: int) -> bool:
    for _ in range(_FRAMES):
        length = _frame(data[at : at + 4])
        if not length:
            return False
        at += length
        if at == len(data):
            return True
    return True


def _frame(header: bytes) -> int:
    """Return the length of the layer III frame that begins here, or nothing."""
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE0 != 0xE0:  # noqa: PLR2004 - bits
        return 0
    version, layer = header[1] >> 3 & 3, header[1] >> 1 & 3
    rate, speed = header[2] >> 2 & 3, header[2] >> 4
    kilobits = _BITRATES.get((version, layer), ())
    if speed == 0 or speed >= len(kilobits) or rate >= len(_RATES[_MPEG_1]):
        return 0
    samples = 144 if version == _MPEG_1 else 72
    padding = header[2] >> 1 & 1
    return samples * kilobits[speed] * 1000 // _RATES[version][rate] + padding
