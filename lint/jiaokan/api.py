"""jiaokan from Python: the same findings and fixes as on the command line, for one text."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from jiaokan.document import Document
from jiaokan.finding import Finding, Safety
from jiaokan.fixing import Fixed
from jiaokan.linter import fix_document, lint_document

if TYPE_CHECKING:
    from jiaokan.settings import Settings


@cache
def defaults() -> Settings:
    """The settings where nothing is configured: the rules of the installed packages that are on."""
    from jiaokan.settings import Project

    return Project().default


def lint(text: str, *, path: str | None = None, settings: Settings | None = None) -> list[Finding]:
    """The findings in a text, in order; no file is read, and no configuration but what `settings` says.

    `path` tells the format (`.md` is Markdown) and which settings hold. Raises `RuleError` if a rule breaks.
    """
    chosen = settings or defaults()
    return lint_document(Document(text, path), chosen.rules_for(path), chosen.rules)


def fix(text: str, *, path: str | None = None, safety: Safety = Safety.SAFE, settings: Settings | None = None) -> Fixed:
    """The text with every fix at or above `safety`, what was applied, and the findings that are left.

    Raises `Cycle` if the fixes of some rules undo each other, `UnsoundFix` if one would change what no fix may, and
    `RuleError` if a rule breaks.
    """
    chosen = settings or defaults()
    return fix_document(Document(text, path), chosen.rules_for(path), safety, chosen.rules)
