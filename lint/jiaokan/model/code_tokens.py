"""Code, data, formulas and faces in a line of text: the marks in them are no punctuation of Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiaokan.search.pattern import Pattern

HAN = "\u3400-\u9fff"
QUOTED = r"(?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}')"
# What stands in brackets behind a name in a program: nothing, one value, values in ASCII with a sign of code, strings.
CHUNK = r"[^\"'()\n，。（）]{0,60}"
ARGUMENTS = (
    r"|[!-~]{1,40}?|[ -~]{0,80}?[\d,=_|\[\]{}\"'…][ -~…]{0,80}?|"
    rf"{CHUNK}={CHUNK}|{CHUNK}{QUOTED}(?:{CHUNK}{QUOTED}){{0,8}}{CHUNK}"
)
# The number of a glyph that a PDF reader left behind a figure, 20(cid:231), is no call.
CALL = rf"\((?<=[A-Za-z0-9_]\()(?!cid:\d)(?:{ARGUMENTS})\)"
VALUE = r"[-−+A-Za-z0-9.∞/π√]{1,12}"
BOUND = r"[-−+]?(?:∞|[\d.a-z]{1,8})"
AMOUNT = r"\d{1,3}(?:,\d{3})+\)"  # (1,234) is one number
# At the beginning the literal that the pattern needs, and that is sought first.
PATTERNS = {
    # Formulas between $ that hold a command, Chinese beside it or not.
    "$": r"\$(?=[^$\n]{0,300}\\[A-Za-z])[^$\n]{1,300}\$",
    # Emoji by name, :joy:, and roles of reStructuredText, :ref:`…`; a command of an editor between marks, :wq.
    ":": r":(?<![A-Za-z0-9_:]:)[a-z+-][a-z0-9_+-]{1,40}:(?:`[^`\n]{1,200}`|(?![A-Za-z0-9_:/]))|"
    r":(?<=[*`“\"'「 ]:)[a-z]{1,5}!?(?=[*`”\"'」 ])",
    # !important, vec!, and an exclamation mark between Latin and Chinese, as at the end of the name of a firm.
    "!": rf"!(?<![A-Za-z!]!)[a-z][a-z-]{{1,30}}(?![A-Za-z])|!(?<=[A-Za-z]!)(?=[{HAN}(\[{{])",
    # Placeholders, {name}, {{x}}, {% if x %}; forms of a word in wikitext; what is raised or lowered, x_{ij}.
    "{": r"\{\{[^{}\n]{0,300}\}\}|\{%[^%\n]{0,300}%\}|\{(?<=-\{)[^{}\n]{1,300}\}-|\{[A-Za-z_0-9][\w.:!-]{0,40}\}|"
    r"\{(?<=[_^]\{)[^{}\n]{1,60}\}",
    "%": r"%[-+0#]{0,3}\d{0,3}(?:\.\d{1,3})?(?:l{0,2}[diouxXeEfgGcsp])(?![A-Za-z])",
    "[[": r"\[\[[^\[\]\n]{1,300}\]\]",
    # Intervals, of which one bracket is square, or a bound is a number or infinite; indexes; classes of expressions;
    # groups of atoms.
    "[": rf"\[(?<=[A-Za-z_]\[)[ -Z^-~]{{1,60}}\]|\[{VALUE}, ?{VALUE}[)\]]|\[[^\[\]\n]{{1,60}}\][+*?{{]",
    "(": rf"\((?!{AMOUNT})(?:{VALUE}, ?{VALUE}\]|{BOUND}, ?{BOUND}\)|(?:[A-Z][a-z]?\d{{0,2}}){{1,6}}\)\d)",
}
SQL = (
    r"(?<![A-Za-z])(?:SELECT\b[^;\n。]{1,300}?\bFROM|UPDATE\b[^;\n。]{1,80}?\bSET|INSERT INTO|DELETE FROM|"
    r"CREATE TABLE)\b"
    r"(?:'[^'\n]{0,200}'|\"[^\"\n]{0,200}\"|[^;\n。；，”」'\"]){1,300};?"
)
DATA_TOKEN = Pattern(rf"{QUOTED}|[-+]?[A-Za-z0-9_.]{{1,40}}|[\[\]{{}}(),: ]")
DATA_START = Pattern(r"[\[({] ?(?=[\"'\[{(][^\n])")
LONGEST_FORMULA = 1000  # code points
LONGEST_DATA = 600  # tokens
# A face: in brackets two signs or letters from far away, or two of ASCII about a mouth; no word, number, Chinese mark.
FAR = (
    r"\u0250-\u1fff\u203f-\u20ff\u2190-\u2211\u2213-\u22ff\u2312\u2500-\u25ff\u2600-\u2bff\u3041-\u30ff\ufe30-\ufe4f"
    r"\uff3e\uff40\uff5e-\uffdc°´`¯"
)
FACE = Pattern(
    rf"[(（](?=[^()（）\n]{{0,12}}[{FAR}][^()（）\n]{{0,12}}[{FAR}])[{FAR}^_.;:'o*~=><\-ωTO。・,/\\ ]{{3,12}}[)）]"
    r"|[(（][TOo^>;*=@-][ _.ω△-]{1,3}[TOo^<;*=@-][;*]?[)）]"
)
FACE_SIGNS = r"(?: ?[^\s\x00-\x7f\u2014\u2018-\u201f\u2026\u3000-\u303f\u3400-\u9fff\uff00-\uffef])*"
FACE_AFTER, FACE_BEFORE = Pattern(FACE_SIGNS), Pattern(FACE_SIGNS)
SMILEY = Pattern(r"[:;](?<![A-Za-z0-9][:;])['’]?-?[)(DPpO3|/\\](?![A-Za-z0-9)(/\\|])")


def token_spans(text: str) -> Iterator[tuple[int, int]]:
    """Calls, formulas, placeholders, data, statements of SQL, emoji by name and faces; they may overlap."""
    for sign, pattern in PATTERNS.items():
        if sign in text:
            yield from (match.span() for match in re.finditer(pattern, text))
    for opening, closing in (("\\(", "\\)"), ("\\[", "\\]")):
        if opening in text:
            yield from between(text, opening, closing)
    if "(" in text:
        yield from call_spans(text)
        yield from face_spans(text)
    if ":" in text or ";" in text:
        yield from smileys(text)
    if '"' in text or "'" in text:
        yield from data_spans(text)
    if re.search("(?:FROM|INTO|SET|TABLE) ", text):
        yield from (match.span() for match in re.finditer(SQL, text))


def between(text: str, opening: str, closing: str) -> Iterator[tuple[int, int]]:
    """Formulas of LaTeX and MathJax with their brackets; none goes on after a blank line."""
    start = text.find(opening)
    while start >= 0:
        end = text.find(closing, start + 2, start + LONGEST_FORMULA)
        if end > 0 and "\n\n" not in text[start:end]:
            yield start, end + 2
            start = end
        start = text.find(opening, start + 2)


def call_spans(text: str) -> Iterator[tuple[int, int]]:
    """Names with what stands in brackets directly behind them: f(x, y), print("你好"); not GDP(国内生产总值)."""
    name = re.compile(r"[A-Za-z0-9_.:]{0,60}\Z")
    for match in re.finditer(CALL, text):
        start = match.start() - len(name.search(text[max(0, match.start() - 60) : match.start()])[0])  # type: ignore[index]
        yield start, match.end()


def data_spans(text: str) -> Iterator[tuple[int, int]]:
    """Lists, tuples and objects with strings in them, as programs write them: ["甲", "乙"], {"键": 1}."""
    past = 0
    for opened in DATA_START.finditer(text):
        if opened.start() < past:
            continue
        end, past = data_end(text, opened.start())
        if end:
            yield opened.start(), end


def data_end(text: str, start: int) -> tuple[int, int]:
    """Where data that starts at a bracket ends, 0 where it is none; and how far it was read."""
    depth = strings = parted = 0
    at = start
    for _ in range(LONGEST_DATA):
        token = DATA_TOKEN.match(text, at)
        if not token:
            break
        at = token.end()
        strings += token[0][0] in "\"'"
        parted += token[0] in (",", ":")
        depth += (token[0] in "[{(") - (token[0] in "]})")
        if depth == 0:
            return (at, at) if strings and (parted or text[start] in "[{") else (0, at)
    return 0, at


def face_spans(text: str) -> Iterator[tuple[int, int]]:
    """Faces made of signs, with the arms and tables beside them."""
    for match in FACE.finditer(text):
        before = FACE_BEFORE.match(text[max(0, match.start() - 8) : match.start()][::-1])
        after = FACE_AFTER.match(text, match.end(), match.end() + 12)
        yield match.start() - (before.end() if before else 0), after.end() if after else match.end()


def smileys(text: str) -> Iterator[tuple[int, int]]:
    """Faces in ASCII, :-) and ;P; a colon beside a bracket that is one of a pair is none."""
    for match in SMILEY.finditer(text):
        mark = match[0][-1]
        if mark == ")":
            line = text[max(0, match.start() - 60) : match.start()].rpartition("\n")[2]
            paired = leaves_open(line, "(（", ")）")
        else:
            line = text[match.end() : match.end() + 60].partition("\n")[0]
            paired = mark == "(" and leaves_open(line[::-1], ")）", "(（")
        if not paired:
            yield match.span()


def leaves_open(line: str, opening: str, closing: str) -> bool:
    """Whether a bracket is opened in a line and not closed."""
    depth = 0
    for character in line:
        depth = depth + 1 if character in opening else max(0, depth - 1) if character in closing else depth
    return depth > 0
