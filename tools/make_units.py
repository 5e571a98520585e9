"""Write the table of unit symbols that misspelt-term and inconsistent-term know.

    make_units.py > rules/jiaokan_rules/latin/units.txt

SI prefixes and units: BIPM, The International System of Units (SI Brochure), 9th edition, tables 2, 4, 7 and 8.
Binary prefixes: IEC 80000-13. Rates of arithmetic and of data (FLOPS, bps and their kin) as the trade writes them.
"""

from __future__ import annotations

PREFIXES = ["", *"afpnµmcdhkMGTPEZY", "da", "μ", "u"]
SI = "m g s A K mol cd Hz N Pa J W C V F Ω Wb T H lm lx Bq Gy Sv kat L l t eV B Wh Ah VA var cal bar".split()
COMPUTING = "FLOPS OPS bps Bps bit byte b".split()
LARGE = ["", *"kKMGTPEZY"]
BINARY = [p + "i" + u for p in "KMGTPE" for u in ("B", "b", "bit")]
OTHERS = (
    "min h d ha au dB dBm rpm fps dpi ppi ppm ppb px em rem pt bp "
    "KB Kb QPS TPS IOPS TEU Wp kWp MWp GWp SWU nmi mph kmh km/h"
).split()


def main() -> None:
    """Print the symbols, one a line, in the order of the tables."""
    units = [p + u for u in SI for p in PREFIXES] + [p + u for u in COMPUTING for p in LARGE] + BINARY + OTHERS
    print("# Unit symbols, written by tools/make_units.py; its sources stand there.")
    print("\n".join(dict.fromkeys(units)))


if __name__ == "__main__":
    main()
