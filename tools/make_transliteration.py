"""Write rules/jiaokan_rules/punctuation/transliteration.tsv: how much a character speaks for a transliterated name.

    pip install jieba && python tools/make_transliteration.py

Source: jieba 0.42.1, dict.txt, MIT licence: its transliterated names (part of speech nrt) against its other words of
two characters or more, each weighted by its count. A score is ten times the natural logarithm of how much commoner
the character is in the names. A line is a score and the characters that have it; those below -10 are left out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from math import log
from pathlib import Path

from dictionary import entries

OUT = Path(__file__).parent.parent / "rules/jiaokan_rules/punctuation/transliteration.tsv"
RARE = 200  # added to each count of common use, so that a character that is rare there is not overrated
LEAST = 3  # names that hold a character before it is believed


def main() -> None:
    names: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for word, times, part in entries():
        if part == "nrt":
            names.update(word)
        elif len(word) > 1 and part not in ("nr", "nrfg"):
            words.update(dict.fromkeys(word, times))
    all_names, all_words = sum(names.values()), sum(words.values())
    rows: defaultdict[int, list[str]] = defaultdict(list)
    for character, count in names.items():
        score = round(10 * log(count / all_names / ((words[character] + RARE) / all_words)))
        if count >= LEAST and score >= -10:
            rows[min(40, score)].append(character)
    lines = [f"{score}\t{''.join(sorted(rows[score]))}" for score in sorted(rows, reverse=True)]
    head = "# Made by tools/make_transliteration.py from jieba 0.42.1 (MIT).\n"
    OUT.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{sum(map(len, rows.values()))} characters")


if __name__ == "__main__":
    main()
