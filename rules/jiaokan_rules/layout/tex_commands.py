r"""Commands of LaTeX outside formulas, \textbf{…}, and escaped marks of Markdown, \*."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from jiaokan import Document, Edit, Finding, Pattern
from jiaokan.model.prose import CHINESE_CHARACTER, is_half_chinese

STYLED = r"\\(?:text(?:bf|it|tt|rm|sf|sc|normal)?|emph|underline)\{([^{}\\\n]{1,200})\}"
COMMAND = (
    r"\\(?:text(?:bf|it|tt|rm|sf|sc|normal)?|emph|underline|math(?:bb|bf|cal|frak|it|rm|sf|tt)|operatorname|"
    r"frac|d?frac|sqrt|overline|hat|tilde|vec|begin|end|item|cite[pt]?|ref|label|footnote|"
    r"(?:sub)*section|chapter|caption|includegraphics|h?space|vspace|q?quad|times|cdots?|ldots|leq?|geq?|neq|pm|"
    r"rightarrow|leftarrow|Rightarrow|circ|infty|alpha|beta|gamma|delta|Delta|lambda|mu|pi|rho|sigma|theta|omega|Omega|"
    r"triangle|square|noindent|newline|newpage|par|centering)(?![A-Za-z])"
)
COMMANDS = Pattern(f"{STYLED}|{COMMAND}")
ESCAPED = Pattern(r"\\(?<![\\!-/:-@\[-`{-~]\\)[*_#~](?:\\?[*_#~])*(?![\\(\[{.?+])")
# A formula on a line of its own of whose \[ and \] only the brackets are left.
BARE_DISPLAY = Pattern(r"[ \t]*\[ [^\r\n]*\\[A-Za-z][^\r\n]* \][ \t]*")
ABOUT_TEX = Pattern("TeX|公式编辑|公式語法|MathJax|Markdown")
ABOUT_ESCAPES = Pattern("Markdown|正则|正則|转义|转義|轉义|轉義|反斜|通配|regex")
WINDOWS_PATH = Pattern(r"[A-Za-z]:\\")
PATH_OR_LINE_BREAK = Pattern(r"[A-Za-z]:\\|\\\\")


def command_findings(doc: Document) -> Iterator[Finding]:
    for line, matches in by_line(doc, COMMANDS, unless=ABOUT_TEX):
        if BARE_DISPLAY.fullmatch(line):
            first = next(matches)
            start, end = doc.line_span(first.start())
            yield Finding(start, end, f"「{first[0]}」 stands in a formula that lost its \\[ and \\]: write them.")
            continue
        if PATH_OR_LINE_BREAK.search(line) or not CHINESE_CHARACTER.search(line):
            continue
        for match in matches:
            text = match[1]
            edits = (Edit(*match.span(), text),) if text else ()
            advice = f"write 「{text}」" if text else "write what it stands for"
            yield Finding(*match.span(), f"「{match[0][:40]}」 is a command of LaTeX: {advice}.", edits)


def escape_findings(doc: Document) -> Iterator[Finding]:
    if doc.markdown:
        return
    for line, matches in by_line(doc, ESCAPED, unless=ABOUT_ESCAPES):
        if WINDOWS_PATH.search(line) or not is_half_chinese(line):
            continue
        for match in matches:
            backslashes = [at for at in range(*match.span()) if doc.text[at] == "\\"]
            edits = tuple(Edit(at, at + 1, "") for at in backslashes)
            plain = match[0].replace("\\", "")
            yield Finding(*match.span(), f"「{match[0]}」 is escaped as if for Markdown: write 「{plain}」.", edits)


def by_line(doc: Document, pattern: Pattern, unless: Pattern) -> Iterator[tuple[str, Iterator[re.Match[str]]]]:
    """Lines with the matches in them; none in a text about such things."""
    found = list(doc.matches(pattern))
    if found and not unless.search(doc.text):
        for number, matches in groupby(found, key=lambda match: doc.line_at(match.start())):
            yield doc.lines.texts[number], matches
