"""What the parser of Markdown says, event for event: code, links, cells, indents and blocks, in bytes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from jiaokan.language.script import HAN_CHARACTER
from jiaokan.model.block import Kind
from jiaokan.model.protection import Span

LINE_BREAKS = b"\r\n"
BLANKS = b" \t"
DEFINITION = re.compile(rb"\[(?!\^)[^\]\r\n]{1,999}\]:[^\r\n]*")
DEFINITION_AND_TITLE = re.compile(rb"[^\r\n]+(?:(?:\r\n?|\n)[ \t>]*[\"'(][^\r\n]*)?")
LINE_END = re.compile(rb"\r\n?|\n")
# A formula that holds Chinese has also something that formulas have, and no clauses: $5,好$6 are two prices.
CHINESE = re.compile(HAN_CHARACTER)
OF_FORMULA, OF_CLAUSE = re.compile(r"[\\_^{}=<>|]"), re.compile(r"[，。；：！？]")
# Latin in bold that is code or a formula, not a phrase.
OF_CODE, LETTER = re.compile(r"[,:;!?()|{}\[\]=<>/\\+]"), re.compile("[0-9A-Za-z]")
INNER_MARKS, LAST_MARKS = "*_", ":,;.!?"
CONTAINERS = {
    "Item": Kind.LIST_ITEM,
    "BlockQuote": None,
    "FootnoteDefinition": Kind.FOOTNOTE,
    "DefinitionListDefinition": Kind.LIST_ITEM,
}
CELLS = {"TableHead": Kind.TABLE_HEAD, "TableRow": Kind.ROW}
INLINE = frozenset(("Emphasis", "Strong", "Strikethrough", "Superscript", "Subscript", "Link", "Image"))
LEAVES = ("Paragraph", "CodeBlock", "HtmlBlock", "TableCell")  # their ends say nothing new
SILENT = frozenset(("Text", "Html", "InlineHtml"))
WHOLE_LINKS = frozenset(("Collapsed", "Shortcut", "Autolink", "Email"))


class Reading:
    """What the events of a text say. All spans are [start, end) in bytes.

    `boxes` are the offsets of what was handed to the parser as list items, and is none (admonitions).
    """

    def __init__(self, data: bytes, boxes: Collection[int]) -> None:
        self.data = data
        self.boxes = boxes
        self.code: list[Span] = []  # whole lines
        self.inline_code: list[Span] = []
        self.protected: list[Span] = []
        self.hard_breaks: list[Span] = []
        self.html: list[Span] = []
        self.blocks: list[tuple[int, int, Kind]] = []
        self.fences: list[Span] = []
        self.formulas_fail = False  # a formula is none
        self.containers: list[Kind] = []  # the kinds of paragraphs in what is open
        self.kind = Kind.PROSE  # that of a paragraph here
        self.links: list[tuple[int, int, str]] = []
        self.leaf_end = 0  # up to here the text belongs to a block that is known
        self.loose: list[int] = []  # [start, end] of the text of an item that has no paragraphs
        self.last_end = 0  # of the last inline event
        self.broken_at = -1  # where the last line break in a container ended
        self.cell_end = -1
        self.starts: dict[str, Callable[[int, int, Any], None]] = {
            "Heading": self.start_heading,
            "CodeBlock": self.start_code,
            "HtmlBlock": self.start_html,
            "DefinitionListTitle": self.start_title,
            "Strong": self.start_emphasis,
            "Emphasis": self.start_emphasis,
            "Link": self.start_link,
            "Image": self.start_link,
            "TableCell": self.start_cell,
        }

    def offsets(self) -> Iterator[int]:
        """Those of all spans, but not of blocks."""
        return chain.from_iterable(chain(self.code, self.inline_code, self.protected, self.hard_breaks, self.html))

    def read(self, events: Iterable[tuple[Any, Any]]) -> None:
        """Read all events. Plain paragraphs outside lists, of which most texts have most, are dealt with here."""
        containers, links, blocks = self.containers, self.links, self.blocks
        for event, place in events:
            if event.__class__ is str:
                self.tell_bare(event, place["start"], place["end"])
                continue
            name, value = event.popitem()  # its only one
            if containers or links:
                self.tell_nested(name, value, place["start"], place["end"])
            elif name == "Start":
                if value == "Paragraph":
                    blocks.append((place["start"], place["end"], Kind.PROSE))
                else:
                    self.tell_start(place["start"], place["end"], value)
            elif name == "End":
                if value not in LEAVES:
                    self.tell_end(place["start"], place["end"], value)
            elif name not in SILENT:
                self.tell_inline(name, value, place["start"], place["end"])
        self.protect_definitions()

    def protect_definitions(self) -> None:
        """Protect the definitions of links, which stand in no block, with titles on lines of their own."""
        leaves = sorted([*((start, end) for start, end, _ in self.blocks), *self.html])
        starts = [start for start, _ in leaves]
        for match in DEFINITION.finditer(self.data) if b"]:" in self.data else ():
            after = bisect_right(starts, match.start())
            if after == 0 or leaves[after - 1][1] <= match.start():
                limit = starts[after] if after < len(starts) else len(self.data)
                with_title = DEFINITION_AND_TITLE.match(self.data, match.start(), limit)
                self.protected.append((match.start(), with_title.end() if with_title else match.end()))

    def tell_nested(self, name: str, value: Any, start: int, end: int) -> None:
        """An event in a list, a quotation or a link."""
        self.end_line(start)
        if name == "Start":
            if value == "Paragraph":
                self.add_block(start, end, self.kind)
            else:
                self.tell_start(start, end, value)
        elif name == "End":
            if value not in LEAVES:
                self.tell_end(start, end, value)
        else:
            self.last_end = end
            self.tell_loose(start, end)
            if name not in SILENT:
                self.tell_inline(name, value, start, end)

    def end_line(self, start: int) -> None:
        """What stands between a line break in a container and what follows it belongs to the container."""
        if 0 <= self.broken_at <= start:
            self.protected.append((self.broken_at, start))
            self.broken_at = -1

    def tell_bare(self, event: str, start: int, end: int) -> None:
        """A line break, soft or hard, or a thematic break."""
        self.end_line(start)
        if event == "Rule":
            self.flush()
            self.protected.append((start, self.trimmed(start, end)))
            self.leaf_end = end
            return
        self.last_end = end
        if event == "HardBreak":
            self.hard_breaks.append((start, end))
        if self.containers:
            self.broken_at = end

    def tell_inline(self, name: str, value: Any, start: int, end: int) -> None:
        if name == "Code":
            self.inline_code.append((start, end))
        elif name in ("InlineMath", "DisplayMath") and not is_formula(value):
            self.formulas_fail = True
        else:
            self.protected.append((start, end))

    def tell_loose(self, start: int, end: int) -> None:
        """Keep what stands in an item outside paragraphs."""
        if start >= self.leaf_end and self.containers:
            self.loose = [self.loose[0] if self.loose else start, end]

    def tell_start(self, start: int, end: int, value: Any) -> None:
        for name, detail in ((value, None),) if isinstance(value, str) else value.items():
            if name in CONTAINERS:
                self.open_container(name, start, end)
                continue
            if name in CELLS:
                self.add_block(start, end, CELLS[name])
                self.cell_end = start
                continue
            if name in INLINE:
                self.tell_loose(start, end)
            if name in self.starts:
                self.starts[name](start, end, detail)

    def tell_end(self, start: int, end: int, value: Any) -> None:
        for name in (value,) if isinstance(value, str) else value:
            if name in CONTAINERS:
                self.flush()
                self.containers.pop()
                self.kind = self.containers[-1] if self.containers else Kind.PROSE
            elif name in CELLS:
                self.end_row(start, end, head=name == "TableHead")
            elif name in ("Link", "Image"):
                self.end_link()
        self.last_end = end

    def open_container(self, name: str, start: int, end: int) -> None:
        self.flush()
        if self.containers:
            self.protect_indent(start)
        kind = Kind.PROSE if name == "Item" and start in self.boxes else CONTAINERS[name]
        self.kind = kind or self.kind
        self.containers.append(self.kind)
        if name == "FootnoteDefinition" and (label := self.data.find(b"]:", start, end)) >= 0:
            self.protected.append((start, label + 2))

    def add_block(self, start: int, end: int, kind: Kind) -> None:
        """A block that holds text and no other blocks."""
        if self.loose:
            self.flush()
        self.blocks.append((start, end, kind))
        self.leaf_end = end
        if self.containers:
            self.protect_indent(start)

    def flush(self) -> None:
        """The text of an item that has no paragraphs ends."""
        if self.loose:
            (start, end), self.loose = self.loose, []
            self.add_block(start, end, self.kind)

    def start_title(self, start: int, end: int, _: None) -> None:
        self.add_block(start, end, Kind.LIST_ITEM)

    def start_heading(self, start: int, end: int, _: object) -> None:
        self.add_block(start, end, Kind.HEADING)
        last = self.trimmed(start, end)
        if self.data[start : start + 1] != b"#":  # a line below underlines it
            self.protected.append((self.line_start(last), last))

    def start_code(self, start: int, end: int, kind: object) -> None:
        first = start
        while first and self.data[first - 1] in b" \t>":
            first -= 1
        first = first if first == 0 or self.data[first - 1] in LINE_BREAKS else start
        self.code.append((first, end))
        self.add_block(start, end, Kind.CODE)
        if kind != "Indented":
            self.fences.append((start, end))

    def start_html(self, start: int, end: int, _: None) -> None:
        self.flush()
        self.html.append((start, end))
        self.leaf_end = max(self.leaf_end, end)
        if self.containers:
            self.protect_indent(start)

    def start_emphasis(self, start: int, end: int, _: None) -> None:
        text = self.data[start:end].decode("utf-8", "replace")
        core = text.rstrip(INNER_MARKS).rstrip(LAST_MARKS)
        if OF_CODE.search(core) and LETTER.search(core) and not CHINESE.search(text):
            self.protected.append((start, start + len(core.encode())))

    def start_link(self, start: int, end: int, link: Mapping[str, Any]) -> None:
        kind = link["link_type"]
        if not isinstance(kind, str):
            kind = "Alias" if kind["WikiLink"]["has_pothole"] else "Shortcut"
        self.links.append((start, end, kind))
        self.last_end = start + 1

    def end_link(self) -> None:
        """Protect what surrounds the text of a link, or all of it where its text is also its target."""
        start, end, kind = self.links.pop()
        if kind in WHOLE_LINKS:
            self.protected.append((start, end))
            return
        opened = self.data.find(b"|" if kind == "Alias" else b"[", start, end) + 1
        self.protected += ((start, opened), (max(self.last_end, opened), end))

    def start_cell(self, start: int, end: int, _: None) -> None:
        cell = self.data[start:end]
        text = cell.strip()
        first = start + len(cell) - len(cell.lstrip()) if text else end
        self.protected.append((self.cell_end, first))
        self.cell_end = first + len(text)

    def end_row(self, start: int, end: int, head: bool) -> None:
        """Protect the border behind the last cell, and the row of dashes below the head."""
        last = self.trimmed(start, end)
        self.protected.append((min(self.cell_end, last), last))
        if head:
            below = LINE_END.search(self.data, end)
            self.protected.append((end, below.start() if below else len(self.data)))

    def protect_indent(self, start: int) -> None:
        """What stands before a block in a list or a quotation belongs to the list."""
        first = start
        while first and self.data[first - 1] in BLANKS:
            first -= 1
        if first < start and (first == 0 or self.data[first - 1] in b"\r\n>"):
            self.protected.append((first, start))

    def line_start(self, offset: int) -> int:
        return max(self.data.rfind(b"\n", 0, offset), self.data.rfind(b"\r", 0, offset)) + 1

    def trimmed(self, start: int, end: int) -> int:
        """The end without the white space before it."""
        return start + len(self.data[start:end].rstrip())


def is_formula(text: str) -> bool:
    """Whether what stands between dollar signs is a formula."""
    return not CHINESE.search(text) or (OF_FORMULA.search(text) is not None and not OF_CLAUSE.search(text))
