from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Finding, Safety, rule
from jiaokan.language.script import HAN_CHARACTER
from jiaokan.model.lines import Line
from jiaokan_rules.anchor import compiled
from jiaokan_rules.spots import Spots, asked

PROSE = 40  # characters: headlines, captions and by-lines are shorter
TAIL = 6  # characters behind the last stop: fewer are a signature or a label, （调同前〕
FELLOWS = 4  # paragraphs that must end in a stop before one without is believed to have lost it
SHARE = 0.05  # of them that may end otherwise; where more do, ends are a matter of layout
STOP = r"[。！？…：；:;!?.—～~]$|[。！？…!?.][”’」』）)》】〉\"'*_]{1,4}$"
OPEN = f"(?:{HAN_CHARACTER}|[，、,])"  # what a paragraph ends in that has lost its stop
OPEN_ENDS = Spots("", {0: r"[\n\r]", -1: rf"(?:{OPEN}|[\s])"}, apart=PROSE)
MARKED = r"[#|>*+•·■●◆▲△○□◎☆★<\[!=-]|[0-9（(]{1,3}[.、)）]"
SIGNED = r"(?:摄|攝|报道|報導|供图|供稿|整理|制图|记者|文|图|译|著|编|撰|[月日年号])$"


@rule("PUN006", safety=Safety.DISPLAY, needs="。", signs=(rf"{OPEN}\s",))
def missing_stop(doc: Document) -> Iterator[Finding]:
    """A paragraph of prose that ends without a stop.

    ## What it does
    Finds a paragraph that ends in a Han character or in a comma, in a document that closes at least three others, and nineteen in twenty, with a
    stop. It must be prose: long, with a sentence that ended inside it. Headlines, captions, credits, items, verse and what leads to
    a list, a formula or to code are left alone.

    ## Why it is bad
    Either a mark is lost, or the end of the sentence with it.

    ## Example
    ✓ 春风又绿江南岸⏎⏎明月何时照我还
    ✗ 清晨的雾气还没有散。山里的学校已经升起了国旗，孩子们在操场上排好了队，跟着老师一起唱歌。⏎上午上四节课。语文、数学和自然由两位老师轮流教，音乐课大家合在一起上，歌声传得很远。⏎中午在食堂吃饭。米饭和青菜是村里送来的，隔一天有一次鸡蛋，孩子们都吃得干干净净，还会互相⏎下午的课结束得早。高年级的学生留下来打扫教室，低年级的由家长接走，老师一直送到路口。⏎傍晚的时候很安静。老师坐在窗前批改作业，窗外是一层一层的梯田，远处有几缕炊烟升起来。

    ## Fix safety
    There is no fix: only the sense tells whether a stop or more is missing.
    """
    texts, ends = doc.lines.texts, asked(doc, OPEN_ENDS)
    if ends is not None and not any(open_prose(texts[doc.line_at(at - 1)]) for at in ends):
        return
    some = [n for n, text in enumerate(texts) if len(text) >= PROSE and text[-1] not in "。！？"]
    if not any(compiled(OPEN).match(texts[n].rstrip()[-1:]) for n in some):
        return
    left = [n for n in some if not stopped(texts[n]) and running(texts[n].strip())]
    if not left:
        return
    prose = [n for n, text in enumerate(texts) if len(text) >= PROSE and running(text.strip())]
    if len(prose) < FELLOWS or len(left) > max(1, SHARE * len(prose)):
        return
    for n in left:
        if n == prose[0]:
            continue  # a lead or an abstract is often set without
        line = doc.lines[n]
        text = line.text.rstrip()
        end = line.start + len(text)
        if (
            not compiled(OPEN).match(text[-1:])
            or compiled(SIGNED).search(text)
            or doc.protected.overlaps(line.start, end)
        ):
            continue
        tail = text[max(map(text.rfind, "。！？；")) + 1 :]
        if len(tail) < TAIL or compiled("[\u3000\xa0]").search(tail) or leads(doc, n):
            continue
        message = f"The paragraph ends in 「{text[-8:]}」 without a stop: see what is missing."
        yield Finding(end - 1, end, message)


def stopped(line: str) -> bool:
    """Whether a line ends in a stop, or in one and up to four marks that close."""
    return compiled(STOP).search(line.rstrip()[-5:]) is not None


def open_prose(line: str) -> bool:
    """Whether a line is a paragraph of prose without a stop."""
    text = line.strip()
    return compiled(OPEN).match(text[-1:]) is not None and running(text)


def running(text: str) -> bool:
    """Whether a line is a paragraph of prose: long, with a stop inside it and a comma."""
    return len(text) >= PROSE and "。" in text[:-1] and "，" in text and compiled(MARKED).match(text) is None


def leads(doc: Document, n: int) -> bool:
    """Whether the next line is no paragraph: code, an item, a picture, a table, a formula."""
    following: Line | None = next((line for line in doc.lines[n + 1 : n + 4] if line.text.strip()), None)
    if following is None:
        return False
    text = following.text.strip()
    return (
        compiled(MARKED).match(text) is not None
        or doc.code.overlaps(following.start, following.end)
        or not compiled(f"(?:{HAN_CHARACTER}|[“‘《（「A-Z0-9])").match(text)
    )
