"""A rule is a function in a file of its own; its docstring is its manual and, in its examples, its tests."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import FunctionType
from typing import Any, NamedTuple

from jiaokan.model.document import Document
from jiaokan.model.finding import Finding, Level, Safety
from jiaokan.search.pattern import Pattern

CODE = re.compile("[A-Z]+[0-9]+")

Check = Callable[..., Any]  # returns findings; with `find`, one finding or None will do; a corpus rule returns facts
Reduce = Callable[..., Iterable[tuple[int, Finding]]]


class Example(NamedTuple):
    """A text, and what its fixes make of it.

    `after` equals `before` where there is nothing to find; it is None where the rule must find something that no
    fix changes.
    """

    before: str
    after: str | None


class Rule(NamedTuple):
    """A rule with its defaults.

    `check`: the function. Without `find` it takes a document and yields findings. With `find`, patterns, it is called
    with each match outside protected spans and the document; it returns a finding or None, or yields findings.
    `level` and `safety`: those of a finding that names none; `safety` is DISPLAY if the rule makes no fixes.
    `mixed_safety`: a finding may have another safety.
    `on`: the rule runs unless it is ignored. `chinese`: it runs only on Chinese texts.
    `prose`: it runs only on documents that hold prose (plain text, Markdown, HTML), not on data, code, subtitles, logs.
    `edits_protected`: it is about encoding or markup, so that it looks at protected spans (code, URLs, comments), and
    its fixes may change them.
    `after_suppression`: it runs after the others, and its function receives the markers that suppressed nothing as a
    second argument.
    `reduce`: the rule compares documents. `check` returns facts of one document, small and picklable, or None; `reduce`
    receives those of all documents of a run, in their order, and yields each finding with the index of its document.
    `aliases`: names that the rule had before.
    """

    code: str
    name: str
    check: Check
    level: Level
    safety: Safety
    on: bool = True
    chinese: bool = True
    after_suppression: bool = False
    edits_protected: bool = False
    reduce: Reduce | None = None
    find: tuple[Pattern, ...] = ()
    mixed_safety: bool = False
    aliases: tuple[str, ...] = ()
    prose: bool = True

    def __reduce__(self) -> str | tuple[object, ...]:
        """Found again by its module: there the name of the function stands for the rule, so it pickles as neither."""
        if isinstance(self.check, FunctionType):
            from jiaokan.linting.registry import rule_in_module

            return rule_in_module, (self.check.__module__, self.check.__code__.co_filename, self.code)
        return Rule, tuple(self)

    @property
    def module(self) -> str:
        """The module that the rule is in."""
        return self.check.__module__

    @property
    def family(self) -> str:
        return self.code.rstrip("0123456789")

    @property
    def names(self) -> tuple[str, ...]:
        """What names the rule alone: its code, its name, and names that it had before."""
        return self.code, self.name, *self.aliases

    @property
    def words(self) -> tuple[str, ...]:
        """What names the rule, alone or with others of its family."""
        return *self.names, self.family

    @property
    def manual(self) -> str:
        """The docstring without its indentation."""
        import inspect

        return inspect.getdoc(self.check) or ""

    @property
    def summary(self) -> str:
        return self.manual.partition("\n")[0]

    @property
    def examples(self) -> Iterator[Example]:
        """`✗ before`, on the next line `✓ after`; a lone ✗ is found and stays; a lone ✓ is sound.

        ⏎ is a line feed, ⟨U+200B⟩ a character that could not be seen.
        """
        before = None
        for line in [*self.manual.splitlines(), ""]:
            mark, _, text = line.strip().partition(" ")
            text = re.sub("⟨U\\+([0-9A-F]{4,6})⟩", lambda m: chr(int(m[1], 16)), text.replace("⏎", "\n"))
            if mark == "✓":
                yield Example(text if before is None else before, text)
                before = None
            else:
                if before is not None:
                    yield Example(before, None)
                before = text if mark == "✗" else None

    @property
    def options(self) -> Mapping[str, object]:
        """The options in configuration spelling, each with its default."""
        return {k.replace("_", "-"): v for k, v in (getattr(self.check, "__kwdefaults__", None) or {}).items()}

    def run(self, doc: Document, *more: object, **options: object) -> Iterable[Finding]:
        """What the rule finds in a document, as its function gives it."""
        return self.findings_at_matches(doc, options) if self.find else self.check(doc, *more, **options)

    def findings_at_matches(self, doc: Document, options: Mapping[str, object]) -> Iterator[Finding]:
        """What the function gives for each match."""
        for pattern in self.find:
            for match in doc.finditer(pattern) if self.edits_protected else doc.matches(pattern):
                found = self.check(match, doc, **options)
                if isinstance(found, Finding):
                    yield found
                elif found is not None:
                    yield from found

    def completed(self, finding: Finding) -> Finding:
        """A finding with the code and the name of the rule, and its level and safety where none are given."""
        return finding._replace(
            safety=self.safety if finding.safety is None else finding.safety,
            level=self.level if finding.level is None else finding.level,
            code=self.code,
            name=self.name,
        )


def rule(
    code: str,
    *,
    level: Level = Level.WARNING,
    safety: Safety = Safety.SAFE,
    on: bool = True,
    chinese: bool = True,
    after_suppression: bool = False,
    edits_protected: bool = False,
    reduce: Reduce | None = None,
    find: Pattern | Iterable[Pattern] = (),
    mixed_safety: bool = False,
    aliases: Iterable[str] = (),
    prose: bool = True,
) -> Callable[[Check], Rule]:
    """Make a rule of a function; the rule takes the function's name, its options are the keyword-only parameters.

    Without `find` the function takes a document and yields findings. With `find`, a pattern or several, it takes a
    match and the document, and is called with each match outside protected spans, the patterns one after another; it
    returns a finding or None, or yields findings. Raises `TypeError` or `ValueError` where an argument is wrong.
    """
    if not isinstance(code, str):  # a bare @rule: the function stands in its place
        raise TypeError(f'@rule has no code above the function {code.__name__}: write @rule("HOUSE001").')
    if not CODE.fullmatch(code):
        raise ValueError(
            f"{code!r} cannot be the code of a rule: write capital letters and then digits, as in HOUSE001."
        )
    patterns = tuple(find) if isinstance(find, Iterable) else (find,)
    for pattern in patterns:
        if not isinstance(pattern, Pattern):
            raise TypeError(f"{code}: find takes a Pattern or several, found {find!r}: write find=Pattern(...).")

    def made(f: Check) -> Rule:
        name = f.__name__.replace("_", "-")
        return Rule(
            code,
            name,
            f,
            level,
            safety,
            on,
            chinese,
            after_suppression,
            edits_protected,
            reduce,
            patterns,
            mixed_safety,
            tuple(aliases),
            prose,
        )

    return made
