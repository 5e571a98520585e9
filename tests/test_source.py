"""Files are read as what they are, and written back with nothing changed but what was fixed."""

from __future__ import annotations

import codecs
import os
import sys
from pathlib import Path

import pytest
from command_line import check, findings
from hypothesis import given
from hypothesis import strategies as st

from jiaokan.run.source import Source, SourceError, decode, read_bytes

NEWS = "中国人民银行今天发布公告，决定下调存款准备金率。\n"
TRADITIONAL = "中央銀行今天發布公告，決定調降存款準備率，各界表示歡迎。\n"
VERSE = "白日依山尽，黄河入海流。\n欲穷千里目，更上一层楼。\n"

posix = pytest.mark.skipif(sys.platform == "win32", reason="the modes and links of POSIX")


def read(file: str, encoding: str | None = None) -> Source:
    return decode(read_bytes(file), file, encoding)


def written(file: Path, text: str) -> bytes:
    read(str(file)).write(text)
    return file.read_bytes()


def refusal(source: Source, text: str) -> str:
    with pytest.raises(SourceError) as error:
        source.write(text)
    return str(error.value)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_every_text_comes_back_as_it_was(text: str) -> None:
    """A newline is not translated, a BOM not lost, nothing normalised."""
    source = decode(text.encode(), None)
    assert source.document.text == text
    assert source.encoded(text) == text.encode()


@pytest.mark.parametrize("odd", ["\ufdd0\ufffe\uffff\U0010ffff", "e\u0301\u0323", "\x85\x0b\x0c\u2028", "\ufeff"])
def test_what_is_unusual_but_valid_stays(tmp_path: Path, odd: str) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(f"甲{odd}乙\r\n丙\n\n\x1a".encode())
    assert written(file, f"甲{odd}乙\r\n丁\n\n\x1a") == f"甲{odd}乙\r\n丁\n\n\x1a".encode()


@pytest.mark.parametrize("data", [b"\xed\xa0\x80", b"\xed\xa0\xbd\xed\xb8\x80", b"\xc0\xaf", b"\xf4\x90\x80\x80"])
def test_encoded_surrogates_and_overlong_forms_are_no_utf_8(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("好".encode() + data)
    source = read(str(file))
    assert source.document.undecodable
    assert source.document.undecodable.offset == 3
    assert refusal(source, "好")
    assert file.read_bytes() == "好".encode() + data


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf" + NEWS.encode(), NEWS.replace("\n", "\r\n").encode(), b"a\rb\r", b""])
def test_a_written_file_keeps_bom_and_line_ends(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(data)
    assert written(file, data.decode() + "好") == data + "好".encode()


@pytest.mark.parametrize(
    ("text", "encoding", "fits"),
    [
        (NEWS, "gb18030", "GB18030"),
        (NEWS, "gbk", "GB18030"),
        (VERSE, "gb2312", "GB18030"),
        (TRADITIONAL, "gbk", "GB18030"),
        ("是\n", "gbk", "GB18030"),
        (TRADITIONAL, "big5", "Big5"),
        (TRADITIONAL + "<p>Hello, world</p>\r\n" * 5, "big5", "Big5"),
        ("臺灣\n", "big5", "Big5"),
        ("香港嘅天氣好凍，佢哋話聽日落雨。\n", "big5hkscs", "Big5"),
        (NEWS, "utf-16", "UTF-16"),
        (NEWS, "utf-16-le", "UTF-16"),
        (NEWS, "utf-16-be", "UTF-16"),
        ("hello, world\n", "utf-16-le", "UTF-16"),
        ("hello, world\n", "utf-16-be", "UTF-16"),
        (NEWS, "utf-32", "UTF-32"),
        (NEWS, "utf-32-be", "UTF-32"),
        ("café, naïve\n", "latin-1", None),
        ("Привет, мир\n", "cp1251", None),
        ("日本語のテキストです。漢字かな交じり文。\n", "euc-jp", None),
        ("日本語のテキストです。漢字かな交じり文。\n", "shift-jis", None),
        ("한국어 텍스트입니다.\n", "euc-kr", None),
    ],
)
def test_the_encoding_that_fits_is_named(text: str, encoding: str, fits: str | None) -> None:
    """Who gets a file in another encoding is told which; a wrong guess would send them astray."""
    bad = decode(text.encode(encoding), None).document.undecodable
    assert bad is not None
    assert bad.fits == fits


def test_a_damaged_file_is_not_taken_for_another_encoding() -> None:
    bad = decode((NEWS * 2).encode() + b"\xff" + NEWS.encode(), None).document.undecodable
    assert bad == ("UTF-8", 2 * len(NEWS.encode()), 3, None)


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"\x7fELF\2\1\1\0\0\0\0", b"a\0b", b"\0", bytes(range(256)) * 4]
)
def test_what_holds_nul_is_no_text(data: bytes) -> None:
    with pytest.raises(SourceError, match="not a text"):
        decode(data, None)


def test_a_configured_encoding_is_read_and_written(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(NEWS.encode("gb18030"))
    source = read(str(file), "gb18030")
    assert source.document.text == NEWS
    source.write(NEWS.replace("今天", "昨天"))
    assert file.read_bytes() == NEWS.replace("今天", "昨天").encode("gb18030")


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_utf_16_keeps_its_byte_order(tmp_path: Path, mark: bytes) -> None:
    codec = "utf-16-le" if mark == codecs.BOM_UTF16_LE else "utf-16-be"
    file = tmp_path / "a.txt"
    file.write_bytes(mark + NEWS.encode(codec))
    source = read(str(file), "utf-16")
    source.write(source.document.text + "好")
    assert file.read_bytes() == mark + (NEWS + "好").encode(codec)


def test_a_utf_8_file_in_a_folder_of_another_encoding_is_recognised() -> None:
    bad = decode(TRADITIONAL.encode(), None, "big5").document.undecodable
    assert bad is not None
    assert (bad.encoding, bad.fits) == ("big5", "UTF-8")


def test_an_encoding_that_does_not_exist_is_named() -> None:
    with pytest.raises(SourceError, match="「gb-nonsense」"):
        decode(b"a", None, "gb-nonsense")


def test_a_character_that_the_encoding_lacks_leaves_the_file_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(TRADITIONAL.encode("big5"))
    assert "「们」" in refusal(read(str(file), "big5"), "我们")
    assert file.read_bytes() == TRADITIONAL.encode("big5")


def test_an_undecodable_file_is_never_written(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(NEWS.encode("gbk"))
    assert refusal(read(str(file)), "")
    assert file.read_bytes() == NEWS.encode("gbk")


def test_a_file_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    """What someone typed into their editor while the linter ran is not lost."""
    file = tmp_path / "a.txt"
    file.write_text("一")
    source = read(str(file))
    file.write_text("二")
    assert "changed" in refusal(source, "三")
    assert file.read_text() == "二"


@posix
def test_a_written_file_keeps_its_mode(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("一")
    file.chmod(0o640)
    assert written(file, "二") == "二".encode()
    assert file.stat().st_mode & 0o777 == 0o640
    assert [f.name for f in tmp_path.iterdir()] == ["a.txt"]


@posix
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target = tmp_path / "real" / "a.txt"
    target.write_text("一")
    link = tmp_path / "link.txt"
    link.symlink_to(target)
    written(link, "二")
    assert link.is_symlink()
    assert target.read_text() == "二"


@posix
def test_a_read_only_file_and_one_with_two_names_are_left_alone(tmp_path: Path, ordinary_user: None) -> None:
    file = tmp_path / "a.txt"
    file.write_text("一")
    os.link(file, tmp_path / "b.txt")
    assert "hard links" in refusal(read(str(file)), "二")
    (tmp_path / "b.txt").unlink()
    file.chmod(0o444)
    assert "read-only" in refusal(read(str(file)), "二")
    assert file.read_text() == "一"


@posix
def test_a_write_that_fails_leaves_the_old_file_and_no_litter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.txt"
    file.write_text("一")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert "No space left" in refusal(read(str(file)), "二")
    assert [f.name for f in tmp_path.iterdir()] == ["a.txt"]
    assert file.read_text() == "一"


def test_a_missing_file_is_named() -> None:
    with pytest.raises(SourceError, match="No such file"):
        read("no/such/file.txt")


def test_a_text_with_nuls_of_an_extractor_is_linted(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("本公司于今年三月开始清\0河道，工程预计五\0完成。\n".encode())
    assert [row["code"] for row in findings("--isolated", file)] == ["ENC004", "ENC004"]
    check("--isolated", "--fix", file)
    assert file.read_bytes().count(b"\0") == 2
