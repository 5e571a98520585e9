"""A sample of the lines of a text, and whether they are plainly prose: what is asked of every text, so it is quick."""

from __future__ import annotations

from collections.abc import Sequence

FIRST = 24  # lines at the beginning, which tell of most texts that they are prose
HEAD, PART = 4_000, 2_000  # code points of the beginning, and of each part further on
LONGEST_WORD = 8  # code points of a line of a list of words
PARTED = frozenset("\t ,|")  # what parts columns


def first_lines(text: str) -> list[str]:
    """Up to `FIRST` lines at the beginning of a text, without their ends and without blank ones."""
    return lines_in(text[:HEAD], FIRST)


def sample_of(text: str) -> list[str]:
    """The lines at the beginning, in the middle and at the end; of a short text, all."""
    if len(text) <= HEAD + 2 * PART:
        return lines_in(text)
    middle = len(text) // 2
    head = text[:HEAD].rpartition("\n")[0] or text[:HEAD]
    parts = (text[middle : middle + PART], text[-PART:])
    return [*lines_in(head), *(line for part in parts for line in lines_in(part.partition("\n")[2]))]


def lines_in(text: str, most: int = -1) -> list[str]:
    """The lines that are not blank of the first `most`, or of all."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n", most)
    if 0 <= most < len(lines):
        lines.pop()
    return [line for line in lines if line and not line.isspace()]


def is_surely_prose(lines: Sequence[str]) -> bool:
    """Whether half of the lines begin as Chinese does, end in no figure, are no words of a list and have no columns."""
    if not lines:
        return True
    if lines[0].startswith(("{", "[", "<?", "<!", "<T", "\ufeff")):
        return False
    plain = [line for line in lines if line[0] > "\x80" and len(line) > LONGEST_WORD and not line[-1].isdecimal()]
    return 2 * len(plain) > len(lines) and 2 * sum(map(PARTED.isdisjoint, plain)) > len(lines)
