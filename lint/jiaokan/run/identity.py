"""Identifies a finding whose place has moved: by its rule, its text, and a little of the text around it."""

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
LONG = 80  # code points: of a longer span only the letters at its ends count


class Identity(NamedTuple):
    """The rule, the text of the span, and the text before and after it.

    White space and punctuation count only in a span of nothing else, so that a new line break or a corrected comma
    nearby does not change the identity.
    """

    code: str
    before: str
    text: str
    after: str

    @property
    def digest(self) -> str:
        """A hash of it, in hexadecimal digits."""
        return blake2b("\0".join(self).encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


def identity(doc: Document, finding: Finding) -> Identity:
    start, end = finding.start, finding.end
    before = doc.text[max(0, start - REACH) : start]
    after = doc.text[end : end + REACH]
    return Identity(finding.code, letters(before)[-AROUND:], span_letters(doc.text[start:end]), letters(after)[:AROUND])


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def span_letters(text: str) -> str:
    """The letters of a span, of a long one those at its ends; a span without letters as it is."""
    kept = letters(text[:REACH])
    if len(text) > LONG:
        kept = f"{kept[:AROUND]}…{letters(text[-REACH:])[-AROUND:]}"
    return kept or text


def identified(result: FileResult) -> Iterator[tuple[Finding, Identity, int]]:
    """The findings of a file, each with its identity and how many before it have the same one."""
    seen: Counter[Identity] = Counter()
    for finding in result.findings:
        found = identity(result.document, finding)
        yield finding, found, seen[found]
        seen[found] += 1
