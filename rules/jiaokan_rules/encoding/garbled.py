"""Stretches of UTF-8 that were read as Windows-1252 or as GBK, and what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from jiaokan import Document
from jiaokan.language.script import HAN_CHARACTER
from jiaokan.model.document import view
from jiaokan_rules.anchor import sought

# The bytes 80 to BF as Windows-1252 shows them; the five it has not, as ISO 8859-1 does.
TRAIL = "\x81\x8d\x8f\x90\x9d€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\x80-\xbf"
WESTERN = f"(?:[\xc2-\xdf][{TRAIL}]|[\xe0-\xef][{TRAIL}]{{2}}|[\xf0-\xf4][{TRAIL}]{{3}})"
FIRST = "[\xc2-\xf4]"
# Bytes of UTF-8 that make ASCII in between are ASCII in both readings.
WESTERN_RUN = f"{WESTERN}(?:[ -~]*{WESTERN})*"
# 你 中 个 在 的 是 and their like begin so in GBK's reading; of the first characters these are not used in Chinese.
LEADS = "[涓浜浠浣鍏鍒鍔鍙鍚鍥鍦澶濂瀛瀹灏骞寰蹇鎬鎴鎵鏀鏂鏃鏄鏈鏉鏍姝姘娴鐢鐨鐩鐪绉绋绗绛绯缁缃缇鑰鑳鑷鑹鑽铏琛瑕瑙璁璇璐璧璺韬杈杩閫閮閲閿闂闃闄闆闈椤椋椹楂榛锛銆]"
# What every stretch begins with.
SIGNS = (f"[\xc2-\xf4][{TRAIL}]", LEADS)
ASCII = "".join(map(chr, range(32, 127)))
GLANCE = 8  # characters that nearly always tell that a pair is there by chance
REACH = 400  # characters of one reading that are undone at a time
GOOD = f"(?:{HAN_CHARACTER}|[\u2010-\u2026\u3000-\u303f\uff00-\uff65\U00020000-\U000323af -~])+"


class Garbled(NamedTuple):
    """[start, end) of the text stands for `right`; `encoding` is the wrong one, and `sure` says that `right` is Chinese."""

    start: int
    end: int
    right: str
    encoding: str
    sure: bool


@view
def garbled(doc: Document) -> list[Garbled]:
    """The stretches that were read wrongly; no rule can say anything of the marks and words in them."""
    return [
        *(western(doc) if doc.shows(SIGNS[0]) and doc.holds(FIRST) else ()),
        *(chinese(doc) if doc.chinese and doc.shows(SIGNS[1]) and doc.holds(LEADS) else ()),
    ]


def western(doc: Document) -> Iterator[Garbled]:
    # A URL inside the run is part of it: only code is left alone.
    for match in re.finditer(WESTERN_RUN, doc.text):
        if doc.code.overlaps(*match.span()):
            continue
        raw = b"".join(byte(c) for c in match[0])
        try:
            right = raw.decode("utf-8")
        except UnicodeDecodeError:
            continue
        if right == match[0]:
            continue
        sure = re.search(f"(?:{HAN_CHARACTER}|[，。、])", right) is not None
        # Two letters that happen to be a sequence of UTF-8: a capital with an accent before a sign, in no language.
        if not sure and not re.search("[ÃÂâÐÑ]", match[0]):
            continue
        yield Garbled(match.start(), match.end(), right, "Windows-1252", sure)


def byte(character: str) -> bytes:
    """The byte that Windows-1252, or ISO 8859-1 where it has none, shows as this character."""
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")


def chinese(doc: Document) -> Iterator[Garbled]:
    text, last = doc.text, 0
    first, second = pairs()
    for match in sought(doc, first + second, first, {1: second}):
        start = match.start()
        if start < last or doc.protected.overlaps(*match.span()):
            continue
        end, right = undo(text, start)
        if likelier(right, text[start:end]):
            last = end
            yield Garbled(start, end, right, "GBK", True)


def likelier(right: str, wrong: str) -> bool:
    """Whether what a stretch becomes is words rather than it: a true word may be such bytes by chance (鑽戒、)."""
    from jiaokan.language import lexicon

    if len(right) < 3 and not lexicon.known(right):
        return False
    return lexicon.cut(right[:20]).log_probability > lexicon.cut(wrong[:30]).log_probability


@cache
def pairs() -> tuple[str, str]:
    """Classes of two characters of GBK that begin two Chinese characters in UTF-8: the bytes LTTL, two by two."""
    leads, trails = [*range(0xE2, 0xEA), 0xEF], list(range(0x80, 0xC0))

    def characters(first: list[int], second: list[int]) -> str:
        decoded = {bytes((a, b)).decode("gbk", "ignore") for a in first for b in second}
        return f"[{''.join(sorted(c for c in decoded if len(c) == 1))}]"

    return characters(leads, trails), characters(trails, leads)


def undo(text: str, start: int) -> tuple[int, str]:
    """The longest stretch from `start` whose bytes in GBK are Chinese in UTF-8: where it ends, and what it says."""
    for reach in (GLANCE, REACH):
        sizes: list[int] = []
        raw = b""
        for character in text[start : start + reach]:
            try:
                raw += b"\x80" if character == "€" else character.encode("gbk")
            except UnicodeEncodeError:
                break
            sizes.append(len(raw))
        wide = re.match(rb"(?:[ -~]|[\xe2-\xe9\xef][\x80-\xbf]{2})+", raw)
        if not wide or wide.end() + 3 <= len(raw):
            break  # more would not change it
    good = re.match(GOOD, wide[0].decode("utf-8")) if wide else None
    right = good[0].rstrip(ASCII) if good else ""
    ends = {size: n + 1 for n, size in enumerate(sizes)}
    while right and len(right.encode("utf-8")) not in ends:  # the last of the characters is half read
        right = right[:-1].rstrip(ASCII)
    return start + ends.get(len(right.encode("utf-8")), 0), right
