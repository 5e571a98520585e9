"""Write rules/jiaokan_rules/scripts/radicals.tsv: the ideograph for each radical of CJK Radicals Supplement.

    python tools/make_radicals.py

Source: the property Equivalent_Unified_Ideograph of Unicode 14 (UAX #44, EquivalentUnifiedIdeograph.txt), as perl 5.36
carries it in Unicode::UCD. Python's unicodedata has it for two of these radicals only; the Kangxi radicals it can
normalise. The radicals whose name ends in a number (⺈ KNIFE ONE) are shapes that a character takes inside others.
"""

from __future__ import annotations

import subprocess
import unicodedata
from pathlib import Path

from pairs import write

OUT = Path(__file__).parent.parent / "rules/jiaokan_rules/scripts/radicals.tsv"
PERL = """
use Unicode::UCD "prop_invmap"; binmode STDOUT, ":utf8"; my ($from, $to) = prop_invmap("EqUIdeo");
for my $i (0 .. $#$from) { next unless $to->[$i];
  print chr($_), chr($to->[$i]), "\\n" for $from->[$i] .. $from->[$i + 1] - 1 }
"""
SHAPES = (" ONE", " TWO", " THREE", " FOUR")
WHOLE = "⻑"  # LONG ONE is 長 itself


def main() -> None:
    pairs = subprocess.run(["perl", "-e", PERL], check=True, capture_output=True, encoding="utf-8").stdout.split()
    kinds: dict[str, dict[str, str]] = {"radical": {}, "shape": {}}
    for pair in pairs:
        radical, ideograph = pair[0], pair[1]
        if "\u2e80" <= radical <= "\u2ef3":
            shape = unicodedata.name(radical).endswith(SHAPES) and radical not in WHOLE
            kinds["shape" if shape else "radical"][radical] = ideograph
    write(OUT, "Made by tools/make_radicals.py from Unicode 14 (Unicode-3.0).", kinds)


if __name__ == "__main__":
    main()
