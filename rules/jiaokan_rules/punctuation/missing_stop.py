from __future__ import annotations

from collections.abc import Iterator, Sequence

from jiaokan import Document, Finding, Pattern, Safety, rule
from jiaokan.language.script import HAN_CHARACTER
from jiaokan.language.typography import FULL_COMMAS, FULL_STOPS
from jiaokan.model.prose import PARAGRAPH, is_paragraph, starts_with_markup

LEAST_TAIL = 6  # code points after the last stop: fewer are a signature or a label, （調同前〕
LEAST_PARAGRAPHS = 4  # with fewer paragraphs, the document does not show that they end in stops
UNSTOPPED_SHARE = 0.05  # of the paragraphs may lack a stop; if more do, they lack it on purpose
STOPPED = Pattern(r"[。！？…：；:;!?.—～~]$|[。！？…!?.][”’」』）)》】〉\"'*_]{1,4}$")
OPEN_END = Pattern(f"(?:{HAN_CHARACTER}|[{FULL_COMMAS},])$")  # the end of a paragraph that has lost its stop
SIGNED = Pattern(r"(?:摄|攝|报道|報導|供图|供稿|整理|制图|记者|文|图|译|著|编|撰|[月日年号])$")
WIDE_GAP = Pattern("[\u3000\xa0]")
TEXT_START = Pattern(f"(?:{HAN_CHARACTER}|[“‘《（「A-Z0-9])")


@rule("PUN006", safety=Safety.DISPLAY)
def missing_stop(doc: Document) -> Iterator[Finding]:
    """A paragraph of prose that ends without a stop.

    ## What it does
    Finds a paragraph that ends in a Chinese character or a comma, in a document in which at least three other
    paragraphs, and 19 of 20, end in a stop. The paragraph must be prose: long, with a sentence that ends inside it.
    Headlines, captions, credits, list items, verse, and paragraphs that introduce a list, a formula or code are sound.

    ## Why it is bad
    The mark is lost, or even the end of the sentence.

    ## Example
    ✓ 春风又绿江南岸⏎⏎明月何时照我还
    ✗ 清晨的雾气还没有散。山里的学校已经升起了国旗，孩子们在操场上排好了队，跟着老师一起唱歌。⏎上午上四节课。语文、数学和自然由两位老师轮流教，音乐课大家合在一起上，歌声传得很远。⏎中午在食堂吃饭。米饭和青菜是村里送来的，隔一天有一次鸡蛋，孩子们都吃得干干净净，还会互相⏎下午的课结束得早。高年级的学生留下来打扫教室，低年级的由家长接走，老师一直送到路口。⏎傍晚的时候很安静。老师坐在窗前批改作业，窗外是一层一层的梯田，远处有几缕炊烟升起来。

    ## Fix safety
    There is no fix: only the source shows whether just a stop is missing, or more.
    """
    texts = doc.lines.texts
    unstopped = unstopped_paragraphs(texts)
    if not any(OPEN_END.search(texts[n].rstrip()) for n in unstopped):
        return
    paragraphs = [n for n, text in enumerate(texts) if is_paragraph(text)]
    if len(paragraphs) < LEAST_PARAGRAPHS or len(unstopped) > max(1, UNSTOPPED_SHARE * len(paragraphs)):
        return
    for n in unstopped:
        # A lead or an abstract at the beginning is often set without a stop.
        if n != paragraphs[0] and has_lost_stop(doc, n) and not leads_to_other(doc, n):
            text = texts[n].rstrip()
            end = doc.lines.starts[n] + len(text)
            message = f"The paragraph ends in 「{text[-8:]}」, without a mark that ends a sentence: check the source."
            yield Finding(end - 1, end, message)


def unstopped_paragraphs(lines: Sequence[str]) -> list[int]:
    """The indices of the lines that are paragraphs and do not end in a stop; the cheapest checks come first."""
    candidates = (n for n, line in enumerate(lines) if len(line) >= PARAGRAPH and line[-1] not in FULL_STOPS)
    return [n for n in candidates if not STOPPED.search(lines[n].rstrip()[-5:]) and is_paragraph(lines[n])]


def has_lost_stop(doc: Document, n: int) -> bool:
    """Whether line `n`, a paragraph without a stop, breaks off in its text, not in a signature, a label or code."""
    line = doc.lines[n]
    text = line.text.rstrip()
    if not OPEN_END.search(text) or SIGNED.search(text) or doc.protected.overlaps(line.start, line.start + len(text)):
        return False
    tail = text[max(map(text.rfind, f"{FULL_STOPS}；")) + 1 :]
    return len(tail) >= LEAST_TAIL and WIDE_GAP.search(tail) is None


def leads_to_other(doc: Document, n: int) -> bool:
    """Whether the text after line `n` is code, a list item, a picture, a table or a formula."""
    following = next((line for line in doc.lines[n + 1 : n + 4] if line.text.strip()), None)
    if following is None:
        return False
    if starts_with_markup(following.text) or doc.code.overlaps(following.start, following.end):
        return True
    return TEXT_START.match(following.text.strip()) is None
