"""Columns of data: values parted by tabs or commas, labels with texts, words with tags or counts, vectors."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

LEAST = 3  # rows
QUOTED_VALUE = re.compile('"[^"\n]*"')
QUOTED_VALUES = re.compile('"[^"\n]*"(?:[,;] ?"[^"\n]*")+')
SHORT_VALUE = 8  # code points: a clause of a sentence is longer, in most lines
COMMA_IN_NUMBER = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
NUMBER = re.compile(r"[-+−]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?%?")
DECIMAL = re.compile(r"-?\d+\.\d{3,}(?:[eE][-+]?\d+)?")
SEQUENCE_TAG = re.compile(r"[OBMES]|[BIESMLU]-[\w-]{1,20}")
WORD_CLASS = re.compile("[a-z]{1,5}")
TAG = re.compile(r"[A-Za-z]{1,5}\d?\]?")
TREE = re.compile(r"[ \t]*\([A-Z][A-Z$-]*[ \n(]")
ENDS_SENTENCE = "。！？…”"


def is_columns(lines: Sequence[str]) -> bool:
    """Whether the lines are rows of data; a page that holds a table among other lines is not."""
    lines = list(dict.fromkeys(lines))  # what a loop repeats is no label
    if len(lines) < LEAST:
        return tagged(lines)
    return any(kind(lines) for kind in (tabbed, barred, quoted, separated, scored, paired, tagged, spaced))


def mostly(some: Iterable[object], of_ten: int = 9) -> bool:
    """Whether so many of ten are true."""
    kept = [bool(one) for one in some]
    return 10 * sum(kept) >= of_ten * len(kept)


def of_one_width(rows: Sequence[list[str]]) -> list[list[str]]:
    """The rows of the most frequent width, if nearly all rows have it and it is more than 1; else none."""
    width, often = Counter(map(len, rows)).most_common(1)[0]
    return [row for row in rows if len(row) == width] if width > 1 and 10 * often >= 9 * len(rows) else []


def tabbed(lines: Sequence[str]) -> bool:
    """Whether nearly all lines have the same number of tabs inside them, or all have several."""
    rows = [line.strip("\t ").split("\t") for line in lines]
    return bool(of_one_width(rows)) or all(len(row) > 2 for row in rows)


def barred(lines: Sequence[str]) -> bool:
    """Whether all lines have the same number of bars, none of which stands at an end as in a table of Markdown."""
    bars = {line.count("|") for line in lines}
    return len(bars) == 1 and bars != {0} and not any(line[0] == "|" or line[-1] == "|" for line in lines)


def quoted(lines: Sequence[str]) -> bool:
    """Whether nearly all lines are values in straight quotation marks, and nothing else."""
    return mostly(map(QUOTED_VALUES.fullmatch, lines))


def scored(lines: Sequence[str]) -> bool:
    """Whether nearly all lines end in a colon or a semicolon and a number, as texts with their classes do."""
    return any(mostly(NUMBER.fullmatch(line.rpartition(mark)[2]) for line in lines if line) for mark in ":;")


def paired(lines: Sequence[str]) -> bool:
    """Whether all lines are two short values with a semicolon between, and none ends as a sentence does."""
    rows = [line.split(";") for line in lines]
    return all(len(row) == 2 and 0 < len(min(row, key=len)) <= len(max(row, key=len)) <= SHORT_VALUE for row in rows)


def separated(lines: Sequence[str]) -> bool:
    """Whether values are parted by commas: their number agrees, or a number or one of few labels stands at an end."""
    if not mostly("," in line for line in lines):
        return False
    rows = of_one_width([COMMA_IN_NUMBER.sub("", QUOTED_VALUE.sub("0", line)).split(",") for line in lines])
    sentences = mostly((line[-1] in ENDS_SENTENCE for line in lines), 5)
    return (bool(rows) and not sentences and has_telling_column(rows)) or is_labels_with_texts(lines)


def has_telling_column(rows: Sequence[list[str]]) -> bool:
    """Whether one of the columns holds numbers, but for its head, or has few values, as no clause of a sentence has."""
    body = rows[1:]
    columns = list(zip(*body, strict=True))
    numeric = [mostly((NUMBER.fullmatch(value.strip()) for value in column), 8) for column in columns]
    if len(columns) == 2 and numeric[0] and NUMBER.fullmatch(rows[0][0]):
        return False  # perhaps items that are numbered
    few = [len(body) > 3 and 2 * len(set(column)) <= len(body) and max(map(len, column)) <= 12 for column in columns]
    return any(numeric) or any(few)


def is_labels_with_texts(lines: Sequence[str]) -> bool:
    """Whether each line begins or ends with one of few short labels and a comma; the text may have commas."""
    if len(lines) < 4 or not all("," in line for line in lines):
        return False
    for ends in ([line.partition(",")[0] for line in lines], [line.rpartition(",")[2] for line in lines]):
        labels = Counter(ends)
        ascending = ends == [str(n) for n in range(1, len(ends) + 1)]
        if max(map(len, labels)) <= 12 and 2 * len(labels) <= len(ends) and not ascending:
            return True
    return False


def tagged(lines: Sequence[str]) -> bool:
    """Whether words bear tags, 我/r 爱/v, or stand in trees of a parser."""
    if mostly(map(TREE.match, lines)):
        return True
    if "/" not in lines[0] and "/" not in lines[-1]:
        return False
    words = [word for line in lines[:20] for word in line[:300].split()[:-1]]
    return len(words) > 2 and mostly(("/" in word and TAG.fullmatch(word.rpartition("/")[2]) for word in words), 8)


def spaced(lines: Sequence[str]) -> bool:
    """Whether fields parted by blanks are words with tags, counts, classes or vectors."""
    if not mostly(" " in line or "\t" in line for line in lines):
        return False
    rows = [line.split() for line in lines]
    if len(rows[0]) == 2 and all(map(str.isdecimal, rows[0])):
        rows = rows[1:]  # how many vectors there are, of how many numbers
    rows = of_one_width(rows)
    return bool(rows) and any(some(rows) for some in (has_sequence_tags, is_vectors, has_word_classes, is_counted))


def has_sequence_tags(rows: Sequence[list[str]]) -> bool:
    return mostly(SEQUENCE_TAG.fullmatch(row[-1]) for row in rows)


def is_vectors(rows: Sequence[list[str]]) -> bool:
    return len(rows[0]) > 3 and all(DECIMAL.fullmatch(value) for row in rows for value in row[1:])


def has_word_classes(rows: Sequence[list[str]]) -> bool:
    """Whether rows are those of a dictionary of words: a word, how often it occurs, its class."""
    return len(rows[0]) == 3 and mostly(NUMBER.fullmatch(row[1]) and WORD_CLASS.fullmatch(row[2]) for row in rows)


def is_counted(rows: Sequence[list[str]]) -> bool:
    """Whether rows are words with their counts, the greatest first; the table of a page is not sorted so."""
    counts = [int(row[1]) for row in rows if len(row) == 2 and row[1].isdecimal()]
    return len(rows) == len(counts) >= 8 and counts == sorted(counts, reverse=True) and counts[0] > counts[-1]
