"""Whether a text has lost its quotation marks and kept a space where each stood: 他说： 误有 寻你作师 之语。"""

from __future__ import annotations

from itertools import islice

from jiaokan import Document, Pattern
from jiaokan.language.script import HAN_CHARACTER
from jiaokan.language.typography import FULL_COLONS, FULL_STOPS
from jiaokan.model.document import view

QUOTES = frozenset('“「『"‘')
VERB = "说說言曰道叫称稱為为谓謂名"
AFTER_QUOTE = f"，{FULL_COLONS}{FULL_STOPS}"
BEFORE_QUOTE = f"{AFTER_QUOTE}{VERB}"
QUOTATION = rf"{HAN_CHARACTER}[^ \r\n]{{0,200}}"
OPENED = rf"{QUOTATION}(?: |(?![^\r\n]))"
CLOSED = rf"(?:{HAN_CHARACTER}|[、]){{1,16}} [{AFTER_QUOTE}]"
# The space for an opening mark or for a closing one, alone and with what stands beside it.
SPACE = Pattern(rf" (?:(?<=[{BEFORE_QUOTE}] )(?={OPENED})|(?<={HAN_CHARACTER} )(?={CLOSED}))")
SPACE_AND_QUOTATION = Pattern(rf"[{BEFORE_QUOTE}] {OPENED}|(?<={HAN_CHARACTER}) {CLOSED}")
# One pair is enough where a verb that names or quotes stands before it and a mark after it: 是谓 年弓月箭 。
NAMED = Pattern(rf" (?<=[{VERB}] ){QUOTATION} [{AFTER_QUOTE}]")


@view
def has_lost_quotes(doc: Document) -> bool:
    if not doc.charset.isdisjoint(QUOTES):
        return False
    spaces = len(list(islice(doc.finditer(SPACE), 3)))
    # A quotation takes at most its space and the next, so of three spaces the first and the last are of two quotations.
    if spaces == 3 or (spaces == 2 and len(list(doc.finditer(SPACE_AND_QUOTATION))) > 1):
        return True
    return spaces > 0 and any(doc.finditer(NAMED))
