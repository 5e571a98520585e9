"""Rules that are data: the wrong forms of a term, and patterns, out of a project's configuration."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from jiaokan.linting.rule import Rule
from jiaokan.model.document import Document
from jiaokan.model.finding import Edit, Finding, Level, Safety
from jiaokan.search.literals import Literals, Occurrence

# Before a word stands none of these; a number may (2.5Eflop), unless letters stand before it (H2O, Ti6Al).
LETTER_BEFORE = re.compile(r"[A-Za-z_\u00c0-\u024f](?:[0-9]+(?:[.,][0-9]+)*)?\Z")
NUMBER = 24  # code points looked at before a word: longer numbers do not stand in texts
LATIN = re.compile(r"[0-9A-Za-z_\u00c0-\u024f]")


class Terms:
    """The check of one entry of terms: finds the wrong forms and puts the right one in their place."""

    __kwdefaults__ = None  # no options: what can be set stands in the entry

    def __init__(self, wrong: Sequence[str], right: str, message: str = "", every: Literals | None = None) -> None:
        """`every`: the wrong forms of all entries, which are looked for together."""
        self.right = right
        self.message = message
        self.every = every or Literals(wrong)
        # Where the right form holds a wrong one, the wrong one is found in sound text: at these offsets of the right.
        self.within = {form: [m.start() for m in re.finditer(f"(?={re.escape(form)})", right)] for form in wrong}
        listed = ", ".join(f"「{form}」" for form in wrong[:3]) + (" and others" if len(wrong) > 3 else "")
        self.__doc__ = f"{listed} where 「{right}」 belongs.\n\n## What it does\n\n{PROJECT_RULE}"

    def __call__(self, doc: Document) -> Iterator[Finding]:
        text = doc.text
        for start, form in self.forms(doc):
            if any(at <= start and text.startswith(self.right, start - at) for at in self.within[form]):
                continue
            if not LATIN.match(form) or word_begins(text, start):
                message = self.message or f"「{form}」 is a wrong form: write 「{self.right}」."
                yield Finding(start, start + len(form), message, (smallest(start, form, self.right),))

    def forms(self, doc: Document) -> Iterator[Occurrence]:
        """The wrong forms of this entry: of those that overlap the first, of those that begin together the longest."""
        past = 0
        for found in doc.occurrences(self.every):
            start, form = found
            if start >= past and form in self.within and word_ends(doc.text, start + len(form)):
                past = start + len(form)
                if not doc.protected.overlaps(start, past):
                    yield found


class Pattern:
    """The check of one entry of patterns: finds what matches and, if there is a replacement, puts it in its place."""

    __kwdefaults__ = None

    def __init__(self, pattern: str, message: str, replacement: str | None = None) -> None:
        self.pattern = re.compile(pattern, re.M)
        self.message = message
        self.replacement = replacement
        self.__doc__ = f"{message}\n\n## What it does\n\nFinds `{pattern}`. {PROJECT_RULE}"

    def __call__(self, doc: Document) -> Iterator[Finding]:
        for match in self.pattern.finditer(doc.text):
            start, end = match.span()
            # `.*` takes the CR of a CRLF, which is not part of the line.
            if doc.text[end - 1 : end + 1] == "\r\n":
                end -= 1
            if start >= end or cuts(doc, start, end):
                continue
            if self.replacement is None:
                yield Finding(start, end, self.message)
                continue
            old, new = doc.text[start:end], match.expand(self.replacement)
            if new != old:
                yield Finding(start, end, self.message, (smallest(start, old, new),))


PROJECT_RULE = "This rule is data in the configuration of the project, which is where to change it."


def cuts(doc: Document, start: int, end: int) -> bool:
    """Whether a stretch lies in code or cuts something protected; to match a whole URL is the project's will."""
    guarded = doc.protected
    if not guarded.overlaps(start, end):
        return False
    if doc.code.overlaps(start, end):
        return True
    return any(guarded.overlaps(p - 1, p) and guarded.overlaps(p, p + 1) for p in (start, end))


def word_begins(text: str, start: int) -> bool:
    """Whether a Latin word may begin here: not inside a longer one, but right after a number."""
    before = text[max(0, start - NUMBER) : start]
    if text[start].isdigit():
        return not re.search(r"[0-9][.,]?\Z|[A-Za-z_\u00c0-\u024f]\Z", before)
    return not LETTER_BEFORE.search(before)


def word_ends(text: str, end: int) -> bool:
    """Whether no Latin word goes on here; Chinese beside it is an end like any other."""
    return not (LATIN.match(text, end - 1) and LATIN.match(text, end))


def smallest(start: int, old: str, new: str) -> Edit:
    """The edit that makes `new` of `old` and touches nothing that both share at their ends."""
    head = shared(old, new)
    tail = shared(old[head:][::-1], new[head:][::-1])
    return Edit(start + head, start + len(old) - tail, new[head : len(new) - tail])


def shared(one: str, other: str) -> int:
    """How many characters two texts share at their beginning."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def terms_rule(code: str, terms: Terms, level: str, safety: str) -> Rule:
    return Rule(code, code.lower(), terms, Level[level.upper()], Safety[safety.upper()], chinese=False)


def pattern_rule(code: str, pattern: Pattern, level: str, safety: str) -> Rule:
    return Rule(
        code,
        code.lower(),
        pattern,
        Level[level.upper()],
        Safety[safety.upper()],
        chinese=False,
        edits_protected=True,
        prose=False,
    )
