"""The blocks of a document: its paragraphs, or the lines of a wrapped text, compared by normalized keys."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain, compress, starmap
from typing import NamedTuple

from jiaokan import Document, Edit, Finding, Pattern, Related, Safety
from jiaokan.language.script import HAN_CHARACTER
from jiaokan.language.typography import FULL_OF_HALF
from jiaokan.model.document import view
from jiaokan.model.prose import CHINESE_RUN, has_clause_mark
from jiaokan.model.slices import Packed, large
from jiaokan.model.text_lines import text_lines

LEADING = "#>*+•●◆■□-"  # heading, quotation and list marks
# What str.split splits at, but for line ends.
WHITE = frozenset(
    "\t\v\f\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
PACK = 1 << 20  # code points that are normalized at once: a large text takes too much memory
MID_SENTENCE = Pattern(f"{HAN_CHARACTER}|[，、,0-9A-Za-z]")  # the last character of a block
WRAPPED = 0.5  # of the long blocks
LONG = 12  # Chinese characters: headings and by-lines have fewer
# The beginning of an article, in a key; not of a sentence that refers to one (第七十三條及第七十四條之規定).
ARTICLE = Pattern(f"第(?:{HAN_CHARACTER}|[0-9０-９]){{1,8}}[条條](?![、和与與及至到或之第规規所的])")
MANY_ARTICLES = 5
QUOTED = 20  # code points that a message quotes


class Block(NamedTuple):
    """A line with text outside code: [start, end) without indent and trailing space, in code points.

    `before` is the end of the line with text above it, `key` its text without white space and leading marks, and with
    half-width marks where the document has both forms.
    """

    start: int
    end: int
    before: int
    key: str

    def count_chinese(self) -> int:
        return sum(match.end() - match.start() for match in CHINESE_RUN.finditer(self.key))

    def has_clauses(self) -> bool:
        """Whether it is prose, by its marks: table rows, headings, by-lines and contents entries have none."""
        return not self.key.startswith("|") and has_clause_mark(self.key)

    def ends_mid_sentence(self) -> bool:
        """Whether it ends in mid-sentence, as a line of a wrapped paragraph does and no heading or by-line."""
        return MID_SENTENCE.match(self.key.rstrip("*")[-1:]) is not None and self.count_chinese() >= LONG


class Blocks:
    """The blocks of a document, in order. A `Block` is made only when it is asked for: most need only their keys."""

    def __init__(self, doc: Document) -> None:
        self.text = doc.text
        self.document_lines = doc.lines
        self.lines = text_lines(doc)
        keys: Iterable[str] = normalized_lines(doc)
        rows: Sequence[int] = range(len(self.lines))
        if len(doc.code):
            code = set(chain.from_iterable(starmap(self.lines.overlapping, doc.code)))
            outside = [row not in code for row in rows]
            rows, keys = array("q", compress(rows, outside)), compress(keys, outside)
        self.rows = rows  # the indices of the blocks among the lines with text
        self.keys: Sequence[str] = Packed(keys) if large(doc.text) else list(keys)

    def __len__(self) -> int:
        return len(self.keys)

    def __getitem__(self, index: int) -> Block:
        row, lines = self.rows[index], self.lines
        before = self.document_lines[lines.numbers[row - 1]].end if row else 0
        return Block(lines.starts[row], lines.ends[row], before, self.keys[index])

    @cached_property
    def are_wrapped(self) -> bool:
        """Whether many of them are lines of wrapped paragraphs, which end in mid-sentence."""
        long = [key for key in self.keys if len(key) >= LONG]
        return sum(MID_SENTENCE.match(key[-1]) is not None for key in long) > WRAPPED * len(long)

    def join(self, first: int, last: int) -> Block:
        """The blocks `first` to `last`, both included, as one."""
        key = "".join(self.keys[n] for n in range(first, last + 1))
        return Block(self[first].start, self[last].end, self[first].before, key)

    def first_character(self, index: int) -> str:
        """The first character of a block, which its key may lack."""
        return self.text[self.lines.starts[self.rows[index]]]

    def is_piece(self, first: int, last: int) -> bool:
        """Whether a run of blocks begins or ends in mid-sentence, so that it may be a phrase in two wrapped paragraphs."""
        return self[last].ends_mid_sentence() or (first > 0 and self[first - 1].ends_mid_sentence())


@view
def blocks(doc: Document) -> Blocks:
    return Blocks(doc)


def normalized_lines(doc: Document) -> Iterator[str]:
    """The keys of the lines with text."""
    changes = [(full, half) for half, full in FULL_OF_HALF.items() if {half, full} <= doc.charset]
    changes += [("\r", "\n"), *((white, "") for white in WHITE & doc.charset)]
    for text in packs(doc.text):
        for old, new in changes:
            text = text.replace(old, new)
        yield from [line.lstrip(LEADING) for line in text.split("\n") if line]


def packs(text: str) -> Iterator[str]:
    """The text in packs of whole lines."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + PACK) + 1 or len(text)
        yield text[start:end]
        start = end


@view
def is_statute(doc: Document) -> bool:
    """Whether the text is written in numbered articles: their formulas and items recur legitimately."""
    return sum(key[:1] == "第" and ARTICLE.match(key) is not None for key in blocks(doc).keys) >= MANY_ARTICLES


def report_copy(
    doc: Document, copy: Block, source: Block, message: str, safety: Safety = Safety.UNSAFE, **values: object
) -> Finding:
    """A finding about a block that repeats an earlier one; the fix deletes its lines with the gap above them.

    `message` is a template for the {copy} in quotation marks, the {line} of the source, from 1, and other values.
    """
    said = message.format(copy=quote(doc.text[copy.start : copy.end]), line=doc.position(source.start)[0], **values)
    deletion = Edit(copy.before, doc.lines[doc.line_at(copy.end - 1)].end, "")
    related = Related(source.start, source.end, "The earlier one.")
    return Finding(copy.start, copy.end, said, edits=(deletion,), safety=safety, related=(related,))


def quote(text: str) -> str:
    """A text in quotation marks, on one line, or the beginning of a long one, for a message."""
    shown = text if len(text) <= QUOTED else text[: QUOTED - 2] + "…"
    return f"「{' '.join(shown.split())}」"
