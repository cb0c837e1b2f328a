"""Papers in: what is kept, what is refused, and what is taken out."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pytest_django import Settings
from tests.documents import paper_samples as sample

from yimen.base.errors import NotFound, Refused
from yimen.documents import media, pictures, refusing
from yimen.documents.media import SUFFIXES, recognise
from yimen.documents.papers import (
    LONGEST_NAME,
    MEGABYTE,
    MOST_FILES,
    MOST_MEGABYTES,
    keep,
    open_paper,
    require_together,
    tidy_name,
)


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.YIMEN_DATA = tmp_path
    return tmp_path / "files"


def held(name: str, data: bytes) -> bytes:
    return open_paper(keep(name, data).sha256).read_bytes()


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("路灯.jpg", sample.jpeg(), "image/jpeg"),
        ("路灯.JPEG", sample.jpeg(), "image/jpeg"),
        ("截图.png", sample.png(), "image/png"),
        ("动图.webp", sample.animation(), "image/webp"),
        ("申请书.pdf", sample.pdf(), "application/pdf"),
        ("申请书.pdf", b"\xef\xbb\xbf\n" + sample.pdf(b"\n\n"), "application/pdf"),
        ("经过.txt", "停电三天".encode(), "text/plain"),
        ("名单.csv", "姓名,电话\n张三,1".encode("gb18030"), "text/plain"),
        ("经过.txt", "停电三天".encode("utf-16"), "text/plain"),
        ("名册.xlsx", sample.xlsx(), media.XLSX),
        ("申请书.docx", sample.docx(), media.DOCX),
        ("录音.mp3", sample.mp3(), "audio/mpeg"),
        ("录音.mp3", sample.mp3(tag=False), "audio/mpeg"),
        ("录音.m4a", sample.film(b"M4A "), "audio/mp4"),
        ("录音.m4a", sample.film(b"mp42", b"soun"), "audio/mp4"),  # as many phones record
        ("现场.mp4", sample.film(), "video/mp4"),
        ("IMG_1.MOV", sample.film(b"qt  "), "video/quicktime"),
    ],
)  # fmt: skip
def test_a_paper_of_a_kind_that_we_keep_is_kept(name: str, data: bytes, media_type: str):
    kept = keep(name, data)
    assert (kept.name, kept.media_type) == (name, media_type)
    assert kept.size == len(open_paper(kept.sha256).read_bytes())


@pytest.mark.parametrize(
    ("name", "data", "refusal"),
    [
        ("空.jpg", b"", refusing.Empty),
        ("病毒.jpg", b"MZ\x90\x00\x03" + bytes(60), refusing.NotWhatItSays),
        ("网页.pdf", b"<html><script>1</script></html>", refusing.NotWhatItSays),
        ("网页.txt", b" <!DOCTYPE html><p>", refusing.NotWhatItSays),
        ("图.svg", b"<svg onload='x'/>", refusing.WrongType),
        ("图.gif", b"GIF89a" + bytes(20), refusing.WrongType),
        ("run.sh", b"#!/bin/sh\nrm -rf /", refusing.WrongType),
        ("setup.exe", sample.jpeg(), refusing.NotWhatItSays),
        ("表.xlsx", sample.docx(), refusing.NotWhatItSays),
        ("表.pdf", sample.xlsx(), refusing.NotWhatItSays),
        ("照片.jpg", sample.pdf(), refusing.NotWhatItSays),
        ("两样.pdf", sample.pdf(sample.zipped({"a": b"b"})), refusing.NotWhatItSays),
        ("半份.pdf", sample.pdf()[:200], refusing.Unreadable),
        ("半张.jpg", sample.jpeg()[:-300], refusing.Unreadable),
        ("半张.png", sample.png()[:60], refusing.Unreadable),
        ("半个.mp4", sample.film()[:-10], refusing.Unreadable),
        ("半份.docx", sample.docx()[:-30], refusing.Unreadable),
        ("包.zip", sample.zipped({"a.txt": b"b"}), refusing.WrongType),
        ("包.docx", sample.zipped({"a.txt": b"b"}), refusing.WrongType),
        ("宏.docm", sample.docx("word/vbaProject.bin"), refusing.WithMacros),
        ("宏.docx", sample.docx("word/vbaProject.bin"), refusing.WithMacros),
        ("宏.docx", sample.docx(types=b"main+xml;macroEnabled"), refusing.WithMacros),
        ("控件.docx", sample.docx("word/activeX/activeX1.bin"), refusing.WithMacros),
        ("旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), refusing.OldDocument),
        ("IMG_1.HEIC", sample.film(b"heic"), refusing.HeicPicture),
        ("IMG_1.jpg", sample.film(b"mif1"), refusing.HeicPicture),
        ("未知.mp4", sample.film(b"????"), refusing.WrongType),
        ("假.mp3", b"ID3\x03\x00\x00\x00\x00\x00\x05no sound", refusing.NotWhatItSays),
    ],
)  # fmt: skip
def test_a_paper_that_lies_or_is_broken_is_refused_by_name(
    name: str, data: bytes, refusal: type[Refused], folder: Path
):
    with pytest.raises(refusal) as refused:
        keep(name, data)
    assert name in str(refused.value)
    assert not folder.exists()


def test_the_place_where_a_picture_was_taken_is_not_kept():
    for name, data in (
        ("a.jpg", sample.jpeg()),
        ("a.png", sample.png()),
        ("a.webp", sample.animation()),
    ):
        drawn = held(name, data)
        picture = Image.open(io.BytesIO(drawn))
        assert not picture.getexif()
        assert sample.PLACE.encode() not in drawn
        assert b"A phone maker" not in drawn
        assert not {"xmp", "comment", "Location", "exif"} & set(picture.info)


def test_a_picture_stands_upright_after_its_orientation_is_gone():
    picture = Image.open(io.BytesIO(held("a.jpg", sample.jpeg(orientation=6))))
    assert picture.size == (20, 40)
    red, _, blue = picture.convert("RGB").getpixel((10, 5))  # type: ignore[misc]  # RGB has three
    assert red > 200
    assert blue < 60


def test_of_an_animation_the_first_frame_is_kept():
    picture = Image.open(io.BytesIO(held("a.webp", sample.animation())))
    assert getattr(picture, "n_frames", 1) == 1
    assert picture.convert("RGB").getpixel((4, 4))[0] > 200  # type: ignore[index]  # RGB has three


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_can_be_drawn_anew(mode: str):
    assert Image.open(io.BytesIO(held("a.png", sample.png(mode)))).size == (10, 10)


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_a_picture_with_too_many_pixels_is_never_unpacked(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pictures, "MOST_PIXELS", 799)
    with pytest.raises(refusing.TooManyPixels):
        keep("a.jpg", sample.jpeg())
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 100)
    with pytest.raises(refusing.TooManyPixels):
        keep("a.jpg", sample.jpeg())


def test_a_film_loses_its_notes_about_the_place_and_nothing_else():
    before = sample.film()
    after = held("a.mp4", before)
    assert sample.HERE_IT_WAS in before
    assert sample.HERE_IT_WAS not in after
    assert len(after) == len(before)
    assert b"picture after picture" in after


def test_a_text_is_kept_in_utf_8_however_it_was_written():
    assert held("a.txt", "停电三天".encode("gb18030")).decode() == "停电三天"


def test_the_same_paper_twice_is_one_file(folder: Path):
    first, second = keep("a.jpg", sample.jpeg()), keep("b.jpg", sample.jpeg())
    assert first.sha256 == second.sha256
    assert len([path for path in folder.rglob("*") if path.is_file()]) == 1
    assert open_paper(first.sha256) == folder / first.sha256[:2] / first.sha256[2:4] / first.sha256


def test_a_paper_that_was_never_kept_is_not_found():
    with pytest.raises(NotFound):
        open_paper("ab" * 32)


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\桌面\\照片.jpg", "照片.jpg"),
        ("照\u202e片\x00.jpg", "照 片 .jpg"),
        ("  a  b .pdf ", "a b .pdf"),
        ("a<b>|c.pdf", "a_b__c.pdf"),
        ("...", "附件"),
        ("", "附件"),
    ],
)
def test_a_name_is_tidied(given_name: str, shown: str):
    assert tidy_name(given_name) == shown


@given(st.text(max_size=300))
def test_no_name_leaves_the_folder_or_grows_too_long(name: str):
    tidy = tidy_name(name)
    assert tidy
    assert tidy.isprintable()
    assert not {"/", "\\"} & set(tidy)
    assert len(tidy) <= LONGEST_NAME
    assert tidy not in {".", ".."}


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("微信图片", "微信图片.jpg"),  # phones share pictures without any ending
        ("截图.png", "截图.jpg"),  # and rename one kind of picture to another
        ("照片 2026.11", "照片 2026.11.jpg"),
    ],
)
def test_a_name_gets_the_ending_of_what_the_file_is(name: str, shown: str):
    assert keep(name, sample.jpeg()).name == shown


def test_a_paper_that_is_too_large_says_how_large_it_may_be():
    with pytest.raises(refusing.TooBig) as refused:
        keep("大.pdf", bytes(MOST_MEGABYTES * MEGABYTE + 1))
    assert refused.value.facts == {"name": "大.pdf", "most": MOST_MEGABYTES}


def test_too_many_papers_or_too_much_together_is_refused():
    require_together([1] * MOST_FILES)
    with pytest.raises(refusing.TooMany):
        require_together([1] * (MOST_FILES + 1))
    with pytest.raises(refusing.TooMuchTogether):
        require_together([60 * MEGABYTE, 60 * MEGABYTE])


@given(
    st.binary(max_size=400),
    st.sampled_from(sorted({s for every in SUFFIXES.values() for s in every})),
)
def test_whatever_is_handed_in_is_recognised_or_refused(data: bytes, suffix: str):
    with contextlib.suppress(refusing.PaperRefused):
        assert recognise(f"a{suffix}", data).type in SUFFIXES


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")  # it complains, and reads on
@hypothesis.settings(deadline=None)  # the first picture loads its decoder, which takes its time
@given(st.data())
def test_a_damaged_paper_is_kept_or_refused_but_never_breaks_us(data: st.DataObject):
    name, whole = data.draw(
        st.sampled_from(
            [
                ("a.jpg", sample.jpeg()),
                ("a.png", sample.png()),
                ("a.webp", sample.animation()),
                ("a.docx", sample.docx()),
                ("a.mp4", sample.film()),
                ("a.mp3", sample.mp3()),
                ("a.pdf", sample.pdf()),
            ]
        )
    )
    place = data.draw(st.integers(4, len(whole) - 1))
    broken = whole[:place] + bytes([data.draw(st.integers(0, 255))]) + whole[place + 1 :]
    try:
        found = recognise(name, broken)
        if found.family == "picture":
            pictures.redrawn(name, found.type, broken)
    except refusing.PaperRefused:
        pass
