"""Search for bytes that break decoding, the protection of Markdown or the fix loop, guided by coverage.

    python tools/fuzz.py CORPUS [-max_total_time=SECONDS] [libFuzzer's other options]

Needs atheris (`make fuzz` installs it). CORPUS is a folder that what is found interesting is written to; the inputs
in tests/interesting and the examples of all rules are where the search begins. An input is a byte that tells the
format, then the bytes of a file. What breaks a law is written to crash-... in the working folder.
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
from itertools import pairwise
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["jiaokan", "jiaokan_rules"]):
    import jiaokan
    from jiaokan import Safety
    from jiaokan.api import defaults
    from jiaokan.rule import Rule
    from jiaokan.source import SourceError, decode

    RULES = defaults().rules  # they are imported when they are asked for

PATHS = ("a.txt", "a.md")
ENCODINGS = (None, None, "gb18030", "utf-16", "big5", "utf-8-sig")
INTERESTING = Path(__file__).parents[1] / "tests" / "interesting"


def check(data: bytes) -> None:
    """The laws: no input crashes, places are true, what is protected is in order, a second fix changes nothing."""
    if not data:
        return
    path, encoding = PATHS[data[0] % len(PATHS)], ENCODINGS[data[0] // len(PATHS) % len(ENCODINGS)]
    try:
        source = decode(data[1:], path, encoding)
    except SourceError:
        return
    doc = source.document
    assert doc.undecodable or doc.text.encode(source.encoding) == data[1:] or encoding
    spans = list(doc.protected)
    assert all(0 <= start < end <= len(doc.text) for start, end in spans)
    assert all(a[1] < b[0] for a, b in pairwise(spans))
    for safety in (Safety.SAFE, Safety.UNSAFE):
        fixed = jiaokan.fix(doc.text, path=path, safety=safety)
        assert all(0 <= f.start <= f.end <= len(fixed.text) and f.message for f in fixed.left)
        again = jiaokan.fix(fixed.text, path=path, safety=safety)
        assert again.text == fixed.text and not again.applied
        if fixed.text != doc.text and not doc.undecodable:
            with contextlib.suppress(SourceError):
                assert source.encoded(fixed.text).decode(source.encoding) == fixed.text


def beginnings(rules: tuple[Rule, ...], folder: Path) -> None:
    """Write the examples of the rules as inputs."""
    for rule in rules:
        for n, example in enumerate(rule.examples):
            for kind in range(len(PATHS)):
                name = f"{rule.code}-{n}-{kind}"
                (folder / name).write_bytes(bytes([kind]) + example.before.encode("utf-8", "surrogatepass"))


def main() -> None:
    with tempfile.TemporaryDirectory() as examples:
        beginnings(RULES, Path(examples))
        arguments = [*sys.argv, examples, str(INTERESTING), "-max_len=4096", "-timeout=60"]
        atheris.Setup(arguments, check)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
