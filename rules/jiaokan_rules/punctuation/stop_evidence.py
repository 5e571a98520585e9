"""Whether a sentence ends at a place where a dot stands: told from the words and the clauses on both sides."""

from __future__ import annotations

from jiaokan import Pattern
from jiaokan.language.script import HAN_CHARACTER
from jiaokan.language.typography import CLOSING_QUOTES, FULL_COLONS, STOPS
from jiaokan.model.prose import CHINESE_RUN
from jiaokan_rules.han_runs import leading_han, trailing_han

NAME = 12  # Chinese characters on either side that are looked at
CLAUSE_END = Pattern(f"[，{FULL_COLONS}{STOPS},;:]")
SENTENCE_PARTICLES = "了的吗呢吧啊呀矣也焉哉"
CLAUSE_STARTERS = frozenset("我你您他她它这那此其但又若如虽因故为在从据按以对当要应将须")
CLAUSE_STARTERS_OF_WORDS = frozenset("据截")
SHORT_VERBS = frozenset("是有为要让使说能会可")
# What a column, a festival or a campaign is, whose name may hold a dot: 新春走基层·我在现场栏目.
EVENT_AFTER = Pattern(
    rf"{HAN_CHARACTER}{{0,10}}(?:栏目|活动|主题|比赛|大赛|联赛|杯|展|论坛|峰会|晚会|音乐会|演出|系列|行动|计划|工程|项目|平台|方案|奖"
    "|节|专题|频道|故事|之旅|之夜|之春|讲堂|课堂|工作室|基地|中心|小镇|广场|公园|大厦|学院|集团|公司)"
)
# A date, a time, who speaks, or a speech begins a sentence.
SENTENCE_START = Pattern(
    "(?:19|20)[0-9]{2}年|[0-9]{1,2}(?:[-–—][0-9]{1,2})?[月日]"
    rf"|{HAN_CHARACTER}{{2,8}}(?:期间|以来|之后|以后|时|后)，|{HAN_CHARACTER}{{2,6}}(?:表示|指出|强调|认为|告诉|介绍)"
    "|[“「](?=[^”」]{10})"
)
CLAUSE = 7  # code points
RARE = -11  # log-probability (natural) below which most names lie


def parts_clauses(before: str, after: str) -> bool:
    """Whether a sentence ends before the dot, or one begins after it, as the words beside it show."""
    left, right = trailing_han(before[-NAME:]), leading_han(after)
    if not after.strip() or after[0] in CLOSING_QUOTES:
        return True
    if left and (left[-1] in SENTENCE_PARTICLES or SENTENCE_START.match(after)):
        return True
    if EVENT_AFTER.match(after):
        return False
    if right and begins_clause(right):
        return True
    return parts_predicates(before, after)


def begins_clause(text: str) -> bool:
    """Whether a pronoun, a conjunction, an adverb, a preposition or a modal verb begins the text."""
    from jiaokan.language import lexicon

    word = lexicon.cut(text[:NAME]).words[0]
    entry = lexicon.look_up(word)
    return (
        word[0] in CLAUSE_STARTERS_OF_WORDS
        or word in CLAUSE_STARTERS
        or (entry is not None and len(word) > 1 and entry.part in "rcdp")
    )


def parts_predicates(before: str, after: str) -> bool:
    """Whether the clauses on both sides have some length and a verb each: half of a title or a name has none."""
    if parts_rare_words(before, after):
        return False
    sides = CLAUSE_END.split(before)[-1], CLAUSE_END.split(after)[0]
    return all(len(side) >= CLAUSE and has_verb(side) for side in sides)


def parts_rare_words(before: str, after: str) -> bool:
    """Whether the words beside the dot are both rare, as the parts of a name are: 爱知·名古屋."""
    from jiaokan.language import lexicon

    left, right = trailing_han(before[-NAME:]), leading_han(after[:NAME])
    if not left or not right:
        return False
    beside = lexicon.cut(left).words[-1], lexicon.cut(right).words[0]
    return all(len(word) > 1 and lexicon.cut(word).log_probability < RARE for word in beside)


def has_verb(clause: str) -> bool:
    """Whether a clause has a verb of the lexicon; only the clause's last or first characters are looked at."""
    from jiaokan.language import lexicon

    words = (word for run in CHINESE_RUN.findall(clause[-2 * NAME :]) for word in lexicon.cut(run).words)
    return any(is_verb(word) for word in words)


def is_verb(word: str) -> bool:
    from jiaokan.language import lexicon

    if len(word) == 1:
        return word in SHORT_VERBS
    entry = lexicon.look_up(word)
    return entry is not None and entry.part == "v"
