"""What counts as running prose: asked here, and nowhere else.

The questions differ in how sure they have to be: name the criterion, not the rule that asks.
"""

from __future__ import annotations

from jiaokan.language.script import HAN_CHARACTER
from jiaokan.language.typography import COMMON_MARKS
from jiaokan.search.pattern import Pattern

HAN_OR_MARK = Pattern(f"(?:{HAN_CHARACTER}|[{COMMON_MARKS}])")


def is_half_chinese(text: str) -> bool:
    """Whether at least half of the code points are Chinese characters or marks."""
    return 2 * len(HAN_OR_MARK.findall(text)) >= len(text)
