"""Pack jieba's dictionary into lint/jiaokan/lexicon.marisa.

    pip install jieba marisa-trie && python tools/make_lexicon.py

Source: jieba 0.42.1, dict.txt, MIT licence. A value is two bytes: round(16 * ln(count + 1)), and the first letter of
the part of speech.
"""

from __future__ import annotations

from importlib.util import find_spec
from math import log
from pathlib import Path

import marisa_trie

OUT = Path(__file__).parent.parent / "lint/jiaokan/lexicon.marisa"


def main() -> None:
    spec = find_spec("jieba")
    assert spec and spec.origin, "pip install jieba"
    rows = (line.split() for line in (Path(spec.origin).parent / "dict.txt").read_text(encoding="utf-8").splitlines())
    entries = [(word, bytes((min(255, round(16 * log(int(count) + 1))), ord(part[0])))) for word, count, part in rows]
    marisa_trie.BytesTrie(sorted(entries)).save(str(OUT))
    print(f"{len(entries)} words, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
