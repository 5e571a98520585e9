from __future__ import annotations

from array import array
from collections.abc import Container, Iterator, Sequence
from itertools import islice

from jiaokan import Document, Finding, Pattern, Safety, rule
from jiaokan.language.lexicon import junction
from jiaokan.language.typography import (
    CHINESE_DIGITS,
    CLOSING_QUOTES,
    ELLIPSIS,
    FULL_COLONS,
    FULL_MARKS,
    FULL_STOPS,
    STOPS,
)
from jiaokan.model.block import Kind
from jiaokan.model.prose import CHINESE_CHARACTER
from jiaokan.model.slices import Packed
from jiaokan_rules.repetition.blocks import Block, Blocks, blocks, report_copy
from jiaokan_rules.repetition.near_duplicates import differences
from jiaokan_rules.repetition.repeated_runs import in_repeated_run, repeated_runs
from jiaokan_rules.repetition.sound_repeats import kind_of

HEAD = 10  # code points by which the beginning of a block is known
TAIL = 20  # code points of a block that is looked for at the end of the one above
KEPT = 30  # sources remembered for a head (本报北京5月13日电 begins many), so that time stays linear
REST = 4  # code points that the source has more, at least
NEAR = 30  # code points that may hold a slip
LONG = 20  # Chinese characters: headings have fewer; a shorter block must show that it is cut off
NUMBERED = Pattern(f"[(（]?[{CHINESE_DIGITS}0-9]{{1,3}}(?:[)）]|[、.．])")  # such headings are long and cited
# A pull quote, a lead or a label is complete.
COMPLETE = Pattern(f"[{STOPS}{ELLIPSIS}{FULL_COLONS};:」』]$|[{STOPS}{ELLIPSIS}][”’）)]$")
MESSAGE = "{copy} stands in the paragraph at line {line} already, and is cut off: delete it."
CLAUSE_END = Pattern(f"[{FULL_MARKS}{CLOSING_QUOTES}{ELLIPSIS}]")
FIGURE = Pattern("[0-9０-９]")
MARK_WITHIN = Pattern(f"[，,{FULL_STOPS}]")
OPENED = (("“", "”"), ("（", "）"), ("《", "》"), ("「", "」"), ("【", "】"))
BLANK_LINE = Pattern("\\s*\\Z|[^\\S\\n]*\\r?\\n\\s*\\n")


@rule("DUP004", safety=Safety.UNSAFE)
def truncated_repeat(doc: Document, *, min_characters: int = 10) -> Iterator[Finding]:
    """A paragraph that is the beginning of an earlier one, cut off.

    ## What it does
    Reports a paragraph that is the same as the beginning of an earlier one, or nearly, and stops in mid-sentence
    without a closing mark; one that repeats the end of the cut-off paragraph right before it; and the rest of a run of
    paragraphs that repeats. Headings, notes and labels are sound, and so is a whole clause, as a pull quote is; where
    lines are wrapped, a line that comes again is a part of a pull quote, unless it ends the text.

    ## Why it is bad
    An OCR model fell into a loop and was stopped, or a page was read twice and cut.

    ## Example
        ✗ 同期，我国东部、中西部、东北地区充分发挥各自的区位特点和产业优势，进出口都实现了增长。⏎⏎专家作了介绍。⏎⏎同期，我国东部、中西部、东北地区充分发挥各⏎
        ✓ 同期，我国东部、中西部、东北地区充分发挥各自的区位特点和产业优势，进出口都实现了增长。⏎⏎专家作了介绍。⏎
        ✓ 守住绿水青山才能换来金山银山。如今，湖边的村民都吃上了旅游饭。⏎⏎守住绿水青山才能换来金山银山。⏎

    ## Fix safety
    Unsafe: the fragment is deleted, with the gap before it.

    ## Options
    - `min-characters`: how many Chinese characters the fragment has at least. Fewer than ten are a heading or a name.
    """
    found = blocks(doc)
    for fragment, source in sorted([*loop_remainders(doc), *cut_off_blocks(doc)]):
        block = found[fragment]
        if block.count_chinese() >= min_characters and kind_of(block.key) not in (Kind.NOTE, Kind.ROW):
            yield report_copy(doc, block, found[source], MESSAGE)


def loop_remainders(doc: Document) -> Iterator[tuple[int, int]]:
    """The blocks that are left over of a loop, each with the block that it repeats."""
    for run in repeated_runs(doc):
        if run.remainder:
            for n in range(run.first, run.last + 1):
                yield n, n - run.first + run.source


def cut_off_blocks(doc: Document) -> Iterator[tuple[int, int]]:
    """The blocks that begin like an earlier one, or end the one above once more, and are cut off; each with that one."""
    found = blocks(doc)
    keys = without_asterisks(doc, found.keys)
    repeated = in_repeated_run(doc)
    heads = doc.recurring(key[:HEAD] for key in keys if len(key) >= HEAD)
    earlier: dict[str, array[int]] = {}
    for n, ends_above in blocks_alike(keys, heads):
        key = keys[n]
        if ends_above and len(key) >= TAIL and not repeated[n] and found[n].ends_mid_sentence():
            yield n, n - 1
        elif key[:HEAD] in heads:
            places = earlier.setdefault(key[:HEAD], array("q"))
            if places and not repeated[n] and may_be_cut_off(found, n, key):
                source = source_of(found, n, key, places)
                if source is not None:
                    yield n, source
            if len(places) < KEPT:
                places.append(n)


def blocks_alike(keys: Sequence[str], heads: Container[str]) -> Iterator[tuple[int, bool]]:
    """The blocks that begin with one of `heads` or end the one above, and whether they do the latter."""
    ends_above = {n for n, ends in enumerate(map(str.endswith, keys, islice(keys, 1, None)), 1) if ends}
    begins_alike = [n for n, key in enumerate(keys) if key[:HEAD] in heads] if heads else []
    for n in sorted(ends_above.union(begins_alike)):
        yield n, n in ends_above


def without_asterisks(doc: Document, keys: Sequence[str]) -> Sequence[str]:
    """The keys without what is left of bold type."""
    if "*" not in doc.charset:
        return keys
    bare = (key.strip("*") for key in keys)
    return Packed(bare) if isinstance(keys, Packed) else list(bare)


def may_be_cut_off(found: Blocks, n: int, key: str) -> bool:
    """Whether a block is not a heading or table row, and does not end as a sentence, a label or a quotation does."""
    return found.first_character(n) not in "#|" and not COMPLETE.search(key[-2:])


def source_of(found: Blocks, n: int, key: str, places: Sequence[int]) -> int | None:
    """The first of the blocks at some places that a block, whose key it is but for its asterisks, is the beginning of."""
    keys = found.keys
    following = keys[n + 1] if n + 1 < len(found) else ""
    if following and found.are_wrapped:
        return None
    for at in places:
        if is_cut_off(key, keys[at], following):
            return at
    for at in places[:2]:  # or the first with those after it; by itself, if it is as long, it was looked at
        if len(keys[at]) < len(keys[n]) + REST and is_cut_off(key, joined_blocks(keys, at, n), following):
            return at if stands_apart(found, found[n]) else None
    return None


def stands_apart(found: Blocks, block: Block) -> bool:
    """Whether a blank line or nothing follows, so that it is not a line of a wrapped paragraph."""
    return BLANK_LINE.match(found.text[block.end : block.end + 200]) is not None


def joined_blocks(keys: Sequence[str], at: int, n: int) -> str:
    """Block `at` with as many after it as make it longer than block `n`: a paragraph that is wrapped."""
    text = ""
    while len(text) < len(keys[n]) + REST and at < n:
        text += keys[at]
        at += 1
    return text


def is_cut_off(key: str, source: str, following: str) -> bool:
    """Whether `key` is how `source` begins, and not a heading, a title or a line that the next block goes on with."""
    rest = source[len(key) :]
    if len(rest) < REST or (following and (CLAUSE_END.match(rest) or rest.startswith(following[:4]))):
        return False
    if not source.startswith(key):
        changes = differences(source[: len(key)], key) if len(key) >= NEAR else ()
        figures = any(FIGURE.search(key[slice(*change.new)]) for change in changes)
        if not changes or figures or len(changes) > 1 + len(key) // NEAR:
            return False
    long = len(CHINESE_CHARACTER.findall(key)) >= LONG and not NUMBERED.match(key)
    return long or expects_more(key) or len(junction(key, rest).word) > 1


def expects_more(key: str) -> bool:
    """Whether it has marks within, or an opening one without its partner, so that it should end in one."""
    return MARK_WITHIN.search(key) is not None or any(key.count(a) > key.count(b) for a, b in OPENED)
