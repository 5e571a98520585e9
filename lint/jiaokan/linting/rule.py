"""A rule is a function in a file of its own; its docstring is its manual and, in its examples, its tests."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import FunctionType
from typing import Any, NamedTuple

from jiaokan.model.document import Ahead, Document
from jiaokan.model.finding import Finding, Level, Safety
from jiaokan.search.pattern import Pattern

Check = Callable[..., Any]  # returns findings; with `find`, one finding or None will do; a corpus rule returns facts
Judge = Callable[..., Iterable[tuple[int, Finding]]]


class Example(NamedTuple):
    """A text, and what its fixes make of it.

    `after` equals `before` where there is nothing to find; it is None where the rule must find something that no
    fix changes.
    """

    before: str
    after: str | None


class Rule(NamedTuple):
    """A rule with its defaults.

    `needs`: the rule runs only on texts that hold one of these characters (none given: always).
    `signs`: it finds something only in texts in which one of these occurs (none given: perhaps in any). They are
    regular expressions of characters, classes ([...] or (?:[...]|[...])) and .* alone; a text begins behind a line feed
    and ends in a line end. A large run passes over the texts without, so that a sign has to be sure, not exact.
    `ahead`: views that it asks of nearly every document, made for many at once before it looks at the first.
    `chinese`: it runs only on Chinese texts. `on`: it runs unless it is ignored. `last`: it runs after the others
    and is handed, as a second argument, the suppressions that suppressed nothing. `markup`: it is about encoding or
    markup, so that its fixes may change what is protected (code, URLs, comments).
    `judge`: it is a corpus rule. Its `check` only collects facts of a document, small and picklable (None: nothing to
    say of it), and `judge` is handed those of all documents of a run, in their order, with the same options; it yields
    hits with the index of the document each belongs to.
    `safety`: that of its fixes, DISPLAY if it makes none. `mixed_safety`: a finding may have another.
    """

    code: str
    name: str
    check: Check
    level: Level
    safety: Safety
    on: bool = True
    needs: frozenset[str] = frozenset()
    signs: tuple[str, ...] = ()
    chinese: bool = True
    last: bool = False
    markup: bool = False
    judge: Judge | None = None
    ahead: tuple[Ahead[Any], ...] = ()
    find: tuple[Pattern, ...] = ()
    mixed_safety: bool = False
    aliases: tuple[str, ...] = ()

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

    def run(self, doc: Document, *more: object, **options: object) -> Iterator[Finding]:
        """What the rule finds in a document, as its function gives it."""
        if not self.find:
            yield from self.check(doc, *more, **options)
            return
        for pattern in self.find:
            for match in doc.finditer(pattern) if self.markup else doc.matches(pattern):
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
    needs: str = "",
    signs: Iterable[str] = (),
    chinese: bool = True,
    last: bool = False,
    markup: bool = False,
    judge: Judge | None = None,
    ahead: Iterable[Ahead[Any]] = (),
    find: Pattern | Iterable[Pattern] = (),
    mixed_safety: bool = False,
    aliases: Iterable[str] = (),
) -> Callable[[Check], Rule]:
    """Make a rule of a function; the rule takes the function's name, its options are the keyword-only parameters.

    Without `find` the function takes a document and yields findings. With `find`, a pattern or several, it takes a
    match and the document, and is called with each match outside protected spans, the patterns one after another; it
    returns a finding or None, or yields findings.
    """
    patterns = (find,) if isinstance(find, Pattern) else tuple(find)

    def made(f: Check) -> Rule:
        name = f.__name__.replace("_", "-")
        return Rule(
            code,
            name,
            f,
            level,
            safety,
            on,
            frozenset(needs),
            tuple(signs),
            chinese,
            last,
            markup,
            judge,
            tuple(ahead),
            patterns,
            mixed_safety,
            tuple(aliases),
        )

    return made
