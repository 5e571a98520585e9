"""What counts as running prose: asked here, and nowhere else.

The questions differ in how sure they have to be: name the criterion, not the rule that asks.
"""

from __future__ import annotations

from jiaokan.language.script import HAN_CHARACTER
from jiaokan.language.typography import FULL_COLONS, FULL_STOPS, HALF_STOPS
from jiaokan.model.document import Document, view
from jiaokan.search.pattern import Pattern

CHINESE_CHARACTER = Pattern(HAN_CHARACTER)
CHINESE_RUN = Pattern(f"{HAN_CHARACTER}+")
WHITE_SPACE = Pattern(r"\s")
CLAUSE_MARK = Pattern(f"[，,；;{FULL_STOPS}{HALF_STOPS}]")
CLAUSE_MARK_OR_COLON = Pattern(f"[，,{FULL_COLONS};{FULL_STOPS}{HALF_STOPS}]")
SENTENCE_MARK = Pattern(f"[；;{FULL_STOPS}{HALF_STOPS}]")
VERSE_SAMPLE = 4000  # code points that tell whether a text is verse
VERSE_CLAUSES, VERSE_SHARE = 8, 0.6


def has_clause_mark(text: str) -> bool:
    """Whether a mark that ends a clause or a sentence stands in a text: none does in headings, by-lines and cells."""
    return CLAUSE_MARK.search(text) is not None


def has_sentence_mark(text: str) -> bool:
    """Whether a mark that ends a sentence, or a semicolon, stands in a text."""
    return SENTENCE_MARK.search(text) is not None


def is_chinese_in_clauses(text: str) -> bool:
    """Whether a stretch is Chinese, without white space or with a mark of a sentence: cells of tables are different."""
    if not CHINESE_CHARACTER.search(text):
        return False
    return not WHITE_SPACE.search(text) or CLAUSE_MARK_OR_COLON.search(text) is not None


@view
def is_verse(doc: Document) -> bool:
    """Whether most clauses at the beginning of a document are of five or of seven Chinese characters."""
    sizes = [match.end() - match.start() for match in CHINESE_RUN.finditer(doc.text, 0, VERSE_SAMPLE)]
    return len(sizes) >= VERSE_CLAUSES and sizes.count(5) + sizes.count(7) > VERSE_SHARE * len(sizes)
