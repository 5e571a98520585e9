from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Finding, Level, Pattern, Safety, rule
from jiaokan.language.typography import FULL_MARKS
from jiaokan.model.prose import CHINESE_RUN

LEAST = 100  # Chinese characters: no sentence is as long without a mark
DENSE = 25  # code points a mark, at most, in a line that is punctuated: half of that is usual
MODERN = Pattern("[的了是们在这那就我你个]")
MODERN_SHARE = 0.08  # old texts without marks, lists of names and garbled text have fewer


@rule("PUN012", level=Level.INFO, safety=Safety.DISPLAY)
def unpunctuated(doc: Document) -> Iterator[Finding]:
    """Modern Chinese without a mark over a hundred characters.

    ## What it does
    Finds a hundred Chinese characters and more without a mark or a space, where particles and pronouns of today's Chinese
    are frequent. Old texts, which had no marks, lists of names and verse in lines are sound.

    ## Why it is bad
    A reader of speech or of scans left out the marks. No sentence splitter cuts such a text.

    ## Example
    ✓ 枯藤老树昏鸦⏎小桥流水人家⏎古道西风瘦马
    ✗ 大家好今天我们来讲一讲怎么修水渠先要看清楚地势水总是往低处走的然后在图上画出渠线每隔五十米打一根桩桩打好以后再用水准仪复测一遍这个时候要注意天气刚下过雨的土是松的桩容易歪所以我一般都等两三天再去测测完以后把数据记在本子上

    ## Fix safety
    There is no fix: the marks have to be set by a reader.
    """
    for n, text in enumerate(doc.lines.texts):
        if len(text) < LEAST or DENSE * sum(map(text.count, FULL_MARKS)) > len(text):
            continue
        for match in CHINESE_RUN.finditer(text):
            size, start = match.end() - match.start(), doc.lines.starts[n] + match.start()
            if size < LEAST or len(MODERN.findall(match[0])) < MODERN_SHARE * size:
                continue
            if not doc.protected.overlaps(start, start + size):
                message = f"「{match[0][:8]}…」 runs on over {size} characters without a mark: punctuate it."
                yield Finding(start, start + size, message)
