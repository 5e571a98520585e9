"""What a rule finds and how it may be repaired. All offsets are code points of the decoded text."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple


class Safety(IntEnum):
    """How far a fix may be trusted; a run applies every fix at or above its floor."""

    DISPLAY = 0  # shown, never applied
    SHOW = 0  # its name in configuration and JSON until 1.0
    UNSAFE = 1  # likely right, may change the meaning
    SAFE = 2  # the meaning is kept


class Level(IntEnum):
    """What a finding counts as; `INFO` never fails a run."""

    INFO = 0
    WARNING = 1
    ERROR = 2


class Edit(NamedTuple):
    """Replace the code points [start, end) by `text`."""

    start: int
    end: int
    text: str


class Related(NamedTuple):
    """Another place that explains a finding; `path` is None for the finding's own document."""

    start: int
    end: int
    message: str
    path: str | None = None


class Fix(NamedTuple):
    """Edits in order and disjoint, applied all together or not at all."""

    safety: Safety
    message: str
    edits: tuple[Edit, ...]


class Finding(NamedTuple):
    """A defect at [start, end) of a text.

    A rule gives `safety` and `level` only where they differ from its own, and never `code` and `name`: the linter fills
    in what is missing, so that every finding a caller sees is complete.
    """

    start: int
    end: int
    message: str
    edits: tuple[Edit, ...] = ()
    safety: Safety = None  # type: ignore[assignment]  # the rule's own
    level: Level = None  # type: ignore[assignment]  # the rule's own
    related: tuple[Related, ...] = ()
    fix_message: str = ""
    code: str = ""
    name: str = ""

    @property
    def fix(self) -> Fix | None:
        """The edits and how far they may be trusted, or None where nothing can be repaired."""
        return Fix(self.safety, self.fix_message, self.edits) if self.edits else None
