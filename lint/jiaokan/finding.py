"""What a rule finds and how it may be repaired. All offsets are code points of the decoded text."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple


class Safety(IntEnum):
    """How far a fix may be trusted; a run applies every fix at or above its floor."""

    SHOW = 0  # only ever displayed
    UNSAFE = 1  # likely right, may change meaning
    SAFE = 2  # meaning kept


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


class Hit(NamedTuple):
    """What a rule yields; the engine adds the rule's code, name and defaults and makes a `Finding` of it.

    `safety` and `level` are given only where they differ from the rule's own.
    """

    start: int
    end: int
    message: str
    edits: tuple[Edit, ...] = ()
    safety: Safety | None = None
    level: Level | None = None
    related: tuple[Related, ...] = ()
    fix_message: str = ""


class Finding(NamedTuple):
    """A defect at [start, end) of a text, as reports and callers see it."""

    code: str
    name: str
    level: Level
    start: int
    end: int
    message: str
    fix: Fix | None = None
    related: tuple[Related, ...] = ()
