r"""Windows: what a regular expression demands of the characters in each of its matches, read off its parse tree.

A window says which classes of character must stand at some offsets from one place. A match fits at least one
alternative: a window placed at the match's start, and windows placed somewhere behind it. A window may demand less than
the expression does, never more, so that it points at places without a match but misses none. What cannot be read (a
back-reference, say) demands nothing.

The parse tree is that of Python's own `re` (`re._parser`; `sre_parse` before 3.11).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from importlib import import_module
from itertools import chain
from typing import Any, NamedTuple

# Private modules without types; `re.sre_parse` was their name before 3.11.
parser: Any = import_module("re._parser" if sys.version_info >= (3, 11) else "sre_parse")
ops: Any = import_module("re._constants" if sys.version_info >= (3, 11) else "sre_constants")

IGNORECASE, MULTILINE, DOTALL = int(re.I), int(re.M), int(re.S)
MOST = 24  # alternatives; an expression with more is read less exactly
FAR = 8  # code points around a window's place; what lies further off demands nothing
COPIES = 4  # of a repeated part that are read one by one

Range = tuple[int, int]  # code points, both ends included


class CharSet(NamedTuple):
    r"""Characters as [...] names them: ranges, and categories such as \w, or all others."""

    ranges: tuple[Range, ...]
    categories: tuple[str, ...] = ()
    negated: bool = False


CharClass = frozenset[CharSet]  # the characters of all these
Demand = tuple[int, CharClass]  # which class must stand at which offset
Window = frozenset[Demand]

EVERY: CharClass = frozenset([CharSet((), (), True)])
LINE_FEED: CharClass = frozenset([CharSet(((10, 10),))])


class Alternative(NamedTuple):
    """One way to match: a window at the match's start, and those behind it in order."""

    start: Window
    behind: tuple[Window, ...]


class Demands(NamedTuple):
    """What an expression demands; none at all where it may match nothing.

    `one_line`: no match holds a line feed, and none depends on more than the line feed behind its line.
    """

    alternatives: tuple[Alternative, ...]
    one_line: bool


class State(NamedTuple):
    """What has been read so far: the windows, and the offset reached in the last of them."""

    windows: tuple[Window, ...]
    offset: int
    moved: bool = False  # a character has been read

    def demand(self, chars: CharClass) -> State:
        """Demand a class at the offset reached."""
        if chars == EVERY or abs(self.offset) > FAR:
            return self
        return self._replace(windows=(*self.windows[:-1], self.windows[-1] | {(self.offset, chars)}))

    def step(self, chars: CharClass) -> State:
        """Read one character."""
        read = self.demand(chars)
        return read._replace(offset=read.offset + 1, moved=True)

    def cut(self) -> State:
        """Lose the distance from the last place: what follows goes into a window of its own."""
        if self.windows[-1] or len(self.windows) == 1:
            return State((*self.windows, frozenset()), 0, self.moved)
        return State(self.windows, 0, self.moved)

    def back_to(self, before: State) -> State:
        """Keep what a look-around demands, at the place where it was asked."""
        return State(self.windows[: len(before.windows)], before.offset, before.moved)


def demands(expression: str, flags: int = 0) -> Demands:
    """Read an expression; raises `re.error` where `re.compile` does."""
    tree = parser.parse(expression, flags)
    flags = int(tree.state.flags)
    if not tree.getwidth()[0]:
        return Demands((Alternative(frozenset(), ()),), False)
    states = read_all(tree, [State((frozenset(),), 0)], flags)
    found = (Alternative(s.windows[0], tuple(w for w in s.windows[1:] if w)) for s in states)
    return Demands(tuple(dict.fromkeys(found)), keeps_to_line(tree, flags))


def read_all(items: Iterable[Any], states: list[State], flags: int) -> list[State]:
    """Read items one after another from each of some states."""
    for op, value in items:
        found = list(dict.fromkeys(chain.from_iterable(read(op, value, state, flags) for state in states)))
        states = reduced(found, MOST)
    return states


def reduced(states: list[State], most: int) -> list[State]:
    """At most so many states, which demand less: without what is behind their start, or as one."""
    if len(states) > most:
        states = list(dict.fromkeys(State(state.windows[:1], 0, state.moved).cut() for state in states))
    return states if len(states) <= most else [fuse(states)]


def fuse(states: list[State]) -> State:
    """At each offset from the start where all states demand a class, one that holds the classes of all."""
    starts = [by_offset(state.windows[0]) for state in states]
    offsets = set(starts[0]).intersection(*starts[1:])
    window = frozenset((offset, frozenset().union(*(start[offset] for start in starts))) for offset in offsets)
    return State((window,), 0, all(state.moved for state in states)).cut()


def by_offset(window: Window) -> dict[int, CharClass]:
    """For each offset the class demanded, the one with the fewest ranges if there are several."""

    def size(demand: Demand) -> tuple[int, str]:
        return sum(len(chars.ranges) + chars.negated for chars in demand[1]), str(sorted(demand[1]))

    return dict(sorted(window, key=size, reverse=True))


def read(op: Any, value: Any, state: State, flags: int) -> list[State]:
    """The states after one item of a parse tree."""
    chars = class_of(op, value, flags)
    if chars is not None:
        return [state.step(chars)]
    if op is ops.SUBPATTERN:
        _, added, removed, items = value
        return read_all(items, [state], (flags | added) & ~removed)
    if op is ops.BRANCH:
        branches = [read_all(items, [state], flags) for items in value[1]]
        if sum(map(len, branches)) > MOST:
            branches = [reduced(ends, max(1, MOST // len(branches))) for ends in branches]
        return merge(state, list(chain.from_iterable(branches)))
    if op in REPEATS:
        return read_repeat(value, state, flags)
    if op is ops.ASSERT:
        return read_assertion(value, state, flags)
    if op is ops.AT:
        return [read_anchor(value, state)]
    if op is ops.ASSERT_NOT:
        return [read_negative(value, state, flags)]
    if sys.version_info >= (3, 11) and op is ops.ATOMIC_GROUP:
        return read_all(value, [state], flags)
    return [state.cut()]


def merge(before: State, ends: list[State]) -> list[State]:
    """Branches of one character each as one class, which keeps the number of alternatives low."""
    one = {end.windows[:-1] for end in ends} == {before.windows[:-1]} and all(
        end.offset == before.offset + 1 for end in ends
    )
    added = [end.windows[-1] - before.windows[-1] for end in ends] if one else []
    if not added or not all(len(more) == 1 and next(iter(more))[0] == before.offset for more in added):
        return ends
    union: CharClass = frozenset().union(*(chars for more in added for _, chars in more))
    return [before.step(union)]


def read_repeat(value: Any, state: State, flags: int) -> list[State]:
    """The states after a part that comes `least` to `most` times."""
    least, most, items = value
    states = [state]
    for _ in range(min(least, COPIES)):
        states = read_all(items, states, flags)
    if least == most <= COPIES:
        return states
    if least > COPIES:
        return [end.cut() for end in states]
    once_more = read_all(items, states, flags)
    if most is not ops.MAXREPEAT and most - least == 1:
        return states + once_more
    if len(state.windows) == 1 and len(states) + len(once_more) <= MOST // 2:  # worth it while the place is known
        return states + [end.cut() for end in once_more]
    return [end.cut() for end in states]


def read_assertion(value: Any, state: State, flags: int) -> list[State]:
    """The states after a positive look-around, which reads but does not move."""
    direction, items = value
    if direction > 0:
        return [end.back_to(state) for end in read_all(items, [state], flags)]
    width, widest = items.getwidth()
    if width != widest:
        return [state]
    return [end.back_to(state) for end in read_all(items, [state._replace(offset=state.offset - width)], flags)]


def read_negative(value: Any, state: State, flags: int) -> State:
    """The state after a negative look-around of one character: another one stands there, or the text has an edge."""
    direction, items = value
    chars = class_of(items[0][0], items[0][1], flags) if len(items) == 1 else None
    if chars is None or len(chars) > 1 or chars == EVERY:
        return state
    others = frozenset(some._replace(negated=not some.negated) for some in chars)
    at = state.offset if direction > 0 else state.offset - 1
    edge = direction > 0 or not state.moved
    return state._replace(offset=at).demand(others | LINE_FEED if edge else others)._replace(offset=state.offset)


def read_anchor(where: Any, state: State) -> State:
    """The state after ^, $ and the like; a line feed stands at the edges of a text, too, since it parts texts."""
    if where in STARTS:
        return state._replace(offset=state.offset - 1).demand(LINE_FEED)._replace(offset=state.offset)
    return state.demand(LINE_FEED) if where in ENDS else state


def class_of(op: Any, value: Any, flags: int) -> CharClass | None:
    """The class of an item that takes exactly one character, None for any other item."""
    if op is ops.LITERAL:
        found = CharSet(((value, value),))
    elif op is ops.NOT_LITERAL:
        found = CharSet(((value, value),), (), True)
    elif op is ops.ANY:
        found = CharSet((), (), True) if flags & DOTALL else CharSet(((10, 10),), (), True)
    elif op is ops.IN:
        found = set_of(value)
    else:
        return None
    return EVERY if flags & IGNORECASE and has_case(found) else frozenset([found])


def set_of(items: Iterable[tuple[Any, Any]]) -> CharSet:
    ranges: list[Range] = []
    categories: list[str] = []
    negated = False
    for op, value in items:
        if op is ops.NEGATE:
            negated = True
        elif op is ops.LITERAL:
            ranges.append((value, value))
        elif op is ops.RANGE:
            ranges.append(value)
        else:
            categories.append(str(value))
    return CharSet(tuple(ranges), tuple(categories), negated)


def has_case(chars: CharSet) -> bool:
    """Whether capitals may count as small letters in a set: then it may hold more than it names."""
    wide = any(last - first > 0x100 for first, last in chars.ranges)
    return wide or any(chr(c).lower() != chr(c).upper() for first, last in chars.ranges for c in range(first, last + 1))


def keeps_to_line(items: Iterable[Any], flags: int) -> bool:
    """Whether what the items match, or look at beyond the next character, never holds a line feed."""
    return all(item_keeps_to_line(op, value, flags) for op, value in items)


def item_keeps_to_line(op: Any, value: Any, flags: int) -> bool:
    chars = class_of(op, value, flags)
    if chars is not None:
        return not any(holds_line_feed(some) for some in chars)
    if op is ops.SUBPATTERN:
        return keeps_to_line(value[3], (flags | value[1]) & ~value[2])
    if op is ops.BRANCH:
        return all(keeps_to_line(items, flags) for items in value[1])
    if op in REPEATS:
        return keeps_to_line(value[2], flags)
    if op in (ops.ASSERT, ops.ASSERT_NOT):
        direction, items = value
        return direction < 0 or items.getwidth()[1] <= 1 or keeps_to_line(items, flags)
    # Where a line is searched by itself, its end would look like the end of the text.
    return op is ops.AT and (value not in ENDS or bool(value is ops.AT_END and flags & MULTILINE))


def holds_line_feed(chars: CharSet) -> bool:
    named = any(first <= 10 <= last for first, last in chars.ranges)
    # Of the categories \s, \D and \W hold it.
    named = named or any(name in LINE_FEED_CATEGORIES for name in chars.categories)
    return named != chars.negated


REPEATS = (ops.MAX_REPEAT, ops.MIN_REPEAT) + ((ops.POSSESSIVE_REPEAT,) if sys.version_info >= (3, 11) else ())
STARTS = (ops.AT_BEGINNING, ops.AT_BEGINNING_STRING)
ENDS = (ops.AT_END, ops.AT_END_STRING)
LINE_FEED_CATEGORIES = {"CATEGORY_SPACE", "CATEGORY_NOT_DIGIT", "CATEGORY_NOT_WORD"}


def needed_characters(found: Demands, most: int = 100) -> frozenset[str] | None:
    """Characters one of which stands in, or beside, every match; None where no short list of such can be given."""
    needed: list[frozenset[str]] = []
    for start, behind in found.alternatives:
        lists = (listed(chars) for window in (start, *behind) for _, chars in window)
        short = [some for some in lists if some is not None and len(some) <= most and "\n" not in some]
        if not short:
            return None
        needed.append(min(short, key=lambda some: (len(some), sorted(some))))
    return frozenset().union(*needed) if needed else None


def listed(chars: CharClass) -> frozenset[str] | None:
    """The characters of a class, None where it is not a short list."""
    if any(some.negated or some.categories for some in chars):
        return None
    ranges = [bounds for some in chars for bounds in some.ranges]
    if sum(last - first + 1 for first, last in ranges) > 1000:
        return None
    return frozenset(chr(c) for first, last in ranges for c in range(first, last + 1))
