"""What a document in a markup language holds beside prose, and its blocks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from jiaokan.model.block import Block
from jiaokan.model.protection import Span, Spans


@dataclass(frozen=True)
class Markup:
    """How a parser reads a text; all offsets are code points.

    `code_spans` are whole lines of code or data, `comment_spans` what a reader never sees, `verbatim_spans` code within
    a line, `other_spans` everything else that no rule about prose may touch.
    """

    code_spans: Sequence[Span]
    comment_spans: Sequence[Span]
    verbatim_spans: Sequence[Span]
    other_spans: Sequence[Span]
    break_spans: Sequence[Span] = ()
    read_blocks: Callable[[], Sequence[Block]] = tuple

    @cached_property
    def code(self) -> Spans:
        """Code and data: whole lines."""
        return Spans(self.code_spans)

    @cached_property
    def unread(self) -> Spans:
        """Whole lines that are no text: code, data and comments."""
        return Spans([*self.code_spans, *self.comment_spans])

    @cached_property
    def verbatim(self) -> Spans:
        """All code, within a line too."""
        return Spans([*self.code_spans, *self.verbatim_spans])

    @cached_property
    def protected(self) -> Spans:
        """Everything that no rule about prose may touch."""
        return Spans(
            [
                *self.code_spans,
                *self.comment_spans,
                *self.verbatim_spans,
                *self.break_spans,
                *self.other_spans,
            ]
        )

    @cached_property
    def hard_breaks(self) -> Spans:
        """The line ends that are written on purpose, with the blanks or the backslash that say so."""
        return Spans(self.break_spans)

    @cached_property
    def blocks(self) -> Sequence[Block]:
        """The blocks with their kinds, in order."""
        return self.read_blocks()
