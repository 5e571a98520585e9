"""The laws that no bytes may break: nothing crashes, places are true, a second fix changes nothing.

Called by fuzz.py with what it makes, and by the tests with the inputs that are kept in tests/interesting.
"""

from __future__ import annotations

import contextlib
from itertools import pairwise

import jiaokan
from jiaokan import Safety
from jiaokan.run.source import SourceError, decode

PATHS = ("a.txt", "a.md")
ENCODINGS = (None, None, "gb18030", "utf-16", "big5", "utf-8-sig")


def check(data: bytes) -> None:
    """The laws: no input crashes, places are true, what is protected is in order, a second fix changes nothing."""
    if not data:
        return
    path, encoding = PATHS[data[0] % len(PATHS)], ENCODINGS[data[0] // len(PATHS) % len(ENCODINGS)]
    try:
        source = decode(data[1:], path, encoding)
    except SourceError:
        return
    doc = source.document
    assert doc.undecodable or doc.text.encode(source.encoding) == data[1:] or encoding
    spans = list(doc.protected)
    assert all(0 <= start < end <= len(doc.text) for start, end in spans)
    assert all(a[1] < b[0] for a, b in pairwise(spans))
    for safety in (Safety.SAFE, Safety.UNSAFE):
        fixed = jiaokan.fix(doc.text, path=path, safety=safety)
        assert all(0 <= f.start <= f.end <= len(fixed.text) and f.message for f in fixed.left)
        again = jiaokan.fix(fixed.text, path=path, safety=safety)
        assert again.text == fixed.text and not again.applied
        if fixed.text != doc.text and not doc.undecodable:
            with contextlib.suppress(SourceError):
                assert source.encoded(fixed.text).decode(source.encoding) == fixed.text
