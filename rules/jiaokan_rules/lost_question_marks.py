"""Half-width question marks: which of them stand for lost characters, and which ask."""

from __future__ import annotations

import re
from typing import NamedTuple

from jiaokan import Document, Pattern
from jiaokan.language.script import HAN_CHARACTER
from jiaokan.language.typography import FULL_COLONS, FULL_COMMAS
from jiaokan.model.document import view
from jiaokan.model.protection import Spans

CLAUSE_MARKS = FULL_COMMAS + FULL_COLONS
# After a Chinese character or a mark inside a sentence, and before a Chinese character, a comma or a stop.
RUN = Pattern(rf"\?(?<=(?:{HAN_CHARACTER}|[{CLAUSE_MARKS}])\?)\?*(?=(?:{HAN_CHARACTER}|[{CLAUSE_MARKS}。]))")
CLAUSE_END = Pattern("[，。！？；：,;:!?“”‘’「」『』（）()\n]")
SENTENCE_END = Pattern("[。！？!?\n]")
# A clause that holds one of these asks something: the marks are meant.
ASKING = Pattern("[吗吧呢么嘛啊呀谁哪何怎什几否麼嗎誰豈岂安为為]|是不是|有没有|有沒有")
SURELY_ASKING = Pattern("[吗吧呢么嘛啊呀谁哪何怎什几否麼嗎誰豈岂]|多[少久大长远高]|还是|還是")
ASKS_AT_END = Pattern("[吗吧呢么嘛啊呀嗎麼了过過的没不沒乎耶邪哉欤与也]$")
ASKED = Pattern(r"[吗吧呢么嘛啊呀嗎麼]\?")
# Words that another word always follows: a question cannot end in them.
OPEN = "第每各将將把被从從向与與及和或使令于於"
NEVER_FIRST = "的地得着了们們"  # no clause begins with one of these
SIGN_SPOKEN_OF = "号號是和与與或表代为為"  # ?号, ?表示
CLAUSE, SENTENCE, ECHO = 12, 40, 4  # code points that are looked at; and of a question that is a word or two long
HAN_NEXT = Pattern(HAN_CHARACTER)


class QuestionMarks(NamedTuple):
    """A run of question marks, with the clause and the sentence before it and the line after it."""

    start: int
    end: int
    clause: str
    sentence: str
    line: str
    before: str
    after: str

    @property
    def is_one(self) -> bool:
        return self.end - self.start == 1

    @property
    def asks(self) -> bool:
        return ASKING.search(self.clause) is not None


@view
def lost_question_marks(doc: Document) -> Spans:
    """The runs of half-width question marks that stand where characters were lost."""
    if "?" not in doc.charset:
        return Spans([])
    runs = (question_marks(doc, match) for match in doc.matches(RUN))
    return Spans((run.start, run.end) for run in runs if stands_for_lost(run))


def question_marks(doc: Document, match: re.Match[str]) -> QuestionMarks:
    before, after = doc.line_context(*match.span(), SENTENCE)
    sentence = SENTENCE_END.split(before)[-1]
    clause = CLAUSE_END.split(before)[-1].lstrip()
    return QuestionMarks(*match.span(), clause[-CLAUSE:], sentence, before + match[0] + after, before, after)


def stands_for_lost(run: QuestionMarks) -> bool:
    """Whether nothing can be asked where the marks stand."""
    if not run.clause:
        return run.before[-1:] in CLAUSE_MARKS and run.after[0] not in SIGN_SPOKEN_OF + CLAUSE_MARKS + "。"
    if run.clause[-1] in OPEN:
        return True
    if run.asks:
        return False
    if run.after[0] in CLAUSE_MARKS + "。" + NEVER_FIRST:
        return True
    return not run.is_one and not is_echo(run)


def is_echo(run: QuestionMarks) -> bool:
    """Whether the marks end a question of a word or two, or one beside other questions: 今天??不会吧??"""
    if ASKED.search(run.line):
        return True
    if len(run.clause) > ECHO or run.clause != run.sentence.lstrip(" \t\u3000“‘「『"):
        return False
    from jiaokan.language import lexicon

    return len(lexicon.cut(run.clause).words[-1]) > 1


def may_ask(before: str, after: str) -> bool:
    """Whether a question mark between two parts of a line is likely meant: a word asks, or a sentence may end there."""
    if not HAN_NEXT.match(after):
        return True
    sentence = SENTENCE_END.split(before[-SENTENCE:])[-1]
    return (
        SURELY_ASKING.search(sentence) is not None or ASKS_AT_END.search(sentence) is not None or leaves_open(sentence)
    )


def leaves_open(sentence: str) -> bool:
    """Whether a sentence asks by an alternative: 来不来, 有没有."""
    return any(sentence[at] in "不没沒" and sentence[at - 1] == sentence[at + 1] for at in range(1, len(sentence) - 1))
