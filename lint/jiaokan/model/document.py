"""A text and the views that rules share, each computed once and only when it is asked for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from jiaokan.language import script
from jiaokan.model import formats, protection
from jiaokan.model.formats import Format
from jiaokan.model.lines import Lines
from jiaokan.model.protection import Spans
from jiaokan.model.slices import Slices
from jiaokan.search import recurrence
from jiaokan.search.pattern import Pattern
from jiaokan.search.plain import PlainScan, Scan

if TYPE_CHECKING:
    from jiaokan.model.markup import Markup
    from jiaokan.search.literals import Literals, Occurrence
    from jiaokan.search.ngrams import NearMatch, NgramTable
    from jiaokan.search.substitutes import SubstituteTable, Substitution

T = TypeVar("T")


class Timer(Protocol):
    """Receives the name of each computation and runs it."""

    def timed(self, name: str, make: Callable[..., T], *given: object) -> T: ...


class Undecodable(NamedTuple):
    """Why the bytes of a document could not be read; its text is then empty."""

    encoding: str  # the one that was expected
    offset: int  # of the first bad byte
    line: int  # from 1, counting LF bytes
    fits: str | None  # an encoding that reads the bytes without an error, if one is likely


def view(make: Callable[[Document], T]) -> Callable[[Document], T]:
    """Compute a function of a document once for each document, when it is first called.

    Rules share views, and views may call other views. Nobody may change what `make` returned. A timer counts the time
    of a view separately, not for the rule that happens to call it first.
    """

    name = f"view {make.__module__.rpartition('.')[2]}.{make.__name__}"

    @wraps(make)
    def ask(doc: Document) -> T:
        found: T
        try:
            found = doc.views[make]
        except KeyError:
            found = doc.views[make] = doc.timed(name, make, doc)
        return found

    return ask


@dataclass(frozen=True)
class Document:
    """A decoded text; nothing in it is normalised (a BOM is a code point, CRLF is two).

    `path` tells the format by its suffix, else the text does.
    """

    text: str
    path: str | None = None
    undecodable: Undecodable | None = None
    timer: Timer | None = field(default=None, repr=False, compare=False)
    views: dict[object, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    scan: Scan = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self.search_in(PlainScan(self.text))

    def search_in(self, scan: Scan) -> None:
        """Use `scan`, which may search this text together with others, for characters and patterns."""
        object.__setattr__(self, "scan", scan)

    def timed(self, name: str, make: Callable[..., T], *given: object) -> T:
        """Call `make(*given)`; the timer, if there is one, records its time under `name`."""
        return self.timer.timed(name, make, *given) if self.timer else make(*given)

    @property
    def markdown(self) -> bool:
        return self.format is Format.MARKDOWN

    @property
    def html(self) -> bool:
        return self.format is Format.HTML

    @property
    @view
    def markup(self) -> Markup | None:
        """What its parser says of a text in Markdown or HTML; None for plain text."""
        if self.markdown:  # a parser is imported by those who need it
            from jiaokan.model.markdown import read_markdown

            return read_markdown(self.text)
        if self.html:
            from jiaokan.model.html_document import read_html

            return read_html(self.text)
        return None

    @property
    @view
    def format(self) -> Format:
        """What the document is; rules about prose look at nothing that is none (`Format.prose`)."""
        return formats.format_of(self.text, self.path)

    @property
    @view
    def lines(self) -> Lines:
        """The lines; one ends at LF, CRLF or CR only. A text that ends in a line end has no empty last line."""
        return Lines(self.text)

    def line_at(self, offset: int) -> int:
        """The index in `lines` of the line that holds `offset`; a line end belongs to the line it ends."""
        return max(0, bisect_right(self.lines.starts, offset) - 1)

    def line_span(self, offset: int) -> tuple[int, int]:
        """[start, end) of the line that holds `offset`, without its end; (0, 0) in a text without lines."""
        if not self.lines:
            return 0, 0
        at, starts, texts = self.line_at(offset), self.lines.starts, self.lines.texts
        return starts[at], texts.ends[at] if isinstance(texts, Slices) else starts[at] + len(texts[at])

    def line_context(self, start: int, end: int, reach: int = 200) -> tuple[str, str]:
        """The text before `start` and after `end` in their lines, at most `reach` code points each.

        A line may be as long as the text: a rule that reads the whole line at every match takes quadratic time.
        """
        left, right = self.line_span(start)[0], self.line_span(end)[1]
        return self.text[max(left, start - reach) : start], self.text[end : max(end, min(right, end + reach))]

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1, the column in code points."""
        starts = self.lines.starts
        if not starts:
            return 1, offset + 1
        at = self.line_at(offset)
        if at + 1 == len(starts) and offset == len(self.text) and self.text[-1:] in ("\n", "\r"):
            return at + 2, 1
        return at + 1, offset - starts[at] + 1

    @property
    @view
    def newline(self) -> str:
        """The line end that the document uses most; LF where it has none."""
        crlf = self.text.count("\r\n")
        counts = {"\n": self.text.count("\n") - crlf, "\r\n": crlf, "\r": self.text.count("\r") - crlf}
        return max(counts, key=lambda end: counts[end])

    @property
    @view
    def protected(self) -> Spans:
        """Spans that rules about prose skip: code, URLs, e-mail, front matter, comments, math, link targets, tags."""
        if self.markup:
            return self.markup.protected
        return protection.spans(self.text, self.code)

    @property
    @view
    def code(self) -> Spans:
        """Spans of whole lines that are not text: code; in Markdown and HTML also data, comments and scripts."""
        if self.markup:
            return self.markup.unread
        return protection.blocks(self.text)

    @property
    def charset(self) -> frozenset[str]:
        """The characters that occur."""
        return self.scan.charset

    def finditer(self, pattern: Pattern) -> Iterator[re.Match[str]]:
        """The matches of a pattern, protected or not, in order."""
        return self.scan.finditer(pattern)

    def may_match(self, pattern: Pattern) -> bool:
        """Whether a pattern may match somewhere; False is certain. Cheap, so call it before an expensive search."""
        return self.scan.may_match(pattern)

    def matches(self, pattern: Pattern | re.Pattern[str] | str, flags: int = 0) -> Iterator[re.Match[str]]:
        """The matches of a pattern that do not overlap a protected span, in order.

        A `Pattern` is tried only where it can match, any other expression at every offset.
        """
        found = self.finditer(pattern) if isinstance(pattern, Pattern) else re.finditer(pattern, self.text, flags)
        overlaps = None
        for match in found:
            overlaps = overlaps or self.protected.overlaps  # computed only if there is a match
            if not overlaps(*match.span()):
                yield match

    def doubled_characters(self) -> list[int]:
        """The offsets at which a Chinese character begins a run of exactly two of itself."""
        return self.scan.doubled_characters()

    def repeating_lines(self) -> list[tuple[int, int]]:
        """[start, end) of the lines with Chinese in which 2 to 40 code points directly follow a copy of themselves.

        Only LF separates lines here.
        """
        return self.scan.repeating_lines()

    def occurrences(self, literals: Literals) -> Sequence[Occurrence]:
        """Where the strings of `literals` occur, protected or not, by offset; occurrences may overlap."""
        if literals not in self.views:
            self.views[literals] = literals.find(self.text)
        found: Sequence[Occurrence] = self.views[literals]
        return found

    def ngrams(self, table: NgramTable) -> Sequence[NearMatch]:
        """Where the text has an n-gram of a table with one character replaced by a similar one."""
        return self.scan.find(table)

    def substitutions(self, table: SubstituteTable) -> Sequence[Substitution]:
        """Where a similar character, in place of one that is rare in the text, makes a pair found elsewhere in it."""
        return self.scan.find(table)

    @staticmethod
    def recurring(keys: Iterable[str]) -> recurrence.Recurring:
        """The keys (lines, clauses, beginnings of paragraphs) that occur more than once."""
        return recurrence.recurring(keys)

    @property
    @view
    def chinese(self) -> bool:
        """Whether the text is Chinese: rules about Chinese prose look at no other."""
        return script.is_chinese(self.text, self.scan.counts)

    @property
    @view
    def script(self) -> script.Script | None:
        """The dominant script of a Chinese text, or None where neither clearly leads."""
        return script.dominant(self.text, self.scan.counts)
