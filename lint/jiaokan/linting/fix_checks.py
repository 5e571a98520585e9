"""Whether a fix keeps what every fix has promised to keep; asked of each before it is applied."""

from __future__ import annotations

from itertools import pairwise

from jiaokan.model.document import Document
from jiaokan.model.finding import Edit, Finding, Safety
from jiaokan.model.formats import Format


class UnsoundFix(Exception):
    """A fix that breaks its promise, which is a defect of its rule: nothing of the text is fixed."""

    def __init__(self, finding: Finding, why: str) -> None:
        super().__init__(f"The rule {finding.code} {finding.name} broke: its fix {why}.")
        self.rule = finding.name


def validate_fix(doc: Document, finding: Finding, *, edits_protected: bool) -> None:
    """Raise `UnsoundFix` unless the edits of a finding's fix are in order, apart and inside the text.

    They may take away something protected (a URL, code) with what is around it, but not change it, unless the rule is
    about encoding or markup (`edits_protected`).
    """
    edits = finding.fix.edits if finding.fix else ()
    if any(not 0 <= start <= end <= len(doc.text) for start, end, _ in edits):
        raise UnsoundFix(finding, "has an edit outside the text")
    if any(a.end > b.start for a, b in pairwise(edits)):
        raise UnsoundFix(finding, "has edits that overlap or are out of order")
    if not edits_protected and any(changes_protected(doc, edit) for edit in edits):
        raise UnsoundFix(finding, "changes code, a URL or something else that no rule about prose may touch")


def demote_unsafe_deletion(doc: Document, finding: Finding) -> Finding:
    """The finding; its fix is only displayed if its deletion would also delete part of something protected.

    A repeated paragraph may end inside a stretch of code: the rule is not at fault, but the fix must not be applied.
    """
    fix = finding.fix
    if fix is None or fix.safety is Safety.DISPLAY or not len(doc.protected):
        return finding
    if any(not edit.text.strip() and changes_protected(doc, edit) for edit in fix.edits):
        return finding._replace(safety=Safety.DISPLAY)
    return finding


def demote_where_no_prose(doc: Document, finding: Finding) -> Finding:
    """The finding, its fix only shown in data, and where it would add or take away a tab or a line end.

    In data any character may part values; in code, subtitles and the like, lines and columns do.
    """
    if not finding.edits or finding.safety is Safety.DISPLAY:
        return finding
    if doc.format is Format.DATA or any(parts_changed(doc.text[start:end], new) for start, end, new in finding.edits):
        return finding._replace(safety=Safety.DISPLAY)
    return finding


def parts_changed(old: str, new: str) -> bool:
    """Whether two texts differ in their tabs or line ends."""
    return any(old.count(part) != new.count(part) for part in "\t\n\r")


def changes_protected(doc: Document, edit: Edit) -> bool:
    """Whether an edit cuts something protected, or puts other text in its place."""
    if not doc.protected.overlaps(edit.start, edit.end):
        return False
    spans = {span for at in (edit.start, edit.end - 1) if (span := doc.protected.at(at))}
    cut = any(start < edit.start < end or start < edit.end < end for start, end in spans)
    whole = [doc.text[start:end] for start, end in doc.protected.within(edit.start, edit.end)]
    return cut or (edit.text != "" and not all(part in edit.text for part in whole))
