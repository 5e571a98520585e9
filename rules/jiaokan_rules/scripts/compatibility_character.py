from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from jiaokan import Document, Edit, Finding, Level, Pattern, Safety, rule
from jiaokan_rules.scripts import replacements, stretches

RADICALS = "\u2e80-\u2ef3\u2f00-\u2fd5"
# Without the twelve of U+FA0E to U+FA29 that are unified ideographs in spite of their block, and without the overlines
# and sesame dots among the presentation forms, which stand for nothing else.
FORMS = (
    "\uf900-\ufa0d\ufa10\ufa12\ufa15-\ufa1e\ufa20\ufa22\ufa25\ufa26\ufa2a-\ufad9"
    "\ufe10-\ufe19\ufe30-\ufe32\ufe35-\ufe44\ufe47\ufe48\ufe50-\ufe52\ufe54-\ufe66\ufe68-\ufe6b\U0002f800-\U0002fa1d"
)
# Unicode names ︰ a two-dot leader, Chinese text uses it as a colon; ⾭ is the old print form of 青.
IN_USE = {"︰": "：", "⾭": "青"}
RADICAL = Pattern(f"[{RADICALS}]")
RUN = Pattern(f"[{RADICALS}{FORMS}]+")
ABOUT_RADICALS = Pattern(
    r"部首|偏旁|部件|构件|構件|[字提点水耳足竹][旁头底頭框]|康熙字典|[Rr]adical|Kangxi|U\+2[EF]|Unicode|兼容"
)


@rule("SCR002", level=Level.ERROR, find=RUN, mixed_safety=True)
def compatibility_character(match: re.Match[str], doc: Document) -> Iterator[Finding]:
    """A Kangxi radical, compatibility ideograph or presentation form where the ordinary character belongs.

    ## What it does
    Finds characters of Unicode that stand for an ordinary one: Kangxi radicals (⼈ U+2F08 for 人 U+4EBA), CJK radicals
    (⻓ for 长), CJK compatibility ideographs, and vertical and small forms of marks (︰ ﹁ ﹐). Radicals are sound where
    the text speaks of radicals or Unicode, or lists them in order. So are the twelve characters in the block of
    compatibility ideographs that Unicode counts as ordinary ones (U+FA0E, U+FA0F ...).

    ## Why it is bad
    PDF fonts map glyphs to such code points. A search for 人 does not find ⼈, a tokenizer makes it another token, and in
    many fonts it looks different from its neighbours.

    ## Example
    ✗ ⼈⼯智能的发展离不开算⼒。
    ✓ 人工智能的发展离不开算力。
    ✗ 各地的市⻓和县⻓都来了。
    ✓ 各地的市长和县长都来了。
    ✗ 地点︰北京﹐时间﹕上午。
    ✓ 地点：北京，时间：上午。
    ✓ 康熙部首⼈和⼊的码位是U+2F08和U+2F0A。
    ✓ 这个⺀字没有别的写法，⺿是草字头。
    ✓ (╯°□°)╯︵ ┻━┻

    ## Fix safety
    Safe: Unicode says which character each stands for. Where that has a traditional and a simplified form, it is the
    one that the document uses. Unsafe for a shape that a character has only as a part of others (⺈), and for ﹒,
    which may be a full stop or a middle dot.
    """
    for start, end, wrong, safety in stretches(match, lambda at: replacement_safety(doc, at)):
        right = "".join(ordinary(c, doc.script) for c in wrong)
        message = f"「{wrong}」 {describe(wrong)}: write the ordinary 「{right}」."
        yield Finding(start, end, message, (Edit(start, end, right),), safety)


def replacement_safety(doc: Document, at: int) -> Safety | None:
    """How safe it is to replace the character at `at`; None where it is sound."""
    character = doc.text[at]
    if ordinary(character, doc.script) == character or is_subject(doc.text, at) or is_drawn(doc.text, at):
        return None
    ambiguous = character == "﹒" or character in replacements("radicals.tsv")["shape"]
    return Safety.UNSAFE if ambiguous else Safety.SAFE


def is_drawn(text: str, at: int) -> bool:
    """Whether a vertical mark is part of a face or a picture: no Chinese character, letter or digit is beside its run."""
    if not "\ufe30" <= text[at] <= "\ufe48" or text[at] == "︰":
        return False
    before, after = text[max(0, at - 5) : at].rstrip(), text[at + 1 : at + 6].lstrip()
    return not (before[-1:].isalnum() or after[:1].isalnum())


def describe(wrong: str) -> str:
    """The predicate of a message about characters: the Unicode name of a single one, the kind of several."""
    if len(wrong) > 1:
        return "are compatibility characters"
    name = unicodedata.name(wrong).lower().replace("cjk ", "CJK ").replace("kangxi", "Kangxi")
    name, ideograph, _ = name.partition(" ideograph-")
    return f"is U+{ord(wrong):04X}, {name}{ideograph[:-1]}"


def ordinary(character: str, script: str | None) -> str:
    """The ordinary character that a compatibility character stands for in a text of this script."""
    if character in IN_USE:
        return IN_USE[character]
    standard = unicodedata.normalize("NFKC", character)
    if "\ufe10" <= character <= "\ufe6b":
        if standard == "...":
            return "…"
        # Marks have full-width forms in Chinese; ﹢ ﹪ ﹟ and their like are ordinary signs.
        return chr(ord(standard) + 0xFEE0) if standard.isascii() and character < "\ufe5f" else standard
    kinds = replacements("radicals.tsv")
    standard = kinds["radical"].get(character) or kinds["shape"].get(character) or standard
    if script and ("\u2e80" <= character <= "\u2fd5"):
        forms = replacements("variants.tsv")
        return forms[script].get(standard) or forms[f"{script}-several"].get(standard, standard)
    return standard


def is_subject(text: str, at: int) -> bool:
    """Whether the text is about the radical at `at`: it says so, or lists radicals in the order of their code points."""
    if not "\u2e80" <= text[at] <= "\u2fd5":
        return False
    if ABOUT_RADICALS.search(text[max(0, at - 25) : at + 25]):
        return True
    order = [ord(c) for c in RADICAL.findall(text[max(0, at - 8) : at + 9])]
    return any(a < b < c <= a + 8 for a, b, c in zip(order, order[1:], order[2:], strict=False))
