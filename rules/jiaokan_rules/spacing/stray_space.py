"""Whether a single space between two Chinese characters is stray, or parts names, halves of a headline or labels."""

from __future__ import annotations

from itertools import islice
from typing import NamedTuple

from jiaokan import Document, Pattern, Safety, view
from jiaokan.language.script import HAN_CHARACTER, simplified
from jiaokan.language.typography import FULL_COMMAS, FULL_MARKS, FULL_STOPS
from jiaokan_rules.han_runs import leading_han, trailing_han
from jiaokan_rules.reasons import Reasons
from jiaokan_rules.spacing.letter_spacing import NUMBER

# Log-probability (natural) that the text must gain with a word across the space: in running prose, and in a list item,
# beside a name or in a slogan.
LIKELY, CERTAIN = 3.0, 5.5
DEEP = 4  # Chinese characters on a side: a name has three, rarely four
REACH = 80  # code points to either side in which a bracket or a name is looked for
# What a credit line or a dispatch puts before or after a name or a place, with a space.
CREDIT = Pattern(
    rf"(?:记者|記者|通讯员|通訊員|作者|编辑|編輯|摄影|攝影|主编|责编|特约|实习生|主持人|制图){HAN_CHARACTER}{{0,4}}$"
    r"|[电電讯訊]$|(?:^|[，。；：）/\s])[文图圖摄攝译譯著]$"
)
CREDITED = Pattern(rf"{HAN_CHARACTER}{{0,4}}(?:摄|攝|文|图|绘|译|譯|著|报道|整理|编译|撰|制图|主编)(?:[）。)\s]|$)")
DATE = Pattern(r"(?:^|[。；：\s])[0-9年月日号號至—～~-]*[年月日号號]$")  # of a chronicle
INNER_QUOTATION = Pattern("‘[^‘’]*’|“[^“”]*”")
IN_TITLE = Pattern("[《〈【〖][^》〉】〗]*$")
CLAUSE_MARKS = f"{FULL_COMMAS}；{FULL_STOPS}"
QUOTE_OPENED = Pattern(f"[“‘「『（(][^”’」』）){CLAUSE_MARKS},]*$")
QUOTE_CLOSED = Pattern(f"[^“‘「『（({CLAUSE_MARKS},]*[”’」』）)]")
PARTICLE = Pattern("[的是在了也都不很就这那我你他她它]")  # no name holds one
LEANS_ON = Pattern("[的在是不也都把被从對对但还更]$")  # no name and no half of a slogan ends so
LEANS_BACK = Pattern("[的了]")


TIME = Pattern(r"^[ \t]*[\[(（<]?[0-9]{1,2}[:：][0-9]{2}")  # of lyrics and transcripts
LABEL = Pattern(rf"^[ \t\u3000]*(?:[\[(（<]?[0-9:：.]+[\])）>]? *)?{HAN_CHARACTER}{{1,6}}$")
COLUMNS = Pattern(r"\S(?:[ \u3000]{3,}|\t+)\S")


class Space(NamedTuple):
    """A space with the text of its line on both sides, up to `REACH` code points each.

    `left` and `right` are the Chinese characters directly beside it, in simplified form. `crowded`: the line has many
    such spaces. `titled`: it may stand after the title of a list item. `itemised`: the line is a list item. `labelled`:
    several lines of the document begin with a short label and a space.
    """

    before: str
    after: str
    left: str
    right: str
    crowded: bool
    titled: bool
    itemised: bool
    labelled: bool

    @property
    def outer_left(self) -> str:
        return self.before[: len(self.before) - len(self.left)]

    @property
    def outer_right(self) -> str:
        return self.after[len(self.right) :]

    @property
    def gain(self) -> float:
        """The log-probability (natural) that the text gains with a word across the space; 0 without one."""
        from jiaokan.language import lexicon

        return lexicon.junction(self.left, self.right).gain

    @property
    def shortest(self) -> int:
        return min(len(self.left), len(self.right))

    @property
    def longest(self) -> int:
        return max(len(self.left), len(self.right))


LABELLED_LINE = Pattern(
    rf"(?<![^\r\n])[ \t\u3000]*(?:[\[(（<]?[0-9:：.]+[\])）>]? *)?{HAN_CHARACTER}{{1,6}} +(?=[^\s])"
)
LABELLED = 3  # lines that begin so: a transcript


@view
def labels_lines(doc: Document) -> bool:
    """Whether several lines begin with a short label and a space, as those of a transcript do."""
    return len(list(islice(doc.finditer(LABELLED_LINE), LABELLED))) == LABELLED


def space_at(doc: Document, at: int, *, crowded: bool = False, titled: bool = False, itemised: bool = False) -> Space:
    before, after = doc.line_context(at, at + 1, REACH)
    left, right = trailing_han(before), leading_han(after)
    if doc.script != "simplified":
        left, right = simplified(left), simplified(right)
    return Space(before, after, left, right, crowded, titled, itemised, labels_lines(doc))


def judge(space: Space) -> Safety | None:
    """How safe it is to delete the space; None where it may be right."""
    if space.after[:1] in FULL_MARKS or space.before[-1:] in "，、；":
        return Safety.SAFE
    if follows_number(space) or SEPARATED.apply(space):
        return None
    gain = space.gain
    if gain < CERTAIN and DOUBTS.apply(space):
        return None
    if gain >= LIKELY:
        return Safety.SAFE
    if EXCUSES.apply(space):
        return None
    # Deep inside a clause stands no name and no half of a slogan.
    return Safety.SAFE if space.shortest >= DEEP or leans(space) else Safety.UNSAFE


def is_torn(space: Space) -> bool:
    """Whether a word spans the space for certain, and nothing says that the space separates."""
    return space.gain >= CERTAIN and not (follows_number(space) or SEPARATED.apply(space) or is_parallel(space))


def follows_number(space: Space) -> bool:
    """The space is part of the number of an article or stands after it."""
    number = NUMBER.match(f"{space.before} {space.after}")
    return number is not None and number.end() >= len(space.before)


def follows_label(space: Space) -> bool:
    """The space stands after the time or the speaker that begins a line, as other lines of the document begin."""
    return LABEL.search(space.before) is not None and (space.labelled or TIME.match(space.before) is not None)


def is_in_timed_line(space: Space) -> bool:
    """The line begins with a time, as those of lyrics do: the space is a pause."""
    return TIME.match(space.before) is not None


def is_between_columns(space: Space) -> bool:
    """The line has a wide gap elsewhere."""
    return COLUMNS.search(space.before + " " + space.after) is not None


def parts_headlines(space: Space) -> bool:
    """The line is an item of a list of headlines, and the space stands before the last of its headlines."""
    leans = LEANS_ON.search(space.left) or LEANS_BACK.match(space.right)
    is_last = len(space.outer_right.rstrip()) == 1
    return space.itemised and is_last and space.shortest >= DEEP and not leans


def is_one_of_many(space: Space) -> bool:
    """The line has many such spaces, as a row of names has."""
    return space.crowded


def follows_item_title(space: Space) -> bool:
    """The space separates the title of a list item from its text."""
    return space.titled


def is_beside_credit(space: Space) -> bool:
    """A by-line or a dispatch stands before the space, or a credit after it."""
    return CREDIT.search(space.before) is not None or CREDITED.match(space.after) is not None


def is_in_title(space: Space) -> bool:
    """A title mark stands open before the space."""
    return IN_TITLE.search(INNER_QUOTATION.sub("", space.before)) is not None


def is_in_slogan(space: Space) -> bool:
    """A quotation or bracket around the space holds no other mark."""
    before, after = (INNER_QUOTATION.sub("", side) for side in (space.before, space.after))
    return QUOTE_OPENED.search(before) is not None and QUOTE_CLOSED.match(after) is not None


def parts_names(space: Space) -> bool:
    """Both sides are as short as names, hold no particle, and one of them is not made of words."""
    return (
        space.longest <= DEEP
        and PARTICLE.search(space.left + space.right) is None
        and not (is_words(space.left) and is_words(space.right))
    )


def is_parallel(space: Space) -> bool:
    """Another space stands on the far side of a short stretch."""
    return (len(space.left) <= 5 and space.outer_left.endswith(" ")) or (
        len(space.right) <= 5 and space.outer_right.startswith(" ")
    )


def is_headline(space: Space) -> bool:
    """Both sides are a headline of two halves that runs into its text: 　　聚焦特色领域 发展产业集群　　一是…"""
    return (
        abs(len(space.left) - len(space.right)) <= 1
        and (not space.outer_left or space.outer_left.endswith(("  ", "\u3000")))
        and space.outer_right.startswith(("  ", "\u3000"))
    )


def follows_date(space: Space) -> bool:
    """The date of an entry in a chronicle stands before the space."""
    return DATE.search(space.before) is not None


def leans(space: Space) -> bool:
    """Words that lean on each other stand beside the space, and no label: 浙江 在丽水，当地举办了民俗活动."""
    from jiaokan.language import lexicon

    if len(space.left) < DEEP and space.before.strip(" \t\u3000") == space.left:
        return False
    if LEANS_ON.search(space.left) or LEANS_BACK.match(space.right):
        return True
    if space.longest < DEEP or space.shortest < 2 or not (is_words(space.left) and is_words(space.right)):
        return False
    # Two nouns make names and headlines.
    beside = lexicon.cut(space.left).words[-1], lexicon.cut(space.right).words[0]
    return any((entry := lexicon.look_up(word)) is not None and entry.part in "vdapcr" for word in beside)


def is_words(text: str) -> bool:
    """Whether words of the lexicon, and single characters that are not nouns, make up the text."""
    from jiaokan.language import lexicon

    entries = [(word, lexicon.look_up(word)) for word in lexicon.cut(text).words]
    return all(entry is not None and (len(word) > 1 or entry.part != "n") for word, entry in entries)


# The space separates, whatever word spans it.
SEPARATED: Reasons[Space] = Reasons(
    "SPC002",
    (
        follows_label,
        "主持 人们都在等，欢迎收看今天的节目，我们请到了一位嘉宾，请他先讲。⏎嘉宾 大家好。⏎主持 请坐。⏎嘉宾 谢谢。",
    ),
    (is_in_timed_line, "[01:02.00]今晚的风吹过城市的街 灯火在远方，你在哪里，我还在等你。"),
    (is_between_columns, "部 署工作，落实责任，    加强检查，确保安全，各单位按时上报情况，不得拖延。"),
)
# Excuses that only a certain word across the space outweighs.
DOUBTS: Reasons[Space] = Reasons(
    "SPC002",
    (
        is_one_of_many,
        "全面贯彻新发展理念 加快构建新发展格局 着力推动高质量发展 切实增进民生福祉 坚决守住安全底线，这是今年的工作要求，必须认真落实。",
    ),
    (follows_item_title, "一、加强组织领导 各地各部门要高度重视这项工作，明确责任，确保各项措施落到实处。"),
    (is_beside_credit, "新华社记者王聿晷 谢希瑶报道，这次活动内容丰富，形式多样，吸引了许多人前来参加。"),
    (is_in_title, "新闻频道推出直播特别节目《美好生活 劳动创造》，记者深入多地采访，带您领略大美中国。"),
    (is_in_slogan, "北京文化论坛以“传承优秀文化 促进交流合作”为年度主题，由市人民政府主办，当日在北京开幕。"),
)
# Excuses that any likely word across the space outweighs.
EXCUSES: Reasons[Space] = Reasons(
    "SPC002",
    (parts_names, "参加会议的还有各方代表，王聿晷 谢希瑶、李建国等人先后发言，会议开得很成功。"),
    (is_parallel, "当地农民在山坡上种田，种植水稻 小麦玉米 高粱大豆等作物，产量逐年提高，收入增加。"),
    (is_headline, "　　聚焦特色领域 发展产业集群　　一是强化特色领域，二是支持新产业，形成规模，扩大影响。"),
    (parts_headlines, "4.全县举行专题会议，围绕“加强保护，推进建设”进行大会发言 县长出席讲话；"),
    (follows_date, "12月3日 召开第一次全体会议，研究部署下一步工作，各方代表参加了讨论和表决。"),
)
