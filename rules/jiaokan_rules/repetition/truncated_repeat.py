from __future__ import annotations

import re
from array import array
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import chain, compress, count, islice

from jiaokan import Document, Finding, Safety, rule
from jiaokan.language.script import HAN_CHARACTER
from jiaokan.model.document import view
from jiaokan_rules.anchor import compiled
from jiaokan_rules.recurring import likely, recurring
from jiaokan_rules.repetition.blocks import Block, Blocks, block_keys, blocks, earlier, keyed, line, quote, removal
from jiaokan_rules.repetition.likeness import differences
from jiaokan_rules.repetition.repeats import HEAD, TAIL, alike, covered, repeats

HEADING = "[(（]?[一二三四五六七八九十0-9]{1,3}(?:[)）]|[、.．])"  # its number; such headings are long and cited
KEPT = 30  # sources remembered for a head (本报北京5月13日电 begins many), so that time stays linear
ENDED = "[。！？!?；;：:…」』]$|[。！？!?…][”’）)]$"  # a pull quote, a lead or a label is complete
LONG = TAIL  # Han: longer than headings are; a shorter one must show in its last word or its marks that it is cut off
REST = 4  # characters that the source has more, at least
NEAR = 30  # characters that may hold a slip


@rule("DUP004", safety=Safety.UNSAFE, ahead=(keyed,))
def truncated_repeat(doc: Document, *, min_characters: int = 10) -> Iterator[Finding]:
    """A paragraph that is the beginning of an earlier one, cut off.

    ## What it does
    Reports a paragraph that says word for word (or nearly) how an earlier one begins, and stops without a closing
    mark in mid-sentence; one that gives the end of the paragraph right before it again, where that one is cut off; and
    what is left over of a run of paragraphs that repeats. Headings, labels and pull quotes are sound.

    ## Why it is bad
    A model that reads pages went round in a loop and was stopped, or a page was read twice and cut.

    ## Example
        ✗ 同期，我国东部、中西部、东北地区充分发挥各自的区位特点和产业优势，进出口都实现了增长。⏎⏎专家作了介绍。⏎⏎同期，我国东部、中西部、东北地区充分发挥各⏎
        ✓ 同期，我国东部、中西部、东北地区充分发挥各自的区位特点和产业优势，进出口都实现了增长。⏎⏎专家作了介绍。⏎
        ✓ 守住绿水青山才能换来金山银山。如今，湖边的村民都吃上了旅游饭。⏎⏎守住绿水青山才能换来金山银山。⏎

    ## Fix safety
    Unsafe: the fragment goes, with the gap before it.

    ## Options
    - `min-characters`: how many Chinese characters the fragment has at least. Fewer than ten are a heading or a name.
    """
    for copy, source in fragments(doc):
        if copy.han() >= min_characters:
            yield Finding(
                copy.start,
                copy.end,
                f"{quote(doc, copy)} stands in the paragraph at line {line(doc, source)} already, and is cut off: delete it.",
                edits=(removal(doc, copy, copy),),
                related=earlier(source, source),
            )


@view
def fragments(doc: Document) -> list[tuple[Block, Block]]:
    """The fragments, each with the earlier block that it begins like."""
    out: list[tuple[Block, Block]] = []
    found = blocks(doc)
    for repeat in repeats(doc):
        if repeat.tail:
            out += [(found[n], found[n - repeat.first + repeat.source]) for n in range(repeat.first, repeat.last + 1)]
    hint = alike(doc)
    if hint and not hint.places:
        return sorted(out)
    marks = "*" if "*" in doc.text else ""
    keys = block_keys(doc)
    often: Container[str]
    if hint:
        places: Iterable[int] = hint.places
        often = recurring([keys[n].strip("*")[:HEAD] for n in places])
    else:
        often, places = looked_for(doc, keys, marks)
    taken = covered(doc)
    heads: dict[str, array[int]] = {}
    for n in places:
        key = keys[n].strip(marks) if marks else keys[n]
        start = key[:HEAD]
        if len(key) >= LONG and n and not taken[n] and keys[n - 1].rstrip(marks).endswith(key) and found[n].midway():
            out.append((found[n], found[n - 1]))
            continue
        if len(start) < HEAD or start not in often:
            continue
        same = heads.setdefault(start, array("q"))
        if same and not taken[n] and found.first(n) not in "#|" and not compiled(ENDED).search(key[-2:]):
            source = source_of(doc, found, n, key, same)
            if source is not None:
                out.append((found[n], found[source]))
        if len(same) < KEPT:
            same.append(n)
    return sorted(out)


def looked_for(doc: Document, keys: Sequence[str], marks: str) -> tuple[Container[str], Iterable[int]]:
    """The beginnings that come again, and the blocks that begin so or end the one above."""

    def plain() -> Iterable[str]:
        return (key.strip(marks) for key in keys) if marks else keys

    often = likely(doc, (key[:HEAD] for key in plain() if len(key) >= HEAD))
    ends = chain((False,), map(str.endswith, plain(), islice(plain(), 1, None)))
    if often:
        return often, (n for n, (key, end) in enumerate(zip(plain(), ends, strict=False)) if end or key[:HEAD] in often)
    return often, compress(count(), ends)


def source_of(doc: Document, found: Blocks, n: int, key: str, places: Sequence[int]) -> int | None:
    """The first of the blocks at some places that a block, whose key it is but for its asterisks, is the beginning of."""
    keys = found.keys
    following = keys[n + 1] if n + 1 < len(found) else ""
    for at in places:
        if cut_off(key, keys[at], following):
            return at
    for at in places[:2]:  # or the first with those after it; by itself, if it is as long, it was looked at
        if (
            len(keys[at]) < len(keys[n]) + REST
            and cut_off(key, joined(keys, at, n), following)
            and apart(doc.text, found[n])
        ):
            return at
    return None


def apart(text: str, block: Block) -> bool:
    """Whether a blank line or nothing follows, so that it is no line of a wrapped paragraph."""
    return re.match("\\s*\\Z|[^\\S\\n]*\\r?\\n\\s*\\n", text[block.end : block.end + 200]) is not None


def joined(keys: Sequence[str], at: int, n: int) -> str:
    """Block `at` with as many after it as make it longer than block `n`: a paragraph that is wrapped."""
    text = ""
    while len(text) < len(keys[n]) + REST and at < n:
        text += keys[at]
        at += 1
    return text


def cut_off(key: str, source: str, following: str) -> bool:
    """Whether `key` is how `source` begins, and not a heading, a title or a line that the next block goes on with."""
    rest = source[len(key) :]
    if len(rest) < REST or (following and rest.startswith(following[:4])):
        return False
    if not source.startswith(key):
        changes = differences(source[: len(key)], key) if len(key) >= NEAR else ()
        if not changes or len(changes) > 1 + len(key) // NEAR:
            return False
    long = len(re.findall(HAN_CHARACTER, key)) >= LONG and not re.match(HEADING, key)
    return long or open_ended(key) or in_word(key, rest)


def open_ended(key: str) -> bool:
    """Whether it has marks within, or an opening one without its partner, so that it should end in one."""
    pairs = (("“", "”"), ("（", "）"), ("《", "》"), ("「", "」"), ("【", "】"))
    return re.search("[，,。！？]", key) is not None or any(key.count(a) > key.count(b) for a, b in pairs)


def in_word(left: str, right: str) -> bool:
    """Whether a word lies across the place where `left` was cut off from `right`."""
    from jiaokan.language.lexicon import junction

    return len(junction(left, right).word) > 1
