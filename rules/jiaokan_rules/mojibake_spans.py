"""Mojibake: stretches of UTF-8 decoded as Windows-1252 or GBK, or of UTF-16 with its bytes swapped, and what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from jiaokan import Document, Pattern
from jiaokan.language.script import HAN_CHARACTER
from jiaokan.model.document import view
from jiaokan.model.protection import Spans

# The bytes 80 to BF as Windows-1252 shows them; the five that it lacks, as ISO 8859-1 does.
TRAIL = "\x81\x8d\x8f\x90\x9d€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\x80-\xbf"
WESTERN = f"(?:[\xc2-\xdf][{TRAIL}]|[\xe0-\xef][{TRAIL}]{{2}}|[\xf0-\xf4][{TRAIL}]{{3}})"
# Bytes of UTF-8 that make ASCII in between are ASCII in both encodings.
WESTERN_RUN = Pattern(f"{WESTERN}(?:[ -~]*{WESTERN})*")
CHINESE = Pattern(f"(?:{HAN_CHARACTER}|[，。、])")
# What a stretch of Chinese is made of: nothing in it could be a letter of a third script.
ALL_CHINESE = Pattern(f"(?:{HAN_CHARACTER}|[ -~·\u2010-\u203b\u3000-\u303f\uff00-\uff60])+")
# Letters that are neither Latin nor Han.
OTHER_LETTERS = Pattern(
    "[\u0370-\u1dff\u2c00-\u2dff\u3041-\u31bf\ua000-\uabff\uac00-\ud7ff\ufb1d-\ufdff\ufe70-\ufefc\uff66-\uffdc"
    "\U00010000-\U0001f0ff]"
)
# Letters of ASCII and spaces in UTF-16 with the bytes of each swapped, beginning with a letter: 䤀渀 for In.
SWAPPED_LETTER = "".join(chr(ord(c) << 8) for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
SWAPPED_SIGN = "".join(chr(c << 8) for c in range(0x20, 0x7F))
SWAPPED = Pattern(f"[{SWAPPED_LETTER}]{{3}}[{SWAPPED_SIGN}]{{1,400}}")
SWAPPED_BYTES = "UTF-16 of the other byte order"
ONES = Pattern("一{2}")
LEAST_SWAPPED = 4  # different ones: of all characters one in 256 is such
FEW = 3  # letters of a script that the text does not have otherwise: so few may be there by chance
LOST = Pattern("[?€\ufffd\ue000-\uf8ff]+")  # what stands for bytes that no character of GBK has
# A text that shows what wrong decoding makes of a word.
ABOUT = Pattern("乱码|亂碼|编码|編碼|解码|解碼|变成|變成|误读|誤讀|[Uu][Tt][Ff]-?8|GBK|GB18030|Latin-?1|1252")
QUOTED = tuple("“‘「『\"'`"), tuple("”’」』\"'`")
# Any other pair of a capital with an accent and a sign is UTF-8 by chance.
USUAL_LEADS = Pattern("[ÃÂâÐÑ]")
# What 你 中 个 在 的 是 and their like begin with when decoded as GBK, as far as Chinese text does not use it.
LEADS = frozenset(
    "涓浜浠浣鍏鍒鍔鍙鍚鍥鍦澶濂瀛瀹灏骞寰蹇鎬鎴鎵鏀鏂鏃鏄鏈鏉鏍姝姘娴鐢鐨鐩鐪绉绋绗绛绯缁缃缇鑰鑳鑷鑹鑽铏琛瑕瑙璁璇璐璧璺韬杈杩閫閮閲閿闂闃闄闆闈椤椋椹楂榛锛銆"
)
ASCII = "".join(map(chr, range(32, 127)))
REACH = 400  # characters that are undone at a time
READABLE = Pattern(f"(?:{HAN_CHARACTER}|[\u2010-\u2026\u3000-\u303f\uff00-\uff65\U00020000-\U000323af -~])+")
# The three bytes of Chinese characters and marks in UTF-8, and ASCII between them.
UTF8_CHINESE = re.compile(rb"(?:[ -~]|[\xe2-\xe9\xef][\x80-\xbf]{2})+")


class Mojibake(NamedTuple):
    """[start, end) of the text stands for `right`; `encoding` is the wrong one, and `is_chinese` speaks of `right`.

    `right` is empty where bytes are lost in the stretch or at its end.
    """

    start: int
    end: int
    right: str
    encoding: str
    is_chinese: bool


@view
def mojibake_spans(doc: Document) -> list[Mojibake]:
    """The stretches that were decoded wrongly. No rule can judge the marks and words in them."""
    found = [*from_windows_1252(doc), *from_swapped(doc), *(from_gbk(doc) if doc.chinese else ())]
    return [span for span in found if not is_shown(doc, span)]


@view
def garbled(doc: Document) -> Spans:
    """The same stretches, to ask whether a place lies in one."""
    return Spans((span.start, span.end) for span in mojibake_spans(doc))


def is_shown(doc: Document, span: Mojibake) -> bool:
    """Whether the stretch stands in quotation marks in a text about wrong decoding."""
    before, after = doc.line_context(span.start, span.end, 60)
    return before.endswith(QUOTED[0]) and after.startswith(QUOTED[1]) and ABOUT.search(before + after) is not None


def from_windows_1252(doc: Document) -> Iterator[Mojibake]:
    """What was decoded as Windows-1252; a URL may be part of it, code may not."""
    for match in doc.finditer(WESTERN_RUN):
        if doc.code.overlaps(*match.span()):
            continue
        try:
            right = b"".join(map(western_byte, match[0])).decode("utf-8")
        except UnicodeDecodeError:
            continue
        has_chinese = CHINESE.search(right) is not None
        if right != match[0] and (has_chinese or USUAL_LEADS.search(match[0])) and fits(doc, right):
            is_chinese = has_chinese and ALL_CHINESE.fullmatch(right) is not None
            yield Mojibake(*match.span(), right, "Windows-1252", is_chinese)


def from_swapped(doc: Document) -> Iterator[Mojibake]:
    """ASCII in UTF-16 whose bytes were read in the wrong order: each code point ends in 00. Numbers of them are no words."""
    if len(doc.charset.intersection(SWAPPED_LETTER)) < LEAST_SWAPPED:
        return
    for match in doc.matches(SWAPPED):
        if len(set(match[0])) >= LEAST_SWAPPED and not ONES.search(match[0]):
            right = "".join(chr(ord(c) >> 8) for c in match[0])
            yield Mojibake(*match.span(), right, SWAPPED_BYTES, False)


def fits(doc: Document, right: str) -> bool:
    """Whether a text may have the letters that neither Latin nor Chinese has: it has them already, or they are many."""
    letters = OTHER_LETTERS.findall(right)
    return not 0 < len(letters) <= FEW or doc.charset.issuperset(letters)


def western_byte(character: str) -> bytes:
    """The byte that Windows-1252, or ISO 8859-1 where it has none, shows as this character."""
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")


def from_gbk(doc: Document) -> Iterator[Mojibake]:
    """What was decoded as GBK."""
    if LEADS.isdisjoint(doc.charset):
        return
    last = 0
    for match in doc.finditer(gbk_pair()):
        start = match.start()
        if start < last or doc.protected.overlaps(*match.span()):
            continue
        end, right = undo_gbk(doc.text, start)
        if is_likelier(right, doc.text[start:end]):
            last = end_of_lost(doc.text, end)
            yield Mojibake(start, last, right if last == end else "", "GBK", True)


def end_of_lost(text: str, end: int) -> int:
    """Where a garbled stretch ends whose readable part ends at `end`: behind the bytes that are lost, and what follows."""
    while lost := LOST.match(text, end):
        end = lost.end()
        if gbk_pair().match(text, end):
            end = max(end, undo_gbk(text, end)[0])
    return end


def is_likelier(right: str, wrong: str) -> bool:
    """Whether `right` is likelier Chinese than `wrong`: a real word may be such bytes by chance (鑽戒、)."""
    from jiaokan.language import lexicon

    if len(right) < 3 and not lexicon.known(right):
        return False
    return lexicon.cut(right[:20]).log_probability > lexicon.cut(wrong[:30]).log_probability


@cache
def gbk_pair() -> Pattern:
    """Two characters of GBK that begin two Chinese characters in UTF-8: lead, trail; trail, lead."""
    leads, trails = [*range(0xE2, 0xEA), 0xEF], list(range(0x80, 0xC0))

    def characters(first: list[int], second: list[int]) -> str:
        decoded = {bytes((a, b)).decode("gbk", "ignore") for a in first for b in second}
        return f"[{''.join(sorted(c for c in decoded if len(c) == 1))}]"

    return Pattern(characters(leads, trails) + characters(trails, leads))


def undo_gbk(text: str, start: int) -> tuple[int, str]:
    """The longest stretch from `start` whose bytes in GBK are Chinese in UTF-8: where it ends, and what it says."""
    raw, sizes = gbk_bytes(text[start : start + REACH])
    chinese = UTF8_CHINESE.match(raw)
    readable = READABLE.match(chinese[0].decode("utf-8")) if chinese else None
    right = readable[0].rstrip(ASCII) if readable else ""
    while right and len(right.encode("utf-8")) not in sizes:  # it ends in the middle of a character of GBK
        right = right[:-1].rstrip(ASCII)
    return start + 1 + sizes.index(len(right.encode("utf-8"))) if right else start, right


def gbk_bytes(text: str) -> tuple[bytes, list[int]]:
    """The text in GBK as far as GBK has its characters, and the number of bytes after each.

    GB 18030 names the private-use characters that decoders make of pairs of bytes that GBK leaves open.
    """
    raw, sizes = b"", []
    for character in text:
        try:
            made = b"\x80" if character == "€" else character.encode("gb18030")
        except UnicodeEncodeError:  # a lone surrogate
            break
        if len(made) > 2:
            break
        raw += made
        sizes.append(len(raw))
    return raw, sizes
