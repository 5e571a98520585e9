"""Addresses with Chinese in them, paths of files, mentions and tags: their marks, and the space that ends them."""

from __future__ import annotations

import re
from collections.abc import Iterator

HAN = "\u3007\u3400-\u9fff"
# What ends an address or a name in it: white space and the marks that only Chinese has.
ENDS = r"\s，。；：！？、（）《》〈〉「」『』【】〔〕“”‘’…—"
NAME = rf"[^{ENDS}\\/:*?\"<>|]{{1,80}}"
# A URL goes on with Chinese where its last sign asks for more: wiki/城市, q=城市, #城市.
URL = rf"://(?:(?<=https://)|(?<=http://)|(?<=ftp://)|(?<=file://))[!-~]*?[/=#|&?_-][{HAN}][^{ENDS}]{{0,200}}"
DRIVE = rf":[\\/](?<![A-Za-z0-9][A-Za-z]:[\\/])(?<=[A-Za-z]:[\\/]){NAME}(?:[\\/]{NAME}){{0,20}}[\\/]?"
RELATIVE = rf"\./(?<![A-Za-z0-9_./\\]\./)(?:\.\./){{0,8}}{NAME}(?:/{NAME}){{0,20}}/?"
PARENT = rf"\.\./(?<![A-Za-z0-9_./\\]\.\./)(?:\.\./){{0,8}}{NAME}(?:/{NAME}){{0,20}}/?"
HOME = rf"~/(?<![A-Za-z0-9_./\\]~/){NAME}(?:/{NAME}){{0,20}}/?"
# From the root: two names at least, the first in ASCII, so that 元/吨/年 is none.
ROOT = rf"/(?<![\w.:/~<)]/)[A-Za-z0-9._-]{{2,40}}/{NAME}(?:/{NAME}){{0,20}}/?"
ROOT_AFTER_CHINESE = rf"/(?<=[{HAN}：，、“（]/)[a-z]{{3,12}}/{NAME}(?:/{NAME}){{0,20}}/?"
# The suffix of a file name, after which Chinese goes on without a space.
SUFFIX = re.compile(rf"\.[A-Za-z][A-Za-z0-9]{{0,4}}(?=[{HAN}])")
MENTION = r"@(?<![A-Za-z0-9._%+-]@)[\w·-]{1,30}(?=[ \t:：])|@(?<!\w@)[\w·-]{1,30}$"
TAG = r"#(?<![A-Za-z0-9_#&/]#)(?![0-9]+\b)[\w·-]{1,30}(?=[ \t]+[^\s#])"
TOPIC = r"#(?<![\w#&/]#)[^\s#，。；！？]{2,40}#(?!#)"
CLOSING = "),.;:!?'\"]}>"  # what ends a path is no part of it
CHINESE = re.compile(f"[{HAN}]")

PATHS = {":\\": DRIVE, ":/": DRIVE, "./": f"{PARENT}|{RELATIVE}", "~/": HOME, "/": f"{ROOT}|{ROOT_AFTER_CHINESE}"}
NAMES = {"@": MENTION, "#": f"{TOPIC}|{TAG}"}


def address_spans(text: str) -> Iterator[tuple[int, int]]:
    """URLs, paths, mentions and tags with Chinese in them or a mark, each with the space that ends it."""
    if "://" in text:
        yield from (with_space(text, m.start(), m.end()) for m in re.finditer(URL, text))
    for sign, pattern in PATHS.items():
        if sign in text:
            for match in re.finditer(pattern, text):
                start = match.start() - (sign[0] == ":")
                suffix = last_suffix(match)
                yield with_space(text, start, suffix or start + len(text[start : match.end()].rstrip(CLOSING)))
    for sign, pattern in NAMES.items():
        if sign in text:
            for match in re.finditer(pattern, text, re.MULTILINE):
                if CHINESE.search(match[0]):
                    yield with_space(text, *match.span())


def last_suffix(match: re.Match[str]) -> int | None:
    """Where the suffix of a file name ends that Chinese follows directly, which is no part of the path."""
    ends = [found.end() for found in SUFFIX.finditer(match[0])]
    return match.start() + ends[-1] if ends else None


def with_space(text: str, start: int, end: int) -> tuple[int, int]:
    """A span with the blank after it, if the line goes on: it ends what holds Chinese, and may not go."""
    return start, end + (text[end : end + 1] == " " and text[end + 1 : end + 2] not in ("", " ", "\n", "\r"))
