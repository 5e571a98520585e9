"""Write rules/jiaokan_rules/scripts/variants.tsv: which characters of one Chinese script have no place in the other.

    pip install opencc && python tools/make_variants.py

Source: the dictionaries of OpenCC 1.4.2 (Apache-2.0), dumped by the program in its package. A row is a kind, its
characters, and what each becomes in the script of the text:

- `simplified`: traditional and Japanese characters in simplified text;
- `simplified-several`: those of them whose simplified character stands for several (幹 beside 乾, both 干);
- `simplified-doubtful`: the same, but the character also stands in simplified text (乾隆, 魏徵, 於菟), or is one of
  several traditional forms and not the first (濛, 崑, 硃: kept in names);
- `traditional`: simplified and Japanese characters in traditional text;
- `traditional-several`: those of them that stand for several traditional characters (发 for 發 and 髮).
"""

from __future__ import annotations

import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path

from pairs import write

OUT = Path(__file__).parent.parent / "rules/jiaokan_rules/scripts/variants.tsv"

# What simplified text has by right in some words, yet oftener as a slip; other characters of that kind (像, 覆, 瞭, 藉,
# 昇) the table of 2013 or usage has brought back.
BOTH = set("於乾徵夥")
# Japanese forms that Chinese names have: places in Yunnan (曼竜), the surname 麹 of the table of 2013.
NAMES = set("竜麹")
# Simplified or Japanese forms that are old variants, or differ in the drawing of a component only: traditional print
# and faithful transcriptions of it have them beside the other form. OpenCC's tables do not tell them from the forms
# that the reforms made: this list, which rests on no dictionary, does.
OLD = set(
    "乗争众内净减凑刹剰効勅勲却叁叙叠叹启吴呐嘘圧増壮够奥妆姹寛将届巻帮弥强彦径徳徴恒恵悦悪抜担掲摂斉晋晩曽楼横歩歳毎没浄涙渇渉渓温滝潜瀬灾焕状猟"
    "猫獣疴盗盘砕碱祢禄税粋粛絵縁縄繊绣胆脚脱艶芦莱葱薫虚虬装诓賛遥郷铺随静鞲頼鶏麦麽黄黒黙"
)
# In Big5 or the Japanese standard as rare characters or vulgar forms, in traditional text of today only by mistake.
NEW = set("机体听优构怀惊扰扑吨洁岭圣坏离复异气与无晒网")


def table(name: str, share: Path, program: Path, folder: Path) -> dict[str, list[str]]:
    """A dictionary of OpenCC: characters and what they may become, the likeliest first."""
    out = folder / name
    subprocess.run([program, "-i", share / f"{name}.ocd2", "-o", out, "-f", "ocd2", "-t", "text"], check=True)
    rows = (line.split("\t") for line in out.read_text(encoding="utf-8").splitlines() if "\t" in line)
    return {row[0]: row[1].split(" ") for row in rows if len(row[0]) == 1}


def within(character: str, encoding: str) -> bool:
    return character.encode(encoding, "ignore") != b""


def main() -> None:
    spec = find_spec("opencc")
    assert spec and spec.origin, "pip install opencc"
    home = Path(spec.origin).parent / "clib"
    with tempfile.TemporaryDirectory() as tmp:
        names = ("STCharacters", "TSCharacters", "JPShinjitaiCharacters", "TWVariants", "HKVariants")
        to_full, to_simple, japanese, taiwan, hong_kong = (
            table(n, home / "share/opencc", home / "bin/opencc_dict", Path(tmp)) for n in names
        )
    first = {s: {full[0], *taiwan.get(full[0], ()), *hong_kong.get(full[0], ())} for s, full in to_full.items()}

    rows: dict[str, dict[str, str]] = {
        "simplified": {},
        "simplified-several": {},
        "simplified-doubtful": {},
        "traditional": {},
        "traditional-several": {},
    }
    for full, simple in to_simple.items():
        # 後 alone is in GB 2312 without being a character of the simplified script: 后 stands for it in every word.
        target = next((s for s in simple if s != full), "")
        if not target or not within(target, "gb2312"):
            continue
        if (full in simple or within(full, "gb2312")) and full not in BOTH | {"後"}:
            continue
        one = target not in to_full or len(to_full[target]) == 1
        doubtful = full in BOTH or not (one or full in first[target])
        rows["simplified-doubtful" if doubtful else "simplified" if one else "simplified-several"][full] = target
    for form, old in japanese.items():
        target = to_simple.get(old[0], old)[0]
        if (
            not within(form, "gb2312")
            and form not in to_simple
            and form not in NAMES
            and within(target, "gb2312")
            and target != form
        ):
            rows["simplified"][form] = target

    for simple_form, full_forms in to_full.items():
        # What Big5 or the Japanese standard has besides is an old form too (决 台 温), unless Japan made it (国 学).
        old_form = within(simple_form, "big5") or (within(simple_form, "shift_jis") and simple_form not in japanese)
        old_form = old_form and simple_form not in NEW
        if simple_form in full_forms or not within(simple_form, "gb2312") or old_form or simple_form in OLD:
            continue
        rows["traditional" if len(full_forms) == 1 else "traditional-several"][simple_form] = full_forms[0]
    for form, old in japanese.items():
        if form not in to_full and form not in old and not within(form, "big5") and form not in OLD:
            if within(form, "gb2312") or form in to_simple:
                continue
            rows["traditional" if len(old) == 1 else "traditional-several"][form] = old[0]

    write(OUT, "Made by tools/make_variants.py from OpenCC 1.4.2 (Apache-2.0).", rows)


if __name__ == "__main__":
    main()
