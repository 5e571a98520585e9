"""The kinds of the lines of a plain text, from marks, layout and neighbours, and the blocks that they make.

One place decides what a line is; rules ask `line_kinds`. A kind is only given where the lines themselves show it: all
others are prose.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from jiaokan.language.script import HAN_CHARACTER
from jiaokan.model.block import Block, Kind
from jiaokan.model.document import Document, view
from jiaokan.model.line_marks import (
    AUTHOR,
    LABEL,
    LEADERS,
    NAMES,
    NOTE_MARKS,
    STRONG,
    beginning,
    is_captioning,
)
from jiaokan.model.page_furniture import Kind as FurnitureKind
from jiaokan.model.page_furniture import page_furniture
from jiaokan.model.prose import ends_sentence
from jiaokan.model.tables import table_kinds
from jiaokan.model.text_lines import TextLines, page_lines
from jiaokan.model.verse import verse_kinds
from jiaokan.search.pattern import Pattern

# Lines of these kinds stand for themselves: none goes on in the next line.
SINGLE = frozenset(
    {
        Kind.HEADING,
        Kind.ROW,
        Kind.TABLE_HEAD,
        Kind.VERSE,
        Kind.CAPTION,
        Kind.BY_LINE,
        Kind.CONTENTS,
        Kind.RUNNING_HEAD,
        Kind.FOLIO,
        Kind.CODE,
        Kind.DATA,
    }
)
FLOWING = frozenset({Kind.NOTE, Kind.FOOTNOTE, Kind.REFERENCE, Kind.TRANSCRIPT, Kind.LIST_ITEM, Kind.ARTICLE})
LEAST_ENTRIES = 2  # numbered notes or references that count up make a list of them
LONGEST_NAMES = 40  # code points of a line of names
NOTE_ENDS = (
    frozenset("]］〕\u00b9\u00b2\u00b3") | set(map(chr, range(0x2070, 0x207A))) | set(map(chr, range(0x2460, 0x2474)))
)
HAN = Pattern(HAN_CHARACTER)


class LineKinds:
    """The kind of each line of `page_lines`, and whether it begins a block: 1 in `begins`.

    A line that continues a footnote, an item or the like has the kind of the line it continues.
    """

    def __init__(self, lines: TextLines, kinds: Sequence[Kind], begins: bytes) -> None:
        self.lines = lines
        self.kinds = kinds
        self.begins = begins

    def __len__(self) -> int:
        return len(self.kinds)

    def __getitem__(self, index: int) -> Kind:
        return self.kinds[index]

    def at(self, offset: int) -> Kind:
        """The kind of the line that holds an offset in code points; of a line without text, that of the next one."""
        return self.kinds[min(self.lines.index_at(offset), len(self.kinds) - 1)]

    def parts(self, index: int) -> bool:
        """Whether the break below a line parts two blocks for certain: whatever the words say, the two do not join."""
        return self.kinds[index] in SINGLE or self.kinds[index + 1] in SINGLE or self.begins[index + 1] == 1


@view
def line_kinds(doc: Document) -> LineKinds:
    """The kinds of the lines of a document that hold text."""
    lines = page_lines(doc)
    texts = lines.texts
    found: dict[int, Kind] = {}
    found.update(verse_kinds(texts))
    rows = table_kinds(texts, lines.columns)
    found.update(rows)
    marked = marked_kinds(texts)
    weak = (Kind.LIST_ITEM, Kind.BY_LINE)  # what cells look like too
    found.update({index: kind for index, kind in marked.items() if kind not in weak or index not in rows})
    found.update(label_kinds(texts, found))
    found.update(outside_kinds(doc, lines))
    starts = {index for index, kind in found.items() if kind in STRONG or kind is Kind.TRANSCRIPT}
    continue_blocks(lines, found)
    kinds = [found.get(index, Kind.PROSE) for index in range(len(lines))]
    return LineKinds(lines, kinds, bytes(index in starts for index in range(len(lines))))


def marked_kinds(texts: Sequence[str]) -> dict[int, Kind]:
    """The lines whose own marks show their kind, by index."""
    found = {}
    for index, text in enumerate(texts):
        kind = beginning(text)
        if kind is Kind.CAPTION and not is_captioning(text):
            kind = None
        if kind is None and len(text) > 5 and text[-1] in "0123456789ivxIVX)）" and LEADERS.search(text[-120:]):
            kind = Kind.CONTENTS
        if kind is None and len(text) <= LONGEST_NAMES and (NAMES.fullmatch(text) or AUTHOR.fullmatch(text)):
            kind = Kind.BY_LINE
        if kind is not None:
            found[index] = kind
    return found


def label_kinds(texts: Sequence[str], found: dict[int, Kind]) -> dict[int, Kind]:
    """The lines that begin with a label and a colon: turns of a conversation, where a label recurs, and records.

    A label stands behind the end of a sentence each time; what is wrapped begins so by chance.
    """
    labels = {
        index: match[1]
        for index, text in enumerate(texts)
        if index not in found and ("：" in text[1:11] or ":" in text[1:11]) and (match := LABEL.match(text))
    }
    closed = {index: index == 0 or index - 1 in labels or is_closed(texts[index - 1]) for index in labels}
    counts = Counter(labels.values())
    open_labels = {label for index, label in labels.items() if not closed[index]}
    kinds = {}
    for index, label in labels.items():
        is_record = closed[index] and not labels.keys().isdisjoint((index - 1, index + 1))
        if label not in open_labels and (counts[label] > 1 or is_record):
            kinds[index] = Kind.TRANSCRIPT
    return kinds


def is_closed(text: str) -> bool:
    """Whether the last sentence of a line is closed, perhaps before the mark of a note; one of Latin words by a dot."""
    if text[-1] == ".":
        return len(text) > 1 and text[-2:-1].isascii() and HAN.search(text) is None
    return ends_sentence(without_note_marks(text) or text)


def without_note_marks(text: str) -> str:
    """A line without the marks of notes at its end."""
    return NOTE_MARKS.sub("", text[-40:]) if text[-1] in NOTE_ENDS else text


def outside_kinds(doc: Document, lines: TextLines) -> dict[int, Kind]:
    """The lines that are no text of the document: code, and furniture of its pages."""
    found: dict[int, Kind] = {}
    for start, end, kind in page_furniture(doc):
        index = lines.index_at(start)
        if index < len(lines) and lines.starts[index] == start and end >= lines.ends[index]:
            found[index] = Kind.FOLIO if kind is FurnitureKind.PAGE_NUMBER else Kind.RUNNING_HEAD
    for start, end in doc.code:
        found.update(dict.fromkeys(lines.overlapping(start, end), Kind.CODE))
    return found


def continue_blocks(lines: TextLines, found: dict[int, Kind]) -> None:
    """Give the lines that continue a note, a reference or the like its kind: those directly below it, up to its end."""
    texts = lines.texts
    for index in sorted(index for index, kind in found.items() if kind in FLOWING):
        after = index + 1
        while (
            after < len(lines)
            and after not in found
            and lines.numbers[after] <= lines.numbers[after - 1] + 2
            and not is_closed(texts[after - 1])
        ):
            found[after] = found[index]
            after += 1


@view
def blocks(doc: Document) -> list[Block]:
    """The blocks of a document in order: the lines that belong together."""
    kinds = line_kinds(doc)
    return list(group_lines(kinds))


def group_lines(kinds: LineKinds) -> Iterator[Block]:
    """Each line that stands for itself, and the runs of others that do not part."""
    lines, first = kinds.lines, 0
    for index in range(len(lines)):
        last = index + 1 == len(lines)
        if last or kinds.parts(index) or kinds[index] is not kinds[index + 1] or is_closed(lines.texts[index]):
            yield Block(lines.starts[first], lines.ends[index], kinds[first])
            first = index + 1
