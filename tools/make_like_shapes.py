"""Write the tables of misread-character and rare-character: characters of like shape, words known by a part of them.

    pip install jieba marisa-trie numpy opencc pillow
    python tools/make_like_shapes.py NotoSansCJK-Regular.ttc NotoSerifCJK-Regular.ttc

Sources: the shapes of Noto Sans CJK SC and Noto Serif CJK SC (2.004, SIL Open Font License 1.1; fonts-noto-cjk of
Debian), and the words and their frequencies of jieba 0.42.1 (dict.txt, MIT licence).

- `look_alikes.tsv`: a character, those that are very like it, and those that are like it, the likest first. Likeness
  is the correlation of the two blurred pictures in the better of the typefaces, among the characters of GB 2312. Pairs
  that the lexicon itself exchanges (唯一 and 惟一, 氯 and 氟) are left out.
- `near_words.marisa`: two characters that stand next to each other (1) or with one between (2) hardly anywhere but in
  some words; these, with the places of the characters that may be misread beside the two. A place where several words
  of the lexicon differ and none leads (一墙之隔, 一山之隔) is none: people fill it as they like.
- `seldom_characters.tsv`: a character of GB 2312 that is not among the commonest, and of the common ones those that are
  very like it: what it may be a misreading of where the document has the word elsewhere. Then the characters that stand
  before it in words of two, and those that stand behind it.
- `odd_characters.tsv`: a character that simplified text has no use for (not in GB 2312, no form of the other script or
  of Japanese, which mixed-variant knows), and of the common ones those that are all but the same, and those very like.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import marisa_trie
import numpy as np
from dictionary import entries
from PIL import Image, ImageDraw, ImageFilter, ImageFont

OUT = Path(__file__).parent.parent / "rules/jiaokan_rules/characters"
SIMPLIFIED = 2  # the index of the typeface for mainland China in the collections
VERY_LIKE, LIKE, MOST = 0.85, 0.78, 40
SAME, SIMILAR = 0.96, 0.9  # for odd characters
COMMON_CHARACTERS = 3500  # of the lexicon, by frequency; the first level of GB 2312 has 3755
COMMONEST = 1500  # 96 in 100 of the characters of a newspaper
# Components in GB 2312 that are no characters of today's text. Radicals 30 and 31, 口 and 囗, differ in size alone, and
# 于 loses its middle where print is faint.
COMPONENTS, ODD_PAIRS = "丨亅冂凵廾亍囗", {"囗": "口", "亍": "于"}
# Idioms; other words of four characters and words of three if they are frequent enough to be true words. Names are
# none: one that differs in a character is another name.
COMMON = {4: 5, 3: 10}
PARTS = {4: "lnvz", 3: "nvaz"}
NAMES = {"nr", "nrt", "nrfg", "ns"}
# The share of all uses of the two characters together that must be in the words.
OWN = {4: 0.8, 3: 0.95}
ACROSS = 0.9
LEADS = 0.85  # of the uses of all words that differ in the same place
BY_CHANCE = 5  # times as frequent as the two would stand at that distance by chance

Places = dict[str, list[tuple[str, list[int]]]]


def lexicon() -> dict[str, tuple[int, str]]:
    return {word: (count, part) for word, count, part in entries() if all("\u4e00" <= c <= "\u9fff" for c in word)}


def characters() -> list[str]:
    """The Chinese characters of GB 2312."""
    cells = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    return [c for cell in cells if (c := cell.decode("gb2312", "ignore"))]


def pictures(file: str, chars: list[str]) -> Any:
    """A row of 32 by 32 grey values a character, of mean 0 and length 1."""
    font = ImageFont.truetype(file, 60, index=SIMPLIFIED)
    rows = np.zeros((len(chars), 32 * 32), np.float32)
    for n, char in enumerate(chars):
        image = Image.new("L", (72, 72))
        ImageDraw.Draw(image).text((4, 0), char, font=font, fill=255)
        small = image.filter(ImageFilter.GaussianBlur(2)).resize((32, 32), Image.Resampling.BILINEAR)
        rows[n] = np.asarray(small, np.float32).ravel()
    rows -= rows.mean(1, keepdims=True)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def holes(word: str) -> Iterator[str]:
    return (word[:n] + "_" + word[n + 1 :] for n in range(len(word)))


def near_words(
    words: dict[str, tuple[int, str]], fellows: dict[str, set[str]]
) -> dict[str, list[tuple[str, list[int]]]]:
    beside: Counter[str] = Counter()
    apart: Counter[str] = Counter()
    single: Counter[str] = Counter()
    for word, (count, _) in words.items():
        for n, char in enumerate(word):
            single[char] += count
            beside[word[n : n + 2]] += count
            apart[char + word[n + 2 : n + 3]] += count
    total = single.total()
    out: Places = defaultdict(list)
    for size in (4, 3):
        some = [w for w, (count, part) in words.items() if len(w) == size and fit(w, count, part)]
        own: Counter[str] = Counter()
        for word in some:
            for pair in (word[:2], word[-2:]):
                own[pair] += words[word][0]
        for word in some:
            free = [
                n
                for n, hole in enumerate(holes(word))
                if words[word][0] >= LEADS * sum(words[w][0] for w in fellows[hole])
            ]
            sides = (word[:2], [n for n in free if n >= 2]), (word[-2:], [n for n in free if n < size - 2])
            for pair, places in sides:
                if places and own[pair] >= OWN[size] * beside[pair]:
                    out[pair].append((word, places))
            count = words[word][0]
            pair = word[0] + word[2]
            chance = single[word[0]] * single[word[2]] / total
            if size == 3 and 1 in free and count >= ACROSS * apart[pair] and count >= BY_CHANCE * chance:
                out[f"{word[0]}_{word[2]}"].append((word, [1]))
    return out


def fit(word: str, count: int, part: str) -> bool:
    idiom = len(word) == 4 and part == "i"
    common = count >= COMMON[len(word)] and part[0] in PARTS[len(word)] and part not in NAMES
    return idiom or (common and not word.endswith("的"))


def exchanged(fellows: dict[str, set[str]]) -> set[tuple[str, str]]:
    """Pairs that stand for each other in many words of the lexicon, as spellings or as kinds of one thing."""
    together: Counter[tuple[str, str]] = Counter()
    alone: Counter[str] = Counter()
    for hole, words in fellows.items():
        some = [word[hole.index("_")] for word in words]
        alone.update(some)
        if len(some) <= 6:
            together.update((a, b) for a in some for b in some if a != b)
    return {(a, b) for (a, b), n in together.items() if n >= 4 and n >= 0.08 * min(alone[a], alone[b])}


def look_alikes(files: Iterable[str], rights: set[str], never: set[tuple[str, str]]) -> Iterator[str]:
    chars = characters()
    seen = [pictures(file, chars) for file in files]
    like = np.max([rows @ rows.T for rows in seen], axis=0)
    np.fill_diagonal(like, 0)
    # The place of each character among those that are like another: a small one from either side will do.
    rank = np.argsort(np.argsort(-like, axis=1), axis=1)
    near = (like >= LIKE) & (np.minimum(rank, rank.T) < MOST)
    for n, right in enumerate(chars):
        if right not in rights:
            continue
        order = [int(i) for i in np.argsort(-like[n]) if near[n, i] and (right, chars[i]) not in never]
        very = "".join(chars[i] for i in order if like[n, i] >= VERY_LIKE)
        yield f"{right}\t{very}\t{''.join(chars[i] for i in order)[len(very) :]}\n"


def by_frequency(words: dict[str, tuple[int, str]]) -> list[str]:
    """The characters of GB 2312 that are no components, the commonest first."""
    single: Counter[str] = Counter()
    for word, (count, _) in words.items():
        for char in word:
            single[char] += count
    usual = set(characters()) - set(COMPONENTS)
    return [c for c, _ in single.most_common() if c in usual]


def seldom_characters(
    files: Iterable[str], some: list[str], never: set[tuple[str, str]], words: Iterable[str]
) -> Iterator[str]:
    seldom, common = some[COMMONEST:], some[:COMMON_CHARACTERS]
    like = np.max([pictures(file, seldom) @ pictures(file, common).T for file in files], axis=0)
    before, after = neighbours(words)
    for n, char in enumerate(seldom):
        order = [int(i) for i in np.argsort(-like[n]) if like[n, i] >= VERY_LIKE]
        rights = [common[i] for i in order if common[i] != char and (char, common[i]) not in never]
        if rights:
            yield f"{char}\t{''.join(rights)}\t{before[char]}\t{after[char]}\n"


def neighbours(words: Iterable[str]) -> tuple[dict[str, str], dict[str, str]]:
    """By character what stands before it in words of two, and what stands behind it."""
    before: dict[str, str] = defaultdict(str)
    after: dict[str, str] = defaultdict(str)
    for word in sorted(words):
        if len(word) == 2:
            before[word[1]] += word[0]
            after[word[0]] += word[1]
    return before, after


def odd_characters(files: Iterable[str], some: list[str]) -> Iterator[str]:
    import opencc

    common = some[:COMMON_CHARACTERS]
    usual = set(characters()) - set(COMPONENTS)
    simplify, modern = opencc.OpenCC("t2s"), opencc.OpenCC("jp2t")
    every = [c for c in map(chr, range(0x4E00, 0x9FA6)) if c not in usual]
    odd = [c for c in every if simplify.convert(modern.convert(c)) == c]
    like = np.max([pictures(file, odd) @ pictures(file, common).T for file in files], axis=0)
    for n, char in enumerate(odd):
        order = [int(i) for i in np.argsort(-like[n]) if like[n, i] >= SIMILAR]
        same = ODD_PAIRS.get(char) or "".join(common[i] for i in order if like[n, i] >= SAME)
        similar = "" if char in ODD_PAIRS else "".join(common[i] for i in order if like[n, i] < SAME)
        if same or similar:
            yield f"{char}\t{same}\t{similar}\n"


def main() -> None:
    words = lexicon()
    fellows: dict[str, set[str]] = defaultdict(set)
    for word in words:
        if len(word) in (3, 4):
            for hole in holes(word):
                fellows[hole].add(word)
    near = near_words(words, fellows)
    source = "# Made by tools/make_like_shapes.py from jieba 0.42.1 (MIT)"
    packed = []
    for two, found in near.items():
        row = " ".join(word + "".join(map(str, places)) for word, places in found)
        packed.append((f"{len(two) - 1}{two[0]}{two[-1]}", row.encode()))
    marisa_trie.BytesTrie(sorted(packed)).save(str(OUT / "near_words.marisa"))
    rights = {word[n] for some in near.values() for word, places in some for n in places}
    never = exchanged(fellows)
    files, some, shapes = sys.argv[1:], by_frequency(words), "and the shapes of Noto CJK 2.004.\n"
    tables = {
        "look_alikes.tsv": [f"{source} {shapes}", *look_alikes(files, rights, never)],
        "seldom_characters.tsv": [f"{source} {shapes}", *seldom_characters(files, some, never, words)],
        "odd_characters.tsv": [f"{source}, OpenCC 1.4.2 (Apache-2.0) {shapes}", *odd_characters(files, some)],
    }
    for file, rows in tables.items():
        (OUT / file).write_text("".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
