from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from jiaokan import Document, Edit, Finding, Level, Safety, rule
from jiaokan_rules.scripts import table

RADICALS = "\u2e80-\u2ef3\u2f00-\u2fd5"
# Without the twelve of U+FA0E to U+FA29 that are unified ideographs in spite of their block, and without the overlines
# and sesame dots among the presentation forms, which stand for nothing else.
FORMS = (
    "\uf900-\ufa0d\ufa10\ufa12\ufa15-\ufa1e\ufa20\ufa22\ufa25\ufa26\ufa2a-\ufad9"
    "\ufe10-\ufe19\ufe30-\ufe32\ufe35-\ufe44\ufe47\ufe48\ufe50-\ufe52\ufe54-\ufe66\ufe68-\ufe6b\U0002f800-\U0002fa1d"
)
NEEDS = "".join(
    chr(c)
    for first, last in re.findall("(.)(?:-(.))?", RADICALS + FORMS)
    for c in range(ord(first), ord(last or first) + 1)
)
# By its name a two-dot leader, in use a colon; the radical of the old print form of 青.
IN_USE = {"︰": "：", "⾭": "青"}
ABOUT = "部首|偏旁|康熙字典|[Rr]adical|Kangxi|U\\+2[EF]|Unicode|兼容"


@rule("SCR002", level=Level.ERROR, needs=NEEDS)
def compatibility_character(doc: Document) -> Iterator[Finding]:
    """A Kangxi radical, compatibility ideograph or presentation form where the ordinary character belongs.

    ## What it does
    Finds characters that look like an ordinary one and are another: Kangxi radicals (⼈ U+2F08 for 人 U+4EBA), CJK
    radicals (⻓ for 长), CJK compatibility ideographs, vertical and small forms of marks (︰ ﹁ ﹐). The twelve
    unified ideographs among the compatibility ideographs are sound, and so are radicals that the text is about.

    ## Why it is bad
    PDF fonts map glyphs to such code points. A search for 人 does not find ⼈, a model has no vector for it, and in many
    fonts it looks different from its neighbours.

    ## Example
    ✗ ⼈⼯智能的发展离不开算⼒。
    ✓ 人工智能的发展离不开算力。
    ✗ 各地的市⻓和县⻓都来了。
    ✓ 各地的市长和县长都来了。
    ✗ 地点︰北京﹐时间﹕上午。
    ✓ 地点：北京，时间：上午。
    ✓ 康熙部首⼈和⼊的码位是U+2F08和U+2F0A。
    ✓ 这个⺀字没有别的写法。

    ## Fix safety
    Safe: Unicode says which character each stands for; a radical of traditional or simplified shape becomes the form
    of the document's script. Unsafe for a shape that a character takes inside others only (⺈), and for ﹒, which is
    read as a full stop and as a middle dot.
    """
    text, end, start = doc.text, -1, -1
    run: list[str] = []
    safety = Safety.SAFE
    for match in doc.matches(f"[{RADICALS}{FORMS}]"):
        at = match.start()
        right = ordinary(match[0], doc.script)
        if right == match[0] or is_subject(text, at):
            continue
        sure = Safety.UNSAFE if match[0] == "﹒" or match[0] in table("radicals.tsv")["shape"] else Safety.SAFE
        if at != end or sure != safety:
            if run:
                yield hit(text, start, end, "".join(run), safety)
            run, start = [], at
        run.append(right)
        end, safety = at + 1, sure
    if run:
        yield hit(text, start, end, "".join(run), safety)


def hit(text: str, start: int, end: int, right: str, safety: Safety) -> Finding:
    wrong = text[start:end]
    name = unicodedata.name(wrong[0]).lower().replace("cjk ", "CJK ").replace("kangxi", "Kangxi")
    name = re.sub(" ideograph-.*", " ideograph", name)
    what = f"{name}, U+{ord(wrong[0]):04X}" if len(wrong) == 1 else "characters that only look like ordinary ones"
    message = f"「{wrong}」 ({what}) stands for 「{right}」: write that."
    return Finding(start, end, message, (Edit(start, end, right),), safety)


def ordinary(character: str, script: str | None) -> str:
    """The character that one of compatibility stands for in a text of this script."""
    if character in IN_USE:
        return IN_USE[character]
    plain = unicodedata.normalize("NFKC", character)
    if "\ufe10" <= character <= "\ufe6b":
        if plain == "...":
            return "…"
        # Marks have full-width forms in Chinese; ﹢ ﹪ ﹟ and their like are ordinary signs.
        return chr(ord(plain) + 0xFEE0) if plain.isascii() and character < "\ufe5f" else plain
    kinds = table("radicals.tsv")
    plain = kinds["radical"].get(character) or kinds["shape"].get(character) or plain
    if script and ("\u2e80" <= character <= "\u2fd5"):
        forms = table("variants.tsv")
        return forms[script].get(plain) or forms[f"{script}-several"].get(plain, plain)
    return plain


def is_subject(text: str, at: int) -> bool:
    """Whether the text is about the radical at `at`: it says so, or lists radicals in their order."""
    if not "\u2e80" <= text[at] <= "\u2fd5":
        return False
    if re.search(ABOUT, text[max(0, at - 25) : at + 25]):
        return True
    order = [ord(c) for c in re.findall(f"[{RADICALS}]", text[max(0, at - 8) : at + 9])]
    return any(a < b < c <= a + 8 for a, b, c in zip(order, order[1:], order[2:], strict=False))
