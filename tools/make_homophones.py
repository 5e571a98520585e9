"""Write rules/jiaokan_rules/characters/homophones.tsv: the characters of one reading, a row a syllable with its tone.

    python tools/make_homophones.py    (needs pypinyin)

Source: pypinyin (MIT), whose readings are those of https://github.com/mozillazg/pinyin-data (MIT), from Unihan. Of
several readings of a character the commonest, which stands first, counts; the characters are those of GB 2312.
"""

from __future__ import annotations

from collections import defaultdict
from importlib.metadata import version
from itertools import product
from pathlib import Path

from pypinyin.constants import PINYIN_DICT

OUT = Path(__file__).parent.parent / "rules/jiaokan_rules/characters/homophones.tsv"


def main() -> None:
    codes = (bytes(pair) for pair in product(range(0xB0, 0xF8), range(0xA1, 0xFF)))
    rows = defaultdict(list)
    for character in (code.decode("gb2312", "ignore") for code in codes):
        if character:
            rows[PINYIN_DICT[ord(character)].partition(",")[0]].append(character)
    lines = [f"{reading}\t{''.join(characters)}\n" for reading, characters in sorted(rows.items()) if characters[1:]]
    head = f"# Made by tools/make_homophones.py from pypinyin {version('pypinyin')} (MIT).\n"
    OUT.write_text(head + "".join(lines), encoding="utf-8")
    print(len(lines))


if __name__ == "__main__":
    main()
