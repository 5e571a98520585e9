"""A half-width , : ; ? or ! beside Chinese, with the text around it."""

from __future__ import annotations

from typing import NamedTuple

from jiaokan import Document, Edit, Pattern
from jiaokan.language.typography import FULL_OF_HALF
from jiaokan.model.prose import CHINESE_CHARACTER
from jiaokan_rules.lost_question_marks import may_ask
from jiaokan_rules.punctuation.width_habits import (
    CHINESE_LEFT,
    CHINESE_RIGHT,
    LEFT_AND_SPACE,
    SPACE_AND_MARKUP,
    WRAPPERS,
)

LEFT = Pattern(CHINESE_LEFT)
SPACE_AND_TEXT = Pattern(rf" (?:{CHINESE_RIGHT}|[A-Za-z0-9])")


class HalfMark(NamedTuple):
    """A half-width mark at an offset, with something Chinese beside it, and its line on both sides up to REACH."""

    doc: Document
    at: int
    mark: str
    before: str
    after: str

    @property
    def left(self) -> str:
        """The character before, but for emphasis and quotation marks of ASCII."""
        return self.before.rstrip(WRAPPERS)[-1:]

    @property
    def right(self) -> str:
        """The next character, past ASCII marks of emphasis and quotation."""
        return self.after.lstrip(WRAPPERS)[:1]

    @property
    def follows_chinese(self) -> bool:
        return LEFT.match(self.left) is not None or (
            self.left == "%" and CHINESE_CHARACTER.match(self.right) is not None
        )

    @property
    def follows_word(self) -> bool:
        """Whether a Latin word or a figure stands before, where half-width marks belong to a phrase or a label."""
        return not self.follows_chinese and self.left != " "

    @property
    def precedes_blank(self) -> bool:
        return self.right in " "

    @property
    def is_doubtful(self) -> bool:
        """Whether a question mark may also stand for a lost character."""
        return self.mark == "?" and LEFT.match(self.before[-1:]) is not None and not may_ask(self.before, self.after)

    @property
    def edit(self) -> Edit:
        """Write the full-width mark; a space beside it that stood in for its width goes."""
        start = self.at - 1 if LEFT_AND_SPACE.match(self.before[-2:]) else self.at
        goes = SPACE_AND_TEXT.match(self.after) or (self.doc.markdown and SPACE_AND_MARKUP.match(self.after))
        end = self.at + 2 if goes else self.at + 1
        return Edit(start, end, FULL_OF_HALF[self.mark])
