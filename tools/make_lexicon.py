"""Pack jieba's dictionary into lint/jiaokan/language/lexicon.marisa.

    pip install jieba marisa-trie && python tools/make_lexicon.py

Source: jieba 0.42.1, dict.txt, MIT licence. A value is two bytes: round(16 * ln(count + 1)), and the first letter of
the part of speech.
"""

from __future__ import annotations

from math import log
from pathlib import Path

import marisa_trie
from dictionary import entries

OUT = Path(__file__).parent.parent / "lint/jiaokan/language/lexicon.marisa"


def main() -> None:
    words = [(word, bytes((min(255, round(16 * log(count + 1))), ord(part[0])))) for word, count, part in entries()]
    marisa_trie.BytesTrie(sorted(words)).save(str(OUT))
    print(f"{len(words)} words, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
