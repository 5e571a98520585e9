"""Write rules/jiaokan_rules/encoding/private.tsv: what the private-use characters of GB 18030 have become.

    python tools/make_private.py

Sources: GBK 1.0 had no Unicode for its 80 characters at FE50 to FEA0 and used U+E815 to U+E864 in their order; what
they are now is Python's codec for GB 18030-2000, and for the last of them the revisions of 2005 and 2022.
"""

from __future__ import annotations

from pathlib import Path

OUT = Path(__file__).parent.parent / "rules/jiaokan_rules/encoding/private.tsv"

LATER = {
    0xE78D: 0xFE10, 0xE78E: 0xFE12, 0xE78F: 0xFE11, 0xE790: 0xFE13, 0xE791: 0xFE14, 0xE792: 0xFE15, 0xE793: 0xFE16,
    0xE794: 0xFE17, 0xE795: 0xFE18, 0xE796: 0xFE19, 0xE7C7: 0x1E3F, 0xE7C8: 0x01F9, 0xE816: 0x20087, 0xE817: 0x20089,
    0xE818: 0x200CC, 0xE81E: 0x9FB4, 0xE826: 0x9FB5, 0xE82B: 0x9FB6, 0xE82C: 0x9FB7, 0xE831: 0x215D7, 0xE832: 0x9FB8,
    0xE83B: 0x2298F, 0xE843: 0x9FB9, 0xE854: 0x9FBA, 0xE855: 0x241FE, 0xE864: 0x9FBB,
}  # fmt: skip


def main() -> None:
    trails = [b for b in range(0x50, 0xA1) if b != 0x7F]
    pairs = {0xE815 + n: bytes([0xFE, b]).decode("gb18030") for n, b in enumerate(trails)}
    pairs |= {private: chr(code) for private, code in LATER.items()}
    still = [hex(private) for private, character in pairs.items() if "\ue000" <= character <= "\uf8ff"]
    assert not still, still
    left, right = "".join(map(chr, sorted(pairs))), "".join(pairs[p] for p in sorted(pairs))
    OUT.write_text(f"# Made by tools/make_private.py from GB 18030.\n{left}\t{right}\n", encoding="utf-8")
    print(len(pairs))


if __name__ == "__main__":
    main()
