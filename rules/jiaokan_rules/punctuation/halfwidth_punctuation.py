from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from jiaokan import Document, Edit, Finding, rule
from jiaokan.language.script import HAN_CHARACTER
from jiaokan_rules.anchor import anchored, compiled
from jiaokan_rules.spots import Spots, asked, batched, matched, standing

FULL = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！", "(": "（", ")": "）"}
# What only Chinese text has before and after a mark: Han, its closing and opening marks, dashes, full-width signs.
LEFT = rf"(?:{HAN_CHARACTER}|[”’》〉」』】〕）％…—℃‰〗！？～])"
RIGHT = rf"(?:{HAN_CHARACTER}|[“‘《〈「『【〔（…—〖])"
# Emphasis and quotation marks of ASCII stand between a mark and its word: **注**:
WRAP = "*_\"'`"
# The mark comes first, that the scan need look round at marks alone.
ROUND = rf"(?:(?<={LEFT}.)|(?<={LEFT}[{WRAP}%)].)|(?<={LEFT}[{WRAP}][{WRAP}].)|(?=[ {WRAP}]{{0,3}}{RIGHT}))"
MARK = "[,:;?!]"
MARKS = Spots(
    MARK + ROUND,
    {0: MARK, -1: LEFT},
    {0: MARK, -1: f"[{WRAP}%)]", -2: f"(?:{LEFT}|[{WRAP}])"},
    {0: MARK, 1: RIGHT},
    {0: MARK, 1: f"[ {WRAP}]", 2: f"(?:{RIGHT}|[ {WRAP}])"},
)
BRACKETS = Spots("[()（）]", {0: "[()（）]"})
# What stands before a pair of brackets in Chinese, or behind it.
OUTER_LEFT, OUTER_RIGHT = f"(?:{LEFT}|[，。、；：“‘《「『])", f"(?:{RIGHT}|[，。、；：！？”’》」』])"
BEFORE, AFTER = rf"{OUTER_LEFT}[ \xa0]{{0,2}}$", f" ?{OUTER_RIGHT}"
BESIDE = Spots(
    "",
    {0: r"\(", -1: OUTER_LEFT},
    {0: r"\(", -1: r"[ \xa0\n]", -2: rf"(?:{OUTER_LEFT}|[ \xa0])"},
    {0: r"\)", 1: OUTER_RIGHT},
    {0: r"\)", 1: " ", 2: OUTER_RIGHT},
)
BEHIND = rf",(?<=(?:{LEFT}|[%]),)"  # a comma that stands behind Chinese
# One of : ; ? ! behind Chinese, Latin or a figure, with a space or a line end after it.
TEXT = rf"(?:{LEFT}|[A-Za-z0-9)])"
SPACED = {
    mark: rf"\{mark}(?:(?<={TEXT}.)|(?<={TEXT}[{WRAP}].)|(?<={TEXT}[{WRAP}][{WRAP}].))(?:[ {WRAP}]|(?![^\r\n]))"
    for mark in ":;?!"
}
# In a text that writes half-width throughout, also between two short Latin words or figures that stand in Chinese.
BETWEEN = rf"(?<=[%A-Za-z])[,;](?=[A-Za-z0-9.+-]{{1,12}}{HAN_CHARACTER})"
# GB/T 7714: references are set in half-width marks and name their kind of source in brackets.
REFERENCE = r"\[(?:[JMDCNRSPZAGK]|(?:EB|DB|CP|M|J|N|R|C|D|Z)/(?:OL|CD|MT|DK))\]"
CONVERSION = r"-\{[^{}\r\n]{0,200}\}-"  # MediaWiki's -{zh-cn:…; zh-tw:…}-
WINDOW = 200  # code points to either side in which the language of a sentence is judged
SMILEY = r"[:;]-?[)(）（DPp](?![A-Za-z0-9])"
NUMBER = rf"(?:{HAN_CHARACTER}|[0-9]){{1,4}}[)）]"
ITEM = rf"(?<![^\r\n])[ \t\u3000]*([(（]){NUMBER}"  # the number of a list item: (三)
BLANKS = 20  # at most, before a bracket of which it is told that it does not begin its line
BLANK = r"(?:\r\n|[\r\n])[ \t\u3000]*[\r\n]"

SIGNS = (
    f"{LEFT}[,:;?!(]",
    f"{LEFT}[{WRAP}%)].*[{WRAP}%)][,:;?!]",
    f"[,:;?!)]{RIGHT}",
    f"[,:;?!][ {WRAP}].*[ {WRAP}]{RIGHT}",
    "%,",
    "（.*[)]",
    "[(].*）",
    "[，。、；：“‘《「『][(]",
    r"[ \xa0\n][(]",
    "[)][，。、；：？！”’》」』 ]",
)


@rule("PUN001", needs=",:;?!()", signs=SIGNS, ahead=(batched,))
def halfwidth_punctuation(doc: Document) -> Iterator[Finding]:
    """Half-width punctuation in Chinese prose.

    ## What it does
    Finds the ASCII marks `,` `:` `;` `?` `!` and pairs of `(` `)` that stand in Chinese text: beside a Han character or
    beside a mark that only Chinese has (”, 》). After a Latin word or a number they count where Chinese follows.
    Numbers (1,234), times (12:30), English, URLs, code, formulas, references in the style of GB/T 7714 and rows of
    comma-separated values are left alone.

    A pair of brackets is one finding and changes as a pair. Brackets that hold no Han character count only beside Chinese, and only
    where the document sets such brackets in full width or writes half-width commas throughout. Where a document
    writes full-width commas but regularly a half-width colon or bracket with a space beside it, or numbers its lists
    (一), that is its style.

    ## Why it is bad
    Two forms of one mark make two tokens of it and break sentence splitting; readers of PDFs and scans mix them at random.

    ## Example
    ✗ 强国安全,需要久久为功;其中,出口增长15%,进口增长8.7%。
    ✓ 强国安全，需要久久为功；其中，出口增长15%，进口增长8.7%。
    ✗ 该公司(以下简称《公司》),是什么? 看!
    ✓ 该公司（以下简称《公司》），是什么？看！
    ✓ 会议12:30开始，有1,234人参加，比分为3:2，代码在config.js里，函数是f(x)。

    ## Fix safety
    Safe: the mark is replaced by its full-width form, a space beside it that stood in for its width goes. Words stay.
    """
    text = doc.text
    half = "," in text and text.count(",") > (full := text.count("，")) and len(compiled(BEHIND).findall(text)) > full
    skip = set[int]()
    if "{" in text and "-{" in text:
        skip = {i for m in compiled(CONVERSION).finditer(text) for i in range(*m.span())}
    rows = Rows(doc)
    found = [m for m in matched(doc, MARKS) if not doc.protected.overlaps(*m.span())]
    if half:
        found += doc.matches(BETWEEN)
    loose = habits(text, {match[0] for match in found} - {","}) if found and not half else set()
    for match in found:
        at, mark = match.start(), match[0]
        if at in skip or at in rows or not wanted(text, at, half, loose):
            continue
        end = at + 1
        if text[end : end + 1] == " " and compiled(rf" (?:{RIGHT}|[A-Za-z0-9])").match(text[end : end + 2]):
            end += 1
        start = at - 1 if text[at - 1 : at] == " " and compiled(rf"{LEFT} ").match(text[max(0, at - 2) : at]) else at
        message = f"「{mark}」 is a half-width mark in Chinese text: write 「{FULL[mark]}」."
        yield Finding(at, at + 1, message, (Edit(start, end, FULL[mark]),))
    if "(" in text or ")" in text:
        yield from brackets(doc, half, rows)


def habits(text: str, marks: set[str]) -> set[str]:
    """Those of : ; ? ! that a text with full-width commas regularly writes half-width with a space or line end after them."""
    often = {mark: full for mark in marks if text.count(mark) > (full := text.count(FULL[mark]))}
    return {mark for mark, full in often.items() if len(compiled(SPACED[mark]).findall(text)) > full}


def wanted(text: str, at: int, half: bool, loose: set[str]) -> bool:
    """Whether the mark at `at`, which has something Chinese beside it, is one of Chinese prose."""
    mark = text[at]
    before = text[max(0, at - 12) : at]
    after = text[at + 1 : at + 12]
    left = before.rstrip(WRAP)[-1:]
    right = after.lstrip(WRAP)[:1]
    if (
        compiled(SMILEY).match(text[at : at + 4])
        or (mark == "!" and after.startswith("["))
        or (mark == ":" and after.startswith(":"))
    ):
        return False
    if mark == ";" and compiled(r"&#?[A-Za-z0-9]{1,10}$").search(before):
        return False
    if mark == "!" and compiled(" ?[a-z-]{1,9}=").match(after):
        return False  # the head of a column in MediaWiki: ! scope="col"
    if mark == "?" and before.endswith("(") and after.startswith(")"):
        return False
    chinese_left = compiled(f"{LEFT}").match(left) is not None or (
        left == "%" and compiled(f"{HAN_CHARACTER}").match(right) is not None
    )
    spaced = not right or right in " \r\n"
    if left == " ":  # 中国 , 美国: the mark drifted
        return (
            compiled(f"{LEFT} $").search(before) is not None
            and mark in (",;:" if half else ",;")
            and not compiled("[A-Za-z]").match(after.lstrip())
        )
    if not chinese_left:
        # Latin or a figure before it: half-width belongs to an English phrase or a label (图 1: …, key:值) unless
        # Chinese follows at once.
        if not left or left in "({[（“‘《「『\n\r\t\u3000|>#-=+/\\<&@~^$.,;:?!":
            return False
        if spaced:
            return half and mark in ",;"
        line = compiled(r"[\r\n]").split(text[max(0, at - WINDOW) : at])[-1]
        if after[0] in "\"'`" and line.count(after[0]) % 2:
            return False  # 'abc!'的末尾: it belongs to what is quoted
        return mark in ",;?!" or half
    if spaced and (mark in loose or (mark == ":" and not half and compiled(" [!-~]").match(after))):
        return False  # the second is a label with a value: 更新时间: 1664890409
    near = compiled(r"[\r\n]").split(text[max(0, at - WINDOW) : at])[-1]
    if near.rfind("{") > near.rfind("}"):
        return False
    if compiled(f"{RIGHT}").match(right):
        return True
    # An English sentence that quotes a Chinese word keeps its own marks.
    near += compiled(r"[\r\n]").split(text[at : at + WINDOW])[0]
    return len(compiled(r"[A-Za-z]+").findall(near)) <= len(compiled(f"{HAN_CHARACTER}").findall(near))


class Rows:
    """Lines of comma-separated values and of references, where half-width marks are the notation."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.known: dict[int, bool] = {}

    def __contains__(self, at: int) -> bool:
        n = self.doc.line_at(at)
        if n not in self.known:
            self.known[n] = compiled(REFERENCE).search(self.doc.lines.texts[n]) is not None or self.table(n)
        return self.known[n]

    def cells(self, n: int) -> int:
        """How many commas a line has that could be a row: two or more, and no mark that ends a sentence."""
        text = self.doc.lines.texts[n] if 0 <= n < len(self.doc.lines) else ""
        commas = text.count(",")
        return commas if commas > 1 and not compiled("[。！？；;.!?:：]|, |,$").search(text) else 0

    def table(self, n: int) -> bool:
        """Three lines on end with the same number of commas: prose has them only by rare chance."""
        commas = self.cells(n)
        if not commas:
            return False
        same = [self.cells(k) == commas for k in range(n - 2, n + 3)]
        return all(same[:3]) or all(same[1:4]) or all(same[2:])


def brackets(doc: Document, half: bool, rows: Rows) -> Iterator[Finding]:
    """Pairs of brackets of which one or both are half-width."""
    text = doc.text
    if not half and "（" not in text and "）" not in text and asked(doc, BESIDE) == []:
        return  # none is mixed, and none stands beside Chinese
    pairs = list(paired(doc))
    found = [
        (a, b)
        for a, b in pairs
        if (text[a], text[b]) != ("（", "）")
        and (
            half or text[a] == "（" or text[b] == "）" or near(text, a, b)
        )  # else a line of its own: (更新时间 1664890409)
        and text[a - 1 : a + 1] != "]("  # the target of a link that is not closed: [名](https://example.org/a_(b)
    ]
    if not found:
        return
    widths = Counter(text[a] for a, _ in pairs)
    latin = Counter(text[a] for a, b in pairs if not compiled(HAN_CHARACTER).search(text, a + 1, b))
    # Brackets around Latin are set half-width on purpose where the document does so regularly.
    mended = widths["（"] >= widths["("] and latin["("] < max(3, latin["（"])
    spaced = Counter(outside(text, a, b) for a, b in pairs)
    first = not half and any(text[a] == "(" and begins(text[max(0, a - BLANKS) : a]) for a, _ in found)
    numbered = numbers(text) if first else set()
    for a, b in found:
        if a in rows or (a in numbered and text[b] == ")"):
            continue
        mixed = text[a] == "（" or text[b] == "）"
        if compiled(HAN_CHARACTER).search(text, a + 1, b):
            code = compiled(r"(?<![A-Za-z])[a-z][A-Za-z0-9_.]*$").search(text[max(0, a - 30) : a])
            if code and not mixed and not half:
                continue  # 函数 open(文件名)
        elif (
            not near(text, a, b)
            or not compiled("[A-Za-z0-9]").search(text, a + 1, b)
            or compiled(r"[A-Za-z0-9_]$").search(text[max(0, a - 3) : a])
            or not (half or mixed or (mended and not outside(text, a, b)))
        ):
            continue
        if outside(text, a, b) and not half and not mixed and 2 * spaced[True] >= len(pairs):
            continue
        yield change(text, a, b)


def begins(before: str) -> bool:
    """Whether nothing but blanks stands between the line end and the place behind."""
    return (before.rstrip(" \t\u3000") or "\n")[-1] in "\r\n"


def numbers(text: str) -> set[int]:
    """Where the numbers of list items open, in a text that mostly sets those in half-width brackets."""
    lines = anchored(text, [rf"\({NUMBER}", rf"（{NUMBER}"])
    listed = [m for m in (compiled(ITEM).search(text, *line) for line in lines) if m]
    items = Counter(m[1] for m in listed)
    return {m.start(1) for m in listed} if items["("] > items["（"] else set()


def near(text: str, a: int, b: int) -> bool:
    """Whether Chinese stands before a pair of brackets or behind it."""
    before = compiled(BEFORE).search(text[max(0, a - 3) : a])
    return bool(before or compiled(AFTER).match(text[b + 1 : b + 3]))


def paired(doc: Document) -> Iterator[tuple[int, int]]:
    """Brackets that belong together, inner ones first; a pair lies in one paragraph, or in two that a break parts."""
    text, protected = doc.text, doc.protected
    opened: list[int] = []
    last = 0
    for at in standing(doc, BRACKETS):
        if protected.overlaps(at, at + 1):
            continue
        if opened and at - opened[-1] > 60 and parted(doc, last, at, opened[-1] + 60):
            opened.clear()
        last = at
        if text[at] in "(（":
            opened.append(at)
        elif opened and not ends_in_eyes(text[max(0, at - 2) : at]):
            start = opened.pop()
            if at - start <= 1000:  # the dates and amendments before a statute
                yield start, at


def ends_in_eyes(before: str) -> bool:
    """Whether the bracket behind is the mouth of a smiley."""
    return (":" in before or ";" in before) and compiled("[:;]-?$").search(before) is not None


def parted(doc: Document, start: int, end: int, reach: int) -> bool:
    """Whether an empty line that begins behind `reach` lies between the two."""
    if doc.text.find("\n", reach + 1, end) < 0 and doc.text.find("\r", reach + 1, end) < 0:
        return False
    found = compiled(BLANK).finditer(doc.text, start, end)
    return any(m.start() > reach and not doc.protected.overlaps(*m.span()) for m in found)


def outside(text: str, a: int, b: int) -> bool:
    """Whether a half-width pair has a space beside it, as mixed typesetting gives it."""
    return text[a] == "(" and (text[a - 1 : a] == " " or text[b + 1 : b + 2] == " ")


def change(text: str, a: int, b: int) -> Finding:
    edits = []
    if text[a] == "(":
        start = a - 1 if compiled(rf"{LEFT} $").match(text[max(0, a - 2) : a]) else a
        edits.append(Edit(start, a + 1, "（"))
    if text[b] == ")":
        end = b + 2 if compiled(rf" (?:{RIGHT}|[，。、；：])").match(text[b + 1 : b + 3]) else b + 1
        edits.append(Edit(b, end, "）"))
    shown = text[a : b + 1] if b - a < 24 else text[a : a + 12] + "…" + text[b - 8 : b + 1]
    full = "（" + shown[1:-1] + "）"
    return Finding(a, b + 1, f"「{shown}」 has half-width brackets in Chinese text: write 「{full}」.", tuple(edits))
