"""What a finding is known by when its place has moved: its rule, its text, and a little of what stands around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b
from typing import NamedTuple

from jiaokan.model.document import Document
from jiaokan.model.finding import Finding
from jiaokan.run.result import FileResult

AROUND = 20  # letters and digits on each side
REACH = 200  # code points in which they are looked for
LONG = 80  # code points of a span that is known by all its letters, not by its ends alone


class Identity(NamedTuple):
    """The rule, the text of the span, and what stands before and after it.

    White space and punctuation count only in a span of nothing else, so that a new wrap or a mended comma nearby
    leaves the finding what it was.
    """

    code: str
    before: str
    text: str
    after: str

    @property
    def digest(self) -> str:
        """A short name for all of it, of hexadecimal digits."""
        return blake2b("\0".join(self).encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


def identity(doc: Document, finding: Finding) -> Identity:
    start, end = finding.start, finding.end
    before = doc.text[max(0, start - REACH) : start]
    after = doc.text[end : end + REACH]
    return Identity(finding.code, letters(before)[-AROUND:], short(doc.text[start:end]), letters(after)[:AROUND])


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def short(text: str) -> str:
    """The letters of a text, of a long one those at its ends; a text without letters as it is."""
    kept = letters(text[:REACH])
    if len(text) > LONG:
        kept = f"{kept[:AROUND]}…{letters(text[-REACH:])[-AROUND:]}"
    return kept or text


def identified(result: FileResult) -> Iterator[tuple[Finding, Identity, int]]:
    """The findings of a file, each with its identity and how many before it have the same one."""
    seen: Counter[Identity] = Counter()
    for finding in result.findings:
        known_by = identity(result.document, finding)
        yield finding, known_by, seen[known_by]
        seen[known_by] += 1
