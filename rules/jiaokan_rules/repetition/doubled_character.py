from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Edit, Finding, Level, Safety, rule
from jiaokan.model.prose import is_verse
from jiaokan_rules.repetition.certainty import is_certain
from jiaokan_rules.repetition.character_pair import CharacterPair
from jiaokan_rules.repetition.redundancy import redundant_length


@rule("DUP006", safety=Safety.UNSAFE, mixed_safety=True)
def doubled_character(doc: Document) -> Iterator[Finding]:
    """A word whose last character is written twice.

    ## What it does
    Looks at every two equal Chinese characters and cuts their clause into words of the lexicon: where the first ends a
    word, and the second neither begins a new one (和平平等, 发展展望) nor can stand alone there (可以以书面形式), the
    second is too many. Words that reduplicate (常常, 缓缓), "every" (家家, 一张张), verse and names are sound. A title
    before a surname counts as a title (副局长长江阳).

    It is a warning where the document writes the same with one, or where a common word or a particle follows that the
    second cannot belong to. Else it is an information: a short form (石窟窟壁) or a word the lexicon lacks may begin.

    ## Why it is bad
    An OCR engine or a writer repeated it; the copy is noise.

    ## Example
        ✗ 文旅局副局长长江阳介绍了情况。
        ✓ 文旅局副局长江阳介绍了情况。
        ✗ 加强国际宏观经济济政策协调。
        ✓ 加强国际宏观经济政策协调。
        ✓ 各国应当和平平等地相处，常常看看发展展望。
        ✓ 可以以书面形式说明有目的的活动。

    ## Fix safety
    Unsafe: the second of the two is deleted; a name or a rare word may be doubled on purpose. Where it is no more than
    an information, the fix is shown and never made.
    """
    for at in doc.doubled_characters():  # what stands three times and more is a cry or a loop
        pair = CharacterPair(doc, at)
        size = pair.title_length() or (pair.may_end_word() and redundant_length(pair))
        if size and not doc.protected.overlaps(at, at + 2) and not is_verse(doc):
            message = f"「{doc.text[at]}」 stands twice: write 「{doc.text[at + 1 - size : at + 1]}」."
            finding = Finding(at, at + 2, message, edits=(Edit(at + 1, at + 2, ""),))
            yield finding if is_certain(pair) else finding._replace(level=Level.INFO, safety=Safety.DISPLAY)
