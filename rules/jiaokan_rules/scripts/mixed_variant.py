from __future__ import annotations

import re
from collections.abc import Iterator

from jiaokan import Document, Edit, Finding, Level, rule
from jiaokan.language.script import Script
from jiaokan_rules.mojibake_spans import garbled
from jiaokan_rules.scripts import stretches
from jiaokan_rules.scripts.form_in_context import fix_safety
from jiaokan_rules.scripts.variants import (
    counter,
    foreign_forms,
    form_in_word,
    is_habitual,
    prevailing_script,
    usual_form,
)


@rule("SCR001", level=Level.ERROR, mixed_safety=True)
def mixed_variant(doc: Document) -> Iterator[Finding]:
    """A traditional, simplified or Japanese character in a Chinese text of the other script.

    ## What it does
    Determines the script of the document and finds single characters of the other one: traditional characters in
    simplified text, simplified characters in traditional text, Japanese forms in both. Characters that both scripts
    have (后, 里, 干, 台) are never reported. These are sound: names, quotations, titles and lines that are in the other
    script as a whole; words that keep the old form (乾隆, 慰藉, 魏徵); characters that the text is about; and a form
    that a document in literary or traditional Chinese keeps throughout.

    ## Why it is bad
    OCR engines and careless conversions leave such characters behind. A search for 学生 misses 學生,
    and a model learns two spellings of one word.

    ## Example
    ✗ 全市的中小學生都参加了这次活动，还为农村的孩子们买书。
    ✓ 全市的中小学生都参加了这次活动，还为农村的孩子们买书。
    ✗ 这些図书是从国外进口的。
    ✓ 这些图书是从国外进口的。
    ✗ 這些問題还沒有人討論過，將來會有的。
    ✓ 這些問題還沒有人討論過，將來會有的。
    ✓ 乾隆年间，这里的人们从书中得到慰藉。
    ✓ “學”字现在写作“学”，这是大家都知道的。
    ✓ 他在书的扉页上写着“學海無涯”四个字，给我们看。

    ## Fix safety
    Safe if the character has one counterpart and the result is a word or an everyday character. Unsafe if it has several
    (发 for 發 or 髮), or may belong to a name.
    """
    script = prevailing_script(doc)
    if script is None:
        return
    present = doc.charset & foreign_forms(script).standard.keys()
    count = counter(doc, present)
    targets = {c: usual_form(c, script, count) for c in present if not is_habitual(doc, c, count)}
    if not targets:
        return
    # Only the forms of this document: an expression of all forms, some thousands, takes milliseconds to compile.
    for match in doc.matches(re.compile(f"[{''.join(sorted(targets))}]+")):
        if garbled(doc).overlaps(*match.span()):
            continue
        for start, end, wrong, safety in stretches(match, lambda at: fix_safety(doc, at, script)):
            right = "".join(form_in_word(doc, at, targets[doc.text[at]]) for at in range(start, end))
            message = f"「{wrong}」 {describe(wrong, script)} in {script} text: write 「{right}」."
            yield Finding(start, end, message, (Edit(start, end, right),), safety)


def describe(wrong: str, script: Script) -> str:
    """The predicate of a message about characters that do not belong to the script of the text."""
    # Big5 has every common traditional character, GB 2312 every common simplified one.
    other, encoding = ("traditional", "big5") if script == "simplified" else ("simplified", "gb2312")
    kind = f"{other} character" if wrong.encode(encoding, "ignore") else "Japanese form"
    return f"is a {kind}" if len(wrong) == 1 else f"are {kind}s"
